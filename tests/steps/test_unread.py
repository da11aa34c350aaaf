from dataclasses import replace

import pytest

from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry
from svdesk.domain.project import Project, UnreadEntry
from tests.steps.ground import (
    INVALID,
    KPIS,
    LOTS,
    QUESTIONS,
    SELECTION,
    changed,
    finished,
    found,
    pack,
    said,
    two_outcomes,
)


def with_unread(project: Project, path: str, text: str) -> Project:
    return replace(project, unread=(UnreadEntry(path=path, text=text),))


@pytest.mark.parametrize("text", ["-1", "1e309", "abc", "£1.234"])
def test_a_value_that_cannot_be_read_is_wrong_with_the_words_of_the_field(text: str):
    project = with_unread(changed("facts", value=None), "facts.value", text)
    assert found(project, "facts") == {("facts.value", INVALID)}, "wrong, and not missing as well"
    with pytest.raises(EntryError) as complaint:
        read_entry(FieldForm(Kind.POUNDS), text)
    assert said(project, "facts", "facts.value") == str(complaint.value)


def test_the_thirty_first_of_february_is_no_such_day():
    project = with_unread(changed("facts", start_date=None), "facts.start_date", "31 February 2026")
    assert "no such day as 31 February 2026" in said(project, "facts", "facts.start_date")


def test_a_text_in_an_item_of_a_list_is_shown_at_that_item():
    path = f"lots.{LOTS[0]}.value"
    assert (path, INVALID) in found(with_unread(finished(), path, "much"), "facts")


def test_a_question_is_wrong_on_the_step_of_its_stage():
    for question, key, other in ((SELECTION, "selection", "tender"), (QUESTIONS[0], "tender", "selection")):
        path = f"questions.{question}.word_limit"
        project = with_unread(finished(), path, "many")
        assert found(project, key) == {(path, INVALID)}
        assert found(project, other) == set()


def test_a_target_names_its_year():
    project = with_unread(finished(), f"kpis.{KPIS[0]}.targets.2", "lots")
    assert found(project, "kpis") == {(f"kpis.{KPIS[0]}.targets", INVALID)}
    assert said(project, "kpis", f"kpis.{KPIS[0]}.targets").startswith("Year 2: Give a number")


def test_targets_as_a_whole_can_be_unread_too():
    path = f"kpis.{KPIS[0]}.targets"
    assert found(with_unread(finished(), path, "1; x"), "kpis") == {(path, INVALID)}


def test_a_choice_that_a_file_got_wrong_is_wrong():
    project = with_unread(changed("facts", regime=None), "facts.regime", "heavy-touch")
    assert "Choose one" in said(project, "facts", "facts.regime")


def test_a_date_on_an_outcome_that_nobody_decided_on_is_wrong():
    path = f"outcomes.{two_outcomes()[0]}.decided_on"
    project = replace(finished(), outcomes=())
    assert (path, INVALID) in found(with_unread(project, path, "soon"), "outcomes")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("lots.00000000-0000-0000-0000-0000000000ff.value", "much"),
        ("facts.colour", "red"),
        ("nowhere.value", "much"),
        ("unread.1.text", "much"),
        ("questions.00000000-0000-0000-0000-0000000000ff.weight", "much"),
        ("facts.value", "£130,000"),
    ],
)
def test_what_nobody_could_mend_is_passed_over(path: str, text: str):
    project = with_unread(finished(), path, text)
    assert all(found(project, key) == set() for key in ("facts", "selection", "tender", "kpis"))


@pytest.mark.parametrize(("section", "field"), [("profile", "answer"), ("outcomes", "decision")])
def test_an_item_that_the_policy_offers_has_its_field_before_anybody_decided(section: str, field: str):
    key = (pack().profile_questions if section == "profile" else pack().outcomes)[-1].id
    path = f"{section}.{key}.{field}"
    project = with_unread(replace(finished(), **{section: ()}), path, "perhaps")
    assert (path, INVALID) in found(project, section)
