"""How long a deleted project stays in the bin, reckoned so that a clock that jumps can't empty it.

SVDesk does not look at the date on which a project goes; it counts the time that has passed. Each time
that it starts, closes or looks at the bin, the time since it last looked is added, yet never more than
:attr:`BinRule.most_at_once` at one go, and nothing where the clock stands before what it last showed. A
clock that jumps years ahead so costs a few days of the bin at most, and one that jumps back costs
nothing. The price is that after a long holiday a project stays longer than it would have to.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BinRule:
    """How long deleted projects stay, and how much time is counted at one go at most."""

    stay: timedelta
    most_at_once: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BinClock:
    """The time that was counted so far, and when SVDesk last looked (in UTC)."""

    counted: timedelta = timedelta()
    looked_at: datetime | None = None

    def at(self, now: datetime, rule: BinRule) -> "BinClock":
        """Return the clock after another look, at *now* in UTC."""
        passed = timedelta() if self.looked_at is None else now - self.looked_at
        return BinClock(
            counted=self.counted + max(timedelta(), min(passed, rule.most_at_once)), looked_at=now
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BinnedProject:
    """A deleted project that can still be restored.

    *deleted_at* is what the clock of the computer said, in UTC; *counted_then* what the bin's clock had
    counted by then. *who* deleted it, *why*, and *kept* is what was said of how long its records are kept.
    """

    id: UUID
    title: str
    reference: str
    authority: str
    deleted_at: datetime
    counted_then: timedelta
    who: str = ""
    why: str = ""
    kept: str = ""

    def left(self, clock: BinClock, rule: BinRule) -> timedelta:
        """Return how long it stays yet, at least; nothing where its time is over."""
        return max(timedelta(), rule.stay - (clock.counted - self.counted_then))

    def goes_on(self, clock: BinClock, rule: BinRule, today: date) -> date:
        """Return the day on which it goes for good, if SVDesk is used by then; never before *today*."""
        left = self.left(clock, rule)
        return today + timedelta(days=left.days + (1 if left % timedelta(days=1) else 0))

    def is_over(self, clock: BinClock, rule: BinRule) -> bool:
        """Say whether its time is over."""
        return not self.left(clock, rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """That a project went for good: *gone_at*, after somebody had deleted it. Its text is not in it."""

    project_id: UUID
    deleted_at: datetime
    gone_at: datetime
    who: str
    why: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BinContents:
    """What is in the bin, the last deleted first; the bin's clock; and what went for good before."""

    clock: BinClock
    projects: tuple[BinnedProject, ...] = ()
    gone: tuple[Disposal, ...] = ()
