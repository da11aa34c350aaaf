"""Typed text is made printable and nothing visible is lost."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from svdesk.rendering.look.links import safe_url
from svdesk.rendering.look.styles import Face
from svdesk.rendering.look.text import LONGEST_NAME, all_by_number, by_number, one_line, plain, shortened
from svdesk.rendering.pdf.fonts import shipped_fonts
from tests.rendering.samples import document, paragraph


def test_mark_up_stays_as_it_was_typed():
    for text in ("<b>", '<img src="/etc/passwd">', "&amp;", "]]>", "a < b & c > d", "(\\)"):
        assert plain(text) == text


def test_what_no_file_can_hold_is_shown_as_its_number():
    assert plain("a\x00b\x9fc\ud800d\uffffe") == "a[U+0000]b[U+009F]c[U+D800]d[U+FFFF]e"


def test_marks_that_nobody_sees_are_dropped():
    assert plain("b\u200ec\u061cd\ufeffe\u00adh") == "bcdeh"


def test_what_turns_the_direction_of_text_is_shown_as_its_number():
    shown_by_number = set[str]()
    assert plain("b\u202ec\u2066d", shown_by_number) == "b[U+202E]c[U+2066]d"
    assert shown_by_number == {"\u202e", "\u2066"}


def test_every_text_of_a_document_is_asked_for_what_is_shown_as_a_number():
    made = document(paragraph("bell\x07 and\r\nline\x85ends"), title="Null\x00")
    assert all_by_number(made) == ("\x00", "\x07")
    assert all_by_number(document(paragraph("ŵ and\ttab"))) == ()


def test_every_kind_of_line_break_is_kept_as_one():
    assert plain("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i") == "a\nb\nc\nd\ne\nf\ng\nh\ni"


def test_spaces_are_kept_and_a_tab_becomes_four():
    assert plain("  two  spaces \t|") == "  two  spaces     |"


def test_letters_with_separate_accents_are_joined():
    assert plain("e\u0301") == "é"


@given(st.text())
def test_plain_text_stays_plain_and_holds_every_letter(text: str):
    made = plain(text)
    assert plain(made) == made
    letters = [sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()]
    spelt_out = re.sub(r"\[U\+[0-9A-F]{4,6}\]", "", made) if by_number(text) else made
    assert [sign for sign in spelt_out if sign.isalnum()] == letters


def test_a_name_has_one_line_and_an_end():
    assert one_line(" a\n b\t c ") == "a b c"
    assert shortened("x" * 5_000) == "x" * (LONGEST_NAME - 1) + "…"
    assert shortened("short", 5) == "short"
    assert shortened("longer", 5) == "long…"


def test_only_web_and_mail_links_lead_anywhere():
    for url in ("https://e.org/a?b=1&c=2#d", "http://e.org", "mailto:a@e.org", "HTTPS://E.ORG"):
        assert safe_url(url) == url
    for url in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:x",
        "ftp://e.org",
        "",
        "e.org",
        "https://",
        "https://a b",
    ):
        assert safe_url(url) == ""


def test_a_link_is_ascii_and_keeps_what_is_escaped_already():
    assert safe_url(" https://e.org/é (1)%20") == ""
    assert safe_url("https://e.org/é(1)%20") == "https://e.org/%C3%A9(1)%20"


def test_characters_fall_back_by_run():
    missing = set[str]()
    runs = [(face.font.fontName, text) for face, text in shipped_fonts().runs("aŵ ⚖b", Face.BOLD, missing)]
    assert runs == [("SourceSans3-Bold", "aŵ "), ("DejaVuSans", "⚖"), ("SourceSans3-Bold", "b")]
    assert missing == set()


def test_what_no_font_has_is_shown_by_number_and_reported():
    missing = set[str]()
    runs = [text for _, text in shipped_fonts().runs("ok 👍 日", Face.REGULAR, missing)]
    assert runs == ["ok [U+1F44D] [U+65E5]"]
    assert missing == {"👍", "日"}


def test_joiners_without_a_glyph_are_no_loss():
    missing = set[str]()
    runs = [text for _, text in shipped_fonts().runs("a\ufe0fb\U000e0041", Face.REGULAR, missing)]
    assert "".join(runs).replace("\ufe0f", "") == "ab"
    assert missing == set()
