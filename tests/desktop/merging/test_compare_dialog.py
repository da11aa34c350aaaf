"""A file of a project that is here: what differs is shown, chosen by keyboard, taken over and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.merging.compare_dialog import CompareProjectsDialog
from svdesk.desktop.merging.table import FILE, HERE, KEPT, WHAT
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import Dialogs, ForKnown
from svdesk.domain.project import Project
from svdesk.services.exchange.project_file import Opened, write_opened
from tests.desktop.conftest import AnsweringDialogs, saved
from tests.services.exchange.test_exchange_returned_forms import a_return

Change = Callable[[Project], Project]


def changed(project: Project) -> Project:
    """The example as a colleague changed it."""
    first, second = project.questions[:2]
    return replace(
        project,
        revision=project.revision + 5,
        about=replace(project.about, title="Meals for all", need=""),
        questions=(replace(first, text="How many?", word_limit=100), *project.questions[2:]),
        kpis=(*project.kpis, replace(project.kpis[0], id=second.id, title="Thanks given")),
    )


@pytest.fixture
def mine(example: MainWindow, qtbot: QtBot) -> Project:
    """The example as it is here; the window shows the list."""
    assert example.open_project is not None
    project = example.open_project.session.project
    example.go_home()
    qtbot.waitUntil(lambda: example.home.projects.model().rowCount() == 1)
    return project


def dialog_for(
    window: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, path: Path, theirs: Opened
) -> CompareProjectsDialog:
    """The dialog that compares *theirs* with what is here."""
    write_opened(theirs, path)
    dialogs.path, dialogs.for_known = path, ForKnown.COMPARE
    window.home.import_project.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CompareProjectsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CompareProjectsDialog)
    return dialog


def cell(dialog: CompareProjectsDialog, row: int, column: int) -> str:
    return str(dialog.model.index(row, column).data())


def row_of(dialog: CompareProjectsDialog, what: str) -> int:
    return next(row for row in range(dialog.model.rowCount()) if cell(dialog, row, WHAT).startswith(what))


def press(qtbot: QtBot, dialog: CompareProjectsDialog, letter: str) -> None:
    """Press Alt and a letter."""
    dialog.activateWindow()
    qtbot.keyClick(dialog, letter, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()


def test_choices_made_by_keyboard_are_taken_over_and_taken_back(
    example: MainWindow, mine: Project, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    theirs = changed(mine)
    form = a_return(project_id=mine.id)
    dialog = dialog_for(example, qtbot, dialogs, tmp_path / "x.svproj", Opened(theirs, returns=(form,)))
    assert f"revision {mine.revision} " in dialogs.told[-1].replace(",", " ")
    assert "1 new returned form to add" in dialogs.told[-1]
    title = row_of(dialog, "The project: Title")
    assert (cell(dialog, title, HERE), cell(dialog, title, FILE)) == (mine.about.title, "Meals for all")
    assert cell(dialog, title, KEPT) == "Yours"

    # Typing finds a row, and an answer leaves the keys in the table.
    assert dialog.table.hasFocus()
    qtbot.keyClicks(dialog.table, "KPI")
    assert cell(dialog, dialog.table.currentIndex().row(), WHAT).startswith("KPI")
    press(qtbot, dialog, "f")
    qtbot.waitUntil(lambda: cell(dialog, row_of(dialog, "KPI"), KEPT) == "Added")
    assert dialog.table.hasFocus()
    dialog.table.selectRow(title)
    assert (dialog.mine.toPlainText(), dialog.theirs.toPlainText()) == (mine.about.title, "Meals for all")
    assert not dialog.keep_both.isEnabled()
    dialog.take_theirs.click()
    assert dialog.said.text().startswith("4 as here, 2 as in the file")

    dialog.take.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    opened = example.open_project
    assert opened is not None
    project = opened.session.project
    assert project.about == replace(mine.about, title="Meals for all")
    assert project.kpis == theirs.kpis
    assert project.questions == mine.questions
    opened.undo()
    assert opened.session.project.about == mine.about
    assert opened.session.project.kpis == mine.kpis
    saved(qtbot, example)
    opened.redo()
    assert opened.session.project.about.title == "Meals for all"
    saved(qtbot, example)


def test_an_item_can_be_kept_twice_and_all_of_one_side_in_one_go(
    example: MainWindow, mine: Project, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialog = dialog_for(example, qtbot, dialogs, tmp_path / "x.svproj", Opened(changed(mine)))
    item = next(row for row in range(dialog.model.rowCount()) if "The whole of it" in cell(dialog, row, WHAT))
    dialog.all_theirs.click()
    assert {cell(dialog, row, KEPT) for row in range(dialog.model.rowCount())} == {
        "The file's",
        "Goes",
        "Added",
    }
    dialog.all_mine.click()
    assert not dialog.take.isEnabled()
    dialog.table.selectRow(item + 1)
    dialog.take_theirs.click()
    assert cell(dialog, item, KEPT) == "Some of each"
    dialog.table.selectRow(item)
    dialog.keep_both.click()
    assert {cell(dialog, item + place, KEPT) for place in (0, 1, 2)} == {"Both"}
    dialog.take.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    assert example.open_project is not None
    kept = example.open_project.session.project.questions
    assert len(kept) == len(mine.questions) + 1
    assert (kept[0], kept[1].text) == (mine.questions[0], "How many?")


def test_cancelling_changes_nothing(
    example: MainWindow, mine: Project, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialog = dialog_for(example, qtbot, dialogs, tmp_path / "x.svproj", Opened(changed(mine)))
    dialog.all_theirs.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    example.home.open_project.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    assert example.open_project is not None
    assert example.open_project.session.project == mine


@pytest.mark.parametrize("size", [(1280, 720), (853, 480)], ids=["as is", "at 150 percent"])
def test_everything_has_its_place_and_name(
    example: MainWindow,
    mine: Project,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    example.resize(*size)
    dialog = dialog_for(example, qtbot, dialogs, tmp_path / "x.svproj", Opened(changed(mine)))
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    inside = dialog.rect()
    for widget in (*dialog.findChildren(QPushButton), dialog.table, dialog.mine, dialog.theirs):
        assert inside.contains(
            widget.geometry().translated(widget.parentWidget().mapTo(dialog, widget.pos()) - widget.pos())
        )
        assert widget.isVisible()
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_"):
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken is not None
            assert spoken.text(QAccessible.Text.Name).strip(), widget
    first = dialog.model.index(0, WHAT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(words in first for words in ("Here:", "In the file:", "Kept: Yours"))
    dialog.reject()


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Open yours", ForKnown.OPEN),
        ("Compare…", ForKnown.COMPARE),
        ("Add a copy", ForKnown.COPY),
        ("Cancel", None),
    ],
)
def test_what_to_do_with_a_file_of_a_project_that_is_here_is_asked(
    qtbot: QtBot, label: str, expected: ForKnown | None
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == label).click()

    QTimer.singleShot(0, answer)
    assert Dialogs().known_project(parent, "It is here.", differs=True) is expected
