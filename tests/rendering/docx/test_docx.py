"""A Word file has what its document says, in real styles, and a strict reader takes it."""

import zipfile
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import get_args

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE

from svdesk.documents.model.blocks import (
    Block,
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
    ResponseField,
    Table,
    TextField,
    Together,
    Tone,
    words,
)
from svdesk.rendering.docx.renderer import DocxRenderer
from tests.rendering.docx.docx_access import barriers
from tests.rendering.docx.docx_checks import ORDER, R, W, faults, parts, value
from tests.rendering.docx.docx_words import words_for, words_of
from tests.rendering.pdf.test_conformance import HOSTILE, everything_made_of
from tests.rendering.samples import document, every_block, long_text, paragraph
from tests.rendering.wording import TONE_WORDS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "document.docx"


def rendered(made: Document, path: Path) -> Path:
    """Render a document, and hold its file to what a strict reader asks."""
    DocxRenderer().render(made, path)
    assert faults(path) == []
    return path


def styles_and_texts(path: Path) -> list[tuple[str, str]]:
    """Return each paragraph that is not in a table, with the name of its style."""
    return [(each.style.name, each.text) for each in docx.Document(str(path)).paragraphs]


# ---- every block


def test_every_word_of_every_block_is_there_in_order(path: Path):
    made = document(*every_block())
    assert words_of(rendered(made, path)) == words_for(made)


def test_every_kind_of_block_leaves_something_in_the_file(tmp_path: Path):
    samples: dict[type, Block] = {PageBreak: PageBreak()}
    for block in every_block():
        for each in (block, *(block.blocks if isinstance(block, Together) else ())):
            samples.setdefault(type(each), each)
    bare = words_of(rendered(document(paragraph("end")), tmp_path / "bare"))
    assert set(samples) == set(get_args(Block))
    for kind, block in samples.items():
        file = rendered(document(paragraph("start"), block, paragraph("end")), tmp_path / kind.__name__)
        if kind is PageBreak:
            (last,) = [each for each in docx.Document(str(file)).paragraphs if each.text == "end"]
            assert last.paragraph_format.page_break_before
        else:
            assert len(words_of(file)) > len(bare) + 1


def test_headings_are_headings_and_never_skip_a_level(path: Path):
    rendered(document(*(Heading(level=level, text=f"h{level}") for level in (3, 1, 3, 2, 3))), path)
    found = [style for style, _ in styles_and_texts(path) if style.startswith("Heading")]
    assert found == ["Heading 1", "Heading 1", "Heading 2", "Heading 2", "Heading 3"]


def test_a_heading_stays_with_what_it_heads(path: Path):
    file = docx.Document(str(rendered(document(Heading(level=1, text="a", kicker="b")), path)))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Kicker", "Caption", "Field label"):
        assert file.styles[name].paragraph_format.keep_with_next, name


def test_lists_are_lists_and_each_numbered_one_begins_at_one(path: Path):
    numbered = Bullets(items=(words("one"), words("two")), ordered=True)
    rendered(document(Bullets(items=(words("dot"),)), numbered, numbered), path)
    found = [(style, text) for style, text in styles_and_texts(path) if style.startswith("List")]
    assert found == [
        ("List Bullet", "dot"),
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Number", "one"),
        ("List Number", "two"),
    ]
    body, numbering = (parts(path)[f"word/{name}.xml"] for name in ("document", "numbering"))
    used = [value(each) for each in body.iter(f"{W}numId")]
    assert used[0] == used[1] != used[2] == used[3]
    restarts = {
        number.get(f"{W}numId"): value(number.find(f"{W}lvlOverride/{W}startOverride"))
        for number in numbering.iter(f"{W}num")
    }
    assert {restarts[number] for number in used} == {"1"}


def test_no_item_of_a_list_is_alone_on_a_page(path: Path):
    rendered(document(Bullets(items=tuple(words(text) for text in "abcde"))), path)
    items = docx.Document(str(path)).paragraphs[-5:]
    assert [bool(each.paragraph_format.keep_with_next) for each in items] == [True, False, False, True, False]


def test_a_heading_follows_its_kicker_closely(path: Path):
    blocks = (Heading(level=1, text="a", kicker="b"), Heading(level=1, text="c"))
    *_, below, alone = docx.Document(str(rendered(document(*blocks), path))).paragraphs
    assert below.paragraph_format.space_before == 0
    assert alone.paragraph_format.space_before is None


def test_a_small_callout_stays_on_one_page_and_the_title_of_a_large_one_with_its_text(path: Path):
    for length, kept in ((3, [True, True, True, False]), (2000, [True, True, False, False])):
        card = Callout(tone=Tone.APPLIES, title="Title", body=(words(long_text(length)), words("end")))
        made = docx.Document(str(rendered(document(card), path)))
        lines = [each for each in made.paragraphs if each.style.name == "Callout applies"]
        assert [bool(each.paragraph_format.keep_with_next) for each in lines] == kept


def test_a_callout_says_its_tone_in_words_and_two_of_them_stay_apart(path: Path):
    rendered(document(*(Callout(tone=tone, title="Title", body=(words("body"),)) for tone in Tone)), path)
    found = styles_and_texts(path)
    for tone in Tone:
        name = f"Callout {tone.value.replace('_', ' ')}"
        lines = [text for style, text in found if style == name and text != "Three questions."]
        expected = [word for word in (TONE_WORDS[tone], "Title", "body") if word]
        assert lines[-len(expected) :] == expected


def test_nothing_runs_into_the_like_of_it(path: Path):
    card = Callout(tone=Tone.APPLIES, title="Title", body=(words("body"),))
    facts = FactList(rows=(("Owner", words("Alex")), ("Unit", words("people"))))
    rendered(document(card, card, card, facts, facts, table(("a", "b")), table(("a", "b")), cover=()), path)
    body = parts(path)["word/document.xml"][0]
    for style, count in (("CalloutApplies", 3), ("Fact", 2)):
        lines = [each for each in body if value(each.find(f"{W}pPr/{W}pStyle")) == style]
        looks = [each.find(f"{W}pPr/{W}ind") is not None for each in lines]
        assert len([*groupby(looks)]) == count
        assert sum(each.find(f"{W}pPr/{W}spacing") is not None for each in lines) == count
    assert barriers(path) == []


# ---- tables


def table(*rows: tuple[str, ...], **changes: object) -> Table:
    """Return a table of words; *changes* replace its other parts."""
    columns = tuple(Column(title=f"Column {place}") for place in range(len(rows[0])))
    cells = tuple(tuple(words(text) for text in row) for row in rows)
    return Table(**({"caption": "Caption", "columns": columns, "rows": cells} | changes))


def test_a_table_has_a_title_and_a_header_that_is_repeated(path: Path):
    rendered(document(table(("a", "b"), ("c", "d"))), path)
    made = parts(path)["word/document.xml"].find(f".//{W}tbl")
    assert made is not None
    assert value(made.find(f"{W}tblPr/{W}tblCaption")) == "Caption"
    look = made.find(f"{W}tblPr/{W}tblLook")
    assert look is not None
    assert look.get(f"{W}firstRow") == "1"
    rows = made.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_only_a_row_that_would_fill_a_page_may_split(path: Path):
    rendered(document(table(("a", "b"), ("c", long_text(600)))), path)
    rows = list(parts(path)["word/document.xml"].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("rows", "kept"), [(1, [1, 0]), (2, [1, 1, 0]), (3, [1, 1, 1, 0]), (6, [1, 1, 0, 0, 0, 1, 0])]
)
def test_no_row_of_a_table_is_alone_on_a_page(path: Path, rows: int, kept: list[int]):
    rendered(document(table(*((str(row), "text") for row in range(rows)))), path)
    (made,) = docx.Document(str(path)).tables
    assert [
        sum(bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in row.cells) // len(row.cells)
        for row in made.rows
    ] == kept


def test_columns_fill_the_page_and_keep_words_whole(path: Path):
    columns = (
        Column(title="Ref", width=0.001),
        Column(title="Text", width=0.998),
        Column(title="Number", width=0.001, number=True),
    )
    rendered(document(table(("Neighbourhood", "b" * 500, "1,000"), columns=columns)), path)
    widths = [int(each.get(f"{W}w", "")) for each in parts(path)["word/document.xml"].iter(f"{W}gridCol")]
    assert sum(widths) == 11906 - 2 * 1240
    assert widths[0] > 13 * 0.5 * 11 * 20  # of thirteen letters
    made = docx.Document(str(path)).tables[0]
    assert made.cell(1, 2).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_row_with_too_many_cells_is_an_error(path: Path):
    with pytest.raises(ValueError, match="3 cells for 2 columns"):
        DocxRenderer().render(document(table(("a", "b"), ("a", "b", "c"))), path)


def test_two_thousand_rows_are_all_there(path: Path):
    rendered(document(table(*((f"K{number}", long_text(5, number)) for number in range(2000)))), path)
    assert words_of(path)[-1] == "w1999x4"
    assert len(docx.Document(str(path)).tables[0].rows) == 2001


# ---- what a bidder fills in


def controls(path: Path) -> dict[str, dict[str, str]]:
    """Return the controls of a file by their tag: title, kind and the words shown."""
    found = {}
    for control in parts(path)["word/document.xml"].iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        if properties.find(f"{W}tag") is not None:
            found[value(properties.find(f"{W}tag"))] = {
                "title": value(properties.find(f"{W}alias")),
                "kind": properties[-1].tag.rpartition("}")[2],
                "lines": properties[-1].get(f"{W}multiLine", ""),
                "shown": "".join(text.text or "" for text in control.iter(f"{W}t")),
                "placeholder": str(properties.find(f"{W}showingPlcHdr") is not None),
            }
    return found


def test_fields_are_controls_with_their_names_and_labels(path: Path):
    yes_no = (("y", "Yes"), ("n", "No"))
    rendered(
        document(
            ResponseField(field=TextField(name="a.long", label="Your answer", lines=9, word_limit=500)),
            ResponseField(field=TextField(name="short", label="Your name", required=False)),
            ResponseField(field=ChoiceField(name="pick", label="Which?", options=yes_no)),
            ResponseField(field=CheckField(name="tick", label="We agree")),
            table(
                ("a", "b"),
                rows=((words("M1"), TextField(name="cell", label="M1, year 1", word_limit=30)),),
            ),
        ),
        path,
    )
    found = controls(path)
    assert {name: (each["title"], each["kind"], each["lines"]) for name, each in found.items()} == {
        "a.long": ("Your answer", "text", "1"),
        "short": ("Your name", "text", ""),
        "pick": ("Which?", "dropDownList", ""),
        "tick": ("We agree", "checkbox", ""),
        "cell": ("M1, year 1", "text", ""),
    }
    assert {each["shown"] for each in found.values()} == {"Write here", "Choose one", "☐"}
    assert [each["placeholder"] for each in found.values()] == ["True", "True", "True", "False", "True"]
    said = " ".join(words_of(path))
    assert "Your answer up to 500 words" in said
    assert "Your name optional" in said
    assert "up to 30 words" in said
    choice = parts(path)["word/document.xml"].find(f".//{W}dropDownList")
    assert choice is not None
    assert [(item.get(f"{W}value"), item.get(f"{W}displayText")) for item in choice] == list(yes_no)


def test_what_is_asked_in_a_table_has_a_frame_and_stands_where_its_column_does(path: Path):
    columns = (Column(title="Ref"), Column(title="Year 1", number=True))
    rows = ((words("M1"), TextField(name="cell", label="M1, year 1")),)
    rendered(document(Table(caption="Offer", columns=columns, rows=rows)), path)
    cells = list(parts(path)["word/document.xml"].iter(f"{W}tc"))
    framed = [cell.find(f"{W}tcPr/{W}tcBorders") is not None for cell in cells]
    assert framed == [False, False, False, True]
    assert value(cells[3].find(f"{W}p/{W}pPr/{W}jc")) == "right"


def test_a_control_can_be_filled_in_but_not_deleted(path: Path):
    rendered(document(*every_block()), path)
    locks = [value(each) for each in parts(path)["word/document.xml"].iter(f"{W}lock")]
    assert locks == ["sdtLocked"] * len(controls(path))


def test_names_that_word_would_refuse_are_made_fit_and_stay_apart(path: Path):
    fields = [
        *(TextField(name="n" * 70 + str(number), label="l" * 300) for number in range(3)),
        *(TextField(name="same", label="") for _ in range(3)),
        ChoiceField(name="", label="", options=(("a", "A"), ("a", "A"), ("", ""))),
    ]
    rendered(document(*(ResponseField(field=field) for field in fields)), path)
    assert len(controls(path)) == len(fields)
    assert {"same", "same#2", "same#3", "field"} <= set(controls(path))


def test_the_box_stays_with_its_label(path: Path):
    rendered(
        document(ResponseField(field=TextField(name="a", label="Label", word_limit=5), hint="Hint")), path
    )
    *above, box = docx.Document(str(path)).paragraphs[-4:]
    assert [each.text for each in above] == ["Label", "up to 5 words", "Hint"]
    assert all(each.paragraph_format.keep_with_next for each in above)
    assert box.style.name == "Answer"
    assert box.style.paragraph_format.keep_together


def test_blocks_that_belong_together_are_kept_together(path: Path):
    blocks = (Heading(level=2, text="KPI"), paragraph("one"), table(("a", "b"), ("c", "d")), paragraph("end"))
    rendered(document(Together(blocks=blocks)), path)
    made = docx.Document(str(path))
    inside = [cell.paragraphs[0] for row in made.tables[0].rows for cell in row.cells]
    outside = made.paragraphs[-4:]
    assert [each.text for each in outside] == ["KPI", "one", "Caption", "end"]
    assert all(each.paragraph_format.keep_with_next for each in (*inside, *outside[:-1]))
    assert not outside[-1].paragraph_format.keep_with_next


# ---- the whole


def test_the_file_says_what_it_is_and_in_which_language(path: Path):
    rendered(document(keywords=("social value", "catering")), path)
    about = docx.Document(str(path)).core_properties
    assert (about.title, about.author) == ("Social value question pack", "Cheshire East Council")
    assert about.subject == "Extra Care Catering · DN776889"
    assert about.keywords == "social value, catering"
    assert (about.language, about.content_status, about.version) == ("en-GB", "Issued", "1.0")
    assert (about.identifier, about.last_modified_by) == ("DN776889", "Cheshire East Council")
    language = parts(path)["word/styles.xml"].find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    assert value(language) == "en-GB"


@pytest.mark.parametrize(
    ("dated", "stamp", "made"),
    [
        (date(2025, 10, 13), 1_760_350_000, datetime(2025, 10, 13, 10, 6, 40)),
        (date(2025, 10, 13), 0, datetime(2025, 10, 13)),
        (None, 0, datetime(2000, 1, 1)),
    ],
)
def test_its_dates_come_from_the_document(path: Path, dated: date | None, stamp: int, made: datetime):
    about = docx.Document(str(rendered(document(dated=dated, stamp=stamp), path))).core_properties
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == made


def test_the_cover_names_authority_status_title_and_version(path: Path):
    rendered(document(cover=(("Version", words("1.0")), ("A label of many letters", words("x")))), path)
    assert styles_and_texts(path)[:5] == [
        ("Cover authority", "Cheshire East Council\tIssued"),
        ("Title", "Social value question pack"),
        ("Subtitle", "Invitation to tender: Extra Care Catering"),
        ("Wide fact", "Version\t1.0"),
        ("Wide fact", "A label of many letters\tx"),
    ]


def test_the_contents_are_a_field_whose_entries_are_there_and_lead_on(path: Path):
    rendered(document(*every_block()), path)
    body = parts(path)["word/document.xml"]
    contents = next(each for each in body.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}docPartObj") is not None)
    instructions = [each.text for each in contents.iter(f"{W}instrText")]
    assert instructions == [' TOC \\o "1-2" \\h \\z \\u ']
    marks = {mark.get(f"{W}name"): paragraph for paragraph in body.iter(f"{W}p") for mark in paragraph}
    for link in contents.iter(f"{W}hyperlink"):
        heading = marks[link.get(f"{W}anchor")]
        assert "".join(link.itertext()) == "".join(heading.itertext())
    listed = ["".join(link.itertext()) for link in contents.iter(f"{W}hyperlink")]
    assert listed == [each.text for each in every_headings() if each.level <= 2]


def every_headings() -> list[Heading]:
    """Return the headings of the sample in reading order."""
    found = list[Heading]()
    for block in every_block():
        inner = block.blocks if isinstance(block, Together) else (block,)
        found += [each for each in inner if isinstance(each, Heading)]
    return found


def test_few_headings_need_no_contents(path: Path):
    rendered(document(Heading(level=1, text="One"), Heading(level=2, text="Two")), path)
    assert "Contents" not in words_of(path, contents=True)


def test_pages_are_a4_numbered_and_headed_but_for_the_cover(path: Path):
    rendered(document(Heading(level=1, text="One")), path)
    section = docx.Document(str(path)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Extra Care Catering · DN776889\tSocial value question pack"
    foot = "Cheshire East Council · version 1.0 · 13 October 2025\tPage 1 of 1"
    assert section.footer.paragraphs[0].text == foot
    assert section.first_page_header.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == ""
    fields = [
        each.text
        for name, root in parts(path).items()
        if name.startswith("word/footer")
        for each in root.iter(f"{W}instrText")
    ]
    assert fields == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize("draft", [False, True])
def test_a_draft_says_so_in_words_and_across_every_page(path: Path, draft: bool):
    rendered(document(paragraph("text"), draft=draft), path)
    file = docx.Document(str(path))
    assert file.paragraphs[0].text.endswith("Draft · Issued") == draft
    assert ("DRAFT" in file.sections[0].header.paragraphs[0].text) == draft
    marks = [
        each.get("string")
        for name, root in parts(path).items()
        if name.startswith("word/header")
        for each in root.iter("{urn:schemas-microsoft-com:vml}textpath")
        if each.get("string")
    ]
    assert marks == ["DRAFT", "DRAFT"] * draft


def test_parts_that_begin_a_page_begin_one_and_leave_none_empty(path: Path):
    rendered(
        document(
            PageBreak(),
            Heading(level=1, text="First", page_break=True),
            PageBreak(),
            PageBreak(),
            table(("a", "b"), show_caption=False),
            Heading(level=1, text="Second", kicker="above", page_break=True),
            paragraph("text"),
        ),
        path,
    )
    breaks = [
        each.text for each in docx.Document(str(path)).paragraphs if each.paragraph_format.page_break_before
    ]
    assert breaks == ["First", "above"]
    (made,) = docx.Document(str(path)).tables
    assert made.cell(0, 0).paragraphs[0].paragraph_format.page_break_before


def test_the_text_begins_below_the_cover_and_the_contents_on_a_page_of_its_own(path: Path):
    last = docx.Document(str(rendered(document(paragraph("text")), path))).paragraphs[-1]
    assert (last.text, last.paragraph_format.page_break_before) == ("text", True)


def test_a_short_document_begins_on_its_first_page_and_has_no_contents(path: Path):
    headings = tuple(Heading(level=1, text=f"Part {place}") for place in range(5))
    rendered(document(*headings, compact=True), path)
    assert "Contents" not in words_of(path, contents=True)
    assert not any(each.paragraph_format.page_break_before for each in docx.Document(str(path)).paragraphs)


def test_body_text_is_twelve_points_sans_serif_and_left_aligned(path: Path):
    rendered(document(paragraph("text")), path)
    defaults = parts(path)["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert value(defaults.find(f"{W}sz")) == "24"
    assert {name for key, name in defaults[0].attrib.items() if key.startswith(W)} == {"Arial"}
    styles = parts(path)["word/styles.xml"]
    assert list(styles.iter(f"{W}jc")) == list(styles.iter(f"{W}i")) == []


# ---- links


def test_links_of_blocks_are_links_and_no_others(path: Path):
    content = (
        Link("web", "https://example.org/a?b=1&c=2"),
        Link("mail", "mailto:a@example.org"),
        Link("again", "https://example.org/a?b=1&c=2"),
        Link("code", "javascript:alert(1)"),
        Link("file", "file:///etc/passwd"),
        Link("broken", "https://[example"),
        Link("port", "https://example.org:x/"),
        Link("nobody", "mailto:nobody"),
        Link("long", "https://example.org/" + "x" * 3000),
    )
    rendered(document(Bullets(items=tuple((each,) for each in content)), paragraph("https://e.org")), path)
    relationships = docx.Document(str(path)).part.rels
    leads = {
        number: each.target_ref
        for number, each in relationships.items()
        if each.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }
    found = {
        "".join(link.itertext()): leads[link.get(f"{R}id", "")]
        for link in parts(path)["word/document.xml"].iter(f"{W}hyperlink")
    }
    assert found == {
        "web": "https://example.org/a?b=1&c=2",
        "mail": "mailto:a@example.org",
        "again": "https://example.org/a?b=1&c=2",
    }
    assert len(leads) == 2
    assert {"code", "file", "broken", "port", "nobody", "long"} <= set(words_of(path))


def test_every_link_of_thousands_leads_to_its_own_place(path: Path):
    links = tuple((Link(f"l{number}", f"https://e.org/{number}"),) for number in range(3000))
    rendered(document(Bullets(items=links)), path)
    leads = docx.Document(str(path)).part.rels
    for link in parts(path)["word/document.xml"].iter(f"{W}hyperlink"):
        number = "".join(link.itertext()).removeprefix("l")
        assert leads[link.get(f"{R}id", "")].target_ref == f"https://e.org/{number}"


# ---- hostile text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_makes_a_sound_file(path: Path, text: str):
    rendered(everything_made_of(text), path)
    docx.Document(str(path)).save(str(path.with_suffix(".again")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1270 000000",
        "-5",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "<w:t>x</w:t> &amp; <!-- x --> ]]>",
        '{ INCLUDETEXT "c:\\\\secret.txt" }',
        "👍🏽 🇬🇧 日本語",
        "ŵ ŷ Ŵ Ŷ Llanfair­pwll",
        "Ελληνικά Кириллица",
        "cafe\u0301 e\u0301",
        "العربية 123 עברית then English",
        "x" * 500,
        "MERGEFIELD name",
    ],
)
def test_text_survives_as_it_was_typed_everywhere(path: Path, text: str):
    made = document(
        Heading(level=1, text=text, kicker=text),
        paragraph(text),
        Bullets(items=(words(text),)),
        table((text, text), columns=(Column(title=text), Column(title=text, number=True))),
        FactList(rows=((text, words(text)),)),
        Callout(tone=Tone.APPLIES, title=text, body=(words(text),), source=words(text)),
        ResponseField(field=TextField(name=text, label=text), hint=text),
        ResponseField(field=CheckField(name=text + "2", label=text)),
        title=text,
        authority=text,
        cover=((text, words(text)),),
    )
    rendered(made, path)
    assert words_of(path) == [word.replace("\xad", "") for word in words_for(made)]
    instructions = {
        (each.text or "").split()[0] for root in parts(path).values() for each in root.iter(f"{W}instrText")
    }
    assert instructions <= {"TOC", "PAGE", "NUMPAGES"}


def test_what_no_file_can_hold_is_shown_as_its_number(path: Path):
    rendered(document(paragraph("a\x00b \x1b \ud800 c\u202ed e\ufffef")), path)
    assert words_of(path)[-5:] == ["a[U+0000]b", "[U+001B]", "[U+D800]", "c[U+202E]d", "e[U+FFFE]f"]


def test_forty_thousand_words_in_one_paragraph_are_all_there(path: Path):
    made = document(paragraph(long_text(40_000)))
    assert words_of(rendered(made, path)) == words_for(made)


def test_lines_and_spaces_are_kept(path: Path):
    rendered(document(paragraph("one  two\r\nthree\u2028four\tfive")), path)
    assert styles_and_texts(path)[-1] == ("Body Text", "one  two\nthree\nfour    five")


def test_text_from_right_to_left_is_marked_as_such_and_other_text_is_not(path: Path):
    rendered(document(paragraph("مرحبا بكم 12 English"), paragraph("English then עברית.")), path)
    arabic, english = list(parts(path)["word/document.xml"].iter(f"{W}p"))[-2:]

    def runs(element: object) -> list[tuple[str, bool]]:
        return [
            ("".join(each.itertext()), each.find(f"{W}rPr/{W}rtl") is not None)
            for each in element.iter(f"{W}r")
        ]

    assert runs(arabic) == [("مرحبا بكم", True), (" 12 English", False)]
    assert runs(english) == [("English then ", False), ("עברית", True), (".", False)]
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert english.find(f"{W}pPr/{W}bidi") is None


# ---- the checks themselves


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<w:keepNext/><w:pageBreakBefore/>", "<w:pageBreakBefore/><w:keepNext/>", "pPr holds"),
        ('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Titel"/>', "no paragraph style Titel"),
        ("<w:trPr>", "<w:trPr/><w:tc/><w:trPr>", "tr holds"),
        ('w:anchor="_Toc', 'w:anchor="_Tac', "leads to _Tac"),
        ('<w:id w:val="2"/>', '<w:id w:val="3"/>', "two controls have the id 3"),
        ('<w:fldChar w:fldCharType="end"/>', "", "a field never ends"),
        ("<w:sectPr", "<w:tbl/><w:tbl/><w:sectPr", "two tables touch"),
    ],
)
def test_the_checks_find_what_is_wrong(path: Path, before: str, after: str, fault: str):
    rendered(document(Heading(level=1, text="x", kicker="k"), *every_block()), path)
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    text = held["word/document.xml"].decode()
    if before.startswith("<w:keepNext"):
        text = text.replace('<w:pStyle w:val="Hint"/><w:keepNext/>', f'<w:pStyle w:val="Hint"/>{before}', 1)
    assert before in text
    held["word/document.xml"] = text.replace(before, after, 1).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in held.items():
            file.writestr(name, data)
    assert any(fault in each for each in faults(path)), faults(path)


def test_the_order_that_is_checked_names_no_element_twice():
    assert all(len(set(order.split())) == len(order.split()) for order in ORDER.values())
