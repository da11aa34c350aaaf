"""What is counted, how much of it, and when both sides look at it: proposed KPIs, reports and reviews."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from svdesk.domain.choices import Framework, Frequency, Stage
from svdesk.domain.dates import last_day, shifted
from svdesk.domain.entry import Targets
from svdesk.domain.facts import ContractFacts, contract_years
from svdesk.domain.project import Kpi, Proposal, ReviewDate
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.outcomes import GuideBasis, Measure, Outcome
from svdesk.policy.guidance.cpv import bare
from svdesk.policy.guidance.proportion import proportion
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import single_amount
from svdesk.services.project.from_library import kpi_from
from svdesk.services.proposing.questions import item_id
from svdesk.services.proposing.record import Sections, field_proposal, is_free, item_proposal, with_proposals

_MONTHS_A_YEAR = 12
_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
    Frequency.ONCE: 1200,
}
"""Months between two reports; once is at the end of the contract."""
_FIRST_LOOK = 3
"""Months after which both sides first look at delivery."""
_MOST_REVIEWS = 10
_BEFORE_THE_END = timedelta(days=14)
_CONTRACT_MANAGER = "Contract manager (name to be given)"


def propose_kpis(case: Case) -> Sections:
    """Return the sections that change when the chosen outcomes get KPIs."""
    project = case.project
    theirs = tuple(kpi for kpi in project.kpis if not is_free(project, f"kpis.{kpi.id}"))
    if proportion(case).kpis.most == 0 and not theirs:
        return {}
    new = tuple(_proposed(case, outcome, measure) for outcome, measure in _measures(case, theirs))
    if not new and theirs == project.kpis:
        return {}
    published = _published(case, len(theirs))
    finished = tuple(replace(kpi, published=place < published) for place, (kpi, _) in enumerate(new))
    proposals = (
        item_proposal(f"kpis.{kpi.id}", what, kpi, reason)
        for kpi, (_, (what, reason)) in zip(finished, new, strict=True)
    )
    return {
        "kpis": (*theirs, *finished),
        "proposals": with_proposals(project, proposals, "kpis"),
    }


def _published(case: Case, already: int) -> int:
    """Return how many of the proposed KPIs are to be published because a rule asks for it."""
    settings = case.pack.proportion
    applies = any(
        found.rule == settings.published_rule and found.status is Status.APPLIES
        for found in case.assessment.determinations
    )
    return max(0, settings.published_least - already) if applies else 0


def _measures(case: Case, theirs: tuple[Kpi, ...]) -> Iterator[tuple[Outcome, Measure]]:
    """Yield the measures to propose: one for each outcome, then further ones as far as usual."""
    outcomes = [case.outcomes[key] for key in case.chosen_outcomes if key in case.outcomes]
    covered = {kpi.outcome_id for kpi in theirs}
    used = {kpi.measure_id for kpi in theirs}
    room = case.pack.proportion.most_outcomes - len(theirs)
    wanted = max(proportion(case).kpis.proposed, _published(case, 0)) - len(theirs)
    known = case.measures
    for outcome in outcomes:
        if outcome.id not in covered and room > 0:
            for measure in _fitting(case, outcome):
                if _may_count(measure, used, known) and _is_open(case, measure):
                    used.add(measure.id)
                    room, wanted = room - 1, wanted - 1
                    yield outcome, measure
                    break
    for outcome in outcomes:
        if wanted <= 0 or room <= 0:
            return
        for measure in _fitting(case, outcome):
            if measure.id not in used and _may_count(measure, used, known) and _is_open(case, measure):
                used.add(measure.id)
                room, wanted = room - 1, wanted - 1
                yield outcome, measure
                break


def _may_count(measure: Measure, used: set[str], known: dict[str, Measure]) -> bool:
    """Say whether *measure* counts nothing that a measure in use counts already."""
    both_ways = set(measure.double_counts) | {
        each for each in used if each in known and measure.id in known[each].double_counts
    }
    return used.isdisjoint(both_ways | {measure.id})


def _is_open(case: Case, measure: Measure) -> bool:
    """Say whether a KPI may be proposed: a person did not take it out before."""
    return is_free(case.project, f"kpis.{item_id(case.project, 'kpi', measure.id)}")


def _fitting(case: Case, outcome: Outcome) -> list[Measure]:
    """Return an outcome's measures, the best-fitting first.

    The library's order counts, because the first measure is the one that the first question asks
    for. Where no question asks for an offer, a measure whose target can be reckoned goes first.
    """
    facts = case.project.facts
    codes = tuple(bare(code) for code in facts.cpv)

    def unfit(measure: Measure) -> bool:
        other_kind = bool(measure.categories and facts.category) and facts.category not in measure.categories
        other_code = bool(measure.cpv and codes) and not any(code.startswith(measure.cpv) for code in codes)
        return other_kind or other_code

    asked = _is_asked(case, outcome)
    return sorted(
        outcome.measures,
        key=lambda measure: (unfit(measure), not asked and not targets_of(case, measure)),
    )


def _is_asked(case: Case, outcome: Outcome) -> bool:
    return any(
        question.stage is Stage.TENDER and question.outcome_id == outcome.id
        for question in case.project.questions
    )


def _proposed(case: Case, outcome: Outcome, measure: Measure) -> tuple[Kpi, tuple[str, str]]:
    targets = targets_of(case, measure)
    kpi = replace(
        kpi_from(outcome, measure, id=item_id(case.project, "kpi", measure.id), targets=targets),
        frequency=_rarer(measure.frequency, proportion(case).basis.frequency),
        authority_owner="Contract manager",
        review_date=_first_year_end(case.project.facts),
    )
    how = "with targets from the guide" if targets else "with the numbers that bidders offer"
    reason = f"It counts what “{outcome.title.rstrip('.')}” asks for. " + (
        f"The targets are reckoned from the guide minimum. {measure.guide_minimum}".strip()
        if targets
        else "The target is left to the tender, because the facts give none that can be reckoned."
    )
    return kpi, (f"Count “{measure.title}”, {how}", reason)


def _rarer(one: Frequency, other: Frequency) -> Frequency:
    return max(one, other, key=lambda frequency: _MONTHS[frequency])


def targets_of(case: Case, measure: Measure) -> Targets:
    """Return a target for each contract year, reckoned from the measure's guide; () where it can't be.

    Amounts are whole numbers, rounded down; what can't be even falls in the later years, when the
    work has settled. A framework has no fixed volume, so only shares of a whole are reckoned for it.
    """
    guide, facts = measure.guide, case.project.facts
    if guide is None or (facts.term_months is None and proportion(case).scored):
        return ()
    years = contract_years(facts)
    if guide.basis is GuideBasis.EACH_YEAR:
        return (guide.amount,) * years
    if facts.framework is Framework.ESTABLISHES:
        return ()
    months = facts.term_months or _MONTHS_A_YEAR
    match guide.basis:
        case GuideBasis.POSTS:
            quantity = None if facts.workforce is None else Decimal(facts.workforce)
        case GuideBasis.POUNDS:
            known = facts.value is not None
            quantity = single_amount(Decider(case.pack, facts).world) if known else None
        case GuideBasis.CONTRACT_YEARS:
            quantity = Decimal(months) / _MONTHS_A_YEAR
        case _:
            quantity = Decimal(1)
    return () if quantity is None else _spread(guide.amount * quantity / guide.per, years)


def _spread(total: Decimal, years: int) -> Targets:
    whole = int(total.to_integral_value(ROUND_DOWN))
    if whole < 1:
        return ()
    each, over = divmod(whole, years)
    return tuple(Decimal(each + (year >= years - over)) for year in range(years))


def _first_year_end(facts: ContractFacts) -> date | None:
    if facts.start_date is None:
        return None
    year_end = shifted(facts.start_date, _MONTHS_A_YEAR)
    end = _end(facts)
    return min(year_end, end) if end else year_end


def _end(facts: ContractFacts) -> date | None:
    if facts.end_date:
        return facts.end_date
    if facts.start_date and facts.term_months:
        return last_day(facts.start_date, facts.term_months)
    return None


def propose_reporting(case: Case) -> Sections:
    """Return the sections that change when reporting and review dates are proposed."""
    sections = dict(_reporting(case))
    project = replace(case.project, **sections)
    theirs = tuple(
        review for review in project.review_dates if not is_free(project, f"review_dates.{review.id}")
    )
    new = () if theirs else tuple(_reviews(case))
    if new or theirs != project.review_dates:
        sections["review_dates"] = (*theirs, *new)
        sections["proposals"] = with_proposals(
            project, (_review_proposal(review) for review in new), "review_dates"
        )
    return sections


def _reporting(case: Case) -> Sections:
    project, rung = case.project, proportion(case).basis
    if not project.kpis:
        return {}
    facts = project.facts
    first = shifted(facts.start_date, min(_MONTHS[rung.frequency], 600)) if facts.start_date else None
    end = _end(facts)
    first = min(first, end) if first and end else None if rung.frequency is Frequency.ONCE else first
    values: dict[str, tuple[Any, str]] = {
        "contract_manager": (_CONTRACT_MANAGER, "Name a contract manager"),
        "frequency": (rung.frequency, f"Reports: {rung.frequency.label.lower()}"),
        "delivery_plan_weeks": (
            rung.delivery_plan_weeks,
            f"A delivery plan within {rung.delivery_plan_weeks} weeks of award",
        ),
        "delivery_plan_review_weeks": (
            rung.delivery_plan_review_weeks,
            f"The delivery plan reviewed within {rung.delivery_plan_review_weeks} weeks",
        ),
    }
    if first:
        values["first_report_on"] = (first, "A first report")
    free = {name: given for name, given in values.items() if is_free(project, f"reporting.{name}")}
    if not free:
        return {}
    taken: dict[str, Any] = {name: value for name, (value, _) in free.items()}
    reason = f"Usual for a contract {rung.title} ({proportion(case).label.lower()})."
    return {
        "reporting": replace(project.reporting, **taken),
        "proposals": with_proposals(
            project,
            (
                field_proposal(f"reporting.{name}", what, value, reason)
                for name, (value, what) in free.items()
            ),
            "reporting",
        ),
    }


def _reviews(case: Case) -> Iterator[ReviewDate]:
    """Yield the days on which delivery is looked at, from the dates that are known."""
    project = case.project
    start, end = project.facts.start_date, _end(project.facts)
    if start is None or end is None or not project.kpis:
        return
    days: dict[date, str] = {}
    if proportion(case).scored and (first := shifted(start, _FIRST_LOOK)) < end - _BEFORE_THE_END:
        days[first] = "First three months: is the delivery plan under way?"
    for year in range(1, min(contract_years(project.facts), _MOST_REVIEWS)):
        day = shifted(start, year * _MONTHS_A_YEAR)
        if day < end - _BEFORE_THE_END:
            days[day] = f"End of year {year}: ratings, and the targets for year {year + 1}"
    days[max(start, end - _BEFORE_THE_END)] = "End of the term: ratings, hand-over and what lasted"
    for day, what in days.items():
        yield ReviewDate(id=item_id(project, "review", what), on=day, what=what)


def _review_proposal(review: ReviewDate) -> Proposal:
    return item_proposal(
        f"review_dates.{review.id}",
        f"Review: {review.what}",
        review,
        "Reckoned from the contract's dates, so that both sides look at delivery in time to act.",
    )
