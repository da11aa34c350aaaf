"""The example project, the pack that ships, and what the rules say of both."""

from uuid import UUID

import pytest
from pydantic import TypeAdapter

from svdesk.domain.project import Project
from svdesk.paths import bundled
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess


@pytest.fixture(scope="session")
def pack() -> PolicyPack:
    return bundled_pack()


@pytest.fixture(scope="session")
def example() -> Project:
    text = bundled("resources", "example", "extra-care-catering.json").read_text(encoding="utf-8")
    return TypeAdapter(Project).validate_json(text, strict=True)


@pytest.fixture(scope="session")
def assessment(example: Project, pack: PolicyPack) -> Assessment:
    return assess(example.facts, pack)


@pytest.fixture(scope="session")
def case(example: Project, assessment: Assessment, pack: PolicyPack) -> Case:
    return Case(example, assessment, pack)


@pytest.fixture(scope="session")
def empty() -> Project:
    return Project(id=UUID(int=1))
