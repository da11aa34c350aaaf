"""A web page holds all of the document, is well made, and keeps nobody out."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from svdesk.documents.catalogue import CATALOGUE, DocumentKind
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
    Tone,
    words,
)
from svdesk.domain import colours
from svdesk.domain.project import HouseStyle, Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.html.renderer import HtmlRenderer, make_html
from svdesk.rendering.look.styles import TONES, Colour
from tests.rendering.html.web_pages import contrasts, faults, read_page, text_of
from tests.rendering.office_checks import cannot_be_held
from tests.rendering.project_states import STATES
from tests.rendering.samples import document, every_block, paragraph
from tests.rendering.xlsx.workbook_words import squeezed, texts_of

HOSTILE = "<script>alert(1)</script> & \"q\" 'a' ]]> </style></title> <b>x</b>\u202e\x00\x1b"
READ = "<script>alert(1)</script> & \"q\" 'a' ]]> </style></title> <b>x</b>"


def page_of(made: Document) -> Element:
    return read_page(make_html(made))


def everywhere(text: str) -> Document:
    field = TextField(name=text, label=text, word_limit=5, lines=3)
    runs = (Text(text), Text(text, strong=True), Link(text, "https://example.org/?a=<b>&c='"))
    return document(
        Heading(level=1, text=text, kicker=text),
        Heading(level=2, text=text),
        Heading(level=3, text=text),
        Paragraph(content=runs),
        Bullets(items=(runs,), ordered=True),
        FactList(rows=((text, runs),)),
        Callout(tone=Tone.TAKE_CARE, title=text, body=(runs,), source=runs),
        Table(caption=text, columns=(Column(title=text), Column(title="")), rows=((runs, field),)),
        ResponseField(field=field, hint=text),
        ResponseField(field=ChoiceField(name=text, label=text, options=((text, text),))),
        ResponseField(field=CheckField(name=text, label=text)),
        title=text,
        subtitle=text,
        authority=text,
        status=text,
        reference=text,
        cover=((text, runs),),
        keywords=(text,),
    )


@cache
def project_in(state: str) -> Project:
    return STATES[state]()


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.key)
@pytest.mark.parametrize("state", STATES)
def test_every_document_is_a_page_without_faults_and_with_all_its_words(
    kind: DocumentKind, state: str
) -> None:
    pack, project = bundled_pack(), project_in(state)
    made = kind.compose(case_of(project, pack))
    page = page_of(made)
    assert faults(page) == []
    said = squeezed("".join(page.find("body").itertext()))
    assert [text[:99] for text in texts_of(made) if squeezed(printable(text)) not in said] == []
    names = [each.get("name") for tag in ("input", "select", "textarea") for each in page.iter(tag)]
    assert len(set(names)) == len(names)


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufff9\ufffa\ufffb"
"""What turns the direction of other people's text, and marks of annotations."""


def printable(text: str) -> str:
    """Return *text* as a page shows it: by number what no page may hold, without marks that nobody sees."""
    shown = []
    for each in text:
        if not cannot_be_held(each) and each not in "\u200e\u200f\u061c":
            shown.append(each)
        elif unicodedata.category(each) != "Cf" or each in TURNING:
            shown.append(f"[U+{ord(each):04X}]")
    return "".join(shown)


@pytest.mark.parametrize("colour", ["", "#78143c", "#ffe600", "#00ff00", "#000000", "#808080", "#005eb8"])
def test_all_words_stand_out_in_every_colour_of_an_organisation(colour: str) -> None:
    page = page_of(document(*every_block(), house_style=HouseStyle(colour=colour), draft=True))
    found = list(contrasts(page))
    assert len({selector for selector, _, _ in found}) > 15
    assert [each for each in found if colours.contrast(*(long_form(part) for part in each[1:])) < 4.5] == []


def long_form(colour: str) -> str:
    digits = colour.lstrip("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


@pytest.mark.parametrize("draft", [True, False])
def test_every_block_makes_a_page_without_faults(draft: bool) -> None:
    assert faults(page_of(document(*every_block(), draft=draft))) == []


@pytest.mark.parametrize(
    "text", [HOSTILE, "", "  \n ", "w" * 500, "a\r\nb\u2028c", "\ud800 = \ufffe\ufdd0\U0001ffff"]
)
def test_no_text_breaks_a_page(text: str) -> None:
    assert faults(page_of(everywhere(text))) == []


def test_mark_up_is_shown_as_it_was_typed() -> None:
    page = page_of(everywhere(HOSTILE))
    assert READ in text_of(page.find("head/title"))
    for tag in ("h1", "h2", "h3", "h4", "li", "dt", "caption", "label", "option"):
        assert any(READ in text_of(element) for element in page.iter(tag)), tag
    assert not list(page.iter("script"))
    assert not list(page.iter("b"))


def test_a_link_leads_only_where_a_document_may_lead() -> None:
    links = [
        Link(f"link {place}", url)
        for place, url in enumerate(("javascript:alert(1)", "file:///etc", "http://e.org/ü"))
    ]
    page = page_of(document(Paragraph(content=tuple(links))))
    found = [link.get("href") for link in page.find(".//main").iter("a")]
    assert found == ["http://e.org/%C3%BC"]
    assert "link 0link 1link 2" in text_of(page)


def test_line_breaks_are_kept_and_lists_are_lists() -> None:
    made = document(
        paragraph("one\ntwo"), Bullets(items=(words("a"), words("b")), ordered=True), Bullets(items=())
    )
    main = page_of(made).find(".//main")
    assert len(main.findall("p/br")) == 1
    assert [text_of(item) for item in main.findall("ol/li")] == ["a", "b"]
    assert main.findall("ul") == []


def test_a_card_says_its_tone_in_words() -> None:
    for tone, look in TONES.items():
        card = page_of(document(Callout(tone=tone, title="Title", body=(words("Body"),)))).find(
            ".//main/section"
        )
        assert text_of(card) == f"{look.word} Title Body".strip() or text_of(card) == f"{look.word}TitleBody"


def test_a_table_has_headers_for_its_columns_and_rows() -> None:
    table = Table(
        caption="Targets",
        show_caption=False,
        columns=(Column(title="KPI"), Column(title="Year 1", number=True)),
        rows=((words("K1"), words("20")), (words("K2"),)),
    )
    found = page_of(document(table)).find(".//table")
    assert [(cell.get("scope"), text_of(cell)) for cell in found.iter("th")] == [
        ("col", "KPI"),
        ("col", "Year 1"),
        ("row", "K1"),
        ("row", "K2"),
    ]
    assert text_of(found.find("caption")) == "Targets"


def test_fields_carry_label_limit_hint_and_whether_they_may_stay_empty() -> None:
    page = page_of(
        document(
            ResponseField(
                field=TextField(name="a.b", label="Your answer", lines=4, word_limit=1500, required=False),
                hint="Be brief.",
            ),
            ResponseField(field=ChoiceField(name="c", label="Pay", options=(("y", "Yes"), ("n", "No")))),
            ResponseField(field=CheckField(name="d", label="It is true.")),
        )
    )
    area, menu, tick = page.find(".//textarea"), page.find(".//select"), page.find(".//input")
    labels = {label.get("for"): text_of(label) for label in page.iter("label")}
    assert labels[area.get("id")] == "Your answer (optional)"
    noted = next(element for element in page.iter() if element.get("id") == area.get("aria-describedby"))
    assert text_of(noted) == "Up to 1,500 words. Be brief."
    assert (area.get("name"), area.get("rows"), area.get("required")) == ("a.b", "4", None)
    assert [option.get("value") for option in menu] == ["", "y", "n"]
    assert menu.get("required") is not None
    assert (tick.get("type"), labels[tick.get("id")]) == ("checkbox", "It is true.")


def test_no_level_of_headings_is_left_out() -> None:
    levels = (3, 1, 3, 3, 2, 1)
    page = page_of(document(*(Heading(level=level, text=f"Level {level}") for level in levels)))
    assert faults(page) == []
    found = [element.tag for element in page.find(".//main")]
    assert found == ["h2", "h2", "h3", "h4", "h3", "h2"]


def test_contents_lead_to_the_parts_and_sections() -> None:
    page = page_of(document(*every_block()))
    nav = page.find(".//nav")
    targets = {element.get("id"): text_of(element) for element in page.iter() if element.tag in ("h2", "h3")}
    links = [(link.get("href"), text_of(link)) for link in nav.iter("a")]
    assert len(links) > 5
    assert all(targets[href[1:]] == text for href, text in links)
    assert page_of(document(*every_block(), compact=True)).find(".//nav") is None


def test_a_heading_or_block_after_a_page_break_begins_a_printed_page() -> None:
    main = page_of(
        document(Heading(level=1, text="A", page_break=True), paragraph("x"), PageBreak(), paragraph("y"))
    ).find(".//main")
    assert ["new-page" in element.get("class", "") for element in main] == [True, False, True]


def test_a_draft_says_so_in_words_on_the_page_and_in_its_title() -> None:
    draft, issued = (page_of(document(paragraph("x"), draft=draft)) for draft in (True, False))
    assert text_of(draft.find("head/title")).startswith("Draft: ")
    assert text_of(draft.find("body/header")).startswith("Draft: this document has not been issued")
    assert "Draft" not in text_of(issued)


def test_a_page_says_what_it_was_made_from_and_loads_nothing() -> None:
    page = page_of(document(paragraph("x"), origin="svdesk:itt?revision=3"))
    meta = {each.get("name") or each.get("http-equiv"): each.get("content") for each in page.iter("meta")}
    assert meta["dcterms.source"] == "svdesk:itt?revision=3"
    assert meta["dcterms.issued"] == "2025-10-13"
    assert "default-src 'none'" in meta["Content-Security-Policy"]


def test_all_text_stands_out_from_its_ground() -> None:
    style = text_of(page_of(document(draft=True)).find("head/style"))
    assert not re.search(r"#[A-Z]{3,}[^0-9A-F;,) ]", style)
    white = Colour("FFFFFF")
    for look in TONES.values():
        assert _contrast(look.ink, white) >= 4.5
        for ground in (look.wash, white):
            for ink in ("14232B", "4A5B64", "0B5563"):
                assert _contrast(Colour(ink), ground) >= 4.5


def _contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_progress_ends_at_the_end_and_stopping_leaves_the_older_file(tmp_path: Path) -> None:
    path, told = tmp_path / "a.html", list[tuple[int, int]]()
    renderer = HtmlRenderer()
    assert (
        renderer.render(document(*every_block()), path, lambda done, total: told.append((done, total))) == ()
    )
    assert told == [(done, len(every_block()) + 1) for done in range(len(every_block()) + 2)]
    before = path.read_bytes()

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renderer.render(document(paragraph("a"), paragraph("b")), path, stop)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert make_html(document(*every_block())) == make_html(document(*every_block()))
