"""A document of a project with open proposals is a draft, whatever its status says."""

from dataclasses import replace
from datetime import date

import pytest

from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.domain.choices import DocumentStatus
from svdesk.domain.project import DocumentControl, Project, Proposal
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import example_project

ISSUED = DocumentControl(
    version="1.0", status=DocumentStatus.ISSUED, issued_on=date(2025, 10, 13), approved_by="The board"
)


def with_proposal(confirmed_on: date | None) -> Project:
    proposal = Proposal(target="evaluation.price_weight", value="40", confirmed_on=confirmed_on)
    return replace(example_project(), control=ISSUED, proposals=(proposal,))


@pytest.mark.parametrize("kind", [each for each in CATALOGUE if each.key != "selection"])
def test_an_issued_document_is_a_draft_until_every_proposal_is_confirmed(kind: DocumentKind) -> None:
    pack = bundled_pack()
    project = with_proposal(None)
    waiting = kind.compose(case_of(project, pack))
    assert waiting.draft
    assert waiting.status == "Draft"
    assert "1 suggestion" in str(waiting.cover)
    assert "issued" not in str(waiting.cover)
    done = kind.compose(case_of(with_proposal(date(2025, 10, 1)), pack))
    assert not done.draft
    assert done.status == "Issued"
    assert "suggestion" not in str(done.cover)
