"""Fixes: each puts right what it was offered for, in one step, and touches nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from svdesk.checks.finding import (
    AddKpi,
    AddQuestion,
    AppendText,
    Fix,
    RemoveItem,
    ReplaceText,
    SetField,
)
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import Project
from svdesk.services.project.fixing import FixError, apply_fix, fixed
from tests.checks.corpus import CORPUS
from tests.checks.scenes import asking, clean, findings, found, measuring, pack


def spoilt() -> Project:
    """A project in which nearly everything that can be found is wrong at once."""
    base = clean()
    question = base.questions[0]
    bad = replace(
        question,
        text="Your firm must be based in Cheshire East. How many apprentices will start? "
        "How will you cut waste? "
        "Do you hold ISO 14001? Send us the names of the apprentices. The award goes to MEAT where possible.",
        word_limit=5000,
        weight=Decimal(30),
        good_answer="",
    )
    twin = replace(question, id=base.kpis[0].id, stage=Stage.SELECTION, text=base.questions[1].text)
    kpi = replace(base.kpis[0], unit="", evidence="", frequency=None, remedy="")
    return replace(
        base,
        facts=replace(base.facts, end_date=date(2020, 1, 1)),
        evaluation=replace(
            base.evaluation,
            social_value_weight=Decimal(5),
            price_weight=Decimal(20),
            quantitative_share=Decimal(70),
            qualitative_share=Decimal(70),
            minimum_mark=2,
            minimum_mark_rule="",
        ),
        access=replace(base.access, turnover_threshold=True),
        commitments=(),
        questions=(bad, base.questions[1], twin),
        kpis=(kpi, base.kpis[1], replace(base.kpis[1], id=question.id)),
        reporting=replace(base.reporting, first_report_on=date(2019, 1, 1)),
    )


def test_every_fix_puts_its_finding_right_in_one_step():
    project = spoilt()
    with_fix = [finding for finding in findings(project) if finding.fix is not None]
    assert len({finding.code for finding in with_fix}) >= 20
    for finding in with_fix:
        after = findings(fixed(project, finding.fix, pack()))
        same = [each for each in after if (each.code, each.path, each.message) == (
            finding.code, finding.path, finding.message)]  # fmt: skip
        assert not same, finding.message


@pytest.mark.parametrize("code", [code for code in CORPUS if code != "no-equivalent-in-contract"])
def test_a_fix_of_words_never_makes_them_worse(code: str):
    for sentence in CORPUS[code][0]:
        project = asking(f"How many people will start in each year? {sentence}")
        for finding in found(project, code):
            if finding.fix is not None:
                left = found(fixed(project, finding.fix, pack()), code)
                assert len(left) < len(found(project, code)), (sentence, finding.fix)


def test_words_are_replaced_where_they_stand():
    project = asking("How many? Must be based in Crewe. Meals count.")
    (finding,) = found(project, "local-only")
    text = fixed(project, finding.fix, pack()).questions[0].text
    assert text == "How many? Must be able to deliver in Crewe. Meals count."


def test_a_certificate_gets_its_equivalent():
    project = asking("How many staff? Do you hold ISO 14001?")
    (finding,) = found(project, "no-equivalent")
    assert fixed(project, finding.fix, pack()).questions[0].text.endswith("ISO 14001 (or equivalent)?")


def test_a_crowded_question_is_parted_into_lettered_lines():
    project = asking("How many apprentices will start each year? How will you cut waste?")
    (finding,) = found(project, "two-questions")
    text = fixed(project, finding.fix, pack()).questions[0].text
    assert text == "a) How many apprentices will start each year?\nb) How will you cut waste?"


def test_only_the_sections_that_change_are_returned():
    project = measuring(frequency=None)
    (finding,) = found(project, "kpi-frequency")
    assert set(apply_fix(project, finding.fix, pack())) == {"kpis"}


def test_library_items_are_added_once_and_under_the_same_id_each_time():
    project = replace(clean(), questions=(), kpis=())
    question = Fix(label="x", edits=(AddQuestion(question_id=pack().outcomes[0].tender_questions[0].id),))
    kpi = Fix(label="x", edits=(AddKpi(measure_id=pack().outcomes[0].measures[0].id),))
    for fix, section in ((question, "questions"), (kpi, "kpis")):
        (one,), (again,) = (apply_fix(project, fix, pack())[section] for _ in range(2))
        assert one == again
        assert one.outcome_id == pack().outcomes[0].id


@pytest.mark.parametrize(
    "edit",
    [
        ReplaceText(path="about.need", at=0, old="No such words", new="x"),
        RemoveItem(section="questions", key="gone"),
        SetField(path="questions.gone.weight", value=Decimal(1)),
        SetField(path="about.colour", value="red"),
        AppendText(path="kpis.gone.excludes", text="x"),
        AddQuestion(question_id="no.such"),
        AddKpi(measure_id="no.such"),
    ],
)
def test_a_fix_that_no_longer_fits_is_refused(edit: object):
    with pytest.raises(FixError):
        apply_fix(clean(), Fix(label="x", edits=(edit,)), pack())


def test_an_outcome_nobody_touched_can_be_chosen():
    project = replace(clean(), outcomes=())
    outcome = project.questions[0].outcome_id
    finding = next(f for f in found(project, "used-but-undecided") if outcome in f.path)
    (decision,) = fixed(project, finding.fix, pack()).outcomes
    assert (decision.outcome_id, decision.decision) == (outcome, Decision.CHOSEN)
