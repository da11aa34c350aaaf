"""What an SVDesk gave out that knew of no parts is known when it comes back, and by its record.

The database and the files are those that it left: ``schema-4.sql``, and the folder ``issued_before``
with the question pack of the example in Word, its manifest, and the pack as a bidder filled it in.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.returned_form import Matter
from svdesk.domain.subject import WHOLE
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.rendering.returned.kinds import office_forms
from svdesk.services.exchange.project_file import read_project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.returned_forms.read import read_returned_form
from svdesk.services.verifying.checked_file import CheckSources, Verdict
from svdesk.services.verifying.verify import check_file
from svdesk.storage.store import SqliteProjectStore
from tests.services.returned_forms.test_reading import PROJECT as EXAMPLE
from tests.services.returned_forms.test_reading import sources

TESTS = Path(__file__).parents[2]
ISSUED_BEFORE = TESTS / "issued_before"
PROJECT = replace(EXAMPLE, pack_edition="2026.11")
PACK = "DN776889-itt-social-value-question-pack.docx"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteProjectStore]:
    """The database of then, brought to this version."""
    path = tmp_path / "svdesk.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript((TESTS / "storage" / "files" / "schema-4.sql").read_text(encoding="utf-8"))
    store = SqliteProjectStore(path)
    yield store
    store.close()


def test_a_form_that_went_out_before_is_recognised_when_it_comes_back(
    store: SqliteProjectStore, tmp_path: Path
):
    # The plan has moved on meanwhile, so that only the record has the project as it was issued.
    plan = store.load(PROJECT.id)
    about = replace(plan.about, title="Another title")
    store.save(replace(plan, revision=plan.revision + 1, about=about, questions=()), plan.revision)
    back = Path(shutil.copy(ISSUED_BEFORE / "back.docx", tmp_path))
    response = read_returned_form(back, sources(database=store))
    assert response.form is not None, response.notes
    assert (response.form.document, response.form.revision) == ("itt", PROJECT.revision)
    assert response.form.organisation == "Bäckerei & Söhne"
    assert response.project == PROJECT
    missing = [finding for finding in response.form.findings if finding.matter is Matter.MISSING]
    assert missing == []
    assert store.keep_returned_form(response.form, response.original)


def test_the_project_that_was_issued_before_is_what_its_record_says(store: SqliteProjectStore):
    (issued,) = store.issues_of(PROJECT.id)
    assert issued.subject == WHOLE
    content = store.project_as_issued(issued)
    assert content is not None
    assert project_digest(content) == issued.project_sha256
    assert read_project_json(content) == PROJECT


@pytest.mark.parametrize("from_record", [True, False], ids=["by the record", "by the manifest beside it"])
def test_a_document_that_was_issued_before_is_as_issued(
    store: SqliteProjectStore, tmp_path: Path, from_record: bool
):
    folder = tmp_path / "a folder"
    folder.mkdir()
    file = Path(shutil.copy(ISSUED_BEFORE / PACK, folder))
    if not from_record:
        shutil.copy(ISSUED_BEFORE / "DN776889-manifest.json", folder)
    checked = check_file(
        file,
        CheckSources(
            registry=PackRegistry(None),
            reader=PdfComparer(),
            renderer=PdfRenderer(),
            form_readers=office_forms(),
            record=store if from_record else None,
        ),
    )
    assert checked.verdict is Verdict.AS_ISSUED
    assert checked.issued is not None
    assert (checked.issued.document, checked.issued.version) == ("itt", PROJECT.control.version)
