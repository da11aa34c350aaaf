"""Words searched through a document off the window's thread, a few pages at a time."""

import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.viewer.page_work import Job, PageWork
from svdesk.domain.english import capitalised
from svdesk.rendering.pages.preview import Area, Preview

MOST = 20_000
"""Matches after which a search ends: so many nobody goes through, and they take memory."""

_AT_ONCE = 0.02
_BREATH = 0.0005

Match = tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a few pages had: the matches of each, and the page to go on with."""

    matches: dict[int, list[Match]]
    going_on: int


class PageFinder(QObject):
    """The matches of the words that are searched, and the one that was gone to.

    The search begins at the page in view and goes round, so that what is near is found first.
    """

    changed = Signal()
    """There is more to say or to mark."""
    found = Signal(int, object)
    """A match was gone to: its page, counted from 0, and its first :class:`Area`."""

    def __init__(self, work: PageWork) -> None:
        """Search in what *work* has open; when it opens another file, search that."""
        super().__init__(work)
        self._work = work
        self.words = ""
        self.fault = ""
        self._start = 0
        self._done = 0
        self._matches: dict[int, list[Match]] = {}
        self._pages: list[int] = []
        self._total = 0
        self._here: tuple[int, int] | None = None
        self._waiting = 0
        work.opened.connect(self._again)

    # ---- what is asked ----------------------------------------------------------------------------

    def search(self, words: str, page: int) -> None:
        """Search *words* from *page*, counted from 0, on, and go to the first match; "" ends the search."""
        self.words = words if words.strip() else ""
        self._begin(page)
        self._waiting = 1 if self.words else 0
        self.changed.emit()
        self._work.wake()

    def go(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match; where it is not found yet, when it is."""
        if not self.words:
            return
        self._waiting = by
        self._go_if_known()

    def _begin(self, page: int) -> None:
        self._start, self._done, self._total = page, 0, 0
        self._matches, self._pages, self._here, self.fault = {}, [], None, ""

    def _again(self) -> None:
        """Search the new file, without going anywhere."""
        if self.words:
            here = self._here[0] if self._here else self._start
            count = len(self._work.document.sizes) if self._work.document else 0
            self._begin(min(here, max(0, count - 1)))
            self._waiting = 0
            self.changed.emit()

    # ---- what there is ----------------------------------------------------------------------------

    def on_page(self, page: int) -> Sequence[Match]:
        """Return the matches on a page, counted from 0."""
        return self._matches.get(page, ())

    def here(self) -> tuple[int, int] | None:
        """Return the page of the match that was gone to, and which of that page's it is."""
        return self._here

    @property
    def searching(self) -> bool:
        """Whether there are pages left to search."""
        document = self._work.document
        return bool(self.words) and document is not None and self._done < len(document.sizes)

    def said(self) -> str:
        """Return how the search stands, in words."""
        if not self.words:
            return ""
        if self.fault:
            return self.fault
        count = len(self._work.document.sizes) if self._work.document else 0
        so_far = f"searching, {self._done} of {count} pages" if self.searching else ""
        if not self._total:
            return capitalised(so_far) if so_far else "No match. Try fewer or shorter words."
        number = self._number()
        total = f"the first {MOST:,}" if self._total >= MOST else str(self._total)
        words = f"{number} of {total}" if number else f"{total} found"
        return f"{words} ({so_far})" if so_far else words

    def _number(self) -> int:
        """Return which match was gone to, counted from 1 through the document; 0 for none."""
        if self._here is None:
            return 0
        page, place = self._here
        return sum(len(self._matches[each]) for each in self._pages if each < page) + place + 1

    # ---- going on ---------------------------------------------------------------------------------

    def wanted(self) -> Job | None:
        """Return the search of the next few pages."""
        document = self._work.document
        if document is None or not self.searching:
            return None
        words, count = self.words, len(document.sizes)
        work = partial(_search, words, self._start, self._done, count, MOST - self._total)
        return Job(work, partial(self._take, words), partial(self._fail, words))

    def _take(self, words: str, found: _Found) -> None:
        if words != self.words:
            return
        document = self._work.document
        self._done = found.going_on
        for page, matches in found.matches.items():
            self._matches[page] = matches
            self._pages.insert(bisect_left(self._pages, page), page)
            self._total += len(matches)
        if self._total >= MOST and document is not None:
            self._done = len(document.sizes)
        if self._waiting:
            self._go_if_known()
        self.changed.emit()

    def _fail(self, words: str, why: str) -> None:
        if words == self.words:
            self.fault = f"The search stopped: {why}"
            self._done = len(self._work.document.sizes) if self._work.document else 0
            self.changed.emit()

    def _go_if_known(self) -> None:
        """Go where it is wanted, if every page on the way there has been searched."""
        target = self._neighbour(self._waiting)
        if target is None:
            return
        self._waiting = 0
        self._here = target
        page, place = target
        self.found.emit(page, self._matches[page][place][0])
        self.changed.emit()

    def _neighbour(self, by: int) -> tuple[int, int] | None:
        """Return the next match (1) or the one before (-1), around the end of the document."""
        if not self._pages:
            return None
        if self._here is None:
            later = [page for page in self._pages if page >= self._start]
            if by > 0:
                page = later[0] if later else self._pages[0]
                return page, 0
            return None if self.searching else self._last_before(self._start)
        page, place = self._here
        if 0 <= place + by < len(self._matches[page]):
            return page, place + by
        if self.searching and not self._known_beyond(page, by):
            return None
        at = (bisect_left(self._pages, page) + by) % len(self._pages)
        beyond = self._pages[at]
        return beyond, 0 if by > 0 else len(self._matches[beyond]) - 1

    def _last_before(self, page: int) -> tuple[int, int]:
        at = self._pages[bisect_left(self._pages, page) - 1]
        return at, len(self._matches[at]) - 1

    def _known_beyond(self, page: int, by: int) -> bool:
        """Return whether the next match from *page* is known although the search goes on."""
        at = bisect_left(self._pages, page) + by
        if not 0 <= at < len(self._pages):
            return False
        # What is searched runs from the start on, and round the end: no gap lies between two matches
        # on the same side of the start.
        return (page >= self._start) == (self._pages[at] >= self._start)


def _search(words: str, start: int, done: int, count: int, most: int, preview: Preview) -> _Found:
    """Search the pages after the first *done* from *start* on, as many as a moment allows."""
    until = time.monotonic() + _AT_ONCE
    matches: dict[int, list[Match]] = {}
    while done < count and most > 0:
        page = (start + done) % count
        done += 1
        found = [match for match in preview.matches(page, words, most) if match]
        if found:
            matches[page] = found
            most -= len(found)
        if time.monotonic() > until:
            break
        time.sleep(_BREATH)  # or Python's lock would be taken back at once, and the window wait
    return _Found(matches, done)
