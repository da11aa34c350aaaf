"""A Word or Excel form that was given back is what was issued with its boxes filled in, or is told apart."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.rendering.returned.kinds import office_forms
from svdesk.services.issuing.manifest import manifest_of, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.verifying.checked_file import Checked, CheckSources, Verdict
from svdesk.services.verifying.verify import check_file
from svdesk.services.verifying.words import checked_text
from tests.services.returned_forms.filled_forms import complete, fill
from tests.services.returned_forms.test_reading import FIELDS, PROJECT, made

OFFICE = ("docx", "xlsx")


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return made(tmp_path_factory.mktemp("issued"))


def check(path: Path, issued: Path) -> Checked:
    """Check *path* beside a manifest that lists *issued*."""
    when = datetime(2026, 1, 2, tzinfo=UTC)
    write_manifest(
        manifest_of(PROJECT, path.parent), [issue_of(PROJECT, bundled_pack(), "itt", issued, when)]
    )
    sources = CheckSources(
        registry=PackRegistry(None),
        reader=PdfComparer(),
        renderer=PdfRenderer(),
        projects=(PROJECT,),
        form_readers=office_forms(),
    )
    return check_file(path, sources)


@pytest.mark.parametrize("file_format", OFFICE)
def test_a_form_that_was_filled_in_is_as_issued_under_any_name(
    blank: dict[str, Path], tmp_path: Path, file_format: str
):
    path = fill(blank[file_format], complete(FIELDS), FIELDS, tmp_path / f"Our bid.{file_format}")
    checked = check(path, blank[file_format])
    assert checked.verdict is Verdict.FILLED_IN, checked_text(checked)
    assert checked.comparison is not None
    # The totals of a workbook are formulas, which nothing has worked out yet.
    assert len(checked.comparison.filled) >= len([field for field in FIELDS if not field.sums])


def test_a_form_with_its_words_changed_is_changed_and_says_where(blank: dict[str, Path], tmp_path: Path):
    path = fill(blank["docx"], complete(FIELDS), FIELDS, tmp_path / "Our bid.docx")
    document = docx.Document(path)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Give a number for each", "Give a figure for any")
    document.save(path)
    checked = check(path, blank["docx"])
    assert checked.verdict is Verdict.CHANGED
    assert "Give a figure for any" in checked_text(checked)


@pytest.mark.parametrize("file_format", OFFICE)
def test_a_form_that_another_program_saved_again_says_what_was_issued(
    blank: dict[str, Path], tmp_path: Path, file_format: str
):
    path = fill(blank[file_format], {}, FIELDS, tmp_path / f"again.{file_format}")
    checked = check(path, blank[file_format])
    assert checked.verdict is Verdict.CHANGED
    assert "It says what was issued. The file itself is another" in checked_text(checked)


def test_a_file_that_no_reader_takes_says_why_nothing_more_can_be_told(
    blank: dict[str, Path], tmp_path: Path
):
    path = Path(shutil.copy(blank["docx"], tmp_path))
    path.write_bytes(b"MZ a program")
    checked = check(path, blank["docx"])
    assert checked.verdict is Verdict.CHANGED
    assert "What changed can't be told." in checked_text(checked)


def test_of_other_formats_it_is_said_that_changes_cannot_be_told(blank: dict[str, Path], tmp_path: Path):
    page = tmp_path / "pack.html"
    page.write_text("<p>as issued</p>")
    issued = Path(shutil.copy(page, tmp_path / "issued.html"))
    issued.write_text("<p>issued</p>")
    renamed = tmp_path / "away" / "pack.html"
    renamed.parent.mkdir()
    renamed.write_text("<p>issued</p>")
    checked = check(page, renamed)
    assert checked.verdict is Verdict.CHANGED
    assert "PDF, Word and Excel files only" in checked_text(checked)
    assert blank
