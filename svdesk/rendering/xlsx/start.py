"""The first sheet of a form, which says how to fill it in, and what a workbook says of itself."""

from collections.abc import Sequence

from svdesk.documents.model.blocks import Block, Document, Inlines, words
from svdesk.documents.model.phrases import day
from svdesk.rendering.look.text import plain
from svdesk.rendering.xlsx.cells import Cell, Sheet, TableArea
from svdesk.rendering.xlsx.layout import SheetLayout
from svdesk.rendering.xlsx.looks import CellLook
from svdesk.rendering.xlsx.names import ORIGIN_NAME

DRAFT = "Draft: not issued yet"
_SEPARATOR = " · "
_STEPS: tuple[tuple[str, str], ...] = (
    ("Where to write", "In the framed, lightly tinted cells. The Tab key takes you from one to the next."),
    (
        "What is locked",
        "Everything else, so that nothing changes by accident. There is no password. You may make rows "
        "higher and columns wider.",
    ),
    ("Text", "Alt + Enter begins a new line within a cell."),
    (
        "Long answers",
        "Where an answer has more than one cell, go on in the next cell when one is full. A word limit is "
        "for all of them together. We count the words when the form comes back: words are what stands "
        "between spaces, and a word with a hyphen is one.",
    ),
    ("Numbers", "Digits only. The unit is stated beside or before each. Totals add up by themselves."),
    ("Lists", "Alt + Down arrow opens the list of a cell."),
    (
        "Saving",
        "Save it as an Excel workbook (.xlsx) under its name and return it. It has no macros. Please add no "
        "formulas, links, pictures or sheets: a file with such things can't be read.",
    ),
)


def context(document: Document) -> str:
    """Return the line below every sheet's title: whose form it is, and that it is a draft."""
    parts = (document.title, document.project_title, document.reference, DRAFT if document.draft else "")
    return _SEPARATOR.join(part.strip() for part in parts if part.strip())


def opening(
    layout: SheetLayout, document: Document, before: Sequence[Block], sheets: Sequence[Sheet]
) -> None:
    """Lay out the first sheet of a form: what it is, how to fill it in, and what the *sheets* hold."""
    layout.across(document.title, CellLook.TITLE)
    layout.across(_SEPARATOR.join(filter(None, (document.subtitle, document.authority))), CellLook.CONTEXT)
    layout.sheet.frozen = len(layout.sheet.rows)
    _facts(layout, document)
    for block in before:
        layout.add(block)
    layout.flush()
    layout.across("How to fill it in", CellLook.HEADING)
    sample = "An answer goes into a cell that looks like this."
    layout.row(
        {
            0: Cell(look=CellLook.LABEL, runs=(("A cell to fill in", False),)),
            1: Cell(look=CellLook.SAMPLE, runs=((sample, False),)),
        }
    )
    for label, said in _STEPS:
        layout.said(label, words(said))
    layout.across("The sheets of this workbook", CellLook.HEADING)
    _contents(layout, sheets)
    _origin(layout, document)


def about(layout: SheetLayout, document: Document, before: Sequence[Block]) -> None:
    """Lay out the last sheet of a workbook that is no form."""
    layout.across(f"About: {document.title}", CellLook.TITLE)
    _facts(layout, document)
    for block in before:
        layout.add(block)
    layout.flush()
    _origin(layout, document)


def _facts(layout: SheetLayout, document: Document) -> None:
    version = _SEPARATOR.join(
        filter(None, (document.version, document.status, day(document.dated) if document.dated else ""))
    )
    rows: list[tuple[str, Inlines]] = [
        ("Authority", words(document.authority)),
        ("Contract title", words(document.project_title)),
        *document.cover,
    ]
    if all(label != "Version" for label, _ in rows):
        rows.append(("Version", words(version)))
    for label, content in rows:
        if any(part.text.strip() for part in content):
            layout.said(plain(label, layout.refused), content)


def _contents(layout: SheetLayout, sheets: Sequence[Sheet]) -> None:
    headers = ("Sheet", "What it holds", "Fields to fill in")
    layout.header(headers, (False, False, True))
    first = len(layout.sheet.rows) - 1
    for sheet in sheets:
        title = sheet.rows[0].cells[0].text
        layout.row(
            {
                0: Cell(look=CellLook.LINK, runs=((sheet.name, False),), link=sheet.name),
                1: Cell(look=CellLook.CELL, runs=((title, False),)),
                2: Cell(look=CellLook.CELL_NUMBER, runs=((f"{sheet.fields:,}", False),), number=sheet.fields),
            }
        )
    layout.sheet.tables.append(
        TableArea(first=first, last=len(layout.sheet.rows) - 1, headers=headers, fields=False)
    )


def _origin(layout: SheetLayout, document: Document) -> None:
    line = plain(document.origin, layout.refused)
    if not line.strip():
        return
    # No heading above it: one could be left alone at the foot of a page.
    layout.row(
        {
            0: Cell(look=CellLook.LABEL, runs=(("Made from (please leave this line as it is)", False),)),
            1: Cell(look=CellLook.HINT, runs=((line[:32_000], False),), name=ORIGIN_NAME),
        }
    )
