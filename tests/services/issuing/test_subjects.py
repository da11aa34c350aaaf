"""Documents about one bidder, lot, period or contract each: told apart by name and by what they say."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from svdesk.documents.catalogue import DocumentKind, document_kind
from svdesk.documents.model.blocks import Document
from svdesk.documents.model.frame import frame, part, say
from svdesk.documents.model.origin import Origin
from svdesk.domain.subject import WHOLE, Subject, SubjectKind
from svdesk.policy.case import Case, case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.formats import renderers
from svdesk.rendering.returned.kinds import readers
from svdesk.services.issuing.build_documents import build, file_name
from svdesk.services.issuing.manifest import read_manifest, write_manifest
from svdesk.services.issuing.record import issue_of
from svdesk.services.project.project_sources import example_project
from svdesk.services.verifying.verify import origin_of

ISSUED_AT = datetime(2027, 7, 1, 9, tzinfo=UTC)
QUARTERS = tuple(Subject(SubjectKind.PERIOD, f"2027-Q{quarter}") for quarter in (1, 2))


def quarterly(case: Case, subject: Subject) -> Document:
    return frame(
        case,
        kind="quarterly",
        title="Quarterly report",
        what="One quarter",
        cover=(),
        summary=None,
        blocks=(part("The quarter"), say(f"This is {subject.key or 'no quarter yet'}.")),
        compact=True,
        subject=subject,
    )


QUARTERLY = DocumentKind(
    key="quarterly",
    title="Quarterly report",
    stem="quarterly-report",
    description="For the board: one quarter.",
    compose=lambda case: quarterly(case, WHOLE),
    compose_about=quarterly,
    subjects=lambda _case: QUARTERS,
)


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_a_document_for_each_subject_is_told_from_the_others_when_it_comes_back(
    file_format: str, tmp_path: Path
) -> None:
    case = case_of(example_project(), bundled_pack())
    made = build(case, ["quarterly"], tmp_path, renderers([file_format]), catalogue=(QUARTERLY,)).made
    assert [each.path.name for each in made] == [
        f"{case.project.about.reference}-quarterly-report-period-2027-Q{quarter}.{file_format}"
        for quarter in (1, 2)
    ]
    assert tuple(each.subject for each in made) == QUARTERS
    reader = next(reader for reader in readers() if reader.format == file_format)
    origins = [Origin.read(reader.origin(each.path.read_bytes())) for each in made]
    assert [origin.subject for origin in origins if origin] == list(QUARTERS)
    first, second = origins
    assert first is not None
    assert second is not None
    assert first != second
    assert replace(first, subject=second.subject) == second


def test_todays_documents_are_about_the_whole_procurement_and_about_nothing_else() -> None:
    case = case_of(example_project(), bundled_pack())
    kind = document_kind("return")
    assert kind.subjects(case) == (WHOLE,)
    assert file_name(case.project, kind, "pdf").endswith("-monitoring-return.pdf")
    assert "subject" not in kind.compose(case).origin
    with pytest.raises(KeyError, match="2027-Q1"):
        kind.composer("pdf", QUARTERS[0])


def test_the_manifest_and_the_file_say_the_same_subject(tmp_path: Path) -> None:
    case = case_of(example_project(), bundled_pack())
    made = build(case, ["quarterly"], tmp_path, renderers(["docx"]), catalogue=(QUARTERLY,)).made
    issued = [
        issue_of(case.project, case.pack, "return", each.path, ISSUED_AT, subject=each.subject)
        for each in made
    ]
    manifest = tmp_path / "documents.json"
    write_manifest(manifest, issued)
    listed = {each.file_name: each for each in read_manifest(manifest)}
    reader = next(reader for reader in readers() if reader.format == "docx")
    for each in made:
        stated = Origin.read(reader.origin(each.path.read_bytes()))
        assert stated is not None
        assert origin_of(listed[each.path.name]) == replace(stated, document="return")
