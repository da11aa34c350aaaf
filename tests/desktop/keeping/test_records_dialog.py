"""The record of decisions in the window: written as steps are left, found, read and exported."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svdesk.desktop.keeping.records_dialog import RecordsDialog
from svdesk.desktop.pages.reporting import ReportingPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.paths import database_file
from svdesk.services.recording.write_record import DECISIONS
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.conftest import AnsweringDialogs


def visible_dialog() -> RecordsDialog | None:
    found = (each for each in QApplication.topLevelWidgets() if isinstance(each, RecordsDialog))
    return next((each for each in found if each.isVisible()), None)


def records_dialog(window: MainWindow, qtbot: QtBot) -> RecordsDialog:
    opened = window.open_project
    assert opened is not None
    opened.go_to("reporting")
    page = opened.page
    assert isinstance(page, ReportingPage)
    page.show_records.click()
    qtbot.waitUntil(lambda: visible_dialog() is not None)
    dialog = visible_dialog()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def typed(window: MainWindow, qtbot: QtBot, step: str, field: str, text: str) -> None:
    opened = window.open_project
    assert opened is not None
    opened.go_to(step)
    widget = opened.page.binding(field).widget
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text)


def test_leaving_steps_writes_one_record_for_each_change_that_stands(
    example: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = example.open_project
    assert opened is not None
    project = opened.session.project
    typed(example, qtbot, "evaluation", "evaluation__social_value_weight", "17")
    opened.go_to("about")
    typed(example, qtbot, "evaluation", "evaluation__social_value_weight", "18")
    typed(example, qtbot, "evaluation", "evaluation__social_value_weight", "19")
    example.close()
    store = SqliteProjectStore(database_file(tmp_path))
    records = store.records_of(project.id)
    chain = store.record_chain_of(project.id)
    store.close()
    assert [record.kind for record in records] == [DECISIONS, DECISIONS, DECISIONS]
    assert "Weights, social value: 17%." in records[0].what
    assert [record.what for record in records[1:]] == [
        "Weights, social value: 18% (before: 17%).",
        "Weights, social value: 19% (before: 18%).",
    ]
    assert chain.faults == ()


def test_the_records_are_narrowed_read_and_exported(
    example: MainWindow, qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    dialog = records_dialog(example, qtbot)
    assert "the chain is sound" in dialog.state.text()
    assert "Outcome “" in dialog.said.toPlainText()
    assert dialog.table.accessibleName()
    qtbot.keyClicks(dialog.search, "no such words anywhere")
    assert dialog.model.rowCount() == 0
    assert dialog.found.text().startswith("0 of ")
    dialog.search.clear()
    assert dialog.model.rowCount() > 0
    dialogs.path = tmp_path / "records.csv"
    dialog.export.click()
    qtbot.waitUntil(lambda: "written to" in dialog.state.text())
    rows = list(csv.reader(dialogs.path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "Number"
    dialog.close()


def test_the_step_says_until_when_the_records_are_kept_as_the_day_is_typed(
    example: MainWindow, qtbot: QtBot
) -> None:
    opened = example.open_project
    assert opened is not None
    opened.go_to("facts")
    typed(example, qtbot, "facts", "facts__value", "900000")
    typed(example, qtbot, "reporting", "award__entered_into_on", "1 April 2028")
    page = opened.page
    assert isinstance(page, ReportingPage)
    assert page.keep_until.text().startswith("Keep until 31 March 2031. Because section 98")
    typed(example, qtbot, "reporting", "award__entered_into_on", "")
    qtbot.keyClick(opened.page.binding("award__entered_into_on").widget, Qt.Key.Key_Delete)
    assert "Give the day on which the contract was entered into" in page.keep_until.text()
