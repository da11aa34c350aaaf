"""What a strict reader asks of a workbook, and its cells by the names of their fields."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from svdesk.documents.model.blocks import Document
from svdesk.rendering.xlsx.renderer import make_xlsx

OUTSIDE = re.compile(
    rb'TargetMode="External"|vbaProject|externalLink|<oleObject|<ddeLink|<hyperlink [^>]*r:id'
)


def opened(document: Document) -> Workbook:
    """Return the workbook of *document*, held to what every one has to be."""
    data, _ = make_xlsx(document)
    assert faults(data) == []
    return openpyxl.load_workbook(BytesIO(data), rich_text=False)


def faults(data: bytes) -> list[str]:
    """Return what a strict reader, or somebody who trusts no file, would object to."""
    found = list[str]()
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(content)
            if OUTSIDE.search(content):
                found.append(f"{name} leads outside or runs something")
    book = openpyxl.load_workbook(BytesIO(data))
    names = [sheet.title for sheet in book.worksheets]
    if len({name.casefold() for name in names}) < len(names):
        found.append("two sheets have the same name")
    for sheet in book.worksheets:
        if len(sheet.title.encode("utf-16-le")) > 62 or re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title):
            found.append(f"{sheet.title!r} is no name for a sheet")
        if sheet.merged_cells.ranges:
            found.append(f"{sheet.title} has merged cells")
        if sheet.sheet_state != "visible" or any(row.hidden for row in sheet.row_dimensions.values()):
            found.append(f"{sheet.title} hides something")
        if any((row.height or 0) > 409 for row in sheet.row_dimensions.values()):
            found.append(f"{sheet.title} has a row that is too high")
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.data_type == "f" and not re.match(r'=IF\(COUNT\(.*\)=0,"",SUM\(.*\)\)$', str(cell.value)):
                found.append(f"{sheet.title}!{cell.coordinate} has a formula that is no total")
            if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) > 2 * 32_767:
                found.append(f"{sheet.title}!{cell.coordinate} holds too much")
    return found


def cell_named(book: Workbook, name: str) -> Cell:
    """Return the cell of that name."""
    ((sheet, reference),) = book.defined_names[name].destinations
    return book[sheet][reference]


def validation_of(cell: Cell) -> DataValidation | None:
    """Return the rule for a cell, where it has one."""
    for rule in cell.parent.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            left, top, right, bottom = range_boundaries(str(area))
            if left <= cell.column <= right and top <= cell.row <= bottom:
                return rule
    return None


def said(book: Workbook) -> str:
    """Return all words of a workbook, a cell each line."""
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)
