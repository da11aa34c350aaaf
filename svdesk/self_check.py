"""Trying every part of an installation: ``svdesk self-check``.

For whoever installs SVDesk, from a checkout, a wheel or the frozen program. One line is printed
for each check; nothing outside a folder for the occasion is written.
"""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk import console
from svdesk.desktop.shell.display import missing_library
from svdesk.paths import own_program

if TYPE_CHECKING:
    from svdesk.documents.catalogue import DocumentKind

FORMS = "forms"
_FORMS_SECONDS = 120

_Check = Callable[[Path], str]
"""Tries something in a folder for the occasion and says how it went, or raises."""


class CheckError(Exception):
    """A part of the installation does not work; the message says what."""


def run(only_forms: bool = False) -> int:
    """Make every check, print a line for each, and return 0 when all are well, else 1."""
    if only_forms:
        return _run({FORMS: _forms_here})
    checks: dict[str, _Check] = {
        FORMS: _forms,
        "policy pack": _policy_pack,
        "legal calendar": _calendar,
        "documents": _documents,
    }
    # Where the documents cannot even be listed, the check above fails and says why.
    with suppress(Exception):
        from svdesk.documents.catalogue import CATALOGUE

        checks |= {f"document {kind.key}": partial(_document, kind) for kind in CATALOGUE}
        checks |= {"formats": _formats, "returned forms": _returned, "logos": _logos}
    return _run({**checks, "database": _database, "project file": _project_file})


def _run(checks: dict[str, _Check]) -> int:
    failed = False
    with tempfile.TemporaryDirectory(prefix="svdesk-self-check-", ignore_cleanup_errors=True) as scratch:
        for name, check in checks.items():
            try:
                line = f"ok      {name}: {check(Path(scratch))}"
            except CheckError as error:
                line, failed = f"FAILED  {name}: {error}", True
            except Exception as error:  # whatever a part throws, the other parts are still tried
                line, failed = f"FAILED  {name}: {type(error).__name__}: {error}", True
            console.say(" ".join(line.split("\n")))
    return int(failed)


def _forms(_scratch: Path) -> str:
    """Make the forms in a process of its own: where Qt cannot start, it ends the process."""
    try:
        told = subprocess.run(
            [*own_program(), "self-check", "--only-forms"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_FORMS_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CheckError(f"the forms were not made within {_FORMS_SECONDS} seconds") from None
    said = (told.stdout.strip() or told.stderr.strip() or "Qt ended the process").splitlines()
    if told.returncode or not said[0].startswith("ok"):
        raise CheckError(said[0].removeprefix(f"FAILED  {FORMS}: "))
    return said[0].removeprefix(f"ok      {FORMS}: ")


def _forms_here(_scratch: Path) -> str:
    try:
        from svdesk.desktop.forms.form_check import make_every_form
        from svdesk.desktop.widgets.form_contract import FormError
    except ImportError as error:
        raise CheckError(missing_library(error) or str(error)) from error
    try:
        return f"{make_every_form()} forms are made"
    except FormError as error:
        raise CheckError(str(error)) from error


def _policy_pack(_scratch: Path) -> str:
    from svdesk.policy.loading.load import bundled_pack

    pack = bundled_pack()
    return (
        f"{pack.title}, edition {pack.edition}: "
        f"{len(pack.rules)} rules, {len(pack.figures)} figures, {len(pack.outcomes)} outcomes"
    )


def _calendar(_scratch: Path) -> str:
    """Reckon every period of the pack from the day on which its law was last checked."""
    from svdesk.policy.calendar.reckoning import reckon
    from svdesk.policy.loading.load import bundled_pack

    pack = bundled_pack()
    reckoned = [reckon(period, pack.checked, pack.working_days) for period in pack.periods]
    if failed := [found.period.id for found in reckoned if found.day is None]:
        raise CheckError(f"{', '.join(failed)} can't be reckoned")
    return f"{len(reckoned)} periods are reckoned"


def _documents(_scratch: Path) -> str:
    from svdesk.documents.catalogue import CATALOGUE

    return f"{len(CATALOGUE)} are in the catalogue"


def _document(kind: "DocumentKind", scratch: Path) -> str:
    """Compose one document from the example, render it and read it again with another library."""
    from svdesk.policy.case import case_of
    from svdesk.policy.loading.load import bundled_pack
    from svdesk.rendering.pages.reading import page_count
    from svdesk.rendering.pdf.renderer import PdfRenderer
    from svdesk.services.project.project_sources import example_project

    file = scratch / f"{kind.key}.pdf"
    PdfRenderer().render(kind.compose(case_of(example_project(), bundled_pack())), file)
    pages = page_count(file)
    return f"{pages} pages, {file.stat().st_size // 1024} KB"


def _formats(scratch: Path) -> str:
    """Make a document of the example in every format, and see that none comes out empty."""
    from svdesk.documents.catalogue import CATALOGUE
    from svdesk.policy.case import case_of
    from svdesk.policy.loading.load import bundled_pack
    from svdesk.rendering.formats import format_keys, renderers
    from svdesk.services.issuing.build_documents import build
    from svdesk.services.project.project_sources import example_project

    case, made = case_of(example_project(), bundled_pack()), list[str]()
    for key in format_keys():
        kind = next(kind for kind in CATALOGUE if key in kind.formats)
        files = build(case, [kind.key], scratch / "formats", renderers([key])).made
        if not files or not files[0].path.stat().st_size:
            raise CheckError(f"no {key} file could be made")
        made.append(key)
    return f"{', '.join(made)} are made"


def _returned(scratch: Path) -> str:
    """Read an empty form of every format that bidders fill in, as one that came back."""
    from svdesk.documents.catalogue import document_kind
    from svdesk.documents.model.forms import form_of
    from svdesk.policy.case import case_of
    from svdesk.policy.loading.load import bundled_pack
    from svdesk.rendering.formats import renderers
    from svdesk.rendering.returned.kinds import readers
    from svdesk.services.project.project_sources import example_project

    case, kind = case_of(example_project(), bundled_pack()), document_kind("itt")
    read = list[str]()
    for reader in readers():
        document = kind.composer(reader.format)(case)
        path = scratch / f"returned.{reader.format}"
        renderers([reader.format])[0].render(document, path)
        fields, content = form_of(document), path.read_bytes()
        answers = reader.read(content, fields).answers
        if reader.origin(content) != document.origin or set(answers) != {field.name for field in fields}:
            raise CheckError(f"a {reader.format} form was not read as it was made")
        read.append(reader.format)
    return f"{', '.join(read)} are read"


def _logos(_scratch: Path) -> str:
    """Read a picture of every kind that a logo can be."""
    from svdesk.rendering.logos import KINDS, kinds_that_work

    working = kinds_that_work()
    if missing := [kind for kind in KINDS if kind not in working]:
        raise CheckError(f"{', '.join(missing)} pictures can't be read")
    return f"{', '.join(working)} are read"


def _database(scratch: Path) -> str:
    from svdesk.services.project.project_sources import example_project
    from svdesk.storage.store import SqliteProjectStore

    project = example_project()
    file = scratch / "svdesk.db"
    for _ in ("made", "opened again"):
        store = SqliteProjectStore(file)
        try:
            if not store.list_projects():
                store.save(project)
            read = store.load(project.id)
        finally:
            store.close()
    if read != project:
        raise CheckError("the example was not read as it was saved")
    return f"the example is read as it was saved, with SQLite {sqlite3.sqlite_version}"


def _project_file(scratch: Path) -> str:
    from svdesk.services.exchange.project_file import Opened, read_exchange, write_exchange, write_opened
    from svdesk.services.project.project_sources import example_project

    project = example_project()
    file = scratch / "example.svproj"
    write_exchange(project, file)
    password = "only for this check"
    write_opened(Opened(project, password=password), scratch / "protected.svproj")
    found = read_exchange(file), read_exchange(scratch / "protected.svproj", password)
    if found != (project, project):
        raise CheckError("the example was not read as it was written")
    return "the example is read as it was written, also under a password"
