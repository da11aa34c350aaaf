"""How practice is stated as data: relevance, the ladder of proportion, and the checks of a pack.

All of it is guidance of the policy pack, never law; the evidence stands beside each item.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from svdesk.domain.choices import Category, Frequency, Stage
from svdesk.policy.content.determinations import Severity
from svdesk.policy.content.items import Citation
from svdesk.policy.content.rule import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One thing that makes an outcome more or less relevant, and how much it weighs.

    *id* names what is looked at, one of :data:`svdesk.policy.guidance.relevance.FACTORS`. *speaks_for* and
    *speaks_against* are points added and taken away; *each* is added for each further digit of a
    CPV code or each further word, up to *most* points for it in all (0: no limit), and taken off
    again for each further division where *focus* is looked at. *why_for* and
    *why_against* say so in words, with the contract's own facts in the placeholders that the pack's
    comments name; *in_part* and *why_in_part* are for a CPV code that takes in more than what fits.
    *unknown* names the fact that is missing. *rule* is the rule that speaks where it
    applies and asks for care.
    """

    id: str
    title: str
    speaks_for: int = 0
    speaks_against: int = 0
    each: int = 0
    most: int = 0
    in_part: int = 0
    why_for: str = ""
    why_in_part: str = ""
    why_against: str = ""
    unknown: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevanceBands:
    """What the points of relevance mean: from *strong_from* strong, from *possible_from* possible.

    An outcome is never more than possible unless one of *links* (ids of factors) speaks for it:
    what is asked has to do with the subject-matter. It is weak where one of *bars* speaks against
    it: it needs something that this contract does not have. *same_objective* is taken off for each outcome
    already proposed under the same objective. *explanation* tells the formula in words.
    """

    strong_from: int
    possible_from: int
    links: tuple[str, ...]
    bars: tuple[str, ...]
    same_objective: int
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """An answer to a profile question that the contract's facts suggest until the officer answers.

    It holds where a code begins with one of *cpv*, but none of *unless_cpv*, and the category is one
    of *categories*, as far as each is given. One with *words* holds where the title has one of them
    and no code is given, which would say it better. The first of the pack that holds counts.
    """

    id: str
    question: str
    answer: bool
    cpv: tuple[str, ...] = ()
    unless_cpv: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFactor:
    """Something that adds *points* to the risk of a contract; *why* says so in words.

    It is one of: a condition *when*, a profile *question* answered yes, a *minimum_term* in months.
    """

    id: str
    points: int
    why: str
    when: Condition | None = None
    question: str = ""
    minimum_term: int | None = None

    def __post_init__(self) -> None:
        """Refuse a factor of no form or of several; raises ``ValueError``."""
        if [bool(self.when), bool(self.question), self.minimum_term is not None].count(True) != 1:
            raise ValueError("give exactly one of when, question or minimum_term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder of proportion: what is usual for a contract of this size.

    The first rung whose *when* holds is the contract's; the last has none. Each pair is from the
    least, for low risk, to the most, for high risk. *words* is what one bidder writes for all
    questions together; *weighting* is percent of all marks. *guided* asks questions line by line;
    *frequency* is the most often that reports are asked for; the weeks are those of the delivery
    plan, from award and for its review. *selection_questions* is the most where that stage is open.
    *all_commitments* proposes every provider commitment, else only those a supplier declares anyway.
    """

    id: str
    title: str
    outcomes: tuple[int, int]
    questions: tuple[int, int]
    words: tuple[int, int]
    kpis: tuple[int, int]
    weighting: tuple[Decimal, Decimal]
    hours: tuple[int, int]
    frequency: Frequency
    delivery_plan_weeks: int
    delivery_plan_review_weeks: int
    evidence: str
    citations: tuple[Citation, ...]
    selection_questions: int = 0
    guided: bool = False
    all_commitments: bool = True
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceShare:
    """The share, in percent, that price has of the marks left after social value."""

    category: Category
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportioning:
    """What the ladder's rungs share.

    *label* says what the ladder is. Risk is medium from *medium_from* points and high from
    *high_from*. *most_outcomes* caps outcomes and measures in all. *price_shares* and
    *usual_price_share* divide what social value leaves between price and quality;
    *quantitative_share* is percent of the social value marks for numbers. Where *published_rule*
    applies, *published_least* KPIs are published.
    """

    label: str
    medium_from: int
    high_from: int
    most_outcomes: int
    price_shares: tuple[PriceShare, ...]
    usual_price_share: Decimal
    quantitative_share: Decimal
    published_rule: str
    published_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenRates:
    """How long a bidder's work takes, as guidance.

    Hours are the words divided by *words_an_hour*, and so many for each question, each row of the
    response form and each document to be filled in. *short_words* is what a question still takes
    where only the winner writes the method statement. *usual_bid_hours* is what a whole bid takes.
    """

    label: str
    words_an_hour: int
    hours_a_question: Decimal
    hours_a_row: Decimal
    hours_a_document: Decimal
    short_words: int
    usual_bid_hours: Decimal
    evidence: str
    citations: tuple[Citation, ...]


class Reach(StrEnum):
    """How far from the words found an excuse (*unless*) may stand."""

    CLAUSE = "clause"
    """Within the same part of the sentence."""
    SENTENCE = "sentence"
    TEXT = "text"
    """Anywhere in the text of the field."""


class Repair(StrEnum):
    """How the words that a check found can be put right in one press."""

    NONE = "none"
    REPLACE = "replace"
    """Put what :class:`Swap` says in their place."""
    ADD = "add"
    """Put the check's *addition* after them."""
    TAKE_OUT = "take_out"
    """Take the sentence out that they stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A *phrase* that a check looks for, and what to write *instead*."""

    phrase: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCombination:
    """Words that are a fault only where they stand together, in one part of a sentence.

    *all_of* names word lists, of each of which something has to stand there; *unless* excuses the
    sentence. What is found of the list *not_subject* does not count where it is what the contract
    itself is about.
    """

    all_of: tuple[str, ...]
    unless: tuple[str, ...] = ()
    not_subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that the pack linter looks for, in the words in which it tells the officer.

    *id* is the finding's code. *message* says what was found and may hold the placeholders that the
    pack's comments name; *why* says what it leads to, *remedy* what to do instead. *rules* names
    the rules of the pack whose citations stand with the check's own: where a check has none of its
    own and none of the rules applies to a contract, nothing that it finds blocks. *limit* is the
    number that the check measures by, in the unit that its words name. A check is looked for only
    where the rule *only_where* applies and asks for care, and is a mere caution where the rule
    *caution_where* applies.

    The rest is for checks that read texts. *fields* names what they read, a section ("kpis") or a
    field ("questions.text"); *stages* narrows that to questions of these stages. *phrases* (and
    those of *swaps*) are what is looked for; :mod:`svdesk.policy.content.phrases` says how they are
    written. *together* is looked for in sentences in which no phrase is found. *unless* are phrases
    that make the text right after all, within *reach*; *negatable* says that a word of denial
    before the phrase does so too. *needs* are phrases of which a text has to have one. *repair*
    says how to put right what was found, *fix* is the name of that change.
    """

    id: str
    title: str
    severity: Severity
    message: str
    why: str
    remedy: str
    citations: tuple[Citation, ...] = ()
    rules: tuple[str, ...] = ()
    limit: Decimal | None = None
    only_where: str = ""
    caution_where: str = ""
    fields: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    phrases: tuple[str, ...] = ()
    swaps: tuple[Swap, ...] = ()
    together: tuple[WordCombination, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reach: Reach = Reach.CLAUSE
    negatable: bool = True
    repair: Repair = Repair.NONE
    fix: str = ""
    addition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words and phrases that several checks share; *title* says what they have in common.

    ``{authority}`` and ``{area}`` in a phrase of a check's *together* stand for the names that the
    project gives.
    """

    id: str
    title: str
    words: tuple[str, ...]
