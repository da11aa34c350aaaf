from dataclasses import replace
from datetime import date

from svdesk.domain.choices import Decision
from svdesk.domain.project import OutcomeDecision
from svdesk.steps.order import step_of
from tests.steps.ground import (
    ADVICE,
    MISSING,
    careful,
    finished,
    found,
    item_changed,
    look,
    pack,
    two_outcomes,
)


def test_an_outcome_that_nobody_decided_on_is_asked_for():
    project = finished()
    undecided = replace(project, outcomes=project.outcomes[1:])
    assert (f"outcomes.{two_outcomes()[0]}.decision", MISSING) in found(undecided, "outcomes")


def test_a_decision_without_a_reason_is_asked_for_it_whichever_way_it_went():
    for place in (0, 2):
        project = item_changed("outcomes", place, reason=" ")
        key = project.outcomes[place].outcome_id
        assert found(project, "outcomes") == {(f"outcomes.{key}.reason", MISSING)}


def test_a_chosen_outcome_is_asked_for_the_need_here():
    found_here = found(item_changed("outcomes", 0, local_need=""), "outcomes")
    assert found_here == {(f"outcomes.{two_outcomes()[0]}.local_need", MISSING)}


def test_an_outcome_left_out_needs_no_local_need():
    assert found(item_changed("outcomes", 2, local_need=""), "outcomes") == set()


def test_a_decision_dated_after_the_notice_is_worth_a_second_look():
    late = item_changed("outcomes", 0, decided_on=date(2025, 10, 14))
    assert careful(late, "decided-late") == {f"outcomes.{two_outcomes()[0]}.decided_on"}
    in_time = item_changed("outcomes", 0, decided_on=date(2025, 10, 13))
    assert careful(in_time, "decided-late") == set()


def test_leaving_every_outcome_out_is_worth_a_second_look():
    outcomes = tuple(
        OutcomeDecision(outcome_id=outcome.id, decision=Decision.LEFT_OUT, reason="No.")
        for outcome in pack().outcomes
    )
    assert found(replace(finished(), outcomes=outcomes), "outcomes") == {("outcomes", ADVICE)}


def test_a_decision_on_an_outcome_that_the_policy_no_longer_offers_is_kept_and_named():
    project = finished()
    gone = OutcomeDecision(outcome_id="gone.away", decision=Decision.CHOSEN)
    project = replace(project, outcomes=(*project.outcomes, gone))
    assert found(project, "outcomes") == {("outcomes.gone.away.decision", ADVICE)}


def test_the_summary_counts_both_ways():
    left_out = len(pack().outcomes) - 2
    assert step_of("outcomes").summary(look(finished())) == f"2 chosen, {left_out} left out"
