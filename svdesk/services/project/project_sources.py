"""Where projects come from: nothing, a case file, the example, another project."""

from dataclasses import replace
from difflib import get_close_matches
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from svdesk.domain.project import About, ProfileAnswer, Project
from svdesk.paths import bundled
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.exchange.case_file import CaseFile, CaseFileError
from svdesk.services.exchange.case_values import show_found

_EXAMPLE = ("resources", "example", "extra-care-catering.json")


def new_project(pack_id: str, pack_edition: str, *, id: UUID | None = None) -> Project:  # noqa: A002 - the field's name
    """Return an empty project under an edition of a policy pack, with a new *id* unless one is given."""
    return Project(id=id or uuid4(), pack_id=pack_id, pack_edition=pack_edition)


def project_from_case(case: CaseFile, pack: PolicyPack) -> Project:
    """Return a project with the facts of a case file; the same file and edition give the same project.

    Raises :class:`svdesk.services.exchange.case_file.CaseFileError` for an answer to a question that the pack
    does not ask.
    """
    asked = tuple(question.id for question in pack.profile_questions)
    if problems := tuple(_not_asked(name, asked) for name, _ in case.answers if name not in asked):
        raise CaseFileError(problems)
    made_of = f"svdesk-project:{pack.id}:{pack.edition}:{case!r}"
    return replace(
        new_project(pack.id, pack.edition, id=uuid5(NAMESPACE_URL, made_of)),
        about=About(reference=case.reference, title=case.title, purpose=case.purpose, need=case.need),
        facts=case.facts,
        lots=case.lots,
        profile=tuple(ProfileAnswer(question_id=name, answer=answer) for name, answer in case.answers),
    )


def _not_asked(name: str, asked: tuple[str, ...]) -> str:
    near = get_close_matches(name, asked, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return (
        f"answers.{show_found(name)[1:-1]}: is not a question of this policy pack.{hint} "
        f"The questions are {', '.join(asked)}."
    )


def example_project() -> Project:
    """Return the example that ships with SVDesk, under a new id, so that it never replaces work.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    return copy_of(shipped_example())


def shipped_example() -> Project:
    """Return the example that ships with SVDesk, the same each time.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    # pydantic, which reads it, takes long to load; this module is loaded before the window is seen.
    from svdesk.services.exchange.project_file import read_project_json

    return read_project_json(bundled(*_EXAMPLE).read_bytes())


def copy_of(project: Project) -> Project:
    """Return *project* as a project of its own: a new id and no saved changes, else the same."""
    return replace(project, id=uuid4(), revision=0)
