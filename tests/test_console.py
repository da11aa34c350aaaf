"""What is printed stays printable, whoever listens."""

import errno
import os
import sys
from pathlib import Path
from typing import TextIO

import pytest

from svdesk import console


class FullDisk:
    """Standard output led into a file on a disk that has filled up."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def fileno(self) -> int:
        return self.stream.fileno()

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_behind_standard_output_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", FullDisk(stream))
        with pytest.raises(
            console.CommandError, match="The output cannot be written: No space left on device"
        ):
            console.say("one line")


def test_a_reader_that_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        console.say("nobody reads this")
        console.say("nor this")


def test_a_program_without_a_console_prints_nothing_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.prepare()
    console.say("text")
    console.complain("text")


def test_a_problem_is_one_line_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("found \x1b[2Jtwo\nlines\r\tand \x9b more")
    assert capsys.readouterr().err == "found \ufffd[2Jtwo lines\ufffd and \ufffd more\n"


def test_printed_text_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("one\n\ttwo\x00")
    assert capsys.readouterr().out == "one\n\ttwo\ufffd\n"
