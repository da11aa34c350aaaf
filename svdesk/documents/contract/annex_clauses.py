"""The standing clauses of the annex. All day and week counts come from the project or the pack."""

from svdesk.documents.contract.calendar_dates import EXIT_MONTHS
from svdesk.documents.contract.clauses import clauses
from svdesk.documents.contract.kpi_schedule import note
from svdesk.documents.model import regime
from svdesk.documents.model.blocks import Block, Column, FactList, Paragraph, Table, Text, words
from svdesk.documents.model.frame import led, part
from svdesk.documents.model.lookups import counted_kpis
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, months, typed, weeks
from svdesk.documents.model.route import no_offer
from svdesk.documents.model.term import year_dates
from svdesk.documents.model.wording import agreed_in
from svdesk.domain.english import capitalised, count_in_words, within_sentence
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status

COPY_RULE = "PA-53"
"""The rule that says whether a copy of the contract is published."""


def definitions(case: Case) -> tuple[Block, ...]:
    """Return the definitions and the order of precedence."""
    agreed = agreed_in(case.facts)
    supplier, commitment = (
        (
            f"the organisation, or the authority's own service, that delivers what {agreed} says.",
            f"what the targets in part {Ref('schedule')} say that the supplier delivers for an outcome.",
        )
        if no_offer(case)
        else (
            "the organisation, or group of organisations, that signs the contract.",
            "what the supplier promised in its tender for an outcome.",
        )
    )
    return (
        part("Definitions and order of precedence", id="definitions", page_break=True),
        *regime.card(case),
        *clauses("In this annex these words have these meanings."),
        led(
            ("Authority:", "the body named on the cover, which buys under this contract."),
            ("Supplier:", supplier),
            ("Outcome:", f"a change for people or a place that part {Ref('outcomes')} lists."),
            ("Commitment:", commitment),
            (
                "KPI:",
                f"key performance indicator, a measure in part {Ref('schedule')} with a target and evidence.",
            ),
            ("Target:", "the number to be reached in a contract year, or over the whole term."),
            (
                "Contract year:",
                "twelve months from the start date or its anniversary; the last may be shorter.",
            ),
            ("Working day:", "any day except a Saturday, a Sunday or a public holiday in England."),
        ),
        *clauses(
            "If this annex and the main terms of the contract differ, the main terms decide.",
            "If this annex and the specification differ on social value, this annex decides.",
            "Nothing in this annex lowers what the specification or the law requires.",
        ),
    )


def delivery_plan(case: Case) -> tuple[Block, ...]:
    """Return the clauses on the delivery plan."""
    plan, review = (
        case.project.reporting.delivery_plan_weeks,
        case.project.reporting.delivery_plan_review_weeks,
    )
    start = f"the day on which {agreed_in(case.facts)} is agreed" if no_offer(case) else "award"
    return (
        part("Delivery plan", id="delivery-plan"),
        *clauses(
            f"The supplier sends the authority a delivery plan within {weeks(plan)} of {start}."
            if plan is not None
            else f"The supplier sends the authority a delivery plan. Time allowed from {start}: {NOT_YET}.",
            "For each KPI the plan says what will be done, by when and by which role, who the partners are, "
            "how progress is measured, and what the supplier will do if a risk comes true. A small contract "
            "needs only a table of milestones.",
            f"The authority agrees the plan, or says what has to change, within {weeks(review)} of "
            "receiving it."
            if review is not None
            else f"The authority agrees the plan or says what has to change. Time allowed: {NOT_YET}.",
            "The parties may change the plan by agreement in writing. A change to the plan doesn't lower a "
            f"target; only part {Ref('change')} does.",
        ),
    )


def roles(case: Case) -> tuple[Block, ...]:
    """Return the clauses on roles and the supply chain."""
    lead = (
        "The person whom the supplier names before the work starts."
        if no_offer(case)
        else f"The lead role named in part {Ref('itt.answers')} of the supplier's response form."
    )
    return (
        part("Roles, governance and supply chain", id="roles"),
        FactList(
            rows=(
                ("For the authority", typed(case.project.reporting.contract_manager)),
                ("For the supplier", words(lead)),
            )
        ),
        *clauses(
            "These two look after this annex, meet on the review dates and settle what they can. What they "
            "can't settle goes to a senior person on each side.",
            "Each party tells the other when its person changes.",
            "The supplier passes on to each subcontractor the parts of this annex that the subcontractor's "
            "work needs, and no more. It remains answerable for the whole.",
            "The supplier collects figures from subcontractors in a form that fits their size.",
        ),
    )


def reporting(case: Case) -> tuple[Block, ...]:
    """Return the clauses on reporting and review, with the dates."""
    project = case.project
    plan = project.reporting
    often = (
        f"The supplier reports {within_sentence(plan.frequency.label)}."
        if plan.frequency
        else f"The supplier reports regularly. How often: {NOT_YET}."
    )
    found: list[Block] = [
        part("Reporting and review", id="reporting"),
        *clauses(
            f"{often} The first report is due on {day(plan.first_report_on)}."
            if plan.first_report_on
            else f"{often} Date of the first report: {NOT_YET}.",
            "For each KPI the report gives the number for the period and in total, the evidence held, a "
            "sentence on what happened, and what comes next. Two pages are enough.",
            "The parties meet or speak after each report. Once a year, and when the contract ends, the "
            f"authority rates each KPI with the words in part {Ref('schedule')}, and the parties review the "
            "whole annex.",
            "The authority gives the supplier its ratings, with reasons, before it uses or publishes them. "
            "The supplier may correct facts.",
        ),
    ]
    if plan.content.strip():
        found += note("On this contract", plan.content)
    if project.review_dates:
        found.append(
            Table(
                caption="Review dates",
                columns=(Column(title="Date", width=1.4), Column(title="What is reviewed", width=4)),
                rows=tuple((words(day(review.on)), typed(review.what)) for review in project.review_dates),
            )
        )
    else:
        found.append(Paragraph(content=(Text("Review dates: ", True), Text(NOT_YET))))
    return tuple(found)


def evidence() -> tuple[Block, ...]:
    """Return the clauses on evidence, privacy and audit."""
    return (
        part("Evidence, privacy and audit", id="evidence"),
        *clauses(
            "The supplier keeps the records behind each figure for as long as the contract requires its "
            "records to be kept.",
            "Reports and this annex hold no personal data. The supplier sends totals and anonymous "
            "extracts, and rounds or leaves out small groups in which someone could be recognised.",
            "The authority may look at a sample of the records, on reasonable notice, where the supplier "
            "keeps them. It takes no copies of personal data.",
            "If a figure proves wrong, the supplier corrects it in the next report and says why.",
        ),
    )


def change(case: Case) -> tuple[Block, ...]:
    """Return the clauses on change."""
    facts = case.facts
    texts = [
        "If the volume or the length of the contract changes, the targets that count something change in "
        "the same proportion, rounded to whole numbers. A target that is a share stays as it is.",
        "If something outside the supplier's control makes a commitment impossible, the supplier tells the "
        "authority promptly. It offers another benefit of the same kind and size for the same outcome.",
        "A swap needs the authority's agreement in writing. It must be like for like: as relevant to this "
        "contract, no smaller, and as easy to count.",
        "A change to a target or a KPI is recorded with its date and reason, and the schedule is issued "
        "again.",
    ]
    if facts.extension_months:
        texts.append(
            f"If the contract is extended, by up to {months(facts.extension_months)} in all, the parties "
            "first agree the targets for the added time. Until they do, each KPI carries on at the average "
            "yearly rate of the term so far, and a share stays at that of the last year."
        )
    found: list[Block] = [part("Change", id="change"), *clauses(*texts)]
    if case.project.reporting.change_note.strip():
        found += note("On this contract", case.project.reporting.change_note)
    return tuple(found)


def transparency(case: Case) -> tuple[Block, ...]:
    """Return the clauses on publication."""
    copied = case.determinations.get(COPY_RULE)
    published = [item.ref for item in counted_kpis(case) if item.kpi.published]
    texts = [
        "The authority may publish this annex, the KPIs and the ratings. It leaves out what the law lets it "
        "keep back, after asking the supplier.",
        f"These KPIs are published with their ratings: {', '.join(published)}."
        if published
        else "No KPI in this annex is marked for publication with its ratings.",
        "Each party may tell others what the contract has achieved. It uses the reported figures and says "
        "what they are.",
    ]
    if copied and copied.status is Status.APPLIES:
        texts.append("A copy of this contract, with this annex, is published.")
    return (part("Transparency and publication", id="transparency"), *clauses(*texts))


def exit_and_legacy(case: Case) -> tuple[Block, ...]:
    """Return the clauses on the end of the contract."""
    found: list[Block] = [
        part("Exit and legacy", id="exit"),
        *clauses(
            f"{capitalised(count_in_words(EXIT_MONTHS, 'month'))} before the contract ends, or as soon as "
            "it is known to "
            "end early, the supplier says how each commitment will be finished or handed over.",
            "People who are in training, in a placement or in supported work are helped to finish, here or "
            "elsewhere.",
            "With its last report the supplier gives the total for each KPI, what lasted and what it would "
            "do differently. The authority may share this with others.",
        ),
    ]
    typed_text = case.project.reporting.exit_and_legacy
    if typed_text.strip():
        found += note("On this contract", typed_text)
    dates = year_dates(case.facts)
    if dates:
        found += note("Last day of the last contract year", dates[-1][1].rpartition(" to ")[2])
    return tuple(found)
