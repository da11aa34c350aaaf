"""Rules as data: the form in which a policy pack states them.

A rule is a list of cases, read from the top: the first case whose condition holds gives the
answer. Conditions are small trees whose leaves look at one fact, compare the contract's value with
a named figure, or ask what another rule answers. The words are the pack's; :mod:`svdesk.policy.rules.assess`
only reads them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from svdesk.domain.choices import Procedure
from svdesk.policy.content.determinations import CycleStage, Duty, LegalStanding, Severity, Status
from svdesk.policy.content.items import Citation


class Comparator(StrEnum):
    """How the contract's value has to stand to a figure for a comparison to hold."""

    AT_OR_ABOVE = "at_or_above"
    """Not less than the figure."""
    ABOVE = "above"
    """More than the figure, so not equal to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on the facts: exactly one of the forms below.

    - *all*, *any* or *none* of some conditions hold;
    - *fact* with *one_of* (the fact has one of these values); for the day of the first step with
      *on_or_after* or *before* or both; for CPV codes with *starts_with* (one of the codes does) or
      *in_list* (one of the codes stands in that :class:`CodeList`); *longest_term*, which is the length
      with all extensions, with *at_most* so many months;
    - *compare* names a :class:`Comparison` that holds, *test* a :class:`NamedTest` that does;
    - *rule* gives the answer *answers*.

    Raises ``ValueError`` for anything else.
    """

    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    none: tuple["Condition", ...] = ()
    fact: str = ""
    one_of: tuple[str | bool, ...] = ()
    on_or_after: date | None = None
    before: date | None = None
    starts_with: tuple[str, ...] = ()
    in_list: str = ""
    at_most: int | None = None
    compare: str = ""
    test: str = ""
    rule: str = ""
    answers: Status | None = None

    def __post_init__(self) -> None:
        """Refuse a condition of no form or of several."""
        forms = (self.all, self.any, self.none, self.fact, self.compare, self.test, self.rule)
        if sum(map(bool, forms)) != 1:
            raise ValueError("give exactly one of all, any, none, fact, compare, test or rule")
        dated = self.on_or_after is not None or self.before is not None
        listed = (bool(self.one_of), bool(self.starts_with), bool(self.in_list))
        if [dated, *listed, self.at_most is not None].count(True) != bool(self.fact):
            raise ValueError(
                "give a fact together with one of: one_of, on_or_after and before, starts_with, in_list, "
                "at_most"
            )
        if bool(self.rule) != (self.answers is not None):
            raise ValueError("give a rule together with what it answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLimit:
    """Of which services a listed *code* counts, in *words*."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """CPV codes that the law names one by one, each of eight digits without its check digit.

    A code counts where it stands in *codes* itself, not where a broader one does. *limits* say which codes
    count only in part. *title* names the list in a sentence; *citations* say where it is published.
    """

    id: str
    title: str
    codes: tuple[str, ...]
    limits: tuple[CodeLimit, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: str = "verified"
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTest:
    """A condition that several rules share."""

    id: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The contract's value including VAT against a figure.

    *figure* is the name of a figure, or the id of a :class:`FigureChoice`. *before_cover* and
    *after_cover* say why there is no answer for a first step before the first, or after the
    last, figure of the pack.
    """

    id: str
    figure: str
    comparator: Comparator
    before_cover: str = ""
    after_cover: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOption:
    """One line of a choice of figures; without *when* it is what remains."""

    figure: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChoice:
    """Which named figure is meant; the first option whose condition holds."""

    id: str
    options: tuple[FigureOption, ...]


class Advice(StrEnum):
    """What SVDesk makes of a rule that does not apply."""

    GOOD_PRACTICE = "good_practice"
    """Recommended all the same."""
    OPTIONAL = "optional"
    """The authority may adopt it of its own will."""

    @property
    def standing(self) -> LegalStanding:
        """The standing of a determination with this advice."""
        return LegalStanding(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """One case of a rule: *when* it holds, and the answer and reason it gives.

    The last case of a rule has no *when*. *reason* and *headline* may hold ``{compare:id}`` for the
    sentence of that comparison, ``{figure:name}`` for a figure and ``{fact:name}`` for a fact.
    *missing* names the facts that would change an answer of "cannot tell". *minimum_weighting* is
    the name of a figure in percent. *severity*, *headline* and *duty* replace the rule's. *standing*
    says what is advised where the rule does not apply, *recommendation* in which words.
    """

    status: Status
    reason: str
    when: Condition | None = None
    headline: str = ""
    severity: Severity | None = None
    missing: tuple[str, ...] = ()
    minimum_weighting: str = ""
    standing: Advice | None = None
    recommendation: str = ""
    duty: Duty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Cases that come before the own cases of every rule that names the gate.

    Before them come those of another *gate*, where it names one.
    """

    id: str
    cases: tuple[RuleCase, ...]
    gate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """The short sentence of a rule's card, for each of its answers."""

    applies: str
    does_not_apply: str
    cannot_tell: str

    def of(self, status: Status) -> str:
        """Return the sentence for *status*."""
        return str(getattr(self, status.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: what it asks of whom, under which conditions, and where that is written.

    *severity* says what it means where it applies; *affects* names the wizard steps that its
    answer changes; *note* says how the rule is read where its source leaves that open. *settled* is
    the reason where the facts not known make no difference and no single case is known to hold.
    *forbids* marks a rule that, where it applies, rules something out. *stage* is when in a contract's
    life it matters, *duty* what it asks for. *binds* says in words whom it binds, *in_force* is the day
    from which it does, *not_known* what of it is unsettled or could not be found out.
    """

    id: str
    title: str
    severity: Severity
    headlines: Headlines
    cases: tuple[RuleCase, ...]
    citations: tuple[Citation, ...]
    confidence: str
    checked: date
    gate: str = ""
    forbids: bool = False
    affects: tuple[str, ...] = ()
    note: str = ""
    settled: str = ""
    stage: CycleStage | None = None
    duty: Duty | None = None
    binds: str = ""
    in_force: date | None = None
    not_known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRules:
    """Which stages a procedure has, and when a separate selection stage is lawful.

    *tender* and *selection* list the procedures that have such a stage. A selection stage is closed
    where the rule *selection_closed_by* applies, and open where it does not and *selection_known*
    holds.
    """

    tender: tuple[Procedure, ...]
    selection: tuple[Procedure, ...]
    selection_closed_by: str
    selection_known: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRates:
    """The names of the figures, in percent, between which every rate of VAT lies."""

    lowest: str
    highest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """A fact as sentences name it: *label* is the thing, *ask* says what to give."""

    name: str
    label: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The sentences that all rules share, as templates; the pack's comments name the placeholders.

    *recommended* follows what a check says where its rules do not bind and are good practice. Packs that
    are older than *contradiction* ask for the facts instead.
    """

    comparison: str
    comparison_on: str
    comparison_lowest: str
    comparison_highest: str
    comparison_unknown: str
    inclusive: str
    lifted: str
    any_rate: str
    any_basis: str
    no_value: str
    give_rate: str
    give_basis: str
    give_facts: str
    settled: str
    not_stated: str
    contradiction: str = ""
    recommended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleParts:
    """What the rules of a pack share."""

    gates: tuple[Gate, ...]
    tests: tuple[NamedTest, ...]
    comparisons: tuple[Comparison, ...]
    choices: tuple[FigureChoice, ...]
    code_lists: tuple[CodeList, ...]
    facts: tuple[FactWords, ...]
    stages: StageRules
    vat: VatRates
    wording: Wording

    def cases_before(self, gate_id: str) -> tuple[RuleCase, ...]:
        """Return the cases of a gate in their order, after those of the gates before it; () for no gate."""
        gates = {gate.id: gate for gate in self.gates}
        found: tuple[RuleCase, ...] = ()
        while gate_id in gates:
            gate = gates.pop(gate_id)
            found = (*gate.cases, *found)
            gate_id = gate.gate
        return found
