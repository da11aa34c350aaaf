"""Documents to test with: any of the set, of any project, as the rules see it."""

from dataclasses import replace
from decimal import Decimal

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Document
from svdesk.documents.model.plain import plain_text
from svdesk.domain.choices import Category, Procedure, Regime
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack


def made(key: str, project: Project, pack: PolicyPack) -> Document:
    """A document of *project*."""
    return document_kind(key).compose(case_of(project, pack))


def text_of(key: str, project: Project, pack: PolicyPack) -> str:
    """What a reader of a document of *project* reads."""
    return plain_text(made(key, project, pack))


def section_of(text: str, heading: str) -> str:
    """The text under a heading, up to the next heading of the same level or above."""
    sign = heading.split(" ", 1)[0]
    lines = text.splitlines()
    start = lines.index(heading) + 1
    ends = (
        place
        for place, line in enumerate(lines[start:], start)
        if line.startswith("#") and len(line.split(" ", 1)[0]) <= len(sign)
    )
    return "\n".join(lines[start : next(ends, len(lines))])


def with_selection(project: Project) -> Project:
    """The project as a contract for which a selection stage is lawful."""
    facts = replace(
        project.facts,
        value=Decimal(2_000_000),
        procedure=Procedure.COMPETITIVE_FLEXIBLE,
        regime=Regime.STANDARD,
        category=Category.SERVICES,
    )
    return replace(project, facts=facts)
