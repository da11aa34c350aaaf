"""The library of outcomes: what hangs on each of them, as frozen values.

Outcomes, questions, measures and clauses are SVDesk's own wording, written to be used as they are.
Themes, Marmot links and corporate priorities stand on the outcome and hold for all that hangs on it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from svdesk.domain.choices import Category, Frequency


class GuideBasis(StrEnum):
    """What a guide minimum is reckoned on."""

    POSTS = "posts"
    """Full-time-equivalent posts on the contract."""
    POUNDS = "pounds"
    """The value of the contract in pounds, including VAT."""
    CONTRACT_YEARS = "contract_years"
    CONTRACT = "contract"
    """The contract as a whole, whatever its size."""
    EACH_YEAR = "each_year"
    """The same in every contract year, as is usual for a share in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A guide minimum that can be reckoned: *amount* for every *per* of *basis*, over the term.

    With :attr:`GuideBasis.EACH_YEAR` the amount is that of each contract year. Guidance, never law.
    """

    amount: Decimal
    basis: GuideBasis
    per: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What an answer needs for the three upper marks, for one question."""

    three: str
    four: str
    five: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryQuestion:
    """A question of the library.

    *text* is the open variant with *word_limit* words. *guided* holds the lines of the guided
    variant, asked one by one as a) to e), with *guided_word_limit* words for all of them together;
    a selection question has none. *equivalents* says which other experience counts as much
    (selection questions only). *good_answer* is what a good answer looks like, a point each.
    *suits* says when to choose this question rather than another of the outcome.
    """

    id: str
    title: str
    text: str
    word_limit: int
    good_answer: tuple[str, ...]
    marks: Marks
    guided: tuple[str, ...] = ()
    guided_word_limit: int | None = None
    equivalents: str = ""
    suits: str = ""
    owner: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something countable, and everything needed to count it the same way in two years' time.

    The ``*_from`` bands are percent of target. *guide* is the reckoned form of *guide_minimum*.
    *double_counts* names measures under which the same thing must not be counted again;
    *life_cycle* the stages at which it bites, *needs* where the need can be looked up. Empty
    *categories* and *cpv* fit any contract; *cpv* holds beginnings of codes.
    """

    id: str
    title: str
    unit: str
    counts: str
    excludes: str
    method: str
    evidence: str
    baseline: str
    frequency: Frequency
    guide_minimum: str = ""
    guide: Guide | None = None
    remedy: str = ""
    good_from: Decimal = Decimal(100)
    approaching_from: Decimal = Decimal(85)
    improvement_from: Decimal = Decimal(60)
    double_counts: tuple[str, ...] = ()
    life_cycle: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    cpv: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    owner: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What makes an outcome relevant to a contract, read by :mod:`svdesk.policy.guidance.relevance`.

    Empty means that the fact makes no difference. *cpv* and *unfit_cpv* hold beginnings of CPV
    codes; *words* are subject-matter words, a star at the end standing for any ending. The minimum
    term is in months, the minimum workforce in full-time-equivalent posts, the minimum value in
    pounds including VAT. *place* marks an outcome that needs work done in a named place, *lots* one
    that gains from lots. *yes* and *no* name profile questions that speak for it when answered so.
    """

    categories: tuple[Category, ...] = ()
    unfit_categories: tuple[Category, ...] = ()
    cpv: tuple[str, ...] = ()
    unfit_cpv: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum_term: int | None = None
    minimum_posts: int | None = None
    minimum_value: Decimal | None = None
    place: bool = False
    lots: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A change for people or place that a contract can bring about, under one objective.

    *clause* is contract wording that makes the outcome binding. *non_commercial* marks a matter of
    workforce or location, which needs legal care where the Social Value Act duty does not apply
    (Local Government Act 1988, s17).
    """

    id: str
    objective: str
    title: str
    why_it_may_matter: str
    when_it_does_not_fit: str
    themes: tuple[str, ...]
    marmot: tuple[str, ...]
    priorities: tuple[str, ...]
    clause: str
    selection_question: LibraryQuestion
    tender_questions: tuple[LibraryQuestion, ...]
    measures: tuple[Measure, ...]
    fit: Fit = field(default_factory=Fit)
    non_commercial: bool = False
    owner: str = ""
    review_on: date | None = None

    @property
    def questions(self) -> tuple[LibraryQuestion, ...]:
        """The selection question and the tender questions."""
        return (self.selection_question, *self.tender_questions)
