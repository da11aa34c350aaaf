"""What is in proportion, what answering costs bidders, and what became of what SVDesk proposed."""

from svdesk.documents.model.blocks import Block, Cell, Column, FactList, Paragraph, Size, Table, Text, words
from svdesk.documents.model.frame import part, say, section
from svdesk.documents.model.lookups import tender_questions
from svdesk.documents.model.phrases import day, fact_names, given, percent, sources, tidy
from svdesk.documents.model.route import is_small_order, no_offer
from svdesk.domain.english import capitalised, count_in_words, listed
from svdesk.domain.project import Proposal, answered_by_lot
from svdesk.domain.proposals import ProposalState, state_of
from svdesk.policy.case import Case
from svdesk.policy.guidance.burden import Burden, burden
from svdesk.policy.guidance.proportion import Amount, Proportion, proportion

_BECAME = {
    ProposalState.OPEN: "Not yet confirmed by a person",
    ProposalState.ACCEPTED: "Accepted",
    ProposalState.CHANGED: "Changed",
    ProposalState.REMOVED: "Taken out",
}


_NOT_TAKEN = (ProposalState.CHANGED, ProposalState.REMOVED)


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the sections on what is usual for such a contract, beside what this one asks."""
    guide = proportion(case)
    load = burden(case)
    return (
        section("Is this in proportion?"),
        say(_standing(guide)),
        _beside(case, guide, load),
        Paragraph(
            content=(Text(f"{guide.label}. ", True), Text(f"{guide.evidence} "), *sources(guide.citations)),
            size=Size.HINT,
        ),
        *(() if no_offer(case) else _effort(case, load)),
    )


def _effort(case: Case, load: Burden) -> tuple[Block, ...]:
    one_lot = " This is for one lot; whoever bids for more answers again for each."
    return (
        section("What answering costs a bidder"),
        say(f"{_cost(load)}{one_lot if answered_by_lot(case.project) else ''}"),
        Paragraph(
            content=(Text(f"{load.label}. ", True), Text(f"{load.evidence} "), *sources(load.citations)),
            size=Size.HINT,
        ),
    )


def _standing(guide: Proportion) -> str:
    reasons = " ".join(guide.risk_reasons) or "Nothing that is known adds to it."
    risk = f"The risk was judged {guide.risk.value}: {guide.risk_points} points. {reasons}"
    if guide.rung is not None:
        return f"This contract stands on the rung {guide.rung.title}. {risk}"
    still = f" Still needed: {fact_names(list(guide.missing))}." if guide.missing else ""
    rungs = listed([rung.title for rung in guide.possible])
    return (
        f"It can't be told yet on which rung this contract stands: {rungs}.{still} "
        f"The figures below are those of the rung {guide.basis.title}. {risk}"
    )


def _beside(case: Case, guide: Proportion, load: Burden) -> Table:
    evaluation, weighting = case.project.evaluation, guide.weighting
    usual_weight = (
        percent(weighting.least)
        if weighting.least == weighting.most
        else f"{percent(weighting.least)} to {percent(weighting.most)}"
    )
    outcomes = ("Outcomes chosen", _span(guide.outcomes), f"{len(case.chosen):,}")
    measures = ("Measures", _span(guide.kpis), f"{len(case.project.kpis):,}")
    asked: tuple[tuple[str, str, str], ...] = (
        outcomes,
        ("Tender questions", _span(guide.questions), f"{len(tender_questions(case)):,}"),
        ("Words a bidder writes", _span(guide.words), f"{load.words:,}"),
        measures,
        ("Weight of social value", usual_weight, percent(evaluation.social_value_weight)),
        ("Hours a bidder spends", _span(guide.hours), tidy(load.hours)),
    )
    rows = (outcomes, measures) if no_offer(case) else asked
    return Table(
        caption="What is usual for a contract of this size, and what this one asks",
        columns=(
            Column(title="What", width=2.6),
            Column(title="Usual", width=1.6, number=True),
            Column(title="This contract", width=1.6, number=True),
        ),
        rows=tuple(tuple(words(cell) for cell in row) for row in rows),
    )


def _span(amount: Amount) -> str:
    return f"{amount.least:,}" if amount.least == amount.most else f"{amount.least:,} to {amount.most:,}"


def _cost(load: Burden) -> str:
    parts = [
        f"{capitalised(count_in_words(load.questions, 'question'))} and "
        f"{count_in_words(load.rows, 'measure')} take about "
        f"{tidy(load.hours)} hours and up to {load.words:,} words."
    ]
    if load.over and load.usual_hours is not None:
        parts.append(f"That is more than the {load.usual_hours:,} hours that are usual at most.")
        parts += [cut.text for cut in load.cuts[:2]]
    if load.winner_only:
        parts.append("Only the winner writes the full method statement.")
    return " ".join(parts)


def formula_note(case: Case) -> Paragraph:
    """Return how relevance is reckoned, in a few words."""
    return say(
        f"{case.pack.relevance.explanation} The points stand beside each outcome; people decided.",
        size=Size.HINT,
    )


def proposals(case: Case) -> tuple[Block, ...]:
    """Return the part on what SVDesk proposed; () where it proposed nothing."""
    made = case.project.proposals
    if not made:
        return ()
    states = [state_of(proposal, case.project) for proposal in made]
    rows = tuple((_BECAME[state], f"{states.count(state):,}") for state in ProposalState if state in states)
    return (
        part("What SVDesk proposed, and what became of it", id="proposals"),
        say(
            "SVDesk drafted these answers from the contract facts by published rules. A proposal counts as "
            "decided only when a person has confirmed it."
        ),
        FactList(rows=tuple((label, words(text)) for label, text in rows)),
        *_one_by_one(case, made, states),
    )


def _one_by_one(case: Case, made: tuple[Proposal, ...], states: list[ProposalState]) -> tuple[Block, ...]:
    """Return what became of each proposal; its reason stands with the decision for a small order."""
    if is_small_order(case):
        changed = [given(each.what) for each, state in zip(made, states, strict=True) if state in _NOT_TAKEN]
        return (say(f"Changed or taken out: {'; '.join(changed)}."),) if changed else ()
    return (
        Table(
            caption="Proposals",
            columns=(
                Column(title="What was proposed", width=2.6),
                Column(title="Why", width=3.2),
                Column(title="What became of it", width=1.8),
            ),
            rows=tuple(_proposal(proposal, state) for proposal, state in zip(made, states, strict=True)),
        ),
    )


def _proposal(proposal: Proposal, state: ProposalState) -> tuple[Cell, ...]:
    who = ", ".join(
        part
        for part in (proposal.confirmed_by, day(proposal.confirmed_on) if proposal.confirmed_on else "")
        if part.strip()
    )
    lines = [_BECAME[state], who, proposal.note]
    return (
        words(given(proposal.what)),
        words(given(proposal.reason)),
        words("\n".join(line for line in lines if line.strip())),
    )
