"""A document's pages on the screen: to scroll through, enlarge, search and read."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


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
    """The file can't be shown, in words; what was shown before stays."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        """Begin without a document; *compact* is for a narrow pane: less in the bar, more in a menu."""
        super().__init__(parent)
        raise NotImplementedError(compact)

    def show_file(self, path: Path) -> None:
        """Show the file at *path*, which is read whole, instead of what is shown; then `ready` or `failed`."""
        raise NotImplementedError(path)

    def close_document(self) -> None:
        """Forget what is shown and free its memory; call it before the view goes. Does not wait."""
        raise NotImplementedError

    def page_count(self) -> int:
        """Return how many pages there are, 0 where nothing is shown."""
        raise NotImplementedError

    def current_page(self) -> int:
        """Return the page in view, 0 where nothing is shown."""
        raise NotImplementedError

    def go_to_page(self, page: int) -> None:
        """Bring the top of *page* into view, or of the nearest that there is."""
        raise NotImplementedError

    def zoom_in(self) -> None:
        """Enlarge by a step."""
        raise NotImplementedError

    def zoom_out(self) -> None:
        """Make smaller by a step."""
        raise NotImplementedError

    def zoom_to(self, factor: float) -> None:
        """Show pages at *factor* times their size on paper (1.0 is 100 %)."""
        raise NotImplementedError

    def zoom_to_width(self) -> None:
        """Make pages as wide as the view, also when its width changes."""
        raise NotImplementedError

    def zoom_to_page(self) -> None:
        """Make a whole page fit into the view, also when its size changes."""
        raise NotImplementedError

    def open_find(self) -> None:
        """Show the find bar with its words selected and the keyboard in it."""
        raise NotImplementedError

    def find_next(self, words: str = "") -> None:
        """Go to the next match of *words*, or of the words that were searched last."""
        raise NotImplementedError

    def find_previous(self, words: str = "") -> None:
        """Go to the match before, like `find_next`."""
        raise NotImplementedError
