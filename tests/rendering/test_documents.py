"""Every document of the set as a PDF: of the example, of an empty project and of a full one."""

from collections.abc import Callable
from uuid import UUID

import pytest

from svdesk.documents.catalogue import CATALOGUE, DocumentKind, document_kind
from svdesk.domain.project import Project
from svdesk.policy.assess import assess
from svdesk.policy.load import bundled_pack
from svdesk.services.library import example_project
from tests.projects import full_project
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.reading import Reader

PROJECTS: dict[str, Callable[[], Project]] = {
    "example": example_project,
    "empty": lambda: Project(id=UUID(int=1)),
    "full": full_project,
}


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.key)
@pytest.mark.parametrize("project", PROJECTS)
def test_every_document_conforms(rendered: Rendered, project: str, kind: DocumentKind):
    pack, given = bundled_pack(), PROJECTS[project]()
    assert faults(rendered(kind.compose(given, assess(given.facts, pack), pack))) == []


def test_the_briefing_on_the_example_takes_two_pages(rendered: Rendered):
    pack, example = bundled_pack(), example_project()
    briefing = document_kind("briefing").compose(example, assess(example.facts, pack), pack)
    first, second = Reader(rendered(briefing)).pages
    assert "What we are buying" in first.painted
    assert "Tell us what you think" in second.painted
