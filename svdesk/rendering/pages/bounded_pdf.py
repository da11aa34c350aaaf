"""A PDF from a stranger, opened within bounds that the library keeps as long as it is open."""

import re
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum, auto
from io import BytesIO
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias

import pikepdf
from pikepdf import settings

_MOST_STREAM_BYTES = 32 * 1024 * 1024
_MOST_UNPACKED = 128 * 1024 * 1024
MOST_OBJECTS = 60_000
"""Objects of a PDF that is opened: twice those of a form of 400 questions on 630 pages."""
_Limits: TypeAlias = dict[str, Any]
_LIMITS: _Limits = {
    "flate_max_memory": _MOST_STREAM_BYTES,
    "run_length_max_memory": _MOST_STREAM_BYTES,
    "png_max_memory": _MOST_STREAM_BYTES,
    "tiff_max_memory": _MOST_STREAM_BYTES,
    "dct_max_memory": _MOST_STREAM_BYTES,
    "max_stream_filters": 1,
    "parser_max_nesting": 100,
    "parser_max_container_size": 300_000,
    "doc_max_warnings": 1_000,
}
_STREAM = re.compile(rb"stream\r?\n")
_LZW = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)")
_PACKED_OBJECTS = re.compile(rb"/(?:N|#4[eE])\s+(\d{1,9})\b(?!\s+\d+\s+R)")
_PIECE = 64 * 1024


class Beyond(Enum):
    """Why a PDF is not opened."""

    DAMAGED = auto()
    PROTECTED = auto()
    TOO_MUCH = auto()
    """It unpacks to far more than a document does."""
    PACKED = auto()
    """It is packed in a way that can't be bounded."""


WHY_REFUSED: Mapping[Beyond, str] = MappingProxyType(
    {
        Beyond.DAMAGED: "it is damaged, or no PDF",
        Beyond.PROTECTED: "it is protected by a password",
        Beyond.TOO_MUCH: "it holds far more than a document does",
        Beyond.PACKED: "it is packed in a way that documents are not",
    }
)
"""The reasons as words that follow a colon."""


class PdfRefusedError(ValueError):
    """A PDF is not opened; *reason* says why."""

    def __init__(self, reason: Beyond) -> None:
        """Keep *reason*."""
        super().__init__(reason.name)
        self.reason = reason


# What the library has been seen to raise for files whose parts are not what they should be.
UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RecursionError,
    OverflowError,
)


class _Turn:
    lock: ClassVar[threading.RLock] = threading.RLock()


@contextmanager
def bounded_pdf(content: bytes, *, recover: bool = False) -> Iterator[pikepdf.Pdf]:
    """Open a PDF from a stranger; with *recover* also one whose list of objects has to be made up anew.

    Raises :class:`PdfRefusedError` where it is not opened. What is raised while it is open goes on as it is.
    """
    if _LZW.search(content):
        # Nothing bounds how far the library unpacks this; programs have not written it since 1996.
        raise PdfRefusedError(Beyond.PACKED)
    if (
        content.count(b" obj") + sum(int(each[1]) for each in _PACKED_OBJECTS.finditer(content))
        > MOST_OBJECTS
    ):
        raise PdfRefusedError(Beyond.TOO_MUCH)
    _refuse_bombs(content)
    with _Turn.lock:  # the library's bounds are those of the whole process
        before: _Limits = settings.set_qpdf_limits(**_LIMITS)
        try:
            with _opened(content, recover=recover) as pdf:
                if pdf.is_encrypted:
                    raise PdfRefusedError(Beyond.PROTECTED)
                yield pdf
        finally:
            settings.set_qpdf_limits(**before)


def _opened(content: bytes, *, recover: bool) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(content), suppress_warnings=True, attempt_recovery=recover)
    except pikepdf.PasswordError:
        raise PdfRefusedError(Beyond.PROTECTED) from None
    except UNREADABLE:
        raise PdfRefusedError(Beyond.DAMAGED) from None


def _refuse_bombs(content: bytes) -> None:
    """Bound what all streams unpack to: a file may name as many as it likes, each within bounds."""
    left = _MOST_UNPACKED
    view = memoryview(content)
    for match in _STREAM.finditer(content):
        unpacker, data = zlib.decompressobj(), view[match.end() : match.end() + _PIECE]
        place = match.end()
        with suppress(zlib.error):
            while data and not unpacker.eof:
                left -= len(unpacker.decompress(data, _PIECE))
                if left < 0:
                    raise PdfRefusedError(Beyond.TOO_MUCH)
                if unpacker.unconsumed_tail:
                    data = memoryview(unpacker.unconsumed_tail)
                else:
                    place += _PIECE
                    data = view[place : place + _PIECE]
