"""The social value annex of the specification and contract, with its KPI schedule.

Its clauses are numbered so that the contract can refer to them. "The supplier" and "the authority"
are the parties.
"""

from svdesk.documents.contract import annex_short, kpi_schedule
from svdesk.documents.contract.annex_clauses import (
    change,
    definitions,
    delivery_plan,
    evidence,
    exit_and_legacy,
    reporting,
    roles,
    transparency,
)
from svdesk.documents.contract.clauses import clauses
from svdesk.documents.contract.delivery import remedies
from svdesk.documents.model.blocks import Block, Callout, Column, Document, Table, Tone, words
from svdesk.documents.model.frame import Rows, frame, lots_line, not_yet, part
from svdesk.documents.model.lookups import (
    counted_kpis,
    decided_commitments,
    kpis_about,
    objective_title,
    outcome_title,
    questions_about,
)
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, undecided_commitments
from svdesk.documents.model.route import is_small_order, no_offer, seeks_nothing
from svdesk.documents.model.term import extension, term
from svdesk.documents.model.wording import agreed_in, outcome_clause
from svdesk.documents.tender import itt
from svdesk.domain.choices import Decision
from svdesk.domain.english import capitalised, count_in_words, listed
from svdesk.policy.case import Case

TITLE = "Social value specification annex"


def compose(case: Case) -> Document:
    """Return the annex of a project."""
    if is_small_order(case):
        return annex_short.compose(case, TITLE)
    return frame(
        case,
        kind="annex",
        title=TITLE,
        what="Contract schedule",
        cover=_cover(case),
        summary=_summary(case),
        blocks=blocks(case),
        elsewhere={"itt": itt.blocks},
        keywords=("social value", "contract schedule", "key performance indicators"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the annex, not yet numbered; those of a terms sheet for a small order."""
    if is_small_order(case):
        return annex_short.blocks(case)
    return (
        *definitions(case),
        *_outcomes(case),
        *_commitments_from_tender(case),
        *delivery_plan(case),
        *roles(case),
        *kpi_schedule.blocks(case),
        *reporting(case),
        *evidence(),
        *change(case),
        *_fair_work(case),
        *_remedies(case),
        *transparency(case),
        *exit_and_legacy(case),
    )


def _cover(case: Case) -> Rows:
    return (
        ("Lots", words(lots_line(case.project))),
        ("Contract", words(term(case.facts))),
        ("Extension", words(extension(case.facts))),
    )


def _summary(case: Case) -> Callout:
    kpis, chosen = counted_kpis(case), case.chosen
    what = (
        f"{capitalised(count_in_words(len(kpis), 'measure'))} for {count_in_words(len(chosen), 'outcome')}, "
        "each with a target, "
        "evidence and what follows if it is missed."
        if kpis
        else "No measure has been set yet."
    )
    promised = (
        f"The targets are the supplier's commitment, agreed in {agreed_in(case.facts)}."
        if no_offer(case)
        else "The supplier's promises in its tender become terms of the contract."
    )
    return Callout(
        tone=Tone.PLAIN,
        title="This annex in one minute",
        body=(words(f"{what} {promised} Both sides talk first when something goes wrong."),),
    )


def _outcomes(case: Case) -> tuple[Block, ...]:
    chosen = case.chosen
    found: list[Block] = [part("Outcomes, over and above the specification", id="outcomes")]
    if seeks_nothing(case):
        return (*found, *clauses("No outcome beyond the specification is sought in this contract."))
    if not chosen:
        return (*found, not_yet("No outcome has been chosen for this contract."))
    found += clauses(
        "The supplier delivers the outcomes in the table below in addition to the services, goods or works "
        "in the specification, and within the contract price.",
        "A benefit counts only if it happens because of this contract and while the contract runs. It "
        "doesn't count if the law or the specification already requires it, or if it is counted under "
        "another contract.",
    )
    found.append(
        Table(
            caption="Outcomes of this contract",
            columns=(
                Column(title="Outcome", width=3),
                Column(title="Policy objective", width=2.4),
                Column(title="KPIs", width=1),
            ),
            rows=tuple(
                (
                    words(outcome_title(case, made.outcome_id)),
                    words(objective_title(case, made.outcome_id) or NOT_YET),
                    words(listed([item.ref for item in kpis_about(case, made.outcome_id)]) or NOT_YET),
                )
                for made in chosen
            ),
        )
    )
    wording = [clause for made in chosen if (clause := outcome_clause(case, made.outcome_id))]
    found += clauses(*wording)
    return tuple(found)


def _commitments_from_tender(case: Case) -> tuple[Block, ...]:
    if no_offer(case):
        return _commitments_agreed(case)
    found: list[Block] = [part("Commitments taken from the tender", id="commitments")]
    found += clauses(
        f"The numbers in part {Ref('itt.offer')} and the commitments in part {Ref('itt.answers')} of the "
        "supplier's response form are part of this annex. The table shows where each one is measured.",
        f"The targets in part {Ref('schedule')} that were planned before the tender give way, when the "
        "contract is signed, to the numbers in the supplier's tender.",
        "Where the tender and this annex differ on what counts, this annex decides. Where the tender "
        "promises more, the tender decides.",
    )
    rows = []
    for item in counted_kpis(case):
        questions = questions_about(case, item.kpi.outcome_id)
        asked = [f"part {Ref('itt.answers')}, question {question.place}" for question in questions]
        rows.append(
            (
                words(item.ref),
                words(item.kpi.title if item.kpi.title.strip() else NOT_YET),
                words(listed([f"Part {Ref('itt.offer')}, row {item.ref}", *asked])),
            )
        )
    if rows:
        found.append(
            Table(
                caption="From the tender to the contract",
                columns=(
                    Column(title="KPI", width=0.6),
                    Column(title="Measure", width=3.4),
                    Column(title="Place in the response form", width=2.4),
                ),
                rows=tuple(rows),
            )
        )
    return tuple(found)


def _commitments_agreed(case: Case) -> tuple[Block, ...]:
    return (
        part("The supplier's commitments", id="commitments"),
        *clauses(
            f"The targets in part {Ref('schedule')} are the supplier's commitments. They are agreed in "
            f"{agreed_in(case.facts)}, and no other promise is part of this annex.",
            "A target that is not yet a number is agreed in writing before the work starts.",
        ),
    )


def _fair_work(case: Case) -> tuple[Block, ...]:
    texts, undecided = [], 0
    for commitment, made in decided_commitments(case):
        if made is None or made.decision is None:
            undecided += 1
        elif made.decision is Decision.CHOSEN:
            texts.append((commitment.title, commitment.clause, made.how))
    found: list[Block] = [part("Fair work and provider commitments", id="fair-work")]
    if texts:
        found += clauses(
            f"These terms carry out the commitments that the {case.pack.policy_title} expects of "
            "providers. The supplier may meet each of them in an equivalent way that the authority agrees "
            "in writing.",
        )
    for title, clause, how in texts:
        found += clauses(clause, title=title)
        if how.strip():
            found += kpi_schedule.note("On this contract", how)
    if undecided:
        found.append(not_yet(undecided_commitments(undecided)))
    return tuple(found)


def _remedies(case: Case) -> tuple[Block, ...]:
    return (
        part("Remedies", id="remedies"),
        *clauses(
            "If a KPI is missed or likely to be missed, the parties start at the first step below that "
            "fits. They go to a later step only when an earlier one hasn't worked, or when the failure is "
            "serious.",
            f"The schedule in part {Ref('schedule')} names the first step for each KPI. The remedy is in "
            "proportion to what "
            "was missed and to the size of the supplier.",
            "A supplier isn't in default for a KPI that it could not meet because of something the "
            "authority did or failed to do.",
            "Other rights under the contract remain. A step that needs a term elsewhere in the contract can "
            "be used only if that term is there.",
        ),
        remedies(case.pack),
    )
