"""Which backups are kept, and which make room for others.

Pure: it is given what there is and the time, and says what may go. All of the last 48 hours are kept, then
the newest of each of 14 days, 8 weeks and 12 months, and the last five whatever their dates. Days, weeks
and months are those in which there are backups, so that an officer who was away for a year finds what was
there before.

A clock that jumps loses nothing. What is dated in the future is never removed. A backup counts as no older
than those that were made before it, by their sequence. And nothing at all is removed while the clock is in
doubt: where the last backup is dated in the future, and for two days after a leap of a week or more.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from svdesk.services.backups import Backup

RECENT = timedelta(hours=48)
LAST = 5
_LEAP = timedelta(days=7)
_MOST_IN_DOUBT = 200
"""So many are kept at most for a clock in doubt: somebody may work for one day a month."""
_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""How many days, weeks and months are kept, and which one a time is in."""


class _Dated(NamedTuple):
    """A backup with the time from which on it counts as old."""

    at: datetime
    backup: Backup


def superfluous(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the backups that may be removed at *now*, the oldest first by their sequence.

    Those from before there were sequences are never among them.
    """
    numbered = sorted((each for each in backups if each.sequence), key=lambda each: each.sequence)
    if not numbered or numbered[-1].made_at > now:
        return ()
    past = list(_dated(each for each in numbered if each.made_at <= now))
    if len(numbered) <= _MOST_IN_DOUBT and _has_leapt(past, now):
        return ()
    kept = {each.sequence for each in numbered[-LAST:]}
    kept |= {each.backup.sequence for each in past if now - each.at <= RECENT}
    for most, period_of in _PERIODS:
        kept |= _newest_of_each(past, most, period_of)
    return tuple(each.backup for each in past if each.backup.sequence not in kept)


def _dated(backups: Iterable[Backup]) -> Iterable[_Dated]:
    """Yield each backup with its date, or that of the newest before it where the clock had gone back."""
    at = datetime.min.replace(tzinfo=UTC)
    for each in backups:
        at = max(at, each.made_at)
        yield _Dated(at, each)


def _has_leapt(past: list[_Dated], now: datetime) -> bool:
    """Say whether the clock may have leapt forward within the last two days, by what it says itself."""
    times = (each.backup.made_at for each in past)
    return any(after - before >= _LEAP and now - after < RECENT for before, after in pairwise(times))


def _newest_of_each(past: list[_Dated], most: int, period_of: Callable[[datetime], Hashable]) -> set[int]:
    """Return the sequences of the newest backup of each of the *most* newest periods."""
    newest: dict[Hashable, int] = {}
    for at, backup in reversed(past):  # in the order of their sequences, and so of the dates that count
        period = period_of(at.astimezone(UTC))
        if period not in newest:
            if len(newest) == most:
                break
            newest[period] = backup.sequence
    return set(newest.values())
