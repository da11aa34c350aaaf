"""The logo and the colour of the documents, chosen in the window."""

import json
import os
from pathlib import Path
from threading import Event

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QUndoStack
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.making.cover_picture import CoverPicture
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.documents.tender import briefing
from svdesk.domain.pictures import read_picture
from svdesk.domain.project import HouseStyle
from tests.desktop.conftest import AnsweringDialogs, OpenWindow, saved

BLUE = (0, 94, 184)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "Our logo.png"
    Image.new("RGB", (300, 100), BLUE).save(file)
    return file


def page_of(window: MainWindow) -> QWidget:
    assert window.open_project is not None
    window.open_project.go_to("documents")
    return window.open_project.page


def part(window: MainWindow, kind: type, name: str) -> QWidget:
    found = page_of(window).findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def button(window: MainWindow, name: str) -> QPushButton:
    return next(
        each
        for each in page_of(window).findChildren(QPushButton)
        if name in (each.accessibleName(), each.text().replace("&", ""))
    )


def stack_of(window: MainWindow) -> QUndoStack:
    assert window.open_project is not None
    return window.open_project.stack


def style_of(window: MainWindow) -> HouseStyle:
    assert window.open_project is not None
    return window.open_project.session.project.house_style


def choose(window: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, file: Path) -> None:
    dialogs.path = file
    before = style_of(window).logo
    error = part(window, QLabel, "error_house_style__logo")
    button(window, "Choose a picture for the logo").click()
    qtbot.waitUntil(lambda: style_of(window).logo != before or error.isVisible())


def type_colour(window: MainWindow, qtbot: QtBot, text: str) -> QLineEdit:
    field = part(window, QLineEdit, "house_style__colour")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def test_a_chosen_logo_is_in_the_project_with_words_and_on_the_disk(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path
) -> None:
    choose(example, dialogs, qtbot, logo)
    style = style_of(example)
    assert read_picture(style.logo).width == 300
    assert style.logo_words == "Cheshire East Council"
    words = part(example, QLineEdit, "house_style__logo_words")
    assert isinstance(words, QLineEdit)
    assert words.text() == "Cheshire East Council"
    saved(qtbot, example)
    assert example.open_project is not None
    project = example.open_project.session.project
    example.go_home()
    assert style == project.house_style


def test_choosing_and_removing_a_logo_are_undone_by_name(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path
) -> None:
    stack = stack_of(example)
    choose(example, dialogs, qtbot, logo)
    assert stack.undoText() == "choice of the logo"
    words = part(example, QLineEdit, "house_style__logo_words")
    assert isinstance(words, QLineEdit)
    words.setFocus()
    words.selectAll()
    qtbot.keyClicks(words, "Oak and river")
    chosen = style_of(example)
    button(example, "Remove the logo").click()
    assert style_of(example) == HouseStyle(logo_words="Oak and river")
    assert words.text() == "Oak and river"
    assert stack.undoText() == "removal of the logo"
    stack.undo()
    assert style_of(example) == chosen
    while stack.canUndo():
        stack.undo()
    assert style_of(example) == HouseStyle()
    assert not button(example, "Remove the logo").isVisible()


def test_a_file_that_is_no_logo_is_refused_in_words_and_the_logo_stays(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path, tmp_path: Path
) -> None:
    choose(example, dialogs, qtbot, logo)
    before = style_of(example)
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    choose(example, dialogs, qtbot, drawing)
    error = part(example, QLabel, "error_house_style__logo")
    assert isinstance(error, QLabel)
    assert error.isVisible()
    assert "drawing.svg is an SVG" in error.text()
    assert "The logo that was there stays." in error.text()
    assert style_of(example) == before
    spoken = QAccessible.queryAccessibleInterface(button(example, "Choose a picture for the logo"))
    assert "SVG" in spoken.text(QAccessible.Text.Description)
    dialogs.path = logo
    button(example, "Choose a picture for the logo").click()
    qtbot.waitUntil(lambda: not error.isVisible())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_no_logo_and_the_project_is_left_without_waiting_for_a_drive(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    choose(example, dialogs, qtbot, tmp_path / "pipe.png")
    error = part(example, QLabel, "error_house_style__logo")
    assert isinstance(error, QLabel)
    assert "pipe.png could not be read: it is a pipe or a device and not a file" in error.text()
    asked, answers, gave_up = Event(), Event(), Event()

    class Hanging(type(tmp_path)):  # type: ignore[misc]  # the system's own kind of path
        """A file on a drive that answers only when it is let go."""

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            asked.set()
            if not answers.wait(600):
                gave_up.set()
            return tmp_path.stat(follow_symlinks=follow_symlinks)

    dialogs.path = Hanging(tmp_path / "logo.png")
    button(example, "Choose a picture for the logo").click()
    qtbot.waitUntil(asked.is_set)
    example.go_home()
    assert not gave_up.is_set()
    answers.set()


def test_a_logo_can_be_dropped_and_pasted(example: MainWindow, qtbot: QtBot, logo: Path) -> None:
    place = part(example, QWidget, "house_style__logo")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(logo))])
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(
        place.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
    )
    QApplication.sendEvent(place, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(place, dropped)
    qtbot.waitUntil(lambda: bool(style_of(example).logo))
    first = style_of(example).logo
    pasted = QImage(80, 40, QImage.Format.Format_ARGB32)
    pasted.fill(Qt.GlobalColor.darkRed)
    QGuiApplication.clipboard().setImage(pasted)
    choosing = button(example, "Choose a picture for the logo")
    choosing.setFocus()
    qtbot.keyClick(choosing, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: style_of(example).logo != first)
    assert read_picture(style_of(example).logo).width == 80


def test_a_colour_that_is_too_light_is_refused_and_the_shade_is_one_press_away(
    example: MainWindow, qtbot: QtBot
) -> None:
    shade = part(example, QPushButton, "use_shade")
    assert isinstance(shade, QPushButton)
    assert not shade.isVisible()
    field = type_colour(example, qtbot, "#FFB81C")
    error = part(example, QLabel, "error_house_style__colour")
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: "hard to read" in error.text())
    assert style_of(example).colour == ""
    assert field.text() == "#FFB81C"
    offered = shade.text().replace("&", "")
    assert shade.isVisible()
    shade.click()
    assert style_of(example).colour.upper() in offered
    assert field.text() == style_of(example).colour.upper()
    assert not shade.isVisible()
    qtbot.waitUntil(lambda: not error.isVisible())
    stack_of(example).undo()
    assert field.text() == "#FFB81C"


def test_a_colour_is_picked_from_the_systems_own_dialog(
    example: MainWindow, dialogs: AnsweringDialogs
) -> None:
    dialogs.picked = "#78143c"
    button(example, "Pick a colour…").click()
    assert style_of(example).colour == "#78143c"
    assert stack_of(example).undoText() == "choice of the colour"
    dialogs.picked = None
    button(example, "Pick a colour…").click()
    assert style_of(example).colour == "#78143c"


def test_the_way_to_what_is_wrong_with_a_logo_ends_at_its_button(example: MainWindow) -> None:
    assert example.open_project is not None
    example.open_project.go_to("documents", "house_style.logo")
    assert QApplication.focusWidget() is button(example, "Choose a picture for the logo")


def test_a_small_cover_shows_the_look_and_says_it(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path
) -> None:
    cover = page_of(example).findChild(CoverPicture)
    assert isinstance(cover, CoverPicture)
    before = cover.grab().toImage()
    choose(example, dialogs, qtbot, logo)
    type_colour(example, qtbot, "#78143c")
    said = QAccessible.queryAccessibleInterface(cover).text(QAccessible.Text.Description)
    assert "Cheshire East Council" in said
    assert "#78143C" in said
    after = cover.grab().toImage()
    assert after != before
    seen = {after.pixelColor(4, y).name() for y in range(after.height())}
    assert "#78143c" in seen


def test_documents_made_in_the_window_carry_the_logo(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path, tmp_path: Path
) -> None:
    choose(example, dialogs, qtbot, logo)
    target = tmp_path / "briefing.pdf"
    dialogs.path = target
    button(example, f"Save the {briefing.TITLE.lower()}").click()
    qtbot.waitUntil(target.exists)
    (image,) = pypdf.PdfReader(target).pages[0].images
    picture = image.image
    assert picture is not None
    assert picture.convert("RGB").getpixel((10, 10)) == BLUE


def test_new_projects_begin_with_the_look_that_was_kept(
    open_window: OpenWindow, dialogs: AnsweringDialogs, qtbot: QtBot, logo: Path, tmp_path: Path
) -> None:
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    choose(window, dialogs, qtbot, logo)
    type_colour(window, qtbot, "#78143c")
    style = style_of(window)
    button(window, "Use for new projects too").click()
    kept = tmp_path / "house-style.json"
    qtbot.waitUntil(kept.exists)
    assert json.loads(kept.read_bytes())["colour"] == "#78143c"
    window.go_home()
    window.home.new_project.click()
    qtbot.waitUntil(
        lambda: window.open_project is not None and window.open_project.session.project.about.title == "",
    )
    assert style_of(window) == style
    window.go_home()
    window.home.open_example.click()
    qtbot.waitUntil(
        lambda: window.open_project is not None and window.open_project.session.project.about.title != "",
    )
    assert style_of(window) == HouseStyle()
