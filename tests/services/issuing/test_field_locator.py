"""Where fields come out in documents."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.choices import Stage
from svdesk.domain.entry import field_forms
from svdesk.domain.field_paths import item_key, section_type
from svdesk.domain.project import LIST_SECTIONS, SINGLE_SECTIONS, Project, Question
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.issuing.field_locator import Whereabouts
from svdesk.services.project.project_sources import example_project
from tests.projects import full_project


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return bundled_pack()


def _tender(project: Project) -> list[Question]:
    return [question for question in project.questions if question.stage is Stage.TENDER]


def test_a_question_comes_out_below_its_own_heading(pack: PolicyPack) -> None:
    project = example_project()
    where = Whereabouts(case_of(project, pack), "itt")
    spots = [where.find(f"questions.{question.id}.text") for question in _tender(project)]
    headings = [spot.heading for spot in spots if spot]
    assert len(headings) == len(spots)
    assert headings == sorted(set(headings))
    for spot, question in zip(spots, _tender(project), strict=True):
        assert spot
        assert question.text.startswith(spot.words[0])


def test_an_item_that_is_mentioned_elsewhere_too_is_found_where_most_is_said_of_it(pack: PolicyPack) -> None:
    project = example_project()
    where = Whereabouts(case_of(project, pack), "annex")
    for kpi in project.kpis:
        title, counts, whole = (where.find(f"kpis.{kpi.id}.{each}") for each in ("title", "counts", ""))
        assert title
        assert counts
        assert whole
        assert title.heading == counts.heading == whole.heading
        assert kpi.title in title.words[0]


def test_a_field_that_is_empty_is_found_where_its_words_will_stand(pack: PolicyPack) -> None:
    project = example_project()
    second = _tender(project)[1]
    emptied = tuple(replace(q, good_answer="") if q is second else q for q in project.questions)
    with_words = Whereabouts(case_of(project, pack), "itt").find(f"questions.{second.id}.good_answer")
    without = Whereabouts(case_of(replace(project, questions=emptied), pack), "itt").find(
        f"questions.{second.id}.good_answer"
    )
    assert with_words
    assert without
    assert with_words.heading == without.heading


def test_a_field_that_a_document_says_nothing_of_is_nowhere(pack: PolicyPack) -> None:
    where = Whereabouts(case_of(example_project(), pack), "commitments")
    assert where.find("reporting.review_cycle") is None
    assert where.find("kpis.00000000-0000-0000-0000-000000000000.title") is None
    assert where.find("nothing.like.that") is None
    assert where.find("about.nothing") is None


@pytest.mark.parametrize("field", ["logo", "logo_words", "colour"])
def test_the_look_is_on_the_first_page_of_every_document(pack: PolicyPack, field: str) -> None:
    for kind in CATALOGUE:
        spot = Whereabouts(case_of(example_project(), pack), kind.key).find(f"house_style.{field}")
        assert spot
        assert (spot.heading, spot.words) == (0, ())


@pytest.mark.parametrize("make", [full_project, lambda: Project(id=full_project().id)])
def test_every_field_can_be_looked_for_in_every_document(
    pack: PolicyPack, make: Callable[[], Project]
) -> None:
    project = make()
    found = 0
    for kind in CATALOGUE:
        where = Whereabouts(case_of(project, pack), kind.key)
        for section in (*SINGLE_SECTIONS, *LIST_SECTIONS):
            keys = [""] if section in SINGLE_SECTIONS else _keys(project, section)
            for key in keys:
                for field in field_forms(section_type(section)):
                    path = ".".join(part for part in (section, key, field) if part)
                    found += where.find(path) is not None
    assert found > len(CATALOGUE)


def _keys(project: Project, section: str) -> list[str]:
    return [item_key(section, item) for item in getattr(project, section)[:1] if section != "unread"]
