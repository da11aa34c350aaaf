"""How long the law has records of a procurement kept, as a policy pack states it."""

from dataclasses import dataclass
from datetime import date

from svdesk.policy.content.items import Citation
from svdesk.policy.content.rule import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """A period for which an enactment has the records of a procurement kept.

    It binds where *when* holds. *years* begin with the day on which the contract is entered into or, where
    it is awarded and not entered into, awarded; they end at once with the notice of a decision not to award
    where *ends_without_award*. None says that the enactment asks for records and sets no period. *title*
    is the enactment as a sentence names it, *reason* says what it asks for.
    """

    id: str
    title: str
    when: Condition
    reason: str
    years: int | None = None
    ends_without_award: bool = False
    citations: tuple[Citation, ...] = ()
    confidence: str = "verified"
    checked: date | None = None
