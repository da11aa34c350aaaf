"""What is printed stays printable, whoever listens."""

import errno
import os
import sys
import unicodedata
from pathlib import Path
from typing import TextIO

import pytest

from svdesk import console
from svdesk.rendering.look.text import plain

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


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


def test_what_turns_the_direction_of_text_is_shown_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("file \u202efdp.exe\u2069 \u200e\ufeffhere\u2028there")
    console.complain("\u2066no\u2029yes\u061c")
    told = capsys.readouterr()
    assert told.out == "file [U+202E]fdp.exe[U+2069] here there\n"
    assert told.err == "[U+2066]no yes\n"


def test_nothing_that_documents_show_by_number_or_leave_out_reaches_the_console(
    capsys: pytest.CaptureFixture[str],
) -> None:
    turning = [chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in TURNS]
    assert len(turning) > 8
    for character in (*turning, *map(chr, (*range(9), *range(11, 32), *range(127, 160)))):
        assert character not in plain(character)
        console.say(f"a{character}b")
        assert character not in capsys.readouterr().out
