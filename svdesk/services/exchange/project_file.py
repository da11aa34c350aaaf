"""Projects as files: the exchange file ``.svproj``, and the plain JSON inside it.

A file from a colleague is read strictly: what is not exactly as SVDesk writes it is refused, with
the reason, and nothing changes. Money and numbers are exact decimals in quotation marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from datetime import time as time_of_day
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

import svdesk
from svdesk.domain.english import plain_number
from svdesk.domain.entry import Kind
from svdesk.domain.project import Project
from svdesk.domain.texts import keepable
from svdesk.files.errors import could_not
from svdesk.files.whole import write_whole
from svdesk.services.exchange import container, strict_json
from svdesk.services.exchange.container import MOST_FILE_BYTES, MOST_PROJECT_BYTES, ContainerError
from svdesk.services.exchange.limits import beyond_limits, forms_of
from svdesk.services.exchange.returned_forms import (
    MOST_ORIGINALS_BYTES,
    KeptReturn,
    ReturnsError,
    parts_of,
    returns_from,
)
from svdesk.services.exchange.strict_json import JsonError, shown

SUFFIX = ".svproj"
_NOTHING = "Nothing was changed."
_MOST_TOLD = 3
_WORDS = {
    "unexpected_keyword_argument": "is not a name that this version knows",
    "missing": "is missing",
    "enum": "is not one of the words allowed",
    "too_long": "is too long",
}


class ExchangeError(Exception):
    """A project file can't be read or written; the message says which, why, and what was changed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project that was read, with the forms that came back to it, the last one read first.

    *left_out* names what a newer version put there and this one lost.
    """

    project: Project
    left_out: tuple[str, ...] = ()
    returns: tuple[KeptReturn, ...] = ()


def write_exchange(project: Project, path: Path, returns: Iterable[KeptReturn] = ()) -> None:
    """Write *project* and the forms that came back to it to *path*: complete and on the disk, or not at all.

    The same project gives the same bytes. Raises :class:`ExchangeError`; *path* is then as it was.
    """
    not_saved = f"The project was not saved as {path}"
    if problems := tuple(beyond_limits(project)):
        raise ExchangeError(f"{not_saved}: {_list(problems)}. Mend that, then save again.")
    content = project_json(project)
    if len(content) > MOST_PROJECT_BYTES:
        most = MOST_PROJECT_BYTES // 1024 // 1024
        raise ExchangeError(f"{not_saved}: its text is longer than {most} MB. Shorten the longest texts.")
    try:
        _project(content, newer=False)
    except (JsonError, _ProjectError) as error:
        raise ExchangeError(f"{not_saved}, because it could not be read again: {error}.") from error
    try:
        parts = parts_of(project, returns)
    except ReturnsError as error:
        raise ExchangeError(f"{not_saved}: {error}.") from error
    packed = container.pack(str(project.id), content, f"SVDesk {svdesk.__version__}", parts)
    if len(packed) > MOST_FILE_BYTES or sum(map(len, parts.values())) > MOST_ORIGINALS_BYTES:
        raise ExchangeError(
            f"{not_saved}: the files that came back make more than "
            f"{MOST_ORIGINALS_BYTES // 1024 // 1024} MB together. Save it without them."
        )
    try:
        write_whole(path, packed)
    except OSError as error:
        raise ExchangeError(f"{could_not('write', path, error)} {_NOTHING}") from error


def read_exchange(path: Path) -> Project:
    """Return the project in the file at *path*, whole.

    Raises :class:`ExchangeError`, also where a newer version put something there that this one
    would lose: :func:`open_exchange` reads such a file and says what is lost.
    """
    return read_whole(path).project


def read_whole(path: Path) -> Opened:
    """Return what the file at *path* holds, with the forms that came back; as :func:`read_exchange`."""
    opened = open_exchange(path)
    if opened.left_out:
        raise ExchangeError(
            f"{path} can't be opened: a newer version of SVDesk put something there that this one "
            f"does not know: {_list(opened.left_out)}. {_NOTHING} Install the newest version of SVDesk."
        )
    return opened


def open_exchange(path: Path) -> Opened:
    """Return the project in the file at *path*, without what only a newer version knows.

    Raises :class:`ExchangeError`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise ExchangeError(f"{could_not('read', path, error)} {_NOTHING}") from error
    except ValueError as error:
        raise ExchangeError(f"Could not read {path}: it is not the name of a file. {_NOTHING}") from error
    try:
        unpacked = container.unpack(content)
        project, unknown = _project(unpacked.project, newer=unpacked.newer)
        if str(project.id) != unpacked.project_id:
            raise ContainerError("its parts do not belong together")
        returns = returns_from(unpacked.parts, project, newer=unpacked.newer)
    except (ContainerError, JsonError, _ProjectError, ReturnsError) as error:
        raise ExchangeError(f"{path} can't be opened: {error}. {_NOTHING}") from error
    return Opened(project, (*unpacked.left_out, *unknown), returns)


def project_json(project: Project) -> bytes:
    """Return *project* as JSON; the same project gives the same bytes."""
    return strict_json.dump(_plain(project))


def read_project_json(content: bytes) -> Project:
    """Return the project that :func:`project_json` wrote; what is not there is as in a new project.

    Raises :class:`ExchangeError`.
    """
    try:
        project, _ = _project(content, newer=False)
    except (JsonError, _ProjectError) as error:
        raise ExchangeError(f"This is not a project of SVDesk: {error}.") from error
    return project


class _ProjectError(ValueError):
    """A project is refused; the message says why, as words that follow a colon."""


def _project(content: bytes, *, newer: bool) -> tuple[Project, tuple[str, ...]]:
    """Return a project from its JSON, and the names in it that are not known."""
    if len(content) > MOST_PROJECT_BYTES:
        raise _ProjectError("it is too large")
    found = strict_json.parse(content)
    try:
        project = _adapter().validate_json(content, strict=True, extra="ignore" if newer else "forbid")
    except ValidationError as error:
        told = [
            f"{_where(problem['loc'])} {_WORDS.get(problem['type'], 'is not what belongs there')}"
            for problem in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise _ProjectError(_list(told)) from error
    if problems := tuple(beyond_limits(project)):
        raise _ProjectError(_list(problems))
    return project, tuple(_unknown(found, _plain(project), ""))


@cache
def _adapter() -> TypeAdapter[Project]:
    return TypeAdapter(Project)


def _unknown(found: Any, written: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - parts of JSON
    """Yield the names in *found* that *written* does not have.

    Raises :class:`_ProjectError` where a value does not stand as SVDesk writes it, such as
    ``1e5`` or `` 5`` for an amount: a lenient reader would have to guess.
    """
    if isinstance(found, dict):
        for name, value in found.items():
            place = f"{where}, {name}" if where else name
            if name in written:
                yield from _unknown(value, written[name], place)
            else:
                yield shown(place)
    elif isinstance(found, list):
        for number, (value, as_written) in enumerate(zip(found, written, strict=True), 1):
            yield from _unknown(value, as_written, f"{where}, item {number}")
    elif found != written or type(found) is not type(written):
        raise _ProjectError(f"{where} is {shown(str(found))}; it should stand there as {shown(str(written))}")


def _plain(value: Any) -> Any:  # noqa: ANN401 - parts of a project
    """Return a part of a project as JSON has it, in the order of the domain's fields."""
    if hasattr(value, "__dataclass_fields__"):
        forms = forms_of(value.__class__)
        return {
            each.name: _plain_field(getattr(value, each.name), forms[each.name].kind)
            if each.name in forms
            else _plain(getattr(value, each.name))
            for each in fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, UUID) else value


def _plain_field(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a field of any kind
    """Return a field as JSON has it: pounds always with pence, other numbers without needless noughts."""
    match value:
        case Decimal() if kind is Kind.POUNDS:
            return f"{value:.2f}"
        case Decimal():
            return plain_number(value)
        case tuple():
            return [_plain_field(item, kind) for item in value]
        case Enum():
            return value.value
        case str():
            return keepable(value)
        case date() | time_of_day():
            return value.isoformat()
    return value


def _where(location: tuple[int | str, ...]) -> str:
    """Return a place in a project in words: ``kpis, item 3, good_from``."""
    named = [f"item {part + 1}" if isinstance(part, int) else str(part)[:60] for part in location]
    return ", ".join(named) or "it"


def _list(problems: tuple[str, ...] | list[str]) -> str:
    more = len(problems) - _MOST_TOLD
    return "; ".join(problems[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
