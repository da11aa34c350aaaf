"""Finding CPV codes: by searching, or by going down the tree. Nothing changes until it is accepted."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.policy.cpv_models import CpvHits, CpvTree, line, place
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.english import counted
from svdesk.policy.guidance.cpv import bare, vocabulary

MOST_HITS = 200
"""Codes shown for one search; whoever sees more of them should type another word."""

_KEY = Qt.ItemDataRole.UserRole


class CpvDialog(QDialog):
    """Lets a person choose CPV codes; :attr:`codes` are those chosen so far, in their order."""

    def __init__(self, parent: QWidget, codes: tuple[str, ...]) -> None:
        """Begin with *codes*, which keep the form in which they were typed."""
        super().__init__(parent)
        self.codes = codes
        self._vocabulary = vocabulary()
        self.setWindowTitle("Find CPV codes")
        room = parent.window().size()
        self.resize(min(960, room.width() - 40), min(640, room.height() - 40))
        self._tree_model = CpvTree(self._vocabulary, self._is_chosen, self)
        self._hits_model = CpvHits(self._vocabulary, self._is_chosen, self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.found = plain_label("", "hint")
        self.tree, self.hits = QTreeView(), QListView()
        self.views = QStackedWidget()
        self.current = plain_label("", "muted")
        self.add, self.show_in_tree = QPushButton("Add"), QPushButton("Show in the tree")
        self.chosen = QListWidget()
        self.chosen_title = PlainLabel()
        self.remove = QPushButton("Remove")
        self.use, self.leave = QPushButton("Use these codes"), QPushButton("Cancel")
        self._lay_out()
        self._name()
        self._connect()
        self._show_chosen()
        self._searched("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is there ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for model, view in ((self._tree_model, self.tree), (self._hits_model, self.hits)):
            view.setModel(model)
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self.views.addWidget(view)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.current.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # so that nothing jumps
        self.current.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chosen.setWordWrap(True)
        self.use.setProperty("role", "primary")
        search_label = PlainLabel("&Search by words or first digits, such as catering or 5552")
        search_label.setProperty("role", "label")
        search_label.setBuddy(self.search)
        self.chosen_title.setProperty("role", "label")
        self.chosen_title.setBuddy(self.chosen)
        finding, choosing = QVBoxLayout(), QVBoxLayout()
        finding.setSpacing(8)
        choosing.setSpacing(8)
        for part in (search_label, self.search, self.found):
            finding.addWidget(part)
        finding.addWidget(self.views, 1)
        finding.addWidget(self.current)
        finding.addLayout(_row(self.add, self.show_in_tree, None))
        choosing.addWidget(self.chosen_title)
        choosing.addWidget(self.chosen, 1)
        choosing.addLayout(_row(self.remove, None))
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(finding, 5)
        columns.addLayout(choosing, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(columns, 1)
        column.addLayout(_row(None, self.leave, self.use))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the search, the tree and the lists

    def _name(self) -> None:
        self.search.setAccessibleName("Search the vocabulary")
        self.search.setAccessibleDescription("Words of a title, or the first digits of a code")
        self.tree.setAccessibleName("CPV vocabulary")
        self.hits.setAccessibleName("CPV codes found")
        for view in (self.tree, self.hits):
            view.setAccessibleDescription("Enter or Space chooses a code or leaves it out again")
        self.chosen.setAccessibleName("Chosen codes")
        self.chosen.setAccessibleDescription("Delete removes a code")

    def _connect(self) -> None:
        self.search.textChanged.connect(self._searched)
        self.search.installEventFilter(self)
        self.chosen.installEventFilter(self)
        self.chosen.currentRowChanged.connect(lambda _row: self._show_state())
        self.chosen.itemActivated.connect(self._reveal_chosen)
        for model, view in ((self._tree_model, self.tree), (self._hits_model, self.hits)):
            model.toggled.connect(self.toggle)
            view.activated.connect(lambda _index: self.toggle(self.current_code()))
            view.selectionModel().currentChanged.connect(lambda *_: self._show_state())
        self._hits_model.modelReset.connect(self._show_state)
        self.add.clicked.connect(lambda: self.toggle(self.current_code()))
        self.show_in_tree.clicked.connect(self._reveal)
        self.remove.clicked.connect(self._remove)
        self.use.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search to what it found by Enter or Down; remove a chosen code by Delete."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if (
                watched is self.search
                and plain
                and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ):
                self._enter_view()
                return True
            if watched is self.chosen and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._remove()
                return True
        return super().eventFilter(watched, event)

    # ---- searching and the tree ---------------------------------------------------------------

    def _searched(self, text: str) -> None:
        if not text.strip():
            self.views.setCurrentWidget(self.tree)
            count = f"{len(self._vocabulary):,} codes in {len(self._vocabulary.divisions())} divisions."
            self.found.setText(f"{count} The right arrow opens a part of the tree.")
        else:
            codes = self._vocabulary.search(text, MOST_HITS + 1)
            self._hits_model.show(codes[:MOST_HITS])
            self.views.setCurrentWidget(self.hits)
            self.hits.scrollToTop()
            self.found.setText(_count(len(codes)))
        self._show_state()

    def current_code(self) -> str:
        """Return the code on which the tree, or the list of what was found, stands; "" for none."""
        if self.views.currentWidget() is self.hits:
            return self._hits_model.code_at(self.hits.currentIndex())
        return self._tree_model.code_at(self.tree.currentIndex())

    def _enter_view(self) -> None:
        view = self.hits if self.views.currentWidget() is self.hits else self.tree
        model = view.model()
        if not model.rowCount(QModelIndex()):
            return
        if not view.currentIndex().isValid():
            view.setCurrentIndex(model.index(0, 0, QModelIndex()))
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self) -> None:
        self._show_in_tree(self.current_code())

    def _reveal_chosen(self, item: QListWidgetItem) -> None:
        self._show_in_tree(bare(str(item.data(_KEY))))

    def _show_in_tree(self, code: str) -> None:
        index = self._tree_model.index_of(code)
        if not index.isValid():
            return
        self.search.clear()
        self.tree.setCurrentIndex(index)  # opens what is above it
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- choosing -----------------------------------------------------------------------------

    def _is_chosen(self, code: str) -> bool:
        return any(bare(chosen) == code for chosen in self.codes)

    def toggle(self, code: str) -> None:
        """Choose *code*, or leave it out again where it is chosen."""
        if not code:
            return
        if self._is_chosen(code):
            self.codes = tuple(chosen for chosen in self.codes if bare(chosen) != code)
        else:
            self.codes = (*self.codes, code)
        self._tree_model.chosen_changed(code)
        self._hits_model.chosen_changed(code)
        self._show_chosen()

    def _remove(self) -> None:
        item = self.chosen.currentItem()
        if item is not None:
            self.toggle(bare(str(item.data(_KEY))))

    def _show_chosen(self) -> None:
        row = max(0, self.chosen.currentRow())
        with QSignalBlocker(self.chosen):
            self.chosen.clear()
            for code in self.codes:
                item = QListWidgetItem(line(self._vocabulary, code), self.chosen)
                item.setData(_KEY, code)
            self.chosen.setCurrentRow(min(row, len(self.codes) - 1))
        count = len(self.codes)
        self.chosen_title.setText(f"C&hosen codes ({count})" if count else "C&hosen codes: none yet")
        self._show_state()

    def _show_state(self) -> None:
        code = self.current_code()
        above = place(self._vocabulary, code)
        words = f"{self._vocabulary.title(code)}, in {above}" if above else self._vocabulary.title(code)
        self.current.setText(words or "Select a code to see where it stands.")
        self.add.setText("Leave out" if code and self._is_chosen(code) else "Add")
        self.add.setEnabled(bool(code))
        self.show_in_tree.setVisible(self.views.currentWidget() is self.hits)
        self.show_in_tree.setEnabled(bool(code))
        self.remove.setEnabled(self.chosen.currentRow() >= 0)


def _count(found: int) -> str:
    if found > MOST_HITS:
        return (
            f"More than {MOST_HITS} codes found, and the best {MOST_HITS} are shown. Add a word to see fewer."
        )
    if found:
        return f"{counted(found, 'code')} found."
    return "No code found. Try another word, or fewer: titles are short and official."


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
