"""The annex of a small order: one or two pages of terms in place of a contract schedule.

The measures, what is sent once as evidence, what follows a miss, and the few commitments.
"""

from svdesk.documents.contract.clauses import clauses
from svdesk.documents.contract.delivery import supplier_owner
from svdesk.documents.contract.kpi_schedule import note
from svdesk.documents.model import regime
from svdesk.documents.model.blocks import Block, Column, Document, Table, words
from svdesk.documents.model.frame import frame, led, not_yet, part, section
from svdesk.documents.model.lookups import Counted, counted_kpis, decided_commitments
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, given, undecided_commitments
from svdesk.documents.model.route import open_target
from svdesk.documents.model.targets import target
from svdesk.documents.model.term import term
from svdesk.documents.model.wording import agreed_in
from svdesk.domain.choices import Decision
from svdesk.domain.english import within_sentence
from svdesk.domain.facts import contract_years
from svdesk.policy.case import Case


def compose(case: Case, title: str) -> Document:
    """Return the terms sheet that is the annex of a small order."""
    return frame(
        case,
        kind="annex",
        title=title,
        what="Terms sheet",
        cover=(("Contract", words(term(case.facts))),),
        summary=None,
        blocks=blocks(case),
        keywords=("social value", "terms", "key performance indicators"),
        compact=True,
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the terms sheet, not yet numbered."""
    return (
        *regime.card(case),
        *_agreed(case),
        *_measures(case),
        *_reporting(case),
        *_commitments(case),
    )


def _agreed(case: Case) -> tuple[Block, ...]:
    agreed = agreed_in(case.facts)
    return (
        part("What is agreed", id="agreed"),
        *clauses(
            f"These terms are part of {agreed}. The authority is the body that buys, the supplier is "
            "whoever delivers, and a KPI is a measure with a target.",
            f"The targets in part {Ref('schedule')} are the supplier's commitment. They are over and above "
            "the specification "
            "and within the price."
            if counted_kpis(case)
            else "Nothing about social value is asked beyond the specification and the law.",
        ),
    )


def _measures(case: Case) -> tuple[Block, ...]:
    found: list[Block] = [part("What is delivered", id="schedule")]
    counted = counted_kpis(case)
    if counted:
        for item in counted:
            found += _measure(case, item)
        return tuple(found)
    if case.chosen:
        return (*found, not_yet("No measure has been set for this contract."))
    return (*found, *clauses("No measure of social value is set."))


def _measure(case: Case, item: Counted) -> tuple[Block, ...]:
    kpi = item.kpi
    years = contract_years(case.facts)
    amounts = [target(kpi, year, left_open=open_target(case)) for year in range(1, years + 1)]
    many = [f"Year {year}: {amount}" for year, amount in enumerate(amounts, 1)]
    owners = f"Supplier: {supplier_owner(case, kpi)}. Authority: {given(kpi.authority_owner)}"
    rows = (
        ("Outcome", item.outcome or NOT_YET),
        ("Target", f"{' · '.join(many) if years > 1 else ''.join(amounts)} ({given(kpi.unit)})"),
        ("Counts", given(kpi.counts)),
        ("Doesn't count", given(kpi.excludes)),
        ("Evidence", given(kpi.evidence)),
        ("Owners", owners),
        ("If it is missed", given(kpi.remedy)),
    )
    return (
        section(f"{item.ref} {given(kpi.title)}"),
        Table(
            caption=f"{item.ref} in full",
            show_caption=False,
            columns=(Column(title=item.ref, width=1.2), Column(title="What is agreed", width=4.8)),
            rows=tuple((words(label), words(text)) for label, text in rows),
        ),
    )


def _reporting(case: Case) -> tuple[Block, ...]:
    if not counted_kpis(case):
        return ()
    plan = case.project.reporting
    often = within_sentence(plan.frequency.label) if plan.frequency else NOT_YET
    due = f", by {day(plan.first_report_on)}" if plan.first_report_on else ""
    found: list[Block] = [
        part("Reporting, and what follows a miss", id="reporting"),
        *clauses(
            f"The supplier sends the figures and the evidence {often}{due}. A few lines are enough, without "
            "personal data.",
            "If a target is missed or likely to be missed, the supplier says why and what it will do. The "
            f"parties talk first, and then take the step named in part {Ref('schedule')}. It is in "
            "proportion to what was "
            "missed.",
            "A change to a target is agreed in writing.",
        ),
    ]
    for text in (plan.content, plan.change_note):
        if text.strip():
            found += note("On this contract", text)
    return tuple(found)


def _commitments(case: Case) -> tuple[Block, ...]:
    terms, undecided = [], 0
    for commitment, made in decided_commitments(case):
        if made is None or made.decision is None:
            undecided += 1
        elif made.decision is Decision.CHOSEN:
            terms.append(commitment)
    if not terms and not undecided:
        return ()
    found: list[Block] = [part("Provider commitments", id="fair-work")]
    if terms:
        found += clauses(
            f"The {case.pack.policy_title} expects these of providers. The supplier may meet each in an "
            "equivalent way that the authority agrees in writing.",
        )
        found.append(led(*((f"{commitment.title}.", commitment.clause) for commitment in terms)))
    if undecided:
        found.append(not_yet(undecided_commitments(undecided)))
    return tuple(found)
