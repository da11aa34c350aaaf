"""Until when the records of a project are kept, by the law and by the authority's own rule, and why.

A day is given only where it can be reckoned: where a fact is missing, it is named and nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from svdesk.domain.dates import latest_end
from svdesk.domain.delivery import Award
from svdesk.domain.english import capitalised, counted, listed, show_date
from svdesk.domain.facts import ContractFacts
from svdesk.domain.keeping.retention import KeptFrom, OwnRule, kept_until
from svdesk.domain.project import Project
from svdesk.policy.content.items import Citation
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.retention import Retention
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import FACTS, facts_behind, only_difference

_GIVE_DAY = "Give the day on which the contract was entered into (step Reporting and review)."
_GIVE_END = "Give the last day of the contract (step Contract facts)."
_GIVE_EXTENSIONS = "Give the months of all extensions together (step Contract facts)."


class Keeping(StrEnum):
    """What can be said of how long records are kept."""

    UNTIL = "until"
    """Until a day that is known."""
    OPEN = "open"
    """For a period whose end cannot be reckoned yet."""
    UNSURE = "unsure"
    """The facts leave open whether a period is set."""
    NOT_SET = "not set"
    """Neither the law nor a rule of the authority sets a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepUntil:
    """How long records are kept: the last *day* (only for :attr:`Keeping.UNTIL`), *why*, what is missing.

    *why* holds whole sentences, the one that decides first; *missing* sentences that say what to give.
    """

    keeping: Keeping
    day: date | None = None
    why: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def headline(self) -> str:
        """The answer in a line."""
        if self.day is not None:
            return f"Keep until {show_date(self.day)}"
        return {
            Keeping.OPEN: "Keep: until when can't be reckoned yet",
            Keeping.UNSURE: "Keep: SVDesk can't tell yet for how long",
        }.get(self.keeping, "No period is set")

    def in_words(self) -> str:
        """Return the whole answer: the line, why, and what to give."""
        return " ".join((f"{self.headline}.", *self.why, *self.missing))

    def binds_on(self, today: date) -> bool:
        """Say whether the records are still to be kept on *today*, for all that is known."""
        if self.keeping is Keeping.UNTIL:
            return self.day is not None and today <= self.day
        return self.keeping is not Keeping.NOT_SET


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What one enactment or rule asks for."""

    keeping: Keeping
    day: date | None = None
    why: str = ""
    missing: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def keep_until(project: Project, pack: PolicyPack, own: OwnRule | None = None) -> KeepUntil:
    """Return until when the records of *project* are kept under *pack*, and the authority's *own* rule."""
    claims = list(_by_law(project, pack))
    if own is not None:
        claims.append(_by_own_rule(own, project.award, project.facts))
    lasting = [claim for claim in claims if claim.keeping is not Keeping.NOT_SET]
    if not lasting:
        why = tuple(claim.why for claim in claims) or (
            "No law that this policy pack knows sets a period for the records of this contract.",
        )
        said = "Your authority's own rule decides: set it in the bin, on the home screen."
        told = (*why, said) if own is None else why
        return KeepUntil(keeping=Keeping.NOT_SET, why=told, citations=_citations(claims))
    for keeping in (Keeping.OPEN, Keeping.UNSURE):
        if any(claim.keeping is keeping for claim in lasting):
            lasting.sort(key=lambda claim: claim.day is not None)
            return KeepUntil(
                keeping=keeping,
                why=tuple(claim.why for claim in lasting),
                missing=tuple(dict.fromkeys(line for claim in lasting for line in claim.missing)),
                citations=_citations(lasting),
            )
    lasting.sort(key=lambda claim: claim.day or date.min, reverse=True)
    return KeepUntil(
        keeping=Keeping.UNTIL,
        day=lasting[0].day,
        why=tuple(claim.why for claim in lasting),
        citations=_citations(lasting),
    )


def _by_law(project: Project, pack: PolicyPack) -> Iterator[_Claim]:
    decider = Decider(pack, project.facts)
    for entry in pack.retentions:
        forks = list(decider.ask(entry.when))
        truths = {fork.truth for fork in forks}
        if truths == {False}:
            continue
        if truths == {True}:
            yield _of_law(entry, project.award)
            continue
        asked = {name for fork in forks for gap in fork.gaps for name in gap.missing}
        for one, other in combinations(forks, 2):
            if one.truth is not other.truth and (name := only_difference(one.world, other.world)):
                asked.update(facts_behind(name, project.facts))
        words = {each.name: each.ask for each in pack.parts.facts}
        asks = [words[name] for name in FACTS if name in asked]
        yield _Claim(
            keeping=Keeping.UNSURE,
            why=f"Whether {entry.title} asks for a period is not certain.",
            missing=(f"{capitalised(listed(asks))} (step Contract facts).",) if asks else (),
            citations=entry.citations,
        )


def _of_law(entry: Retention, award: Award) -> _Claim:
    if entry.years is None:
        return _Claim(
            keeping=Keeping.NOT_SET,
            why=f"{capitalised(entry.title)} governs these records. {entry.reason}",
            citations=entry.citations,
        )
    asks = f"{entry.title} asks for {counted(entry.years, 'year')} beginning with the day"
    if award.entered_into_on is not None:
        day = kept_until(award.entered_into_on, entry.years)
        begun = f"the contract was entered into, {show_date(award.entered_into_on)}."
        return _until(entry, day, f"Because {asks} {begun} {entry.reason}")
    if award.awarded_on is not None:
        day = kept_until(award.awarded_on, entry.years)
        begun = (
            f"the contract was awarded, {show_date(award.awarded_on)}, where it is not entered into. "
            f"If it is entered into later, give that day: the years then begin with it. {entry.reason}"
        )
        return _until(entry, day, f"Because {asks} {begun}")
    if award.no_award_on is not None and entry.ends_without_award:
        given = show_date(award.no_award_on)
        notice = f"notice is given of a decision not to award the contract, {given}."
        return _until(entry, award.no_award_on, f"Because {entry.title} has records kept until {notice}")
    return _Claim(
        keeping=Keeping.OPEN,
        why=f"{capitalised(asks)} the contract is entered into. {entry.reason}",
        missing=(_GIVE_DAY,),
        citations=entry.citations,
    )


def _until(entry: Retention, day: date, why: str) -> _Claim:
    return _Claim(keeping=Keeping.UNTIL, day=day, why=why, citations=entry.citations)


def _by_own_rule(own: OwnRule, award: Award, facts: ContractFacts) -> _Claim:
    asks = f"your authority's own rule, “{own.name}”, asks for {counted(own.years, 'year')}"
    if own.counted_from is KeptFrom.END:
        end = latest_end(facts) if facts.extension_months is not None else None
        if end is None:
            missing = (_GIVE_EXTENSIONS,) if facts.extension_months is None else (_GIVE_END,)
            why = f"{capitalised(asks)} after the last day of the contract."
            return _Claim(keeping=Keeping.OPEN, why=why, missing=missing)
        day = kept_until(end + timedelta(days=1), own.years) if end < date.max else date.max
        with_all = f"after the last day of the contract with all its extensions, {show_date(end)}."
        return _Claim(keeping=Keeping.UNTIL, day=day, why=f"Because {asks} {with_all}")
    begun = award.entered_into_on or award.awarded_on
    if begun is None:
        if award.no_award_on is not None:
            why = f"{capitalised(asks)} from the contract, and no contract was awarded."
            return _Claim(keeping=Keeping.NOT_SET, why=why)
        why = f"{capitalised(asks)} from the contract."
        return _Claim(keeping=Keeping.OPEN, why=why, missing=(_GIVE_DAY,))
    what = "entered into" if award.entered_into_on is not None else "awarded"
    why = f"Because {asks} beginning with the day the contract was {what}, {show_date(begun)}."
    return _Claim(keeping=Keeping.UNTIL, day=kept_until(begun, own.years), why=why)


def _citations(claims: list[_Claim]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(each for claim in claims for each in claim.citations))
