"""What is open when a contract is handed over, and who decides what from then on."""

from functools import partial

from svdesk.documents.contract import annex, handover_law
from svdesk.documents.model.blocks import Block, Bullets, Column, Inlines, Table, Text, words
from svdesk.documents.model.frame import part, say, section
from svdesk.documents.model.lookups import counted_kpis, decided_commitments, kpis_about, outcome_title
from svdesk.documents.model.numbering import Ref, part_numbers
from svdesk.documents.model.phrases import NOT_YET, given, months, undecided_commitments
from svdesk.documents.model.route import is_small_order, no_offer, seeks_nothing
from svdesk.domain.english import capitalised, count_in_words, listed
from svdesk.domain.proposals import open_proposals
from svdesk.policy.case import Case
from svdesk.policy.guidance.proportion import proportion


def risks(case: Case) -> tuple[Block, ...]:
    """Return the part on open risks: what makes the contract risky, what is not settled, and the law."""
    guide = proportion(case)
    reasons = " ".join(guide.risk_reasons) or "Nothing that is known adds to it."
    found: list[Block] = [
        part("Open risks", id="risks"),
        say(f"The risk of this contract was judged {guide.risk.value}. {reasons}"),
        *_baselines(case),
    ]
    unsettled = _unsettled(case)
    found.append(section("Not settled at hand-over"))
    if unsettled:
        found.append(Bullets(items=unsettled))
    else:
        found.append(say("Nothing that this file needs is missing."))
    return (*found, *handover_law.blocks(case))


def _baselines(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    if not counted:
        return ()
    return (
        Table(
            caption="Where each measure stands, and what must not be counted",
            columns=(
                Column(title="KPI", width=0.6),
                Column(title="Baseline", width=2.6),
                Column(title="Doesn't count", width=3),
            ),
            rows=tuple(
                (words(item.ref), words(given(item.kpi.baseline)), words(given(item.kpi.excludes)))
                for item in counted
            ),
        ),
    )


def _unsettled(case: Case) -> tuple[Inlines, ...]:
    project, counted = case.project, counted_kpis(case)
    waiting = len(open_proposals(project))
    undecided = sum(1 for _, made in decided_commitments(case) if made is None or made.decision is None)
    uncounted = [
        outcome_title(case, made.outcome_id) for made in case.chosen if not kpis_about(case, made.outcome_id)
    ]
    open_targets = (
        "Still to be agreed: targets of" if no_offer(case) else "Open until the tender is known: targets of"
    )
    lacking = (
        (
            open_targets,
            [i.ref for i in counted if None in i.kpi.targets],
        ),
        ("No baseline:", [i.ref for i in counted if not i.kpi.baseline.strip()]),
        ("No owner at the authority:", [i.ref for i in counted if not i.kpi.authority_owner.strip()]),
        ("No first remedy:", [i.ref for i in counted if not i.kpi.remedy.strip()]),
        ("No review date:", [i.ref for i in counted if i.kpi.review_date is None]),
        ("Outcomes that no measure counts:", uncounted),
    )
    found = [(Text(label, True), Text(f" {listed(refs)}.")) for label, refs in lacking if refs]
    if not counted and not seeks_nothing(case):
        found.append((Text("Measures:", True), Text(f" {NOT_YET}.")))
    if undecided:
        found.append((Text("Provider commitments:", True), Text(f" {undecided_commitments(undecided)}")))
    if not project.review_dates:
        found.append((Text("Review dates:", True), Text(f" {NOT_YET}.")))
    if waiting:
        said = (
            f" {capitalised(count_in_words(waiting, 'suggestion'))} of SVDesk that no person has confirmed."
        )
        found.append((Text("Drafts:", True), Text(said)))
    return tuple(found)


_IN_TERMS_SHEET = {"change": "reporting", "remedies": "reporting", "fair-work": "fair-work"}
"""Where the annex of a small order says what a part of a whole annex says; the rest it leaves out."""


def _in_annex(case: Case, part_id: str) -> str:
    """Return where the annex says something."""
    if is_small_order(case):
        part_id = _IN_TERMS_SHEET.get(part_id, "")
        if part_id not in part_numbers(case.once(annex.blocks)):
            return "Not in the annex"
    return f"Annex, part {Ref(f'annex.{part_id}')}"


def who_decides(case: Case) -> tuple[Block, ...]:
    """Return the part on who decides what; the annex has the clauses."""
    manager = given(case.project.reporting.contract_manager)
    in_annex = partial(_in_annex, case)
    rows = [
        ("The delivery plan is agreed", manager, in_annex("delivery-plan")),
        ("A rating, after the supplier has seen it with its reasons", manager, in_annex("reporting")),
        ("Which records are looked at", manager, in_annex("evidence")),
        (
            "A target, a measure or a benefit is changed or swapped",
            "Both sides in writing; the schedule is then issued again",
            in_annex("change"),
        ),
        ("A commitment is met in an equivalent way", "The authority, in writing", in_annex("fair-work")),
        (
            "A step of the remedies ladder",
            f"{manager} for a talk and a recovery plan; a senior person on each side beyond that",
            in_annex("remedies"),
        ),
        (
            "What is published",
            "The authority, after asking the supplier what has to stay confidential",
            in_annex("transparency"),
        ),
        (
            "Formal notice, credits or ending a part",
            "The authority; legal advice comes first before a part is ended",
            in_annex("remedies"),
        ),
    ]
    if case.facts.extension_months:
        rows.append(
            (
                f"An extension, of up to {months(case.facts.extension_months)}",
                "The authority; targets for the added time are agreed first",
                in_annex("change"),
            )
        )
    return (
        part("Who decides what", id="who-decides"),
        Table(
            caption="Decisions",
            show_caption=False,
            columns=(
                Column(title="What", width=2.6),
                Column(title="Who", width=2.8),
                Column(title="Where it is written", width=1.3),
            ),
            rows=tuple(tuple(words(cell) for cell in row) for row in rows),
        ),
    )
