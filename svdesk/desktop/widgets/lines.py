"""A line to type in below its label, as dialogs ask for a name or a reason."""

from PySide6.QtWidgets import QBoxLayout, QLineEdit

from svdesk.desktop.widgets.plain import PlainLabel


def add_line(column: QBoxLayout, label: str, text: str) -> QLineEdit:
    """Add a line with *text* in it to *column*; *label* names it, for screen readers too, with its letter."""
    named, field = PlainLabel(label), QLineEdit(text)
    named.setProperty("role", "label")
    named.setBuddy(field)
    field.setAccessibleName(label.replace("&", ""))
    column.addWidget(named)
    column.addWidget(field)
    return field
