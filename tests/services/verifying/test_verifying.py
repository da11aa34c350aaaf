"""Files are told from what was issued: by their bytes, and where those differ by what they say and show."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest

from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.build_documents import build
from svdesk.services.issuing.manifest import manifest_of, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.verifying.checked_file import Checked, CheckSources, Verdict
from svdesk.services.verifying.verify import check_file
from svdesk.services.verifying.words import checked_text
from svdesk.storage.store import SqliteProjectStore

ISSUED_AT = datetime(2025, 10, 13, 9, 30, tzinfo=UTC)
Check = Callable[[Path], Checked]


@pytest.fixture(scope="module")
def project() -> Project:
    return shipped_example()


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The question pack of the example, as it was made."""
    folder = tmp_path_factory.mktemp("made")
    return build(case_of(project, bundled_pack()), ["itt"], folder, [PdfRenderer()]).made[0].path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """A copy of the question pack in a folder of its own."""
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def with_manifest(project: Project, made: Path, tmp_path: Path) -> Path:
    """The manifest beside the copy."""
    path = manifest_of(project, tmp_path)
    write_manifest(path, [issue_of(project, bundled_pack(), "itt", made, ISSUED_AT)])
    return path


@pytest.fixture
def check(project: Project, with_manifest: Path) -> Check:  # noqa: ARG001 - has to be there
    """Checks a file by the manifest beside it, with the project file at hand."""
    return lambda path: check_file(path, sources(projects=(project,)))


def sources(**others: object) -> CheckSources:
    return CheckSources(registry=PackRegistry(None), reader=PdfComparer(), renderer=PdfRenderer(), **others)


def edit(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def change_reference(pdf: pikepdf.Pdf) -> None:
    """Make DN776889 into DN776888 in the running head of page 4: its last glyph becomes the one before."""
    page = pdf.pages[3]
    instructions = pikepdf.parse_content_stream(page)
    place, found = next(
        (number, bytes(each.operands[0]))
        for number, each in enumerate(instructions)
        if str(each.operator) == "Tj" and bytes(each.operands[0]).endswith(b"\x14\x14\x15")
    )
    other = pikepdf.String(found[:-1] + b"\x14")
    instructions[place] = pikepdf.ContentStreamInstruction([other], pikepdf.Operator("Tj"))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def fill(pdf: pikepdf.Pdf, count: int = 2) -> None:
    texts = [field for field in pdf.Root.AcroForm.Fields if field.FT == "/Tx"]
    for field in texts[:count]:
        field.V = pikepdf.String("=Ten jobs, and more")


def test_a_file_as_it_was_made_is_as_issued(file: Path, check: Check):
    checked = check(file)
    assert checked.verdict is Verdict.AS_ISSUED
    text = checked_text(checked)
    assert "Social value question pack, version 1.0 (issued), made on 13 October 2025 at 09:30 UTC by" in text
    assert f"edition {bundled_pack().edition}" in text
    assert "lies beside the file" in text


def test_a_renamed_file_is_still_what_was_issued(file: Path, check: Check):
    renamed = file.rename(file.with_name("Fwd - pack (2).pdf"))
    checked = check(renamed)
    assert checked.verdict is Verdict.AS_ISSUED
    assert f"It was issued as {file.name}." in checked.notes


def test_of_two_documents_with_the_same_bytes_the_name_tells_which_it_is(
    project: Project, tmp_path: Path, with_manifest: Path
):
    names = ("handover", "pmf", "plan")
    for name in names:
        (tmp_path / f"{name}.ics").write_text("BEGIN:VCALENDAR")
    issued = [issue_of(project, bundled_pack(), name, tmp_path / f"{name}.ics", ISSUED_AT) for name in names]
    write_manifest(with_manifest, issued)
    for name in names:
        checked = check_file(tmp_path / f"{name}.ics", sources())
        assert checked.issued is not None
        assert checked.issued.document == name
        assert not any("It was issued as" in note for note in checked.notes)


def test_one_changed_byte_is_told(file: Path, check: Check):
    content = bytearray(file.read_bytes())
    place = content.index(b"SVDesk with ReportLab")
    content[place] = ord("Z")
    file.write_bytes(content)
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert checked.comparison is not None
    assert checked.comparison.same
    assert "say and show what was issued" in checked_text(checked)


def test_a_changed_figure_is_shown_with_its_page(file: Path, check: Check):
    edit(file, change_reference)
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert checked.comparison is not None
    (change,) = checked.comparison.text
    assert change.page == 4
    assert "DN776889" in change.before[0]
    assert "DN776888" in change.after[0]
    assert "Page 4: “Extra Care Catering · DN776889" in checked_text(checked)


def test_a_renamed_file_that_was_changed_is_known_by_what_it_was_made_from(file: Path, check: Check):
    renamed = file.rename(file.with_name("pack.pdf"))
    edit(renamed, change_reference)
    checked = check(renamed)
    assert checked.verdict is Verdict.CHANGED
    assert checked.comparison is not None
    assert len(checked.comparison.text) == 1


def test_a_filled_form_is_as_issued_and_says_how_much_was_filled(file: Path, check: Check):
    edit(file, fill)
    checked = check(file)
    assert checked.verdict is Verdict.FILLED_IN
    assert checked.comparison is not None
    assert {field.value for field in checked.comparison.filled} == {"=Ten jobs, and more"}
    assert "2 form fields were filled in; everything else is as issued." in checked_text(checked)


def test_a_filled_form_with_a_changed_figure_is_changed(file: Path, check: Check):
    edit(file, fill)
    edit(file, change_reference)
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert "2 form fields were filled in." in checked_text(checked)


def cover_up(pdf: pikepdf.Pdf) -> None:
    pdf.pages[4].contents_add(b"q 1 1 1 rg 60 300 400 200 re f Q")


def add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def change_link(pdf: pikepdf.Pdf) -> None:
    links = [each for page in pdf.pages for each in page.get("/Annots", []) if "/URI" in each.get("/A", {})]
    links[0].A.URI = pikepdf.String("https://example.org/elsewhere")


def add_comment(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[60, 60, 90, 90],
        Contents=pikepdf.String("Not any more"),
    )
    pdf.pages[2].Annots = [*pdf.pages[2].get("/Annots", []), pdf.make_indirect(note)]


def rename_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].TU = pikepdf.String("Something else")


def remove_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[6]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (cover_up, "something is drawn differently on page 5"),
        (add_script, "It does something of its own when it is opened."),
        (change_link, "A link leads elsewhere or is new on page"),
        (add_comment, "A comment or mark was added on page 3."),
        (rename_field, "is not as it was issued"),
        (remove_page, "It was issued with 25 pages and now has 24."),
    ],
)
def test_what_text_does_not_show_is_told_even_when_the_form_is_filled(
    file: Path, check: Check, change: Callable[[pikepdf.Pdf], None], told: str
):
    edit(file, change)
    edit(file, fill)
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert told in checked_text(checked)


def test_another_edition_is_another_document(
    project: Project, file: Path, check: Check, tmp_path: Path, made: Path
):
    edition = replace(bundled_pack(), edition="2031.1", fingerprint="0" * 16)
    (other,) = build(case_of(project, edition), ["itt"], tmp_path / "other", [PdfRenderer()]).made
    assert other.path.read_bytes() != made.read_bytes()
    shutil.copy(other.path, file)
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert any(
        "Another document stands under this name" in note and "2031.1" in note for note in checked.notes
    )


def test_a_file_that_nobody_issued_here_is_not_known_but_says_what_it_is(file: Path):
    checked = check_file(file, sources())
    assert checked.verdict is Verdict.UNKNOWN
    (note,) = checked.notes
    assert "“Social value question pack”" in note
    assert "Nothing known here confirms that." in note


def test_any_other_file_is_not_known(tmp_path: Path, check: Check):
    stranger = tmp_path / "holiday.pdf"
    stranger.write_bytes(b"%PDF-sun")
    assert check(stranger).verdict is Verdict.UNKNOWN


def test_what_is_no_pdf_any_more_is_changed(file: Path, check: Check):
    file.write_bytes(b"gone")
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert "What changed can't be told: it is damaged, or no PDF." in checked.notes


def test_a_protected_copy_says_why_nothing_more_can_be_told(file: Path, check: Check):
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    checked = check(file)
    assert checked.verdict is Verdict.CHANGED
    assert "What changed can't be told: it is protected by a password." in checked.notes


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path, check: Check):
    assert check(tmp_path / "none.pdf").verdict is Verdict.UNREADABLE


def test_without_the_project_it_is_said_how_to_see_more(file: Path, with_manifest: Path):
    edit(file, change_reference)
    checked = check_file(file, sources())
    assert checked.verdict is Verdict.CHANGED
    assert checked.known_from == with_manifest
    assert any("--project" in note for note in checked.notes)


@pytest.fixture
def store(project: Project, tmp_path: Path) -> Iterator[SqliteProjectStore]:
    """A store that holds the project."""
    store = SqliteProjectStore(tmp_path / "data" / "svdesk.db")
    store.save(project)
    yield store
    store.close()


def test_the_record_of_this_computer_is_enough(project: Project, file: Path, store: SqliteProjectStore):
    issued = issue_of(project, bundled_pack(), "itt", file, ISSUED_AT)
    store.record_issue((issued,), project_json(project))
    checked = check_file(file, sources(record=store))
    assert (checked.verdict, checked.known_from, checked.notes) == (Verdict.AS_ISSUED, None, ())
    edit(file, change_reference)
    checked = check_file(file, sources(record=store))
    assert checked.verdict is Verdict.CHANGED
    assert checked.comparison is not None
    assert len(checked.comparison.text) == 1


def test_a_document_that_was_replaced_since_says_so(project: Project, file: Path, store: SqliteProjectStore):
    first = issue_of(project, bundled_pack(), "itt", file, ISSUED_AT)
    after = datetime(2026, 2, 3, tzinfo=UTC)
    later = replace(first, id=UUID(int=9), issued_at=after, version="2.0", sha256="f" * 64)
    store.record_issue((first, later), project_json(project))
    checked = check_file(file, sources(record=store))
    assert checked.verdict is Verdict.AS_ISSUED
    assert checked.notes == ("It is not the latest: version 2.0 was made on 3 February 2026.",)


def test_a_damaged_manifest_is_told_and_does_not_stop_the_check(file: Path, with_manifest: Path):
    with_manifest.write_text('{"format": "svdesk-manifest", "format_version": 1, "documents": [{}]}')
    checked = check_file(file, sources())
    assert checked.verdict is Verdict.UNKNOWN
    assert "is damaged" in checked.notes[0]
