"""What holds for every document of the set, whatever the project."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.documents.model.blocks import Document, Heading
from svdesk.documents.model.phrases import NOT_YET
from svdesk.documents.model.plain import fields as form_fields
from svdesk.documents.model.plain import headings, plain_text
from svdesk.domain.choices import Decision, DocumentStatus
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.field_words import words_of
from svdesk.domain.project import SECTIONS, DocumentControl, OutcomeDecision, Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from tests.documents.making import made, text_of, with_selection
from tests.projects import full_project, projects

KEYS = [kind.key for kind in CATALOGUE]
TEXTS = (Kind.LINE, Kind.LONG, Kind.PICTURE, Kind.COLOUR)
HOSTILE = '<b>&amp;</b> <img src="file:///etc/passwd"> {0} %s \u202e ]]> ={1+1}'


def level_jumps(document: Document) -> list[Heading]:
    """Headings that stand more than one level below the heading before them."""
    before, found = 0, []
    for heading in headings(document.blocks):
        if heading.level > before + 1:
            found.append(heading)
        before = heading.level
    return found


def names(document: Document) -> Counter[str]:
    return Counter(field.name for field in form_fields(document.blocks))


def typed_texts(part: object) -> list[str]:
    """Every text of a project that a person typed."""
    if isinstance(part, tuple):
        return [text for item in part for text in typed_texts(item)]
    if is_dataclass(part):
        return [text for each in fields(part) for text in typed_texts(getattr(part, each.name))]
    return [part] if type(part) is str and part else []


def hostile(part: Any, path: str = "project") -> Any:  # noqa: ANN401 - any part of a project
    """The same value with every text replaced by mark-up that names its place."""
    if isinstance(part, tuple):
        return tuple(hostile(item, f"{path}[{place}]") for place, item in enumerate(part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(
            part,
            **{each.name: hostile(getattr(part, each.name), f"{path}.{each.name}") for each in fields(part)},
        )
    return f"{HOSTILE} {path}" if type(part) is str else part


def test_the_set_has_ten_documents_each_with_its_own_key_and_file_name():
    assert KEYS == [
        "itt",
        "selection",
        "annex",
        "statement",
        "pmf",
        "briefing",
        "plan",
        "commitments",
        "handover",
        "return",
    ]
    assert len({kind.stem for kind in CATALOGUE}) == len(CATALOGUE)
    assert all(kind.description.endswith(".") for kind in CATALOGUE)


def test_a_document_is_found_by_its_key_and_an_unknown_key_is_an_error():
    assert document_kind("annex").title == "Social value specification annex"
    with pytest.raises(KeyError):
        document_kind("letter")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_project_composes_and_says_what_is_not_yet_answered(
    key: str, empty: Project, pack: PolicyPack
):
    document = made(key, empty, pack)
    assert NOT_YET in plain_text(document)
    assert document.authority == NOT_YET
    assert document.project_title == NOT_YET
    assert document.draft
    assert not level_jumps(document)
    assert max(names(document).values(), default=1) == 1


@pytest.mark.parametrize("key", KEYS)
def test_headings_of_the_example_skip_no_level_and_its_fields_have_names_of_their_own(
    key: str, example: Project, pack: PolicyPack
):
    document = made(key, with_selection(example) if key == "selection" else example, pack)
    assert not level_jumps(document)
    assert max(names(document).values(), default=1) == 1


@pytest.mark.parametrize("key", KEYS)
def test_the_example_leaves_nothing_unanswered(key: str, example: Project, pack: PolicyPack):
    project = with_selection(example) if key == "selection" else example
    text = text_of(key, project, pack).replace("Contact: Commissioning officer, adult social care", "")
    assert NOT_YET not in text
    assert NOT_YET.lower() not in text


@pytest.mark.parametrize("key", KEYS)
def test_what_people_type_is_printed_exactly_as_typed(key: str, pack: PolicyPack):
    project = hostile(full_project())
    text = text_of(key, project, pack)
    printed = [path for path in typed_texts(project) if path in text]
    assert len(printed) > 3  # a briefing of two pages says less of a project that has much to say
    begun = text.split("<b>&amp;</b>")[1:]
    # A leaflet cuts long texts, and says so.
    assert all(HOSTILE.endswith(rest[: len(HOSTILE) - 12]) or "…" in rest[: len(HOSTILE)] for rest in begun)
    assert "&lt;" not in text


def test_everything_that_the_officer_writes_for_the_record_reaches_a_document(pack: PolicyPack):
    project = hostile(full_project())
    project = replace(
        project,
        outcomes=(
            *project.outcomes,
            OutcomeDecision(outcome_id="x", decision=Decision.LEFT_OUT, reason="Why not"),
        ),
    )
    text = "".join(text_of(key, project, pack) for key in KEYS)
    unprinted = {
        field_of(text_typed.rsplit(" ", 1)[1])
        for text_typed in typed_texts(project)
        if text_typed not in text
    }
    asked = {
        (spec.name, name): spec.unprinted or words.unprinted
        for spec in SECTIONS.values()
        for name, words in words_of(spec.item).items()
        if field_forms(spec.item)[name].kind in TEXTS
    }
    # What nobody is asked for is filled in by SVDesk: ids, and the state of proposals.
    assert unprinted & asked.keys() == {place for place, why in asked.items() if why}, (
        "a field that no document prints says why where it is declared: ask(..., unprinted=...)"
    )


def field_of(path: str) -> tuple[str, str]:
    """The section and the field of a place such as ``project.kpis[0].title``."""
    *before, name = path.split(".")
    return (before[1].partition("[")[0] if len(before) > 1 else "", name.partition("[")[0])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_any_project_composes(project: Project):
    pack = bundled_pack()
    case = case_of(project, pack)
    for kind in CATALOGUE:
        document = kind.compose(case)
        kind.available(case)
        assert not level_jumps(document)
        assert max(names(document).values(), default=1) == 1
        assert plain_text(document)


@pytest.mark.parametrize("key", KEYS)
def test_a_document_is_a_draft_until_it_is_issued(key: str, example: Project, pack: PolicyPack):
    for status in DocumentStatus:
        control = DocumentControl(version="2.1", status=status, issued_on=date(2025, 10, 13))
        document = made(key, replace(example, control=control), pack)
        assert document.draft is (status is not DocumentStatus.ISSUED)
        assert document.version == "2.1"
        assert document.status == status.label
        assert document.dated == date(2025, 10, 13)


def test_the_cover_says_when_a_version_was_issued_or_how_far_it_has_come(example: Project, pack: PolicyPack):
    def version(**control: object) -> str:
        project = replace(example, control=DocumentControl(version="1.0", **control))
        return next(line for line in text_of("itt", project, pack).splitlines() if line.startswith("Version"))

    issued = DocumentStatus.ISSUED
    assert version(status=issued, issued_on=date(2025, 10, 13)) == "Version: 1.0, issued 13 October 2025"
    assert version(status=issued) == "Version: 1.0, issued"
    assert version(status=DocumentStatus.FOR_APPROVAL) == "Version: 1.0, for approval"


def test_field_names_do_not_change_when_questions_are_reordered_or_reworded(
    example: Project, pack: PolicyPack
):
    moved = replace(
        example,
        questions=tuple(replace(question, text="Another text") for question in reversed(example.questions)),
        kpis=tuple(replace(kpi, title="Another title") for kpi in reversed(example.kpis)),
    )
    assert names(made("itt", moved, pack)) == names(made("itt", example, pack))


def test_an_outcome_that_the_pack_no_longer_holds_is_printed_by_its_id(example: Project, pack: PolicyPack):
    gone = replace(pack, outcomes=())
    for key in ("itt", "annex", "statement"):
        assert "environment.food (not in this edition of the policy pack)" in text_of(key, example, gone)


def test_the_closing_page_names_the_policy_and_its_edition(example: Project, pack: PolicyPack):
    text = text_of("statement", example, pack)
    assert f"Policy: {pack.policy_title}; {pack.title}, edition {pack.edition}" in text


def test_no_document_needs_a_determination_to_compose(example: Project, pack: PolicyPack):
    silent = Assessment(
        pack_id=pack.id,
        pack_edition=pack.edition,
        determinations=(),
        selection_stage=None,
        tender_stage=None,
        minimum_weighting=None,
    )
    for kind in CATALOGUE:
        assert kind.compose(Case(example, silent, pack)).blocks
