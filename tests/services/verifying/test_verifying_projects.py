"""Without a record or a manifest a project file shows what a file is; a record is not made up."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.formats import format_keys, renderers
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.rendering.returned.kinds import office_forms
from svdesk.services.issuing.build_documents import build
from svdesk.services.issuing.manifest import manifest_of, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.verifying.checked_file import Checked, CheckSources, Verdict
from svdesk.services.verifying.verify import check_file
from svdesk.services.verifying.words import checked_json, checked_text
from tests.services.returned_forms.filled_forms import complete, fill
from tests.services.returned_forms.test_made_again import reword
from tests.services.returned_forms.test_reading import FIELDS, PROJECT
from tests.services.verifying.test_verifying import change_reference, edit

FORMS = ("pdf", "docx", "xlsx")


def check(path: Path, *projects: object) -> Checked:
    sources = CheckSources(
        registry=PackRegistry(None),
        reader=PdfComparer(),
        renderer=PdfRenderer(),
        projects=projects,
        form_readers=office_forms(),
        renderer_of=lambda named: next(iter(renderers((named,))), None),
    )
    return check_file(path, sources)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The question pack in all of its formats, and the annex' dates, with no manifest beside them."""
    folder = tmp_path_factory.mktemp("built")
    made = build(case_of(PROJECT, bundled_pack()), ["itt"], folder, renderers(format_keys())).made
    dates = build(case_of(PROJECT, bundled_pack()), ["annex"], folder, renderers(("ics",))).made
    return {each.format: each.path for each in (*made, *dates)}


def test_a_file_of_any_format_and_name_is_what_is_made_of_the_project(built: dict[str, Path], tmp_path: Path):
    assert set(built) == set(format_keys())
    for file_format, path in built.items():
        copy = Path(shutil.copy(path, tmp_path / f"sent by someone.{file_format}"))
        checked = check(copy, PROJECT)
        assert checked.verdict is Verdict.AS_MADE, checked_text(checked)
        text = checked_text(checked)
        assert "SVDesk makes this very file of the project" in text
        assert "No record of issuing it is known" in text
        assert '"verdict": "as_made"' in checked_json([checked])


@pytest.mark.parametrize("file_format", FORMS)
def test_a_form_filled_in_is_told_from_one_with_other_words(
    built: dict[str, Path], tmp_path: Path, file_format: str
):
    back = fill(built[file_format], complete(FIELDS), FIELDS, tmp_path / f"back.{file_format}")
    checked = check(back, PROJECT)
    assert checked.verdict is Verdict.FILLED_IN, checked_text(checked)
    assert "What SVDesk makes of the project that you named, with the form filled in." in checked_text(
        checked
    )
    if file_format == "pdf":
        edit(back, change_reference)
    else:
        reword(back)
    checked = check(back, PROJECT)
    assert checked.verdict is Verdict.CHANGED
    assert "Not what SVDesk makes of the project that you named." in checked_text(checked)
    assert checked.comparison is not None
    assert checked.comparison.text or checked.comparison.others


def test_a_page_that_says_nothing_of_itself_is_told_by_its_name_where_it_was_changed(
    built: dict[str, Path], tmp_path: Path
):
    page = tmp_path / built["html"].name
    page.write_bytes(built["html"].read_bytes() + b"<p>more</p>")
    assert check(page, PROJECT).verdict is Verdict.CHANGED
    stranger = page.rename(tmp_path / "page.html")
    assert check(stranger, PROJECT).verdict is Verdict.UNKNOWN


def test_a_file_of_another_revision_is_not_held_against_this_one(built: dict[str, Path]):
    checked = check(built["pdf"], replace(PROJECT, revision=PROJECT.revision + 2))
    assert checked.verdict is Verdict.UNKNOWN
    assert f"holds revision {PROJECT.revision + 2:,} of the project" in checked.notes[0]


def test_a_file_of_the_project_is_known_beside_a_record_of_another_under_its_name(
    built: dict[str, Path], tmp_path: Path
):
    copy = Path(shutil.copy(built["pdf"], tmp_path))
    line = issue_of(PROJECT, bundled_pack(), "itt", copy, datetime(2026, 1, 2, tzinfo=UTC))
    write_manifest(manifest_of(PROJECT, tmp_path), [replace(line, revision=99, sha256="0" * 64)])
    assert check(copy, PROJECT).verdict is Verdict.AS_MADE
    assert check(copy).verdict is Verdict.CHANGED


@pytest.fixture
def older(built: dict[str, Path], tmp_path: Path) -> Path:
    """The form as a version made it that worded it otherwise, listed in a manifest."""
    path = Path(shutil.copy(built["docx"], tmp_path / "pack.docx"))
    reword(path)
    line = issue_of(PROJECT, bundled_pack(), "itt", path, datetime(2026, 1, 2, tzinfo=UTC))
    write_manifest(manifest_of(PROJECT, tmp_path), [replace(line, made_with="SVDesk 0.0.9")])
    return path


def test_what_an_older_version_made_otherwise_is_one_sentence_and_no_list_of_changes(
    older: Path, tmp_path: Path
):
    back = fill(older, complete(FIELDS), FIELDS, tmp_path / "back.docx")
    checked = check(back, PROJECT)
    assert checked.verdict is Verdict.NOT_TOLD
    text = checked_text(checked)
    assert "Changed since it was issued" not in text
    assert "SVDesk 0.0.9 made the document" in text
    (line,) = (line for line in text.splitlines() if "State a number for each" in line)
    assert "may come from the program" in line
    assert "form fields were filled in." in text


def test_a_form_that_differs_in_its_answers_alone_is_filled_in_though_it_is_made_otherwise_here(
    built: dict[str, Path], tmp_path: Path
):
    issued = Path(shutil.copy(built["docx"], tmp_path / "pack.docx"))
    docx.Document(issued).save(issued)  # the same words in other bytes
    line = issue_of(PROJECT, bundled_pack(), "itt", issued, datetime(2026, 1, 2, tzinfo=UTC))
    write_manifest(manifest_of(PROJECT, tmp_path), [line])
    checked = check(fill(issued, complete(FIELDS), FIELDS, tmp_path / "back.docx"), PROJECT)
    assert checked.verdict is Verdict.FILLED_IN
    assert any("not the same to the byte" in note for note in checked.notes)
