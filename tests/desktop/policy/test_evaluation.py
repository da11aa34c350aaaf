"""The evaluation step asks how lots are answered only where there are several."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.pages.evaluation import EvaluationPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.project import Project


def page(window: MainWindow) -> EvaluationPage:
    assert window.open_project is not None
    window.open_project.go_to("evaluation")
    found = window.open_project.page
    assert isinstance(found, EvaluationPage)
    return found


def project(window: MainWindow) -> Project:
    assert window.open_project is not None
    return window.open_project.session.project


def keep_lots(window: MainWindow, count: int) -> None:
    assert window.open_project is not None
    window.open_project.editor.change({"lots": project(window).lots[:count]}, "a change by the test")


def test_the_form_for_each_lot_is_chosen_with_the_keyboard(example: MainWindow, qtbot: QtBot) -> None:
    field = page(example).findChild(YesNo, "evaluation__form_for_each_lot")
    assert isinstance(field, YesNo)
    assert field.isVisible()
    assert project(example).evaluation.form_for_each_lot is False
    field.setFocus()
    qtbot.keyClicks(field.no, "Y")
    assert project(example).evaluation == replace(project(example).evaluation, form_for_each_lot=True)


def test_a_contract_of_one_lot_is_not_asked_how_lots_are_answered(example: MainWindow) -> None:
    group = page(example).lot_forms
    assert group.isVisible()
    keep_lots(example, 1)
    assert group.isHidden()
    keep_lots(example, 0)
    assert group.isHidden()
    assert example.open_project is not None
    example.open_project.stack.undo()
    example.open_project.stack.undo()
    assert group.isVisible()
