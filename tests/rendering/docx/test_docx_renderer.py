"""A Word file is made whole or not at all, the same each time, and what can't be shown is reported."""

import errno
import hashlib
import os
import subprocess
import sys
import zipfile
from inspect import signature
from pathlib import Path

import pytest

from svdesk.rendering.docx.renderer import DocxRenderer, make_docx
from svdesk.services.ports import Renderer
from tests.rendering.pdf.test_renderer import StoppedError, names_in
from tests.rendering.samples import document, every_block, paragraph

MAKE = (
    "import hashlib; from tests.rendering.samples import document, every_block;"
    "from svdesk.rendering.docx.renderer import make_docx;"
    "print(hashlib.sha256(make_docx(document(*every_block(), draft=True))[0]).hexdigest())"
)


def test_it_is_a_renderer():
    assert DocxRenderer().format == "docx"
    assert set(signature(DocxRenderer.render).parameters) == set(signature(Renderer.render).parameters)


def test_the_same_document_gives_the_same_bytes_in_any_process():
    here = hashlib.sha256(make_docx(document(*every_block(), draft=True))[0]).hexdigest()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", MAKE],
            cwd=Path(__file__).parents[3],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here


def test_nothing_in_the_file_tells_when_or_where_it_was_made(tmp_path: Path):
    path = tmp_path / "a.docx"
    DocxRenderer().render(document(*every_block()), path)
    with zipfile.ZipFile(path) as file:
        assert {(entry.date_time, entry.create_system) for entry in file.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0)
        }
        core = file.read("docProps/core.xml").decode()
    assert core.count("2025-10-13T10:06:40Z") == 2  # the project's stamp, created and modified


def test_an_older_file_is_replaced_and_nothing_else_is_left(tmp_path: Path):
    path = tmp_path / "pack.docx"
    path.write_text("older")
    DocxRenderer().render(document(paragraph("new")), path)
    assert path.read_bytes().startswith(b"PK")
    assert names_in(tmp_path) == ["pack.docx"]


def test_progress_counts_blocks_and_ends_at_the_end(tmp_path: Path):
    seen = list[tuple[int, int]]()
    blocks = every_block()
    DocxRenderer().render(document(*blocks), tmp_path / "a", lambda done, total: seen.append((done, total)))
    assert seen == [(done, len(blocks) + 1) for done in range(len(blocks) + 2)]


@pytest.mark.parametrize("stop_at", [0, 3, 10**9])
def test_cancelling_leaves_the_older_file_and_no_other(tmp_path: Path, stop_at: int):
    path = tmp_path / "pack.docx"
    path.write_text("older")

    def progress(done: int, total: int) -> None:
        if done >= min(stop_at, total):
            raise StoppedError

    with pytest.raises(StoppedError):
        DocxRenderer().render(document(*every_block()), path, progress)
    assert path.read_text() == "older"
    assert names_in(tmp_path) == ["pack.docx"]


def test_a_place_that_cannot_be_written_is_an_error_and_changes_nothing(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        DocxRenderer().render(document(), tmp_path / "missing" / "pack.docx")
    assert names_in(tmp_path) == []


def test_a_disk_that_fills_up_leaves_the_older_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, f"no room for {descriptor}")

    path = tmp_path / "pack.docx"
    path.write_text("older")
    monkeypatch.setattr(os, "fsync", full)  # where a full disk is noticed at the latest
    with pytest.raises(OSError, match="no room"):
        DocxRenderer().render(document(*every_block()), path)
    assert path.read_text() == "older"
    assert names_in(tmp_path) == ["pack.docx"]


def test_characters_that_no_file_can_hold_are_returned_and_others_are_not(tmp_path: Path):
    made = document(paragraph("bell\x07 \ud800 👍 日 \u202eturned"), title="Null\x00")
    assert DocxRenderer().render(made, tmp_path / "a") == ("\x00", "\x07", "\u202e", "\ud800")
