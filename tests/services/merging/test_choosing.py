"""What a person chose of two states of a project is what comes of it, and nothing else."""

from dataclasses import fields, replace
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svdesk.domain.choices import Decision, ProjectStage
from svdesk.domain.project import SECTIONS, OutcomeDecision, Project, Proposal, UnreadEntry
from svdesk.services.exchange.limits import MOST_ITEMS, beyond_limits
from svdesk.services.exchange.project_file import project_json, read_project_json
from svdesk.services.merging.choosing import MergeError, all_of, counted_choices, merged
from svdesk.services.merging.comparing import (
    DifferenceKind,
    ProjectComparison,
    ProjectDifference,
    ProjectState,
    Side,
    compare,
    same_content,
)
from tests.projects import full_project, projects

MINE = full_project()


def compared(mine: Project, theirs: Project) -> ProjectComparison:
    planning = ProjectStage.PLANNING
    return compare(ProjectState(planning, (mine,)), ProjectState(planning, (theirs,)), {})


def plan_of(state: ProjectState) -> Project:
    (plan,) = state.parts
    assert isinstance(plan, Project)
    return plan


def taking(mine: Project, theirs: Project, **choices: Side) -> Project:
    """What comes of *choices*, whose names stand for ids of differences: ``about__title``."""
    numbers = count(1)
    chosen = {"plan." + name.replace("__", "."): choice for name, choice in choices.items()}
    made = compared(mine, theirs)
    assert set(chosen) <= {each.id for each in made.differences}
    return plan_of(merged(made, chosen, lambda: UUID(int=9_000_000 + next(numbers))))


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Project, Project]:
    """A project, and one of the same id with any of it changed, removed, added and arranged anew."""
    mine, other = draw(projects()), draw(projects())
    changed: dict[str, Any] = {}
    for spec in SECTIONS.values():
        one, another = getattr(mine, spec.name), getattr(other, spec.name)
        if not draw(st.booleans()):
            continue
        if not spec.many:
            names = [each.name for each in fields(one)]
            taken = draw(st.lists(st.sampled_from(names), max_size=3))
            changed[spec.name] = replace(one, **{name: getattr(another, name) for name in taken})
            continue
        altered = [
            replace(another[0], **{spec.key: getattr(item, spec.key)})
            if another and draw(st.booleans())
            else item
            for item in one
            if draw(st.integers(0, 3))
        ]
        known = {spec.key_of(item) for item in one}
        altered += [item for item in another if spec.key_of(item) not in known]
        changed[spec.name] = tuple(draw(st.permutations(altered)))
    return mine, replace(mine, **changed, revision=draw(st.integers(0, 10**9)))


SLOWLY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOWLY
@given(two_states())
def test_all_of_mine_is_mine_and_all_of_theirs_is_theirs(states: tuple[Project, Project]):
    mine, theirs = states
    made = compared(mine, theirs)
    assert plan_of(merged(made, all_of(made, Side.MINE))) is mine
    took = plan_of(merged(made, all_of(made, Side.THEIRS)))
    if made.differences:
        assert same_content(took, theirs)
    assert compared(took, theirs).differences == ()
    if took is not mine:
        assert took.revision >= max(mine.revision, theirs.revision)


@SLOWLY
@given(two_states(), st.data())
def test_whatever_is_chosen_is_a_project_that_differs_from_each_side_in_what_was_not_chosen_of_it(
    states: tuple[Project, Project], data: st.DataObject
):
    mine, theirs = states
    made = compared(mine, theirs)
    choices = {
        each.id: data.draw(st.sampled_from(list(Side) if each.both else [Side.MINE, Side.THEIRS]))
        for each in made.differences
        if each.kind is not DifferenceKind.ITEM or data.draw(st.booleans())
    }
    numbers = count(1)
    took = plan_of(merged(made, choices, lambda: UUID(int=(1 << 127) + next(numbers))))
    assert tuple(beyond_limits(took)) == ()
    assert read_project_json(project_json(took)) == took
    twice = {
        each
        for each in made.differences
        if each.kind is DifferenceKind.ITEM and choices.get(each.id) is Side.BOTH
    }
    within = {(each.section, each.key) for each in twice}
    from_mine = {each.id for each in compared(took, mine).differences}
    from_theirs = {each.id for each in compared(took, theirs).differences}
    for each in made.differences:
        if each.kind is DifferenceKind.ITEM:
            continue
        choice = Side.MINE if (each.section, each.key) in within else choices[each.id]
        if choice is Side.MINE:
            assert each.id not in from_mine
        elif choice is Side.THEIRS:
            assert each.id not in from_theirs
    # What did not differ is as it was.
    known = {each.id for each in made.differences}
    copies = {each.id for each in compared(took, mine).differences if str(UUID(int=1 << 127))[:8] in each.id}
    assert from_mine - known <= copies


def test_what_is_the_same_is_no_difference_whatever_its_revision():
    assert compared(MINE, replace(MINE, revision=99)).differences == ()


def test_each_field_that_differs_is_named_as_on_its_form_with_both_values():
    theirs = replace(
        MINE,
        about=replace(MINE.about, title="Meals for all"),
        kpis=(replace(MINE.kpis[0], targets=(None,)), *MINE.kpis[1:]),
    )
    title, item, targets = compared(MINE, theirs).differences
    assert (title.title, title.label, title.mine, title.theirs) == (
        "The project",
        "Title",
        MINE.about.title,
        "Meals for all",
    )
    assert (item.kind, item.title, item.both) == (DifferenceKind.ITEM, "KPI 1: Work placements", True)
    assert (targets.label, targets.mine, targets.theirs) == (
        "Target for each year",
        "year 1: 2; year 2: as tendered; year 3: 2.5",
        "year 1: as tendered",
    )


def test_both_of_a_text_stand_one_after_the_other_and_codes_once_each():
    theirs = replace(
        MINE,
        about=replace(MINE.about, need="What they know"),
        facts=replace(MINE.facts, cpv=(*MINE.facts.cpv[:1], "33600000")),
    )
    took = taking(MINE, theirs, about__need=Side.BOTH, facts__cpv=Side.BOTH)
    assert took.about.need == f"{MINE.about.need}\n\nWhat they know"
    assert took.facts.cpv == (*MINE.facts.cpv, "33600000")
    # A single line and a figure can't be both: mine stays.
    other = replace(MINE, about=replace(MINE.about, title="Other"))
    assert taking(MINE, other, about__title=Side.BOTH) == MINE


def test_an_item_that_is_kept_twice_stands_behind_mine_with_what_was_proposed_and_typed_of_it():
    first, second = MINE.questions
    theirs = replace(
        MINE,
        questions=(replace(first, text="How many?", weight=None), second),
        proposals=(*MINE.proposals, Proposal(target=f"questions.{first.id}", what="Their question")),
        unread=(*MINE.unread, UnreadEntry(path=f"questions.{first.id}.weight", text="a third")),
    )
    took = taking(MINE, theirs, **{f"questions__{first.id}": Side.BOTH})
    copy = took.questions[1]
    assert took.questions == (first, replace(theirs.questions[0], id=copy.id), second)
    assert took.unread == (*MINE.unread, UnreadEntry(path=f"questions.{copy.id}.weight", text="a third"))
    assert took.proposals[-1].target == f"questions.{copy.id}"


def test_what_was_proposed_and_typed_of_an_item_comes_and_goes_with_it():
    new = replace(MINE.questions[0], id=UUID(int=55))
    gone = MINE.kpis[0].id
    mine = replace(
        MINE,
        proposals=(*MINE.proposals, Proposal(target=f"kpis.{gone}", what="A KPI")),
        unread=(*MINE.unread, UnreadEntry(path=f"kpis.{gone}.targets.2", text="many")),
    )
    theirs = replace(
        MINE,
        questions=(new, *MINE.questions),
        kpis=MINE.kpis[1:],
        proposals=(*MINE.proposals, Proposal(target=f"questions.{new.id}", what="A question")),
        unread=(*MINE.unread, UnreadEntry(path=f"questions.{new.id}.weight", text="half")),
    )
    kinds = {each.id: each.kind for each in compared(mine, theirs).differences}
    assert kinds == {
        f"plan.questions.{new.id}": DifferenceKind.THERE,
        f"plan.kpis.{gone}": DifferenceKind.HERE,
    }
    took = taking(mine, theirs, **{f"questions__{new.id}": Side.THEIRS})
    assert took.questions == theirs.questions
    assert took.kpis == MINE.kpis
    assert set(took.proposals) == {*mine.proposals, theirs.proposals[-1]}
    assert took.unread == (*mine.unread, theirs.unread[-1])
    without = taking(mine, theirs, **{f"kpis__{gone}": Side.THEIRS})
    assert (without.kpis, without.proposals, without.unread) == (MINE.kpis[1:], MINE.proposals, MINE.unread)


def test_a_text_that_could_not_be_read_is_the_value_of_its_field():
    mine = replace(MINE, unread=())
    theirs = replace(mine, facts=replace(mine.facts, value=None), unread=MINE.unread)
    (difference,) = compared(mine, theirs).differences
    assert difference.theirs == "“lots”, which can't be read"
    took = taking(mine, theirs, facts__value=Side.THEIRS)
    assert (took.facts.value, took.unread) == (None, MINE.unread)


def test_a_decision_that_says_nothing_is_no_difference_and_one_that_does_is_taken_field_by_field():
    empty = replace(MINE, outcomes=(*MINE.outcomes, OutcomeDecision(outcome_id="health")))
    assert compared(MINE, empty).differences == ()
    theirs = replace(
        MINE,
        outcomes=(
            *MINE.outcomes,
            OutcomeDecision(outcome_id="health", decision=Decision.CHOSEN, reason="They need it"),
        ),
    )
    took = taking(MINE, theirs, outcomes__health__decision=Side.THEIRS)
    assert took.outcomes[-1] == OutcomeDecision(outcome_id="health", decision=Decision.CHOSEN)


def test_the_order_of_either_side_can_be_kept():
    first, second = MINE.questions
    new = replace(first, id=UUID(int=55))
    theirs = replace(MINE, questions=(second, new, first))
    both = {"questions": Side.THEIRS, f"questions__{new.id}": Side.THEIRS}
    assert taking(MINE, theirs, **both).questions == theirs.questions
    assert taking(MINE, theirs, **{f"questions__{new.id}": Side.THEIRS}).questions == (first, second, new)
    assert taking(MINE, theirs, questions=Side.THEIRS).questions == (second, first)


def test_revisions_go_on_from_the_later_one_and_the_same_project_keeps_its_own():
    theirs = replace(MINE, revision=20, about=replace(MINE.about, title="Theirs", need="Theirs"))
    made = compared(MINE, theirs)
    assert plan_of(merged(made, all_of(made, Side.THEIRS))) is theirs
    assert taking(MINE, theirs, about__title=Side.THEIRS).revision == 21
    assert taking(replace(MINE, revision=30), theirs, about__title=Side.THEIRS).revision == 31
    older = replace(theirs, revision=3)
    made = compared(MINE, older)
    assert plan_of(merged(made, all_of(made, Side.THEIRS))) == replace(older, revision=MINE.revision + 1)


def test_the_edition_goes_as_one_and_the_stage_is_the_projects():
    theirs = replace(MINE, pack_id="other", pack_edition="2027.1")
    planning, awarded = (
        ProjectState(ProjectStage.PLANNING, (MINE,)),
        ProjectState(ProjectStage.AWARDED, (theirs,)),
    )
    made = compare(planning, awarded, {})
    assert [(each.id, each.label) for each in made.differences] == [
        ("stage", "How far it is"),
        ("plan.edition", "Edition of the policy pack"),
    ]
    took = merged(made, {"stage": Side.THEIRS})
    assert took == ProjectState(ProjectStage.AWARDED, (MINE,))
    assert plan_of(merged(made, {"plan.edition": Side.THEIRS})).pack_id == "other"


def test_more_than_a_project_holds_is_refused_in_words():
    def many(first: int) -> tuple[Any, ...]:
        return tuple(replace(MINE.lots[0], id=UUID(int=first + number)) for number in range(MOST_ITEMS))

    mine, theirs = replace(MINE, lots=many(1)), replace(MINE, lots=many(1_000_000))
    made = compared(mine, theirs)
    added = {each.id: Side.THEIRS for each in made.differences if each.kind is DifferenceKind.THERE}
    with pytest.raises(MergeError, match="can't be kept together: lots has more than 5,000 items"):
        merged(made, added)


def test_more_than_can_come_in_by_a_file_is_refused_too():
    def lots(first: int) -> tuple[Any, ...]:
        return tuple(replace(MINE.lots[0], id=UUID(int=first + number)) for number in range(600))

    mine, theirs = replace(MINE, lots=lots(1)), replace(MINE, lots=lots(1_000_000))
    made = compared(mine, theirs)
    added = {each.id: Side.THEIRS for each in made.differences if each.kind is DifferenceKind.THERE}
    with pytest.raises(MergeError, match="lots has 1,200 items, and at most 1,000 can be worked with"):
        merged(made, added)


def test_choices_are_counted_and_the_fields_of_an_item_that_is_kept_twice_count_once():
    first = MINE.questions[0]
    theirs = replace(
        MINE,
        about=replace(MINE.about, title="Theirs"),
        questions=(replace(first, text="How?", word_limit=1), *MINE.questions[1:]),
    )
    made = compared(MINE, theirs)

    def numbers(choices: dict[str, Side]) -> tuple[int, int, int]:
        found = counted_choices(made, choices)
        return found.mine, found.theirs, found.both

    assert numbers({}) == (3, 0, 0)
    assert numbers(all_of(made, Side.THEIRS)) == (0, 3, 0)
    assert numbers({f"plan.questions.{first.id}": Side.BOTH}) == (1, 0, 1)
    assert {type(each) for each in made.differences} == {ProjectDifference}
