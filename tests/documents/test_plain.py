"""A document as plain text, its fields and its headings, in reading order."""

from datetime import date

from svdesk.documents.model.blocks import (
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
from svdesk.documents.model.plain import fields, headings, plain_text

CHOICE = ChoiceField(name="which", label="Which", options=(("a", "This"), ("b", "That")))
DOCUMENT = Document(
    kind="any",
    title="Title",
    subtitle="Subtitle",
    authority="Authority",
    project_title="Project",
    reference="R1",
    version="0.1",
    status="Draft",
    dated=date(2025, 10, 13),
    draft=True,
    cover=(("Reference", words("R1")),),
    summary=Callout(tone=Tone.PLAIN, title="In short", body=(words("All of it."),)),
    blocks=(
        Heading(level=1, text="First", kicker="Part"),
        PageBreak(),
        Together(blocks=(Heading(level=2, text="Second"), ResponseField(field=CHOICE, hint="One of two"))),
        Paragraph(content=(Text("See "), Link("there", "https://example.org"))),
        Bullets(items=(words("one"), words("two")), ordered=True),
        Bullets(items=(words("dot"),)),
        FactList(rows=(("Label", words("What stands for it")),)),
        Table(
            caption="Offers",
            columns=(Column(title="Ref"), Column(title="Year 1")),
            rows=((words("K1"), TextField(name="offer", label="K1, year 1")), (words("K2"), CHOICE)),
        ),
        ResponseField(field=CheckField(name="true", label="It is true")),
        Callout(tone=Tone.TAKE_CARE, title="Mind", body=(), source=words("Somewhere")),
    ),
)


def test_everything_that_is_read_is_a_line_in_reading_order():
    assert plain_text(DOCUMENT) == (
        "Authority\nTitle (DRAFT)\nSubtitle\nReference: R1\n(plain) In short\nAll of it.\n[Part]\n# "
        "First\n## Second\n[which: Which (This, That)]\nOne of two\nSee there\n1. one\n2. two\n- "
        "dot\nLabel: What stands for it\n| Offers | Ref | Year 1\n| K1 | [offer: K1, year 1]\n| K2 | "
        "[which: Which (This, That)]\n[ ] [true: It is true]\n(take_care) Mind\nSource: Somewhere\n"
    )


def test_a_document_without_a_summary_begins_with_its_cover():
    from dataclasses import replace

    assert plain_text(replace(DOCUMENT, summary=None, draft=False, blocks=())) == (
        "Authority\nTitle\nSubtitle\nReference: R1\n"
    )


def test_fields_are_found_wherever_they_stand():
    assert [field.name for field in fields(DOCUMENT.blocks)] == ["which", "offer", "which", "true"]


def test_headings_are_found_wherever_they_stand():
    assert [heading.text for heading in headings(DOCUMENT.blocks)] == ["First", "Second"]
