"""``svdesk dates``: the legal calendar, for a day that is given or for a project."""

import json
import textwrap
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from svdesk.cli.assessment_words import WIDTH
from svdesk.cli.packs import chosen_pack, pack_of_project
from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, say
from svdesk.domain.english import capitalised
from svdesk.domain.entry import EntryError, read_date
from svdesk.policy.calendar.reckoning import Reckoned, in_words, reckon, years_covered
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.periods import Period

FORMAT = "svdesk-dates"
VERSION = 1


def dates(read: Namespace, data_dir: Path) -> int:
    """Print legal dates: a project's, those counted from a day, or every period in words."""
    if read.project is not None:
        if read.what is not None:
            raise CommandError("Give either a project file, or a period and its day.")
        found = _of_project(read, data_dir)
    else:
        pack = chosen_pack(read, data_dir)
        periods = _wanted(pack, read.what)
        if read.what is not None and read.day is None:
            known = periods[0].counted_from
            raise CommandError(f"Give the day that it is counted from: {known}.")
        on = None if read.day is None else _day(read.day)
        found = [(period, reckon(period, on, pack.working_days) if on else None) for period in periods]
        if read.what is None and not read.json:
            say("\n".join(_listed(pack)))
            return 0
    say(_json(found) if read.json else "\n\n".join("\n".join(_lines(*each)) for each in found))
    return 0


def _of_project(read: Namespace, data_dir: Path) -> list[tuple[Period, Reckoned | None]]:
    from svdesk.policy.case import case_of
    from svdesk.policy.guidance.legal_dates import legal_dates
    from svdesk.services.exchange.project_file import ExchangeError, read_exchange

    try:
        project = with_password(read, lambda password: read_exchange(read.project, password))
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    case = case_of(project, pack_of_project(project, read, data_dir))
    return [(each.period, found) for each in legal_dates(case) for found in each.reckoned or (None,)]


def _wanted(pack: PolicyPack, what: str | None) -> list[Period]:
    """Return the period that *what* names, or all that are counted from the event that it names."""
    if what is None:
        return list(pack.periods)
    name = what.lower()
    wanted = [period for period in pack.periods if period.id == name]
    wanted = wanted or [period for period in pack.periods if period.event.value.replace("_", "-") == name]
    if not wanted:
        events = dict.fromkeys(period.event.value.replace("_", "-") for period in pack.periods)
        raise CommandError(
            f"“{what}” is no period and no event.",
            f"The periods are {', '.join(period.id for period in pack.periods)}.",
            f"The events are {', '.join(events)}.",
        )
    return wanted


def _day(text: str) -> date:
    try:
        return read_date(text)
    except EntryError as error:
        raise CommandError(str(error)) from error


def _listed(pack: PolicyPack) -> Iterator[str]:
    width = max((len(period.id) for period in pack.periods), default=0)
    for period in pack.periods:
        yield from _wrapped(f"{period.id:<{width}}  {period.what}: {in_words(period)}.", " " * (width + 2))
    for said in dict.fromkeys(years_covered(working) for working in pack.working_days):
        yield ""
        yield from _wrapped(said)


def _lines(period: Period, found: Reckoned | None) -> Iterator[str]:
    yield f"{period.title} ({period.id})"
    if found is None:
        said: Iterable[str] = (f"{period.what}: {in_words(period)}.", period.note)
    else:
        said = (f"{period.what}: {found.answer}." if found.day else f"{found.answer}.", found.how)
    for text in said:
        yield from _wrapped(f"  {capitalised(text)}", "  ") if text else ()


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _json(found: Iterable[tuple[Period, Reckoned | None]]) -> str:
    data = {"format": FORMAT, "version": VERSION, "dates": [_plain(*each) for each in found]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(period: Period, found: Reckoned | None) -> dict[str, Any]:
    return {
        "period": period.id,
        "title": period.title,
        "what": period.what,
        "event": period.event.value,
        "effect": period.effect.value,
        "counted_from": None if found is None else found.base.isoformat(),
        "last": None if found is None or found.last is None else found.last.isoformat(),
        "day": None if found is None or found.day is None else found.day.isoformat(),
        "how": in_words(period) if found is None else found.how,
        "passed_over": [] if found is None else [off.day.isoformat() for off in found.passed_over],
        "citations": [{"title": each.title, "url": each.url} for each in period.citations],
        "confidence": period.confidence,
        "checked": None if period.checked is None else period.checked.isoformat(),
    }
