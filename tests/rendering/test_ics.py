"""A calendar file can be read by any calendar, and holds every day on which something falls due."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from svdesk.documents.catalogue import document_kind
from svdesk.documents.contract.calendar_dates import due_dates
from svdesk.documents.model.blocks import Event
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.ics import IcsRenderer
from svdesk.services.project.project_sources import example_project
from tests.rendering.samples import document

HARD = "Comma, semicolon; back\\slash: " + "ŵ資👍" * 60


def calendar_of(project: Project, folder: Path) -> bytes:
    made = document_kind("handover").composer("ics")(case_of(project, bundled_pack()))
    IcsRenderer().render(made, folder / "a.ics")
    return (folder / "a.ics").read_bytes()


def events_of(data: bytes) -> list[Calendar]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_everything_that_falls_due_is_a_whole_day_in_the_calendar(tmp_path: Path) -> None:
    project = example_project()
    expected = due_dates(case_of(project, bundled_pack()))
    found = events_of(calendar_of(project, tmp_path))
    assert len(found) == len(expected) > 10
    for event, due in zip(found, expected, strict=True):
        assert event.decoded("dtstart") == due.on
        assert event.decoded("dtend") == due.on + timedelta(days=1)
        assert str(event["summary"]).startswith(due.what)
        assert all(f"{ref} " in str(event["description"]) for ref in due.kpi_refs)


def test_the_file_is_the_same_each_time_and_stamped_with_its_day_of_issue(tmp_path: Path) -> None:
    project = example_project()
    data = calendar_of(project, tmp_path)
    assert data == calendar_of(project, tmp_path)
    issued = project.control.issued_on
    assert issued
    assert {event.decoded("dtstamp").date() for event in events_of(data)} == {issued}


def test_a_day_that_moves_moves_in_the_calendar_that_has_it(tmp_path: Path) -> None:
    project = example_project()
    later = replace(
        project,
        revision=project.revision + 1,
        review_dates=tuple(
            replace(review, on=review.on and review.on + timedelta(days=1)) for review in project.review_dates
        ),
    )
    before, after = (events_of(calendar_of(each, tmp_path)) for each in (project, later))
    keys = [str(event["uid"]) for event in before]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {str(event["uid"]) for event in after}
    assert {event.decoded("dtstart") for event in before} != {event.decoded("dtstart") for event in after}
    assert all(new["sequence"] == old["sequence"] + 1 for new in after[:1] for old in before[:1])


def test_lines_are_folded_and_text_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    event = Event(key="k", on=date(2026, 3, 1), title=HARD, note=f"first\nBEGIN:VEVENT\r\n{HARD}\x07")
    made = document(events=(event,), draft=True)
    assert IcsRenderer().render(made, tmp_path / "a.ics") == ("\x07",)
    data = (tmp_path / "a.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (found,) = events_of(data)
    assert str(found["summary"]) == f"Draft: {HARD} (Extra Care Catering)"
    assert str(found["description"]) == f"first\nBEGIN:VEVENT\n{HARD}[U+0007]\nReference: DN776889"


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_day_is_too_early_or_too_late(day: date, tmp_path: Path) -> None:
    IcsRenderer().render(
        document(events=(Event(key="k", on=day, title="x"),), dated=None), tmp_path / "a.ics"
    )
    (found,) = events_of((tmp_path / "a.ics").read_bytes())
    assert found.decoded("dtstart") == day


def test_a_project_without_dates_has_no_calendar() -> None:
    assert "No date is known" in document_kind("handover").unsuited(
        "ics", case_of(Project(id=example_project().id), bundled_pack())
    )
