"""Documents made again to be held beside a file, and what then differs."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from svdesk.documents.model.blocks import Document
from svdesk.documents.model.forms import form_of
from svdesk.domain.returned_form import MOST_RETURN_BYTES
from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.services.issuing.record import digest_of
from svdesk.services.issuing.remake import Recipe, RemakeError, composed
from svdesk.services.ports import FormRefusedError
from svdesk.services.verifying.checked_file import PDF, CheckSources
from svdesk.services.verifying.comparison import FileComparison, PdfReader, ReadingError
from svdesk.services.verifying.form_changes import compare_forms

ONLY_READ = "What changed can be told of PDF, Word and Excel files only."


class UntoldError(Exception):
    """It can't be told what differs; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAgain:
    """A document that was made again: the file at *path*, which goes away again, and its SHA-256."""

    document: Document
    format: str
    path: Path
    sha256: str


@contextmanager
def made_again(recipe: Recipe, content: bytes, sources: CheckSources) -> Iterator[MadeAgain]:
    """Lend a document made by *recipe* of the project's JSON *content*; raises :class:`UntoldError`."""
    with tempfile.TemporaryDirectory(prefix="svdesk-") as folder:
        path = Path(folder) / f"again.{recipe.format}"
        try:
            renderer = sources.maker_of(recipe.format)
            if renderer is None:
                raise RemakeError(f"nothing at hand makes {recipe.format} files")
            document = composed(recipe, content, sources.registry)
            renderer.render(document, path)
            digest, _ = digest_of(path)
        except RemakeError as error:
            raise UntoldError(f"The document can't be made again: {error}.") from error
        except OSError as error:
            raise UntoldError(f"The document can't be made again: {why(error)}.") from error
        yield MadeAgain(document=document, format=recipe.format, path=path, sha256=digest)


def compared(path: Path, again: MadeAgain, sources: CheckSources) -> FileComparison:
    """Return what differs in the file at *path* from a document made again; raises :class:`UntoldError`."""
    try:
        if again.format == PDF:
            return sources.reader.compare(again.path, path)
        reader, _ = sources.form_readers[again.format]
        issued, given = (read_regular(each, MOST_RETURN_BYTES + 1) for each in (again.path, path))
        if len(given) > MOST_RETURN_BYTES:
            raise UntoldError("What changed can't be told: it is far larger than what was issued.")
        return compare_forms(reader, form_of(again.document), issued, given)
    except ReadingError as error:
        raise UntoldError(f"What changed can't be told: {error}.") from error
    except FormRefusedError as error:
        raise UntoldError(f"What changed can't be told. {error}") from error
    except OSError as error:
        raise UntoldError(f"What changed can't be told: {why(error)}.") from error


def saved_again(file_format: str, what: str) -> str:
    """Return what is to be said of another file that says the same as *what*."""
    holds = "Its pages say and show" if file_format == PDF else "It says"
    return f"{holds} {what}. The file itself is another: a program may have saved it again."


def carries_files(path: Path, reader: PdfReader) -> bool:
    """Say whether other files travel inside the file at *path*; what can't be read carries none."""
    try:
        return reader.carries_files(path)
    except ReadingError:
        return False
