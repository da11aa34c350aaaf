"""The names that a step gives to things of higher floors all lead somewhere."""

import pytest

from svdesk.desktop.pages import PAGES
from svdesk.documents.catalogue import document_kind
from svdesk.services.proposing.proposers import PROPOSERS
from svdesk.steps.order import STEPS
from svdesk.steps.step import Step


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_a_step_names_a_page_a_proposer_and_documents_that_there_are(step: Step) -> None:
    assert step.page in PAGES
    assert not step.proposer or step.proposer in PROPOSERS
    assert [document_kind(key).key for key in step.documents] == list(step.documents)
    assert step.documents


def test_every_page_and_every_proposer_is_named_by_a_step() -> None:
    assert set(PAGES) == {step.page for step in STEPS}
    assert set(PROPOSERS) == {step.proposer for step in STEPS if step.proposer}
