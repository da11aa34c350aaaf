"""What the window and the process that makes documents say to each other, a line of JSON each.

The window writes orders on the worker's standard input, the worker events on its standard output. Both
read strictly: a line that is not exactly such a message is refused with :class:`MessageError`.

A worker serves one order and ends; closing its standard input cancels. It then ends without another
word, and no half-made file is left. A worker started with ``--stay`` serves one order after the other
until its standard input closes, so that only the first one waits for libraries and the policy pack. A
newer order cancels the one under way. An order's number stands in all its events, of which the last is
:class:`OrderDone`, :class:`OrderFailed` or :class:`OrderCancelled`.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, get_type_hints


class MessageError(ValueError):
    """A line is no message; the text says why, for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Any message; *order* is the number of the order that it is or belongs to."""

    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeDocuments(Message):
    """An order: make the documents *keys* of a project, each in those of *formats* that suit it.

    *project* is an exchange file, or, where its name ends in ``.json``, the JSON that such a file holds;
    the documents go into the folder *out*. *pack* is the id, the edition and the fingerprint of the
    policy pack to make them with, the one that the window shows the project under; where it is empty,
    that of the project's edition is used. With *attach* the project's data goes into the documents that
    can carry it. Without *formats* they are made as they are shown. *at* is as in :class:`FindField`.
    """

    project: Path
    keys: tuple[str, ...]
    out: Path
    formats: tuple[str, ...] = ()
    pack: tuple[str, ...] = ()
    attach: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindField(Message):
    """An order: say where the project's field *at*, by its path, stands in the document made last."""

    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWork(Message):
    """An order: leave what is under way, and do nothing instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProgress(Message):
    """An event, at most ten a second: *done* of *total* steps, 0 of 0 before their number is known."""

    document: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade(Message):
    """An event: the file at *path* is complete; *note* is what is worth knowing of it, or ""."""

    document: str
    format: str
    path: Path
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSkipped(Message):
    """An event: a document is not made, *why* in words; with a *format*, only that does not suit it."""

    document: str
    format: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace(Message):
    """An event: the field *at* comes out on *page* of *document*, counted from 1, within *area*.

    The area is left, top, right and bottom in points from the page's top left. The page is 0, and there
    is no area, where the document says nothing of the field.
    """

    document: str
    at: str
    page: int
    area: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFailed(Message):
    """The last event of an order: nothing more is made, and *message* tells a person why."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDone(Message):
    """The last event of an order that was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(Message):
    """The last event of an order that a newer one took the place of."""


Order = MakeDocuments | FindField | StopWork
Event = OrderProgress | DocumentMade | DocumentSkipped | FieldPlace | OrderFailed | OrderDone | OrderCancelled

_ORDERS: dict[str, type[Order]] = {"make": MakeDocuments, "find": FindField, "stop": StopWork}
_EVENTS: dict[str, type[Event]] = {
    "progress": OrderProgress,
    "made": DocumentMade,
    "skipped": DocumentSkipped,
    "place": FieldPlace,
    "failed": OrderFailed,
    "done": OrderDone,
    "cancelled": OrderCancelled,
}
_NAMES: dict[type[Message], str] = {kind: name for name, kind in (*_ORDERS.items(), *_EVENTS.items())}
_ASK, _EVENT = "ask", "event"
"""Under these names a line says which order or event it is."""

_Kind = TypeVar("_Kind", bound=Message)


def line_of(message: Order | Event) -> bytes:
    """Return *message* as a line."""
    name = _NAMES[type(message)]
    values = {each.name: getattr(message, each.name) for each in fields(message)}
    return json.dumps({_ASK if name in _ORDERS else _EVENT: name, **values}, default=str).encode() + b"\n"


def read_order(line: bytes) -> Order:
    """Return the order in a line; raises :class:`MessageError`."""
    return _read(line, _ASK, _ORDERS)


def read_event(line: bytes) -> Event:
    """Return the event in a line; raises :class:`MessageError`."""
    return _read(line, _EVENT, _EVENTS)


def _read(line: bytes, tag: str, kinds: Mapping[str, type[_Kind]]) -> _Kind:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise MessageError(f"This is no line of JSON: {line[:200]!r}") from error
    kind = kinds.get(str(given.pop(tag, ""))) if isinstance(given, dict) else None
    if kind is None:
        raise MessageError(f"This is none of {', '.join(kinds)}: {line[:200]!r}")
    known = {each.name: each for each in fields(kind)}
    needed = {name for name, each in known.items() if each.default is MISSING}
    if not needed <= set(given) <= set(known):
        raise MessageError(f"{kind.__name__} has the fields {', '.join(known)}: {line[:200]!r}")
    hints = get_type_hints(kind)
    return kind(**{name: _value(value, hints[name]) for name, value in given.items()})


def _value(value: object, hint: object) -> Any:  # noqa: ANN401 - of the type that *hint* names
    if hint is Path and isinstance(value, str):
        return Path(value)
    if hint == tuple[str, ...] and _is_list_of(value, (str,)):
        return tuple(value)
    if hint == tuple[float, ...] and _is_list_of(value, (int, float)):
        return tuple(map(float, value))
    if type(value) is hint:
        return value
    raise MessageError(f"{value!r} is no {hint}")


def _is_list_of(value: object, kinds: tuple[type, ...]) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and all(type(part) in kinds for part in value)
