"""Making a project's documents as files, for the command line, the window and the self-check.

Each file is made in a folder of its own beside its place and moved there once it is complete, so
that stopping at any moment leaves the files that were there before, or complete new ones. What is
told to be made is on the disk, with its name and its folder.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.documents.model.blocks import Document
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject
from svdesk.files.errors import could_not
from svdesk.files.folders import make_folder
from svdesk.files.unfinished import workplace
from svdesk.files.whole import put_in_place
from svdesk.policy.case import Case
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.attaching import can_carry, with_project
from svdesk.services.ports import Renderer

_MOST_LISTED = 12
_LONGEST_NAME = 80  # in bytes, so that the whole name stays well below the 255 that systems take
# Names that Windows keeps for devices, whatever follows the first full stop.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


class BuildError(Exception):
    """Documents cannot be made; the message says why, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A document is being made: *done* of *total* steps; 0 of 0 before the steps are known."""

    document: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document about *subject* is complete and in its place.

    *by_number* holds the characters that no typeface has; they are printed as their numbers.
    """

    document: str
    path: Path
    format: str
    by_number: tuple[str, ...] = ()
    subject: Subject = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A document is not made, and *why*; not in that *format*, where one is named."""

    document: str
    why: str
    format: str = ""


BuildEvent: TypeAlias = Working | Made | Skipped
Listener: TypeAlias = Callable[[BuildEvent], None]
"""Called as the work goes on; what it raises stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was made and what was not, in the order of the catalogue."""

    made: tuple[Made, ...]
    skipped: tuple[Skipped, ...]


def about_characters(made: Iterable[Made]) -> str:
    """Return in words which characters are printed as their numbers; "" where all are printed."""
    found = sorted({character for each in made for character in each.by_number})
    if not found:
        return ""
    listed = ", ".join(f"U+{ord(character):04X}" for character in found[:_MOST_LISTED])
    more = f" and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else ""
    return f"SVDesk's typefaces lack some characters, which are printed as their numbers: {listed}{more}."


def document_keys() -> tuple[str, ...]:
    """Return the keys of all documents, in the order in which they are made."""
    return tuple(entry.key for entry in CATALOGUE)


def file_name(project: Project, kind: DocumentKind, extension: str, subject: Subject = WHOLE) -> str:
    """Return the name of a document's file, which begins with the project's reference.

    Where the document is about a *subject*, the name ends with it. Every system takes the name,
    whatever the reference holds.
    """
    about = f"-{subject.kind.value}-{subject.key}" if subject.kind is not None else ""
    return f"{name_stem(project)}-{kind.stem}{about}.{extension}"


def name_stem(project: Project) -> str:
    """Return what the names of all of a project's files begin with."""
    return _safe(project.about.reference) or _safe(project.about.title) or "project"


def _safe(text: str) -> str:
    """Return what of *text* can begin a file's name on Windows, Linux and macOS."""
    kept = [
        " " if character.isspace() else "-" if character in '<>:"/\\|?*' else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or not unicodedata.category(character).startswith("C")
    ]
    joined = re.sub(r"-{2,}", "-", re.sub(r" {2,}", " ", "".join(kept))).strip(" .-")
    short = joined.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .-")
    return f"_{short}" if _DEVICE.fullmatch(short.split(".")[0].strip()) else short


def build(
    case: Case,
    keys: Iterable[str],
    out_dir: Path,
    renderers: Iterable[Renderer],
    tell: Listener = lambda _event: None,
    *,
    attach: bool = False,
    catalogue: tuple[DocumentKind, ...] = CATALOGUE,
) -> BuildReport:
    """Make the documents named by *keys* in *out_dir*, and tell what happens as it happens.

    Each is made of *case* by each of *renderers* whose format suits it. A document that the project has
    no use for is skipped with its reason, and so is a format that does not suit a document. A kind with
    several subjects makes a file for each of them. With *attach* the project's data goes into those that
    can carry it (:func:`svdesk.services.issuing.attaching.can_carry`). Raises :class:`BuildError` for a
    key that no document of *catalogue* has, and where a file cannot be written; what was complete by then
    stays.
    """
    wanted = frozenset(keys)
    keys_there = tuple(entry.key for entry in catalogue)
    if unknown := sorted(wanted - set(keys_there)):
        known = ", ".join(keys_there)
        raise BuildError(f"There is no document called {', '.join(unknown)}. The documents are {known}.")
    made: list[Made] = []
    skipped: list[Skipped] = []

    def skip(*found: Skipped) -> None:
        skipped.extend(found)
        for each in found:
            tell(each)

    asked = tuple(renderers)
    with _place_to_work(out_dir) as place:
        for entry in catalogue:
            if entry.key not in wanted:
                continue
            if why := entry.available(case):
                skip(Skipped(document=entry.key, why=why))
                continue
            for renderer in asked:
                if why := entry.unsuited(renderer.format, case):
                    skip(Skipped(document=entry.key, why=why, format=renderer.format))
                    continue
                for subject in entry.subjects(case):
                    tell(Working(document=entry.key, done=0, total=0))
                    document = entry.composer(renderer.format, subject)(case)
                    if attach and can_carry(entry, renderer.format):
                        document = with_project(document, project_json(case.project))
                    path = out_dir / file_name(case.project, entry, renderer.format, subject)
                    by_number = _render(document, renderer, place, path, entry.key, tell)
                    made.append(
                        Made(
                            document=entry.key,
                            path=path,
                            format=renderer.format,
                            by_number=by_number,
                            subject=subject,
                        )
                    )
                    tell(made[-1])
    return BuildReport(made=tuple(made), skipped=tuple(skipped))


def _render(
    document: Document, renderer: Renderer, place: Path, path: Path, key: str, tell: Listener
) -> tuple[str, ...]:
    """Render *document* in *place* and move it to *path*; return the characters made as numbers."""

    def progress(done: int, total: int) -> None:
        tell(Working(document=key, done=done, total=total))

    try:
        by_number = renderer.render(document, place / path.name, progress)
        put_in_place(place / path.name, path)
    except OSError as error:
        raise BuildError(could_not("write", path, error)) from error
    return by_number


@contextmanager
def _place_to_work(out_dir: Path) -> Iterator[Path]:
    """Make *out_dir* where it is not there, and in it a folder to work in that goes away again."""
    with ExitStack() as stack:
        try:
            make_folder(out_dir)
            place = stack.enter_context(workplace(out_dir))
        except OSError as error:
            raise BuildError(could_not("use the folder", out_dir, error)) from error
        yield place
