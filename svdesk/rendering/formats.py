"""The kinds of file that documents are made as, and what renders each of them.

Adding one is writing its renderer, adding its line here, and naming it in the catalogue with the
documents that it suits. A renderer's libraries are loaded when it is first asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from svdesk.services.issuing.build_documents import BuildError
from svdesk.services.ports import Renderer

SHOWN = "pdf"
"""The format that is previewed and printed, and that is made where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A kind of file: its ending, which also names it on the command line, and its name for people."""

    key: str
    title: str
    renderer: Callable[[], Renderer]


def _pdf() -> Renderer:
    from svdesk.rendering.pdf.renderer import PdfRenderer

    return PdfRenderer()


def _docx() -> Renderer:
    from svdesk.rendering.docx.renderer import DocxRenderer

    return DocxRenderer()


def _html() -> Renderer:
    from svdesk.rendering.html.renderer import HtmlRenderer

    return HtmlRenderer()


def _xlsx() -> Renderer:
    from svdesk.rendering.xlsx.renderer import XlsxRenderer

    return XlsxRenderer()


def _csv() -> Renderer:
    from svdesk.rendering.csv_rows import CsvRenderer

    return CsvRenderer()


def _txt() -> Renderer:
    from svdesk.rendering.plain_text import TextRenderer

    return TextRenderer()


def _ics() -> Renderer:
    from svdesk.rendering.ics import IcsRenderer

    return IcsRenderer()


FORMATS: tuple[FileFormat, ...] = (
    FileFormat(key="pdf", title="PDF", renderer=_pdf),
    FileFormat(key="docx", title="Word", renderer=_docx),
    FileFormat(key="html", title="Web page", renderer=_html),
    FileFormat(key="xlsx", title="Excel workbook", renderer=_xlsx),
    FileFormat(key="csv", title="Rows for a portal or spreadsheet", renderer=_csv),
    FileFormat(key="txt", title="Text to paste", renderer=_txt),
    FileFormat(key="ics", title="Calendar", renderer=_ics),
)


def format_keys() -> tuple[str, ...]:
    """Return what a format can be called, in the order in which formats are shown."""
    return tuple(each.key for each in FORMATS)


def named_formats(text: str) -> tuple[str, ...]:
    """Return the formats in a list such as ``pdf, csv``; raises :class:`BuildError` where it names none."""
    named = tuple(dict.fromkeys(filter(None, (name.strip().lower() for name in text.split(",")))))
    if not named:
        raise BuildError(f"Name at least one format. The formats are {', '.join(format_keys())}.")
    return named


def renderers(keys: Iterable[str]) -> tuple[Renderer, ...]:
    """Return what renders each format of *keys*; raises :class:`BuildError` for one that nobody knows."""
    wanted = frozenset(keys)
    if unknown := sorted(wanted - set(format_keys())):
        known = ", ".join(format_keys())
        raise BuildError(f"There is no format called {', '.join(unknown)}. The formats are {known}.")
    return tuple(each.renderer() for each in FORMATS if each.key in wanted)
