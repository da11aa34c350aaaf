"""The performance management framework: how both sides follow what was promised, and put it right."""

from svdesk.documents.contract import pmf_upkeep
from svdesk.documents.contract.calendar_dates import DueKind, due_dates
from svdesk.documents.contract.delivery import calendar, nothing_measured, rating_words
from svdesk.documents.contract.kpi_schedule import bands_table, note, targets, who_and_when
from svdesk.documents.model.blocks import (
    Block,
    Callout,
    Column,
    Document,
    Paragraph,
    Table,
    Tone,
    words,
)
from svdesk.documents.model.frame import Rows, frame, led, lots_line, not_yet, part, say, section
from svdesk.documents.model.lookups import counted_kpis
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, given, typed, weeks
from svdesk.documents.model.route import no_offer
from svdesk.documents.model.term import extension, term
from svdesk.documents.tender import itt
from svdesk.domain.english import capitalised, count_in_words, within_sentence
from svdesk.policy.case import Case

TITLE = "Performance management framework"


def compose(case: Case) -> Document:
    """Return the framework of a project."""
    return frame(
        case,
        kind="pmf",
        title=TITLE,
        what="How delivery is followed",
        cover=_cover(case),
        summary=_summary(case),
        blocks=blocks(case),
        elsewhere={"itt": itt.blocks},
        keywords=("social value", "performance management", "key performance indicators"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the framework, not yet numbered."""
    return (
        *_purpose(case),
        *_people(case),
        *_measures(case),
        *_ratings(case),
        *_cycle(case),
        *pmf_upkeep.blocks(case),
    )


def _cover(case: Case) -> Rows:
    return (
        ("Lots", words(lots_line(case.project))),
        ("Contract", words(term(case.facts))),
        ("Extension", words(extension(case.facts))),
        ("Contract manager", typed(case.project.reporting.contract_manager)),
    )


def _summary(case: Case) -> Callout:
    counted, plan = counted_kpis(case), case.project.reporting
    what = (
        f"{capitalised(count_in_words(len(counted), 'measure'))} for "
        f"{count_in_words(len(case.chosen), 'outcome')}."
        if counted
        else "No measure has been set."
    )
    often = f"The supplier reports {within_sentence(plan.frequency.label)}." if plan.frequency else ""
    first = f"The first report is due on {day(plan.first_report_on)}." if plan.first_report_on else ""
    said = (what, often, first, "Both sides talk before anything else happens.")
    return Callout(
        tone=Tone.PLAIN,
        title="This framework in one minute",
        body=(words(" ".join(text for text in said if text)),),
    )


def _purpose(case: Case) -> tuple[Block, ...]:
    return (
        part("What this framework is for", id="purpose", page_break=True),
        say(
            "The supplier's promises on social value are terms of the contract. This framework says how "
            "the authority and the supplier see, together and in good time, whether they are kept."
        ),
        say(
            "It adds no duty to the contract. The social value annex has the clauses and each measure in "
            "full. Where the two differ, the annex decides."
        ),
        section("What the contract is for"),
        Paragraph(content=typed(case.project.about.purpose)),
        Paragraph(content=typed(case.project.about.need)),
    )


def _people(case: Case) -> tuple[Block, ...]:
    manager = given(case.project.reporting.contract_manager)
    rows = (
        (
            "Contract manager",
            f"For the authority: {manager}",
            "Reads the reports, looks at samples of the evidence, rates each measure and keeps the record.",
        ),
        (
            "Lead for social value",
            "For the supplier: the person whom it names before the work starts"
            if no_offer(case)
            else f"For the supplier: the role named in part {Ref('itt.answers')} of its response form",
            "Collects the figures, reports on time and says early when something slips.",
        ),
        (
            "Owner of a measure",
            f"On both sides: see part {Ref('measures')}",
            "Knows the figure and what stands behind it.",
        ),
        (
            "Senior lead",
            "One on each side, named when the contract starts",
            "Decides what the two people above can't settle.",
        ),
    )
    return (
        part("Who does what", id="people"),
        Table(
            caption="Roles",
            show_caption=False,
            columns=(
                Column(title="Role", width=1.4),
                Column(title="Who", width=2.4),
                Column(title="What they do", width=3),
            ),
            rows=tuple(tuple(words(cell) for cell in row) for row in rows),
        ),
    )


def _measures(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    found: list[Block] = [part("What is measured", id="measures")]
    if not counted:
        return (*found, nothing_measured(case))
    found.append(
        Table(
            caption="Measures and the outcomes they serve",
            columns=(
                Column(title="KPI", width=0.6),
                Column(title="Measure", width=3.2),
                Column(title="Outcome", width=2.6),
            ),
            rows=tuple(
                (words(item.ref), words(given(item.kpi.title)), words(item.outcome or NOT_YET))
                for item in counted
            ),
        )
    )
    return (*found, *targets(case), who_and_when(case, counted))


def _ratings(case: Case) -> tuple[Block, ...]:
    counted, pack = counted_kpis(case), case.pack
    found: list[Block] = [
        part("How a result becomes a rating", id="ratings"),
        say(
            "Divide the result by the target for the same time: that is the share of the target. The word "
            "whose band holds the share is the rating. If the target is 20 and the result is 18, the share "
            "is 90%."
        ),
        rating_words(pack),
    ]
    if counted:
        found.append(bands_table(counted, pack))
    found.append(
        say(
            "The authority gives the supplier its ratings, with reasons, before it uses or publishes them. "
            "The supplier may correct facts."
        )
    )
    return tuple(found)


def _cycle(case: Case) -> tuple[Block, ...]:
    project = case.project
    plan = project.reporting
    every = within_sentence(plan.frequency.label) if plan.frequency else f"({NOT_YET.lower()})"
    found: list[Block] = [
        part("Plan, reports and reviews", id="cycle"),
        led(
            (
                "Delivery plan.",
                f"The supplier sends it within {weeks(plan.delivery_plan_weeks)} of award and the authority "
                f"answers within {weeks(plan.delivery_plan_review_weeks)}."
                if plan.delivery_plan_weeks is not None and plan.delivery_plan_review_weeks is not None
                else f"Time to send it: {weeks(plan.delivery_plan_weeks)}. Time for the authority's answer: "
                f"{weeks(plan.delivery_plan_review_weeks)}.",
            ),
            (
                "Report.",
                f"The supplier fills in the monitoring return {every}: for each measure the number, the "
                "total so far, the evidence held, what happened and what comes next.",
            ),
            (
                "Check.",
                "The contract manager compares the figures with the last return and with a sample of the "
                "evidence, and asks about what is unclear.",
            ),
            (
                "Meeting.",
                "The two speak after each report: what went well, what is at risk, who does what by when. "
                "They write it down in a few lines.",
            ),
            (
                "Rating.",
                "Once a year, and when the contract ends, the authority rates each measure and the parties "
                "review the annex.",
            ),
            ordered=True,
        ),
    ]
    if plan.content.strip():
        found += note("On this contract", plan.content)
    # What the law asks of the authority is in its own file, not in one that both sides hold.
    dues = [due for due in due_dates(case) if due.kind is not DueKind.LAW]
    if dues:
        found.append(calendar(case, dues, "Calendar"))
    if plan.first_report_on is None:
        found.append(not_yet("The day of the first report, from which the others are counted."))
    if not project.review_dates:
        found.append(not_yet("The days on which delivery is reviewed."))
    return tuple(found)
