"""A list of items with the selected one's fields beside or below it: lots, questions, KPIs and the like."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from svdesk.desktop.forms.built_form import BuiltList
from svdesk.desktop.forms.commands import Editor
from svdesk.domain.field_paths import item_key
from svdesk.domain.project import SECTIONS
from svdesk.services.project.editing import moved, with_item, without_item

KEY_ROLE = Qt.ItemDataRole.UserRole


class ListEditor(QObject):
    """Adds, removes and orders the items of one list section.

    *built* is the list as the form builder made it. *shown* picks the items of the section that
    belong on this page; *make* makes a new item. What an item is called, and its line in the list,
    are declared with the section.
    """

    current_changed = Signal()

    def __init__(
        self,
        page: QWidget,
        built: BuiltList,
        section: str,
        editor: Editor,
        *,
        make: Callable[[], Any],
        shown: Callable[[Any], bool] = lambda _item: True,
    ) -> None:
        """Take charge of the section's widgets on *page*."""
        super().__init__(page)
        self.section = section
        self._editor = editor
        self._spec, self._make, self._shown = SECTIONS[section], make, shown
        self.list = cast("QListWidget", built.widget)
        self._built, self._buttons = built, built.buttons
        self._buttons["add"].clicked.connect(self.add_new)
        self._buttons["remove"].clicked.connect(self._remove)
        self._buttons["up"].clicked.connect(lambda: self._move(-1))
        self._buttons["down"].clicked.connect(lambda: self._move(1))
        self.list.currentItemChanged.connect(self._selected)

    @property
    def key(self) -> str:
        """The key of the selected item, "" where none is."""
        item = self.list.currentItem()
        return str(item.data(KEY_ROLE)) if item is not None else ""

    def items(self) -> tuple[Any, ...]:
        """Return the items that are listed here."""
        return tuple(i for i in getattr(self._editor.session.project, self.section) if self._shown(i))

    def select(self, key: str) -> None:
        """Select the item of *key*, where it is listed."""
        for row in range(self.list.count()):
            if self.list.item(row).data(KEY_ROLE) == key:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """Show the items as they stand, keeping the selection where it still makes sense."""
        items = self.items()
        keys = [item_key(self.section, item) for item in items]
        before, row = self.key, max(0, self.list.currentRow())
        with QSignalBlocker(self.list):
            while self.list.count() > len(items):
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(items):
                self.list.addItem(QListWidgetItem())
            for place, (key, item) in enumerate(zip(keys, items, strict=True)):
                line = self.list.item(place)
                line.setData(KEY_ROLE, key)
                line.setText(self._spec.title_of(item, place + 1))
            if keys:
                self.list.setCurrentRow(keys.index(before) if before in keys else min(row, len(keys) - 1))
        self._show_state()
        if self.key != before:
            self.current_changed.emit()

    def add(self, item: Any) -> None:  # noqa: ANN401 - items of every list section
        """Add *item* and select it."""
        self._editor.change(
            with_item(self._editor.session.project, self.section, item), f"add {self._spec.noun}"
        )
        self.select(item_key(self.section, item))

    def add_new(self) -> None:
        """Add an empty item and go to its first field."""
        self.add(self._make())
        self.focus_detail()

    def focus_detail(self) -> None:
        """Put the focus into the selected item's first field."""
        self._built.fields[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self.key:
            changed = without_item(self._editor.session.project, self.section, self.key)
            self._editor.change(changed, f"remove {self._spec.noun}")
            if not self.key:  # the button that was pressed is disabled now
                self._buttons["add"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            neighbour = str(self.list.item(row + by).data(KEY_ROLE))
            changed = moved(self._editor.session.project, self.section, self.key, neighbour)
            self._editor.change(changed, f"move {self._spec.noun}")

    def _selected(self) -> None:
        self._show_state()
        self.current_changed.emit()

    def _show_state(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        chosen = row >= 0 and count > 0
        self._built.detail.setVisible(chosen)
        if chosen:
            self._built.title.setText(self.list.item(row).text())
        self._buttons["remove"].setEnabled(chosen)
        self._buttons["up"].setEnabled(chosen and row > 0)
        self._buttons["down"].setEnabled(chosen and row < count - 1)
