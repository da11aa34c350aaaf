"""Every document of the set as a PDF, of projects in every state: two validators and our own checks."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.domain.facts import Lot
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import example_project
from tests.projects import full_project
from tests.rendering.conftest import MadeOnce, Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.project_states import STATES
from tests.rendering.reading import Reader

KINDS = tuple(kind.key for kind in CATALOGUE)


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_every_document_conforms(made_once: MadeOnce, state: str, key: str):
    assert faults(made_once(state, key)) == []


def test_the_briefing_on_the_example_takes_two_pages(rendered: Rendered):
    pack, example = bundled_pack(), example_project()
    briefing = document_kind("briefing").compose(case_of(example, pack))
    first, second = Reader(rendered(briefing)).pages
    assert "What we are buying" in first.painted
    assert "Tell us what you think" in second.painted


@pytest.mark.parametrize("state", STATES)
def test_the_briefing_takes_two_pages_whatever_the_project_holds(made_once: MadeOnce, state: str):
    assert len(Reader(made_once(state, "briefing")).pages) == 2


@pytest.mark.parametrize("by_lot", [True, False])
@pytest.mark.parametrize("count", [1, 3, 6, 20])
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_briefing_takes_two_pages_with_lots(rendered: Rendered, count: int, by_lot: bool, is_draft: bool):
    pack, project = bundled_pack(), example_project()
    project = replace(
        project,
        lots=tuple(
            Lot(id=UUID(int=40 + place), title=f"Oakmere {place}", value=Decimal(20_000))
            for place in range(count)
        ),
        evaluation=replace(project.evaluation, form_for_each_lot=by_lot),
        proposals=full_project().proposals if is_draft else (),
    )
    briefing = document_kind("briefing").compose(case_of(project, pack))
    assert len(Reader(rendered(briefing)).pages) == 2
