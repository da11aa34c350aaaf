"""What answering costs one bidder, in words and hours, and what could be cut. Guidance, never law.

Hours are reckoned by the pack's ``[burden]``: words by the hour, and time for each question, row of
the response form and form to fill in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from svdesk.domain.choices import Stage
from svdesk.domain.project import Project, Question
from svdesk.policy.case import Case
from svdesk.policy.content.items import Citation
from svdesk.policy.guidance.proportion import Proportion, proportion
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import single_amount
from svdesk.policy.rules.stages import moved_into_tender, questions_at

_TENTH = Decimal("0.1")
_ROUND_WORDS = 50
"""Word limits are proposed in steps of this many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Something to leave out or shorten: the field or item it concerns and the hours it saves."""

    path: str
    text: str
    hours_saved: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """One bidder's work on social value.

    *rows* are rows of the response form, *documents* the forms to fill in. *usual_hours* and
    *usual_words* are the most that is usual for a contract of this size, ``None`` where its size
    can't be told; *over* says that *hours* are more. *cuts* come with the largest saving first.
    *winner_only_hours* is what every bidder would spend if only the winner wrote the method
    statement, *winner_only* that it is so. *share_of_bid* is the hours in percent of a usual whole
    bid; *value_an_hour* the contract's pounds for each hour, ``None`` where that is not certain.
    """

    words: int
    questions: int
    rows: int
    documents: int
    hours: Decimal
    usual_hours: int | None
    usual_words: int | None
    over: bool
    cuts: tuple[Cut, ...]
    winner_only: bool
    winner_only_words: int
    winner_only_hours: Decimal
    share_of_bid: Decimal
    value_an_hour: Decimal | None
    label: str
    evidence: str
    citations: tuple[Citation, ...]


def burden(case: Case) -> Burden:
    """Return what answering the questions of *case* costs one bidder."""
    project, pack = case.project, case.pack
    guide = proportion(case)
    load, rates = _Load(case), pack.burden
    winner_only = project.evaluation.winner_only_method is True
    words = load.words(short=winner_only)
    hours = load.hours(short=winner_only)
    most = guide.basis.hours[1] if guide.rung else None
    over = most is not None and hours > most
    amount = single_amount(Decider(pack, project.facts).world) if project.facts.value is not None else None
    return Burden(
        words=words,
        questions=len(load.questions),
        rows=load.rows,
        documents=load.documents,
        hours=hours,
        usual_hours=most,
        usual_words=guide.words.most if guide.rung else None,
        over=over,
        cuts=tuple(sorted(_cuts(load, guide), key=lambda cut: -cut.hours_saved)) if over else (),
        winner_only=winner_only,
        winner_only_words=load.words(short=True),
        winner_only_hours=load.hours(short=True),
        share_of_bid=(hours * 100 / rates.usual_bid_hours).to_integral_value(ROUND_HALF_UP),
        value_an_hour=(amount / hours).to_integral_value(ROUND_HALF_UP) if amount and hours else None,
        label=rates.label,
        evidence=rates.evidence,
        citations=rates.citations,
    )


class _Load:
    """What one bidder has to do for one project."""

    def __init__(self, case: Case) -> None:
        project, assessment = case.project, case.assessment
        self.project: Project = project
        self._rates = case.pack.burden
        asked = assessment.tender_stage is not False
        tender = questions_at(Stage.TENDER, project.questions, assessment) if asked else ()
        moved = moved_into_tender(project.questions, assessment) if asked else ()
        selection = questions_at(Stage.SELECTION, project.questions, assessment)
        self.scored = tender
        self._scored = frozenset(question.id for question in tender)
        self.questions: tuple[Question, ...] = (*tender, *moved, *selection)
        self.rows = len(project.kpis) if tender else 0
        self.documents = bool(tender or moved) + bool(selection)

    def words(self, *, short: bool) -> int:
        """Return the words asked for; *short* where only the winner writes the method statement."""
        return sum(self._words(question, short=short) for question in self.questions)

    def _words(self, question: Question, *, short: bool) -> int:
        limit = question.word_limit or 0
        return min(limit, self._rates.short_words) if short and self.is_scored(question) else limit

    def is_scored(self, question: Question) -> bool:
        """Say whether *question* earns marks."""
        return question.id in self._scored

    def hours(self, *, short: bool) -> Decimal:
        """Return the hours, to a tenth."""
        rates = self._rates
        whole = (
            self.hours_for(self.words(short=short))
            + rates.hours_a_question * len(self.questions)
            + rates.hours_a_row * self.rows
            + rates.hours_a_document * self.documents
        )
        return whole.quantize(_TENTH, ROUND_HALF_UP)

    def hours_for(self, words: int) -> Decimal:
        """Return the hours that writing *words* takes."""
        return Decimal(words) / self._rates.words_an_hour

    def saved_without(self, question: Question, *, short: bool) -> Decimal:
        """Return the hours saved by not asking *question*."""
        return self.hours_for(self._words(question, short=short)) + self._rates.hours_a_question

    def saved_without_row(self) -> Decimal:
        """Return the hours saved by one row less."""
        return self._rates.hours_a_row


def _cuts(load: _Load, guide: Proportion) -> Iterator[Cut]:
    """Yield what could be cut: questions and measures beyond the usual, long limits, the method."""
    project = load.project
    short = project.evaluation.winner_only_method is True
    if not short and (saved := load.hours(short=False) - load.hours(short=True)) > 0:
        yield Cut(
            path="evaluation.winner_only_method",
            text="Let only the winner write the method statement. Bidders give their numbers and a short "
            "answer.",
            hours_saved=saved,
        )
    beyond = len(load.scored) - guide.questions.most
    if beyond > 0:
        lightest = sorted(load.scored, key=lambda question: (question.weight or 0, -len(question.text)))
        for question in lightest[:beyond]:
            yield Cut(
                path=f"questions.{question.id}",
                text="Leave out this question, the one that earns the fewest marks.",
                hours_saved=_tenths(load.saved_without(question, short=short)),
            )
    for question in load.questions:
        if not load.is_scored(question):
            yield Cut(
                path=f"questions.{question.id}",
                text="Leave out this question on experience, or ask for it only of the winner.",
                hours_saved=_tenths(load.saved_without(question, short=short)),
            )
    if not short:
        yield from _shorter(load, guide)
    for kpi in reversed(project.kpis[guide.kpis.most :]):
        yield Cut(
            path=f"kpis.{kpi.id}",
            text="Leave out this measure: it is beyond what is usual for a contract of this size.",
            hours_saved=_tenths(load.saved_without_row()),
        )


def _shorter(load: _Load, guide: Proportion) -> Iterator[Cut]:
    """Yield shorter limits for the questions that take more than their part of the usual words."""
    if not load.scored:
        return
    usual = guide.words.most // len(load.scored) // _ROUND_WORDS * _ROUND_WORDS
    for question in load.scored:
        limit = question.word_limit or 0
        if usual and limit > usual:
            yield Cut(
                path=f"questions.{question.id}.word_limit",
                text=f"Lower the limit from {limit:,} to {usual:,} words.",
                hours_saved=_tenths(load.hours_for(limit - usual)),
            )


def _tenths(hours: Decimal) -> Decimal:
    return hours.quantize(_TENTH, ROUND_HALF_UP)
