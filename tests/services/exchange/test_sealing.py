"""A project file under a password: what opens it, and what becomes of damage and of strangers' heads."""

import io
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.services.exchange import sealing
from svdesk.services.exchange.project_file import (
    ExchangeError,
    Opened,
    PasswordNeededError,
    open_exchange,
    read_exchange,
    write_opened,
)
from svdesk.services.exchange.sealing import (
    SealError,
    WrongPasswordError,
    is_sealed,
    password_problem,
    seal,
    unsealed,
)
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return

PASSWORD = "three Wörter and 1"
CONTENT = bytes(range(256)) * 600
"""More than two pieces."""
HEAD = 14 + 4 + 16 + 8
SEALED = seal(CONTENT, PASSWORD)


def opened(sealed: bytes, password: str = PASSWORD) -> bytes:
    return unsealed(io.BytesIO(sealed), password).read()


def test_it_opens_with_its_password_however_that_is_typed_and_with_no_other():
    assert opened(SEALED) == CONTENT
    # The letter ö as one character, or as o with two dots above it.
    assert opened(SEALED, PASSWORD.replace("ö", "o\u0308")) == CONTENT
    for other in ("", PASSWORD + " ", PASSWORD.upper()):
        with pytest.raises(WrongPasswordError, match="not the one that it was protected with"):
            opened(SEALED, other)
    assert seal(CONTENT, PASSWORD) != SEALED
    assert CONTENT[:32] not in SEALED


def test_it_is_read_in_any_order_a_piece_at_a_time():
    file = unsealed(io.BytesIO(SEALED), PASSWORD)
    for place, length in ((150_000, 3_600), (0, 10), (65_530, 12), (153_599, 9)):
        file.seek(place)
        assert file.read(length) == CONTENT[place : place + length]
    assert file.seek(0, io.SEEK_END) == len(CONTENT)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_byte_passes(place: int, change: int):
    altered = bytearray(SEALED)
    altered[place] ^= change
    with pytest.raises(SealError):
        opened(bytes(altered))


@pytest.mark.parametrize(
    "altered",
    [
        SEALED[:-1],
        SEALED + b"\0",
        SEALED[: HEAD + 32],
        SEALED[:20],
        SEALED[: HEAD + 32] + SEALED[HEAD + 32 + 65_552 :],
        SEALED[: HEAD + 32]
        + SEALED[HEAD + 32 + 65_552 : HEAD + 32 + 2 * 65_552]
        + SEALED[HEAD + 32 : HEAD + 32 + 65_552]
        + SEALED[HEAD + 32 + 2 * 65_552 :],
    ],
    ids=["shorter", "longer", "head alone", "half a head", "a piece left out", "two pieces changed places"],
)
def test_no_piece_can_be_left_out_or_moved(altered: bytes):
    with pytest.raises(SealError):
        opened(altered)


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (14, 2, "a newer version"),
        (15, 30, "more work"),
        (15, 1, "more work"),
        (16, 255, "more work"),
        (17, 9, "more work"),
    ],
)
def test_a_strangers_head_does_not_say_how_much_work_is_done(
    monkeypatch: pytest.MonkeyPatch, place: int, value: int, why: str
):
    head = bytearray(SEALED)
    head[place] = value
    # A key that is worked out would show.
    monkeypatch.setattr(sealing, "_opened_with", lambda *_: pytest.fail("a key was worked out"))
    with pytest.raises(SealError, match=why):
        opened(bytes(head))
    large = struct.pack(">Q", 2**60)
    with pytest.raises(SealError, match="too large"):
        opened(SEALED[: HEAD - 8] + large + SEALED[HEAD:])


def test_a_project_file_under_a_password_is_read_and_written_again_under_it(tmp_path: Path):
    file = tmp_path / "a.svproj"
    content = Opened(full_project(), returns=(a_return(),), password=PASSWORD)
    write_opened(content, file)
    with file.open("rb") as found:
        assert is_sealed(found)
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(PasswordNeededError, match=r"opens with a password\. Nothing was changed"):
        open_exchange(file)
    with pytest.raises(PasswordNeededError, match="not the one"):
        read_exchange(file, "another one")
    read = open_exchange(file, password=PASSWORD)
    assert read == content
    assert PASSWORD not in repr(read)
    write_opened(replace(read, returns=()), file)
    assert open_exchange(file, password=PASSWORD).password == PASSWORD
    with pytest.raises(PasswordNeededError):
        open_exchange(file)


def test_what_is_sealed_and_no_project_is_refused_like_any_other(tmp_path: Path):
    file = tmp_path / "a.svproj"
    file.write_bytes(SEALED)
    with pytest.raises(ExchangeError, match="it is not a project file, or it is damaged"):
        read_exchange(file, PASSWORD)
    write_opened(Opened(full_project(), password=PASSWORD), file)
    altered = bytearray(file.read_bytes())
    altered[HEAD + 40] ^= 1
    file.write_bytes(altered)
    with pytest.raises(ExchangeError, match="it was changed or damaged after it was saved"):
        read_exchange(file, PASSWORD)


def test_a_password_for_a_new_file_is_long_enough_and_can_be_typed_again():
    assert password_problem("short") == password_problem("")
    assert "at least 8" in password_problem("short")
    assert "can't hold" in password_problem("with\ta tab in it")
    assert "at most" in password_problem("x" * 201)
    assert password_problem(PASSWORD) == ""
