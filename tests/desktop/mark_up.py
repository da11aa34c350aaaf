"""Mark-up in everything that a person can write, and where Qt would read it."""

import ctypes
import os
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QImage, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLabel, QTextEdit, QWidget

from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.project import SECTIONS, Project

WORDS_OF_A_PACK = ("title", "summary", "label", "text", "help", "note", "meaning")
_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)
_MOST = 12  # rows and columns of each view; those below are made in the same way


def picture(folder: Path) -> Path:
    """A small picture that nobody has a reason to open."""
    path = folder / "canary.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    assert image.save(str(path))
    return path


def spoilt(project: Project, tag: str) -> Project:
    """*project* with *tag* before the words of every field of text."""
    changed: dict[str, Any] = {}
    for key, spec in SECTIONS.items():
        kinds = field_forms(spec.item)
        texts = {name for name, form in kinds.items() if form.kind in (Kind.LINE, Kind.LONG)}
        value = getattr(project, key)
        many = isinstance(value, tuple)
        items = tuple(_with_tag(item, tag, texts) for item in (value if many else (value,)))
        changed[key] = items if many else items[0]
    return replace(project, **changed)


def spoilt_words(value: Any, tag: str) -> Any:  # noqa: ANN401 - any part of a pack
    """*value* with *tag* before all that a pack has people read."""
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(spoilt_words(each, tag) for each in value)
    if not is_dataclass(value):
        return value
    found = {
        each.name: f"{tag}{held}"
        if isinstance(held, str) and each.name in WORDS_OF_A_PACK
        else spoilt_words(held, tag)
        for each in fields(value)
        if each.init and (held := getattr(value, each.name)) is not None
    }
    return replace(value, **found)


def _with_tag(item: Any, tag: str, texts: set[str]) -> Any:  # noqa: ANN401 - an item of any section
    return replace(item, **{name: f"{tag}{getattr(item, name)}"[:200] for name in texts})


def read_as_mark_up(root: QWidget) -> Iterator[str]:
    """Name the places below *root* where Qt reads mark-up that asks for a picture."""
    for widget in (root, *root.findChildren(QWidget)):
        name = widget.objectName() or type(widget).__name__
        for what, text in _tips(widget):
            if asks_for_a_picture(text):
                yield f"{what} of {name}: {text[:80]}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            own = widget.objectName().startswith(("qt_", "qtooltip"))  # of Qt itself
            if asks_for_a_picture(widget.text()) or (
                widget.textFormat() == Qt.TextFormat.AutoText and widget.text() and not own
            ):
                yield f"label {name}: {widget.text()[:80]}"
        if isinstance(widget, QTextEdit) and _has_picture(widget.document()):
            yield f"text {name}"


def asks_for_a_picture(text: str) -> bool:
    """Whether Qt would take *text*, shown where it guesses what a text is, for one with a picture."""
    if not GuiQt.mightBeRichText(text):
        return False
    document = QTextDocument()
    document.setHtml(text)
    return _has_picture(document)


def _has_picture(document: QTextDocument) -> bool:
    return any(each.isImageFormat() for each in document.allFormats())


def _tips(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tip", widget.toolTip()
    yield "what's this", widget.whatsThis()
    for action in (*widget.actions(), *widget.findChildren(QAction)):
        yield "tip of an action", action.toolTip()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        model = widget.model()
        if model is not None:
            yield from _tips_of(model, QModelIndex())


def _tips_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[tuple[str, str]]:
    rows, columns = min(model.rowCount(parent), _MOST), _columns(model, parent)
    for role in _ROLES:
        for orientation, count in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows)):
            for place in range(count):
                yield "tip of a header", str(model.headerData(place, orientation, role) or "")
        for row in range(rows):
            for column in range(columns):
                yield "tip of a cell", str(model.index(row, column, parent).data(role) or "")
    for row in range(rows):
        yield from _tips_of(model, model.index(row, 0, parent))


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    # A list model keeps the number to itself.
    return 1 if isinstance(model, QAbstractListModel) else min(model.columnCount(parent), _MOST)


def hover(root: QWidget) -> None:
    """Hold the pointer over everything below *root* that may have a tip."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for row in range(min(widget.model().rowCount(QModelIndex()), _MOST)):
                for column in range(_columns(widget.model(), QModelIndex())):
                    _hold(widget.viewport(), widget.visualRect(widget.model().index(row, column)).center())
        elif widget.toolTip():
            _hold(widget, QPoint(2, 2))


def _hold(widget: QWidget, place: QPoint) -> None:
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    QApplication.processEvents()


class Opened:
    """Counts how often a file is opened, as the system itself tells; on Linux alone."""

    def __init__(self, path: Path) -> None:
        """Watch *path* from now on."""
        assert sys.platform == "linux"
        libc = ctypes.CDLL(None, use_errno=True)
        self._told = libc.inotify_init1(os.O_NONBLOCK)
        opened_or_read = 0x20 | 0x01
        assert libc.inotify_add_watch(self._told, os.fsencode(path), opened_or_read) >= 0

    def count(self) -> int:
        """Return how many times since the last call."""
        try:
            return len(os.read(self._told, 65_536)) // 16
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Watch no more."""
        os.close(self._told)
