"""A drive that never answers keeps nobody: not saving, not the next work, not the closing of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.making.issued_dialog import IssuedDialog
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.work_strip import WorkStrip
from svdesk.files.whole import write_whole
from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.use_cases import projects
from tests.desktop.conftest import AnsweringDialogs, OpenWindow, saved
from tests.desktop.hanging_drive import hanging
from tests.projects import full_project


@pytest.fixture
def runner(tmp_path: Path, qapp: QApplication) -> Iterator[UseCaseRunner]:
    runner = make_runner(tmp_path, qapp)
    yield runner
    runner.close()


def strip_of(window: MainWindow) -> WorkStrip:
    strip = window.findChild(WorkStrip)
    assert isinstance(strip, WorkStrip)
    return strip


def typed(window: MainWindow, qtbot: QtBot, words: str) -> None:
    assert window.open_project is not None
    window.open_project.go_to("about")
    field = window.open_project.page.findChild(QLineEdit, "about__portal")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, words)
    saved(qtbot, window)


def test_while_an_import_hangs_work_is_saved_and_it_can_be_stopped(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "from a colleague.svproj"
    write_exchange(full_project(), file)
    with hanging(file) as (path, drive):
        example.home.import_file(path)
        qtbot.waitUntil(drive.asked.is_set)
        typed(example, qtbot, "The Chest")
        strip = strip_of(example)
        qtbot.waitUntil(strip.isVisible)
        assert strip.words.text() == "Reading from a colleague.svproj…"
        strip.stop.click()
        assert not strip.isVisible()
        # What is asked for next does not wait for the drive either.
        dialogs.path = tmp_path / "copy.svproj"
        example.trouble_copy.click()
        qtbot.waitUntil(dialogs.path.exists)
        before = example.open_project
        drive.answers.set()
        typed(example, qtbot, " and on")
        assert example.open_project is before
    assert not drive.gave_up.is_set()


def test_closing_does_not_wait_for_an_import(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    with hanging(tmp_path / "x.svproj") as (path, drive):
        window.home.import_file(path)
        qtbot.waitUntil(drive.asked.is_set)
        assert window.close()
        # The database is free: the next start gets it.
        again = open_window()
        again.home.open_example.click()
        qtbot.waitUntil(lambda: again.open_project is not None)
    assert not drive.gave_up.is_set()


@pytest.mark.parametrize("closes", [True, False])
def test_closing_asks_where_a_file_is_being_written_and_no_half_of_it_stays(
    example: MainWindow, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path, closes: bool
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    with hanging(folder / "copy.svproj") as (path, drive):
        dialogs.path, dialogs.agrees = path, closes
        example.trouble_copy.click()
        qtbot.waitUntil(drive.asked.is_set)
        assert example.close() is closes
        assert "Saving a copy as copy.svproj" in dialogs.told[-1]
        drive.answers.set()
        if closes:
            example._runner.wait_for_reading(600)  # noqa: SLF001 - as the program does at its end
            assert list(folder.iterdir()) == []
        else:
            qtbot.waitUntil((folder / "copy.svproj").exists)
            dialogs.agrees = True


def test_checking_a_file_that_hangs_can_be_stopped(
    dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path, runner: UseCaseRunner
) -> None:
    parent = QWidget()
    parent.resize(1090, 560)
    qtbot.addWidget(parent)
    dialog = IssuedDialog(parent, full_project(), runner, dialogs)
    dialog.show()
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    with hanging(tmp_path / "x.pdf") as (path, drive):
        dialogs.path = path
        dialog.check.click()
        qtbot.waitUntil(drive.asked.is_set)
        strip = dialog.findChild(WorkStrip)
        assert isinstance(strip, WorkStrip)
        qtbot.waitUntil(strip.isVisible)
        strip.stop.click()
        assert "Stopped, as you asked" in dialog.said.toPlainText()
    dialog.reject()


def test_what_was_stopped_asks_the_database_no_more_and_writes_nothing(
    runner: UseCaseRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    told, stopped, after = list[object](), list[bool](), list[object]()
    with hanging(tmp_path / "x") as (path, drive):

        def work(_backend: object) -> None:
            path.is_dir()
            write_whole(tmp_path / "late.txt", b"late")

        runner.run_aside(work, told.append, told.append, stopped=lambda: stopped.append(True))
        runner.run_aside(lambda backend: backend.database.list_projects(), after.append, after.append)
        qtbot.waitUntil(drive.asked.is_set)
        assert after == []
        runner.stop_long_work()
        qtbot.waitUntil(lambda: after == [()])
        drive.answers.set()
        runner.close()
        runner.wait_for_reading(600)
    assert stopped == [True]
    assert told == []
    assert not (tmp_path / "late.txt").exists()


def test_a_copy_that_is_not_stopped_is_written(runner: UseCaseRunner, qtbot: QtBot, tmp_path: Path) -> None:
    project, done = full_project(), list[object]()
    runner.run_now(lambda backend: backend.database.save(project))
    said = list[str]()
    runner.working.connect(said.append)
    runner.run_aside(
        lambda backend: projects.write_copy(backend, project, tmp_path / "copy.svproj"),
        done.append,
        done.append,
        words="Saving a copy",
        gives_out=True,
    )
    assert runner.gives_out == ("Saving a copy",)
    qtbot.waitUntil(lambda: done == [None])
    assert runner.gives_out == ()
    assert said == ["Saving a copy", ""]
