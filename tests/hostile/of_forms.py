"""Forms that come back, and what they say as plain readers of XML and PDF have it."""

import io
import random
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf

from svdesk.documents.model.forms import Entry, form_of
from svdesk.rendering.docx.controls import ControlNames
from svdesk.rendering.pdf.fields import FieldNames
from svdesk.rendering.returned.kinds import reader_for
from svdesk.rendering.xlsx.names import defined_name
from tests.hostile.heavy_office import form
from tests.hostile.spoiling import (
    spoil_xml,
    spoil_zip,
)
from tests.hostile.verdicts import Files, NothingToCompare
from tests.rendering.returned.returned_forms import small_form


def read_form(path: Path) -> dict[str, str]:
    content = path.read_bytes()
    reader, asked = reader_for(content), form_of(small_form())
    reader.origin(content)
    filled = reader.read(content, asked)
    reader.differences(form(reader.format), content)
    return {name: _line(text) for name, text in filled.answers.items()}


def _line(text: str) -> str:
    return " ".join(text.split())


def _texts() -> dict[str, str]:
    """The fields for words, and what is written into each."""
    asked = [each for each in form_of(small_form()) if each.entry is Entry.TEXT]
    return {each.name: f"Answer {place} of ours" for place, each in enumerate(asked)}


@cache
def filled(file_format: str) -> bytes:
    from tempfile import TemporaryDirectory

    from tests.services.returned_forms.filled_forms import fill

    with TemporaryDirectory() as folder:
        blank = Path(folder, f"blank.{file_format}")
        blank.write_bytes(form(file_format))
        path = fill(blank, _texts(), form_of(small_form()), Path(folder, f"filled.{file_format}"))
        content = path.read_bytes()
    if file_format == "pdf":  # in the open, so that spoilt bytes are spoilt objects
        with pikepdf.open(io.BytesIO(content)) as pdf:
            plain = io.BytesIO()
            pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            content = plain.getvalue()
    return content


def spoil_office(sample: Files, drawn: random.Random) -> Files:
    return {"": spoil_zip(sample[""], drawn, spoil_xml)}


_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workbook_says(sample: Files) -> dict[str, str]:
    """The words in the cells that have the names of our fields, where that is beyond doubt."""
    with zipfile.ZipFile(io.BytesIO(sample[""])) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        strings: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            strings = ["".join(t.text or "" for t in si.iter(f"{_S}t")) for si in root.iter(f"{_S}si")]
        rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {each.get("Id"): str(each.get("Target")) for each in rels}
        sheets = {}
        for each in book.iter(f"{_S}sheet"):
            target = targets.get(
                next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            )
            if target is None:
                raise NothingToCompare
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            sheets[str(each.get("name")).casefold()] = ElementTree.fromstring(archive.read(name))
    said, names = dict[str, str](), dict[str, list[str]]()
    for each in book.iter(f"{_S}definedName"):
        names.setdefault(str(each.get("name")).lower(), []).append(each.text or "")
    for field in _texts():
        parts = [names.get(defined_name(field, part).lower(), []) for part in range(1, 9)]
        words = [_in_cell(places[0], sheets, strings) for places in parts if len(places) == 1]
        if parts[0] and all(len(places) < 2 for places in parts) and None not in words:
            said[field] = _line(" ".join(word or "" for word in words))
    return said


def _in_cell(place: str, sheets: dict[str, Any], strings: list[str]) -> str | None:
    """The words in a cell; None where it holds anything else, or stands there twice."""
    at = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+)", place)
    if at is None or at[1].casefold() not in sheets:
        return None
    cells = [c for c in sheets[at[1].casefold()].iter(f"{_S}c") if c.get("r") == at[2] + at[3]]
    if len(cells) != 1:
        return None
    (cell,) = cells
    value, inline = cell.find(f"{_S}v"), cell.find(f"{_S}is")
    texts = [each.text or "" for each in cell.iter(f"{_S}t")]
    if not len(cell):
        return ""
    if cell.get("t") == "s" and len(cell) == 1 and value is not None and (value.text or "").isdigit():
        text = strings[int(value.text or "")]
    elif (
        cell.get("t") == "inlineStr"
        and len(cell) == 1
        and inline is not None
        and len(list(inline)) == len(texts)
    ):
        text = "".join(texts)
    else:
        return None
    return None if "_x" in text else text


def word_says(sample: Files) -> dict[str, str]:
    """The words in the controls that have the tags of our fields, where that is beyond doubt."""
    with zipfile.ZipFile(io.BytesIO(sample[""])) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    said, names = {}, ControlNames()
    by_tag: dict[str, list[Any]] = {}
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        by_tag.setdefault(str(tag.get(f"{_W}val")) if tag is not None else "", []).append(control)
    tags = {field: names.name(field.name) for field in form_of(small_form())}
    plain = {
        f"{_W}{name}" for name in ("sdtContent", "p", "r", "t", "rPr", "pPr", "rStyle", "pStyle", "color")
    }
    for field, tag in tags.items():
        controls = by_tag.get(tag, [])
        content = controls[0].find(f"{_W}sdtContent") if len(controls) == 1 else None
        if field.name not in _texts() or content is None:
            continue
        inside = list(content.iter())
        texts = [each.text or "" for each in inside if each.tag == f"{_W}t"]
        if {each.tag for each in inside} <= plain and len(texts) == 1 and texts[0].startswith("Answer"):
            said[field.name] = _line(texts[0])
    return said


def pdf_says(sample: Files) -> dict[str, str]:
    """The values of our fields for words, where each stands in the list of fields once."""
    said, names = {}, FieldNames()
    ours = {names.name(field.name): field.name for field in form_of(small_form()) if field.name in _texts()}
    with pikepdf.open(io.BytesIO(sample[""]), attempt_recovery=False, suppress_warnings=True) as pdf:
        found: dict[str, list[str]] = {}
        listed = pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array())
        for each in listed if isinstance(listed, pikepdf.Array) else ():
            if (
                isinstance(each, pikepdf.Dictionary)
                and "/Kids" not in each
                and isinstance(each.get("/V"), pikepdf.String)
            ):
                found.setdefault(str(each.get("/T")), []).append(str(each.V))
    for name, values in found.items():
        if name in ours and len(values) == 1 and values[0].startswith("Answer") and values[0].isprintable():
            said[ours[name]] = _line(values[0])
    return said
