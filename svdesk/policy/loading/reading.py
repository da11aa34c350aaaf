"""Reading the files of a policy pack: TOML becomes tables, tables become checked values.

Tables are kept with the file they come from, and fields that an overlay has laid over them with the
overlay's file, so that a fault is told with the place where it can be put right.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, make_dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeAlias

import tomli
from pydantic import ConfigDict, TypeAdapter, ValidationError

from svdesk.files.below import TooManyError, files_below
from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.policy.content.origins import Place
from svdesk.policy.loading.kinds import HEAD, LISTS, REMOVE, SINGLE, Head, Removal, label

Table: TypeAlias = dict[str, Any]

MOST_PACK_BYTES = 2 * 1024 * 1024
"""The most that all files of a pack make together: nearly three times the pack that ships."""
MOST_PACK_VALUES = 60_000
"""The most values of a pack: tables, lists and what stands in them."""
_MOST_PROBLEMS = 500
"""Problems of one kind that are told at once; each takes a kilobyte."""
MOST_PACK_ENTRIES = 5_000
"""The most files and folders that a pack has, of whatever name."""
MOST_HEAD_BYTES = 256 * 1024


class PackError(Exception):
    """A policy pack cannot be used. *problems* has a line each, naming file, item and field."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep *problems*, which are also the text of the error."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(slots=True)
class PackTable:
    """One table of a pack, the *file* it stands in, and the files of fields laid over it.

    *given* are the files of the fields that it takes over from the head of the pack.
    """

    table: Table
    file: str
    laid_over: dict[Place, str] = field(default_factory=dict)
    given: dict[Place, str] = field(default_factory=dict)

    def file_of(self, place: Place) -> str:
        """Return the file that says what stands at *place*, or the nearest thing around it."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.laid_over:
                return self.laid_over[place[:length]]
        return self.file


@dataclass(slots=True)
class Tables:
    """All tables of a pack by kind, its *head*, and what was wrong with its files."""

    head: PackTable
    lists: dict[str, list[PackTable]] = field(default_factory=dict)
    single: dict[str, PackTable] = field(default_factory=dict)
    removals: list[PackTable] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    fingerprint: str = ""


def read_tables(folder: Path, prefix: str = "") -> Tables:
    """Read every ``.toml`` file of *folder* and its subfolders; *prefix* goes before their names.

    Faults are kept in the result; raises :class:`PackError` only where there is no ``pack.toml``, or
    far more than a pack holds.
    """
    try:
        paths = files_below(folder, ".toml", MOST_PACK_ENTRIES)
    except TooManyError as error:
        raise PackError((f"{folder}: {error}, so this is not a policy pack.",)) from error
    if folder / HEAD not in paths:
        raise PackError((f"{folder / HEAD}: there is no such file, so this is not a policy pack.",))
    found = Tables(PackTable({}, f"{prefix}{HEAD}"))
    printed, left, values_left = hashlib.sha256(), MOST_PACK_BYTES, MOST_PACK_VALUES
    for path in paths:
        inner = path.relative_to(folder).as_posix()
        name = f"{prefix}{inner}"
        try:
            data = read_regular(path, left + 1)
        except OSError as error:
            found.problems.append(f"{name}: the file can't be read ({why(error)}).")
            continue
        left -= len(data)
        if left < 0:
            most = MOST_PACK_BYTES // 1024 // 1024
            raise PackError((f"{folder}: its files make more than {most} MB, which no policy pack does.",))
        # The ends of lines are no difference: version control may change them.
        printed.update(f"{inner}\n".encode() + data.replace(b"\r\n", b"\n") + b"\0")
        try:
            tables = tomli.loads(data.decode("utf-8-sig"), parse_float=Decimal)
        except UnicodeDecodeError:
            found.problems.append(f"{name}: the file is not UTF-8 text.")
        except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
            found.problems.append(f"{name}: the file is not valid TOML ({error}).")
        else:
            values_left -= _count_values(tables, values_left)
            if values_left < 0 or len(tables) > _MOST_PROBLEMS:
                raise PackError((f"{folder}: it holds far more than a policy pack does.",))
            if inner == HEAD:
                found.head.table = tables
            else:
                _sort_in(tables, name, found)
    found.fingerprint = printed.hexdigest()
    return found


def read_head(folder: Path) -> Table:
    """Read ``pack.toml`` alone, unchecked; raises :class:`PackError`."""
    try:
        return tomli.loads(read_regular(folder / HEAD, MOST_HEAD_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise PackError((f"{folder / HEAD}: can't be read ({why(error)}).",)) from error
    except (ValueError, RecursionError) as error:
        raise PackError((f"{folder / HEAD}: can't be read ({error}).",)) from error


def _count_values(tables: Table, most: int) -> int:
    """Return how many values *tables* hold, no more than *most* and a few."""
    count, ahead = 0, list[Any]([tables])
    while ahead and count <= most:
        value = ahead.pop()
        count += 1
        if isinstance(value, dict):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value
    return count


def _sort_in(tables: Table, name: str, found: Tables) -> None:
    for kind, content in tables.items():
        if kind in SINGLE and isinstance(content, dict) and kind not in found.single:
            found.single[kind] = PackTable(content, name)
        elif kind in SINGLE:
            found.problems.append(f"{name}: write [{kind}], and only once in the pack.")
        elif kind not in LISTS and kind != REMOVE:
            found.problems.append(f"{name}: there is no kind of item called “{kind}”{_hint(kind)}.")
        elif not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
            found.problems.append(f"{name}: write each {kind} as [[{kind}]].")
        else:
            into = found.removals if kind == REMOVE else found.lists.setdefault(kind, [])
            into.extend(PackTable(table, name) for table in content)


def _hint(kind: str) -> str:
    near = get_close_matches(kind, (*LISTS, *SINGLE, REMOVE), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


@dataclass(slots=True, kw_only=True)
class Values:
    """What the tables of a pack have become: checked values by kind."""

    head: Head
    lists: dict[str, tuple[Any, ...]]
    single: dict[str, Any]


@cache
def pack_adapter() -> TypeAdapter[Any]:
    """Return what checks all tables of a pack at once, as a list of the one class they make up.

    One class for everything, because building the check of each kind by itself takes three times
    as long: what kinds have in common is then built once.
    """
    made = make_dataclass(
        "Tables",
        [
            ("head", Head),
            *(
                (kind, GenericAlias(tuple, (item_class, ...)), field(default=()))
                for kind, item_class in LISTS.items()
            ),
            (REMOVE, tuple[Removal, ...], field(default=())),
            *((name, item_class | None, field(default=None)) for name, item_class in SINGLE.items()),
        ],
        frozen=True,
        kw_only=True,
    )
    # The option reaches a plain dataclass only from a type around it, hence the list.
    around: Any = GenericAlias(list, made)
    return TypeAdapter(around, config=ConfigDict(extra="forbid", strict=True))


def values_of(tables: Tables) -> Values:
    """Check the form of every table; raises :class:`PackError` with all that is wrong."""
    content: Table = {"head": tables.head.table, REMOVE: [entry.table for entry in tables.removals]}
    content |= {kind: [entry.table for entry in entries] for kind, entries in tables.lists.items()}
    content |= {name: entry.table for name, entry in tables.single.items()}
    # Read as JSON, because only there does strict reading take lists, dates and words of a closed
    # list, and still refuse 1 for true or "5" for 5.
    try:
        (read,) = pack_adapter().validate_json(json.dumps([content], default=str))
    except ValidationError as error:
        if error.error_count() > _MOST_PROBLEMS:
            more = f"{tables.head.file}: the pack has {error.error_count():,} faults, too many to be told."
            raise PackError((*tables.problems[:_MOST_PROBLEMS], more)) from None
        faults = [_fault(dict(fault), tables) for fault in error.errors(include_url=False)]
        raise PackError((*tables.problems, *faults)) from error
    values = Values(
        head=read.head,
        lists={kind: getattr(read, kind) for kind in LISTS},
        single={name: value for name in SINGLE if (value := getattr(read, name)) is not None},
    )
    problems = [*tables.problems, *_empty_texts(tables, values, getattr(read, REMOVE))]
    if problems:
        raise PackError(tuple(problems))
    return values


def entry_at(tables: Tables, kind: str, index: int) -> PackTable:
    """Return a table by its kind and its number, counted from 0."""
    if kind == "head":
        return tables.head
    if kind in SINGLE:
        return tables.single[kind]
    return tables.removals[index] if kind == REMOVE else tables.lists[kind][index]


def _fault(fault: dict[str, Any], tables: Tables) -> str:
    _, kind, *rest = fault["loc"]
    many = kind != "head" and kind not in SINGLE
    index = int(rest.pop(0)) if many else 0
    entry = entry_at(tables, kind, index)
    where = f", {_field(rest)}" if rest else ""
    return f"{entry.file_of(tuple(rest))}: {label(kind, entry.table, index)}{where}: {_explain(fault, rest)}"


def _field(loc: list[int | str]) -> str:
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _explain(fault: dict[str, Any], loc: list[int | str]) -> str:
    match fault["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a field of this kind of item"
        case "value_error":
            return str(fault["ctx"]["error"])
    found = fault["input"]
    if not loc or isinstance(found, dict | list):
        return str(fault["msg"])
    return f"{fault['msg']} (found {str(found)[:60]!r})"


def _empty_texts(tables: Tables, values: Values, removals: tuple[Removal, ...]) -> Iterator[str]:
    everything: dict[str, tuple[Any, ...]] = {"head": (values.head,), REMOVE: removals, **values.lists}
    everything |= {name: (value,) for name, value in values.single.items()}
    for kind, found in everything.items():
        for index, item in enumerate(found):
            entry = entry_at(tables, kind, index)
            for place in _blanks(item):
                named = f"{label(kind, entry.table, index)}, {_field(list(place))}"
                yield f"{entry.file_of(place)}: {named}: is empty"


def _blanks(item: object) -> Iterator[Place]:
    """Yield the places of required texts that hold nothing but spaces."""
    for name, spec in getattr(type(item), "__dataclass_fields__", {}).items():
        value = getattr(item, name)
        required = spec.default is MISSING and spec.default_factory is MISSING
        if isinstance(value, str) and required and not value.strip():
            yield (name,)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                yield from ((name, index, *place) for place in _blanks(entry))
        elif hasattr(type(value), "__dataclass_fields__"):
            yield from ((name, *place) for place in _blanks(value))
