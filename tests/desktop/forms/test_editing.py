"""What happens to what a person types."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.shell.main_window import MainWindow
from tests.desktop.conftest import OpenWindow, saved, view_of


def _project(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def _line(window: MainWindow, step: str, name: str) -> QLineEdit:
    _project(window).go_to(step)
    found = _project(window).page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def _error(window: MainWindow, name: str) -> QLabel:
    found = _project(window).page.findChild(QLabel, f"error_{name}")
    assert isinstance(found, QLabel)
    return found


def _type(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def _new(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    window = open_window()
    window.home.new_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    return window


def _reopen(open_window: OpenWindow, qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.home.projects.model().rowCount() > 0)
    again.home.open_project.click()
    qtbot.waitUntil(lambda: again.open_project is not None)
    return again


def test_what_is_typed_is_there_after_closing_and_starting_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = _new(open_window, qtbot)
    _type(qtbot, _line(window, "about", "about__title"), "Extra Care <b>Catering</b> & more")
    _type(qtbot, _line(window, "facts", "facts__value"), "130,000")
    again = _reopen(open_window, qtbot, window)
    assert _project(again).session.project.about.title == "Extra Care <b>Catering</b> & more"
    assert _line(again, "facts", "facts__value").text() == "£130,000"
    assert _project(again).session.project.facts.value == Decimal(130_000)


def test_text_that_cannot_be_read_keeps_its_place_with_a_message(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = _new(open_window, qtbot)
    _type(qtbot, _line(window, "facts", "facts__start_date"), "31 February 2026")
    qtbot.waitUntil(lambda: "no such day as 31 February 2026" in _error(window, "facts__start_date").text())
    assert _error(window, "facts__start_date").isVisible()
    again = _reopen(open_window, qtbot, window)
    field = _line(again, "facts", "facts__start_date")
    assert field.text() == "31 February 2026"
    assert "no such day" in _error(again, "facts__start_date").text()
    assert "no such day" in field.accessibleDescription()
    _type(qtbot, field, "28/2/2026")
    qtbot.waitUntil(lambda: not _error(again, "facts__start_date").isVisible())
    assert _project(again).session.project.unread == ()


def test_values_that_are_no_money_are_refused_at_the_field(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = _new(open_window, qtbot)
    field = _line(window, "facts", "facts__value")
    for text in ("-1", "1e309", "abc"):
        _type(qtbot, field, text)
        qtbot.waitUntil(lambda: "amount in pounds" in _error(window, "facts__value").text())
        assert _project(window).session.project.facts.value is None
        assert field.text() == text
    _type(qtbot, field, "£130,000.00")
    qtbot.waitUntil(lambda: not _error(window, "facts__value").isVisible())


def test_an_end_before_the_start_is_pointed_out(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = _new(open_window, qtbot)
    _type(qtbot, _line(window, "facts", "facts__start_date"), "1/3/2026")
    _type(qtbot, _line(window, "facts", "facts__end_date"), "28/2/2025")
    messages = lambda: _error(window, "facts__end_date").text() + _error(window, "facts__start_date").text()  # noqa: E731
    qtbot.waitUntil(lambda: "start" in messages())


def test_twenty_thousand_pasted_words_are_kept_and_remarked_upon(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = _new(open_window, qtbot)
    text = "meals & <i>care</i> " * 10_000
    _project(window).go_to("about")
    box = _project(window).page.findChild(QPlainTextEdit, "about__purpose")
    assert isinstance(box, QPlainTextEdit)
    QApplication.clipboard().setText(text)
    box.setFocus()
    box.paste()
    qtbot.waitUntil(lambda: "words" in _error(window, "about__purpose").text())
    saved(qtbot, window)
    again = _reopen(open_window, qtbot, window)
    assert _project(again).session.project.about.purpose == text


def test_a_long_line_pasted_into_a_title_is_not_cut(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = _new(open_window, qtbot)
    field = _line(window, "about", "about__title")
    QApplication.clipboard().setText("x" * 50_000)
    field.setFocus()
    field.paste()
    assert len(_project(window).session.project.about.title) == 50_000


def test_undo_takes_back_a_run_of_typing_and_shows_where(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = _new(open_window, qtbot)
    field = _line(window, "about", "about__title")
    _type(qtbot, field, "Catering")
    _type(qtbot, _line(window, "about", "about__reference"), "DN1")
    qtbot.keyClick(
        _line(window, "about", "about__reference"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert _project(window).session.project.about.reference == ""
    assert _project(window).session.project.about.title == "Catering"
    _project(window).go_to("facts")
    view_of(window).undo.click()
    assert _project(window).step.key == "about"
    assert field.text() == ""
    view_of(window).redo.click()
    assert field.text() == "Catering"


def test_a_choice_is_made_and_unmade(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = _new(open_window, qtbot)
    _project(window).go_to("facts")
    combo = _project(window).page.findChild(QComboBox, "facts__regime")
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_L)
    assert _project(window).session.project.facts.regime == "light_touch"
    view_of(window).undo.click()
    assert _project(window).session.project.facts.regime is None
    assert combo.currentText() == "Please choose"


def test_a_field_shows_its_value_the_way_people_write_it_once_it_is_left(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = _new(open_window, qtbot)
    field = _line(window, "facts", "facts__value")
    _type(qtbot, field, "1.3m")
    assert field.text() == "1.3m"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "£1,300,000"
