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
    out where it applies.
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
