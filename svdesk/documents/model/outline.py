"""What the documents read off a project: chosen outcomes, numbered questions, measures, years.

The numbers given here (question 2, K3) are the same in every document, so that a commitment can be
followed from the tender to the contract.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from svdesk.documents.model.phrases import NOT_YET, UNKNOWN_ITEM, day, months, number, tidy
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.facts import ContractFacts, contract_years
from svdesk.domain.project import CommitmentDecision, Kpi, OutcomeDecision, Project, Question
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Determination
from svdesk.policy.content.items import Commitment
from svdesk.policy.content.outcomes import Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.proportion import proportion
from svdesk.policy.rules.stages import moved_into_tender, questions_at

MONTHS_A_YEAR = 12
AS_TENDERED = "As tendered"
TO_BE_AGREED = "To be agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A question with the number it carries in the documents and the title of its outcome."""

    place: int
    of: int
    question: Question
    outcome: str

    @property
    def heading(self) -> str:
        """The words that stand above the question."""
        return f"Question {self.place}: {self.outcome}" if self.outcome else f"Question {self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A KPI with the reference it carries in the documents and the title of its outcome."""

    ref: str
    kpi: Kpi
    outcome: str
    objective: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One project as the composers read it."""

    project: Project
    assessment: Assessment
    pack: PolicyPack

    @property
    def case(self) -> Case:
        """The case that the guidance and the steps look at."""
        return Case(self.project, self.assessment, self.pack)

    @property
    def facts(self) -> ContractFacts:
        """The contract facts."""
        return self.project.facts

    def determination(self, rule: str) -> Determination | None:
        """Return what a rule says, or ``None`` where it was not assessed."""
        return next((found for found in self.assessment.determinations if found.rule == rule), None)

    def outcome(self, outcome_id: str) -> Outcome | None:
        """Return an outcome of the pack, or ``None`` where the pack does not hold it."""
        return next((outcome for outcome in self.pack.outcomes if outcome.id == outcome_id), None)

    def outcome_title(self, outcome_id: str) -> str:
        """Return an outcome's title; an id that the pack does not hold is printed with a note."""
        if not outcome_id:
            return ""
        outcome = self.outcome(outcome_id)
        return outcome.title if outcome else unknown(outcome_id)

    def objective_title(self, outcome_id: str) -> str:
        """Return the title of an outcome's objective; "" where it is not known."""
        outcome = self.outcome(outcome_id)
        wanted = outcome.objective if outcome else None
        return next((item.title for item in self.pack.objectives if item.id == wanted), "")

    @property
    def carries_no_marks(self) -> bool:
        """Whether social value was given a weight of nought, and nothing about it is asked."""
        return self.project.evaluation.social_value_weight == 0 and not self.tender_questions()

    @property
    def seeks_nothing(self) -> bool:
        """Whether every outcome of the pack was decided on, and none is sought."""
        decided = {made.outcome_id for made in self.project.outcomes if made.decision}
        return not self.chosen() and decided >= {outcome.id for outcome in self.pack.outcomes}

    def chosen(self) -> tuple[OutcomeDecision, ...]:
        """Return the outcomes that were chosen, in the officer's order."""
        return tuple(made for made in self.project.outcomes if made.decision is Decision.CHOSEN)

    @property
    def nothing_is_asked(self) -> bool:
        """Say whether this is a small contract of which bidders are asked nothing about social value.

        Then there is no question, and social value has no weight: at most a term stands in the order.
        """
        evaluation = self.project.evaluation
        return not self.project.questions and evaluation.social_value_weight == 0

    @property
    def no_tender(self) -> bool:
        """Say whether the route is known to have no tender."""
        return self.assessment.tender_stage is False

    @property
    def no_offer(self) -> bool:
        """Say whether the supplier writes no offer on social value, so that the targets are all there is."""
        return self.no_tender or self.nothing_is_asked

    @property
    def is_small_order(self) -> bool:
        """Say whether no offer is written and the contract is on a rung on which no question is usual."""
        if not self.no_offer:
            return False
        rung = proportion(self.case).rung
        return rung is not None and not rung.questions[1]

    @property
    def open_target(self) -> str:
        """The words for a target that is no number yet."""
        return TO_BE_AGREED if self.no_offer else AS_TENDERED

    @property
    def winner_only(self) -> bool:
        """Say whether only the winner writes the full method statement."""
        return self.project.evaluation.winner_only_method is True

    def word_limit(self, item: "Numbered") -> int | None:
        """Return the words that a bidder has for a tender question."""
        limit = item.question.word_limit
        if self.winner_only and item.question.stage is Stage.TENDER:
            short = self.pack.burden.short_words
            return short if limit is None else min(limit, short)
        return limit

    def tender_questions(self) -> tuple[Numbered, ...]:
        """Return the tender questions with their numbers."""
        return self._number(questions_at(Stage.TENDER, self.project.questions, self.assessment))

    def moved_questions(self) -> tuple[Numbered, ...]:
        """Return the selection questions that the tender has to ask instead."""
        return self._number(moved_into_tender(self.project.questions, self.assessment))

    def selection_questions(self) -> tuple[Numbered, ...]:
        """Return the questions asked at the selection stage."""
        return self._number(questions_at(Stage.SELECTION, self.project.questions, self.assessment))

    def _number(self, questions: tuple[Question, ...]) -> tuple[Numbered, ...]:
        return tuple(
            Numbered(
                place=place,
                of=len(questions),
                question=question,
                outcome=self.outcome_title(question.outcome_id),
            )
            for place, question in enumerate(questions, 1)
        )

    def kpis(self) -> tuple[Counted, ...]:
        """Return the KPIs with their references K1, K2 and so on."""
        return tuple(
            Counted(
                ref=f"K{place}",
                kpi=kpi,
                outcome=self.outcome_title(kpi.outcome_id),
                objective=self.objective_title(kpi.outcome_id),
            )
            for place, kpi in enumerate(self.project.kpis, 1)
        )

    def commitments(self) -> Iterator[tuple[Commitment, CommitmentDecision | None]]:
        """Yield the policy's commitments with what was decided of each."""
        made = {decision.commitment_id: decision for decision in self.project.commitments}
        for commitment in self.pack.commitments:
            yield commitment, made.get(commitment.id)

    def questions_about(self, outcome_id: str) -> tuple[Numbered, ...]:
        """Return the tender questions on an outcome."""
        return tuple(item for item in self.tender_questions() if item.question.outcome_id == outcome_id)

    def kpis_about(self, outcome_id: str) -> tuple[Counted, ...]:
        """Return the KPIs on an outcome."""
        return tuple(item for item in self.kpis() if item.kpi.outcome_id == outcome_id)


def unknown(item_id: str) -> str:
    """Return the id of something that the pack does not hold, with a note that says so."""
    return f"{item_id} {UNKNOWN_ITEM}"


def year_dates(facts: ContractFacts) -> tuple[tuple[str, str], ...]:
    """Return each contract year with its first and last day; () where the start is not known."""
    if facts.start_date is None or facts.term_months is None:
        return ()
    rows = []
    for year in range(1, contract_years(facts) + 1):
        first = _later(facts.start_date, (year - 1) * MONTHS_A_YEAR)
        after = _later(facts.start_date, min(year * MONTHS_A_YEAR, facts.term_months))
        if first is None or after is None or after <= first:
            return ()
        rows.append((f"Year {year}", f"{day(first)} to {day(after - timedelta(days=1))}"))
    return tuple(rows)


def _later(start: date, by_months: int) -> date | None:
    """Return the day *by_months* later; the last of a month that is shorter; None past the calendar."""
    place = start.year * MONTHS_A_YEAR + start.month - 1 + by_months
    year, month = divmod(place, MONTHS_A_YEAR)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def term(facts: ContractFacts) -> str:
    """Return the length of the contract, with its dates where they are known."""
    length = months(facts.term_months)
    if facts.start_date and facts.end_date:
        return f"{length}, {day(facts.start_date)} to {day(facts.end_date)}"
    return f"{length}, from {day(facts.start_date)}" if facts.start_date else length


def extension(facts: ContractFacts) -> str:
    """Return how far the contract can be extended."""
    if facts.extension_months == 0:
        return "None"
    if facts.extension_months is None:
        return NOT_YET
    return f"Up to {months(facts.extension_months)} more"


def target(kpi: Kpi, year: int, *, left_open: str = AS_TENDERED) -> str:
    """Return the target of a contract year, or *left_open*: a bidder offers it, or the parties agree it."""
    value = kpi.targets[year - 1] if year <= len(kpi.targets) else None
    return left_open if value is None else _amount(kpi, value)


def _amount(kpi: Kpi, value: Decimal) -> str:
    return f"{number(value)}%" if kpi.unit.strip().lower() in ("percent", "per cent", "%") else number(value)


def target_total(kpi: Kpi, facts: ContractFacts, *, left_open: str = AS_TENDERED) -> str:
    """Return the sum of the targets, where every year has one and the unit can be added up."""
    if not adds_up(kpi):
        return "Not added up"
    values = kpi.targets[: contract_years(facts)]
    known = [value for value in values if value is not None]
    if len(known) < contract_years(facts):
        return left_open
    return number(sum(known, Decimal(0)))


def worth(question: Question, overall: Decimal | None) -> str:
    """Return what a question is worth: ``worth 4 of the 10% for social value``."""
    if question.weight is None:
        return "weight not yet answered"
    if overall is None:
        return f"worth {tidy(question.weight)}% of the social value marks"
    return f"worth {tidy(points(question.weight, overall))} of the {tidy(overall)}% for social value"


def points(weight: Decimal, overall: Decimal) -> Decimal:
    """Return a question's share of all marks in percent."""
    return weight * overall / 100


def adds_up(kpi: Kpi) -> bool:
    """Say whether the years of a KPI can be added up: shares and averages can't."""
    return not any(word in kpi.unit.lower() for word in ("percent", "per cent", "%", "average", "share"))
