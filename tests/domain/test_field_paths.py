"""The name of a field leads to the field, whatever its key holds."""

import pytest

from svdesk.domain.entry import FieldForm, Kind
from svdesk.domain.field_paths import FieldPath, form_of, parse_path

ID = "9b2f1a52-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("facts.value", FieldPath("facts", "", "value")),
        ("facts", FieldPath("facts", "", "")),
        ("outcomes.environment.food.reason", FieldPath("outcomes", "environment.food", "reason")),
        (f"kpis.{ID}.targets", FieldPath("kpis", ID, "targets")),
        (f"kpis.{ID}.targets.2", FieldPath("kpis", ID, "targets", place=2)),
        ("outcomes.step.2", FieldPath("outcomes", "step", "2")),
        ("nothing.there", FieldPath("nothing", "", "there")),
    ],
)
def test_a_name_is_read_and_written_the_same(name: str, path: FieldPath):
    assert parse_path(name) == path
    assert str(path) == name


@pytest.mark.parametrize("place", ["0", "02", "-1", "²", "12345"])
def test_only_a_plain_number_from_one_is_a_place(place: str):
    assert parse_path(f"kpis.{ID}.targets.{place}").place == 0


def test_a_value_of_a_field_is_typed_as_a_number_and_belongs_to_the_whole():
    path = parse_path(f"kpis.{ID}.targets.2")
    assert form_of(path) == FieldForm(Kind.NUMBER)
    assert form_of(path.whole) == FieldForm(Kind.TARGETS)
    assert form_of(parse_path("facts.nothing")) is None
    assert form_of(parse_path("nothing.there")) is None
