"""What the heaviest files take: each is read and what follows is done in a process of its own.

``python -m tests.hostile.budget KIND [NAME ...]`` prints a line of JSON for each.
"""

import json
import logging
import os
import resource
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from svdesk.documents.model.forms import form_of
from svdesk.policy.loading.load import bundled_pack, load_pack
from svdesk.policy.loading.reading import PackError
from svdesk.policy.loading.validation import validate
from svdesk.policy.rules.assess import assess
from svdesk.rendering.attachments import PdfAttachments
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.logos import LogoError, read_logo
from svdesk.rendering.returned.kinds import reader_for
from svdesk.services.exchange.case_file import CaseFileError, read_case
from svdesk.services.exchange.project_file import ExchangeError, open_exchange, project_json
from svdesk.services.issuing.attaching import project_in
from svdesk.services.ports import FormRefusedError, StoreError
from svdesk.services.project.repairing import findings_of
from svdesk.services.verifying.comparison import ReadingError
from svdesk.steps.order import STEPS
from tests.cli.running import EXTRA_CARE
from tests.hostile import heavy_office, heavy_packs, heavy_pdfs, heavy_projects, heavy_small
from tests.hostile.of_databases import database, read_database
from tests.hostile.of_small_files import pictures
from tests.projects import full_project
from tests.rendering.returned.returned_forms import small_form

Files = dict[str, bytes]
REFUSALS = (ExchangeError, PackError, FormRefusedError, CaseFileError, LogoError, ReadingError, StoreError)
_MOST_BYTES = 4 << 30


def _project(path: Path) -> str:
    project = open_exchange(path / "file").project
    return f"{len(findings_of(project, bundled_pack())):,} findings"


def _pack(path: Path) -> str:
    pack = load_pack(path)
    return f"{len(validate(pack, [step.key for step in STEPS], date(2026, 12, 1)).errors):,} errors"


def _form(path: Path) -> str:
    content = (path / "file").read_bytes()
    reader = reader_for(content)
    reader.origin(content)
    filled = reader.read(content, form_of(small_form()))
    changes = reader.differences(heavy_office.form(reader.format), content)
    return f"{len(filled.answers)} answers, {len(changes)} changes"


def _case(path: Path) -> str:
    return f"{len(assess(read_case(path / 'file').facts, bundled_pack()).determinations)} answers"


def _logo(path: Path) -> str:
    return f"{len(read_logo(path / 'file')):,} characters"


def _carried(path: Path) -> str:
    return project_in(path / "file", PdfAttachments()).about.title


def _verified(path: Path) -> str:
    issued = path / "issued.pdf"
    issued.write_bytes(heavy_office.form("pdf"))
    comparer = PdfComparer()
    comparer.origin(path / "file")
    found = comparer.compare(issued, path / "file")
    return f"{found.pages_after} pages, {len(found.others)} differences"


def _database(path: Path) -> str:
    return f"{len(read_database(path / 'file')['projects'])} projects"


def _one(make: Callable[[], bytes]) -> Callable[[], Files]:
    return lambda: {"file": make()}


def _texts(make: heavy_packs.Make) -> Callable[[], Files]:
    return lambda: {name: text.encode() for name, text in make().items()}


Heavy = Mapping[str, Callable[[], Files]]
KINDS: Mapping[str, tuple[Callable[[Path], str], Callable[[], Files], Heavy]] = {
    "project file": (
        _project,
        lambda: {"file": heavy_projects.packed(project_json(full_project()))},
        {name: _one(make) for name, make in heavy_projects.HEAVY.items()},
    ),
    "pack": (
        _pack,
        lambda: {"pack.toml": heavy_packs.HEAD.encode()},
        {name: _texts(make) for name, make in heavy_packs.HEAVY.items()},
    ),
    "workbook": (
        _form,
        lambda: {"file": heavy_office.form("xlsx")},
        {name: _one(make) for name, make in heavy_office.EXCEL.items()},
    ),
    "Word file": (
        _form,
        lambda: {"file": heavy_office.form("docx")},
        {name: _one(make) for name, make in heavy_office.WORD.items()},
    ),
    "PDF form": (
        _form,
        lambda: {"file": heavy_office.form("pdf")},
        {name: _one(make) for name, make in heavy_pdfs.forms().items()},
    ),
    "PDF that carries a project": (
        _carried,
        lambda: {"file": heavy_pdfs.with_project()},
        {name: _one(make) for name, make in heavy_pdfs.with_projects().items()},
    ),
    "PDF to verify": (
        _verified,
        lambda: {"file": heavy_office.form("pdf")},
        {name: _one(make) for name, make in heavy_pdfs.forms().items()},
    ),
    "case file": (
        _case,
        lambda: {"file": json.dumps(EXTRA_CARE).encode()},
        {name: _one(make) for name, make in heavy_small.CASES.items()},
    ),
    "logo": (
        _logo,
        lambda: {"file": pictures()[0][""]},
        {name: _one(make) for name, make in heavy_small.LOGOS.items()},
    ),
    "database": (
        _database,
        lambda: {"file": database()},
        {name: _one(make) for name, make in heavy_small.DATABASES.items()},
    ),
}
"""How each kind is read, a small file of it, and heavy ones by name."""


def measure(kind: str, name: str) -> dict[str, object]:
    """What the heavy file *name* takes above a small one, in seconds and megabytes, and what came of it."""
    read, small, heavy = KINDS[kind]
    with TemporaryDirectory() as folder:
        _in_a_child(lambda: _write(heavy[name](), Path(folder, "heavy")))  # making counts for nothing
        _write(small(), Path(folder, "small"))
        return dict(json.loads(_in_a_child(lambda: _measured(read, Path(folder))) or "{}"))


def _measured(read: Callable[[Path], str], folder: Path) -> str:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    read(folder / "small")
    start, before = _seconds(), _megabytes()
    read(folder / "small")
    usual = _seconds() - start
    start = _seconds()
    try:
        came = read(folder / "heavy")
    except REFUSALS as error:
        came = f"refused: {str(error)[-100:]}"
    took = _seconds() - start - usual
    return json.dumps({"seconds": round(took, 2), "megabytes": round(_megabytes() - before), "came": came})


def _write(files: Files, folder: Path) -> str:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return ""


def _in_a_child(work: Callable[[], str]) -> str:
    """Do *work* in a process of its own and return what it returned; "" where it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            os.write(writing, work().encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    os.waitpid(child, 0)
    return text


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    kind, *names = sys.argv[1:]
    for each in names or KINDS[kind][2]:
        print(json.dumps({"name": each, **measure(kind, each)}), flush=True)
