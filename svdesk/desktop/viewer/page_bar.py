"""The bar above the pages of a document: page number, size, find, thumbnails, text."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from svdesk.desktop.viewer.page_zoom import STEPS, PageFit
from svdesk.desktop.widgets.plain import PlainLabel, plain_tip

_FIT_NAMES = {PageFit.WIDTH: "Fit width", PageFit.PAGE: "Fit page"}
_NUMBER_WIDTH = 58
_ZOOM_WIDTH = 124


class PageBar(QFrame):
    """Says what is wanted by its signals, and shows what it is told."""

    page_wanted = Signal(int)
    """A page, counted from 1, that may not be there."""
    turned = Signal(int)
    """The next page (1) or the previous one (-1)."""
    zoomed = Signal(int)
    """A step larger (1) or smaller (-1)."""
    zoom_wanted = Signal(float)
    fit_wanted = Signal(PageFit)

    def __init__(self, parent: QWidget, *, compact: bool) -> None:
        """Lay the bar out; *compact* puts what is wanted less often in a menu."""
        super().__init__(parent)
        self.setProperty("role", "pagebar")
        self._count = 0
        self._page = 0
        self.number = QLineEdit()
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName("Page number")
        self.number.setToolTip("Type a page number and press Enter (Ctrl+G)")
        self.number.returnPressed.connect(self._number_given)
        self.number.editingFinished.connect(self._show_number)
        self.of = PlainLabel("of 0")
        self.zoom = QComboBox()
        self.zoom.setEditable(True)
        self.zoom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zoom.setFixedWidth(_ZOOM_WIDTH)
        self.zoom.setAccessibleName("Size of the pages")
        self.zoom.setToolTip("Size of the pages: choose one, or type a percentage and press Enter")
        for fit, name in _FIT_NAMES.items():
            self.zoom.addItem(name, fit)
        for step in STEPS:
            self.zoom.addItem(f"{step:.0%}", step)
        self.zoom.activated.connect(self._zoom_chosen)
        edit = self.zoom.lineEdit()
        if edit is not None:
            edit.setAccessibleName("Size of the pages")
            edit.returnPressed.connect(self._zoom_typed)
            edit.editingFinished.connect(self._show_zoom)
        self._shown_zoom = ""
        self.previous = self.button("<", "Previous page", "Ctrl+Page Up")
        self.next = self.button(">", "Next page", "Ctrl+Page Down")
        self.smaller = self.button("\N{MINUS SIGN}", "Zoom out", "Ctrl+-")
        self.larger = self.button("+", "Zoom in", "Ctrl++")
        for button, signal, by in (
            (self.previous, self.turned, -1),
            (self.next, self.turned, 1),
            (self.smaller, self.zoomed, -1),
            (self.larger, self.zoomed, 1),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal, by=by: signal.emit(by))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 8, 6)
        self._row.setSpacing(4)
        self.thumbnails_action = self._action("Thumbnails", "F4", checkable=True)
        self.find_action = self._action("Find", "Ctrl+F")
        self.as_text_action = self._action("Read as text", "Ctrl+T", checkable=True)
        self._lay_out(compact=compact)
        self.show_pages(0, 0)

    def _lay_out(self, *, compact: bool) -> None:
        if not compact:
            self._row.addWidget(
                self._action_button(self.thumbnails_action, "Show or hide thumbnails of the pages")
            )
            self._row.addSpacing(10)
        self._row.addWidget(self.previous)
        if not compact:
            self._row.addWidget(PlainLabel("Page"))
        self._row.addWidget(self.number)
        self._row.addWidget(self.of)
        self._row.addWidget(self.next)
        if compact:
            self._row.addStretch()
        else:
            self._row.addSpacing(10)
        self._row.addWidget(self.smaller)
        self._row.addWidget(self.zoom)
        self._row.addWidget(self.larger)
        if compact:
            more = self.button("More", "More about these pages", "")
            menu = QMenu(more)
            for action in (self.find_action, self.thumbnails_action, self.as_text_action):
                menu.addAction(action)
            more.setMenu(menu)
            self._row.addWidget(more)
            return
        self._row.addSpacing(10)
        self._row.addWidget(self._action_button(self.find_action, "Find words in the document"))
        self._row.addWidget(self._action_button(self.as_text_action, "Read the page as plain text"))
        self._row.addStretch()

    def add(self, widget: QWidget) -> None:
        """Put something more at the end of the bar."""
        self._row.addWidget(widget)

    def button(self, words: str, name: str, keys: str) -> QPushButton:
        """Return a button of the bar with its name and its keys in its tip."""
        button = QPushButton(words)
        button.setProperty("role", "tool")
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setToolTip(plain_tip(f"{name} ({keys})" if keys else name))
        return button

    def _action(self, words: str, keys: str, *, checkable: bool = False) -> QAction:
        action = QAction(words, self)
        action.setCheckable(checkable)
        # Shown in the menu; the view itself listens for the keys.
        action.setText(f"{words}\t{keys}")
        action.setIconText(words)
        action.setData(keys)
        return action

    def _action_button(self, action: QAction, name: str) -> QPushButton:
        button = self.button(action.iconText(), name, str(action.data()))
        button.setCheckable(action.isCheckable())
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)
        return button

    # ---- what is shown ----------------------------------------------------------------------------

    def show_pages(self, page: int, count: int) -> None:
        """Show which page, counted from 1, is in view of how many."""
        self._page, self._count = page, count
        self._show_number()
        self.of.setText(f"of {count}")
        self.number.setEnabled(count > 0)
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < count)

    def show_zoom(self, factor: float, fit: PageFit) -> None:
        """Show the size of the pages and what it follows."""
        self._shown_zoom = _FIT_NAMES.get(fit) or f"{factor:.0%}"
        self._show_zoom()
        self.smaller.setEnabled(factor > STEPS[0])
        self.larger.setEnabled(factor < STEPS[-1])

    def _show_zoom(self) -> None:
        with QSignalBlocker(self.zoom):
            self.zoom.setEditText(self._shown_zoom)

    def _show_number(self) -> None:
        self.number.setText(str(self._page) if self._count else "")

    # ---- what is wanted ---------------------------------------------------------------------------

    def _number_given(self) -> None:
        words = self.number.text().strip()
        if words.isdecimal():
            self.page_wanted.emit(min(int(words[:9]), self._count))
        self._show_number()
        self.number.selectAll()

    def _zoom_chosen(self, row: int) -> None:
        chosen = self.zoom.itemData(row)
        if isinstance(chosen, PageFit):
            self.fit_wanted.emit(chosen)
        elif isinstance(chosen, float):
            self.zoom_wanted.emit(chosen)

    def _zoom_typed(self) -> None:
        typed = self.zoom.currentText().strip()
        for fit, name in _FIT_NAMES.items():
            if typed.casefold() == name.casefold():
                self.fit_wanted.emit(fit)
                return
        try:
            factor = float(typed.rstrip("% ").replace(",", ".")) / 100
        except ValueError:
            factor = 0.0
        if 0 < factor < float("inf"):
            self.zoom_wanted.emit(factor)
        self._show_zoom()
