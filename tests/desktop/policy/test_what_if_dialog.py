"""Trying what a weight would buy; nothing is saved unless somebody asks for it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.pages.evaluation import EvaluationPage
from svdesk.desktop.policy.what_if_dialog import WhatIfDialog
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.project import Evaluation
from tests.desktop.conftest import view_of

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(example: MainWindow) -> EvaluationPage:
    opened = example.open_project
    assert opened is not None
    opened.go_to("evaluation")
    assert isinstance(opened.page, EvaluationPage)
    return opened.page


OpenDialog = Callable[[], WhatIfDialog]


@pytest.fixture
def open_dialog(page: EvaluationPage, qtbot: QtBot) -> OpenDialog:
    """Open the dialog by its button."""

    def press() -> WhatIfDialog:
        qtbot.mouseClick(page.what_if, LEFT)
        found = page.findChild(WhatIfDialog)
        assert isinstance(found, WhatIfDialog)
        qtbot.waitUntil(found.formula.hasFocus)
        return found

    return press


def evaluation(window: MainWindow) -> Evaluation:
    assert window.open_project is not None
    return window.open_project.session.project.evaluation


def change(window: MainWindow, **values: object) -> None:
    assert window.open_project is not None
    changed = replace(evaluation(window), **values)
    window.open_project.editor.change({"evaluation": changed}, "a change by the test")


def type_into(qtbot: QtBot, view: QAbstractItemView, row: int, column: int, text: str) -> None:
    """Type *text* into a cell and press Enter, as a person at the keyboard would."""
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    qtbot.keyClick(view, KEY.Key_F2)
    cell = QApplication.focusWidget()
    assert cell is not view
    qtbot.keyClick(cell, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(cell, text)
    qtbot.keyClick(cell, KEY.Key_Return)
    qtbot.waitUntil(view.hasFocus)


def ranks(dialog: WhatIfDialog, row: int) -> list[str]:
    model = dialog.standings.model()
    return [str(model.index(row, column).data()) for column in range(3, model.columnCount())]


def test_it_says_what_the_weight_is_worth_with_the_formula(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    assert "paying up to 11.1% more (£14,444 on your estimate of £130,000)" in dialog.meaning.text()
    assert "Difference in price = 4 ÷ (40 − 4) = 11.1%." in dialog.steps.text()  # noqa: RUF001 - people's signs
    assert "a mark of 3 out of 5 for every answer. That is SVDesk's reading" in dialog.notes.text()
    assert "nearest whole pound" in dialog.notes.text()
    assert "passes at 17.63%" in dialog.conclusion.text()
    assert dialog.standings.model().index(2, 0).data() == "10% now"
    assert ranks(dialog, 2) == ["3rd", "3rd", "1st", "2nd"]


def test_another_formula_and_another_average_change_it_at_once(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.formula.setFocus()
    qtbot.keyClick(dialog.formula, KEY.Key_Down)
    assert "paying up to 10% more" in dialog.meaning.text()
    dialog.average.setFocus()
    dialog.average.selectAll()
    qtbot.keyClicks(dialog.average, "4")
    assert "paying up to 5% more" in dialog.meaning.text()
    assert "That is your reading" in dialog.notes.text()


def test_a_bid_is_changed_by_keyboard_and_the_ranks_follow(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    type_into(qtbot, dialog.bids, 0, 1, "50k")
    assert dialog.isVisible(), "Enter ends the cell, not the dialog"
    assert ranks(dialog, 2)[0] == "1st"
    assert "“Lowest price” wins" in dialog.conclusion.text()
    type_into(qtbot, dialog.bids, 0, 0, "Acme")
    assert "“Acme” wins" in dialog.conclusion.text()


def test_what_cannot_be_read_is_named_and_kept(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    type_into(qtbot, dialog.bids, 1, 1, "abc")
    assert dialog.error.isVisible()
    assert dialog.error.text().startswith("Bid 2, price: give an amount in pounds")
    assert dialog.bids.model().index(1, 1).data() == "abc"
    assert dialog.standings.model().rowCount() == 0
    assert "11.1%" in dialog.meaning.text(), "what the weight is worth does not hang on the bids"
    type_into(qtbot, dialog.bids, 1, 1, "130000")
    assert not dialog.error.isVisible()
    assert dialog.standings.model().rowCount() == 7
    type_into(qtbot, dialog.bids, 2, 3, "7")
    assert dialog.error.text() == "Bid 3, mark for social value: give a mark from 0 to 5."


def test_an_average_that_is_no_mark_is_named(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    for typed in ("6", "x", ""):
        dialog.average.setText(typed)
        assert dialog.error.text() == "Average mark: give a mark from 0 to 5."
        assert not dialog.put.isEnabled()
        assert not dialog.meaning.isVisible()
    dialog.average.setText("2")
    assert dialog.put.isEnabled()
    assert not dialog.error.isVisible()


def test_bids_are_added_and_removed_but_two_stay(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    qtbot.mouseClick(dialog.add, LEFT)
    assert dialog.bids.model().rowCount() == 5
    assert len(ranks(dialog, 0)) == 5
    while dialog.add.isEnabled():
        qtbot.mouseClick(dialog.add, LEFT)
    assert dialog.bids.model().rowCount() == 8
    while dialog.remove.isEnabled():
        dialog.bids.setCurrentIndex(dialog.bids.model().index(0, 0))
        qtbot.mouseClick(dialog.remove, LEFT)
    assert dialog.bids.model().rowCount() == 2
    assert not dialog.error.isVisible()


def test_closing_changes_nothing(open_dialog: OpenDialog, example: MainWindow, qtbot: QtBot) -> None:
    before = evaluation(example)
    dialog = open_dialog()
    type_into(qtbot, dialog.bids, 0, 1, "1")
    qtbot.mouseClick(dialog.leave, LEFT)
    assert evaluation(example) == before
    assert not view_of(example).undo.isVisible()


def test_the_sentence_goes_to_the_end_of_the_reason_once_and_can_be_undone(
    open_dialog: OpenDialog, example: MainWindow, qtbot: QtBot
) -> None:
    before = evaluation(example).weight_reason
    qtbot.mouseClick(open_dialog().put, LEFT)
    reason = evaluation(example).weight_reason
    assert reason.startswith(f"{before} A weight of 10% for social value means that you would accept paying")
    assert reason.endswith("the price formula “lowest price divided by price”.")
    assert view_of(example).undo.text() == "Undo addition to the weight reason"
    qtbot.waitUntil(lambda: not example.findChildren(WhatIfDialog))
    qtbot.mouseClick(open_dialog().put, LEFT)
    assert evaluation(example).weight_reason == reason
    view_of(example).undo.click()
    assert evaluation(example).weight_reason == before


def test_without_all_weights_it_says_which_to_give(
    open_dialog: OpenDialog, example: MainWindow, qtbot: QtBot
) -> None:
    change(example, price_weight=None)
    dialog = open_dialog()
    assert dialog.error.text() == "Weight of price: give it first, as a percentage from 0 to 100."
    assert not dialog.put.isEnabled()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not example.findChildren(WhatIfDialog))
    change(example, price_weight=Decimal(50))
    assert open_dialog().error.text() == "Weight of price: the three weights make 110%, not 100%."


def test_tab_leaves_the_tables_and_everything_has_a_name(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    wanted: list[QWidget] = [
        *(dialog.formula, dialog.average, dialog.bids, dialog.add, dialog.remove),
        *(dialog.standings, dialog.leave, dialog.put),
    ]
    reached = [QApplication.focusWidget()]
    for _ in wanted[1:]:
        qtbot.keyClick(reached[-1], KEY.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == wanted
    assert all(widget.accessibleName() or getattr(widget, "text", str)() for widget in wanted)
