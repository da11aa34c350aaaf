"""Which outcomes are proposed for a contract, which are left out, and the reason for each."""

from collections import Counter
from dataclasses import replace

from svdesk.domain.choices import Decision
from svdesk.domain.english import plural, within_sentence
from svdesk.domain.project import OutcomeDecision, Proposal
from svdesk.policy.case import Case
from svdesk.policy.content.outcomes import Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.proportion import Proportion, proportion
from svdesk.policy.guidance.relevance import Relevance, ScoreBand, relevance
from svdesk.services.proposing.record import Sections, field_proposal, is_free, with_proposals

_REASONS_GIVEN = 3
_SOURCES_NAMED = 3


def propose_outcomes(case: Case) -> Sections:
    """Return the sections that change when the undecided outcomes get a proposed decision.

    Nothing is proposed while nothing is known of what is bought.
    """
    project, pack = case.project, case.pack
    if not something_is_known(case):
        return {}
    found = {each.outcome_id: each for each in relevance(case)}
    free = [outcome for outcome in pack.outcomes if is_free(project, _target(outcome.id))]
    taken = _taken(case, free, found)
    ranked = sorted(free, key=lambda outcome: taken.index(outcome.id) if outcome.id in taken else len(taken))
    made = {decision.outcome_id: decision for decision in project.outcomes}
    decided = [_decided(case, outcome, found[outcome.id], taken, made) for outcome in ranked]
    new = {decision.outcome_id for decision, _ in decided}
    kept = tuple(decision for decision in project.outcomes if decision.outcome_id not in new)
    return {
        "outcomes": (*kept, *(decision for decision, _ in decided)),
        "proposals": with_proposals(project, (proposal for _, proposal in decided), "outcomes"),
    }


def _target(outcome_id: str) -> str:
    return f"outcomes.{outcome_id}.decision"


def something_is_known(case: Case) -> bool:
    """Say whether the facts or answers tell what kind of thing is bought; a title alone does not."""
    facts = case.project.facts
    answered = any(given.answer is not None for given in case.project.profile)
    return bool(facts.category or facts.cpv or answered)


def _taken(case: Case, free: list[Outcome], found: dict[str, Relevance]) -> list[str]:
    """Return the outcomes to choose, the most relevant first.

    Each one already chosen under an objective makes the next under it weigh less, so that a pack is
    not all of one kind, and one that would count the same people or things as another is passed over.
    A weak one is taken only where a minimum weighting binds and nothing else is
    there to be weighed.
    """
    pack, guide = case.pack, proportion(case)
    chosen = [
        made.outcome_id
        for made in case.project.outcomes
        if made.decision is Decision.CHOSEN and not is_free(case.project, _target(made.outcome_id))
    ]
    objectives = {outcome.id: outcome.objective for outcome in pack.outcomes}
    used = Counter(objectives[each] for each in chosen if each in objectives)
    open_to_choose = [outcome for outcome in free if found[outcome.id].band is not ScoreBand.WEAK]
    taken: list[str] = []
    while open_to_choose and len(chosen) + len(taken) < guide.outcomes.proposed:
        best = max(
            open_to_choose,
            key=lambda outcome: (
                found[outcome.id].score - pack.relevance.same_objective * used[outcome.objective]
            ),
        )
        open_to_choose.remove(best)
        if not any(_counts_the_same(best, outcome) for outcome in pack.outcomes if outcome.id in taken):
            used[best.objective] += 1
            taken.append(best.id)
    if not chosen and not taken and guide.weighting.minimum and guide.outcomes.proposed:
        # Marks that a minimum asks for must be for something, however little the facts say.
        barred = pack.relevance.bars
        likeliest = max(
            free,
            key=lambda outcome: (
                not any(reason.factor in barred for reason in found[outcome.id].against),
                found[outcome.id].score,
            ),
            default=None,
        )
        if likeliest:
            taken.append(likeliest.id)
    return taken


def _counts_the_same(one: Outcome, other: Outcome) -> bool:
    """Say whether what is mainly counted for two outcomes must not be counted under both."""
    first, second = one.measures[0], other.measures[0]
    return second.id in first.double_counts or first.id in second.double_counts


def _decided(
    case: Case,
    outcome: Outcome,
    found: Relevance,
    taken: list[str],
    made: dict[str, OutcomeDecision],
) -> tuple[OutcomeDecision, Proposal]:
    decision = Decision.CHOSEN if outcome.id in taken else Decision.LEFT_OUT
    chosen = decision is Decision.CHOSEN
    reason = _why_chosen(found) if chosen else _why_left_out(found, proportion(case))
    title = outcome.title.rstrip(".")
    proposal = field_proposal(
        _target(outcome.id), f"{'Choose' if chosen else 'Leave out'} “{title}”", decision, reason
    )
    before = made.get(outcome.id, OutcomeDecision(outcome_id=outcome.id))
    earlier = {old.target: old.reason for old in case.project.proposals}.get(_target(outcome.id), "")
    own_words = before.reason.strip() not in ("", earlier.strip())
    need = before.local_need
    if not need.strip() or need.startswith(_NEED_OPEN):
        need = _where_to_look(outcome, case.pack) if chosen else ""
    return (
        replace(
            before,
            decision=decision,
            reason=before.reason if own_words else reason,
            local_need=need,
        ),
        proposal,
    )


def _why_chosen(found: Relevance) -> str:
    parts = [reason.text for reason in found.in_favour[:_REASONS_GIVEN]]
    parts += [f"To weigh against it: {within_sentence(reason.text)}" for reason in found.against]
    return " ".join(parts)


def _why_left_out(found: Relevance, guide: Proportion) -> str:
    if guide.outcomes.most == 0:
        return f"Nothing is asked of a contract {guide.basis.title}."
    if found.band is not ScoreBand.WEAK:
        most = guide.outcomes.proposed
        enough = plural(most, "one outcome is", f"{most} outcomes are")
        when = "in proportion here" if guide.rung else "proposed until the contract's size is known"
        return f"It is relevant, but {enough} {when} and others weigh more."
    if found.against:
        return found.against[0].text
    little = "Too little in the contract's facts speaks for it." if found.in_favour else _NOTHING_SPEAKS
    unknown = f" Not known: {'; '.join(found.unknown)}." if found.unknown else ""
    return f"{little}{unknown}"


_NOTHING_SPEAKS = "Nothing in the contract's facts speaks for it."
_NEED_OPEN = "To be completed by the officer"


def _where_to_look(outcome: Outcome, pack: PolicyPack) -> str:
    """Return the note that stands for the local need until the officer writes it."""
    titles = {source.id: source.title for source in pack.need_sources}
    named = dict.fromkeys(
        titles[need] for measure in outcome.measures for need in measure.needs if need in titles
    )
    where = f" Look in: {'; '.join(list(named)[:_SOURCES_NAMED])}." if named else ""
    return f"{_NEED_OPEN}: what is known of this need here, and from where.{where}"
