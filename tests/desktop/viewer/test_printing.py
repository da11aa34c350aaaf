"""Printing, into a file that other programs then read: which pages, what order, how large and how sharp."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svdesk.desktop.viewer.page_work import OpenDocument
from svdesk.desktop.viewer.print_order import chosen_pages, in_order, pages_in_words
from svdesk.desktop.viewer.printing import FINEST, PrintJob, printer_for
from svdesk.rendering.pages.preview import Preview, open_preview
from tests.desktop.viewer.pdf_files import pdf_file

A4 = (595.28, 841.89)
SetUp = Callable[[QPrinter], object]
Open = Callable[..., OpenDocument]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    assert qapp is not None
    previews: list[Preview] = []

    def open_one(pages: int, **how: tuple[int, ...]) -> OpenDocument:
        preview = open_preview(pdf_file(tmp_path / f"source{len(previews)}.pdf", pages, **how))
        previews.append(preview)
        return OpenDocument(1, preview, tuple(preview.page_sizes()))

    yield open_one
    for preview in previews:
        preview.close()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def _printer(document: OpenDocument, path: Path) -> QPrinter:
    printer = printer_for(document, "A document")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    # Tests look at pages, not at how fine: a tenth of the dots, but for the one that looks at them.
    printer.setResolution(72)
    return printer


def _print(qtbot: QtBot, document: OpenDocument, path: Path, set_up: SetUp | None = None) -> tuple[bool, str]:
    printer = _printer(document, path)
    if set_up is not None:
        set_up(printer)
    owner = QObject()
    job = PrintJob(document, printer, 1, owner)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    complete, words = told.args
    return bool(complete), str(words)


def _pictures(path: Path) -> list[Image.Image]:
    """Each page as it looks, at 72 dots an inch."""
    with open_preview(path) as preview:
        made = []
        for page in range(preview.page_count):
            picture = preview.image(page, 1.0)
            made.append(
                Image.frombytes("RGBX", (picture.width, picture.height), picture.pixels).convert("RGB")
            )
        return made


def _sheets(path: Path, sources: list[Image.Image]) -> list[int]:
    """Which page of the source each printed page looks like, counted from 1; 0 for an empty one."""
    found = []
    for picture in _pictures(path):
        grey = picture.convert("L")
        if grey.getextrema()[0] > 250:
            found.append(0)
            continue
        apart = [_apart(grey, source.convert("L")) for source in sources]
        found.append(apart.index(min(apart)) + 1)
    return found


def _apart(one: Image.Image, other: Image.Image) -> int:
    size = (595, 842)
    pairs = zip(one.resize(size).tobytes(), other.resize(size).tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs)


def _ranges(text: str) -> SetUp:
    def set_up(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        ranges = printer.pageRanges()
        printer.setPageRanges(ranges.fromString(text))

    return set_up


# ---- what comes out -------------------------------------------------------------------------------


def test_every_page_comes_out_on_a4_and_looks_as_it_did(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    complete, words = _print(qtbot, opened(3), out)
    assert (complete, words) == (True, "Pages 1 to 3 were sent to the printer.")
    pages = pypdf.PdfReader(out).pages
    assert len(pages) == 3
    for page in pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=1.0)
    sources = _pictures(tmp_path / "source0.pdf")
    assert _sheets(out, sources) == [1, 2, 3]
    red, white = _pictures(out)[0].getpixel((30, 30)), _pictures(out)[0].getpixel((90, 30))
    assert red == pytest.approx((204, 26, 26), abs=3)
    assert white == (255, 255, 255)


def test_print_is_as_fine_as_an_office_printer_sets_it(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    _print(qtbot, opened(1), out, lambda printer: printer.setResolution(1200))
    (page,) = pypdf.PdfReader(out).pages
    images = [image.image for image in page.images]
    assert {image.width for image in images if image} == {round(A4[0] / 72 * FINEST)}
    assert all(image.height < 200 for image in images if image)  # in bands, never a whole page at once
    filters = {str(each.get_object()["/Filter"]) for each in page["/Resources"]["/XObject"].values()}
    assert not any("DCT" in name for name in filters)  # no JPEG, which smudges letters
    # The edge of the block of colour lies at 60 points: fine enough to find it within a dot.
    band = images[0].convert("L")
    edge = next(x for x in range(band.width) if band.getpixel((x, band.height // 2)) > 128)
    assert edge == pytest.approx(60 / 72 * FINEST, abs=1)


def test_bands_meet_without_a_seam(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    _print(qtbot, opened(1), out, lambda printer: printer.setResolution(600))
    block = _pictures(out)[0].crop((5, 5, 55, 55)).convert("L")
    low, high = block.getextrema()
    assert high - low <= 2


def test_pages_that_lie_are_turned_onto_the_paper(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    _print(qtbot, opened(2, wide=(2,)), out)
    second = _pictures(out)[1]
    assert second.size[0] < second.size[1]
    # Its top left corner, with the block, is at the top right now: nothing is cut off.
    assert second.getpixel((565, 30)) == pytest.approx((204, 26, 26), abs=4)
    assert second.getpixel((30, 30)) == (255, 255, 255)


def test_on_smaller_paper_the_whole_page_is_made_smaller(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    _print(qtbot, opened(1), out, lambda p: p.setPageSize(QPageSize(QPageSize.PageSizeId.A5)))
    (picture,) = _pictures(out)
    assert picture.size == pytest.approx((420, 595), abs=2)
    assert picture.getpixel((35, 10)) == pytest.approx((204, 26, 26), abs=4)
    assert picture.getpixel((50, 10)) == (255, 255, 255)


def test_grey_is_grey(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    _print(qtbot, opened(1), out, lambda p: p.setColorMode(QPrinter.ColorMode.GrayScale))
    pixel = _pictures(out)[0].getpixel((30, 30))
    assert isinstance(pixel, tuple)
    assert max(pixel) - min(pixel) <= 1
    assert 40 < pixel[0] < 200


# ---- which pages, in which order ------------------------------------------------------------------


def test_ranges_copies_and_order_come_out_as_asked(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    document, out = opened(6), tmp_path / "out.pdf"
    sources = _pictures(tmp_path / "source0.pdf")

    def backwards_twice(printer: QPrinter) -> None:
        _ranges("2,4-5")(printer)
        printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
        printer.setCopyCount(2)
        printer.setCollateCopies(True)

    complete, words = _print(qtbot, document, out, backwards_twice)
    assert (complete, words) == (True, "6 pages were sent to the printer.")
    assert _sheets(out, sources) == [5, 4, 2, 5, 4, 2]


def test_the_page_in_view_alone(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    document, out = opened(3), tmp_path / "out.pdf"
    printed = _print(qtbot, document, out, lambda p: p.setPrintRange(QPrinter.PrintRange.CurrentPage))
    assert printed == (True, "Page 2 was sent to the printer.")
    assert _sheets(out, _pictures(tmp_path / "source0.pdf")) == [2]


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1-3", [0, 1, 2]), ("5,2,2-3", [1, 2, 4]), ("4-99", [3, 4]), ("77", []), ("", [0, 1, 2, 3, 4])],
)
def test_ranges_never_leave_the_document(opened: Open, text: str, pages: list[int]) -> None:
    printer = printer_for(opened(5), "A document")
    _ranges(text)(printer)
    assert chosen_pages(printer, 5, 0) == pages


def test_pages_that_are_not_there_are_said_and_nothing_is_sent(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    complete, words = _print(qtbot, opened(2), out, _ranges("8-9"))
    assert not complete
    assert words == (
        "None of the pages that were asked for is in this document. Nothing was sent to the printer."
    )
    assert not out.exists()


def test_on_both_sides_each_copy_begins_on_its_own_sheet() -> None:
    pages = [0, 1, 2]
    assert in_order(pages, copies=2, duplex=True) == [0, 1, 2, None, 0, 1, 2]
    assert in_order(pages, copies=2, duplex=True, collate=False) == [0, 1, 0, 1, 2, None, 2]
    assert in_order(pages, reverse=True, duplex=True) == [2, None, 0, 1]
    assert in_order(pages, copies=2, collate=False) == [0, 0, 1, 1, 2, 2]
    assert in_order(pages, reverse=True) == [2, 1, 0]
    assert in_order([], copies=3, duplex=True) == []


def test_what_was_sent_is_said_as_a_person_says_it() -> None:
    assert pages_in_words([]) == "nothing"
    assert pages_in_words([4]) == "page 5"
    assert pages_in_words([0, 1, 2]) == "pages 1 to 3"
    assert pages_in_words([2, 1, 0]) == "pages 3 to 1"
    assert pages_in_words([0, 4]) == "2 pages"


def test_a_side_left_empty_stays_empty(qtbot: QtBot, opened: Open, tmp_path: Path, owner: QObject) -> None:
    """A file printer has no second side, so the job is given the order that one with two has."""
    document, out = opened(3), tmp_path / "out.pdf"
    job = PrintJob(document, _printer(document, out), 0, owner)
    job.sides[:] = in_order([0, 1, 2], copies=2, duplex=True)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert told.args == [True, "6 pages were sent to the printer."]
    assert _sheets(out, _pictures(tmp_path / "source0.pdf")) == [1, 2, 3, 0, 1, 2, 3]


# ---- stopping and failing -------------------------------------------------------------------------


def test_stopping_ends_after_the_page_under_way_and_says_what_was_sent(
    qtbot: QtBot, opened: Open, tmp_path: Path, owner: QObject
) -> None:
    document, out = opened(40), tmp_path / "out.pdf"
    job = PrintJob(document, _printer(document, out), 0, owner)
    job.progress.connect(lambda done, _of: job.stop() if done == 3 else None)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert told.args == [False, "Printing was stopped. Pages 1 to 3 were sent to the printer, and no others."]
    assert _sheets(out, _pictures(tmp_path / "source0.pdf")) == [1, 2, 3]


@pytest.mark.qt_log_ignore("QPrinter|QPainter|QPdf|QFile|File")
def test_a_printer_that_cannot_be_reached_is_said(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    complete, words = _print(qtbot, opened(2), tmp_path / "no such folder" / "out.pdf")
    assert not complete
    assert words == "The printer could not be reached. Nothing was sent to the printer."


def test_a_page_that_fails_ends_the_job_and_lets_go_of_the_printer(
    qtbot: QtBot, opened: Open, tmp_path: Path, owner: QObject
) -> None:
    document, out = opened(8), tmp_path / "out.pdf"
    printer = _printer(document, out)
    job = PrintJob(document, printer, 0, owner)
    job.progress.connect(lambda done, _of: document.preview.close() if done == 2 else None)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    complete, words = told.args
    assert not complete
    assert words.startswith("Page 3 could not be printed: ")
    assert words.endswith("Pages 1 to 2 were sent to the printer, and no others.")
    again = opened(1)
    assert _print(qtbot, again, out) == (True, "Page 1 was sent to the printer.")


def test_an_error_while_a_page_is_taken_ends_the_job_too(
    qtbot: QtBot, opened: Open, tmp_path: Path, owner: QObject
) -> None:
    document, out = opened(4), tmp_path / "out.pdf"
    # A page of no known size: the fault arises on the window's thread, where the painter is.
    broken = OpenDocument(
        1, document.preview, (*document.sizes[:2], (float("nan"), 800.0), document.sizes[3])
    )
    printer = _printer(document, out)
    job = PrintJob(broken, printer, 0, owner)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert not told.args[0]
    assert told.args[1].startswith("Page 3 could not be printed: ")
    assert len(pypdf.PdfReader(out).pages) == 3


def test_a_window_that_goes_while_it_prints_lets_go_of_the_printer(
    qtbot: QtBot, opened: Open, tmp_path: Path, owner: QObject
) -> None:
    document, out = opened(30), tmp_path / "out.pdf"
    job = PrintJob(document, _printer(document, out), 0, owner)
    with qtbot.waitSignal(job.progress):
        job.start()
    with qtbot.waitSignal(job.finished) as told:
        job.abandon()
    assert told.args[1].startswith("Printing was stopped.")
    assert job.over
    assert len(pypdf.PdfReader(out).pages) >= 1  # closed and readable


def test_the_paper_is_a4_and_of_more_than_one_page_both_sides_are_asked_for(opened: Open) -> None:
    printer = printer_for(opened(2), "A document")
    size = printer.pageLayout().fullRectPoints()
    assert (size.width(), size.height()) == (595, 842)
    assert printer.fullPage()
    assert printer.docName() == "A document"
