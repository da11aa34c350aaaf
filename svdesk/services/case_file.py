"""Reading a case file: the facts of a contract in one small JSON file (``docs/case-file.md``).

Reading is strict, because a machine wrote the file or a person who will be glad to hear of a slip:
nothing is guessed, rounded or passed over, and all problems are reported at once.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn
from uuid import NAMESPACE_URL, uuid5

from svdesk.domain.choices import Choice
from svdesk.domain.entry import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MOST_MONTHS,
    MOST_POUNDS,
    FieldForm,
    Kind,
    field_forms,
    show_date,
)
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.services.file_errors import could_not

FORMAT = "svdesk-case"
VERSION = 1
MOST_BYTES = 1_000_000
MOST_CHARACTERS = 10_000

_HEAD = ("format", "version", "reference", "title", "lots")
_SHOWN = 60


class CaseFileError(Exception):
    """A case file can't be used. *problems* has a line each: field, what was found, what is allowed."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep *problems*, which are also the text of the error."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What a case file says: the name of a procurement and the facts of its contract."""

    reference: str
    title: str
    facts: ContractFacts
    lots: tuple[Lot, ...]


def read_case(path: Path) -> CaseFile:
    """Read the case file at *path*; raises :class:`CaseFileError`."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CaseFileError((could_not("read", path, error),)) from error
    except ValueError as error:
        raise CaseFileError((f"Could not read {path}: it is not the name of a file.",)) from error
    return _Reader(path).read(_parse(path, content))


class _Number(str):
    """A JSON number as it stands in the file: digits are not turned into a float and back."""

    __slots__ = ()


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its names stand in the file more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))


def _parse(path: Path, content: bytes) -> _Object:
    def refuse(why: str) -> NoReturn:
        raise CaseFileError((f"{path} is not a case file: {why}.",))

    def refuse_constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is not a number that JSON knows")

    if not content.strip():
        refuse("it is empty")
    if len(content) > MOST_BYTES:
        refuse(f"it is larger than {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("it is not text in UTF-8")
    try:
        read = json.loads(
            text,
            object_pairs_hook=_Object,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=refuse_constant,
        )
    except json.JSONDecodeError as error:
        refuse(f"it is not valid JSON at line {error.lineno}, column {error.colno} ({error.msg})")
    except ValueError as error:
        refuse(f"it is not valid JSON ({error})")
    except RecursionError:
        refuse("its brackets are nested too deeply")
    if not isinstance(read, _Object):
        refuse(f"it must hold one object in braces, and it holds {_show(read)}")
    return read


def _show(found: object) -> str:
    """Return what was found as one short line; control characters are spelt out."""
    match found:
        case None:
            return "null"
        case bool():
            return "true" if found else "false"
        case _Number():
            text = str(found)
        case str():
            text = f"“{found}”"
        case list():
            return f"a list of {len(found)}"
        case _:
            return "an object"
    text = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class _RefusedError(ValueError):
    """A value is not what its field holds; the message says what is allowed."""


def _read_text(found: object) -> str:
    if not isinstance(found, str) or isinstance(found, _Number):
        raise _RefusedError("Give text in quotation marks.")
    if len(found) > MOST_CHARACTERS:
        raise _RefusedError(f"Give at most {MOST_CHARACTERS:,} characters; there are {len(found):,}.")
    if re.search("[\ud800-\udfff]", found):
        raise _RefusedError("Part of a character is missing (a lone surrogate).")
    return found


def _read_decimal(found: object, *, places: int, most: Decimal, allowed: str) -> Decimal:
    if not isinstance(found, str) or not re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{places}}})?", found):
        raise _RefusedError(allowed)
    # A longer run of digits is over every limit; it is not worth turning into a number.
    if len(found) > 40 or (number := Decimal(found)) > most:
        raise _RefusedError(allowed)
    return number


def _read_pounds(found: object) -> Decimal:
    allowed = (
        f"Give pounds as plain digits, such as 130000 or 130000.00, from 0 to {MOST_POUNDS}: "
        "no sign, comma, currency or exponent, and at most two figures after the point."
    )
    return _read_decimal(found, places=2, most=MOST_POUNDS, allowed=allowed)


def _read_percent(found: object) -> Decimal:
    allowed = "Give a percentage from 0 to 100 as plain digits, such as 20 or 17.5."
    return _read_decimal(found, places=3, most=Decimal(100), allowed=allowed)


def _read_months(found: object) -> int:
    if not isinstance(found, _Number) or not re.fullmatch("[0-9]{1,9}", found) or int(found) > MOST_MONTHS:
        raise _RefusedError(
            f"Give a whole number of months from 0 to {MOST_MONTHS}, without quotation marks."
        )
    return int(found)


def _read_date(found: object) -> date:
    allowed = f"Give a day as year-month-day, such as 2025-10-13, from {EARLIEST_YEAR} to {LATEST_YEAR}."
    match = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", found) if isinstance(found, str) else None
    if match is None:
        raise _RefusedError(allowed)
    year, month, day = (int(part) for part in match.groups())
    try:
        read = date(year, month, day)
    except ValueError:
        name = show_date(date(2000, month, 1)).split()[1] if 1 <= month <= 12 else ""
        named = f" (there is no {day} {name} {year})" if name else ""
        raise _RefusedError(f"There is no such day{named}. {allowed}") from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise _RefusedError(allowed)
    return read


def _read_time(found: object) -> time:
    match = re.fullmatch("([0-9]{2}):([0-9]{2})", found) if isinstance(found, str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise _RefusedError("Give a time of day from 00:00 to 23:59, such as 12:00.")
    return time(int(match[1]), int(match[2]))


def _read_yes_no(found: object) -> bool:
    if not isinstance(found, bool):
        raise _RefusedError("Give true or false, without quotation marks.")
    return found


def _read_codes(found: object) -> tuple[str, ...]:
    allowed = 'Give a list of CPV codes of eight digits, such as ["55520000"].'
    if not isinstance(found, list):
        raise _RefusedError(allowed)
    for code in found:
        if not isinstance(code, str) or not _is_code(code):
            raise _RefusedError(f"{_show(code)} is none. {allowed}")
    return tuple(dict.fromkeys(found))


def _is_code(text: str) -> bool:
    return not isinstance(text, _Number) and re.fullmatch("[0-9]{8}(-[0-9])?", text) is not None


_READERS: dict[Kind, Callable[[object], Any]] = {
    Kind.LINE: _read_text,
    Kind.LONG: _read_text,
    Kind.POUNDS: _read_pounds,
    Kind.PERCENT: _read_percent,
    Kind.MONTHS: _read_months,
    Kind.DATE: _read_date,
    Kind.TIME: _read_time,
    Kind.YES_NO: _read_yes_no,
    Kind.CODES: _read_codes,
}


def _read_choice(found: object, choices: type[Choice]) -> Choice:
    allowed = [choice.value for choice in choices]
    if not isinstance(found, str) or isinstance(found, _Number) or found not in allowed:
        raise _RefusedError(f"Give one of {', '.join(allowed)}.")
    return choices(found)  # type: ignore[call-arg]  # mypy sees the members' own two arguments


class _Reader:
    """Turns a parsed file into a case and collects what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[str] = []

    def read(self, found: _Object) -> CaseFile:
        """Return the case; raises :class:`CaseFileError` with every problem."""
        self._check_head(found)
        forms = field_forms(ContractFacts)
        self._check_names("", found, (*_HEAD, *forms))
        facts = ContractFacts(**self._fields("", found, forms))
        if facts.start_date and facts.end_date and facts.end_date < facts.start_date:
            self._problems.append(
                f"end_date: found “{facts.end_date}”. Give a day on or after start_date, {facts.start_date}."
            )
        reference = self._field("reference", found.get("reference"), FieldForm(Kind.LINE)) or ""
        title = self._field("title", found.get("title"), FieldForm(Kind.LINE)) or ""
        lots = self._lots(found.get("lots"), reference)
        if self._problems:
            raise CaseFileError(tuple(self._problems))
        return CaseFile(reference=reference, title=title, facts=facts, lots=lots)

    def _check_head(self, found: _Object) -> None:
        """Stop at once at a file of another kind: what else it holds would mean nothing."""
        kind, version = found.get("format"), found.get("version")
        if kind != FORMAT or isinstance(kind, _Number):
            was = f"found {_show(kind)}" if "format" in found else "missing"
            raise CaseFileError(
                (f'format: {was}. A case file says "format": "{FORMAT}"; {self._path} is none.',)
            )
        if not isinstance(version, _Number) or version != str(VERSION):
            was = f"found {_show(version)}" if "version" in found else "missing"
            raise CaseFileError((f'version: {was}. This SVDesk reads case files of "version": {VERSION}.',))

    def _check_names(self, prefix: str, found: _Object, allowed: tuple[str, ...]) -> None:
        for name in found.repeated:
            self._problems.append(
                f"{prefix}{_show(name)[1:-1]}: stands in the file more than once. Keep one."
            )
        for name in found:
            if name not in allowed:
                near = get_close_matches(name, allowed, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                self._problems.append(
                    f"{prefix}{_show(name)[1:-1]}: is not a name that a case file has.{hint} "
                    f"The names are {', '.join(allowed)}."
                )

    def _fields(self, prefix: str, found: _Object, forms: dict[str, FieldForm]) -> dict[str, Any]:
        read = {
            name: self._field(f"{prefix}{name}", found.get(name), form)
            for name, form in forms.items()
            if found.get(name) is not None
        }
        return {name: value for name, value in read.items() if value is not None}

    def _field(self, name: str, found: object, form: FieldForm) -> Any:  # noqa: ANN401 - the form decides
        """Return the value of a field; ``None`` where it has none or is not right."""
        if found is None:
            return None
        try:
            return _read_choice(found, form.choices) if form.choices else _READERS[form.kind](found)
        except _RefusedError as error:
            self._problems.append(f"{name}: found {_show(found)}. {error}")
            return None

    def _lots(self, found: object, reference: str) -> tuple[Lot, ...]:
        if found is None:
            return ()
        if not isinstance(found, list):
            self._problems.append(f'lots: found {_show(found)}. Give a list such as [{{"title": "North"}}].')
            return ()
        forms = field_forms(Lot)
        lots: list[Lot] = []
        for number, entry in enumerate(found, 1):
            if not isinstance(entry, _Object):
                self._problems.append(
                    f'lots[{number}]: found {_show(entry)}. Give an object such as {{"title": "North"}}.'
                )
                continue
            self._check_names(f"lots[{number}].", entry, tuple(forms))
            # The same file gives the same lots, so that a project made twice is the same.
            lot_id = uuid5(NAMESPACE_URL, f"{FORMAT}:{reference}:lot:{number}")
            lots.append(Lot(id=lot_id, **self._fields(f"lots[{number}].", entry, forms)))
        return tuple(lots)
