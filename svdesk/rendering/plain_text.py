"""The text renderer: a document to copy from and paste into the boxes of a portal."""

from collections.abc import Iterator
from pathlib import Path

from svdesk.documents.model.blocks import Document, Heading
from svdesk.documents.model.plain import lines
from svdesk.files.whole import write_whole
from svdesk.rendering.look.text import all_by_number, one_line, plain
from svdesk.services.ports import Progress

_RULES = {1: "=", 2: "-"}


class TextRenderer:
    """Renders documents as plain text, in UTF-8 with the line ends of Windows."""

    format = "txt"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, which is replaced only once the file is complete.

        Returns the characters that are shown as their numbers. Raises ``OSError`` where the file cannot be
        written.
        """
        found = [*_top(document)]
        total = len(document.blocks)
        for place, block in enumerate(document.blocks):
            if progress:
                progress(place, total)
            if isinstance(block, Heading):
                found += _heading(block)
            else:
                found += (plain(line) for line in lines((block,)))
        write_whole(path, ("\n".join(found) + "\n").replace("\n", "\r\n").encode())
        if progress:
            progress(total, total)
        return all_by_number(document)


def _top(document: Document) -> Iterator[str]:
    yield one_line(document.subtitle)
    yield one_line(f"{document.authority} · {document.reference} · version {document.version}")
    if document.draft:
        yield "Draft: this document has not been issued, and may change."


def _heading(block: Heading) -> Iterator[str]:
    text = one_line(block.text)
    yield from ("", "") if block.level == 1 else ("",)
    yield text
    if block.level in _RULES:
        yield _RULES[block.level] * min(len(text), 80)
