"""Where commands find returned forms: in the database, in a project file, or in both."""

from argparse import Namespace
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, complain
from svdesk.paths import database_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svdesk.domain.returned_form import ReturnedForm
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.ports import Database


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that is kept, and the project file that holds it; None for the database."""

    form: "ReturnedForm"
    file: "Opened | None"


@contextmanager
def database(data_dir: Path) -> "Iterator[Database | None]":
    """Lend the database; None where there is none, or it is in use, which is told.

    Raises :class:`CommandError` where it fails while it is used.
    """
    file = database_file(data_dir)
    # Opening the store would make a database where there is none.
    if not file.exists():
        yield None
        return

    from svdesk.services.ports import StoreError
    from svdesk.storage.store import SqliteProjectStore

    try:
        store = SqliteProjectStore(file, wait_seconds=0)
    except StoreError as error:
        complain(f"The projects of the window were not looked into. {error}")
        yield None
        return
    try:
        yield store
    except StoreError as error:
        raise CommandError(str(error)) from error
    finally:
        store.close()


def project_file(path: Path, read: Namespace) -> "Opened":
    """Return what a project file holds; raises :class:`CommandError`."""
    from svdesk.services.exchange.project_file import ExchangeError, read_whole

    try:
        return with_password(read, lambda password: read_whole(path, password))
    except ExchangeError as error:
        raise CommandError(str(error)) from error


def kept_forms(read: Namespace, store: "Database | None") -> list[KeptForm]:
    """Return the forms that came back to ``read.project``, its file or its id; to all where it is None.

    Of a project file's project those in the database are among them. Raises :class:`CommandError`.
    """
    which: str | None = read.project
    if which is None:
        ids = [each.id for each in store.list_projects()] if store else []
        return [KeptForm(form, None) for each in ids for form in _in_database(store, each)]
    project_id = _as_id(which)
    if project_id is not None:
        if store is None or project_id not in {each.id for each in store.list_projects()}:
            raise CommandError(f"The window holds no project {which}. See svdesk projects.")
        return [KeptForm(form, None) for form in _in_database(store, project_id)]
    opened = project_file(Path(which), read)
    found = {each.form.sha256: KeptForm(each.form, opened) for each in opened.returns}
    for form in _in_database(store, opened.project.id):
        found.setdefault(form.sha256, KeptForm(form, None))
    return sorted(found.values(), key=lambda each: each.form.read_at, reverse=True)


def the_form(wanted: str, kept: list[KeptForm]) -> KeptForm:
    """Return the form that *wanted* means: by id or its beginning, by its file, or by that file's name.

    Raises :class:`CommandError` where it means none, or several.
    """
    from svdesk.services.issuing.record import digest_of

    low = wanted.lower()
    found = [each for each in kept if str(each.form.id).startswith(low)]
    if not found and Path(wanted).is_file():
        try:
            digest, _ = digest_of(Path(wanted))
        except OSError as error:
            raise CommandError(f"Could not read {wanted}: {error.strerror}.") from error
        found = [each for each in kept if each.form.sha256 == digest]
    found = found or [each for each in kept if each.form.file_name == wanted]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"No form that is kept is {wanted}. See svdesk responses list.")
    ids = ", ".join(str(each.form.id) for each in found)
    raise CommandError(f"{wanted} means several forms: {ids}. Give more of the id.")


def original(kept: KeptForm, store: "Database | None") -> bytes | None:
    """Return the file of a form as it came; None where it is not kept."""
    if kept.file is not None:
        return next(each.original for each in kept.file.returns if each.form == kept.form)
    return store.returned_file_of(kept.form) if store else None


def _in_database(store: "Database | None", project_id: UUID) -> "tuple[ReturnedForm, ...]":
    return store.returned_forms_of(project_id) if store else ()


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
