"""Where projects come from: nothing, a case file, the example, another project."""

from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from svdesk.domain.project import About, Project
from svdesk.paths import bundled
from svdesk.policy.pack import PolicyPack
from svdesk.services.case_file import CaseFile

_EXAMPLE = ("resources", "example", "extra-care-catering.json")


def new_project(pack_id: str, pack_edition: str, *, id: UUID | None = None) -> Project:  # noqa: A002 - the field's name
    """Return an empty project under an edition of a policy pack, with a new *id* unless one is given."""
    return Project(id=id or uuid4(), pack_id=pack_id, pack_edition=pack_edition)


def project_from_case(case: CaseFile, pack: PolicyPack) -> Project:
    """Return a project with the facts of a case file; the same file and edition give the same project."""
    made_of = f"svdesk-project:{pack.id}:{pack.edition}:{case!r}"
    return replace(
        new_project(pack.id, pack.edition, id=uuid5(NAMESPACE_URL, made_of)),
        about=About(reference=case.reference, title=case.title),
        facts=case.facts,
        lots=case.lots,
    )


def example_project() -> Project:
    """Return the example that ships with SVDesk, under a new id, so that it never replaces work.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    # pydantic, which reads it, takes long to load; this module is loaded before the window is seen.
    from svdesk.services.exchange import read_project_json

    return copy_of(read_project_json(bundled(*_EXAMPLE).read_bytes()))


def copy_of(project: Project) -> Project:
    """Return *project* as a project of its own: a new id and no saved changes, else the same."""
    return replace(project, id=uuid4(), revision=0)
