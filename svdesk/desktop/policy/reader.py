"""The reader: the policy, the rules, their sources and the library, to search and to walk through."""

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.policy.cycle_picture import CyclePicture
from svdesk.desktop.policy.reader_pages import COPY, ENTRY, OPEN, front_page, page_of
from svdesk.desktop.widgets.form_loader import load_form
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.desktop.widgets.style import tokens_of
from svdesk.desktop.widgets.tab_order import set_tab_order
from svdesk.paths import bundled
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.reference import KIND_NAMES, Index, ReferenceEntry

FRONT = ""
"""What stands for the front page where the id of an entry would."""

_ID = Qt.ItemDataRole.UserRole
_FIRST_SIZE = (1100, 680)
_CONTENTS_WIDTH = 360
_MOST_SHOWN = 200
_SHEET = "h1 { font-size: x-large; margin-top: 2px; } h2 { font-size: large; margin-top: 14px; }"
_INDENT = 24


class History(QObject):
    """The pages that were shown, and the place among them."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin at the front page."""
        super().__init__(parent)
        self._pages = [FRONT]
        self._place = 0

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._pages[self._place]

    def visit(self, page: str) -> None:
        """Go on to *page*; what lay ahead is forgotten."""
        if page != self.page:
            self._pages[self._place + 1 :] = [page]
            self._place += 1
            self.changed.emit()

    def can_go(self, by: int) -> bool:
        """Return whether there is a page so far back (-1) or ahead (+1)."""
        return 0 <= self._place + by < len(self._pages)

    def go(self, by: int) -> None:
        """Go back (-1) or forward (+1), where there is a page."""
        if self.can_go(by):
            self._place += by
            self.changed.emit()


class Reader(QWidget):
    """A window of its own beside the project, on one policy pack."""

    go_back: QPushButton
    go_forward: QPushButton
    go_start: QPushButton
    reckon: QPushButton
    words: QLineEdit
    found: QLabel
    halves: QSplitter
    lists: QStackedWidget
    contents: QTreeWidget
    results: QListWidget
    right: QWidget
    picture_place: QWidget
    reading: QTextBrowser

    def __init__(self, pack: PolicyPack) -> None:
        """Gather what *pack* holds and show the front page."""
        super().__init__()
        load_form(self, bundled("ui", "reader.ui"))
        self.setObjectName("reader")
        self.pack = pack
        self.index = Index(pack)
        self.history = History(self)
        self.picture = CyclePicture()
        place = self.picture_place.layout()
        if isinstance(place, QVBoxLayout):
            place.addWidget(self.picture)
        self.reading.document().setDefaultStyleSheet(_SHEET)
        self.reading.document().setIndentWidth(_INDENT)
        self._nodes: dict[str, QTreeWidgetItem] = {}
        self._fill_contents()
        self.halves.setStretchFactor(1, 1)
        self.resize(*_FIRST_SIZE)
        self.halves.setSizes([_CONTENTS_WIDTH, _FIRST_SIZE[0] - _CONTENTS_WIDTH])
        self._connect()
        set_tab_order((self.words, self.contents, self.results, self.picture, self.reading, self.go_back))
        self._show_page()

    def _connect(self) -> None:
        self.history.changed.connect(self._show_page)
        self.go_back.clicked.connect(lambda: self.history.go(-1))
        self.go_forward.clicked.connect(lambda: self.history.go(1))
        self.go_start.clicked.connect(lambda: self.history.visit(FRONT))
        self.reckon.clicked.connect(self._reckon)
        self.reckon.setVisible(bool(self.pack.periods))
        self.contents.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.results.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.results.itemActivated.connect(lambda _item: self.reading.setFocus())
        self.contents.itemActivated.connect(lambda _item, _column: self._read_on())
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self._to_first)
        self.reading.anchorClicked.connect(self._follow)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show_page)
        for keys, act in (
            ("Alt+Left", lambda: self.history.go(-1)),
            ("Alt+Right", lambda: self.history.go(1)),
            ("Alt+Home", lambda: self.history.visit(FRONT)),
            ("Ctrl+F", self._to_search),
            ("Escape", self._escape),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self, act)
        down = QShortcut(QKeySequence("Down"), self.words, self._to_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    def open_at(self, entry_id: str) -> None:
        """Show the window at an entry, or as it was where the pack has none of that id."""
        if self.index.has(entry_id):
            self.words.clear()
            self.history.visit(entry_id)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()
        (self.reading if entry_id else self.words).setFocus()

    # ---- the contents ---------------------------------------------------------------------------

    def _fill_contents(self) -> None:
        shelves: dict[tuple[str, ...], QTreeWidgetItem] = {}
        for entry in self.index.entries:
            home = self._nodes.get(entry.parent)
            path: tuple[str, ...] = (entry.parent,)
            for shelf in entry.shelves:
                path = (*path, shelf)
                if path not in shelves:
                    shelves[path] = _node(shelf, "", home or self.contents.invisibleRootItem())
                home = shelves[path]
            self._nodes[entry.id] = _node(entry.title, entry.id, home or self.contents.invisibleRootItem())
        self.contents.collapseAll()
        first = self.contents.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)

    def _chosen(self, item: QTreeWidgetItem | QListWidgetItem | None) -> None:
        if item is None:
            return
        entry_id = item.data(0, _ID) if isinstance(item, QTreeWidgetItem) else item.data(_ID)
        if entry_id:
            self.history.visit(str(entry_id))

    def _read_on(self) -> None:
        item = self.contents.currentItem()
        if item is not None and item.data(0, _ID):
            self.reading.setFocus()

    # ---- searching --------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        searching = bool(words.strip())
        self.lists.setCurrentWidget(self.results if searching else self.contents)
        # Otherwise each row that goes makes the next one current, and the page would follow.
        self.results.blockSignals(True)
        self.results.clear()
        self.results.blockSignals(False)
        if not searching:
            self.found.setText("")
            return
        found = self.index.search(words)
        for entry in found[:_MOST_SHOWN]:
            item = QListWidgetItem(f"{entry.title}\n{KIND_NAMES[entry.kind][0]}", self.results)
            item.setData(_ID, entry.id)
            item.setToolTip(plain_tip(entry.title))
        self.found.setText(_count(len(found)))

    def _to_list(self) -> None:
        showing = self.lists.currentWidget()
        if showing is self.results and self.results.count():
            self.results.setFocus()
            self.results.setCurrentRow(max(self.results.currentRow(), 0))
        elif showing is self.contents:
            self.contents.setFocus()

    def _to_first(self) -> None:
        if self.results.count():
            self.results.setCurrentRow(0)
            self.reading.setFocus()

    def _to_search(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _escape(self) -> None:
        if self.words.text():
            self.words.clear()
            self.words.setFocus()
        else:
            self.close()

    # ---- the page -----------------------------------------------------------------------------------

    def _show_page(self) -> None:
        entry_id = self.history.page
        muted = tokens_of(self.palette()).muted
        self.picture_place.setVisible(entry_id == FRONT)
        if entry_id == FRONT:
            self.reading.setHtml(front_page(self.index, self.pack.policy_title, muted))
            self.setWindowTitle("Policy and rules - SVDesk")
        else:
            entry = self.index.entry(entry_id)
            self.reading.setHtml(page_of(entry, self.index, muted))
            self.setWindowTitle(f"{entry.title[:80]} - Policy and rules - SVDesk")
            self._mark(entry)
        for button, by in ((self.go_back, -1), (self.go_forward, 1)):
            button.setEnabled(self.history.can_go(by))
        self.go_start.setEnabled(entry_id != FRONT)

    def _reckon(self) -> None:
        """Open the legal calendar, at the period that is being read if it is one."""
        from svdesk.desktop.policy.reckon_dialog import ReckonDialog

        dialog = ReckonDialog(self, self.pack, self.history.page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.reckon.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()

    def _mark(self, entry: ReferenceEntry) -> None:
        """Select *entry* in the contents without going there again."""
        node = self._nodes[entry.id]
        if self.contents.currentItem() is not node:
            self.contents.blockSignals(True)
            self.contents.setCurrentItem(node)
            self.contents.blockSignals(False)
            self.contents.scrollToItem(node)

    def _follow(self, link: QUrl) -> None:
        what, _, target = link.toString().partition(":")
        if what == ENTRY and self.index.has(target):
            self.history.visit(target)
        elif what == COPY:
            QGuiApplication.clipboard().setText(target)
            self.found.setText("The address is copied.")
        elif what == OPEN and target.startswith("https://"):
            QDesktopServices.openUrl(QUrl(target))


def _node(title: str, entry_id: str, home: QTreeWidgetItem) -> QTreeWidgetItem:
    node = QTreeWidgetItem(home, [title])
    node.setData(0, _ID, entry_id)
    node.setToolTip(0, plain_tip(title))
    return node


def _count(found: int) -> str:
    if not found:
        return "Nothing found. Try fewer or shorter words."
    if found > _MOST_SHOWN:
        return f"{found} found; the first {_MOST_SHOWN} are listed. Add a word to narrow it down."
    return f"{found} found."
