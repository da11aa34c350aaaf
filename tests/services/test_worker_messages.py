"""What the window and its worker say to each other is read back as it was said, or refused."""

from pathlib import Path

import pytest

from svdesk.services.worker_messages import (
    DocumentMade,
    FieldPlace,
    FindField,
    MakeDocuments,
    MessageError,
    OrderDone,
    StopWork,
    line_of,
    read_event,
    read_order,
)

ORDERS = (
    MakeDocuments(
        order=3,
        project=Path("a folder") / "7.json",
        keys=("itt", "annex"),
        out=Path("out"),
        formats=("pdf",),
        pack=("sv", "2026.1", "abc"),
        attach=True,
        at="about.need",
    ),
    MakeDocuments(project=Path("ä.svproj"), keys=(), out=Path("o")),
    FindField(order=4, at="questions.x.text"),
    StopWork(order=5),
)
EVENTS = (
    DocumentMade(order=3, document="itt", format="pdf", path=Path("a folder") / "itt.pdf", note="„“"),
    FieldPlace(document="itt", at="about.need", page=2, area=(72.0, 310.5, 480.0, 324.0)),
    FieldPlace(document="itt", at="about.need", page=0, area=()),
    OrderDone(order=9),
)


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_is_one_line_and_read_back_as_it_was_given(order: object) -> None:
    line = line_of(order)
    assert line.count(b"\n") == 1
    assert read_order(line) == order
    with pytest.raises(MessageError):
        read_event(line)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_read_back_as_it_was_told(event: object) -> None:
    assert read_event(line_of(event)) == event


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"7",
        b'{"event": "made"}',
        b'{"event": "done", "order": "1"}',
        b'{"event": "done", "order": true}',
        b'{"event": "done", "more": 1}',
        b'{"event": ["done"]}',
        b'{"event": "place", "document": "itt", "at": "x", "page": 1, "area": ["left"]}',
    ],
)
def test_what_is_not_exactly_an_event_is_refused(line: bytes) -> None:
    with pytest.raises(MessageError):
        read_event(line)
