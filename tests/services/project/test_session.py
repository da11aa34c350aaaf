"""An open part has one owner, counts its own revisions and tells whoever listens."""

from dataclasses import dataclass, replace
from uuid import uuid4

from svdesk.domain.parts import Part
from svdesk.domain.project import Project
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.session import EDITION, PartSession, Session
from tests.projects import full_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary(Part):
    """A part of another kind than the plan."""

    part_kind = "diary"

    page: str = ""
    notes: tuple[str, ...] = ()


def test_a_part_of_any_kind_is_changed_through_its_session_alone():
    session = PartSession(Diary(id=uuid4()))
    heard: list[frozenset[str]] = []
    session.listen(heard.append)
    session.replace({"page": "Monday", "notes": ()})
    session.replace({"page": "Monday"})
    assert (session.part.page, session.part.revision) == ("Monday", 1)
    assert heard == [frozenset({"page"})]


def test_two_parts_of_one_project_count_their_own_revisions():
    plan = Session(full_project(), bundled_pack())
    diary = PartSession(Diary(id=plan.project.id))
    before = plan.project
    diary.replace({"page": "Monday"})
    assert plan.project is before
    plan.replace({"lots": ()})
    assert (plan.project.revision, diary.part.revision) == (before.revision + 1, 1)


def test_the_rules_follow_the_facts_before_anybody_is_told():
    session = Session(Project(id=uuid4()), bundled_pack())
    seen = []
    session.listen(lambda _names: seen.append(session.assessment))
    before = session.assessment
    session.replace({"about": replace(session.project.about, title="Meals")})
    session.replace({"facts": full_project().facts})
    assert seen[0] is before
    assert seen[1] is not before
    assert seen[1] == session.assessment


def test_going_over_to_another_edition_is_one_revision_and_told_as_such():
    pack = bundled_pack()
    session = Session(Project(id=uuid4()), pack)
    heard: list[frozenset[str]] = []
    session.listen(heard.append)
    session.work_under(pack, ("another", "2027"))
    assert (session.project.pack_id, session.project.pack_edition) == ("another", "2027")
    assert (session.project.revision, heard) == (1, [EDITION])
