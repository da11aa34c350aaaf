from dataclasses import replace

import pytest

from svdesk.domain.project import Access
from svdesk.steps.order import step_of
from tests.steps.ground import ADVICE, INVALID, MISSING, changed, finished, found, look


def spoilt(**answers: object) -> set[tuple[str, object]]:
    return found(changed("access", **answers), "access")


@pytest.mark.parametrize(
    "field", ["turnover_threshold", "lots_used", "consortia_welcome", "supplier_engagement"]
)
def test_each_of_the_four_steps_is_asked_for(field: str):
    assert spoilt(**{field: None}) == {(f"access.{field}", MISSING)}


def test_what_closes_the_door_has_to_be_explained():
    assert ("access.turnover_reason", MISSING) in spoilt(turnover_threshold=True)
    assert spoilt(consortia_welcome=False) == {("access.consortia_note", MISSING)}
    explained = spoilt(turnover_threshold=True, turnover_reason="The risk is high.")
    assert explained == {("access.turnover_threshold", ADVICE)}


def test_no_lots_has_to_be_explained():
    project = replace(changed("access", lots_used=False), lots=())
    assert found(project, "access") == {("access.lots_reason", MISSING)}


def test_no_engagement_has_to_be_explained():
    project = replace(changed("access", supplier_engagement=False), engagement=())
    assert found(project, "access") == {("access.supplier_engagement_note", MISSING)}


def test_no_lots_contradicts_the_lots_in_the_facts():
    assert spoilt(lots_used=False, lots_reason="Too small.") == {("access.lots_used", INVALID)}


def test_lots_contradict_facts_without_lots():
    for lots in ((), finished().lots[:1]):
        assert found(replace(finished(), lots=lots), "access") == {("access.lots_used", INVALID)}


def test_no_engagement_contradicts_the_log():
    found_here = spoilt(supplier_engagement=False, supplier_engagement_note="No time.")
    assert found_here == {("access.supplier_engagement", INVALID)}


def test_engagement_that_the_log_does_not_show_is_worth_a_second_look():
    found_here = found(replace(finished(), engagement=()), "access")
    assert found_here == {("access.supplier_engagement", ADVICE)}


def test_the_summary_counts_the_answers():
    summary = step_of("access").summary
    assert summary(look(finished())) == "4 of 4 answered"
    assert summary(look(replace(finished(), access=Access()))) == ""
