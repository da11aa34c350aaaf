"""What answering costs one bidder, in words and hours, and what could be cut. Guidance, never law."""

from dataclasses import dataclass
from decimal import Decimal

from svdesk.domain.project import Project
from svdesk.policy.determinations import Assessment
from svdesk.policy.items import Citation
from svdesk.policy.pack import PolicyPack


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Something to leave out or shorten: the field or item it concerns and the hours it saves."""

    path: str
    text: str
    hours_saved: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """One bidder's work on social value.

    *rows* are rows of the response form, *documents* the forms to fill in. *usual_hours* is the
    most that is usual for a contract of this size, ``None`` where its size can't be told; *over*
    says that *hours* are more. *cuts* come with the largest saving first. *winner_only_hours* is
    what every bidder would spend if only the winner wrote the method statement. *share_of_bid* is
    the hours in percent of a usual whole bid; *value_an_hour* the contract's pounds for each hour,
    ``None`` where the value is not certain.
    """

    words: int
    questions: int
    rows: int
    documents: int
    hours: Decimal
    usual_hours: int | None
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


def burden(project: Project, assessment: Assessment, pack: PolicyPack) -> Burden:
    """Return what answering *project*'s questions costs one bidder."""
    raise NotImplementedError
