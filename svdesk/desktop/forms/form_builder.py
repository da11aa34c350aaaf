"""Builds a step's form from its layout: every field in the same way, with everything that it needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.forms.arranging import FlowLayout, ListAndItem
from svdesk.desktop.forms.built_form import BuiltField, BuiltForm, BuiltList
from svdesk.desktop.forms.form_layout import Button, Cell, Field, FieldGroup, FormLayout, ListPlace, Note
from svdesk.desktop.forms.item_list import ItemList, ItemTree
from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.widgets.closed_list import ClosedList
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.entry import Kind

_GAP, _NEAR, _GUTTER, _BEFORE_HEADING = 16, 4, 24, 8
_LONG_LEAST, _LONG_MOST = 104, 120
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
_BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading


def build_form(base: QWidget, layout: FormLayout) -> BuiltForm:
    """Build the form of *layout* into *base*, which must have no layout yet."""
    base.setObjectName(f"{layout.key}_form")
    column = QVBoxLayout(base)
    column.setSpacing(_GAP)
    column.setContentsMargins(0, 8, 24, 32)
    builder = _Builder(BuiltForm(), base)
    for part in layout.parts:
        if isinstance(part, FieldGroup):
            builder.add_group(column, part)
        elif isinstance(part, ListPlace):
            builder.add_list(column, part)
        elif isinstance(part, Note):
            column.addWidget(builder.note(part))
        else:
            column.addWidget(builder.place(part.name))
    column.addStretch()
    builder.form.mark_letters(base)
    return builder.form


class _Builder:
    def __init__(self, form: BuiltForm, holder: QWidget) -> None:
        self.form = form
        self._holder = holder
        """The parent of what is made: to give it one later costs as much as to make it."""

    # ---- groups and their rows --------------------------------------------------------------------

    def add_group(self, column: QVBoxLayout, group: FieldGroup) -> None:
        if group.name:
            outer, self._holder = self._holder, QWidget(self._holder)
            self._name(self._holder, group.name)
            column.addWidget(self._holder)
            self._add_rows(_column(self._holder, _GAP), group)
            self._holder = outer
        else:
            self._add_rows(column, group)

    def _add_rows(self, column: QVBoxLayout, group: FieldGroup) -> None:
        if group.heading:
            column.addSpacing(_BEFORE_HEADING)
            head = QVBoxLayout()
            head.setSpacing(2)
            head.addWidget(self._label(group.heading, "h2"))
            if group.lead:
                head.addWidget(self._label(group.lead, "hint", _TOP))
            column.addLayout(head)
        for row in group.rows:
            column.addLayout(self._row(row))

    def _row(self, cells: tuple[Cell, ...]) -> QLayout:
        """Return the cells side by side, their labels, hints and widgets each on one line."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(_NEAR)
        for number, cell in enumerate(cells):
            at = 2 * number
            grid.setColumnStretch(at, 1)
            if number:
                grid.setColumnMinimumWidth(at - 1, _GUTTER)
            if isinstance(cell, Field):
                self._field(grid, at, cell)
            elif isinstance(cell, Button):
                # It stands on the line of the widgets, whatever label is beside it.
                grid.addWidget(self.button(cell), 2, at)
            elif isinstance(cell, Note):
                grid.addWidget(self.note(cell), 2, at)
            elif cell is not None:
                grid.addWidget(self.place(cell.name), 0, at, _rows_of(cells), 1)
                grid.setRowStretch(_rows_of(cells) - 1, 1)
        return grid

    def _field(self, grid: QGridLayout, at: int, cell: Field) -> None:
        name = cell.widget_name
        widget = _widget(cell, self._holder)
        widget.setObjectName(name)
        label = self._label(cell.label, "label", _BOTTOM, f"label_{name}")
        label.setBuddy(widget)
        grid.addWidget(label, 0, at)
        self.form.labels.append((label, cell.label))
        hint = None
        if cell.hint:
            hint = self._label(cell.hint, "hint", _TOP, f"hint_{name}")
            grid.addWidget(hint, 1, at)
        if isinstance(widget, YesNo):
            widget.name(cell.label)
            widget.describe(cell.hint)
        else:
            widget.setAccessibleName(cell.label)
            widget.setAccessibleDescription(cell.hint)
        if cell.beside:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(widget)
            for button in cell.beside:
                line.addWidget(self.button(button))
            grid.addLayout(line, 2, at)
        elif cell.form.kind in (Kind.LONG, Kind.TARGETS, Kind.PICTURE):
            grid.addWidget(widget, 2, at)
        else:
            # Beside something higher it stays on the line where it is looked for.
            grid.addWidget(widget, 2, at, Qt.AlignmentFlag.AlignTop)
        error = self._error(name)
        grid.addWidget(error, 3, at)
        for row, control in enumerate(cell.below, 4):
            below = self.button(control) if isinstance(control, Button) else self.note(control)
            grid.addWidget(below, row, at)
        self.form.fields[name] = BuiltField(cell, widget, label, hint, error)
        self.form.named[name] = widget
        self.form.named[f"error_{name}"] = error

    # ---- lists ------------------------------------------------------------------------------------

    def add_list(self, column: QVBoxLayout, part: ListPlace) -> None:
        section, outer = part.section, self._holder
        both = ListAndItem(outer)
        self._holder = both.column
        widget = ItemTree(both.column) if part.grouped else ItemList(both.column)
        self._name(widget, f"list_{section}")
        widget.setAccessibleName(part.spoken)
        widget.setAccessibleDescription(part.lead)
        heading = self._label(part.heading, "h2", name=f"heading_{section}")
        heading.setBuddy(widget)
        self.form.labels.append((heading, part.heading))
        error = self._error(section)
        left = _column(both.column, _NEAR)
        for each in (heading, self._label(part.lead, "hint", _TOP), widget, error):
            left.addWidget(each)
        buttons = self._list_buttons(left, part) if part.is_edited else {}
        left.addStretch()
        self._holder = both.fields
        self._name(both.fields, f"detail_{section}")
        fields = _column(both.fields, _GAP)
        title = self._label("", "h2")
        self._name(title, f"title_{section}")
        title.setTextFormat(Qt.TextFormat.PlainText)
        fields.addWidget(title)
        about = None
        if not part.is_edited:
            about = self.note(Note(name=f"about_{section}", look="info"))
            fields.addWidget(about)
        for group in part.item:
            self.add_group(fields, group)
        fields.addStretch()
        self._holder = outer
        own = tuple(built for built in self.form.fields.values() if built.field.section == section)
        both.hold(widget)
        column.addSpacing(_BEFORE_HEADING)
        column.addWidget(both)
        self.form.lists[section] = BuiltList(widget, error, title, both.fields, about, buttons, own)

    def _list_buttons(self, column: QVBoxLayout, part: ListPlace) -> dict[str, QPushButton]:
        line = FlowLayout(8)
        own = {"remove": part.remove, "up": "Move up", "down": "Move down"}
        made = {"add": self.button(Button(name=f"add_{part.section}", text=part.add))}
        line.addWidget(made["add"])
        for more in part.buttons:
            line.addWidget(self.button(more))
        for verb, text in own.items():
            made[verb] = self.button(Button(name=f"{verb}_{part.section}", text=text))
            line.addWidget(made[verb])
        column.addSpacing(_NEAR)
        column.addLayout(line)
        return made

    # ---- what a page finds by name ----------------------------------------------------------------

    def button(self, button: Button) -> QPushButton:
        widget = QPushButton(button.text, self._holder)
        if button.spoken:
            widget.setAccessibleName(button.spoken)
        if button.explained:
            widget.setAccessibleDescription(button.explained)
        self._name(widget, button.name)
        self.form.buttons.append((widget, button.text))
        return widget

    def note(self, note: Note) -> QLabel:
        label = self._label("", note.look, _TOP)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._name(label, note.name)
        return label

    def place(self, name: str) -> QWidget:
        widget = QWidget(self._holder)
        _column(widget, 8)
        self._name(widget, name)
        return widget

    def _name(self, widget: QWidget, name: str) -> None:
        widget.setObjectName(name)
        self.form.named[name] = widget

    def _label(self, text: str, role: str, align: Qt.AlignmentFlag | None = None, name: str = "") -> QLabel:
        label = PlainLabel(text, self._holder)
        label.setProperty("role", role)
        label.setWordWrap(True)
        if align is not None:
            label.setAlignment(align)
        if name:
            label.setObjectName(name)
        return label

    def _error(self, name: str) -> QLabel:
        """Return the place for what is wrong, hidden while nothing is."""
        label = self._label("", "error", name=f"error_{name}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.hide()
        return label


def _rows_of(cells: tuple[Cell, ...]) -> int:
    """Return how many lines of a grid the cells take: label, hint, widget, error and what is below."""
    return 5 + max((len(cell.below) for cell in cells if isinstance(cell, Field)), default=0)


def _widget(cell: Field, holder: QWidget) -> QWidget:
    """Return the widget in which a field of this kind is filled in."""
    kind = cell.form.kind
    if cell.offered or kind is Kind.CHOICE:
        return ClosedList(holder)
    if kind is Kind.YES_NO:
        return YesNo(holder)
    if kind is Kind.LONG:
        text = QPlainTextEdit(holder)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(_LONG_LEAST)
        text.setMaximumHeight(_LONG_MOST)
        return text
    if kind is Kind.TARGETS:
        return QWidget(holder)
    if kind is Kind.PICTURE:
        place = QWidget(holder)
        _column(place, 8)
        return place
    return QLineEdit(holder)


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column
