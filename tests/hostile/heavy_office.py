"""Word and Excel files that ask as much of whoever reads them as they can."""

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from io import BytesIO

from tests.rendering.returned.returned_forms import rendered_as, small_form

Make = Callable[[], bytes]
Parts = dict[str, bytes]

_BOOK, _SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_DOCUMENT = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def form(file_format: str) -> bytes:
    """A small form of ours, not filled in."""
    return rendered_as(file_format, small_form())


def parts_of(content: bytes) -> Parts:
    """The parts of an Office file by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of *parts*."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(file_format: str, change: Callable[[Parts], object]) -> bytes:
    """A form whose parts were changed."""
    parts = parts_of(form(file_format))
    change(parts)
    return zipped(parts)


def _before(parts: Parts, name: str, end: str, what: str) -> None:
    place = parts[name].rindex(end.encode())
    parts[name] = parts[name][:place] + what.encode() + parts[name][place:]


def _relationships(count: int, outside: bool, parts: Parts) -> None:
    name = next(each for each in parts if each.endswith(("workbook.xml.rels", "document.xml.rels")))
    kind, mode = ("hyperlink", ' TargetMode="External"') if outside else ("theme", "")
    target = "https://example.org/{n}" if outside else "theme/theme{n}.xml"
    lines = (
        f'<Relationship Id="x{n}" Type="{_OFFICE}/{kind}" Target="{target.format(n=n)}"{mode}/>'
        for n in range(count)
    )
    _before(parts, name, "</Relationships>", "".join(lines))


def _rows(count: int, cell: str, parts: Parts) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" {cell}</c></row>' for n in range(5_000, 5_000 + count))
    _before(parts, _SHEET, "</sheetData>", rows)


def _one_row(count: int, parts: Parts) -> None:
    _before(parts, _SHEET, "</sheetData>", f'<row r="9000">{"<c><v>1</v></c>" * count}</row>')


def _names(count: int, parts: Parts) -> None:
    names = "".join(f'<definedName name="n{n}">Offer!$A${n + 1}</definedName>' for n in range(count))
    _before(parts, _BOOK, "</definedNames>", names)


def _validations(count: int, area: str, parts: Parts) -> None:
    each = f'<dataValidation type="whole" sqref="{area}"><formula1>1</formula1></dataValidation>'
    _before(parts, _SHEET, "</worksheet>", f"<dataValidations>{each * count}</dataValidations>")


def _strings(count: int, text: str, parts: Parts) -> None:
    _before(parts, "xl/sharedStrings.xml", "</sst>", f"<si><t>{text}</t></si>" * count)


def _merged(count: int, parts: Parts) -> None:
    cells = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count))
    _before(parts, _SHEET, "</worksheet>", f"<mergeCells>{cells}</mergeCells>")


def _sheets(count: int, parts: Parts) -> None:
    sheet = parts[_SHEET]
    rels = "xl/_rels/workbook.xml.rels"
    for n in range(100, 100 + count):
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet
        _before(
            parts,
            rels,
            "</Relationships>",
            f'<Relationship Id="s{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>',
        )
        _before(parts, _BOOK, "</sheets>", f'<sheet name="S{n}" sheetId="{n}" r:id="s{n}"/>')
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        _before(
            parts,
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}"/>',
        )


def _in_body(what: str, parts: Parts) -> None:
    body = parts[_DOCUMENT]
    start = re.search(rb"<w:body[^>]*>", body)
    assert start
    parts[_DOCUMENT] = body[: start.end()] + what.encode() + body[start.end() :]


def _control(tag: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


def _many_parts(count: int, parts: Parts) -> None:
    for n in range(count):
        parts[f"customXml/item{n}.xml"] = b"<a/>"


def _styles(count: int, parts: Parts) -> None:
    code = '[>9]"x"' * 100 + "0"
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts>'
    sheet = parts["xl/styles.xml"].decode()
    sheet = re.sub("<numFmts.*?</numFmts>", "", sheet).replace("<fonts", formats + "<fonts", 1)
    parts["xl/styles.xml"] = sheet.encode()
    _before(parts, "xl/styles.xml", "</cellXfs>", '<xf numFmtId="200"/>' * count)


def _shared_formula(count: int, parts: Parts) -> None:
    first = f'><f t="shared" si="0">SUM({"A1," * 2_000}A1)</f>'
    _rows(1, first, parts)
    rows = "".join(
        f'<row r="{n}"><c r="B{n}"><f t="shared" si="0"/></c></row>' for n in range(9_000, 9_000 + count)
    )
    _before(parts, _SHEET, "</sheetData>", rows)


def _anyhow(count: int) -> str:
    """Words that no zip makes much smaller, so that no bound on how far a part unpacks refuses them."""
    drawn = random.Random(1)
    return " ".join(f"{drawn.getrandbits(40):x}" for _ in range(count))


EXCEL: Mapping[str, Make] = {
    "30,000 relationships": lambda: changed("xlsx", partial(_relationships, 30_000, False)),
    "4,900 relationships": lambda: changed("xlsx", partial(_relationships, 4_900, True)),
    "59,000 rows": lambda: changed("xlsx", partial(_rows, 59_000, "><v>1</v>")),
    "50,000 texts in rows": lambda: changed(
        "xlsx", partial(_rows, 40_000, 't="inlineStr"><is><t>Some words</t></is>')
    ),
    "59,000 cells in a row": lambda: changed("xlsx", partial(_one_row, 59_000)),
    "formulas": lambda: changed("xlsx", partial(_rows, 50_000, "><f>SUM(A1:A9)</f>")),
    "a shared formula": lambda: changed("xlsx", partial(_shared_formula, 40_000)),
    "100,000 names": lambda: changed("xlsx", partial(_names, 100_000)),
    "10,000 validations": lambda: changed("xlsx", partial(_validations, 10_000, "A1")),
    "validations of many cells": lambda: changed("xlsx", partial(_validations, 9, "A1:Z1900")),
    "20,000 styles": lambda: changed("xlsx", partial(_styles, 20_000)),
    "120,000 shared strings": lambda: changed("xlsx", partial(_strings, 120_000, "w")),
    "a long shared string": lambda: changed("xlsx", lambda parts: _strings(1, _anyhow(1_200_000), parts)),
    "escaped letters": lambda: changed(
        "xlsx", lambda parts: _strings(1, _anyhow(1_000_000).replace(" ", "_x000D_"), parts)
    ),
    "90,000 merged cells": lambda: changed("xlsx", partial(_merged, 90_000)),
    "180 sheets": lambda: changed("xlsx", partial(_sheets, 180)),
    "1,900 parts": lambda: changed("xlsx", partial(_many_parts, 1_900)),
    "200,000 attributes": lambda: changed(
        "xlsx",
        lambda parts: _before(
            parts, _SHEET, "</sheetData>", "<row " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>"
        ),
    ),
}
"""By what is in them; those that are small enough are read, and the others refused."""

WORD: Mapping[str, Make] = {
    name: partial(changed, "docx", change)
    for name, change in {
        "30,000 relationships": partial(_relationships, 30_000, False),
        "50,000 paragraphs": lambda parts: _in_body(
            "".join(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>" for word in _anyhow(48_000).split()), parts
        ),
        "20,000 controls": lambda parts: _in_body(
            "".join(_control(word) for word in _anyhow(20_000).split()), parts
        ),
        "controls in controls": partial(
            _in_body,
            ("<w:sdt><w:sdtPr/><w:sdtContent>" * 80 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 80) * 350,
        ),
        "instructions in a paragraph": partial(
            _in_body, f"<w:p><w:r>{'<w:t>a</w:t><w:instrText>PAGE</w:instrText>' * 40_000}</w:r></w:p>"
        ),
        "tables in tables": partial(
            _in_body, ("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60) * 400
        ),
        "a long paragraph": lambda parts: _in_body(
            f"<w:p><w:r><w:t>{_anyhow(1_200_000)}</w:t></w:r></w:p>", parts
        ),
        "paragraphs in a control": partial(
            _in_body,
            '<w:sdt><w:sdtPr><w:tag w:val="q1.answer"/></w:sdtPr><w:sdtContent>'
            + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 45_000
            + "</w:sdtContent></w:sdt>",
        ),
    }.items()
}
"""By what is in them."""
