"""PDF forms that show something else than they store: what counts, and what is told."""

import pikepdf
import pytest

from svdesk.documents.model.forms import TICKED
from svdesk.domain.returned_form import Matter
from svdesk.services.returned_forms.checks import checked_answers
from tests.rendering.returned.returned_forms import answers, fields_of, file_of, read, small_form
from tests.rendering.returned.test_returned_pdf import edited, enter, widget


def _box(stored: str, seen: str) -> bytes:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "declared").V = pikepdf.Name(f"/{stored}")
        widget(pdf, "declared").AS = pikepdf.Name(f"/{seen}")

    return edited(file_of("pdf"), enter({"signed_on": "1 March 2026"}), spoil)


def _findings(content: bytes) -> list[tuple[Matter, str]]:
    _, found = checked_answers(fields_of(small_form()), read(content))
    return [(each.matter, each.message) for each in found if "wrote is true" in each.message]


def test_a_box_is_ticked_where_it_is_stored_and_seen_as_ticked():
    assert answers(_box("Yes", "Yes"))["declared"] == TICKED
    assert _findings(_box("Yes", "Yes")) == []


@pytest.mark.parametrize(("stored", "seen"), [("Yes", "Off"), ("Off", "Yes")])
def test_a_box_that_shows_another_state_than_it_stores_is_told_and_not_ticked(stored: str, seen: str):
    assert "declared" not in answers(_box(stored, seen))
    said = [message for matter, message in _findings(_box(stored, seen)) if matter is Matter.NOT_UNDERSTOOD]
    ticked = {"Yes": "ticked", "Off": "not ticked"}
    assert len(said) == 1
    assert f"is shown as {ticked[seen]}, but the file stores that it is {ticked[stored]}." in said[0]


@pytest.mark.parametrize(("stored", "seen"), [("No", "No"), ("No", "Yes"), ("Yes", "No"), ("yes", "yes")])
def test_a_state_that_the_box_never_had_is_no_tick(stored: str, seen: str):
    assert "declared" not in answers(_box(stored, seen))
    assert any(
        matter is Matter.NOT_UNDERSTOOD and "state that it did not have when it was issued" in message
        for matter, message in _findings(_box(stored, seen))
    )


def _drawn(text: str, *drawn: str) -> bytes:
    """The form with an answer, and with lines of it drawn in its box by another program."""

    def draw(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        lines = " ".join(f"({line}) Tj T*" for line in drawn)
        look = pdf.make_stream(f"/Tx BMC q BT /F 9 Tf 12 TL 2 60 Td {lines} ET Q EMC".encode())
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, 400, 80])
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        widget(pdf, "q1.answer").AP = pikepdf.Dictionary(N=look)

    return edited(file_of("pdf"), enter({"q1.answer": text}), draw)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("We will do all that is asked", ("word word",)),
        ("", ("We will do all that is asked",)),
        ("We will not", ("We will",) * 2),
    ],
)
def test_what_a_box_shows_is_told_where_it_is_not_what_is_stored(text: str, drawn: tuple[str, ...]):
    found = read(_drawn(text, *drawn))
    assert found.answers["q1.answer"] == text
    assert [each.field for each in found.remarks] == ["q1.answer"]
    assert drawn[0] in found.remarks[0].message
    assert not found.remarks[0].matters


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("We will do all that is asked", ("We will do", "all that is asked")),
        ("We will do all that is asked\nand more", ("We will do all", "that")),
        ("Łukasz runs the office", ("ukasz runs the of", "fice")),
        ("We will do all that is asked", ("",)),
        ("  12,000 ", ("12 000",)),
    ],
    ids=["broken lines", "cut at the height of the box", "a letter is missing", "nothing drawn", "spaces"],
)
def test_what_honest_programs_draw_is_not_told(text: str, drawn: tuple[str, ...]):
    assert read(_drawn(text, *drawn)).remarks == ()


def test_a_program_that_is_to_draw_the_boxes_anew_draws_what_is_stored():
    def ask(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.NeedAppearances = True

    assert read(edited(_drawn("one", "two"), ask)).remarks == ()
