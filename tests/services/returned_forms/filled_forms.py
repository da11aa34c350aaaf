"""Forms filled in as bidders fill them in: by other programs than the one that made them."""

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.rendering.docx.controls import ControlNames
from svdesk.rendering.xlsx.names import TICK_WORD, defined_name
from svdesk.services.returned_forms.checks import read_number

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def complete(fields: tuple[FormField, ...], **changes: str) -> dict[str, str]:
    """Answers with which nothing is wrong, but for *changes* to those whose names begin as named."""
    answers: dict[str, str] = {}
    for place, field in enumerate(fields):
        match field.entry:
            case Entry.NUMBER if field.sums:
                made = sum((read_number(answers[name]) for name in field.sums), Decimal(0))
                answers[field.name] = str(made)
            case Entry.NUMBER:
                answers[field.name] = str(place)
            case Entry.DATE:
                answers[field.name] = "13 October 2025"
            case Entry.CHOICE:
                answers[field.name] = field.options[0][0]
            case Entry.TICK:
                answers[field.name] = TICKED
            case Entry.TEXT:
                answers[field.name] = "A few words"
    for name in answers:
        answers[name] = next(
            (text for start, text in changes.items() if name.startswith(start)), answers[name]
        )
    return answers


def fill(blank: Path, answers: Mapping[str, str], fields: tuple[FormField, ...], path: Path) -> Path:
    """Save the form *blank*, filled in with *answers* by the names of *fields*, as *path*; return that."""
    {"pdf": _fill_pdf, "xlsx": _fill_xlsx, "docx": _fill_docx}[path.suffix[1:]](blank, answers, fields, path)
    return path


def _fill_pdf(blank: Path, answers: Mapping[str, str], _fields: tuple[FormField, ...], path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(blank))
    for page in writer.pages:
        for widget in page.get("/Annots", ()):
            box = widget.get_object()
            if "/T" not in box:
                continue
            text = answers.get(unquote(box["/T"]), "")
            if box["/FT"] == "/Btn":
                on = "/Yes" if text == TICKED else "/Off"
                box[NameObject("/V")] = box[NameObject("/AS")] = NameObject(on)
            elif text:
                writer.update_page_form_field_values(page, {box["/T"]: text}, auto_regenerate=False)
    writer.write(path)


def _fill_xlsx(blank: Path, answers: Mapping[str, str], fields: tuple[FormField, ...], path: Path) -> None:
    book = openpyxl.load_workbook(blank)
    for field in fields:
        text = answers.get(field.name, "")
        if not text or (field.sums and field.entry is Entry.NUMBER):
            continue  # totals are formulas
        name = book.defined_names[defined_name(field.name)]
        ((sheet, place),) = name.destinations
        cell = book[sheet][place.replace("$", "")]
        cell.value = TICK_WORD if field.entry is Entry.TICK else float(text) if _is_number(text) else text
    book.save(path)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _fill_docx(blank: Path, answers: Mapping[str, str], fields: tuple[FormField, ...], path: Path) -> None:
    document = docx.Document(io.BytesIO(blank.read_bytes()))
    names = ControlNames()
    by_tag = {names.name(field.name): field for field in fields}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for control in document.element.body.iter(f"{w}sdt"):
        tag = control.find(f"{w}sdtPr/{w}tag")
        field = by_tag.get(tag.get(f"{w}val")) if tag is not None else None
        text = answers.get(field.name, "") if field else ""
        if field is None or not text:
            continue
        properties, content = control.find(f"{w}sdtPr"), control.find(f"{w}sdtContent")
        shown = next(content.iter(f"{w}t"))
        if field.entry is Entry.TICK:
            properties.find(f"{_W14}checkbox/{_W14}checked").set(f"{_W14}val", "1")
            shown.text = "\N{BALLOT BOX WITH X}"
            continue
        placeholder = properties.find(f"{w}showingPlcHdr")
        if placeholder is not None:
            properties.remove(placeholder)
        style = next(content.iter(f"{w}rPr"), None)
        if style is not None:
            style.getparent().remove(style)
        shown.text = dict(field.options).get(text, text)
    document.save(path)
