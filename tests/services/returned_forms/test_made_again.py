"""A form that another version of the program made is not held against the bidder who returns it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import docx
import openpyxl
import pytest

from svdesk.domain.returned_form import Matter
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.manifest import manifest_of, write_manifest
from svdesk.services.issuing.record import issue_of, made_with
from svdesk.services.returned_forms.form_reading import ReadingResult
from svdesk.services.returned_forms.read import read_returned_form
from svdesk.storage.store import SqliteProjectStore
from tests.services.returned_forms.filled_forms import complete, fill
from tests.services.returned_forms.test_reading import FIELDS, PROJECT, made, sources, told

OFFICE = ("docx", "xlsx")
WHEN = datetime(2026, 1, 2, tzinfo=UTC)
OLDER = "SVDesk 0.0.9"


def reword(path: Path) -> None:
    """Change words of the form that are no answers."""
    if path.suffix == ".docx":
        document = docx.Document(path)
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("Give a number for each", "State a number for each")
        document.save(path)
    else:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        first = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
        first.value = f"{first.value} in other words"
        book.save(path)


@pytest.fixture
def older(tmp_path: Path) -> dict[str, Path]:
    """The forms as an older version made them, which worded them otherwise."""
    forms = made(tmp_path / "older")
    for file_format in OFFICE:
        reword(forms[file_format])
    return forms


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteProjectStore]:
    store = SqliteProjectStore(tmp_path / "data" / "svdesk.db")
    store.save(PROJECT)
    yield store
    store.close()


@pytest.mark.parametrize("file_format", OFFICE)
def test_what_another_version_made_otherwise_is_one_note_and_no_change_by_the_bidder(
    older: dict[str, Path], store: SqliteProjectStore, tmp_path: Path, file_format: str
):
    line = issue_of(PROJECT, bundled_pack(), "itt", older[file_format], WHEN)
    store.record_issue((replace(line, made_with=OLDER),), project_json(PROJECT))
    back = fill(older[file_format], complete(FIELDS), FIELDS, tmp_path / f"back.{file_format}")
    response = read_returned_form(back, sources(database=store))
    assert told(response, Matter.CHANGED) == []
    (note,) = told(response, Matter.NOTE)
    assert note.startswith(f"{OLDER} made the document, and this is {made_with()}: made again here it is not")
    assert "compare it with the file that you issued" in note
    assert response.outcome is ReadingResult.COMPLETE


def test_of_a_format_that_the_record_does_not_list_the_version_says_whether_it_is_made_otherwise(
    older: dict[str, Path], store: SqliteProjectStore, tmp_path: Path
):
    line = issue_of(PROJECT, bundled_pack(), "itt", older["pdf"], WHEN)
    back = fill(older["docx"], complete(FIELDS), FIELDS, tmp_path / "back.docx")
    store.record_issue((line,), project_json(PROJECT))
    assert told(read_returned_form(back, sources(database=store)), Matter.CHANGED) != []
    older_line = replace(line, id=UUID(int=4), issued_at=WHEN.replace(year=2027), made_with=OLDER)
    store.record_issue((older_line,), project_json(PROJECT))
    assert told(read_returned_form(back, sources(database=store)), Matter.CHANGED) == []


def test_what_differs_from_a_form_that_is_made_as_it_was_issued_is_the_bidders(
    store: SqliteProjectStore, tmp_path: Path
):
    issued = made(tmp_path / "issued")["docx"]
    store.record_issue((issue_of(PROJECT, bundled_pack(), "itt", issued, WHEN),), project_json(PROJECT))
    back = fill(issued, complete(FIELDS), FIELDS, tmp_path / "back.docx")
    reword(back)
    response = read_returned_form(back, sources(database=store))
    assert any("State a number for each" in message for message in told(response, Matter.CHANGED))


def test_a_manifest_that_comes_with_the_file_does_not_make_changes_look_harmless(
    older: dict[str, Path], tmp_path: Path
):
    back = fill(older["docx"], complete(FIELDS), FIELDS, tmp_path / "back.docx")
    line = issue_of(PROJECT, bundled_pack(), "itt", older["docx"], WHEN)
    write_manifest(manifest_of(PROJECT, tmp_path), [replace(line, made_with=OLDER)])
    response = read_returned_form(back, sources(PROJECT))
    assert response.outcome is ReadingResult.NEEDS_ATTENTION
    (change,) = told(response, Matter.CHANGED)
    assert change.startswith(f"{OLDER} made the document")
