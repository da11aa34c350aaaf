"""What the tables and texts about returned forms have in common: how they look, and their keys."""

from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

_Text = TypeVar("_Text", QPlainTextEdit, QTextEdit)
_ROW_PADDING, _MARK = 14, 18
_SAMPLE = 24
"""Rows from whose words the width of a column is taken; all of them would mean to read every one."""


def table_view(model: QAbstractItemModel, name: str) -> QTableView:
    """Return a table that is read and not edited, of which one whole row is selected at a time."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setProperty("role", "reading")
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setIconSize(view.iconSize().scaled(_MARK, _MARK, Qt.AspectRatioMode.IgnoreAspectRatio))
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(view.fontMetrics().height() + _ROW_PADDING)
    rows.hide()
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setResizeContentsPrecision(_SAMPLE)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    return view


def prepared(view: QTableView, shares: tuple[int, ...]) -> QTableView:
    """Let the columns with a share fill what is left by the others, which are as wide as their words."""
    header = view.horizontalHeader()
    for column, share in enumerate(shares):
        mode = QHeaderView.ResizeMode.Stretch if share else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, mode)
    return view


def read_only(text: _Text, name: str) -> _Text:
    """Make *text* one that is read, selected and left by Tab, by pointer and keyboard."""
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAcceptDrops(False)
    text.setAccessibleName(name)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


def heading_font(font: QFont) -> QFont:
    """Return *font* as headings within a text have it."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    return bold


def announce(widget: QWidget, words: str) -> None:
    """Tell those who listen to the screen what has happened; the focus stays where it is."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)


def copy_text(text: str, widget: QWidget, done: str) -> None:
    """Put *text* on the clipboard as plain text and say so."""
    QGuiApplication.clipboard().setText(text)
    announce(widget, done)
