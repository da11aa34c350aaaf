"""Use cases run off the window's thread, and none that takes long keeps saving waiting."""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.services.ports import StoreError
from svdesk.services.use_cases import projects
from tests.projects import full_project


@pytest.fixture
def runner(tmp_path: Path, qapp: QApplication) -> Iterator[UseCaseRunner]:
    runner = make_runner(tmp_path, qapp)
    yield runner
    runner.close()


def _ignore(_what: object) -> None:
    """Take what a test does not look at."""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_file_that_does_not_answer_keeps_no_save_waiting(
    runner: UseCaseRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    # Stands for a drive that does not answer: SVDesk's own readers refuse a pipe at once.
    pipe, project, read = tmp_path / "pipe.svproj", full_project(), list[bytes]()
    os.mkfifo(pipe)
    runner.run_aside(lambda _backend: pipe.read_bytes(), read.append, _ignore)
    runner.run_now(lambda backend: backend.database.save(project))
    assert runner.run_now(lambda backend: backend.database.load(project.id)) == project
    assert not read

    def is_over() -> bool:
        # Whoever reads gets an empty file; where nobody does just now, the pipe can't be opened.
        with suppress(OSError):
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        return bool(read)

    qtbot.waitUntil(is_over)
    assert read == [b""]


def test_long_work_asks_the_database_on_the_thread_that_owns_it(
    runner: UseCaseRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    project, done, at_work = full_project(), list[object](), Event()
    runner.run_now(lambda backend: backend.database.save(project))
    copy = tmp_path / "copy.svproj"
    runner.run_aside(
        lambda backend: projects.write_stored_copy(backend, project.id, copy, with_returns=True),
        done.append,
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done))
    assert done == [None]
    threads: list[str] = []
    runner.run_now(lambda _backend: threads.append(threading.current_thread().name))
    runner.run_aside(lambda _backend: at_work.set(), _ignore, _ignore)
    assert at_work.wait(600)
    runner.run_aside(lambda _backend: threads.append(threading.current_thread().name), done.append, _ignore)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert len(set(threads)) == 2
    assert runner.run_now(lambda backend: projects.read_project(backend, copy)).project == project


def test_what_the_database_refuses_long_work_is_handed_over(runner: UseCaseRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    runner.run_aside(lambda backend: backend.database.load(uuid4()), _ignore, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], KeyError)


def test_a_database_that_could_not_be_opened_is_opened_the_next_time(
    tmp_path: Path, qapp: QApplication
) -> None:
    file = tmp_path / "svdesk.db"
    file.write_bytes(b"no database" * 100)
    runner = make_runner(tmp_path, qapp)
    with pytest.raises(StoreError, match="not a database of SVDesk"):
        runner.run_now(lambda backend: backend.database.list_projects())
    file.unlink()
    assert runner.run_now(lambda backend: backend.database.list_projects()) == ()
    runner.close()


def test_a_timer_of_a_window_that_is_gone_begins_nothing(tmp_path: Path, qapp: QApplication) -> None:
    runner, begun = make_runner(tmp_path, qapp), list[object]()
    runner.close()
    runner.run_aside(begun.append, _ignore, _ignore)
    qapp.processEvents()
    assert begun == []
