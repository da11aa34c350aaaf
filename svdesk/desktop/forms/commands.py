"""Undo: every change to a project is a command with a name that a person understands."""

from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

from svdesk.checks.finding import Finding
from svdesk.domain.parts import Part
from svdesk.domain.project import SECTIONS, Project
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.project.fixing import FixError, apply_fix
from svdesk.services.project.session import PartSession, Session

UNDO_LIMIT = 500
_TYPING = 1


class EditCommand(QUndoCommand):
    """Replaces sections of a part of a project; typing in one field merges into one command.

    *merge_key* names the field that is typed into; "" never merges.
    """

    def __init__(
        self, session: PartSession[Part], sections: dict[str, Any], label: str, merge_key: str = ""
    ) -> None:
        """Prepare the change of *sections*; it happens when the command is pushed."""
        super().__init__(label)
        self._session = session
        self._before = {name: getattr(session.part, name) for name in sections}
        self._after = sections
        self._merge_key = merge_key

    def redo(self) -> None:
        """Make the change."""
        self._session.replace(self._after)

    def undo(self) -> None:
        """Take the change back."""
        self._session.replace(self._before)

    def id(self) -> int:
        """Return Qt's merge class: typing merges, everything else stands alone."""
        return _TYPING if self._merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in *other* where it goes on typing in the same field."""
        if not isinstance(other, EditCommand) or other._merge_key != self._merge_key:  # noqa: SLF001 - same class
            return False
        self._after = {**self._after, **other._after}  # noqa: SLF001 - same class
        self._before = {**other._before, **self._before}  # noqa: SLF001 - same class
        return True


class EditionCommand(QUndoCommand):
    """Puts the project under another edition of its policy pack, and back."""

    def __init__(self, session: Session, pack: PolicyPack, label: str) -> None:
        """Prepare going over to *pack*; it happens when the command is pushed."""
        super().__init__(label)
        self._session = session
        project = session.project
        self._before = session.pack, (project.pack_id, project.pack_edition)
        self._after = pack, (pack.id, pack.edition)

    def redo(self) -> None:
        """Go over to the other edition."""
        self._session.work_under(*self._after)

    def undo(self) -> None:
        """Go back to the edition that was there."""
        self._session.work_under(*self._before)


class TakenOverCommand(QUndoCommand):
    """Stands for what was taken over from a file before the project was opened: it can be taken back.

    Records and forms that came along stay: they were done, and the forms did come back.
    """

    def __init__(self, session: Session, before: Project, before_pack: PolicyPack, label: str) -> None:
        """Stand for the way from *before* to what *session* opened with."""
        super().__init__(label)
        self._session = session
        self._before, self._after = (before, before_pack), (session.project, session.pack)

    def redo(self) -> None:
        """Make the change again; the first time it is made already."""
        self._put(*self._after)

    def undo(self) -> None:
        """Take the change back."""
        self._put(*self._before)

    def _put(self, project: Project, pack: PolicyPack) -> None:
        edition, now = (project.pack_id, project.pack_edition), self._session.project
        if edition != (now.pack_id, now.pack_edition):
            self._session.work_under(pack, edition)
        self._session.replace({name: getattr(project, name) for name in SECTIONS})


class Editor:
    """Pushes changes of one session onto its undo stack."""

    def __init__(self, session: Session, stack: QUndoStack) -> None:
        """Edit *session* through *stack*."""
        self.session = session
        self.stack = stack
        self.run = ""
        """Names the run of edits while a change of it is made; "" at all other times, as in undo."""
        self._turn = 0
        self._changes = 0

    def change(self, sections: dict[str, Any], label: str, *, typing_in: str = "") -> None:
        """Make a change that can be undone as *label*; nothing happens where nothing differs."""
        project = self.session.project
        if all(getattr(project, name) == value for name, value in sections.items()):
            return
        merge_key = f"{typing_in}#{self._turn}" if typing_in else ""
        self._changes += 1
        self.run = merge_key or f"#{self._changes}"
        try:
            self.stack.push(EditCommand(self.session, sections, label, merge_key))
        finally:
            self.run = ""

    def change_edition(self, pack: PolicyPack, label: str) -> None:
        """Put the project under *pack*, a change that can be undone as *label*."""
        self.end_typing()
        self.stack.push(EditionCommand(self.session, pack, label))

    def took_over(self, before: Project, before_pack: PolicyPack, label: str) -> None:
        """Let what was taken over from a file before the project was opened be taken back as *label*."""
        self.stack.push(TakenOverCommand(self.session, before, before_pack, label))

    def repair(self, finding: Finding) -> None:
        """Make the fix of *finding* as one change; nothing happens where it no longer fits."""
        if finding.fix is None:
            return
        self.end_typing()
        try:
            sections = apply_fix(self.session.project, finding.fix, self.session.pack)
        except FixError:
            return
        self.change(sections, f"fix of “{finding.title}”")

    def end_typing(self) -> None:
        """Let the next keystroke start a new command."""
        self._turn += 1
