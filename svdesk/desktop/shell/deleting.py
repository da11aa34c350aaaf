"""Deleting projects from the list: asking first, the way back right afterwards, and the bin."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.english import counted
from svdesk.services.use_cases import bin as project_bin

if TYPE_CHECKING:
    from svdesk.desktop.threads.use_case_runner import Failed, UseCaseRunner
    from svdesk.desktop.widgets.dialogs import Dialogs
    from svdesk.domain.project_summary import ProjectSummary
    from svdesk.services.use_cases.backend import Backend
    from svdesk.services.use_cases.bin import ToDelete

_MOST_NAMED = 12


class Deleting(QFrame):
    """A strip that says what was deleted, with Undo; hidden while there is nothing to say."""

    changed = Signal()
    """The list is to be read again."""

    def __init__(self, parent: QWidget, runner: UseCaseRunner, dialogs: Dialogs, failed: Failed) -> None:
        """Ask over *parent*; *failed* is told where the database fails."""
        super().__init__(parent)
        self.setObjectName("deleted")
        self.setProperty("role", "strip")
        self._parent, self._runner, self._dialogs, self._failed = parent, runner, dialogs, failed
        self._last: tuple[ToDelete, ...] = ()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.undo = QPushButton("&Undo")
        self.undo.setAccessibleDescription("Takes back what was deleted just now")
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        self.hide()

    def delete(self, chosen: tuple[ProjectSummary, ...]) -> None:
        """Delete the projects *chosen*, once a person has agreed."""
        ids = tuple(each.id for each in chosen)
        if ids:
            self._runner.run(lambda backend: _looked_at(backend, ids), self._ask, self._failed)

    def open_bin(self) -> None:
        """Show what is in the bin."""
        from svdesk.desktop.keeping.bin_dialog import BinDialog

        dialog = BinDialog(self._parent, self._runner, self._dialogs)
        dialog.restored.connect(self._restored)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_through_bin(self) -> None:
        """Remove for good what has been in the bin for its time, as SVDesk starts or closes.

        Where that fails, the next start tries again.
        """
        self._runner.run(project_bin.look_through_bin, _log_removed, _log_not_removed)

    def _restored(self) -> None:
        self.hide()
        self.changed.emit()

    def _ask(self, found: tuple[tuple[ToDelete, ...], int]) -> None:
        wanted, days = found
        if not wanted:
            self.changed.emit()
        elif any(each.is_early for each in wanted):
            self._ask_why(wanted, days)
        elif self._dialogs.ask(
            self._parent,
            "Delete",
            _question(wanted, days),
            "Delete",
            "Keep",
        ):
            self._delete(wanted, days)

    def _ask_why(self, wanted: tuple[ToDelete, ...], days: int) -> None:
        from svdesk.desktop.keeping.delete_dialog import DeleteDialog

        dialog = DeleteDialog(self._parent, wanted, days)
        dialog.accepted.connect(
            lambda: self._delete(wanted, days, who=dialog.who.text(), why=dialog.reason.text())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _delete(self, wanted: tuple[ToDelete, ...], days: int, *, who: str = "", why: str = "") -> None:
        self._runner.run(
            lambda backend: project_bin.delete_projects(backend, wanted, who=who, why=why),
            lambda _none: self._deleted(wanted, days),
            self._failed,
        )

    def _deleted(self, wanted: tuple[ToDelete, ...], days: int) -> None:
        from svdesk.desktop.widgets.tables import announce

        self._last = wanted
        words = f"{_named(wanted)} deleted. For {counted(days, 'day')} it can be restored from the bin."
        if len(wanted) > 1:
            words = words.replace(" it can ", " they can ")
        self.words.setText(words)
        self.show()
        announce(self, words)
        self.changed.emit()
        self.undo.setFocus()

    def _undo(self) -> None:
        ids = tuple(each.id for each in self._last)
        self._runner.run(
            lambda backend: project_bin.restore_projects(backend, ids, why="Undone right afterwards."),
            lambda _none: self._restored(),
            self._failed,
        )


def _looked_at(backend: Backend, ids: tuple[object, ...]) -> tuple[tuple[ToDelete, ...], int]:
    from datetime import datetime
    from uuid import UUID

    from svdesk.services.project.bin_rule import bin_rule

    today = datetime.now().astimezone().date()
    wanted = tuple(each for each in ids if isinstance(each, UUID))
    return project_bin.look_before_deleting(backend, wanted, today), bin_rule().stay.days


def _question(wanted: tuple[ToDelete, ...], days: int) -> str:
    titles = [f"“{each.title[:200]}”" for each in wanted[:_MOST_NAMED]]
    if len(wanted) > _MOST_NAMED:
        titles.append(f"and {len(wanted) - _MOST_NAMED:,} more")
    what = titles[0] if len(wanted) == 1 else f"these {len(wanted):,} projects"
    names = "" if len(wanted) == 1 else "\n".join(titles) + "\n\n"
    keep = f"{wanted[0].keep.in_words()}\n\n" if len(wanted) == 1 else ""
    return (
        f"Delete {what}?\n\n{names}{keep}What is deleted can be restored from the bin for "
        f"{counted(days, 'day')}, with all that belongs to it. After that it is gone for good."
    )


def _named(wanted: tuple[ToDelete, ...]) -> str:
    if len(wanted) == 1:
        return f"“{wanted[0].title[:80]}” was"
    return f"{len(wanted):,} projects were"


def _log_removed(count: int) -> None:
    if count:
        logging.getLogger(__name__).info("Removed %d projects whose time in the bin was over", count)


def _log_not_removed(error: Exception) -> None:
    logging.getLogger(__name__).warning("The bin was not looked through: %s", error)
