"""The view of a document's pages: scrolled, enlarged, searched, read and replaced, by hand and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QColor, QDesktopServices, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.viewer.page_finding import MOST
from svdesk.desktop.viewer.page_view import PageView
from tests.desktop.viewer.pdf_files import BLUE, RED, pdf_file

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> Iterator[PageView]:
    assert qapp is not None
    shown = PageView()
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close_document()


def _show(view: PageView, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(view.ready):
        view.show_file(path)


def _settled(view: PageView, qtbot: QtBot) -> None:
    """Wait until nothing more is to be drawn in view."""
    qtbot.waitUntil(lambda: view.canvas.wanted_now() is None)


def _picture(view: PageView) -> QImage:
    return view.canvas.viewport().grab().toImage()


def _colours(view: PageView) -> set[str]:
    """The colours of a coarse grid over what is shown."""
    picture = _picture(view)
    step = range(0, picture.width(), 4), range(0, picture.height(), 4)
    return {picture.pixelColor(x, y).name() for x in step[0] for y in step[1]}


def _name(colour: tuple[float, float, float]) -> str:
    return QColor.fromRgbF(*colour).name()


def _spot(view: PageView, page: int, x: float, y: float) -> QPoint:
    """Where a place on a page (points from its top left) is in the view, looked for as a person does."""
    viewport = view.canvas.viewport()
    return min(
        (QPoint(a, b) for a in range(0, viewport.width(), 3) for b in range(0, viewport.height(), 3)),
        key=lambda spot: _distance(view.canvas.place_at(QPointF(spot)), page, x, y),
    )


def _distance(place: tuple[int, float, float], page: int, x: float, y: float) -> float:
    return 1e9 * abs(place[0] - page) + abs(place[1] - x) + abs(place[2] - y)


# ---- showing --------------------------------------------------------------------------------------


def test_a_document_is_shown_and_says_where_it_is(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        view.show_file(pdf_file(tmp_path / "a.pdf", 5))
    assert told.args == [1, 5]
    _settled(view, qtbot)
    assert _name(RED) in _colours(view)
    assert (view.current_page(), view.page_count()) == (1, 5)
    spoken = QAccessible.queryAccessibleInterface(view.canvas)
    assert spoken.text(QAccessible.Text.Name) == "Page 1 of 5"


def test_what_cannot_be_shown_is_said_and_what_was_shown_stays(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    with qtbot.waitSignal(view.failed) as told:
        view.show_file(broken)
    assert "damaged" in told.args[0]
    assert "damaged" in view.note.text()
    assert view.note.isVisible()
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 3))
    with qtbot.waitSignal(view.failed) as told:
        view.show_file(tmp_path / "missing.pdf")
    assert told.args[0].endswith("No such file or directory")
    assert view.page_count() == 3
    assert _name(RED) in _colours(view)


def test_of_files_asked_for_in_a_row_the_last_is_shown(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    files = [pdf_file(tmp_path / f"{pages}.pdf", pages) for pages in (2, 3, 4, 5)]
    for file in files:
        view.show_file(file)
    qtbot.waitUntil(lambda: view.page_count() == 5)


def test_thousands_of_pages_take_no_widgets_and_bounded_memory(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "long.pdf", 1_500))
    assert len(view.findChildren(QWidget)) < 200
    view.zoom_to(3.0)
    for page in range(1, 1_500, 60):
        view.go_to_page(page)
        _settled(view, qtbot)
    assert view.current_page() == 1_441
    assert view.canvas.bytes_kept <= 100 * 1024 * 1024
    view.go_to_page(99_999)
    assert view.current_page() == 1_500


def test_what_was_scrolled_past_is_not_drawn(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "long.pdf", 400))
    before = view.canvas.bytes_kept
    for page in range(1, 400):
        view.go_to_page(page)
    _settled(view, qtbot)
    page_bytes = 4 * 794 * 1123
    assert view.canvas.bytes_kept - before < 20 * page_bytes
    assert view.current_page() == 399


def test_a_new_version_takes_the_place_of_the_old_without_a_blank_moment(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "old.pdf", 6))
    view.zoom_to(0.8)
    view.go_to_page(4)
    bar = view.canvas.verticalScrollBar()
    bar.setValue(bar.value() + 30)
    _settled(view, qtbot)
    place = bar.value()
    seen: list[set[str]] = []
    view.page_changed.connect(lambda *_: seen.append(_colours(view)))
    _show(view, qtbot, pdf_file(tmp_path / "new.pdf", 7, colour=BLUE))
    assert seen
    assert _name(RED) in seen[0]  # the old page stands until the new one is drawn
    assert _name(BLUE) in _colours(view)
    assert _name(RED) not in _colours(view)
    assert (view.current_page(), bar.value()) == (4, place)
    assert view.canvas.zoom == 0.8


def test_a_new_version_with_fewer_pages_shows_its_last(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "old.pdf", 9))
    view.go_to_page(9)
    _show(view, qtbot, pdf_file(tmp_path / "new.pdf", 2))
    assert (view.current_page(), view.page_count()) == (2, 2)


def test_closing_frees_the_document_and_another_can_be_shown(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    path = pdf_file(tmp_path / "a.pdf", 3)
    _show(view, qtbot, path)
    view.close_document()
    assert (view.page_count(), view.current_page(), view.canvas.bytes_kept) == (0, 0, 0)
    view.close_document()
    _show(view, qtbot, path)
    assert view.page_count() == 3


# ---- moving about ---------------------------------------------------------------------------------


def test_keys_go_through_the_document(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 12))
    canvas = view.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, KEY.Key_PageDown, CONTROL)
    assert view.current_page() == 2
    qtbot.keyClick(canvas, KEY.Key_Right)
    assert view.current_page() == 3
    qtbot.keyClick(canvas, KEY.Key_PageUp, CONTROL)
    assert view.current_page() == 2
    before = canvas.verticalScrollBar().value()
    qtbot.keyClick(canvas, KEY.Key_PageDown)
    screen = canvas.verticalScrollBar().value() - before
    assert 0.8 * canvas.viewport().height() < screen < canvas.viewport().height()
    qtbot.keyClick(canvas, KEY.Key_Space, SHIFT)
    assert canvas.verticalScrollBar().value() == before
    qtbot.keyClick(canvas, KEY.Key_Down)
    assert canvas.verticalScrollBar().value() > before
    qtbot.keyClick(canvas, KEY.Key_End)
    assert view.current_page() == 12
    qtbot.keyClick(canvas, KEY.Key_Home)
    assert view.current_page() == 1


def test_a_page_number_is_typed(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 12))
    number = view.bar.number
    assert view.bar.of.text() == "of 12"
    qtbot.keyClick(view, KEY.Key_G, CONTROL)
    assert number.hasFocus()
    qtbot.keyClicks(number, "7")
    qtbot.keyClick(number, KEY.Key_Return)
    assert view.current_page() == 7
    for typed, page in (("500", 12), ("0", 1), ("x3", 1), ("", 1), ("9" * 400, 12)):
        number.setText(typed)
        qtbot.keyClick(number, KEY.Key_Return)
        assert view.current_page() == page
        assert number.text() == str(page)


def test_a_link_in_the_document_leads_to_its_page(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 6))
    spot = _spot(view, 0, 150, 842 - 605)
    viewport = view.canvas.viewport()
    qtbot.mouseMove(viewport, spot)
    qtbot.waitUntil(lambda: bool(view.canvas.links.at(view.canvas.place_at(QPointF(spot)))))
    qtbot.mouseMove(viewport, spot + QPoint(1, 0))
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert viewport.toolTip() == "Go to page 3"
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert view.current_page() == 3


class Browser(QObject):
    """Stands where the system's browser would, and notes what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, address: QUrl) -> None:
        self.opened.append(address.toString())


def test_an_address_opens_in_the_browser_only_when_it_is_pressed(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "show")
    try:
        _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 1))
        view.zoom_to(0.5)
        spot = _spot(view, 0, 150, 842 - 505)
        viewport = view.canvas.viewport()
        qtbot.waitUntil(lambda: bool(view.canvas.links.at(view.canvas.place_at(QPointF(spot)))))
        qtbot.mouseMove(viewport, spot)
        assert browser.opened == []
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
        assert browser.opened == ["https://example.org/policy"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


# ---- size -----------------------------------------------------------------------------------------


def test_keys_and_the_list_change_the_size(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 3))
    qtbot.keyClick(view.canvas, KEY.Key_Plus, CONTROL)
    assert (view.canvas.zoom, view.bar.zoom.currentText()) == (1.25, "125%")
    qtbot.keyClick(view.canvas, KEY.Key_Minus, CONTROL)
    qtbot.keyClick(view.canvas, KEY.Key_Minus, CONTROL)
    assert view.canvas.zoom == 0.8
    qtbot.keyClick(view.canvas, KEY.Key_0, CONTROL)
    assert view.canvas.zoom == 1.0
    combo = view.bar.zoom
    combo.setCurrentIndex(combo.findText("300%"))
    combo.activated.emit(combo.currentIndex())
    assert view.canvas.zoom == 3.0
    for typed, zoom in (
        ("110 %", 1.1),
        ("90", 0.9),
        ("nonsense", 0.9),
        ("0", 0.9),
        ("90000", 6.0),
        ("-5", 6.0),
    ):
        combo.setEditText(typed)
        edit = combo.lineEdit()
        assert edit is not None
        qtbot.keyClick(edit, KEY.Key_Return)
        assert view.canvas.zoom == pytest.approx(zoom)
    assert combo.currentText() == "600%"


def test_pages_follow_the_width_and_the_whole_of_the_view(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 4, wide=(2,)))
    view.zoom_to_width()
    small = view.canvas.zoom
    assert view.canvas.horizontalScrollBar().maximum() == 0
    view.resize(1_200, 700)
    qtbot.waitUntil(lambda: view.canvas.zoom > small)
    assert view.canvas.horizontalScrollBar().maximum() == 0
    view.go_to_page(3)
    view.zoom_to_page()
    _settled(view, qtbot)
    assert view.current_page() == 3
    assert view.bar.zoom.currentText() == "Fit page"
    top, bottom = (view.canvas.place_at(QPointF(600, y)) for y in (1, view.canvas.viewport().height() - 20))
    assert top[2] <= 0 or top[0] == 1
    assert bottom[2] >= 841 or bottom[0] == 3


def test_the_wheel_enlarges_around_the_pointer(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 5))
    view.zoom_to(2.0)
    view.go_to_page(3)
    spot = QPointF(300, 200)
    page, across, down = view.canvas.place_at(spot)
    for turn in (120, 120, -120):
        viewport = view.canvas.viewport()
        wheel = QWheelEvent(
            spot,
            viewport.mapToGlobal(spot),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, wheel)
    assert view.canvas.zoom == pytest.approx(2.4)
    assert view.canvas.place_at(spot) == (page, pytest.approx(across, abs=1.5), pytest.approx(down, abs=1.5))


def test_while_a_larger_page_is_drawn_the_smaller_stands_in(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 2))
    view.zoom_to(1.05)
    view.go_to_page(1)
    assert _name(RED) in _colours(view)


# ---- find -----------------------------------------------------------------------------------------


def _find(view: PageView, qtbot: QtBot, words: str) -> None:
    view.find_bar.words.setText(words)
    qtbot.keyClick(view.find_bar.words, KEY.Key_Return)


def _says(view: PageView, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: view.find_bar.count.text() == words)


def test_words_are_found_counted_marked_and_gone_to(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    words = {2: "An apprentice", 5: "The Apprentice and the apprentice", 9: "APPRENTICES"}
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 9, words=words))
    view.go_to_page(3)
    qtbot.keyClick(view.canvas, KEY.Key_F, CONTROL)
    assert view.find_bar.words.hasFocus()
    _settled(view, qtbot)
    plain = _colours(view)
    _find(view, qtbot, "apprentice")
    _says(view, qtbot, "2 of 4")  # from the page in view on
    assert view.current_page() == 5
    _settled(view, qtbot)
    assert {"#ffb347", "#ffe08a"} <= _colours(view) - plain
    qtbot.keyClick(view.canvas, KEY.Key_F3)
    _says(view, qtbot, "3 of 4")
    qtbot.keyClick(view.find_bar.words, KEY.Key_Return)
    assert (view.find_bar.count.text(), view.current_page()) == ("4 of 4", 9)
    qtbot.keyClick(view.canvas, KEY.Key_F3)
    assert (view.find_bar.count.text(), view.current_page()) == ("1 of 4", 2)
    qtbot.keyClick(view.canvas, KEY.Key_F3, SHIFT)
    assert (view.find_bar.count.text(), view.current_page()) == ("4 of 4", 9)
    qtbot.keyClick(view.find_bar.words, KEY.Key_Return, SHIFT)
    assert view.find_bar.count.text() == "3 of 4"
    qtbot.keyClick(view.find_bar.words, KEY.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.canvas.hasFocus()
    assert "#ffe08a" not in _colours(view)


def test_no_match_is_said_in_words(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 3))
    view.open_find()
    _find(view, qtbot, "xylophone")
    _says(view, qtbot, "No match. Try fewer or shorter words.")
    qtbot.keyClick(view.canvas, KEY.Key_F3)
    assert view.current_page() == 1
    _find(view, qtbot, "   ")
    assert view.find_bar.count.text() == ""


def test_typing_searches_without_enter_and_a_long_search_shows_how_far_it_is(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 800))
    said: list[str] = []
    view.finder.changed.connect(lambda: said.append(view.find_bar.count.text()))
    view.open_find()
    qtbot.keyClicks(view.find_bar.words, "SHEET 79")
    _says(view, qtbot, "1 of 11")
    assert view.current_page() == 79
    assert any(words.startswith("Searching, ") or "(searching, " in words for words in said)


def test_words_that_stand_everywhere_do_not_take_all_memory(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    words = dict.fromkeys(range(1, 400), "e" * 90)
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 400, words=words))
    _find(view, qtbot, "e")
    qtbot.waitUntil(lambda: not view.finder.searching)
    assert view.find_bar.count.text() == f"1 of the first {MOST:,}"


def test_a_new_version_is_searched_anew_and_nothing_moves(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 6, words={5: "coproduction"}))
    view.open_find()
    _find(view, qtbot, "coproduction")
    _says(view, qtbot, "1 of 1")
    place = view.canvas.verticalScrollBar().value()
    _show(view, qtbot, pdf_file(tmp_path / "b.pdf", 6, words={2: "coproduction", 5: "coproduction"}))
    _says(view, qtbot, "2 found")
    assert view.canvas.verticalScrollBar().value() == place


# ---- thumbnails, text, access -----------------------------------------------------------------------


def test_thumbnails_are_drawn_as_they_come_into_view_and_lead_to_pages(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 300))
    qtbot.keyClick(view.canvas, KEY.Key_F4)
    thumbnails = view.thumbnails
    assert thumbnails.isVisible()
    qtbot.waitUntil(lambda: thumbnails.wanted() is None)
    picture = thumbnails.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert _name(RED) in colours
    thumbnails.setFocus()
    qtbot.keyClick(thumbnails, KEY.Key_Down)
    assert view.current_page() == 2
    assert thumbnails.hasFocus()
    view.go_to_page(200)
    assert thumbnails.currentIndex().row() == 199
    spot = thumbnails.visualRect(thumbnails.model().index(200, 0)).center()
    qtbot.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.current_page() == 201
    spoken = QAccessible.queryAccessibleInterface(thumbnails).child(200)
    assert spoken.text(QAccessible.Text.Name) == "Page 201 of 300"
    qtbot.keyClick(view.canvas, KEY.Key_F4)
    assert not thumbnails.isVisible()


def test_the_page_can_be_read_as_text_and_turned(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 4, words={2: "Read me aloud"}))
    qtbot.keyClick(view.canvas, KEY.Key_T, CONTROL)
    qtbot.waitUntil(lambda: "This is sheet 1." in view.text.toPlainText())
    assert view.text.hasFocus()
    qtbot.keyClick(view.text, KEY.Key_PageDown, CONTROL)
    qtbot.waitUntil(lambda: "Read me aloud" in view.text.toPlainText())
    spoken = QAccessible.queryAccessibleInterface(view.text)
    assert spoken.text(QAccessible.Text.Name) == "Text of page 2 of 4"
    qtbot.keyClick(view.text, KEY.Key_T, CONTROL)
    assert view.canvas.isVisible()
    assert view.canvas.hasFocus()


@pytest.mark.parametrize("compact", [False, True])
def test_everything_has_a_name_and_fits(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, compact: bool
) -> None:
    assert qapp is not None
    view = PageView(compact=compact)
    qtbot.addWidget(view)
    view.show()
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 2_000))
    view.bar.thumbnails_action.trigger()
    view.open_find()
    nameless = [
        type(widget).__name__
        for widget in view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []
    assert view.minimumSizeHint().width() <= (480 if compact else 853)
    view.close_document()


def test_the_keyboard_reaches_pages_and_bar(view: PageView, qtbot: QtBot, tmp_path: Path) -> None:
    _show(view, qtbot, pdf_file(tmp_path / "a.pdf", 3))
    view.canvas.setFocus()
    reached: list[QWidget | None] = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
        qtbot.keyClick(focused, KEY.Key_Tab)
    for widget in (view.canvas, view.bar.number, view.bar.next, view.bar.larger):
        assert widget in reached
