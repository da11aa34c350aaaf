"""What the rules say of one contract: the form in which every reader gets it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from svdesk.policy.content.items import Citation


class Status(StrEnum):
    """The three answers a rule can give."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    CANNOT_TELL = "cannot_tell"


class Severity(StrEnum):
    """What a rule that applies means for the officer."""

    BLOCK = "block"
    """Something is required or not allowed."""
    CAUTION = "caution"
    """Allowed with care, or a duty to be shown."""
    INFORMATION = "information"
    """Worth knowing; nothing is asked."""


class LegalStanding(StrEnum):
    """How what a rule says stands to the officer: as law that binds, or as advice."""

    BINDS = "binds"
    """The rule applies."""
    GOOD_PRACTICE = "good_practice"
    """The rule does not apply; what it asks for is recommended all the same."""
    OPTIONAL = "optional"
    """The rule does not apply; the authority may adopt it of its own will."""
    NONE = "none"
    """Nothing is asked or recommended, or it cannot be told."""


class CycleStage(StrEnum):
    """The stages of a contract's life, in their order, by which rules are grouped."""

    PLAN = "plan"
    PROCURE = "procure"
    AWARD = "award"
    MANAGE = "manage"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a rule that applies has the authority do, in plain words.

    *action* is what to do, *by* by when, *notice* in which notice, *contents* what goes into it,
    *otherwise* what happens if it is not done; "" or nothing where the law does not say. *periods* names
    the reckoned periods that give the dates.
    """

    action: str
    by: str = ""
    notice: str = ""
    contents: tuple[str, ...] = ()
    otherwise: str = ""
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureUsed:
    """A figure that an answer rests on.

    *value* is the statutory or policy figure in pounds; *comparator* says how the contract stands
    to it, in words; *compared_with* is the contract's value in pounds on the same VAT basis.
    """

    name: str
    value: Decimal
    comparator: str
    vat: str
    compared_with: Decimal | None = None
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """One rule's answer for one contract.

    *headline* is a short sentence for a card; *reason* explains with the officer's own figures;
    *missing* names the facts (case file names) without which the rule cannot tell; *affects*
    names the wizard steps that the answer changes; *forbids* marks a rule that rules something
    out where it applies. *standing* says whether it binds or is advice, *recommendation* is that
    advice in a sentence ("" where the reason says it all). *stage* is ``None`` in a pack that names none;
    *duty* is there only where the rule applies and asks for something.
    """

    rule: str
    title: str
    status: Status
    severity: Severity
    headline: str
    reason: str
    missing: tuple[str, ...] = ()
    figures: tuple[FigureUsed, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: str = "verified"
    checked: date | None = None
    affects: tuple[str, ...] = ()
    forbids: bool = False
    stage: CycleStage | None = None
    standing: LegalStanding = LegalStanding.NONE
    recommendation: str = ""
    duty: Duty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All determinations for a contract, and what follows for the stages.

    *selection_stage* and *tender_stage* are ``None`` where it cannot be told;
    *minimum_weighting* is percent of all marks, ``None`` where no minimum binds or it cannot be
    told.
    """

    pack_id: str
    pack_edition: str
    determinations: tuple[Determination, ...]
    selection_stage: bool | None
    tender_stage: bool | None
    minimum_weighting: Decimal | None

    def of(self, rule: str) -> Determination:
        """Return the determination of *rule*; raises ``KeyError`` for a rule not assessed."""
        for determination in self.determinations:
            if determination.rule == rule:
                return determination
        raise KeyError(rule)
