"""How relevant each outcome is to a contract, by the pack's published formula.

The score of an outcome is the sum of the points of what speaks for and against it. Points, limits
and sentences are data of the pack (``[[factor]]``, ``[relevance]``, ``[[presumption]]``), told in
words by :mod:`svdesk.policy.guidance.formula`; what an outcome needs is its
:class:`svdesk.policy.content.outcomes.Fit`. A fact that is not known gives no points.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from svdesk.domain.english import counted, listed, within_sentence
from svdesk.domain.entry import show_pounds
from svdesk.policy.case import Case
from svdesk.policy.content.outcomes import Fit, Outcome
from svdesk.policy.content.practice import Factor, RelevanceBands
from svdesk.policy.guidance.formula import DIVISION_DIGITS, focus_points
from svdesk.policy.guidance.topics import Titles, longest_beginning, takes_in, topics_of
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import amount_limits

MOST_REASONS = 3
"""Reasons that are shown each way."""

_WORDS_SHOWN = 3
_FEWEST_LOTS = 2
_ON_SITE = "on-site"


class ScoreBand(StrEnum):
    """What a score means."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Something that speaks for an outcome or, with *points* below 0, against it."""

    factor: str
    points: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How relevant one outcome is: the reasons that weigh most, the heaviest first.

    *unknown* names, in words, the facts without points because they are not known.
    """

    outcome_id: str
    score: int
    band: ScoreBand
    in_favour: tuple[Reason, ...]
    against: tuple[Reason, ...]
    unknown: tuple[str, ...]


_Found: TypeAlias = Reason | str
"""What looking at a factor finds: a reason, or the name of what is not known."""
_Look: TypeAlias = Callable[["_Scorer", Factor, Outcome], Iterator[_Found]]


def relevance(case: Case, vocabulary: Titles | None = None) -> tuple[Relevance, ...]:
    """Return the relevance of every outcome of the pack of *case*, in its order.

    *vocabulary* gives the official titles of the contract's CPV codes; by default the one that
    ships with SVDesk.
    """
    scorer = _Scorer(case, vocabulary)
    return tuple(scorer.relevance(outcome) for outcome in case.pack.outcomes)


class _Scorer:
    """Scores the outcomes of one pack for one project."""

    def __init__(self, case: Case, vocabulary: Titles | None) -> None:
        self.project = case.project
        self.facts = case.facts
        self.topics = topics_of(case, vocabulary)
        self._pack = case.pack
        self._cautioning = case.cautioning_rules
        self._titles = {question.id: question.title for question in case.pack.profile_questions}
        self.amount = amount_limits(Decider(case.pack, case.facts).world)

    def relevance(self, outcome: Outcome) -> Relevance:
        """Return how relevant *outcome* is."""
        reasons: list[Reason] = []
        unknown: dict[str, None] = {}
        for factor in self._pack.factors:
            for found in FACTORS[factor.id](self, factor, outcome):
                if isinstance(found, str):
                    unknown[found] = None
                elif found.points:
                    reasons.append(found)
        # Sorting is stable, so that equal points keep the order of the pack's factors.
        reasons.sort(key=lambda reason: -abs(reason.points))
        score = sum(reason.points for reason in reasons)
        bands = self._pack.relevance
        linked = any(reason.points > 0 and reason.factor in bands.links for reason in reasons)
        barred = any(reason.points < 0 and reason.factor in bands.bars for reason in reasons)
        return Relevance(
            outcome_id=outcome.id,
            score=score,
            band=ScoreBand.WEAK if barred else _band(score, bands, linked=linked),
            in_favour=tuple(reason for reason in reasons if reason.points > 0)[:MOST_REASONS],
            against=tuple(reason for reason in reasons if reason.points < 0)[:MOST_REASONS],
            unknown=tuple(unknown),
        )

    def category(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at what is mainly bought."""
        fit, category = outcome.fit, self.facts.category
        if category is None:
            if fit.categories or fit.unfit_categories:
                yield factor.unknown
        elif category in fit.unfit_categories:
            yield _against(factor, {"category": within_sentence(category.label)})
        elif category in fit.categories:
            yield _for(factor, {"category": within_sentence(category.label)})

    def cpv(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at the codes; of all of them the one that fits best counts."""
        fit = outcome.fit
        if not (fit.cpv or fit.unfit_cpv):
            return
        if not self.topics.codes:
            yield factor.unknown
            return
        found = [reason for code in self.topics.codes if (reason := self._code(factor, fit, code))]
        if found:
            yield max(found, key=lambda reason: reason.points)

    def _code(self, factor: Factor, fit: Fit, code: str) -> Reason | None:
        named = {"code": code, "title": self.topics.title(code)}
        fits, unfit = longest_beginning(code, fit.cpv), longest_beginning(code, fit.unfit_cpv)
        if len(fits) > len(unfit):
            further = max(0, len(fits) - DIVISION_DIGITS)
            return _for(factor, named, further)
        if unfit:
            return _against(factor, named)
        if takes_in(code, fit.cpv):
            text = factor.why_in_part.format(**named)
            return Reason(factor=factor.id, points=factor.in_part, text=text)
        return None

    def focus(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at how few kinds of contract an outcome is for, where a code is surely one of them."""
        fit = outcome.fit
        longest = (len(longest_beginning(code, fit.cpv)) for code in self.topics.codes)
        if max(longest, default=0) <= DIVISION_DIGITS:
            return
        if points := focus_points(factor, fit):
            yield Reason(factor=factor.id, points=points, text=factor.why_for)

    def words(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look for the outcome's words in the subject-matter."""
        if not outcome.fit.words:
            return
        if not self.topics.words:
            yield factor.unknown
        elif found := self.topics.words.matched(outcome.fit.words):
            yield _for(factor, {"words": listed(found[:_WORDS_SHOWN])}, len(found) - 1)

    def term(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Compare the months without extensions, and with them before they speak against."""
        least, months = outcome.fit.minimum_term, self.facts.term_months
        if least is None:
            return
        if months is None:
            yield factor.unknown
            return
        named = {"months": counted(months, "month"), "least": f"at least {counted(least, 'month')}"}
        if months >= least:
            yield _for(factor, named)
        elif months + (self.facts.extension_months or 0) < least:
            yield _against(factor, named)

    def workforce(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Compare the posts."""
        least, posts = outcome.fit.minimum_posts, self.facts.workforce
        if least is None:
            return
        if posts is None:
            yield factor.unknown
            return
        named = {"posts": counted(posts, "full-time post"), "least": counted(least, "post")}
        yield _for(factor, named) if posts >= least else _against(factor, named)

    def value(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Compare the value including VAT, where that is certain."""
        least = outcome.fit.minimum_value
        if least is None:
            return
        lowest, highest = self.amount
        known = self.facts.value is not None
        named = {"value": _amount(lowest, highest), "least": _at_least(least)} if known else {}
        if known and lowest >= least:
            yield _for(factor, named)
        elif known and highest < least:
            yield _against(factor, named)
        else:
            yield factor.unknown

    def lots(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at the lots."""
        if not outcome.fit.lots:
            return
        count = len(self.project.lots)
        if count >= _FEWEST_LOTS:
            yield _for(factor, {"lots": counted(count, "lot")})
        elif self.project.access.lots_used is False:
            yield _against(factor)
        else:
            yield factor.unknown

    def place(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at where the work is done."""
        if not outcome.fit.place:
            return
        known = self.topics.answers.get(_ON_SITE)
        if known is None:
            yield factor.unknown
            return
        named = {"area": self.facts.relevant_area.strip() or "the area", "basis": known.basis}
        yield _for(factor, named) if known.answer else _against(factor, named)

    def yes(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at the answers that speak for the outcome when yes."""
        yield from self._answers(factor, outcome.fit.yes, wanted=True)

    def no(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look at the answers that speak for the outcome when no."""
        yield from self._answers(factor, outcome.fit.no, wanted=False)

    def _answers(self, factor: Factor, questions: tuple[str, ...], *, wanted: bool) -> Iterator[_Found]:
        """Yield what the answers say; the points are shared out among the questions that are named."""
        for question in questions:
            title = self._titles.get(question, question)
            known = self.topics.answers.get(question)
            if known is None:
                yield factor.unknown.format(question=within_sentence(title))
                continue
            speaks = known.answer is wanted
            text = factor.why_for if speaks else factor.why_against
            points = factor.speaks_for if speaks else -factor.speaks_against
            yield Reason(
                factor=factor.id,
                points=round(points / len(questions)),
                text=text.format(question=title, basis=known.basis),
            )

    def legal_care(self, factor: Factor, outcome: Outcome) -> Iterator[_Found]:
        """Look whether a rule asks for care with matters of workforce or location."""
        if outcome.non_commercial and factor.rule in self._cautioning:
            yield _against(factor)


FACTORS: dict[str, _Look] = {
    "category": _Scorer.category,
    "cpv": _Scorer.cpv,
    "focus": _Scorer.focus,
    "words": _Scorer.words,
    "term": _Scorer.term,
    "workforce": _Scorer.workforce,
    "value": _Scorer.value,
    "lots": _Scorer.lots,
    "place": _Scorer.place,
    "yes": _Scorer.yes,
    "no": _Scorer.no,
    "legal-care": _Scorer.legal_care,
}
"""What a pack's factors can look at, by their ids."""


def _band(score: int, bands: RelevanceBands, *, linked: bool) -> ScoreBand:
    if score >= bands.strong_from and linked:
        return ScoreBand.STRONG
    return ScoreBand.POSSIBLE if score >= bands.possible_from else ScoreBand.WEAK


def _for(factor: Factor, named: Mapping[str, str], further: int = 0) -> Reason:
    points = factor.speaks_for + factor.each * further
    points = min(points, factor.most) if factor.most else points
    return Reason(factor=factor.id, points=points, text=factor.why_for.format(**named))


def _against(factor: Factor, named: Mapping[str, str] = MappingProxyType({})) -> Reason:
    text = factor.why_against.format(**named)
    return Reason(factor=factor.id, points=-factor.speaks_against, text=text)


def _at_least(pounds: Decimal) -> str:
    return f"at least {show_pounds(pounds)}"


def _amount(lowest: Decimal, highest: Decimal) -> str:
    if lowest == highest:
        return show_pounds(round(lowest, 2))
    return f"{show_pounds(round(lowest, 2))} to {show_pounds(round(highest, 2))}"
