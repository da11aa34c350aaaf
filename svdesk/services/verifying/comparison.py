"""What differs between a PDF as it was issued and a PDF that was given back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class ReadingError(Exception):
    """A file can't be read as a PDF; the message says why, as words that follow a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Lines that differ. *page* counts from 1: in the given file, or the issued where lines went."""

    page: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """A form field with an entry of its own; *label* is its name for people."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileComparison:
    """What differs. *looks* are pages, from 1, that say the same and do not look the same.

    *others* are sentences about what is neither text nor look: fields, links, comments, scripts.
    """

    pages_before: int
    pages_after: int
    text: tuple[TextChange, ...]
    looks: tuple[int, ...]
    others: tuple[str, ...]
    filled: tuple[FilledField, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs but what was entered in the fields."""
        return self.pages_before == self.pages_after and not (self.text or self.looks or self.others)


class PdfReader(Protocol):
    """Reads PDF files for the check of issued documents."""

    def origin(self, path: Path) -> str:
        """Return the line that says what a PDF was made from; "" where it says nothing.

        Raises :class:`ReadingError`.
        """
        ...

    def carries_files(self, path: Path) -> bool:
        """Say whether other files travel inside a PDF; raises :class:`ReadingError`."""
        ...

    def compare(self, issued: Path, given: Path) -> FileComparison:
        """Return what differs between two PDFs; raises :class:`ReadingError`."""
        ...
