"""The hand-over file: everything a contract manager needs on the first day.

In this document "you" is the contract manager of the authority.
"""

from svdesk.documents.contract import annex, handover_open, legal
from svdesk.documents.contract.calendar_dates import due_dates, first_days
from svdesk.documents.contract.delivery import calendar, nothing_measured, supplier_owner
from svdesk.documents.contract.kpi_schedule import note, targets
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
from svdesk.documents.model.lookups import counted_kpis, decided_commitments, kpis_about, outcome_title
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, given, pounds, typed, undecided_commitments, weeks
from svdesk.documents.model.route import no_offer, seeks_nothing
from svdesk.documents.model.term import extension, term
from svdesk.documents.model.wording import agreed_in
from svdesk.domain.choices import Decision
from svdesk.domain.dates import latest_end
from svdesk.domain.english import capitalised, count_in_words, listed, within_sentence
from svdesk.policy.case import Case

TITLE = "Hand-over file for the contract manager"

FIRST_DAYS = 90


def compose(case: Case) -> Document:
    """Return the hand-over file of a project."""
    return frame(
        case,
        kind="handover",
        title=TITLE,
        what="From award to delivery",
        cover=_cover(case),
        summary=_summary(case),
        blocks=blocks(case),
        elsewhere={"annex": annex.blocks},
        keywords=("social value", "contract management", "hand-over"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the file, not yet numbered."""
    return (
        *_contract(case),
        *_why(case),
        *_obligations(case),
        *_first_days(case),
        *_calendar(case),
        *legal.dates_set_by_law(case, after_award=True),
        *handover_open.risks(case),
        *handover_open.who_decides(case),
    )


def _cover(case: Case) -> Rows:
    project = case.project
    officer = ", ".join(text for text in (project.about.officer, project.about.officer_role) if text.strip())
    return (
        ("Contract", words(term(case.facts))),
        ("Extension", words(extension(case.facts))),
        ("Handed over by", words(given(officer))),
        ("Handed over to", typed(project.reporting.contract_manager)),
    )


def _summary(case: Case) -> Callout:
    counted = counted_kpis(case)
    terms = sum(1 for _, made in decided_commitments(case) if made and made.decision is Decision.CHOSEN)
    dues = due_dates(case)
    coming = f" The calendar has {count_in_words(len(dues), 'date')}." if dues else ""
    return Callout(
        tone=Tone.PLAIN,
        title="What you take over",
        body=(
            words(
                f"{capitalised(count_in_words(len(counted), 'measure'))} and "
                f"{count_in_words(terms, 'provider commitment')}, all of "
                f"them terms of the contract.{coming}"
            ),
        ),
    )


def _contract(case: Case) -> tuple[Block, ...]:
    project, facts = case.project, case.facts
    about = project.about
    latest = latest_end(facts) if facts.extension_months else None
    contact = ", ".join(text for text in (about.officer, about.officer_email) if text.strip())
    rows = [
        ("Authority", typed(about.authority)),
        ("Department", typed(about.department)),
        ("Estimated value", words(pounds(facts.value, facts.vat))),
        ("Lots", words(lots_line(project))),
        ("Term", words(term(facts))),
        ("Extension", words(extension(facts))),
        *((("Ends at the latest", words(day(latest))),) if latest else ()),
        ("Ask about the past", words(given(contact))),
    ]
    return (
        part("The contract in brief", id="contract", page_break=True),
        Paragraph(content=typed(about.purpose)),
        Paragraph(content=typed(about.need)),
        FactList(rows=tuple(rows)),
        say(
            f"This file is a guide. {capitalised(agreed_in(facts))} and its social value annex are what "
            "counts: "
            "keep them beside it."
            if no_offer(case)
            else "This file is a guide. The contract, its social value annex and the supplier's response "
            "form are what counts: keep them beside it, and write the supplier's own numbers into the "
            "schedule once the contract is signed."
        ),
    )


def _why(case: Case) -> tuple[Block, ...]:
    chosen = case.chosen
    found: list[Block] = [part("Why these outcomes", id="why")]
    if not chosen:
        empty = (
            say("Every outcome was considered, and none is sought beyond the specification.")
            if seeks_nothing(case)
            else not_yet("No outcome has been chosen for this contract.")
        )
        return (*found, empty)
    for made in chosen:
        counted = [item.ref for item in kpis_about(case, made.outcome_id)]
        found += (
            section(outcome_title(case, made.outcome_id)),
            led(
                ("The need here:", given(made.local_need)),
                ("Why it was chosen:", given(made.reason)),
                ("Counted with:", f"{listed(counted) or NOT_YET}."),
            ),
        )
    return tuple(found)


def _obligations(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    found: list[Block] = [
        part("What the supplier owes", id="obligations"),
        section("Measures"),
    ]
    if counted:
        found += targets(case)
        found.append(
            Table(
                caption="What shows each measure, and the first remedy",
                columns=(
                    Column(title="KPI", width=0.6),
                    Column(title="Evidence", width=2.4),
                    Column(title="First remedy", width=2.2),
                    Column(title="Owners", width=1.5),
                ),
                rows=tuple(
                    (
                        words(item.ref),
                        typed(item.kpi.evidence),
                        typed(item.kpi.remedy),
                        words(
                            f"Supplier: {supplier_owner(case, item.kpi)}\n"
                            f"Authority: {given(item.kpi.authority_owner)}"
                        ),
                    )
                    for item in counted
                ),
            )
        )
    else:
        found.append(nothing_measured(case))
    return (*found, *_commitments(case), *_reports(case))


def _commitments(case: Case) -> tuple[Block, ...]:
    made = [(item, decided) for item, decided in decided_commitments(case) if decided and decided.decision]
    terms = [(item, decided) for item, decided in made if decided.decision is Decision.CHOSEN]
    undecided = len(case.pack.commitments) - len(made)
    found: list[Block] = [section("Provider commitments")]
    if terms:
        found.append(
            Table(
                caption="Commitments that are terms of the contract",
                show_caption=False,
                columns=(Column(title="Commitment", width=2.4), Column(title="What to look for", width=3.8)),
                rows=tuple(
                    (words(item.title), words(decided.how if decided.how.strip() else item.how))
                    for item, decided in terms
                ),
            )
        )
    elif not undecided:
        found.append(say("None of the policy's commitments is a term of this contract."))
    if undecided:
        found.append(not_yet(undecided_commitments(undecided)))
    return tuple(found)


def _reports(case: Case) -> tuple[Block, ...]:
    plan = case.project.reporting
    often = within_sentence(plan.frequency.label) if plan.frequency else NOT_YET
    found: list[Block] = [
        section("Plan and reports"),
        led(
            ("Delivery plan:", f"within {weeks(plan.delivery_plan_weeks)} of award."),
            ("Your answer to it:", f"within {weeks(plan.delivery_plan_review_weeks)} of receiving it."),
            ("Reports:", f"{often}, the first on {day(plan.first_report_on)}."),
        ),
    ]
    for label, text in (
        ("What a report holds here", plan.content),
        ("If things change here", plan.change_note),
        ("At the end", plan.exit_and_legacy),
    ):
        if text.strip():
            found += note(label, text)
    return tuple(found)


def _first_days(case: Case) -> tuple[Block, ...]:
    plan = case.project.reporting
    rows = [
        (
            "At award",
            "Read the annex, and agree in writing every target that is still open."
            if no_offer(case)
            else "Read the supplier's response form beside the annex. Put its numbers into the schedule "
            "where they differ from the planned targets.",
        ),
        ("At award", "Agree who leads on each side, and who the senior leads are."),
        (
            f"Within {weeks(plan.delivery_plan_weeks)} of award"
            if plan.delivery_plan_weeks is not None
            else NOT_YET,
            "The delivery plan arrives. Check that each KPI has a date, a role and a way to measure it.",
        ),
        (
            f"{capitalised(weeks(plan.delivery_plan_review_weeks))} after it arrives"
            if plan.delivery_plan_review_weeks is not None
            else NOT_YET,
            "Agree the plan, or say what has to change.",
        ),
    ]
    rows += [(day(due.on), f"{due.what}.") for due in first_days(case, FIRST_DAYS)]
    unsettled = [item.ref for item in counted_kpis(case) if item.kpi.baseline.strip()]
    if unsettled:
        rows.append(
            (
                "In the first weeks",
                f"Agree with the supplier how each baseline is taken or confirmed ({listed(unsettled)}). "
                f"Part {Ref('risks')} has them.",
            )
        )
    rows.append(
        ("In the first weeks", "Send the supplier the blank monitoring return, and fill one in together.")
    )
    return (
        part(f"Your first {FIRST_DAYS} days", id="first-days"),
        Table(
            caption=f"The first {FIRST_DAYS} days",
            show_caption=False,
            columns=(Column(title="When", width=1.9), Column(title="What", width=4.6)),
            rows=tuple((words(when), words(what)) for when, what in rows),
        ),
        *((not_yet("The day on which the contract starts."),) if case.facts.start_date is None else ()),
    )


def _calendar(case: Case) -> tuple[Block, ...]:
    dues = due_dates(case)
    found: list[Block] = [part("Calendar", id="calendar", page_break=True)]
    if dues:
        found.append(calendar(case, dues, "Calendar", show_caption=False))
    else:
        found.append(not_yet("No date of the contract is known."))
    if case.facts.extension_months:
        found.append(
            say("If the contract is extended, agree the dates for the added time together with its targets.")
        )
    return tuple(found)
