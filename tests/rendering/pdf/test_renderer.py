"""A file is made whole or not at all, the same each time, and what can't be printed is reported."""

import errno
import gc
import hashlib
import os
import stat
import subprocess
import sys
from inspect import signature
from pathlib import Path

import pikepdf
import pytest

from svdesk.rendering.pdf.renderer import PdfRenderer, make_pdf
from svdesk.services.ports import Renderer
from tests.rendering.reading import Reader
from tests.rendering.samples import document, every_block, paragraph

MAKE = (
    "import hashlib; from tests.rendering.samples import document, every_block;"
    "from svdesk.rendering.pdf.renderer import make_pdf;"
    "print(hashlib.sha256(make_pdf(document(*every_block(), draft=True))[0]).hexdigest())"
)


def names_in(folder: Path) -> list[str]:
    """Return the names of what a folder holds."""
    return [path.name for path in folder.iterdir()]


class StoppedError(Exception):
    """Stands for a person who presses Cancel."""


def test_it_is_a_renderer():
    assert PdfRenderer().format == "pdf"
    assert set(signature(PdfRenderer.render).parameters) == set(signature(Renderer.render).parameters)


def test_the_same_document_gives_the_same_bytes_in_any_process():
    here = hashlib.sha256(make_pdf(document(*every_block(), draft=True))[0]).hexdigest()
    again = hashlib.sha256(make_pdf(document(*every_block(), draft=True))[0]).hexdigest()
    assert here == again
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "TZ": "Asia/Tokyo"}
        run = subprocess.run(
            [sys.executable, "-c", MAKE],
            cwd=Path(__file__).parents[3],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here


def test_another_document_has_another_identifier(tmp_path: Path):
    identifiers = set()
    for number in range(2):
        path = tmp_path / f"{number}.pdf"
        PdfRenderer().render(document(paragraph(f"text {number}")), path)
        with pikepdf.open(path) as pdf:
            identifiers.add(bytes(pdf.trailer.ID[0]))
    assert len(identifiers) == 2


def test_an_older_file_is_replaced_and_nothing_else_is_left(tmp_path: Path):
    path = tmp_path / "pack.pdf"
    path.write_text("older")
    PdfRenderer().render(document(paragraph("new")), path)
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert names_in(tmp_path) == ["pack.pdf"]


def test_a_file_is_as_readable_as_any_other(tmp_path: Path):
    path, other = tmp_path / "pack.pdf", tmp_path / "other"
    PdfRenderer().render(document(), path)
    other.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_progress_counts_blocks_and_ends_at_the_end(tmp_path: Path):
    seen = list[tuple[int, int]]()
    blocks = every_block()
    PdfRenderer().render(
        document(*blocks), tmp_path / "a.pdf", lambda done, total: seen.append((done, total))
    )
    assert {total for _, total in seen} == {len(blocks) + 1}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[0][0] == 0
    assert seen[-1][0] == len(blocks) + 1


def test_progress_is_told_of_every_page_of_one_long_block(tmp_path: Path):
    seen = list[int]()
    PdfRenderer().render(
        document(paragraph("word " * 20_000)), tmp_path / "a.pdf", lambda done, _: seen.append(done)
    )
    assert len(seen) > 30


@pytest.mark.parametrize("stop_at", [0, 3, 10**9])
def test_cancelling_leaves_the_older_file_and_no_other(tmp_path: Path, stop_at: int):
    path = tmp_path / "pack.pdf"
    path.write_text("older")

    def progress(done: int, total: int) -> None:
        if done >= min(stop_at, total):
            raise StoppedError

    renderer = PdfRenderer()
    with pytest.raises(StoppedError):
        renderer.render(document(*every_block()), path, progress)
    assert path.read_text() == "older"
    assert names_in(tmp_path) == ["pack.pdf"]
    assert renderer.report is None


def test_a_place_that_cannot_be_written_is_an_error_and_changes_nothing(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        PdfRenderer().render(document(), tmp_path / "missing" / "pack.pdf")
    folder = tmp_path / "pack.pdf"
    folder.mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        PdfRenderer().render(document(), folder)
    assert names_in(tmp_path) == ["pack.pdf"]


def test_a_disk_that_fills_up_leaves_the_older_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, f"no room for {descriptor}")

    path = tmp_path / "pack.pdf"
    path.write_text("older")
    monkeypatch.setattr(os, "fsync", full)  # where a full disk is noticed at the latest
    with pytest.raises(OSError, match="no room"):
        PdfRenderer().render(document(*every_block()), path)
    assert path.read_text() == "older"
    assert names_in(tmp_path) == ["pack.pdf"]


def test_the_report_names_what_no_font_has(tmp_path: Path):
    renderer = PdfRenderer()
    path = tmp_path / "a.pdf"
    renderer.render(document(paragraph("thumbs 👍 up 日"), title="Pack 👍"), path)
    assert renderer.report is not None
    assert renderer.report.missing == ("日", "👍")
    assert renderer.report.pages == 2
    words = Reader(path).words()
    assert words[-4:] == ["thumbs", "[U+1F44D]", "up", "[U+65E5]"]


def test_mark_up_is_printed_as_typed_everywhere(tmp_path: Path):
    text = '<b>x</b> <img src="/etc/passwd"> &amp; ]]> <john@x.org>'
    path = tmp_path / "a.pdf"
    made = document(paragraph(text), title=text, authority=text, subtitle=text, project_title=text)
    PdfRenderer().render(made, path)
    reader = Reader(path)
    assert reader.texts("H1")[0] == text
    assert reader.texts("P")[-1] == text
    assert any(text[:30] in artifact for artifact in reader.pages[1].artifacts)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == str(pdf.docinfo.Author) == text
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == text


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_of_cycles_is_afterwards_as_it_was(tmp_path: Path, on: bool):
    def stop(_done: int, _total: int) -> None:
        assert not gc.isenabled()
        raise InterruptedError

    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(InterruptedError):
            PdfRenderer().render(document(paragraph("a")), tmp_path / "a.pdf", stop)
        assert gc.isenabled() is on
        PdfRenderer().render(document(paragraph("a")), tmp_path / "a.pdf")
        assert gc.isenabled() is on
    finally:
        gc.enable()
