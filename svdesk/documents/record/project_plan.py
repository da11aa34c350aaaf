"""The commissioning project plan: the whole cycle on a few pages, with its dates, tasks and people.

In this document "we" is the authority.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from svdesk.documents.contract.calendar_dates import due_dates
from svdesk.documents.contract.legal import dates_set_by_law
from svdesk.documents.model.blocks import (
    Block,
    Callout,
    Column,
    Document,
    FactList,
    Paragraph,
    Table,
    Tone,
    words,
)
from svdesk.documents.model.frame import Rows, frame, led, lots_line, not_yet, part, say, section
from svdesk.documents.model.phrases import FIRST_STEP_DAY, NOT_YET, day, given, pounds, typed, weeks
from svdesk.documents.model.route import no_offer, no_tender
from svdesk.documents.model.term import extension, term
from svdesk.documents.record import plan_law
from svdesk.domain.choices import Decision
from svdesk.domain.english import capitalised, count_in_words, listed, within_sentence
from svdesk.domain.project import answered_by_lot
from svdesk.policy.case import Case
from svdesk.policy.content.items import Listed
from svdesk.policy.guidance.burden import burden
from svdesk.policy.guidance.proportion import proportion
from svdesk.steps.order import STEPS, state_of
from svdesk.steps.step import Phase, Step

TITLE = "Commissioning project plan"

_PLAN, _PURCHASE, _MONITOR = Phase
_TASKS = tuple(step for step in STEPS if step.sections and not step.tool)
"""The steps that settle something; the others show, check or print it."""

_Dated: TypeAlias = tuple[date, str, Phase]


def compose(case: Case) -> Document:
    """Return the plan of a project."""
    return frame(
        case,
        kind="plan",
        title=TITLE,
        what="Plan, purchase, monitor",
        cover=_cover(case),
        summary=_summary(),
        blocks=blocks(case),
        keywords=("social value", "commissioning", "project plan"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the plan, not yet numbered."""
    return (
        *_project(case),
        *_dates(case),
        *_stages(case),
        *plan_law.blocks(case),
        *_effort(case),
        *_people(case),
    )


def _cover(case: Case) -> Rows:
    project = case.project
    return (
        ("Estimated value", words(pounds(project.facts.value, project.facts.vat))),
        (FIRST_STEP_DAY, words(day(project.facts.commencement_date))),
        ("Contract", words(term(project.facts))),
        ("Led by", typed(project.about.officer)),
    )


def _summary() -> Callout:
    return Callout(
        tone=Tone.PLAIN,
        title="What this plan is for",
        body=(
            words(
                "It shows the whole commissioning cycle in one place: what we buy and why, every date that "
                "is known, what is done and what is left in each stage, and who decides."
            ),
        ),
    )


def _project(case: Case) -> tuple[Block, ...]:
    project, facts = case.project, case.facts
    kinds = (facts.category, facts.regime, facts.procedure)
    return (
        part("The project", id="project", page_break=True),
        Paragraph(content=typed(project.about.purpose)),
        section("Why it is needed"),
        Paragraph(content=typed(project.about.need)),
        FactList(
            rows=(
                ("Kind of contract", words(" · ".join(kind.label if kind else NOT_YET for kind in kinds))),
                ("Estimated value", words(pounds(facts.value, facts.vat))),
                ("Lots", words(lots_line(project))),
                ("Term", words(term(facts))),
                ("Extension", words(extension(facts))),
                ("Area", typed(facts.relevant_area)),
                *(() if no_tender(case) else (("Tenders through", typed(project.about.portal)),)),
            )
        ),
    )


def _dates(case: Case) -> tuple[Block, ...]:
    found: list[Block] = [part("Dates", id="dates")]
    dated = sorted(_milestones(case), key=lambda item: item[0])
    if dated:
        found.append(
            Table(
                caption="Every date that is known",
                show_caption=False,
                columns=(
                    Column(title="Date", width=1.6),
                    Column(title="What happens", width=4),
                    Column(title="Stage", width=1.1),
                ),
                rows=tuple((words(day(on)), words(what), words(phase.label)) for on, what, phase in dated),
            )
        )
    open_dates = [
        what
        for what, on in (
            (within_sentence(FIRST_STEP_DAY), case.facts.commencement_date),
            *(
                ()
                if no_tender(case)
                else (
                    ("the last day for questions", case.facts.enquiries_deadline),
                    ("the last day for tenders", case.facts.tender_deadline),
                )
            ),
            ("the start of the contract", case.facts.start_date),
            ("the first report", case.project.reporting.first_report_on),
        )
        if on is None
    ]
    if open_dates:
        found.append(not_yet(capitalised(f"{listed(open_dates)}.")))
    return (*found, *_after_award(case), *dates_set_by_law(case))


def _after_award(case: Case) -> tuple[Block, ...]:
    plan = case.project.reporting
    return (
        section("Counted from the day of award"),
        led(
            ("Delivery plan:", f"due from the supplier in {weeks(plan.delivery_plan_weeks)}."),
            ("Our answer:", f"{weeks(plan.delivery_plan_review_weeks)} after we have it."),
        ),
    )


def _milestones(case: Case) -> Iterator[_Dated]:
    project, facts = case.project, case.facts
    for entry in project.engagement:
        if entry.held_on is not None:
            kind = entry.kind.label if entry.kind else NOT_YET
            yield entry.held_on, f"{kind}: {given(entry.how)}", _PLAN
    decided = [made.decided_on for made in project.outcomes if made.decided_on is not None]
    if decided:
        yield max(decided), "The last of the decisions on outcomes", _PLAN
    for on, what in (
        (facts.commencement_date, FIRST_STEP_DAY),
        (None if no_tender(case) else facts.enquiries_deadline, "Last day for questions"),
        (None if no_tender(case) else facts.tender_deadline, "Tenders due"),
        (project.control.issued_on, "These documents issued"),
    ):
        if on is not None:
            yield on, what, _PURCHASE
    for due in due_dates(case):
        yield due.on, due.what, _MONITOR


def _stages(case: Case) -> tuple[Block, ...]:
    """Return a part for each stage of the cycle, with the tasks of the phase that stands for it."""
    phases = tuple(Phase)
    found: list[Block] = []
    for place, stage in enumerate(case.pack.cycle_stages):
        phase = phases[place] if place < len(phases) else None
        found += _stage(case, stage, f"stage-{place + 1}", phase)
    return tuple(found)


def _stage(case: Case, stage: Listed, part_id: str, phase: Phase | None) -> tuple[Block, ...]:
    found: list[Block] = [part(stage.title, id=part_id)]
    if stage.explanation:
        found.append(say(stage.explanation))
    steps = [step for step in _TASKS if step.phase is phase and not (no_tender(case) and step.of_tenders)]
    if steps:
        found.append(
            Table(
                caption=f"Tasks: {stage.title}",
                show_caption=False,
                columns=(
                    Column(title="Task", width=1.6),
                    Column(title="What for", width=2.8),
                    Column(title="Where it stands", width=2.2),
                ),
                rows=tuple(
                    (words(step.title), words(step.purpose), words(_standing(case, step))) for step in steps
                ),
            )
        )
    return tuple(found)


def _standing(case: Case, step: Step) -> str:
    said = (step.summary(case), state_of(step, case).note)
    return "\n".join(text for text in said if text) or NOT_YET


def _effort(case: Case) -> tuple[Block, ...]:
    guide = proportion(case)
    load = burden(case)
    size = guide.rung.title if guide.rung else listed([rung.title for rung in guide.possible])
    reasons = " ".join(guide.risk_reasons) or "Nothing that is known adds to it."
    return (
        part("Size, risk and effort", id="effort"),
        FactList(
            rows=(
                (
                    "Size of contract",
                    words(capitalised(size) if guide.rung else f"It can't be told yet: {size}"),
                ),
                ("Risk", words(f"{capitalised(guide.risk.value)}. {reasons}")),
                (
                    "Work for a bidder",
                    words(
                        "None"
                        if no_offer(case)
                        else f"{capitalised(count_in_words(load.questions, 'question'))}, "
                        f"{count_in_words(load.rows, 'measure')} and up to {load.words:,} words"
                        f"{' for each lot' if answered_by_lot(case.project) else ''}"
                    ),
                ),
            )
        ),
    )


def _people(case: Case) -> tuple[Block, ...]:
    project = case.project
    about = project.about
    lead = ", ".join(
        text for text in (about.officer, about.officer_role, about.officer_email) if text.strip()
    )
    deciders = dict.fromkeys(made.decided_by for made in project.outcomes if made.decided_by.strip())
    made = [item.decision for item in project.outcomes]
    return (
        part("People and decisions", id="people"),
        FactList(
            rows=(
                ("Authority", typed(about.authority)),
                ("Department", typed(about.department)),
                ("Leads the project", words(given(lead))),
                (
                    "Outcomes",
                    words(
                        f"{made.count(Decision.CHOSEN):,} chosen and {made.count(Decision.LEFT_OUT):,} left "
                        f"out. Decided by: {listed(tuple(deciders)) or NOT_YET}"
                    ),
                ),
                ("Approves the documents", words(given(project.control.approved_by))),
                ("Manages the contract", typed(project.reporting.contract_manager)),
            )
        ),
    )
