from dataclasses import replace

import pytest

from svdesk.domain.choices import Procedure
from svdesk.steps.order import step_of
from tests.steps.ground import INVALID, MISSING, changed, finished, found, look, said


@pytest.mark.parametrize(
    "field", ["reference", "title", "purpose", "need", "authority", "officer", "officer_email", "portal"]
)
def test_an_answer_that_the_covers_need_is_asked_for(field: str):
    assert found(changed("about", **{field: "  "}), "about") == {(f"about.{field}", MISSING)}


@pytest.mark.parametrize("field", ["department", "officer_role"])
def test_the_team_and_the_role_may_stay_blank(field: str):
    assert found(changed("about", **{field: ""}), "about") == set()


@pytest.mark.parametrize("email", ["sam", "sam@example", "sam @example.gov.uk", "@example.gov.uk"])
def test_a_text_that_is_not_an_email_address_is_refused(email: str):
    assert found(changed("about", officer_email=email), "about") == {("about.officer_email", INVALID)}


def test_no_portal_is_asked_for_where_the_route_has_no_tender():
    project = changed("about", portal="")
    project = replace(project, facts=replace(project.facts, procedure=Procedure.SERVICE_REVIEW))
    assert found(project, "about") == set()


def test_a_title_of_many_characters_is_kept_and_advised_against():
    words = said(changed("about", title="x" * 240), "about", "about.title")
    assert "240 characters" in words
    assert "kept" in words


def test_an_answer_of_twenty_thousand_words_is_kept_and_advised_against():
    words = said(changed("about", purpose="word " * 20_000), "about", "about.purpose")
    assert "20,000 words" in words
    assert "kept" in words


def test_markup_in_an_answer_is_no_problem():
    assert found(changed("about", title="<b>&</b>", purpose='<img src="x">'), "about") == set()


def test_the_summary_is_the_title_and_the_reference():
    assert step_of("about").summary(look(finished())) == "Extra Care Catering, DN776889"
