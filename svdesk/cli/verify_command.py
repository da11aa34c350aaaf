"""``svdesk verify``: whether files are what was issued."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, complain, say
from svdesk.paths import database_file

if TYPE_CHECKING:
    from svdesk.domain.project import Project
    from svdesk.services.ports import Database

NOT_AS_ISSUED = 1
"""The exit status where a file was changed or is not known."""
UNREADABLE = 2
"""The exit status where a file can't be read."""


def verify(read: Namespace, data_dir: Path) -> int:
    """Say of each file whether it is what was issued, and what has changed since."""
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.rendering.comparing.pdfs import PdfComparer
    from svdesk.rendering.formats import format_keys, renderers
    from svdesk.rendering.pdf.renderer import PdfRenderer
    from svdesk.rendering.returned.kinds import office_forms
    from svdesk.services.ports import StoreError
    from svdesk.services.verifying.checked_file import CheckSources, Verdict
    from svdesk.services.verifying.verify import check_file
    from svdesk.services.verifying.words import checked_json, checked_text

    projects = tuple(_project(path, read) for path in read.project)
    store = _record(data_dir)
    sources = CheckSources(
        registry=PackRegistry(data_dir),
        reader=PdfComparer(),
        renderer=PdfRenderer(),
        record=store,
        projects=projects,
        form_readers=office_forms(),
        renderer_of=lambda named: next(iter(renderers((named,))), None) if named in format_keys() else None,
    )
    try:
        checked = [check_file(path, sources) for path in read.files]
    except StoreError as error:
        raise CommandError(str(error)) from error
    finally:
        if store is not None:
            store.close()
    if read.json:
        say(checked_json(checked))
    else:
        say("\n\n".join(map(checked_text, checked)))
    verdicts = {each.verdict for each in checked}
    if Verdict.UNREADABLE in verdicts:
        return UNREADABLE
    return 0 if verdicts <= {Verdict.AS_ISSUED, Verdict.AS_MADE, Verdict.FILLED_IN} else NOT_AS_ISSUED


def _project(path: Path, read: Namespace) -> "Project":
    from svdesk.services.exchange.project_file import ExchangeError, read_exchange

    try:
        return with_password(read, lambda password: read_exchange(path, password))
    except ExchangeError as error:
        raise CommandError(str(error)) from error


def _record(data_dir: Path) -> "Database | None":
    """Return the database of issued documents; None where there is none, or it is in use."""
    file = database_file(data_dir)
    # Opening the store would make a database where there is none.
    if not file.exists():
        return None

    from svdesk.services.ports import StoreError
    from svdesk.storage.store import SqliteProjectStore

    try:
        return SqliteProjectStore(file, wait_seconds=0)
    except StoreError as error:
        complain(f"The record of issued documents was not looked into, only manifests. {error}")
        return None
