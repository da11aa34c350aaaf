"""Excel files with more in them than answers: each is refused, in words."""

import re

import pytest

from tests.rendering.returned.returned_forms import (
    MICROSOFT,
    ROOT_RELS,
    Make,
    changed,
    file_of,
    parts_of,
    refusal,
    related,
    typed,
    with_parts,
)

BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def _sheet() -> tuple[str, str]:
    """The sheet with the answers, and its text."""
    parts = parts_of(file_of("xlsx"))
    name = next(name for name, part in parts.items() if b"COUNT(" in part)
    return name, parts[name].decode()


def _formula(mark_up: str, *, place: str = "") -> Make:
    """The form with *mark_up* in the cell of an answer, or in the place of the total."""

    def make() -> bytes:
        name, text = _sheet()
        if place == "total":
            old = re.search(r"<f>IF.*?</f>", text)
        else:
            total = re.search(r'<c r="([A-Z]+)([0-9]+)"[^>]*><f>IF', text)
            assert total
            before = chr(ord(total[1]) - 1) + total[2]
            old = re.search(rf'<c r="{before}"[^>]*/>', text)
        assert old
        new = mark_up if place == "total" else old[0].replace("/>", f">{mark_up}</c>")
        return changed(file_of("xlsx"), name, old[0], new)

    return make


def _in_sheet(mark_up: str) -> Make:
    return lambda: changed(file_of("xlsx"), _sheet()[0], "</sheetData>", f"</sheetData>{mark_up}")


def _name(mark_up: str) -> Make:
    return lambda: changed(file_of("xlsx"), BOOK, "<definedNames>", f"<definedNames>{mark_up}")


def _sheet_link(address: str) -> bytes:
    name, _ = _sheet()
    folder, _, file = name.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    content = file_of("xlsx")
    if rels not in parts_of(content):
        empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        content = with_parts(content, {rels: empty.encode()})
    return related(content, rels, "hyperlink", address, outside=True)


FORMULA = r"Cell [A-Z]+[0-9]+ of the sheet “.+” holds a formula\. Ask the bidder to type"
WORKBOOKS: dict[str, tuple[Make, str]] = {
    "a formula": (_formula("<f>1+1</f><v>2</v>"), FORMULA),
    "a call of a program": (_formula("<f>cmd|'/C calc'!A0</f>"), FORMULA),
    "a web service": (_formula('<f>WEBSERVICE("http://x.org")</f>'), FORMULA),
    "a link as a formula": (_formula('<f>HYPERLINK("http://x.org","x")</f>'), FORMULA),
    "a total where none is": (_formula("<f>SUM(A1:A2)</f>"), FORMULA),
    "another total": (_formula("<f>SUM(A1:B9)</f>", place="total"), FORMULA),
    "more than a total": (_formula('<f>IF(COUNT(A1)=0,"",SUM(A1))+1</f>', place="total"), FORMULA),
    "an array formula": (_formula('<f t="array" ref="B2:C3">SUM(B2:C3)</f>', place="total"), FORMULA),
    "a data table": (_formula('<f t="dataTable" ref="B2:C3" r1="A1"/>', place="total"), FORMULA),
    "a shared formula": (_formula('<f t="shared" ref="B2:C3" si="0">NOW()</f>'), FORMULA),
    "the end of a shared formula": (_formula('<f t="shared" si="7"/>'), FORMULA),
    "a very long formula": (_formula(f"<f>{'1+' * 9000}1</f>"), FORMULA),
    "a total of everything": (_formula("<f>SUM(A1:XFD1048576)</f>", place="total"), FORMULA),
    "a total elsewhere": (_formula("<f>SUM('[1]Other'!A1)</f>", place="total"), FORMULA),
    "a name for a formula": (
        _name('<definedName name="x">WEBSERVICE("http://x.org")</definedName>'),
        "“x” in it stands for a formula",
    ),
    "a name in another workbook": (_name('<definedName name="x">[1]Sheet!$A$1</definedName>'), "formula"),
    "a name that runs": (_name('<definedName name="_xlnm.Auto_Open">Sheet1!$A$1</definedName>'), "macros"),
    "a name of a macro": (_name('<definedName name="x" xlm="1" function="1">A!$A$1</definedName>'), "macros"),
    "a rule that fetches": (
        _in_sheet(
            '<dataValidations count="1"><dataValidation type="custom" sqref="A1">'
            '<formula1>WEBSERVICE("http://x")</formula1></dataValidation></dataValidations>'
        ),
        "rule on the sheet “.+” with a formula",
    ),
    "a colour that computes": (
        _in_sheet(
            '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>NOW()&gt;1'
            "</formula></cfRule></conditionalFormatting>"
        ),
        "rule on the sheet",
    ),
    "an object": (_in_sheet('<oleObjects><oleObject progId="x"/></oleObjects>'), "embedded object"),
    "buttons": (_in_sheet("<controls><control/></controls>"), "run programs|ActiveX"),
    "macros": (
        lambda: related(file_of("xlsx"), BOOK_RELS, "vbaProject", "vbaProject.bin", base=MICROSOFT),
        "macros",
    ),
    "a workbook with macros": (
        lambda: typed(file_of("xlsx"), "xl/a.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "macros",
    ),
    "a binary workbook": (
        lambda: typed(file_of("xlsx"), "xl/a.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        r"\.xlsb",
    ),
    "no names": (
        lambda: with_parts(
            file_of("xlsx"),
            {BOOK: re.sub(b"<definedNames>.*</definedNames>", b"", parts_of(file_of("xlsx"))[BOOK])},
        ),
        "no cells left|formula",
    ),
    "a sheet of macros": (
        lambda: related(file_of("xlsx"), BOOK_RELS, "xlMacrosheet", "macrosheets/s.xml", base=MICROSOFT),
        "sheet of macros",
    ),
    "menus": (
        lambda: related(
            file_of("xlsx"), ROOT_RELS, "ui/extensibility", "customUI/customUI.xml", base=MICROSOFT
        ),
        "menus",
    ),
    "another workbook": (
        lambda: related(file_of("xlsx"), BOOK_RELS, "externalLink", "externalLinks/externalLink1.xml"),
        "another workbook",
    ),
    "data from elsewhere": (
        lambda: related(file_of("xlsx"), BOOK_RELS, "connections", "connections.xml"),
        "data elsewhere",
    ),
    "an add-in": (
        lambda: related(file_of("xlsx"), ROOT_RELS, "webextensiontaskpanes", "x.xml", base=MICROSOFT),
        "add-in",
    ),
    "something unheard of": (
        lambda: related(file_of("xlsx"), BOOK_RELS, "novelty", "x.xml"),
        "not known here",
    ),
    **{
        f"{name} that nothing leads to": (
            lambda name=name: with_parts(file_of("xlsx"), {name: b"<x/>"}),
            f"another file inside the file .“{re.escape(name)}",
        )
        for name in (
            *("xl/payload.js", "invoice.hta", "run.bat", "xl/vbaProject.bin", "xl/embeddings/oleObject1.bin"),
            *("xl/externalLinks/externalLink1.xml", "xl/media/note.txt", "[trash]/0000.dat"),
        )
    },
    "a program called a picture": (
        lambda: with_parts(
            related(file_of("xlsx"), BOOK_RELS, "image", "media/a.exe"), {"xl/media/a.exe": b"hello"}
        ),
        "another file inside the file",
    ),
    "a text called a picture": (
        lambda: with_parts(
            typed(related(file_of("xlsx"), BOOK_RELS, "image", "media/a.png"), "xl/media/a.png", "image/png"),
            {"xl/media/a.png": b"@echo off"},
        ),
        "another file inside the file",
    ),
    "a picture of another type": (
        lambda: with_parts(
            typed(
                related(file_of("xlsx"), BOOK_RELS, "image", "media/a.png"),
                "xl/media/a.png",
                "application/x-msdownload",
            ),
            {"xl/media/a.png": b"\x89PNG\r\n\x1a\n"},
        ),
        "another file inside the file",
    ),
    "parts that lead to one another only": (
        lambda: with_parts(
            file_of("xlsx"),
            {
                "x/a.xml": b"<a/>",
                "x/_rels/a.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"><Relationship Id="r" Type="x/theme" Target="a.xml"/></Relationships>',
            },
        ),
        "another file inside the file",
    ),
    "a link to a file": (lambda: _sheet_link("file:///C:/x.exe"), "link.*leads to"),
    "a link to another computer": (lambda: _sheet_link("\\\\evil\\share"), "link.*leads to"),
    "a script as a link": (lambda: _sheet_link("javascript:alert(1)"), "link.*leads to"),
    "two sheets of one name": (
        lambda: changed(file_of("xlsx"), BOOK, "</sheets>", _same_sheet() + "</sheets>"),
        "damaged",
    ),
}


def _same_sheet() -> str:
    found = re.search(r"<sheet .*?/>", parts_of(file_of("xlsx"))[BOOK].decode())
    assert found
    return found[0]


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_workbooks_with_more_than_answers_are_refused(kind: str):
    make, words = WORKBOOKS[kind]
    said = refusal(make())
    assert re.search(words, said), said


@pytest.mark.parametrize("waste", [b"", b"\x00" * 300, b"\xff" * 20])
def test_space_that_office_emptied_and_left_is_no_other_file(waste: bytes):
    assert not refusal(with_parts(file_of("xlsx"), {"[trash]/0000.dat": waste}))


def test_a_picture_and_printer_settings_are_no_other_file():
    settings = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    name, _ = _sheet()
    rels = "xl/worksheets/_rels/" + name.rpartition("/")[2] + ".rels"
    content = related(file_of("xlsx"), rels, "printerSettings", "../printerSettings/p1.bin")
    content = typed(content, "xl/printerSettings/p1.bin", settings)
    content = related(content, ROOT_RELS, "thumbnail", "docProps/t.jpeg")
    content = typed(content, "docProps/t.jpeg", "image/jpeg")
    added = {"xl/printerSettings/p1.bin": b"P\0r\0i\0n", "docProps/t.jpeg": b"\xff\xd8\xff\xe0"}
    assert not refusal(with_parts(content, added))
