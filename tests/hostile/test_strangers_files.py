"""Files spoilt in thousands are refused in words or read as what they say, and change nothing."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Amount
from tests.hostile import verdicts
from tests.hostile.kinds import KINDS
from tests.hostile.verdicts import StrangeKind, try_many

pytestmark = pytest.mark.skipif(not hasattr(verdicts, "resource"), reason="Windows counts no such resources")

SLOW = {"overlay": 40, "database": 4}
"""Kinds of which each sample takes so many times longer than one of the others."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_file_hurts_and_none_is_taken_for_what_it_does_not_say(
    kind: StrangeKind, tmp_path: Path, amount: Amount
) -> None:
    count = amount(190, 3_000) // SLOW.get(kind.name, 1)
    tally = try_many(kind, count, tmp_path)
    assert tally.wrong == []
    assert tally.refused + tally.read == count
    # A harness whose samples are all refused, or all read, shows nothing.
    assert tally.refused >= count // 10
    assert tally.read >= count // 20
    assert tally.compared >= count // 25


def _crashes(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    try:
        return kind.read(path)
    except kind.refusals as error:
        raise KeyError(str(error)) from error


def _hangs(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    try:
        return kind.read(path)
    except kind.refusals:
        while True:
            pass


def _waits(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    try:
        return kind.read(path)
    except kind.refusals:
        while True:
            time.sleep(0.01)


def _fills_the_memory(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    much = bytearray(verdicts.MEGABYTES * 1024 * 1024 * 3 // 2)
    much[::4096] = b"x" * len(much[::4096])
    return kind.read(path)


def _mistakes(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    return _with_another_text(kind.read(path))


def _with_another_text(found: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(found, dict):
        return {name: _with_another_text(value) for name, value in found.items()}
    if isinstance(found, list):
        return [_with_another_text(value) for value in found]
    return f"{found}, or so"


def _changes(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    (path.parent / "kept" / "earlier.txt").write_text("Not any more.", encoding="utf-8")
    return kind.read(path)


def _spoils(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    file = next(each for each in (path, *path.rglob("*")) if each.is_file())
    file.write_bytes(file.read_bytes() + b" ")
    return kind.read(path)


def _says_nothing(kind: StrangeKind, path: Path) -> Any:  # noqa: ANN401 - as the reader does
    try:
        return kind.read(path)
    except kind.refusals as error:
        raise _BareError from error


class _BareError(Exception):
    pass


LAX = {
    "crash": (_crashes, "crash"),
    "hang": (_hangs, "hangs"),
    "wait": (_waits, "hangs"),
    "memory": (_fills_the_memory, "more than"),
    "wrong content": (_mistakes, "wrong content"),
    "change beside it": (_changes, "was changed"),
    "change of the file": (_spoils, "was changed"),
    "no words": (_says_nothing, "without words"),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_reader_with_a_fault_is_found_out(
    kind: StrangeKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, amount: Amount
) -> None:
    # All faults of all kinds take minutes, so each run tries some: every kind and every fault has its turn.
    monkeypatch.setattr(verdicts, "SECONDS", 2)
    monkeypatch.setattr(verdicts, "PATIENCE", 4)
    turn = KINDS.index(kind)
    faults = list(LAX)[turn % len(LAX) :][:1] if amount(0, 1) == 0 else list(LAX)
    for fault in faults:
        reader, words = LAX[fault]
        refusals = (*kind.refusals, _BareError)
        lax = replace(kind, read=partial(reader, kind), refusals=refusals)
        wrong, count = list[str](), 0
        while not wrong and count < 12:
            count += 1
            wrong = try_many(lax, 3, tmp_path / fault / str(count), seed=count).wrong
        assert any(words in each for each in wrong), f"{fault}: {wrong}"
