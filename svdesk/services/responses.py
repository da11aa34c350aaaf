"""Reading forms that came back: what was entered, what is missing, and whether they are ours at all.

A file is read in three stages, so that a window can do the slow ones off the thread of the database:
:func:`arrived` reads the file and what it says of itself, :func:`known_of` asks the records about it,
and :class:`ResponseReader` checks it against the form that was issued. :func:`read_response` does all
three.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from svdesk.policy.shelf import Shelf
from svdesk.services.ports import FormReader, ProjectStore, Renderer
from svdesk.services.returned import ReturnedForm


class Outcome(StrEnum):
    """What came of reading a file."""

    COMPLETE = "complete"
    """It is ours, and nothing in it needs a person."""
    NEEDS_ATTENTION = "needs_attention"
    """It was read, and its findings are for a person to look at."""
    NOT_OURS = "not_ours"
    """It was made for another project, or for one that is not at hand: nothing in it was checked."""
    REFUSED = "refused"
    """It can't be read, or holds what no form of ours does. Nothing of it was looked at further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came of reading one file.

    *title* is that of the document. *form* and *original*, the file as it came, are there where it
    was read as a form of a project, and can be kept; *notes* are sentences that say why where they
    are not. *kept_before* is the form that was kept when the very same file was read before.
    """

    path: Path
    outcome: Outcome
    title: str = ""
    form: ReturnedForm | None = None
    original: bytes = b""
    notes: tuple[str, ...] = ()
    kept_before: ReturnedForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What returned files are read with."""

    shelf: Shelf
    readers: Sequence[FormReader]
    renderers: Callable[[str], Renderer]
    record: ProjectStore | None = None


def read_response(path: Path, sources: Sources) -> Response:
    """Read the file at *path* that a bidder or supplier returned."""
    raise NotImplementedError
