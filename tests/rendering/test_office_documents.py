"""Every document of the set as a Word file and a workbook, of projects in every state, under strict readers.

Most of the time goes into the validation, so each file is made once and looked at once, from all sides.
"""

import csv
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.documents.model.blocks import Document
from svdesk.documents.model.forms import form_of
from svdesk.domain.project import HouseStyle, Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.csv_rows import CsvRenderer
from svdesk.rendering.docx.controls import ControlNames
from svdesk.rendering.docx.renderer import DocxRenderer
from svdesk.rendering.xlsx.names import defined_name
from svdesk.rendering.xlsx.renderer import XlsxRenderer
from svdesk.services.ports import Renderer
from tests.projects import a_picture
from tests.rendering.docx import docx_checks
from tests.rendering.docx.docx_access import barriers
from tests.rendering.docx.docx_words import words_for, words_of
from tests.rendering.office_checks import audited, cannot_be_held, defined_names, held
from tests.rendering.project_states import MARK_UP, SCRIPTS, STATES, with_every_text
from tests.rendering.samples import document, every_block
from tests.rendering.xlsx import workbooks
from tests.rendering.xlsx.workbook_words import missing_words

RENDERERS: dict[str, Callable[[], Renderer]] = {
    "docx": DocxRenderer,
    "xlsx": XlsxRenderer,
    "csv": CsvRenderer,
}


RUNS = re.compile(r"\s*[=+@-](?!\d[\d.]*$)")
EMPTY_AND_HINT = '<w:p/><w:p><w:pPr><w:pStyle w:val="Hint"/>'
MIXED = {
    # They are the full project with other words, so that one more time through it would show nothing new.
    **{state: make for state, make in STATES.items() if state not in ("full", "mark-up", "scripts")},
    "mark-up and scripts": with_every_text(f"{MARK_UP} {SCRIPTS}"),
}


def kinds_as(file_format: str) -> tuple[str, ...]:
    return tuple(kind.key for kind in CATALOGUE if file_format in kind.formats)


def composed(key: str, file_format: str, project: Project) -> Document:
    pack = bundled_pack()
    return document_kind(key).composer(file_format)(case_of(project, pack))


@cache
def project_in(state: str) -> Project:
    return MIXED[state]()


def written(made: Document, path: Path) -> tuple[str, ...]:
    return RENDERERS[path.suffix[1:]]().render(made, path)


def words_lost(made: Document, refused: tuple[str, ...]) -> set[str]:
    """Return the characters that no file can hold and that nobody was told of."""
    return {each for word in words_for(made) for each in word if cannot_be_held(each)} - set(refused)


@pytest.mark.parametrize("key", kinds_as("docx"))
@pytest.mark.parametrize("state", MIXED)
def test_every_word_file_is_clean_and_whole(tmp_path: Path, state: str, key: str):
    made, path = composed(key, "docx", project_in(state)), tmp_path / "document.docx"
    refused = written(made, path)
    assert audited(path) == []
    assert docx_checks.faults(path) == []
    assert barriers(path) == []
    expected = [word for word in map(held, words_for(made)) if word]
    assert words_of(path) == expected
    assert words_lost(made, refused) == set()
    names, tags = ControlNames(), docx_checks.tags(path)
    assert tags == [names.name(field.name) for field in form_of(made)]
    assert len(set(tags)) == len(tags)
    docx.Document(str(path)).save(str(path))  # as a person's office program would, without a loss
    assert words_of(path) == expected


@pytest.mark.parametrize("key", kinds_as("xlsx"))
@pytest.mark.parametrize("state", MIXED)
def test_every_workbook_is_clean_and_whole(tmp_path: Path, state: str, key: str):
    made, path = composed(key, "xlsx", project_in(state)), tmp_path / "document.xlsx"
    refused = written(made, path)
    assert audited(path) == []
    assert workbooks.faults(path.read_bytes()) == []
    book = openpyxl.load_workbook(path)
    assert missing_words(book, made) == []
    assert words_lost(made, refused) == set()
    names = [name.casefold() for name in defined_names(path) if not name.startswith("_xlnm.")]
    assert len(set(names)) == len(names)
    assert {defined_name(field.name).casefold() for field in form_of(made)} <= set(names)


@pytest.mark.parametrize("text", ["=1+1", "+44 1270 000000", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_typed_text_that_begins_like_a_formula_is_text_in_every_workbook(tmp_path: Path, text: str):
    project = with_every_text(text)()
    for key in kinds_as("xlsx"):
        path = tmp_path / f"{key}.xlsx"
        written(composed(key, "xlsx", project), path)
        assert workbooks.faults(path.read_bytes()) == []
        cells = [
            cell
            for sheet in openpyxl.load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ]
        typed = [cell for cell in cells if cell.value == text]
        assert typed, key
        assert {cell.data_type for cell in typed} == {"s"}


@pytest.mark.parametrize("text", ["=1+1", "+44 1270 000000", "-x", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_typed_text_that_begins_like_a_formula_is_text_in_all_rows(tmp_path: Path, text: str):
    project = with_every_text(text)()
    for key in kinds_as("csv"):
        path = tmp_path / f"{key}.csv"
        written(composed(key, "csv", project), path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any(text.strip() in cell for cell in cells), key
        running = [
            each for each in cells if re.match(r"\s*[=+@-]", each) and not re.fullmatch(r"-?[\d.]+", each)
        ]
        assert running == []


@pytest.mark.parametrize("colour", ["", "#78143c", "#ffe600", "#00ff00", "#000000", "#808080"])
def test_a_word_file_in_the_organisations_style_is_clean_and_open_to_all(tmp_path: Path, colour: str):
    style = HouseStyle(logo=a_picture(), logo_words="Oakmere Council", colour=colour)
    path = tmp_path / "document.docx"
    written(document(*every_block(), house_style=style, draft=True), path)
    assert audited(path) == []
    assert docx_checks.faults(path) == []
    assert barriers(path) == []


TEXT = "word/document.xml"
BROKEN = [
    (audited, "word/_rels/document.xml.rels", "/fontTable", "/otherTable", "fontTable"),
    (audited, TEXT, "<w:trPr>", "<w:tc/><w:trPr>", "trPr"),
    (audited, "word/_rels/document.xml.rels", "https://e", "file:///e", "leads outside"),
    (audited, "[Content_Types].xml", "wordprocessingml.document.main", "macroEnabled", "macros"),
    (barriers, "docProps/core.xml", "dc:language", "dc:format", "language"),
    (barriers, TEXT, "<w:tblHeader/>", "", "not its header"),
    (
        barriers,
        TEXT,
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="Heading3"/>',
        "level 3",
    ),
    (barriers, TEXT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1"/>', "merged"),
    (barriers, TEXT, ' descr="Oakmere Council"', "", "picture without"),
    (barriers, TEXT, "<w:alias ", "<w:olias ", "without alias"),
    (
        barriers,
        TEXT,
        '<w:p><w:pPr><w:pStyle w:val="Hint"/>',
        EMPTY_AND_HINT,
        "empty paragraph",
    ),
    (barriers, TEXT, ">First line<", ">• First line<", "drawn by signs"),
    (barriers, "word/styles.xml", '<w:numPr><w:numId w:val="1"/></w:numPr>', "", "is no list"),
    (barriers, "word/styles.xml", '<w:color w:val="4A5B64"/>', '<w:color w:val="8A9BA4"/>', "contrast"),
]


@pytest.mark.parametrize(("check", "part", "before", "after", "said"), BROKEN)
def test_the_checks_see_what_is_wrong(
    tmp_path: Path, check: Callable[[Path], list[str]], part: str, before: str, after: str, said: str
):
    path = tmp_path / "document.docx"
    style = HouseStyle(logo=a_picture(), logo_words="Oakmere Council")
    written(document(*every_block(), house_style=style), path)
    with zipfile.ZipFile(path) as file:
        held_in_it = {name: file.read(name) for name in file.namelist()}
    assert before.encode() in held_in_it[part]
    held_in_it[part] = held_in_it[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w") as file:
        for name, data in held_in_it.items():
            file.writestr(name, data)
    assert any(said in each for each in check(path)), check(path)
