"""A change of facts is told in a strip: once, with its cause, until it is dismissed or left behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.guidance.changes_strip import ChangesStrip
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Procedure
from tests.desktop.conftest import view_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(example: MainWindow) -> Workspace:
    """The example on the step of its facts."""
    found = example.open_project
    assert found is not None
    found.go_to("facts")
    return found


@pytest.fixture
def strip(example: MainWindow, opened: Workspace) -> ChangesStrip:  # noqa: ARG001 - the step has to be shown
    return view_of(example).changes


def field(opened: Workspace, name: str) -> QLineEdit:
    found = opened.page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def type_value(qtbot: QtBot, opened: Workspace, text: str) -> None:
    value = field(opened, "facts__value")
    value.setFocus()
    value.selectAll()
    qtbot.keyClicks(value, text)


def told(qtbot: QtBot, strip: ChangesStrip, words: str) -> None:
    qtbot.waitUntil(lambda: strip.isVisible() and words in strip.words.text())


def test_a_value_that_opens_the_selection_stage_says_so(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    combo = opened.page.findChild(QComboBox, "facts__procedure")
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_C)
    assert opened.session.project.facts.procedure is Procedure.COMPETITIVE_FLEXIBLE
    type_value(qtbot, opened, "700000")
    told(
        qtbot,
        strip,
        "The value rose from £130,000 to £700,000, so a separate selection stage is now possible",
    )
    assert "•  The Social Value Act duty applies" in strip.words.text()


def test_half_a_value_is_not_told(qtbot: QtBot, opened: Workspace, strip: ChangesStrip) -> None:
    said: list[str] = []
    strip.shown.connect(lambda: said.append(strip.words.text()))
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "from £130,000 to £700,000")
    assert len(said) == 1
    qtbot.keyClick(field(opened, "facts__value"), Qt.Key.Key_0)
    told(qtbot, strip, "from £130,000 to £7,000,000")
    assert len(said) == 1, "the run goes on, and the strip with it"


def test_a_change_that_changes_nothing_is_not_told(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "131000")
    qtbot.waitUntil(lambda: opened.session.project.facts.value == 131_000)
    strip.tell()
    assert not strip.isVisible()


def test_it_goes_away_when_it_is_dismissed_and_comes_with_the_next_change(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    qtbot.mouseClick(strip.dismiss, LEFT)
    assert not strip.isVisible()
    type_value(qtbot, opened, "90000")
    told(qtbot, strip, "The value fell from £700,000 to £90,000")


def test_it_goes_away_when_the_officer_moves_on_after_seeing_it(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    opened.go_to("facts", "facts.cpv")
    assert strip.isVisible(), "still the same step"
    opened.go_to("applies")
    assert not strip.isVisible()
    opened.go_to("facts")
    strip.tell()
    assert not strip.isVisible()


def test_who_moves_on_before_seeing_it_sees_it_there(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000")
    opened.go_to("evaluation")
    assert strip.isVisible()
    assert "rose from £130,000 to £700,000" in strip.words.text()
    opened.go_to("documents")
    assert not strip.isVisible()


def test_undo_takes_it_back_and_redo_tells_it_again(
    qtbot: QtBot, example: MainWindow, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    view_of(example).undo.click()
    qtbot.waitUntil(lambda: not strip.isVisible())
    view_of(example).redo.click()
    told(qtbot, strip, "The value rose from £130,000 to £700,000")


def test_undo_from_another_step_tells_what_it_changed_back(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip, example: MainWindow
) -> None:
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    opened.go_to("applies")
    view_of(example).undo.click()
    assert opened.step.key == "facts"
    told(qtbot, strip, "The value fell from £700,000 to £130,000")


def test_nothing_is_told_while_a_fact_cannot_be_read(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000 or so")
    strip.tell()
    assert not strip.isVisible()
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "from £130,000 to £700,000")


def test_in_a_narrow_window_it_stands_above_the_step_and_leaves_the_field_in_sight(
    qtbot: QtBot, example: MainWindow, opened: Workspace, strip: ChangesStrip
) -> None:
    assert view_of(example).why.isAncestorOf(strip)
    example.resize(860, 520)
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    assert not view_of(example).why.isAncestorOf(strip)
    value = field(opened, "facts__value")
    qtbot.waitUntil(lambda: value.visibleRegion().boundingRect().height() == value.height())
    assert strip.words.text().count("•") == 2


def test_it_has_a_name_and_its_button_is_reached_by_tab(
    qtbot: QtBot, opened: Workspace, strip: ChangesStrip
) -> None:
    type_value(qtbot, opened, "700000")
    told(qtbot, strip, "rose")
    interface = QAccessible.queryAccessibleInterface(strip.dismiss)
    assert interface.text(QAccessible.Text.Name) == "Dismiss what changed"
    reached: set[QWidget | None] = set()
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert strip.dismiss in reached
