"""What must hold across the legal periods of a policy pack, so that each of them can be reckoned.

Each problem is a pair: the item as :mod:`svdesk.policy.loading.load` labels it, and what is wrong with it.
"""

from collections.abc import Iterator
from typing import TypeAlias

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.periods import Counting, Period, PeriodEffect, PeriodUnit, WorkingDays

Problem: TypeAlias = tuple[str, str]

_IN_DAYS = (PeriodUnit.DAYS, PeriodUnit.WORKING_DAYS)


def period_problems(pack: PolicyPack) -> Iterator[Problem]:
    """Yield what is wrong with the periods of *pack* and with its kinds of working day."""
    kinds = {working.id for working in pack.working_days}
    for working in pack.working_days:
        yield from _working_days(working)
    for period in pack.periods:
        yield from _period(period, kinds)
    known = {period.id for period in pack.periods}
    for rule in pack.rules:
        duties = (rule.duty, *(case.duty for case in rule.cases))
        for named in dict.fromkeys(name for duty in duties if duty for name in duty.periods):
            if named not in known:
                yield f"rule “{rule.id}”", f"duty: “{named}” is none of {_all(known)}"


def _working_days(working: WorkingDays) -> Iterator[Problem]:
    item = f"working_days “{working.id}”"
    if not working.bank_holidays:
        yield item, "bank_holidays: name at least one part of the United Kingdom"
    if not working.covered_from <= working.published_to <= working.covered_to:
        yield item, "covered_from, published_to, covered_to: must follow each other"


def _period(period: Period, kinds: set[str]) -> Iterator[Problem]:
    item = f"period “{period.id}”"
    if period.number < 1:
        yield item, "number: give at least 1"
    in_working_days = period.unit is PeriodUnit.WORKING_DAYS
    if in_working_days and period.working_days not in kinds:
        yield item, f"working_days: “{period.working_days}” is none of {_all(kinds)}"
    if period.working_days and not in_working_days:
        yield item, "working_days: belongs to a period that is counted in working_days"
    if period.counting is Counting.AFTER_NEXT_DAY and period.unit not in _IN_DAYS:
        yield item, "counting: after_next_day belongs to a period of days or working_days"
    if period.repeats and (period.unit in _IN_DAYS or period.effect is not PeriodEffect.BY):
        yield item, "repeats: belongs to a period of months or years by the end of which something is due"
    if not period.citations:
        yield item, "citations: give at least one"


def _all(known: set[str]) -> str:
    return ", ".join(sorted(known)) or "the pack (it has none)"
