"""Every document is PDF/UA-1 and PDF/A-2a, whatever it holds, and 3a where files travel inside it."""

import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from svdesk.documents.model.blocks import (
    Attachment,
    Bullets,
    Callout,
    CheckField,
    ChoiceField,
    Column,
    Document,
    FactList,
    Heading,
    Link,
    PageBreak,
    Paragraph,
    ResponseField,
    Table,
    Text,
    TextField,
    Together,
    Tone,
    words,
)
from tests.rendering import verapdf
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.samples import document, every_block, paragraph

HOSTILE = [
    "<b>bold</b></para>",
    '<img src="/etc/passwd">',
    "&amp; &#x41; ]]> <![CDATA[x]]> <!-- x -->",
    "<john@x.org> javascript:alert(1)",
    "👍🏽 🇬🇧 and 日本語",
    "ŵ ŷ Ŵ Ŷ Ελληνικά Кириллица Tiếng Việt",
    "العربية עברית",
    "e\u0301 q\u0300\u0301 a\u00adb c\u200bd \ufeff\u202eoverride\u2066",
    "\x00\x07\x1b\ud800\uffff",
    "x" * 500 + " " + "W" * 700,
    "https://example.org/" + "path/" * 80,
    "\ttabs  and   spaces   ",
    "line\nbreak\r\nof\rfour\x0bkinds\u2028\n\n",
    "(\\) %PDF <</JS>> þÿ þÿ",
    "-/\u2013\u2014" * 60,
    "\u00a0" * 30,
    "\n" * 5,
    " " * 40_000,
    "",
]


def everything_made_of(text: str) -> Document:
    """Return a document that has *text* wherever a document can have text."""
    return document(
        Heading(level=3, text=text, kicker=text),
        Heading(level=1, text=text),
        Heading(level=3, text=text),
        Heading(level=2, text=text),
        Paragraph(
            content=(Text(text), Text(text, strong=True), Link(text, text), Link(text, "https://e.org/(é)"))
        ),
        Bullets(items=(words(text), (), words(text)), ordered=True),
        Bullets(items=()),
        Table(
            caption=text,
            columns=(Column(title=text), Column(title="", width=0), Column(title=text, number=True)),
            rows=(
                (words(text), TextField(name=text, label=text, lines=200, word_limit=3), words(text)),
                (ChoiceField(name=text, label="", options=((text, text),)), (), ()),
                (),
            ),
        ),
        Table(caption=text, columns=(), rows=()),
        Table(caption=text, columns=(Column(title="Alone"),), rows=(), show_caption=False),
        FactList(rows=()),
        FactList(rows=((text, words(text)),)),
        Callout(tone=Tone.PLAIN, title="", body=()),
        Callout(tone=Tone.APPLIES, title=text, body=(words(text), ()), source=words(text)),
        ResponseField(field=TextField(name=text, label=text, lines=400, word_limit=10**6), hint=text),
        ResponseField(field=TextField(name="", label="", required=False)),
        ResponseField(field=ChoiceField(name="a.b", label=text, options=())),
        ResponseField(field=CheckField(name="a.b", label=text), hint=text),
        Together(blocks=()),
        Together(
            blocks=(Heading(level=2, text=text), Together(blocks=(paragraph(text), Together(blocks=()))))
        ),
        PageBreak(),
        PageBreak(),
        Heading(level=2, text="The end"),
        title=text,
        subtitle=text,
        authority=text,
        project_title=text,
        reference=text,
        version=text[:40],
        status=text,
        draft=True,
        cover=((text, words(text)), ("Link", (Link(text, "mailto:a@e.org"),))),
        summary=Callout(tone=Tone.TAKE_CARE, title=text, body=(words(text),), source=words(text)),
        keywords=(text, text),
    )


@pytest.mark.parametrize("draft", [False, True])
def test_every_kind_of_block_conforms(rendered: Rendered, draft: bool):
    assert faults(rendered(document(*every_block(), draft=draft))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_conforms(rendered: Rendered, text: str):
    assert faults(rendered(everything_made_of(text))) == []


def test_hostile_text_of_all_kinds_at_once_conforms(rendered: Rendered):
    assert faults(rendered(everything_made_of(" ".join(HOSTILE)))) == []


def test_a_document_without_any_content_conforms(rendered: Rendered):
    empty = document(
        title="", subtitle="", authority="", project_title="", reference="", version="", status="",
        dated=None, cover=(), summary=None, stamp=0,
    )  # fmt: skip
    assert faults(rendered(empty)) == []


def test_one_field_of_forty_thousand_words_conforms(rendered: Rendered):
    text = "word " * 40_000
    blocks = (paragraph(text), FactList(rows=(("Value", words(text)),)))
    assert faults(rendered(document(*blocks, dated=date(2026, 1, 1)))) == []


def attached(name: str, content: bytes) -> Attachment:
    return Attachment(name=name, mime="application/json", description=f"What is in {name}", content=content)


ATTACHMENTS = [
    (attached("project.json", b'{"id": 1}'),),
    (attached("empty.json", b""),),
    (attached("Tŷ (1)\\<x>.json", bytes(range(256)) * 4096),),
    (attached("z.json", b"1"), attached("a.json", b"2"), attached("m.json", b"3")),
]


@pytest.mark.parametrize("attachments", ATTACHMENTS, ids=["one", "empty", "odd", "several"])
def test_a_document_with_files_in_it_conforms_to_the_part_that_allows_them(
    rendered: Rendered, attachments: tuple[Attachment, ...]
):
    path = rendered(document(*every_block(), attachments=attachments))
    assert faults(path, "3a") == []
    assert any(each.startswith("2a ") for each in faults(path, "2a"))
    with pikepdf.open(path) as pdf:
        names = [str(part) for part in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
    assert names == sorted(names)
    held = dict(pypdf.PdfReader(path).attachments)
    assert held == {each.name: [each.content] for each in attachments}


@pytest.mark.skipif(bool(verapdf.why_not()), reason=verapdf.why_not())
def test_verapdf_agrees_on_files_in_documents(rendered: Rendered, tmp_path: Path):
    asked = []
    for number, attachments in enumerate(ATTACHMENTS):
        path = tmp_path / f"{number}.pdf"
        shutil.copy(rendered(document(*every_block(), attachments=attachments)), path)
        asked += [("ua1", path), ("3a", path)]
    passed, failed = verapdf.verdicts(asked)
    assert failed == []
    assert len(passed) == len(asked)
