"""What travels inside a PDF: read with limits, as anybody may have put it there.

Nothing is run, followed or written to disk. A stream is unpacked here and not by the library, so
that a small file can't fill the memory.
"""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.rendering.pages.bounded_pdf import UNREADABLE, WHY_REFUSED, PdfRefusedError, bounded_pdf
from svdesk.rendering.pages.pdf_source import stated_source
from svdesk.services.issuing.attaching import AttachmentError

MOST_FILE_BYTES = 40 * 1024 * 1024
MOST_BYTES = 8 * 1024 * 1024
"""Bytes of an attachment that are read."""
_MOST_ATTACHED = 256
_MOST_DEPTH = 8


class PdfAttachments:
    """Takes attachments out of PDFs, as :class:`svdesk.services.issuing.attaching.AttachmentReader` says."""

    def attached(self, path: Path, name: str) -> tuple[str, bytes]:
        """Return the line that says what the PDF was made from, and its attachment *name*."""
        try:
            content = read_regular(path, MOST_FILE_BYTES + 1)
            if len(content) > MOST_FILE_BYTES:
                raise AttachmentError("it is too large")
            with bounded_pdf(content, recover=True) as pdf:
                found = [stream for each, stream in _embedded(pdf) if each == name]
                if len(found) != 1:
                    raise AttachmentError(
                        "it holds more than one project" if found else "it holds no project of SVDesk"
                    )
                return stated_source(pdf), _content(found[0])
        except PdfRefusedError as error:
            raise AttachmentError(WHY_REFUSED[error.reason]) from error
        except OSError as error:
            raise AttachmentError(why(error)) from error
        except UNREADABLE as error:
            raise AttachmentError("it is damaged, or no PDF") from error


def carries_files(pdf: pikepdf.Pdf) -> bool:
    """Say whether *pdf* has attachments."""
    try:
        return next(_embedded(pdf), None) is not None
    except AttachmentError:
        return True


def attachment_changes(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[str]:
    """Yield in words what *other* attaches that the issued *one* does not, and what became of the rest."""
    try:
        old, new = _digests(one), _digests(other)
    except AttachmentError:
        yield "What is attached to it can't be compared."
        return
    if new.keys() - old.keys():
        yield "Other files are hidden in it."
    for name in sorted(old):
        if name not in new:
            yield f"The data attached to it is gone: {name}."
        elif new[name] != old[name]:
            yield f"The data attached to it is not what was issued: {name}."


def _digests(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return the attachments of *pdf* by name, each with what tells its content from another's."""
    found = dict[str, str]()
    for name, stream in _embedded(pdf):
        digest = hashlib.sha256(_content(stream)).hexdigest()
        found[name] = f"{found[name]} {digest}" if name in found else digest
    return found


def _embedded(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Yield the embedded files of the catalogue's name tree."""
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    for count, (name, specification) in enumerate(_leaves(tree, 0)):
        if count >= _MOST_ATTACHED:
            raise AttachmentError("it holds too many files")
        files = specification.get("/EF") if isinstance(specification, pikepdf.Dictionary) else None
        if isinstance(files, pikepdf.Dictionary):
            stream = files.get("/UF", files.get("/F"))
            if isinstance(stream, pikepdf.Stream):
                yield name, stream


def _leaves(node: pikepdf.Object | None, depth: int) -> Iterator[tuple[str, pikepdf.Object]]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if depth > _MOST_DEPTH:
        raise AttachmentError("its list of files is nested too deeply")
    names, kids = node.get("/Names"), node.get("/Kids")
    if isinstance(names, pikepdf.Array):
        for place in range(0, len(names) - 1, 2):
            yield str(names[place]), names[place + 1]
    if isinstance(kids, pikepdf.Array):
        if len(kids) > _MOST_ATTACHED:
            raise AttachmentError("it holds too many files")
        for kid in kids:
            yield from _leaves(kid, depth + 1)


def _content(stream: pikepdf.Stream) -> bytes:
    """Return what *stream* holds, packed in no way or in that which SVDesk uses."""
    packed = stream.get("/Filter")
    if isinstance(packed, pikepdf.Array) and len(packed) == 1:
        packed = packed[0]
    raw = stream.read_raw_bytes()
    if packed is None or (isinstance(packed, pikepdf.Array) and len(packed) == 0):
        content = raw
    elif packed == pikepdf.Name.FlateDecode and not stream.get("/DecodeParms"):
        try:
            content = zlib.decompressobj().decompress(raw, MOST_BYTES + 1)
        except zlib.error as error:
            raise AttachmentError("what is attached is damaged") from error
    else:
        raise AttachmentError("what is attached is packed in a way that SVDesk does not use")
    if len(content) > MOST_BYTES:
        raise AttachmentError("what is attached is too large")
    return content
