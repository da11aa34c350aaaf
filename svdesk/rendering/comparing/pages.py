"""The pages of two PDFs: which is which, what their text says, and whether they look the same.

A page may be gone or new, so pages are told by what they say and not by their numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from svdesk.domain.english import plural
from svdesk.rendering.pages.preview import Preview
from svdesk.services.verifying.comparison import ReadingError, TextChange

Lines = Sequence[tuple[int, str]]
"""The lines of text of a PDF with their pages, counted from 1."""

_MOST_LINES = 50_000
_MOST_PAIRS = 20_000
_ALIKE = 0.5


class PagePairs:
    """Which page of an issued PDF is which of the given one; pages count from 1."""

    def __init__(self, before: Preview, after: Preview) -> None:
        """Read the text of both; raises :class:`ReadingError` where it is too much."""
        self.old, self.new = list(_lines(before)), list(_lines(after))
        self._counts = before.page_count, after.page_count
        pairs = _paired(_by_page(self.old, before.page_count), _by_page(self.new, after.page_count))
        self.issued: Mapping[int, int] = {new: old for old, new in pairs}
        """The issued page that a given one is; pages that are new are left out."""
        self.gone = frozenset(range(1, before.page_count + 1)) - set(self.issued.values())

    def sentences(self) -> Iterator[str]:
        """Yield which pages are gone, and which are new."""
        if self.gone:
            yield f"{_pages(sorted(self.gone))} gone."
        if added := [page for page in range(1, self._counts[1] + 1) if page not in self.issued]:
            yield f"{_pages(added)} new."

    def text_changes(self) -> tuple[TextChange, ...]:
        """Return the lines that differ."""
        old, new = self.old, self.new
        matcher = SequenceMatcher(None, [line for _, line in old], [line for _, line in new], autojunk=False)
        changes = []
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if tag == "equal":
                continue
            where = new[new_from:new_to] or old[old_from:old_to]
            changes.append(
                TextChange(
                    page=where[0][0],
                    before=tuple(line for _, line in old[old_from:old_to]),
                    after=tuple(line for _, line in new[new_from:new_to]),
                )
            )
        return tuple(changes)

    def looks(self, before: Preview, after: Preview) -> tuple[int, ...]:
        """Return the given pages that look different though they say what they said when issued."""
        old, new = _by_page(self.old, self._counts[0]), _by_page(self.new, self._counts[1])
        return tuple(
            page
            for page, was in sorted(self.issued.items())
            if old[was - 1] == new[page - 1]
            and (
                before.page_size(was - 1) != after.page_size(page - 1)
                or before.printed_part(was - 1) != after.printed_part(page - 1)
            )
        )


def _pages(numbers: Sequence[int]) -> str:
    most = 12
    listed = ", ".join(f"{each:,}" for each in numbers[:most])
    more = f" and {len(numbers) - most:,} more" if len(numbers) > most else ""
    return plural(len(numbers), f"Page {listed} is", f"Pages {listed}{more} are")


def _by_page(lines: Lines, count: int) -> list[tuple[str, ...]]:
    pages = [list[str]() for _ in range(count)]
    for page, line in lines:
        pages[page - 1].append(line)
    return [tuple(page) for page in pages]


def _paired(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the pages that belong together: those that say the same, then those that say much the same."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        ones, others = range(old_from, old_to), range(new_from, new_to)
        if tag == "equal" or len(ones) == len(others) or len(ones) * len(others) > _MOST_PAIRS:
            yield from ((one + 1, other + 1) for one, other in zip(ones, others, strict=False))
            continue
        left = list(ones)
        for other in others:
            best = max(left, key=lambda one: _alike(old[one], new[other]), default=None)
            if best is not None and _alike(old[best], new[other]) >= _ALIKE:
                yield best + 1, other + 1
                left = [one for one in left if one > best]


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of the lines that two pages have in common."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one or other else 1.0


def _lines(preview: Preview) -> Iterator[tuple[int, str]]:
    """Yield the lines of text with their pages, counted from 1; empty ones are left out."""
    count = 0
    for page in range(preview.page_count):
        for line in preview.page_text(page).splitlines():
            if words := " ".join(line.split()):
                count += 1
                if count > _MOST_LINES:
                    raise ReadingError("it holds too much text to be compared")
                yield page + 1, words
