"""Every outcome that was considered: chosen, left out or still open, each with its reason."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from svdesk.documents.model.blocks import Block, Cell, Column, Table, Text, words
from svdesk.documents.model.frame import item_heading, led, not_yet, part, say, section
from svdesk.documents.model.lookups import kpis_about, objective_title, outcome_title, questions_about
from svdesk.documents.model.phrases import NOT_YET, day, given
from svdesk.documents.model.route import is_small_order, seeks_nothing
from svdesk.documents.record.statement_proportion import formula_note
from svdesk.domain.choices import Decision
from svdesk.domain.english import capitalised, count_in_words, listed, plural
from svdesk.domain.project import OutcomeDecision
from svdesk.policy.case import Case
from svdesk.policy.guidance.relevance import Relevance, relevance

_Scored: TypeAlias = Mapping[str, Relevance]
"""The relevance of each outcome, by its id."""


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part on outcomes."""
    scored = {found.outcome_id: found for found in relevance(case)}
    return (
        part("Outcomes considered", id="outcomes"),
        say(
            f"We considered {count_in_words(len(case.pack.outcomes), 'outcome')} under the "
            f"{count_in_words(len(case.pack.objectives), 'objective')} of the {case.pack.policy_title}. An "
            "outcome is chosen only if it has to do with what is bought and is in proportion to the "
            "contract."
        ),
        formula_note(case),
        *_chosen(case, scored),
        *_left_out(case, scored),
        *_undecided(case),
    )


def undecided(case: Case) -> tuple[str, ...]:
    """Return the titles of the outcomes that nobody has decided on yet."""
    decided = {made.outcome_id for made in case.project.outcomes if made.decision}
    open_ids = [outcome.id for outcome in case.pack.outcomes if outcome.id not in decided]
    known = {outcome.id for outcome in case.pack.outcomes}
    open_ids += [
        made.outcome_id
        for made in case.project.outcomes
        if made.decision is None and made.outcome_id not in known
    ]
    return tuple(outcome_title(case, outcome_id) for outcome_id in open_ids)


def decided(made: OutcomeDecision) -> str:
    """Return who decided and when."""
    if made.decided_by.strip():
        return f"{made.decided_by}, {day(made.decided_on)}"
    return day(made.decided_on)


def _chosen(case: Case, scored: _Scored) -> tuple[Block, ...]:
    chosen = case.chosen
    found: list[Block] = [section("Chosen")]
    if seeks_nothing(case):
        return (*found, say("None: every outcome was considered and left out, for the reasons below."))
    if not chosen:
        return (*found, not_yet("No outcome has been chosen for this contract."))
    for made in chosen:
        asked = [f"question {item.place}" for item in questions_about(case, made.outcome_id)]
        counted = [item.ref for item in kpis_about(case, made.outcome_id)]
        found += (
            item_heading(
                outcome_title(case, made.outcome_id),
                kicker=objective_title(case, made.outcome_id),
            ),
            led(
                ("The need here:", given(made.local_need)),
                ("Why it was chosen:", given(made.reason)),
                ("Relevance:", _relevance(scored.get(made.outcome_id))),
                ("Where it appears:", f"{listed([*asked, *counted]) or NOT_YET}."),
                ("Decided:", f"{decided(made)}."),
            ),
        )
    return tuple(found)


def _left_out(case: Case, scored: _Scored) -> tuple[Block, ...]:
    left_out = [made for made in case.project.outcomes if made.decision is Decision.LEFT_OUT]
    if not left_out:
        return (section("Left out"), say("No outcome has been left out."))
    if is_small_order(case):
        return (section("Left out"), *_left_out_in_short(case, left_out))
    usual = Counter(decided(made) for made in left_out).most_common(1)[0][0]
    found: list[Block] = [
        section("Left out"),
        say(f"Decided: {usual}, except where a reason names another person or day."),
    ]
    found += (
        Table(
            caption=title or "Outcomes that the policy pack does not hold",
            columns=(
                Column(title="Outcome", width=2.3),
                Column(title="Why it was left out", width=3.9),
                Column(title="Relevance", width=1.0),
            ),
            rows=tuple(
                _left_out_row(case, made, usual, scored)
                for made in left_out
                if objective_title(case, made.outcome_id) == title
            ),
        )
        for title in _objectives(case, left_out)
    )
    return tuple(found)


def _left_out_in_short(case: Case, left_out: list[OutcomeDecision]) -> tuple[Block, ...]:
    """Return a row for each reason, with every outcome that was left out for it."""
    same: dict[tuple[str, str], list[str]] = {}
    for made in left_out:
        same.setdefault((given(made.reason), decided(made)), []).append(outcome_title(case, made.outcome_id))
    return (
        Table(
            caption="Outcomes left out, by reason",
            show_caption=False,
            columns=(
                Column(title="Why", width=2.4),
                Column(title="Outcomes", width=3.6),
                Column(title="Decided", width=1.2),
            ),
            rows=tuple(
                (words(why), words("; ".join(title.rstrip(".") for title in titles)), words(by))
                for (why, by), titles in same.items()
            ),
        ),
    )


def _objectives(case: Case, made: list[OutcomeDecision]) -> list[str]:
    """Return the objectives that the decisions fall under, in the policy's order; "" for none."""
    found = {objective_title(case, decision.outcome_id) for decision in made}
    return [title for title in (*(item.title for item in case.pack.objectives), "") if title in found]


def _left_out_row(case: Case, made: OutcomeDecision, usual: str, scored: _Scored) -> tuple[Cell, ...]:
    other = (Text(f"\nDecided: {decided(made)}."),) if decided(made) != usual else ()
    found = scored.get(made.outcome_id)
    return (
        words(outcome_title(case, made.outcome_id)),
        (Text(given(made.reason)), *other),
        words(f"{capitalised(found.band.value)}, {_points(found)}" if found else "Not known"),
    )


def _points(found: Relevance) -> str:
    sign = "minus " if found.score < 0 else ""
    return f"{sign}{abs(found.score)} {plural(abs(found.score), 'point')}"


def _relevance(found: Relevance | None) -> str:
    """Return how relevant an outcome is and the reasons that weigh most, for and against."""
    if found is None:
        return "Not known, because this edition of the policy pack does not hold the outcome."
    parts = [f"{capitalised(found.band.value)}, {_points(found)}."]
    parts += [reason.text for reason in (*found.in_favour, *found.against)]
    return " ".join(parts)


def _undecided(case: Case) -> tuple[Block, ...]:
    titles = undecided(case)
    if not titles:
        return ()
    return (
        section("Not yet decided"),
        not_yet(
            f"{capitalised(count_in_words(len(titles), 'outcome'))}: "
            f"{listed([title.rstrip('.') for title in titles])}."
        ),
    )
