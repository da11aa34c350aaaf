"""A returned form is read, and checked against the form as it was issued."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import docx
import pikepdf
import pytest

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.forms import TICKED, FormField, form_of
from svdesk.domain.choices import Procedure
from svdesk.domain.project import Project
from svdesk.domain.returned_form import MOST_RETURN_BYTES, Matter
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.rendering.formats import renderers
from svdesk.rendering.returned.kinds import reader_for
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.build_documents import build
from svdesk.services.issuing.issue import FileToIssue, write_down
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.returned_forms.form_reading import FormReading, ReadingResult, ReadingSources
from svdesk.services.returned_forms.read import read_returned_form
from svdesk.storage.store import SqliteProjectStore
from tests.services.returned_forms.filled_forms import complete, fill

PROJECT = shipped_example()
FORMATS = ("pdf", "xlsx", "docx")


def fields_of(document: str, project: Project = PROJECT, file_format: str = "pdf") -> tuple[FormField, ...]:
    pack = bundled_pack()
    compose = document_kind(document).composer(file_format)
    return form_of(compose(case_of(project, pack)))


FIELDS = fields_of("itt")


def made(folder: Path, document: str = "itt", project: Project = PROJECT) -> dict[str, Path]:
    """The forms of *document*, by their format."""
    report = build(case_of(project, bundled_pack()), (document,), folder, renderers(FORMATS))
    return {each.format: each.path for each in report.made}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's question pack in every format that comes back."""
    return made(tmp_path_factory.mktemp("issued"))


def sources(*projects: Project, **changes: object) -> ReadingSources:
    return replace(
        ReadingSources(
            registry=PackRegistry(None),
            reader_for=reader_for,
            renderer_of=lambda file_format: renderers((file_format,))[0],
            projects=projects,
            clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
        ),
        **changes,
    )


def told(response: FormReading, matter: Matter) -> list[str]:
    assert response.form is not None, response.notes
    return [finding.message for finding in response.form.findings if finding.matter is matter]


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_form_that_is_filled_in_is_complete_in_every_format(
    blank: dict[str, Path], tmp_path: Path, file_format: str
):
    answers = complete(FIELDS, bidder_name="Bäckerei & Söhne", answer_="Fünf Wörter, und =1+1 bleibt.")
    path = fill(blank[file_format], answers, FIELDS, tmp_path / f"back.{file_format}")
    response = read_returned_form(path, sources(PROJECT))
    assert response.form is not None
    assert response.form.findings == ()
    assert response.outcome is ReadingResult.COMPLETE
    assert response.form.organisation == "Bäckerei & Söhne"
    assert (response.form.document, response.form.format) == ("itt", file_format)
    assert response.form.revision == PROJECT.revision
    assert response.original == path.read_bytes()
    read = {answer.field: answer.text for answer in response.form.answers}
    texts = {name: text for name, text in answers.items() if not name.startswith(("offer_", "signed_on"))}
    assert {name: read[name] for name in texts} == texts


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_wrong_is_told_by_the_labels_in_the_order_of_the_form(
    blank: dict[str, Path], tmp_path: Path, file_format: str
):
    numbers = [field for field in FIELDS if field.name.startswith("offer_") and not field.sums]
    question = next(field for field in FIELDS if field.name.startswith("answer_"))
    assert question.word_limit
    answers = complete(FIELDS) | {
        numbers[0].name: "about twelve",
        numbers[1].name: "-3",
        question.name: "well-kept word " * question.word_limit,
        "bidder_name": "",
        "declare_true": "",
    }
    path = fill(blank[file_format], answers, FIELDS, tmp_path / f"back.{file_format}")
    response = read_returned_form(path, sources(PROJECT))
    assert response.outcome is ReadingResult.NEEDS_ATTENTION
    labels = {field.name: field.label for field in FIELDS}
    assert told(response, Matter.MISSING) == [
        f"“{labels['bidder_name']}” is not answered.",
        f"“{labels['declare_true']}” is not ticked.",
    ]
    limit = question.word_limit
    assert told(response, Matter.OVER_LIMIT) == [
        f"“{question.label}” has {2 * limit:,} words; the limit is {limit:,}."
    ]
    first, second = told(response, Matter.NOT_UNDERSTOOD)
    assert first.startswith(f"“{numbers[0].label}” says “about twelve”, which can't be taken as a number.")
    assert "can't be negative" in second


def test_a_total_that_its_years_do_not_make_is_told(blank: dict[str, Path], tmp_path: Path):
    total = next(field for field in FIELDS if field.sums)
    answers = complete(FIELDS) | dict(zip(total.sums, ("1,000", "200", "3.5"), strict=True))
    answers[total.name] = "1,203"
    path = fill(blank["pdf"], answers, FIELDS, tmp_path / "back.pdf")
    response = read_returned_form(path, sources(PROJECT))
    assert told(response, Matter.TOTAL) == [f"“{total.label}” says 1,203, but its parts make 1,203.5."]


def test_no_lot_ticked_is_one_thing_missing_and_one_lot_is_enough(blank: dict[str, Path], tmp_path: Path):
    lots = [field.name for field in FIELDS if field.name.startswith("lot_")]
    one = fill(blank["pdf"], complete(FIELDS) | {lots[0]: ""}, FIELDS, tmp_path / "one.pdf")
    none = fill(blank["pdf"], complete(FIELDS, lot_=""), FIELDS, tmp_path / "none.pdf")
    assert read_returned_form(one, sources(PROJECT)).outcome is ReadingResult.COMPLETE
    assert told(read_returned_form(none, sources(PROJECT)), Matter.MISSING) == [
        "None of the boxes under “Lots you bid for” is ticked."
    ]


def test_a_form_as_it_was_sent_out_says_in_one_line_that_it_is_empty(blank: dict[str, Path]):
    response = read_returned_form(blank["pdf"], sources(PROJECT))
    assert told(response, Matter.MISSING) == ["Nothing in the form is filled in."]


def test_a_form_of_a_project_that_is_not_at_hand_says_so_and_checks_nothing(blank: dict[str, Path]):
    response = read_returned_form(blank["pdf"], sources())
    assert (response.outcome, response.form, response.original) == (ReadingResult.NOT_OURS, None, b"")
    assert f"revision {PROJECT.revision} of project {PROJECT.id}" in response.notes[0]
    assert "nothing in the file can be checked" in response.notes[0]


def test_a_form_of_another_project_than_the_one_it_is_read_for_is_not_ours(blank: dict[str, Path]):
    other = replace(PROJECT, id=UUID(int=5))
    response = read_returned_form(blank["pdf"], sources(other, PROJECT, wanted=other.id))
    assert response.outcome is ReadingResult.NOT_OURS
    assert response.notes[0] == "It was made for another project."


def test_a_document_without_boxes_is_not_ours(tmp_path: Path):
    path = made(tmp_path, "pmf")["pdf"]
    response = read_returned_form(path, sources(PROJECT))
    assert response.outcome is not ReadingResult.COMPLETE
    assert response.form is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pdf", b""),
        ("text.pdf", b"Dear Sam, please find our answers below."),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj"),
        ("program.docx", b"MZ\x90\x00"),
        ("no.zip.xlsx", b"PK\x03\x04 and then nothing of the kind"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words(tmp_path: Path, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)
    response = read_returned_form(path, sources(PROJECT))
    assert (response.outcome, response.form, response.original) == (ReadingResult.REFUSED, None, b"")
    assert "Nothing of it was kept." in response.notes[0]


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path):
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(MOST_RETURN_BYTES + 1)
    assert "larger than 25 MB" in read_returned_form(large, sources(PROJECT)).notes[0]
    gone = read_returned_form(tmp_path / "gone.pdf", sources(PROJECT))
    assert (gone.outcome, "it is not there" in gone.notes[0]) == (ReadingResult.REFUSED, True)


def test_a_folder_is_refused_and_said_to_be_one(tmp_path: Path):
    response = read_returned_form(tmp_path, sources(PROJECT))
    assert (response.outcome, "it is a folder" in response.notes[0]) == (ReadingResult.REFUSED, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_pipes_and_devices_are_refused_without_waiting_for_them(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", tmp_path / "link.pdf", Path("/dev/zero"), Path("/dev/null")):
        response = read_returned_form(path, sources(PROJECT))
        assert response.outcome is ReadingResult.REFUSED
        assert "a pipe or a device and not a file" in response.notes[0]


def test_a_file_at_which_a_reader_fails_unforeseen_is_refused_and_written_to_the_log(
    blank: dict[str, Path], caplog: pytest.LogCaptureFixture
):
    class Broken:
        format = "pdf"

        def origin(self, _content: bytes) -> str:
            raise RecursionError("deep")

    response = read_returned_form(blank["pdf"], sources(PROJECT, reader_for=lambda _content: Broken()))
    assert response.outcome is ReadingResult.REFUSED
    assert "Nothing of it was kept." in response.notes[0]
    assert "could not be read" in caplog.text


def test_a_form_with_its_words_changed_is_told(blank: dict[str, Path], tmp_path: Path):
    path = fill(blank["docx"], complete(FIELDS), FIELDS, tmp_path / "back.docx")
    document = docx.Document(path)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if "Give a number for each contract year" in run.text:
                run.text = run.text.replace("Give a number", "Perhaps give a number")
    document.save(path)
    response = read_returned_form(path, sources(PROJECT))
    assert response.outcome is ReadingResult.NEEDS_ATTENTION
    assert any("Perhaps give a number" in message for message in told(response, Matter.CHANGED))


@pytest.fixture
def store(tmp_path: Path) -> SqliteProjectStore:
    return SqliteProjectStore(tmp_path / "data" / "svdesk.db")


def test_a_form_is_checked_as_it_was_issued_whatever_became_of_the_project(
    store: SqliteProjectStore, tmp_path: Path
):
    issued = made(tmp_path / "out")
    store.save(PROJECT)
    write_down(PROJECT, bundled_pack(), [FileToIssue("itt", path) for path in issued.values()], store)
    later = replace(
        PROJECT,
        revision=PROJECT.revision + 1,
        questions=tuple(replace(each, text="Another question") for each in PROJECT.questions[1:]),
    )
    store.save(later)
    path = fill(issued["pdf"], complete(FIELDS), FIELDS, tmp_path / "back.pdf")
    response = read_returned_form(path, sources(database=store))
    assert response.form is not None
    assert [answer.field for answer in response.form.answers] == [field.name for field in FIELDS]
    assert response.outcome is ReadingResult.COMPLETE
    assert response.form.findings == ()
    again = made(tmp_path / "later", project=later)
    write_down(later, bundled_pack(), [FileToIssue("itt", again["pdf"])], store)
    (note,) = told(read_returned_form(path, sources(database=store)), Matter.NOTE)
    assert note.startswith("This is not the last version of the form")
    store.close()


def test_where_the_project_as_issued_is_not_kept_the_present_one_is_used_and_it_is_said(
    blank: dict[str, Path], tmp_path: Path
):
    later = replace(PROJECT, revision=PROJECT.revision + 3)
    path = tmp_path / "back.pdf"
    fill(blank["pdf"], complete(FIELDS), FIELDS, path)
    response = read_returned_form(path, sources(later))
    assert response.outcome is ReadingResult.COMPLETE
    first, second = told(response, Matter.NOTE)
    assert f"made of revision {PROJECT.revision} of the project, which is not kept as it was then" in first
    assert f"against revision {later.revision}" in first
    assert second.startswith("Changes to the text of the form can't be told")


def test_the_same_organisation_and_the_same_file_are_known_again(blank: dict[str, Path], tmp_path: Path):
    first = fill(blank["pdf"], complete(FIELDS, bidder_name="Acorn Ltd"), FIELDS, tmp_path / "a.pdf")
    second = fill(
        blank["pdf"], complete(FIELDS, bidder_name="ACORN  Ltd", lead_="Someone"), FIELDS, tmp_path / "b.pdf"
    )
    before = read_returned_form(first, sources(PROJECT)).form
    assert before is not None
    again = read_returned_form(first, sources(PROJECT, returns=(before,)))
    assert again.kept_before == before
    other = read_returned_form(second, sources(PROJECT, returns=(before,)))
    assert other.kept_before is None
    (note,) = told(other, Matter.NOTE)
    assert note.startswith("ACORN Ltd returned this form before, as a.pdf, read on 1 March 2026.")


def test_a_form_that_lost_its_origin_is_found_by_its_boxes_and_that_is_said(
    blank: dict[str, Path], tmp_path: Path
):
    path = fill(blank["pdf"], complete(FIELDS), FIELDS, tmp_path / "filled.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root["/Metadata"]
        pdf.save(path)
    response = read_returned_form(path, sources(PROJECT))
    (message,) = told(response, Matter.NOT_OURS)
    assert message.startswith("The file no longer says what it was made from.")
    assert response.form is not None
    assert response.form.document == "itt"
    assert sum(1 for answer in response.form.answers if answer.text) == len(FIELDS)


def test_reading_a_form_does_not_change_the_project(blank: dict[str, Path]):
    before = project_json(PROJECT)
    read_returned_form(blank["pdf"], sources(PROJECT))
    assert project_json(PROJECT) == before


@pytest.mark.parametrize("document", ["selection", "commitments", "return"])
def test_every_other_form_is_read_back_too(tmp_path: Path, document: str):
    project = replace(PROJECT, facts=replace(PROJECT.facts, procedure=Procedure.COMPETITIVE_FLEXIBLE))
    for file_format, path in made(tmp_path / "issued", document, project).items():
        fields = fields_of(document, project, file_format)
        back = fill(path, complete(fields), fields, tmp_path / f"back.{file_format}")
        response = read_returned_form(back, sources(project))
        assert response.outcome is ReadingResult.COMPLETE, response
        assert response.form is not None
        assert (response.form.document, response.form.organisation) == (document, "A few words")


@pytest.mark.parametrize("file_format", FORMATS)
def test_of_a_form_for_each_lot_only_the_lots_bid_for_are_wanted(tmp_path: Path, file_format: str):
    project = replace(PROJECT, evaluation=replace(PROJECT.evaluation, form_for_each_lot=True))
    fields = fields_of("itt", project, file_format)
    ticks = list(dict.fromkeys(field.only_if for field in fields if field.only_if))
    assert len(ticks) == 2
    unwanted = {field.name: "" for field in fields if ticks[0] in (field.name, field.only_if)}
    issued = made(tmp_path / "issued", project=project)[file_format]
    one = fill(issued, complete(fields) | unwanted, fields, tmp_path / f"one.{file_format}")
    response = read_returned_form(one, sources(project))
    assert response.outcome is ReadingResult.COMPLETE, response
    both = fill(
        issued, complete(fields) | unwanted | {ticks[0]: TICKED}, fields, tmp_path / f"2.{file_format}"
    )
    wanted = [field for field in fields if field.only_if == ticks[0] and field.required]
    assert len(told(read_returned_form(both, sources(project)), Matter.MISSING)) == len(wanted)


def test_a_form_with_far_too_much_text_or_an_impossible_revision_does_no_harm(
    blank: dict[str, Path], tmp_path: Path
):
    path = fill(blank["pdf"], complete(FIELDS, basis_="x " * 150_000), FIELDS, tmp_path / "much.pdf")
    assert "characters of answers" in read_returned_form(path, sources(PROJECT)).notes[0]
    odd = fill(blank["pdf"], complete(FIELDS), FIELDS, tmp_path / "odd.pdf")
    with pikepdf.open(odd, allow_overwriting_input=True) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        altered = metadata.replace(b"revision=1&", b"revision=99999999999999999999&")
        assert altered != metadata
        pdf.Root.Metadata.write(altered)
        pdf.save(odd)
    response = read_returned_form(odd, sources(PROJECT))
    assert response.form is not None
    assert response.form.revision == PROJECT.revision
    assert told(response, Matter.NOT_OURS)[0].startswith("The file no longer says")


def test_boxes_that_are_not_ours_are_told_in_one_finding(blank: dict[str, Path], tmp_path: Path):
    path = fill(blank["pdf"], complete(FIELDS), FIELDS, tmp_path / "back.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number in range(9):
            box = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"mine{number}\n", V="x")
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(box))
        pdf.save(path)
    (message,) = told(read_returned_form(path, sources(PROJECT)), Matter.NOT_OURS)
    assert message.startswith("The form has boxes that are not ours: “mine0”, “mine1”")
    assert message.endswith("and 4 more.")
