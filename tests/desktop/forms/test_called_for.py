"""Facts that only some contracts call for come and go, and nothing moves under the person who types."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import FirstStep, Procedure
from tests.desktop.forms.test_form_behaviour import area_of, part, project, show, yes_no
from tests.projects import full_project

WHERE_CALLED_FOR = (
    *("first_step", "award_route", "direct_award_ground", "health_award", "advertised"),
    *("framework_assessed", "lots_position", "mixed_main_part", "parts_separable"),
    *("staff_transfer", "formerly_in_house", "as_deed"),
)


def give(page: StepPage, **facts: Any) -> None:  # noqa: ANN401 - any fact
    page.editor.change({"facts": replace(page.editor.session.project.facts, **facts)}, "change of facts")


def shown(page: StepPage) -> set[str]:
    return {name for name in WHERE_CALLED_FOR if page.form.fields[f"facts__{name}"].widget.isVisibleTo(page)}


def choose(page: StepPage, name: str, letters: str) -> QComboBox:
    """Choose by keys, as a person does in a closed list."""
    combo = part(page, QComboBox, f"facts__{name}")
    assert isinstance(combo, QComboBox)
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(combo, letters)
    return combo


def test_an_open_procedure_calls_for_none_of_them_and_their_group_is_not_there(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "facts")
    assert shown(page) == set()
    assert not page.form.named["also_asked"].isVisibleTo(page)


def test_a_request_for_quotations_asks_what_the_first_step_is(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    combo = choose(page, "procedure", "req")
    assert project(example).facts.procedure is Procedure.QUOTATION
    assert "first_step" in shown(page)
    assert combo.hasFocus()
    first = part(page, QComboBox, "facts__first_step")
    assert isinstance(first, QComboBox)
    assert first.currentText() == "Not known"
    choose(page, "first_step", "tenders")
    assert project(example).facts.first_step is FirstStep.INVITATION
    QTest.keyClick(first, Qt.Key.Key_Home)
    assert project(example).facts.first_step is None


def test_a_fact_that_is_given_stays_to_be_changed_and_undone(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    give(page, staff_transfer=True)
    assert shown(page) == {"staff_transfer"}
    assert page.form.named["also_asked"].isVisibleTo(page)
    answer = yes_no(page, "facts__staff_transfer")
    QTest.mouseClick(answer.clear, Qt.MouseButton.LeftButton)
    assert project(example).facts.staff_transfer is None
    assert "staff_transfer" in shown(page), "it has the focus"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y)
    assert project(example).facts.staff_transfer is True
    assert example.open_project is not None
    example.open_project.undo()
    example.open_project.undo()
    assert project(example).facts.staff_transfer is True


def test_what_is_cleared_and_not_called_for_goes_once_the_focus_is_elsewhere(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    give(page, as_deed=True)
    yes_no(page, "facts__as_deed").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert "as_deed" in shown(page)
    choose(page, "procedure", "comp")
    assert shown(page) == set()


def test_what_has_the_focus_keeps_its_place_while_fields_above_it_come_and_go(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "facts", "lots")
    area, focus = area_of(page), QApplication.focusWidget()
    assert focus is not None

    def place() -> int:
        assert focus is not None
        return focus.mapTo(area.viewport(), QPoint(0, 0)).y()

    before, down = place(), focus.mapTo(page, QPoint(0, 0)).y()
    give(page, staff_transfer=True, as_deed=True, procedure=Procedure.DIRECT_AWARD)
    qtbot.wait(50)
    assert focus.mapTo(page, QPoint(0, 0)).y() > down, "what is asked stands above"
    assert place() == before
    assert QApplication.focusWidget() is focus
    give(page, staff_transfer=None, as_deed=None, procedure=Procedure.OPEN)
    qtbot.wait(50)
    assert focus.mapTo(page, QPoint(0, 0)).y() == down
    assert place() == before


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What is announced to assistive technology."""
    words: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            words.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return lambda: words


def test_what_is_newly_asked_is_announced_once(
    example: MainWindow, qtbot: QtBot, spoken: Callable[[], list[str]]
) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    assert not [words for words in spoken() if "Now asked" in words]
    choose(page, "procedure", "req")
    told = [words for words in spoken() if "Now asked" in words]
    assert len(told) == 1
    assert "First step" in told[0]
    give(page, relevant_area="Crewe")
    assert [words for words in spoken() if "Now asked" in words] == told


def test_a_link_to_a_fact_that_is_not_called_for_still_leads_there(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.as_deed")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert yes_no(page, "facts__as_deed").isAncestorOf(focus)
    assert page.form.named["also_asked"].isVisibleTo(page)


def test_the_keys_alone_come_to_every_fact_that_is_shown_in_the_order_of_the_form(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    whole = full_project().facts
    later = {name: getattr(whole, name) for name in WHERE_CALLED_FOR}
    give(page, **later)
    assert shown(page) == set(WHERE_CALLED_FOR)
    page.focus_field("facts.commencement_date")
    met: list[str] = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        name = next(
            (
                each
                for each in WHERE_CALLED_FOR
                if focus is not None and _holds(page.form.fields[f"facts__{each}"].widget, focus)
            ),
            "",
        )
        met += [name] if name and name not in met else []
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert met == list(WHERE_CALLED_FOR)


def _holds(widget: QWidget, focus: QWidget) -> bool:
    return widget is focus or widget.isAncestorOf(focus)


def test_every_one_of_them_has_its_label_and_hint(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    give(page, **{name: getattr(full_project().facts, name) for name in WHERE_CALLED_FOR})
    for name in WHERE_CALLED_FOR:
        built = page.form.fields[f"facts__{name}"]
        assert isinstance(built.label, QLabel)
        assert built.label.isVisible()
        assert built.hint is not None
        assert built.hint.isVisible()
        assert not built.error.isVisible() or built.error.text()


def test_lots_on_record_are_not_asked_about(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts")
    session = page.editor.session
    assert len(session.project.lots) > 1
    assert "lots_position" not in shown(page)
    page.editor.change({"lots": session.project.lots[:1]}, "fewer lots")
    wanted = any("lots_position" in each.missing for each in session.assessment.determinations)
    assert ("lots_position" in shown(page)) is wanted
