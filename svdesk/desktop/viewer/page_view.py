"""A document's pages on the screen: to scroll through, enlarge, search and read."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from svdesk.desktop.viewer.page_bar import PageBar
from svdesk.desktop.viewer.page_canvas import PageCanvas
from svdesk.desktop.viewer.page_find_bar import FindBar
from svdesk.desktop.viewer.page_finding import PageFinder
from svdesk.desktop.viewer.page_thumbnails import Thumbnails
from svdesk.desktop.viewer.page_work import Job, OpenDocument, PageWork
from svdesk.desktop.viewer.page_zoom import PageFit
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.rendering.pages.preview import Area, Preview


class PageView(QWidget):
    """The pages of a PDF below each other, with page number, zoom, find and thumbnails.

    Pages count from 1. Nothing here waits for the PDF engine: what is asked is done off the window's
    thread and shown when it is there. The same view shows one file after the other: page, place on
    the page and zoom stay, and the old pages stay until the new ones are drawn.
    """

    page_changed = Signal(int, int)
    """The page in view and how many there are."""
    ready = Signal()
    """The pages in view of the file that was asked for last are drawn."""
    failed = Signal(str)
    """The file, or a page of it, can't be shown, in words; what was shown before stays."""

    def __init__(
        self, parent: QWidget | None = None, *, compact: bool = False, passes_focus: bool = True
    ) -> None:
        """Begin without a document; *compact* is for a narrow place: less in the bar, more in a menu.

        With *passes_focus* the pages get the focus that the view is given. In a pane Tab would then come
        back to them from wherever the view stands in Qt's chain.
        """
        super().__init__(parent)
        self._drawing = False
        self._work = PageWork(self)
        self.finder = PageFinder(self._work)
        self.places = QStackedWidget()
        self.note = PlainLabel("No document is shown yet.")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "lead")
        # Before the canvas lays pages out, it has to have its place and size.
        self._work.opened.connect(self._show_place)
        self.canvas = PageCanvas(self._work, self.finder, self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Text of the page")
        self.text.setTabChangesFocus(True)
        self.thumbnails = Thumbnails(self._work, self)
        self.bar = PageBar(self, compact=compact)
        self.find_bar = FindBar(self.finder, self)
        for place in (self.note, self.canvas, self.text):
            self.places.addWidget(place)
        self._lay_out()
        self._connect()
        self._connect_keys(compact=compact)
        for wants in (
            self.canvas.wanted_now,
            self._work.first_asked,
            self.thumbnails.wanted,
            self.finder.wanted,
            self.canvas.wanted_next,
        ):
            self._work.add(wants)
        if passes_focus:
            self.setFocusProxy(self.canvas)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.places, 1)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.page_wanted.connect(self.go_to_page)
        bar.turned.connect(lambda by: self.go_to_page(self.current_page() + by))
        bar.zoomed.connect(canvas.zoom_by)
        bar.zoom_wanted.connect(self.zoom_to)
        bar.fit_wanted.connect(canvas.set_fit)
        bar.find_action.triggered.connect(self.open_find)
        bar.thumbnails_action.toggled.connect(self._show_thumbnails)
        bar.as_text_action.toggled.connect(self._show_as_text)
        canvas.page_changed.connect(self._page_changed)
        canvas.zoom_changed.connect(lambda: bar.show_zoom(canvas.zoom, canvas.fit))
        canvas.drawn.connect(self._drawn)
        canvas.failed.connect(self.failed)
        self.thumbnails.chosen.connect(canvas.go_to)
        self.finder.changed.connect(canvas.viewport().update)
        self.finder.found.connect(self._show_match)
        self.find_bar.search.connect(lambda words: self.finder.search(words, canvas.page))
        self.find_bar.go.connect(self.finder.go)
        self.find_bar.closed.connect(self._focus_place)
        self._work.failed.connect(self._not_opened)
        bar.show_zoom(canvas.zoom, canvas.fit)

    def _connect_keys(self, *, compact: bool) -> None:
        near = Qt.ShortcutContext.WidgetWithChildrenShortcut
        context = near if compact else Qt.ShortcutContext.WindowShortcut
        for keys, act in (
            ("Ctrl+F", self.open_find),
            ("F3", self.find_next),
            ("Shift+F3", self.find_previous),
            ("F4", self.bar.thumbnails_action.toggle),
            ("Ctrl+T", self.bar.as_text_action.toggle),
            ("Ctrl+G", self._focus_number),
            # In a pane these keys belong to the window around it: two takers get nothing at all.
            ("" if compact else "Ctrl+PgUp", lambda: self.go_to_page(self.current_page() - 1)),
            ("" if compact else "Ctrl+PgDown", lambda: self.go_to_page(self.current_page() + 1)),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", partial(self.zoom_to, 1.0)),
            ("Ctrl+1", self.zoom_to_page),
            ("Ctrl+2", self.zoom_to_width),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(context)

    # ---- the document -----------------------------------------------------------------------------

    def show_file(self, path: Path) -> None:
        """Show the file at *path* instead of what is shown; then `ready` or `failed`.

        It is read whole, so it may be replaced or removed once `ready` or `failed` was said.
        """
        self.note.setText("Opening…")
        self._work.open(path)

    def close_document(self) -> None:
        """Forget what is shown and free its memory; call it before the view goes. Does not wait."""
        self.finder.search("", 0)
        self._work.close()
        self.canvas.forget()
        self.note.setText("No document is shown.")
        self.places.setCurrentWidget(self.note)
        self.bar.show_pages(0, 0)

    @property
    def document(self) -> OpenDocument | None:
        """The document that is shown."""
        return self._work.document

    def page_count(self) -> int:
        """Return how many pages there are, 0 where nothing is shown."""
        return len(self._work.document.sizes) if self._work.document else 0

    def current_page(self) -> int:
        """Return the page in view, 0 where nothing is shown."""
        return self.canvas.page + 1 if self.page_count() else 0

    def go_to_page(self, page: int) -> None:
        """Bring the top of *page* into view, or of the nearest that there is."""
        self.canvas.go_to(page - 1)

    # ---- size -------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Enlarge by a step."""
        self.canvas.zoom_by(1)

    def zoom_out(self) -> None:
        """Make smaller by a step."""
        self.canvas.zoom_by(-1)

    def zoom_to(self, factor: float) -> None:
        """Show pages at *factor* times their size on paper (1.0 is 100 %)."""
        self.canvas.set_zoom(factor)

    def zoom_to_width(self) -> None:
        """Make pages as wide as the view, also when its width changes."""
        self.canvas.set_fit(PageFit.WIDTH)

    def zoom_to_page(self) -> None:
        """Make a whole page fit into the view, also when its size changes."""
        self.canvas.set_fit(PageFit.PAGE)

    # ---- find -------------------------------------------------------------------------------------

    def open_find(self) -> None:
        """Show the find bar with its words selected and the keyboard in it."""
        self.find_bar.open()

    def find_next(self, words: str = "") -> None:
        """Go to the next match of *words*, or of the words that were searched last."""
        self._find(words, 1)

    def find_previous(self, words: str = "") -> None:
        """Go to the match before, like `find_next`."""
        self._find(words, -1)

    def _find(self, words: str, by: int) -> None:
        if words:
            self.find_bar.words.setText(words)
        self.find_bar.show()
        if self.find_bar.words.text().strip():
            self.find_bar.step(by)
        else:
            self.open_find()

    def _show_match(self, page: int, area: Area) -> None:
        size = area.right - area.left, area.bottom - area.top
        self.canvas.bring_into_view(page, QRect(int(area.left), int(area.top), int(size[0]), int(size[1])))

    # ---- what is shown beside and instead of the pages ----------------------------------------------

    def _show_thumbnails(self, shown: bool) -> None:
        self.thumbnails.setVisible(shown)
        if shown:
            self.thumbnails.follow(self.canvas.page)
        self._work.wake()

    def _show_as_text(self) -> None:
        self._show_place()
        self._read_text()
        self._focus_place()

    def _show_place(self) -> None:
        shown = self.text if self.bar.as_text_action.isChecked() else self.canvas
        self.places.setCurrentWidget(shown if self._work.document else self.note)
        self._drawing = True

    def _focus_place(self) -> None:
        place = self.places.currentWidget()
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_number(self) -> None:
        self.bar.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.number.selectAll()

    def _read_text(self) -> None:
        """Fetch the text of the page in view, where it is read as text."""
        if self.bar.as_text_action.isChecked() and self.page_count():
            page = self.canvas.page
            self._work.ask(Job(partial(_text_of, page), partial(self._take_text, page), self.failed.emit))

    def _take_text(self, page: int, text: str) -> None:
        if page == self.canvas.page:
            self.text.setAccessibleName(f"Text of page {page + 1} of {self.page_count()}")
            self.text.setPlainText(text.strip() or "This page has no text.")

    def _page_changed(self, page: int) -> None:
        number, count = page + 1, self.page_count()
        self.canvas.setAccessibleName(f"Page {number} of {count}" if count else "This document has no pages")
        self.bar.show_pages(number if count else 0, count)
        if self.thumbnails.isVisible():
            self.thumbnails.follow(page)
        self._read_text()
        self.page_changed.emit(number if count else 0, count)

    def _drawn(self) -> None:
        if self._drawing:
            self._drawing = False
            self.ready.emit()

    def _not_opened(self, words: str) -> None:
        self.note.setText(words)
        self.failed.emit(words)


def _text_of(page: int, preview: Preview) -> str:
    return preview.page_text(page).replace("\r\n", "\n").replace("\r", "\n")
