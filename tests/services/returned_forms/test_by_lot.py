"""A form with boxes for each lot comes back with those of one lot filled in, and is complete."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.facts import Lot
from svdesk.domain.project import Project
from svdesk.domain.returned_form import Matter
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.returned_forms.form_reading import ReadingResult
from svdesk.services.returned_forms.read import read_returned_form
from tests.services.returned_forms.filled_forms import complete, fill
from tests.services.returned_forms.test_reading import FORMATS, fields_of, made, sources, told

LOTS = tuple(Lot(id=UUID(int=900 + place), title=f"Place {place}") for place in (1, 2, 3))


def in_lots() -> Project:
    example = shipped_example()
    return replace(example, lots=LOTS, evaluation=replace(example.evaluation, form_for_each_lot=True))


PROJECT = in_lots()
FIELDS = {file_format: fields_of("itt", PROJECT, file_format) for file_format in FORMATS}
FIRST, SECOND, THIRD = (f"lot_{lot.id.hex}" for lot in LOTS)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The question pack with boxes for each lot, in every format that comes back."""
    return made(tmp_path_factory.mktemp("issued"), project=PROJECT)


def of_one_lot(file_format: str) -> dict[str, str]:
    """All that a bidder for the second lot answers."""
    answers = complete(FIELDS[file_format])
    others = [
        name for name in answers if any(name.endswith(lot) or f"{lot}_" in name for lot in (FIRST, THIRD))
    ]
    return answers | dict.fromkeys(others, "")


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_bid_for_one_lot_is_complete(file_format: str, blank: dict[str, Path], tmp_path: Path):
    fields = FIELDS[file_format]
    path = fill(blank[file_format], of_one_lot(file_format), fields, tmp_path / f"back.{file_format}")
    response = read_returned_form(path, sources(PROJECT))
    assert response.form is not None, response.notes
    assert response.form.findings == ()
    assert response.outcome is ReadingResult.COMPLETE


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_missing_of_a_lot_with_a_tick_is_told_by_its_lot(
    file_format: str, blank: dict[str, Path], tmp_path: Path
):
    fields = FIELDS[file_format]
    gap = next(field for field in fields if field.name.startswith("answer_") and field.only_if == SECOND)
    answers = of_one_lot(file_format) | {gap.name: ""}
    path = fill(blank[file_format], answers, fields, tmp_path / f"back.{file_format}")
    assert told(read_returned_form(path, sources(PROJECT)), Matter.MISSING) == [
        f"“{gap.label}” is not answered."
    ]
    assert "lot 2" in gap.label
