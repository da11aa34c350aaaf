"""A form's file says what is wrong with it."""

from pathlib import Path

import pytest

from svdesk.desktop.forms.form_layout import Field, ListPlace
from svdesk.desktop.forms.layout_reading import layout_of, read_layout
from svdesk.desktop.widgets.form_contract import FormError
from svdesk.paths import bundled
from svdesk.steps.order import step_of


def refused(folder: Path, key: str, *changes: tuple[str, str]) -> str:
    """What is said of the form of the step *key* after some changes to its text."""
    text = bundled("ui", "steps", f"{key}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / f"{key}.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as raised:
        read_layout(file, step_of(key))
    return str(raised.value)


def test_an_unknown_field_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('"regime"', '"regimen"'))
    assert said.startswith("facts.toml, part 1 (“The contract”), row 2: there is no “regimen” here.")
    assert "authority_type, category, regime" in said


def test_an_unknown_key_is_named_with_the_nearest(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ("heading = ", "headline = "))
    assert "facts.toml, part 1: “headline” is not known here; did you mean “heading”?" in said


def test_an_unknown_section_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('section = "facts"', 'section = "about"'))
    assert "section “about” is not known here" in said
    assert said.endswith("What can stand here: facts")


def test_a_list_is_no_single_section(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('list = "lots"', 'list = "facts"'))
    assert "What can stand here: lots, estimates" in said


def test_a_field_that_is_left_out_is_missed(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('["urgency_reason"],', ""))
    assert said == (
        "facts.toml: the field “urgency_reason” of facts stands 0 times on the form; "
        "each field stands on it once"
    )


def test_a_field_stands_once(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('["vat_rate", ""]', '["vat_rate", "value"]'))
    assert "the field “value” of estimates stands 2 times" in said


def test_a_button_beside_nothing_is_missed(tmp_path: Path) -> None:
    said = refused(tmp_path, "facts", ('beside = "cpv"', 'beside = "cvp"'))
    assert "“find_cpv” stands 0 times on the form" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('heading = "Lots"', "heading = 3", "“heading” has to be a text"),
        ('heading = "Lots"', 'heading = " "', "“heading” has to be a text"),
        ('lead = "Parts', 'spoken = "Parts', "“lead” is missing"),
        ('["urgency_reason"],', '"urgency_reason",', "“rows” has to be a list of rows"),
        ('look = "hint"', 'look = "loud"', "look “loud” is not known here"),
        (
            'section = "facts"',
            'section = "facts"\nlist = "lots"',
            "exactly one of section, list, place, note",
        ),
        ('remove = "Remove this lot"\n', "", "“remove” is missing"),
        ("[[part]]", "[part]", "can't be read"),
    ],
)
def test_what_has_the_wrong_form_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(tmp_path, "facts", (old, new))


def test_two_steps_give_one_field_hints_of_their_own() -> None:
    hints = [
        next(field for field in layout_of(step_of(key)).fields() if field.name == "weight").hint
        for key in ("selection", "tender")
    ]
    assert hints == ["In percent; leave blank if not scored", "In percent of the social value marks"]


def test_a_form_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"facts\.toml: the form can't be read"):
        read_layout(tmp_path / "facts.toml", step_of("facts"))


def test_lists_know_whether_people_edit_them() -> None:
    def lists(key: str) -> dict[str, bool]:
        parts = layout_of(step_of(key)).parts
        return {part.section: part.is_edited for part in parts if isinstance(part, ListPlace)}

    assert lists("facts") == {"lots": True, "estimates": True}
    assert lists("outcomes") == {"outcomes": False}
    assert all(isinstance(field, Field) for field in layout_of(step_of("kpis")).fields())
