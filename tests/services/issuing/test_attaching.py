"""A document for one's own file carries its project, and gives it back; others never do."""

import shutil
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.attachments import MOST_BYTES, PdfAttachments
from svdesk.rendering.comparing.pdfs import PdfComparer
from svdesk.rendering.formats import renderers
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.services.exchange.project_file import ExchangeError, project_json, write_exchange
from svdesk.services.issuing.attaching import CARRIES, NAME, can_carry, project_in, read_project_file
from svdesk.services.issuing.build_documents import build, document_keys
from svdesk.services.issuing.manifest import manifest_of, read_manifest, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.issuing.remake import remake
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.verifying.checked_file import Checked, CheckSources, Verdict
from svdesk.services.verifying.verify import check_file
from svdesk.services.verifying.words import checked_text
from tests.projects import full_project

ISSUED_AT = datetime(2025, 10, 13, 9, 30, tzinfo=UTC)
OWN_FILE = {"statement", "plan", "handover"}
FOR_OTHERS = {"itt", "selection", "briefing", "annex", "commitments", "return", "pmf"}


@pytest.fixture(scope="module")
def project() -> Project:
    return shipped_example()


@pytest.fixture(scope="module")
def folder(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All PDFs of the example, with the project's data where it may be."""
    made = tmp_path_factory.mktemp("attached")
    build(case_of(project, bundled_pack()), document_keys(), made, renderers(["pdf"]), attach=True)
    return made


def file_of(folder: Path, key: str) -> Path:
    (path,) = folder.glob(f"*{document_kind(key).stem}.pdf")
    return path


@pytest.fixture
def plan(folder: Path, tmp_path: Path) -> Path:
    """A copy of the plan with its project."""
    return Path(shutil.copy(file_of(folder, "plan"), tmp_path))


def edit(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def stream_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.AF[0].EF.F


def test_every_document_says_whether_it_is_for_ones_own_file():
    assert {kind.key for kind in CATALOGUE if can_carry(kind, CARRIES)} == OWN_FILE
    assert {kind.key for kind in CATALOGUE} == OWN_FILE | FOR_OTHERS


def test_only_documents_for_ones_own_file_carry_the_project(folder: Path, project: Project):
    for path in folder.glob("*.pdf"):
        attached = pypdf.PdfReader(path).attachments
        own = any(document_kind(key).stem in path.name for key in OWN_FILE)
        assert dict(attached) == ({NAME: [project_json(project)]} if own else {}), path.name


@pytest.mark.parametrize("key", sorted(OWN_FILE))
def test_without_being_asked_no_document_carries_it(key: str, project: Project, tmp_path: Path):
    (made,) = build(case_of(project, bundled_pack()), [key], tmp_path, renderers(["pdf"])).made
    assert not pypdf.PdfReader(made.path).attachments
    assert b"pdfaid:part>2<" in made.path.read_bytes()


def test_no_other_format_carries_it(project: Project, tmp_path: Path):
    formats = renderers(["docx", "html", "ics"])
    with_data = build(case_of(project, bundled_pack()), OWN_FILE, tmp_path / "a", formats, attach=True).made
    without = build(case_of(project, bundled_pack()), OWN_FILE, tmp_path / "b", formats).made
    assert [each.path.read_bytes() for each in with_data] == [each.path.read_bytes() for each in without]


def test_the_file_says_what_is_attached_and_since_when(plan: Path, project: Project):
    with pikepdf.open(plan) as pdf:
        (specification,) = pdf.Root.AF
        assert specification.AFRelationship == "/Source"
        assert "SVDesk opens it again" in str(specification.Desc)
        content = specification.EF.F
        assert content.Subtype == "/application/json"
        assert int(content.Params.Size) == len(project_json(project))
        assert str(content.Params.ModDate) == str(pdf.docinfo.CreationDate)
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_another_program_saves_what_is_attached(plan: Path, project: Project):
    assert pypdf.PdfReader(plan).attachments[NAME] == [project_json(project)]


@pytest.mark.parametrize("key", sorted(OWN_FILE))
def test_the_project_comes_back_whole(key: str, folder: Path, project: Project):
    assert project_in(file_of(folder, key), PdfAttachments()) == project


def test_a_project_with_everything_comes_back_whole(tmp_path: Path):
    full = full_project()
    (made,) = build(
        case_of(full, bundled_pack()), ["handover"], tmp_path, renderers(["pdf"]), attach=True
    ).made
    assert project_in(made.path, PdfAttachments()) == full


def test_a_project_comes_out_of_either_kind_of_file(plan: Path, project: Project, tmp_path: Path):
    write_exchange(project, tmp_path / "p.svproj")
    assert read_project_file(tmp_path / "p.svproj", PdfAttachments()).project == project
    assert read_project_file(plan, PdfAttachments()).project == project


def test_a_file_that_was_saved_again_by_another_program_still_gives_its_project(plan: Path, project: Project):
    edit(plan, lambda pdf: pdf.docinfo.update({"/Note": "saved again"}))
    assert project_in(plan, PdfAttachments()) == project


def replaced(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: stream_of(pdf).write(content)


def test_the_same_project_gives_the_same_bytes(folder: Path, project: Project, tmp_path: Path):
    build(case_of(project, bundled_pack()), OWN_FILE, tmp_path, renderers(["pdf"]), attach=True)
    for path in tmp_path.glob("*.pdf"):
        assert path.read_bytes() == (folder / path.name).read_bytes()


BAD: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "no attachment": (lambda pdf: pdf.Root.__delitem__("/Names"), "it holds no project of SVDesk"),
    "another name": (
        lambda pdf: pdf.Root.Names.EmbeddedFiles.Names.__setitem__(0, pikepdf.String("x.json")),
        "it holds no project of SVDesk",
    ),
    "two of them": (
        lambda pdf: pdf.Root.Names.EmbeddedFiles.Names.extend(list(pdf.Root.Names.EmbeddedFiles.Names)),
        "it holds more than one project",
    ),
    "another project": (
        replaced(project_json(full_project())),
        "not the one that it says it was made from",
    ),
    "no JSON": (replaced(b"%PDF"), "not a project of SVDesk"),
    "other JSON": (replaced(b'{"id": "x"}'), "not a project of SVDesk"),
    "a bomb": (replaced(b" " * (MOST_BYTES + 1)), "too large"),
    "another packing": (
        lambda pdf: stream_of(pdf).write(b"00", filter=pikepdf.Name.DCTDecode),
        "packed in a way",
    ),
    "damaged packing": (
        lambda pdf: stream_of(pdf).write(b"abc", filter=pikepdf.Name.FlateDecode),
        "damaged",
    ),
    "no origin": (lambda pdf: pdf.Root.__delitem__("/Metadata"), "not the one that it says"),
    "a tree in a ring": (
        lambda pdf: pdf.Root.Names.__setattr__("EmbeddedFiles", ring(pdf)),
        "nested too deeply",
    ),
}


def ring(pdf: pikepdf.Pdf) -> pikepdf.Object:
    node = pdf.make_indirect(pikepdf.Dictionary())
    node.Kids = pikepdf.Array([node])
    return node


@pytest.mark.parametrize(("change", "words"), BAD.values(), ids=BAD)
def test_what_is_not_our_project_is_refused(change: Callable[[pikepdf.Pdf], None], words: str, plan: Path):
    edit(plan, change)
    with pytest.raises(ExchangeError, match=words) as refused:
        project_in(plan, PdfAttachments())
    assert str(plan) in str(refused.value)
    assert "Nothing was changed." in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-" + bytes(range(256)) * 40])
def test_what_is_no_file_of_either_kind_is_refused(content: bytes, tmp_path: Path):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match="Nothing was changed"):
        read_project_file(path, PdfAttachments())
    with pytest.raises(ExchangeError, match="Could not read"):
        read_project_file(tmp_path / "gone.pdf", PdfAttachments())


def test_a_file_behind_a_password_is_refused(plan: Path):
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        pdf.save(plan, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(ExchangeError, match="protected by a password"):
        project_in(plan, PdfAttachments())


def test_a_bid_that_came_back_gives_no_project(folder: Path):
    with pytest.raises(ExchangeError, match="holds no project"):
        project_in(file_of(folder, "itt"), PdfAttachments())


# ---- the record -----------------------------------------------------------------------------------


@pytest.fixture
def check(plan: Path, project: Project) -> Callable[[Path], Checked]:
    """Checks a file against the record of the plan, issued with its project."""
    issued = issue_of(project, bundled_pack(), "plan", plan, ISSUED_AT, attach=True)
    assert issued.attached
    write_manifest(manifest_of(project, plan.parent), [issued])
    found = CheckSources(
        registry=PackRegistry(None), reader=PdfComparer(), renderer=PdfRenderer(), projects=(project,)
    )
    return lambda path: check_file(path, found)


def test_the_record_knows_which_documents_carry_their_project(folder: Path, project: Project, tmp_path: Path):
    paths = [(key, file_of(folder, key)) for key in ("plan", "annex")]
    issued = [issue_of(project, bundled_pack(), key, path, ISSUED_AT, attach=True) for key, path in paths]
    assert [each.attached for each in issued] == [True, False]
    assert not issue_of(project, bundled_pack(), "plan", paths[0][1], ISSUED_AT).attached
    manifest = tmp_path / "x-manifest.json"
    write_manifest(manifest, issued)
    assert {each.document: each.attached for each in read_manifest(manifest)} == {
        "plan": True,
        "annex": False,
    }
    older = manifest.read_text(encoding="utf-8").replace('      "project_attached": false,\n', "")
    assert older != manifest.read_text(encoding="utf-8")
    manifest.write_text(older.replace('      "project_attached": true,\n', ""), encoding="utf-8")
    assert not any(each.attached for each in read_manifest(manifest))


def test_it_is_made_again_byte_for_byte(plan: Path, project: Project, tmp_path: Path):
    issued = issue_of(project, bundled_pack(), "plan", plan, ISSUED_AT, attach=True)
    again = tmp_path / "again.pdf"
    remake(issued, project_json(project), PackRegistry(None), PdfRenderer(), again)
    assert again.read_bytes() == plan.read_bytes()


def test_as_issued_it_is_known(plan: Path, check: Callable[[Path], Checked]):
    checked = check(plan)
    assert checked.verdict is Verdict.AS_ISSUED
    assert "for your own file only" in checked_text(checked)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (replaced(b"{}"), "The data attached to it is not what was issued"),
        (lambda pdf: pdf.Root.__delitem__("/Names"), "The data attached to it is gone"),
        (
            lambda pdf: pdf.attachments.__setitem__("more.txt", pikepdf.AttachedFileSpec(pdf, b"x")),
            "Other files are hidden in it",
        ),
    ],
    ids=["changed", "gone", "more"],
)
def test_what_became_of_the_attachment_is_told(
    change: Callable[[pikepdf.Pdf], None], words: str, plan: Path, check: Callable[[Path], Checked]
):
    edit(plan, change)
    checked = check(plan)
    assert checked.verdict is Verdict.CHANGED
    assert checked.comparison is not None
    (told,) = checked.comparison.others
    assert words in told


def test_of_two_issues_of_a_revision_the_one_with_the_same_attachments_is_meant(
    plan: Path, project: Project, check: Callable[[Path], Checked]
):
    (with_data,) = read_manifest(manifest_of(project, plan.parent))
    (plain,) = build(
        case_of(project, bundled_pack()), ["plan"], plan.parent / "plain", renderers(["pdf"])
    ).made
    without = issue_of(project, bundled_pack(), "plan", plain.path, ISSUED_AT)
    for path, like, unlike in ((plan, with_data, without), (plain.path, without, with_data)):
        write_manifest(path.with_name("0-manifest.json"), [unlike])
        write_manifest(path.with_name("1-manifest.json"), [like])
        edit(path, lambda pdf: pdf.docinfo.update({"/Note": "saved again"}))
        checked = check(path)
        assert checked.issued is not None
        assert checked.issued.attached is like.attached
        assert checked.comparison is not None
        assert checked.comparison.others == ()


def test_an_attachment_that_cannot_be_unpacked_is_told_and_does_not_stop_the_check(
    plan: Path, check: Callable[[Path], Checked]
):
    bomb = zlib.compress(b" " * (MOST_BYTES + 1))
    edit(plan, lambda pdf: stream_of(pdf).write(bomb, filter=pikepdf.Name.FlateDecode))
    comparison = check(plan).comparison
    assert comparison is not None
    assert comparison.others == ("What is attached to it can't be compared.",)
