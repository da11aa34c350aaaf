"""Reading the files of a policy pack: TOML becomes tables.

Tables are kept with the file they come from, and fields that an overlay has laid over them with the
overlay's file, so that a fault is told with the place where it can be put right.
"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

import tomli

from svdesk.files.below import TooManyError, files_below
from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.policy.content.origins import Place
from svdesk.policy.loading.kinds import HEAD, LISTS, REMOVE, SINGLE, Head

Table: TypeAlias = dict[str, Any]

MOST_PACK_BYTES = 2 * 1024 * 1024
"""The most that all files of a pack make together: nearly three times the pack that ships."""
MOST_PACK_VALUES = 60_000
"""The most values of a pack: tables, lists and what stands in them."""
MOST_PROBLEMS = 500
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
            if values_left < 0 or len(tables) > MOST_PROBLEMS:
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


def entry_at(tables: Tables, kind: str, index: int) -> PackTable:
    """Return a table by its kind and its number, counted from 0."""
    if kind == "head":
        return tables.head
    if kind in SINGLE:
        return tables.single[kind]
    return tables.removals[index] if kind == REMOVE else tables.lists[kind][index]


@dataclass(slots=True, kw_only=True)
class Values:
    """What the tables of a pack have become: values by kind."""

    head: Head
    lists: dict[str, tuple[Any, ...]]
    single: dict[str, Any]
