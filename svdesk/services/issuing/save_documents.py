"""Documents put where a person wants them, each whole or not at all, and written down as issued."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from svdesk.domain.english import counted, listed, plural
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject
from svdesk.files.errors import advice, why
from svdesk.files.folders import make_folder
from svdesk.files.whole import write_whole
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.issuing.issue import FileToIssue, IssueError, NotListedError, write_down
from svdesk.services.ports import IssueLog, StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsToSave:
    """A document by its key, what its file holds, where that is wanted, and what it is about."""

    document: str
    content: bytes
    target: Path
    subject: Subject = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaved:
    """A file that could not be written: *reason* follows a colon, *advice* is a sentence."""

    target: Path
    reason: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDocuments:
    """What came of saving documents; *not_recorded* says in words what of it was not written down."""

    saved: tuple[Path, ...]
    not_saved: tuple[NotSaved, ...] = ()
    not_recorded: str = ""

    def in_words(self) -> str:
        """Say what is saved and where, what is not and why, and what to do next."""
        return joined(*self._what_is_saved(), *self._what_is_not(), self.not_recorded)

    def _what_is_saved(self) -> tuple[str, ...]:
        if not self.saved:
            return ()
        first, count, asked = self.saved[0], len(self.saved), len(self.saved) + len(self.not_saved)
        if asked == 1:
            return (f"Saved as {first}",)
        number = counted(count, "document is", "documents are")
        if self.not_saved:
            number = f"{count} of {asked} documents {plural(count, 'is', 'are')}"
        return (f"{number} in {first.parent}",)

    def _what_is_not(self) -> tuple[str, ...]:
        """Return a sentence for each reason, and the advice that fits it."""
        by_reason: dict[tuple[str, str], list[NotSaved]] = {}
        for each in self.not_saved:
            by_reason.setdefault((each.reason, each.advice), []).append(each)
        told: list[str] = []
        for (reason, what_to_do), missing in by_reason.items():
            if self.saved or len(by_reason) > 1:
                told.append(f"Not saved: {listed([each.target.name for each in missing])}: {reason}")
            elif len(missing) == 1:
                told.append(f"Could not be saved as {missing[0].target}: {reason}")
            else:
                told.append(f"Could not be saved in {missing[0].target.parent}: {reason}")
            told.append(what_to_do)
        return tuple(told)


def give_out(
    project: Project,
    pack: PolicyPack,
    files: Iterable[DocumentsToSave],
    record: IssueLog,
    *,
    attach: bool = False,
) -> SavedDocuments:
    """Write *files*, made of *project* with *pack*, and write down as issued what could be written.

    A file that cannot be written does not keep the others back. The database of *record* holds the
    project; *attach* is as in :func:`svdesk.services.issuing.issue.write_down`. Raises nothing that a
    disk or the database can cause.
    """
    saved: list[FileToIssue] = []
    not_saved: list[NotSaved] = []
    for each in files:
        folder = each.target.parent
        was_there = folder.exists()
        try:
            make_folder(folder)
            write_whole(each.target, each.content)
            saved.append(FileToIssue(each.document, each.target, each.subject))
        except OSError as error:
            not_saved.append(NotSaved(target=each.target, reason=why(error), advice=advice(error)))
            if not was_there:
                with suppress(OSError):
                    folder.rmdir()
    not_recorded = ""
    if saved:
        try:
            write_down(project, pack, saved, record, attach=attach)
        except NotListedError as error:
            not_recorded = f"This is recorded as issued, but not in the manifest beside it. {error.__cause__}"
        except IssueError as error:
            not_recorded = f"That was not written down as issued. {error}"
        except StoreError as error:
            not_recorded = str(error)
    return SavedDocuments(
        saved=tuple(file.path for file in saved), not_saved=tuple(not_saved), not_recorded=not_recorded
    )


def joined(*sentences: str) -> str:
    """Return *sentences* one after the other, each with one full stop; empty ones are left out."""
    told = (each.strip() for each in sentences)
    return " ".join(each if each.endswith((".", "?", "!", "…")) else f"{each}." for each in told if each)
