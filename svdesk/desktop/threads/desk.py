"""The window's way to storage and to the policy pack, both off the window's thread.

The database belongs to one thread from its opening to its closing; heavy libraries are imported
there, after the window has been painted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as NotInTimeError
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from svdesk.desktop.threads.background import Background
from svdesk.desktop.threads.returned_file_reading import ReturnedFiles
from svdesk.services.ports import ProjectStore, ProjectSummary, StoreError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from svdesk.domain.issued_document import IssuedDocument
    from svdesk.domain.project import HouseStyle, Project
    from svdesk.domain.returned_form import ReturnedForm
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.exchange.returned_forms import KeptReturn
    from svdesk.services.issuing.save_documents import GivenOut, ToSave
    from svdesk.services.returned_forms.response import Response, ReturnRecord

_Result = TypeVar("_Result")
Failed = Callable[[Exception], None]
CLOSING_SECONDS = 15


class Desk(QObject):
    """Runs what the window asks of the store, one thing after another."""

    def __init__(
        self,
        open_store: Callable[[], ProjectStore],
        load_pack: Callable[[], PolicyPack],
        pack_of: Callable[[Project], PolicyPack],
        newer_of: Callable[[Project], PolicyPack | None],
        read_file: Callable[[Path], Opened],
        write_file: Callable[[Project, Path, tuple[KeptReturn, ...]], None],
        example: Callable[[], Project],
        check_file: Callable[[Path, ProjectStore], str],
        make_again: Callable[[IssuedDocument, ProjectStore, Path], str],
        response_reader: Callable[[UUID, ReturnRecord], Callable[[Path], Response]],
        kept_style: Callable[[], HouseStyle],
        keep_style: Callable[[HouseStyle], None],
        worker: tuple[str, ...],
        parent: QObject | None = None,
    ) -> None:
        """Take the makers of what the desk works with; nothing is opened yet.

        *load_pack* gives the pack for new projects, *pack_of* the one that a project is worked on
        with, *newer_of* a newer edition of that, if there is one; *check_file* says what a file is and
        *make_again* what came of making an issued document again; *response_reader* gives what reads the
        files returned to a project; *worker* are the words that start the process which makes documents.
        """
        super().__init__(parent)
        self._background = Background("desk", self)
        self._returned = ReturnedFiles(response_reader, self._background, self._the_store, self)
        self.worker = worker
        self._open_store, self._load_pack = open_store, load_pack
        self._pack_of, self._newer_of = pack_of, newer_of
        self._read_file, self._write_file, self._example = read_file, write_file, example
        self._check_file, self._make_again = check_file, make_again
        self._kept_style, self._keep_style = kept_style, keep_style
        self._store: ProjectStore | None = None
        self._pack: PolicyPack | None = None

    def open(self, done: Callable[[tuple[ProjectSummary, ...]], None], failed: Failed) -> None:
        """Open the database (again, after a failure), list its projects, then get the pack ready."""
        self._background.run(lambda: self._the_store().list_projects(), done, failed)
        self._background.run(self._the_pack, lambda _pack: None, failed)

    def pack(self, done: Callable[[PolicyPack], None], failed: Failed) -> None:
        """Hand over the policy pack for new projects."""
        self._background.run(self._the_pack, done, failed)

    def newer_edition(
        self, project: Project, done: Callable[[PolicyPack | None], None], failed: Failed
    ) -> None:
        """Hand over a newer edition of the pack that *project* was made with, or None."""
        self._background.run(lambda: self._newer_of(project), done, failed)

    def keep_edition(self, project: Project, failed: Failed) -> None:
        """Keep the edition that *project* names for the day on which only newer ones are installed."""
        self._background.run(lambda: self._pack_of(project), lambda _pack: None, failed)

    def load(self, project_id: UUID, done: Callable[[Project, PolicyPack], None], failed: Failed) -> None:
        """Load a project with the edition of the policy pack that it was made with."""
        self._project(lambda: self._the_store().load(project_id), done, failed)

    def start_new(
        self,
        make: Callable[[PolicyPack], Project],
        done: Callable[[Project, PolicyPack], None],
        failed: Failed,
    ) -> None:
        """Make a project in the look that is kept for new ones, save it and hand it over."""

        def begin() -> Project:
            made = make(self._the_pack())
            return self._saved(replace(made, house_style=self._kept_style()))

        self._project(begin, done, failed)

    def keep_style(self, style: HouseStyle, done: Callable[[None], None], failed: Failed) -> None:
        """Keep *style* for projects that are started from now on."""
        self._background.run(lambda: self._keep_style(style), done, failed)

    def start_example(self, done: Callable[[Project, PolicyPack], None], failed: Failed) -> None:
        """Make a copy of the example, save it and hand it over."""
        self._project(lambda: self._saved(self._example()), done, failed)

    def read_file(self, path: Path, done: Callable[[Opened], None], failed: Failed) -> None:
        """Read an exchange file; nothing is stored yet."""
        self._background.run(lambda: self._read_file(path), done, failed)

    def import_project(
        self, opened: Opened, done: Callable[[Project, PolicyPack], None], failed: Failed
    ) -> None:
        """Save what an exchange file held as a project of its own, with the forms that came back to it.

        Where no project here has its id it keeps that, so that forms that are still out come back to it.
        """
        self._project(lambda: self._imported(opened), done, failed)

    def write_file(
        self,
        project: Project,
        path: Path,
        done: Callable[[None], None],
        failed: Failed,
        *,
        with_returns: bool = False,
    ) -> None:
        """Write a project as an exchange file; needs no database but for the forms that came back."""
        self._background.run(lambda: self._write(project, path, with_returns), done, failed)

    def save_copy_of(
        self,
        project_id: UUID,
        path: Path,
        done: Callable[[None], None],
        failed: Failed,
        *,
        with_returns: bool = False,
    ) -> None:
        """Write a stored project as an exchange file, without the forms that came back unless asked."""
        self._background.run(
            lambda: self._write(self._the_store().load(project_id), path, with_returns), done, failed
        )

    def save(self, project: Project, done: Callable[[datetime], None], failed: Failed) -> None:
        """Save a project; *done* gets the time of the commit, never earlier than it."""
        self._background.run(lambda: self._the_store().save(project), done, failed)

    def save_now(self, project: Project) -> datetime:
        """Save a project and wait for it, as the window closes; raises :class:`StoreError`."""
        waiting = self._background.run(
            lambda: self._the_store().save(project), lambda _when: None, lambda _error: None
        )
        try:
            return waiting.result(CLOSING_SECONDS)
        except NotInTimeError as error:
            raise StoreError("Saving takes unusually long. Your work is still in the window.") from error

    def delete(self, project_id: UUID, done: Callable[[None], None], failed: Failed) -> None:
        """Delete a project."""
        self._background.run(lambda: self._the_store().delete(project_id), done, failed)

    def give_out(
        self,
        project: Project,
        pack: PolicyPack,
        files: tuple[ToSave, ...],
        done: Callable[[GivenOut], None],
        failed: Failed,
        *,
        attach: bool = False,
    ) -> None:
        """Write *files*, documents of *project*, and write down that they were given out.

        *attach* says that the project's data was to go into those that can carry it.
        """
        self._background.run(lambda: self._give_out(project, pack, files, attach=attach), done, failed)

    def issues_of(
        self, project_id: UUID, done: Callable[[tuple[IssuedDocument, ...]], None], failed: Failed
    ) -> None:
        """Hand over what was issued of a project, the last one first."""
        self._background.run(lambda: self._the_store().issues_of(project_id), done, failed)

    def check_file(self, path: Path, done: Callable[[str], None], failed: Failed) -> None:
        """Say in words whether a file is what was issued."""
        self._background.run(lambda: self._check_file(path, self._the_store()), done, failed)

    def make_again(
        self, issued: IssuedDocument, path: Path, done: Callable[[str], None], failed: Failed
    ) -> None:
        """Make an issued document again at *path*, and say whether it is the same."""
        self._background.run(lambda: self._make_again(issued, self._the_store(), path), done, failed)

    def read_responses(
        self,
        project_id: UUID,
        paths: tuple[Path, ...],
        told: Callable[[Response, bool], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Callable[[], None]:
        """Read files that were returned to a stored project, and keep those that are forms of it.

        *told* gets each file's response as it is read, and whether it is kept anew; then comes *done*,
        or *failed* where the database fails. Files are read on a thread of their own. What is returned
        stops the work at once and calls *done*: nothing is kept of a file that is being read, whether or
        not it ever answers. Only a form that is being kept just then is still told before.
        """
        return self._returned.read(project_id, paths, told, done, failed)

    def returns_of(
        self, project_id: UUID, done: Callable[[tuple[ReturnedForm, ...]], None], failed: Failed
    ) -> None:
        """Hand over the forms that came back to a project, the last one read first."""
        self._background.run(lambda: self._the_store().returns_of(project_id), done, failed)

    def remove_return(self, return_id: UUID, done: Callable[[None], None], failed: Failed) -> None:
        """Remove a returned form with its file."""
        self._background.run(lambda: self._the_store().remove_return(return_id), done, failed)

    def save_original(
        self, form: ReturnedForm, path: Path, done: Callable[[None], None], failed: Failed
    ) -> None:
        """Write the file of a returned form to *path*, byte for byte as it came."""
        self._background.run(lambda: self._save_original(form, path), done, failed)

    def apart(self, work: Callable[[], _Result], done: Callable[[_Result], None], failed: Failed) -> None:
        """Do *work* that needs no database off the window's thread."""
        self._background.run(work, done, failed)

    def close(self) -> None:
        """Release the database once what is under way there has ended; files are read no further."""
        self._returned.close()
        self._background.run(self._close_store, lambda _none: None, lambda _error: None)
        self._background.finish()

    def wait_for_reading(self, seconds: float) -> None:
        """Wait for the file that was being read as the desk closed, at most *seconds*."""
        self._returned.wait_for_end(seconds)

    def _project(
        self, work: Callable[[], Project], done: Callable[[Project, PolicyPack], None], failed: Failed
    ) -> None:
        self._background.run(lambda: self._with_pack(work()), lambda got: done(*got), failed)

    def _with_pack(self, project: Project) -> tuple[Project, PolicyPack]:
        pack = self._pack_of(project)
        _read_ahead(project, pack)
        return project, pack

    def _give_out(
        self, project: Project, pack: PolicyPack, files: tuple[ToSave, ...], *, attach: bool
    ) -> GivenOut:
        from svdesk.services.issuing.save_documents import give_out

        return give_out(project, pack, files, self._the_store(), attach=attach)

    def _save_original(self, form: ReturnedForm, path: Path) -> None:
        from svdesk.services.returned_forms.keeping import write_original

        write_original(form, self._the_store().original_of(form), path)

    def _write(self, project: Project, path: Path, with_returns: bool) -> None:
        from svdesk.services.returned_forms.keeping import kept_returns

        self._write_file(project, path, kept_returns(self._the_store(), project.id) if with_returns else ())

    def _imported(self, opened: Opened) -> Project:
        from svdesk.services.returned_forms.keeping import import_project

        return import_project(self._the_store(), opened)

    def _saved(self, project: Project) -> Project:
        self._the_store().save(project)
        return project

    def _the_store(self) -> ProjectStore:
        if self._store is None:
            self._store = self._open_store()
        return self._store

    def _the_pack(self) -> PolicyPack:
        if self._pack is None:
            self._pack = self._load_pack()
        return self._pack

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def _read_ahead(project: Project, pack: PolicyPack) -> None:
    """Read the project's texts once with the checks, so that the window need not stop to do it.

    What they find is kept by text, and only what is typed afterwards is read on the window's thread.
    """
    from svdesk.services.project.check_words import findings_of

    findings_of(project, pack)
