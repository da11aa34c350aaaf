"""Deleting on the home screen: several at once, Undo, the bin, and a reason where records are due yet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from svdesk.desktop.keeping.bin_dialog import BinDialog
from svdesk.desktop.keeping.delete_dialog import DeleteDialog
from svdesk.desktop.keeping.rule_dialog import RuleDialog
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Regime
from svdesk.domain.keeping.retention import KeptFrom, OwnRule
from svdesk.domain.project import Award, Project
from svdesk.paths import database_file
from svdesk.services.project.kept_rule import kept_rule
from svdesk.services.project.project_sources import shipped_example
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.conftest import AnsweringDialogs, OpenWindow

_Dialog = TypeVar("_Dialog", bound=QDialog)


def project(number: int, **changes: object) -> Project:
    example = shipped_example()
    about = replace(example.about, title=f"Project {number}")
    return replace(example, id=UUID(int=number), about=about, **changes)


def keep(folder: Path, *projects: Project) -> None:
    store = SqliteProjectStore(database_file(folder))
    for each in projects:
        store.save(each)
    store.close()


def rows(window: MainWindow) -> int:
    return window.home.projects.model().rowCount()


def opened(open_window: OpenWindow, qtbot: QtBot, count: int) -> MainWindow:
    window = open_window()
    qtbot.waitUntil(lambda: rows(window) == count)
    return window


def dialog_of(kind: type[_Dialog]) -> _Dialog | None:
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None
    )


def shown(qtbot: QtBot, kind: type[_Dialog]) -> _Dialog:
    qtbot.waitUntil(lambda: dialog_of(kind) is not None)
    found = dialog_of(kind)
    assert found is not None
    return found


def test_several_are_deleted_at_once_and_undo_brings_them_all_back(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    keep(tmp_path, project(1), project(2), project(3))
    window = opened(open_window, qtbot, 3)
    home = window.home
    home.projects.selectRow(0)
    home.projects.setFocus()
    qtbot.keyClick(home.projects, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert home.delete_project.text() == "&Delete 2…"
    assert not home.open_project.isEnabled()
    qtbot.keyClick(home.projects, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(window) == 1)
    assert "“Project 3”\n“Project 2”" in dialogs.told[0]
    assert "30 days" in dialogs.told[0]
    assert home.deleting.isVisible()
    assert home.deleting.words.text().startswith("2 projects were deleted.")
    qtbot.waitUntil(home.deleting.undo.hasFocus)
    home.deleting.undo.click()
    qtbot.waitUntil(lambda: rows(window) == 3)
    assert not home.deleting.isVisible()


def test_who_does_not_agree_deletes_nothing(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    keep(tmp_path, project(1))
    window = opened(open_window, qtbot, 1)
    dialogs.agrees = False
    window.home.delete_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert rows(window) == 1
    assert not window.home.deleting.isVisible()


def test_a_project_comes_back_from_the_bin_after_the_window_was_closed(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(tmp_path, project(1))
    first = opened(open_window, qtbot, 1)
    first.home.delete_project.click()
    qtbot.waitUntil(lambda: rows(first) == 0)
    first.close()
    window = open_window()
    window.home.open_bin.click()
    bin_dialog = shown(qtbot, BinDialog)
    qtbot.waitUntil(lambda: bin_dialog.model.rowCount() == 1)
    words = [bin_dialog.model.item(0, column).text() for column in range(5)]
    assert words[0] == "Project 1"
    assert words[3] == shipped_example().about.officer
    assert words[4]
    assert "No period is set" in bin_dialog.said.toPlainText()
    bin_dialog.restore.click()
    qtbot.waitUntil(lambda: rows(window) == 1)
    qtbot.waitUntil(lambda: bin_dialog.state.text() == "The bin is empty.")
    assert not bin_dialog.restore.isEnabled()
    bin_dialog.close()


def test_for_good_says_what_else_holds_it_and_leaves_a_line(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    keep(tmp_path, project(1))
    window = opened(open_window, qtbot, 1)
    window.home.delete_project.click()
    qtbot.waitUntil(lambda: rows(window) == 0)
    window.home.open_bin.click()
    bin_dialog = shown(qtbot, BinDialog)
    qtbot.waitUntil(lambda: bin_dialog.model.rowCount() == 1)
    bin_dialog.remove.click()
    qtbot.waitUntil(lambda: bin_dialog.model.rowCount() == 0)
    assert "backups of your projects" in dialogs.told[-1]
    qtbot.waitUntil(lambda: str(UUID(int=1)) in bin_dialog.said.toPlainText())
    assert "Project 1" not in bin_dialog.said.toPlainText()
    bin_dialog.close()


def test_a_project_whose_records_are_due_yet_is_deleted_only_with_a_name_and_a_reason(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    facts = replace(shipped_example().facts, regime=Regime.STANDARD, value=Decimal(900_000))
    keep(tmp_path, project(1, facts=facts, award=Award(entered_into_on=date(2098, 4, 1))))
    window = opened(open_window, qtbot, 1)
    window.home.delete_project.click()
    dialog = shown(qtbot, DeleteDialog)
    assert dialog.who.text() == shipped_example().about.officer
    assert not dialog.act.isEnabled()
    qtbot.keyClicks(dialog.reason, "It was typed twice.")
    assert dialog.act.isEnabled()
    dialog.who.clear()
    assert not dialog.act.isEnabled()
    qtbot.keyClicks(dialog.who, "Anna")
    dialog.act.click()
    qtbot.waitUntil(lambda: rows(window) == 0)
    window.close()
    store = SqliteProjectStore(database_file(tmp_path))
    (binned,) = store.bin_contents().projects
    (record,) = [each for each in store.records_of(binned.id) if each.kind == "project-deleted"]
    store.close()
    assert (record.who, record.why) == ("Anna", "It was typed twice.")
    assert "Keep until 31 March 2101" in record.content


def test_the_own_rule_is_kept_and_taken_away_again(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(open_window, qtbot, 0)
    window.home.open_bin.click()
    bin_dialog = shown(qtbot, BinDialog)
    bin_dialog.rule.click()
    rule = shown(qtbot, RuleDialog)
    qtbot.keyClicks(rule.name, "Schedule 4.2")
    qtbot.keyClicks(rule.years, "six")
    rule.take.click()
    assert rule.isVisible()
    assert "whole number" in rule.error.text()
    rule.years.setText("6")
    rule.counted_from.setCurrentIndex(1)
    rule.take.click()
    wanted = OwnRule(name="Schedule 4.2", years=6, counted_from=KeptFrom.END)
    qtbot.waitUntil(lambda: kept_rule(tmp_path) == wanted)
    bin_dialog.rule.click()
    again = shown(qtbot, RuleDialog)
    assert again.name.text() == "Schedule 4.2"
    again.none.click()
    qtbot.waitUntil(lambda: kept_rule(tmp_path) is None)
    bin_dialog.close()


def test_what_has_been_in_the_bin_for_its_time_goes_when_svdesk_starts(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(tmp_path, project(1))
    window = opened(open_window, qtbot, 1)
    window.home.delete_project.click()
    qtbot.waitUntil(lambda: rows(window) == 0)
    window.close()
    # As if SVDesk had been used for thirty days since.
    store = SqliteProjectStore(database_file(tmp_path))
    contents = store.bin_contents()
    store.close()
    assert contents.clock.looked_at is not None
    _counted(tmp_path, contents.clock.counted.total_seconds() + 30 * 86_400)
    second = open_window()
    qtbot.waitUntil(lambda: second.home.empty.text().startswith("No projects yet"))
    second.close()
    store = SqliteProjectStore(database_file(tmp_path))
    assert not store.is_taken(UUID(int=1))
    (gone,) = store.bin_contents().gone
    store.close()
    assert gone.gone_at <= datetime.now(UTC)


def _counted(folder: Path, seconds: float) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database_file(folder))) as database:
        database.execute("UPDATE bin_clock SET counted = ?", (int(seconds),))
        database.commit()
