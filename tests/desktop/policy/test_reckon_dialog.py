"""Reckoning a legal date in the window: by the reader's button, by keyboard, to the day."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from svdesk.desktop.policy.reader import Reader
from svdesk.desktop.policy.reckon_dialog import ReckonDialog
from svdesk.policy.loading.load import bundled_pack

LEFT = Qt.MouseButton.LeftButton
OpenDialog = Callable[[str], ReckonDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot) -> OpenDialog:
    """Open the dialog by the reader's button, with the reader at an entry."""
    reader = Reader(bundled_pack())
    qtbot.addWidget(reader)

    def press(entry: str) -> ReckonDialog:
        reader.open_at(entry)
        qtbot.waitExposed(reader)
        qtbot.mouseClick(reader.reckon, LEFT)
        found = reader.findChild(ReckonDialog)
        assert isinstance(found, ReckonDialog)
        qtbot.waitUntil(found.day.hasFocus)
        return found

    return press


def test_a_day_is_typed_and_the_date_stands_there_with_how_it_was_counted(
    open_dialog: OpenDialog, qtbot: QtBot
):
    dialog = open_dialog("")
    qtbot.keyClicks(dialog.day, "21 December 2026")
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert dialog.what.text() == "First day on which the contract may be entered into"
    assert dialog.answer.text() == "Wednesday 6 January 2027"
    assert "Monday 4 January 2027 (in place of New Year Holiday, Scotland)" in dialog.how.text()
    qtbot.mouseClick(dialog.copy, LEFT)
    assert "Wednesday 6 January 2027" in QGuiApplication.clipboard().text()
    assert "Procurement Act 2023, section 51" in QGuiApplication.clipboard().text()


def test_at_a_period_the_dialog_opens_with_that_period(open_dialog: OpenDialog, qtbot: QtBot):
    dialog = open_dialog("psr-standstill")
    assert dialog.period.currentText() == "Standstill of the Provider Selection Regime"
    assert (
        "the day on which the notice of intention to make an award is published" in dialog.counted_from.text()
    )
    qtbot.keyClicks(dialog.day, "7/12/2026")
    qtbot.mouseClick(dialog.take, LEFT)
    assert dialog.answer.text() == "Saturday 19 December 2026"


def test_what_is_no_day_is_told_and_no_old_answer_stays(open_dialog: OpenDialog, qtbot: QtBot):
    dialog = open_dialog("details-notice")
    qtbot.keyClicks(dialog.day, "7 December 2026")
    qtbot.mouseClick(dialog.take, LEFT)
    assert dialog.answer.text() == "Tuesday 5 January 2027"
    dialog.day.clear()
    qtbot.keyClicks(dialog.day, "31 February 2027")
    assert dialog.answer.text() == ""
    qtbot.mouseClick(dialog.take, LEFT)
    assert dialog.error.isVisible()
    assert dialog.answer.text() == ""
    assert not dialog.copy.isEnabled()


def test_a_year_that_is_not_known_is_no_guess(open_dialog: OpenDialog, qtbot: QtBot):
    dialog = open_dialog("standstill")
    qtbot.keyClicks(dialog.day, "3 January 2050")
    qtbot.mouseClick(dialog.take, LEFT)
    assert dialog.answer.text() == "Can't be reckoned"
    assert "from 1 January 2024 to 31 December 2040" in dialog.how.text()
