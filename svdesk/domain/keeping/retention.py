"""How long records are kept: the reckoning of years, and the rule that an authority sets itself."""

from dataclasses import dataclass
from datetime import date

from svdesk.domain.choices import Choice
from svdesk.domain.dates import last_day

_MONTHS_A_YEAR = 12
MOST_YEARS = 100
"""The longest that a rule can ask for, in years."""


class KeptFrom(Choice):
    """From when the years of a rule are counted."""

    CONTRACT = "contract", "The day the contract is entered into"
    END = "end", "The last day of the contract, with all extensions"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """The rule of the authority itself: what it is called, how many years, and from when.

    It adds to what the law asks for and never takes from it. Raises ``ValueError`` for one without a name
    or of a number of years that is not from 1 to :data:`MOST_YEARS`.
    """

    name: str
    years: int
    counted_from: KeptFrom = KeptFrom.CONTRACT

    def __post_init__(self) -> None:
        """Refuse what is no rule."""
        if not self.name.strip():
            raise ValueError("a rule has a name, such as that of your retention schedule")
        if not 1 <= self.years <= MOST_YEARS:
            raise ValueError(f"a rule asks for 1 to {MOST_YEARS} years")


def kept_until(first: date, years: int) -> date:
    """Return the last day of a period of *years* that begins with the day *first*.

    Three years beginning with 1 April 2028 end with 31 March 2031, and beginning with 29 February 2028
    with 28 February 2031. The last day of the calendar stands for one past its end.
    """
    return last_day(first, years * _MONTHS_A_YEAR)
