"""A KPI's targets: one number for each contract year."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.style import restyle
from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry, show_entry

COLUMNS = 5
_NUMBER = FieldForm(Kind.NUMBER)
Typed = Callable[[int, str], None]


class TargetsRow(QObject):
    """Line edits, one a year, in the placeholder that the form leaves for them."""

    def __init__(self, place: QWidget, typed: Typed, left: Callable[[], None], filter_keys: QObject) -> None:
        """Fill *place*; *typed* gets the year (from 0) and the text, *left* the end of typing."""
        super().__init__(place)
        self._place, self._typed, self._left, self._filter = place, typed, left, filter_keys
        self._grid = QGridLayout(place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self.edits: list[QLineEdit] = []
        self._labels: list[QLabel] = []
        self._hint = place.accessibleDescription()

    def describe(self, message: str) -> None:
        """Describe each year's edit: what is wrong with the targets, and what is asked for."""
        words = " ".join(part for part in (message, self._hint) if part)
        for edit in self.edits:
            if edit.accessibleDescription() != words:
                edit.setAccessibleDescription(words)

    def show(
        self, years: int, targets: tuple[Decimal | None, ...], unread: Callable[[int], str | None]
    ) -> None:
        """Show *targets* for at least *years* years."""
        for year in range(len(self.edits), max(years, len(targets), 1)):
            self._add(year)
        shown = max(years, len(targets), 1)
        for year, edit in enumerate(self.edits):
            edit.setVisible(year < shown)
            self._labels[year].setVisible(year < shown)
            value = targets[year] if year < len(targets) else None
            waiting = unread(year)
            text = waiting if waiting is not None else show_entry(_NUMBER, value)
            if edit.text() != text and not (edit.hasFocus() and _reads_as(edit.text(), value)):
                edit.setText(text)
            self._mark(edit, waiting is not None)

    def _add(self, year: int) -> None:
        edit = QLineEdit()
        edit.setAccessibleName(f"Target for year {year + 1}")
        edit.installEventFilter(self._filter)
        edit.textEdited.connect(lambda text: self._typed(year, text))
        edit.editingFinished.connect(self._left)
        label = PlainLabel(f"Year {year + 1}")
        label.setBuddy(edit)
        label.setProperty("role", "hint")
        self._grid.addWidget(label, 2 * (year // COLUMNS), year % COLUMNS)
        self._grid.addWidget(edit, 2 * (year // COLUMNS) + 1, year % COLUMNS)
        self.edits.append(edit)
        self._labels.append(label)

    def _mark(self, edit: QLineEdit, invalid: bool) -> None:
        if edit.property("invalid") != invalid:
            edit.setProperty("invalid", invalid)
            restyle(edit)


def _reads_as(text: str, value: Decimal | None) -> bool:
    try:
        return bool(read_entry(_NUMBER, text) == value)
    except EntryError:
        return False
