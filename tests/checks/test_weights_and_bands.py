"""Weights that nothing stands behind, KPI figures that cannot be, and fixes that keep weights at 100%."""

from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.checks.finding import FindingKind
from svdesk.domain.choices import Decision
from svdesk.domain.project import Project
from svdesk.services.project.fixing import fixed
from tests.checks.scenes import asking, clean, codes, found, measuring, pack


def total(project: Project) -> Decimal:
    return sum((question.weight or Decimal(0) for question in project.questions), start=Decimal(0))


def test_a_weight_without_a_question_is_a_gap_until_nothing_is_sought():
    project = replace(clean(), questions=())
    (finding,) = found(project, "weight-without-question")
    assert finding.kind is FindingKind.MISSING, "a question can still be asked"
    undone = tuple(replace(each, decision=Decision.LEFT_OUT) for each in project.outcomes)
    (finding,) = found(replace(project, outcomes=undone), "weight-without-question")
    assert finding.kind is FindingKind.BLOCK
    assert not found(clean(), "weight-without-question")


def test_a_weight_without_an_outcome_blocks():
    project = clean()
    undone = tuple(replace(each, decision=Decision.LEFT_OUT) for each in project.outcomes)
    (finding,) = found(replace(project, outcomes=undone), "weight-without-outcome")
    assert finding.kind is FindingKind.BLOCK
    assert not found(project, "weight-without-outcome")


@pytest.mark.parametrize(("good", "approaching", "low"), [(80, 90, 50), (90, 50, 60), (80, 80, 50)])
def test_bands_that_do_not_fall_are_told(good: int, approaching: int, low: int):
    bands = {"good_from": good, "approaching_from": approaching, "improvement_from": low}
    given = {name: Decimal(value) for name, value in bands.items()}
    assert "kpi-bands" in codes(measuring(**given))


def test_bands_that_fall_are_left_alone():
    bands = {"good_from": 90, "approaching_from": 75, "improvement_from": 50}
    assert "kpi-bands" not in codes(measuring(**{name: Decimal(value) for name, value in bands.items()}))


@pytest.mark.parametrize(
    ("unit", "target", "told"), [("percent", 120, True), ("%", 100, False), ("people", 120, False)]
)
def test_a_share_of_more_than_the_whole_is_told(unit: str, target: int, told: bool):
    project = measuring(unit=unit, targets=(Decimal(target),))
    assert ("kpi-share-target" in codes(project)) is told


def test_removing_a_question_leaves_the_weights_at_100():
    project = clean()
    one, two = project.questions
    left_out = tuple(
        replace(each, decision=Decision.LEFT_OUT) if each.outcome_id == one.outcome_id else each
        for each in project.outcomes
    )
    spoilt = replace(project, outcomes=left_out)
    finding = next(f for f in found(spoilt, "left-out-but-used") if "questions" in f.path)
    after = fixed(spoilt, finding.fix, pack())
    assert [question.id for question in after.questions] == [two.id]
    assert total(after) == 100


def test_adding_a_question_leaves_the_weights_at_100():
    project = clean()
    lacking = replace(project, questions=(replace(project.questions[0], weight=Decimal(100)),))
    finding = next(iter(found(lacking, "outcome-no-question")))
    after = fixed(lacking, finding.fix, pack())
    assert len(after.questions) == 2
    assert total(after) == 100


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("It goes to the MEAT.", "It goes to the most advantageous tender."),
        ("It goes to MEAT.", "It goes to the most advantageous tender."),
        ("It goes to the most economically advantageous tender.", "It goes to the most advantageous tender."),
    ],
)
def test_the_present_term_keeps_its_article(said: str, now: str):
    project = asking(f"How many start each year? {said}")
    (finding,) = found(project, "stale-term")
    assert fixed(project, finding.fix, pack()).questions[0].text.endswith(now)
