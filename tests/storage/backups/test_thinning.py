"""Which backups are kept, whatever the clock says."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.services.backups import Backup, BackupReason
from svdesk.storage.backups.thinning import LAST, RECENT, superfluous

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
TWO_DAYS = 96
"""In half-hours."""


def backup(sequence: int, made_at: datetime) -> Backup:
    return Backup(
        path=Path(f"{sequence}.db"),
        sequence=sequence,
        made_at=made_at,
        reason=BackupReason.CHANGED,
        schema=5,
        size=1,
    )


def left(backups: list[Backup], now: datetime) -> list[Backup]:
    gone = set(superfluous(backups, now))
    return [each for each in backups if each not in gone]


times = st.integers(-5_000_000, 5_000_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
histories = st.lists(times, max_size=60).map(lambda all_: [backup(n, at) for n, at in enumerate(all_, 1)])


@given(histories)
def test_the_last_five_and_all_of_two_days_and_of_the_future_are_kept(backups: list[Backup]) -> None:
    kept = left(backups, NOW)
    assert {each.sequence for each in backups[-LAST:]} <= {each.sequence for each in kept}
    assert all(each in kept for each in backups if NOW - each.made_at <= RECENT)


@given(histories)
def test_thinning_again_removes_nothing_more(backups: list[Backup]) -> None:
    kept = left(backups, NOW)
    assert left(kept, NOW) == kept


@given(histories)
def test_no_more_are_kept_than_the_rules_say(backups: list[Backup]) -> None:
    settled = [each for each in backups if each.made_at <= NOW - 2 * RECENT]
    # The last one is a day old, so that the clock is not in doubt.
    settled.append(backup(100, NOW - RECENT + HALF_HOUR))
    steady = sorted({each.made_at for each in settled})
    ordered = [backup(n, at) for n, at in enumerate(steady, 1)]
    if all(after - before < timedelta(days=7) for before, after in pairwise(steady)):
        assert len(left(ordered, NOW)) <= LAST + 1 + 14 + 8 + 12


def work(
    days: int, clock: dict[int, timedelta], of_16: int = 16
) -> tuple[list[Backup], list[tuple[int, int]], int]:
    """Work for *days*, with a backup every half-hour of each, under a clock that is wrong from a day on.

    Returns what is left at the end, the sequence and true half-hour of every backup, and the last half-hour.
    """
    backups: list[Backup] = []
    true: list[tuple[int, int]] = []
    wrong, moment = timedelta(), 0
    for day in range(days):
        wrong = clock.get(day, wrong)
        for half_hour in range(of_16):
            moment = day * 48 + 18 + half_hour
            says = NOW + moment * HALF_HOUR + wrong
            backups.append(backup(len(true) + 1, says))
            true.append((len(true) + 1, moment))
            backups = left(backups, says)
    return backups, true, moment


@settings(max_examples=40)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(8, 3000))
def test_a_clock_that_jumps_back_and_is_put_right_loses_nothing_of_two_days(
    day: int, for_days: int, back: int
) -> None:
    backups, true, last = work(day + for_days + 1, {day: timedelta(days=-back), day + for_days: timedelta()})
    kept = {each.sequence for each in backups}
    assert not [n for n, moment in true if last - moment <= TWO_DAYS and n not in kept]


@settings(max_examples=40)
@given(st.integers(1, 8), st.integers(8, 20_000))
def test_a_clock_that_jumps_ahead_for_a_day_loses_nothing_of_it(day: int, ahead: int) -> None:
    backups, true, last = work(day + 2, {day: timedelta(days=ahead), day + 1: timedelta()})
    kept = {each.sequence for each in backups}
    assert not [n for n, moment in true if last - moment <= TWO_DAYS and n not in kept]


def test_a_year_of_half_hours_leaves_a_few_dozen() -> None:
    backups, _, _ = work(365, {}, 3)
    assert 20 <= len(backups) <= 70
    oldest = min(each.made_at for each in backups)
    assert backups[-1].made_at - oldest > timedelta(days=300)


def test_copies_from_before_there_were_sequences_are_never_removed() -> None:
    old = [backup(0, NOW - timedelta(days=n)) for n in range(100, 200)]
    numbered = [backup(n, NOW - timedelta(days=100 - n)) for n in range(1, 100)]
    gone = superfluous([*old, *numbered], NOW)
    assert gone
    assert not set(gone) & set(old)
