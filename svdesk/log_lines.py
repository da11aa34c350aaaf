"""Lines of the log without anything that a person wrote: what kind of fault, and where in our code.

The words of an error quote what was typed, as do the values of a statement and the names of files. So an
error is written down as its class, the code that its kind knows, and the places in our own code through
which it came, and a message only as the words that stand in our code.
"""

import errno
import logging
import sqlite3
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

OURS = "svdesk"
_PACKAGE = Path(__file__).resolve().parent
_MOST_CAUSES, _MOST_FRAMES = 6, 25

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    """Writes a record without what it quotes."""

    def __init__(self) -> None:
        """Begin each line with the time, the level and the logger."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of *record*, with its error where it has one."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_message(record)}"
        if not record.exc_info or record.exc_info[1] is None:
            return line
        return f"{line}\n{self.formatException(record.exc_info)}"

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 - logging's name
        """Return what :func:`described` says of the error."""
        return described(ei[1]) if ei[1] is not None else ""


def described(error: BaseException) -> str:
    """Return the class of *error*, its code and its way through our code, and the same of its causes."""
    return "\n  because of ".join(_one(each) for each in _chain(error))


def kind_of(error: BaseException) -> str:
    """Return the class of *error* and the code that its kind knows, such as "OSError ENOSPC"."""
    return " ".join(filter(None, (type(error).__qualname__, _code(error))))


def _message(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] != OURS:
        # What a library writes may quote anything.
        return f"a message from line {record.lineno} of {Path(record.pathname).name}"
    if not record.args:
        return str(record.msg)
    words = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return str(record.msg) % tuple(_safe(each) for each in words)
    except (TypeError, ValueError):
        return "a message that does not fit what it is to hold"


def _safe(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return kind_of(value) if isinstance(value, BaseException) else f"<{type(value).__name__}>"


def _one(error: BaseException) -> str:
    ours = [each for each in traceback.extract_tb(error.__traceback__) if _is_ours(each.filename)]
    places = (f"{_module(each.filename)}:{each.lineno} in {each.name}" for each in ours[-_MOST_FRAMES:])
    return "".join((kind_of(error), *(f"\n    {place}" for place in places)))


def _is_ours(name: str) -> bool:
    path = Path(name)
    return path.is_relative_to(_PACKAGE) or (not path.is_absolute() and path.parts[:1] == (OURS,))


def _module(name: str) -> str:
    path = Path(name)
    inside = path.relative_to(_PACKAGE.parent) if path.is_relative_to(_PACKAGE) else path
    return ".".join(inside.with_suffix("").parts)


def _chain(error: BaseException) -> Iterator[BaseException]:
    known = set[int]()
    found: BaseException | None = error
    while found is not None and id(found) not in known and len(known) < _MOST_CAUSES:
        known.add(id(found))
        yield found
        # SQLAlchemy keeps the error of the database beside its own.
        inner = getattr(found, "orig", None)
        found = found.__cause__ or (inner if isinstance(inner, BaseException) else found.__context__)


def _code(error: BaseException) -> str:
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", ""))
    return ""
