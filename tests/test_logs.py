"""Logs say what went wrong and where, and hold nothing of what a person wrote."""

import ast
import logging
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from svdesk import logs
from svdesk.domain.project import Project
from svdesk.files.regular import read_regular
from svdesk.log_lines import PrivateFormatter, described
from svdesk.services.ports import StoreError
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.test_architecture import modules

CANARY = "Aunt Mary's secret supper"
LITERAL_ELSEWHERE = {"svdesk.logs", "svdesk.desktop.shell.unexpected"}
"""Modules that put names of our own code, or of Qt's, into a message."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """What a log holds by now."""
    handler = logging.FileHandler(tmp_path / "svdesk.log", encoding="utf-8")
    handler.setFormatter(PrivateFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield (tmp_path / "svdesk.log").read_text
    root.removeHandler(handler)
    handler.close()


def raised(work: Callable[[], object]) -> BaseException:
    try:
        work()
    except BaseException as error:
        return error
    raise AssertionError("nothing went wrong")


def no_such_file() -> object:
    return read_regular(Path(f"/nowhere/{CANARY}"), 10)


def refused_statement() -> object:
    with create_engine("sqlite://").begin() as connection:
        return connection.execute(text("SELECT :words FROM nowhere"), {"words": CANARY})


def wrapped() -> object:
    try:
        return int(CANARY)
    except ValueError as error:
        raise StoreError(f"Not saved: {CANARY}") from error


FAULTS: dict[str, Callable[[], object]] = {
    "KeyError": lambda: {}[CANARY],
    "FileNotFoundError ENOENT": no_such_file,
    "OperationalError SQLITE_ERROR": refused_statement,
    "StoreError": wrapped,
    "UnicodeEncodeError": lambda: (CANARY + "\ud800").encode(),
    "ExceptionGroup": lambda: (_ for _ in ()).throw(ExceptionGroup(CANARY, [ValueError(CANARY)])),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_written_down_by_its_kind_and_without_its_words(kind: str, log: Callable[[], str]) -> None:
    error = raised(FAULTS[kind])
    error.add_note(CANARY)
    logging.getLogger("svdesk.test").error("It failed: %s, %s, %d", CANARY, error, 7, exc_info=error)
    assert kind in log()
    assert "It failed: <str>, " in log()
    assert CANARY not in log()


def test_the_places_are_those_of_our_own_code() -> None:
    told = described(raised(no_such_file))
    assert "svdesk.files.regular:" in told
    assert "in read_regular" in told
    assert "test_logs" not in told
    assert "because of ValueError" in described(raised(wrapped))


def test_what_a_library_says_is_not_quoted(log: Callable[[], str]) -> None:
    logging.getLogger("sqlalchemy.pool").error("lost %s", CANARY)
    logging.getLogger("alembic").warning(f"odd: {CANARY}")
    assert log().count("a message from line") == 2
    assert CANARY not in log()


def test_a_log_of_the_usual_kind_would_quote_it(tmp_path: Path) -> None:
    handler = logging.FileHandler(tmp_path / "usual.log")
    handler.setFormatter(logging.Formatter())
    logging.getLogger().addHandler(handler)
    logging.getLogger("svdesk.test").error("It failed", exc_info=raised(wrapped))
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert CANARY in (tmp_path / "usual.log").read_text()


def test_our_messages_are_literal_words() -> None:
    strays = [
        f"{name}:{call.lineno}"
        for name, tree in modules()
        if name not in LITERAL_ELSEWHERE
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
        and "ogg" in ast.unparse(call.func.value)
        and not any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in call.args[:2])
    ]
    assert strays == [], "What varies in a message is an argument, which the log leaves out: " + str(strays)


def test_a_statement_that_the_database_refuses_keeps_its_values_to_itself(tmp_path: Path) -> None:
    store = SqliteProjectStore(tmp_path / "svdesk.db")
    project = full_project()
    store.save(project)
    store._live.connection.execute("PRAGMA query_only=ON")  # noqa: SLF001 - a disk that takes nothing more
    error = raised(lambda: store.save(changed(project)))
    causes = [error]
    while causes[-1].__cause__ is not None:
        causes.append(causes[-1].__cause__)
    assert any(isinstance(each, SQLAlchemyError | sqlite3.Error) for each in causes)
    assert all(CANARY not in str(each) for each in causes)
    store.close()


def changed(project: Project) -> Project:
    from dataclasses import replace

    return replace(
        project, revision=project.revision + 1, about=replace(project.about, need=CANARY, title=CANARY)
    )


HOOKS = f"""
import logging, sys, threading
from pathlib import Path
from svdesk import logs
folder = Path(sys.argv[1])
logs.start(folder, "svdesk")
logs.watch(folder, "svdesk")
def fail():
    raise RuntimeError({CANARY!r})
thread = threading.Thread(target=fail); thread.start(); thread.join()
class Going:
    def __del__(self):
        raise ValueError({CANARY!r})
Going()
secret = {CANARY!r}
if sys.argv[2:]:
    import faulthandler
    faulthandler._sigsegv()
"""


def test_threads_and_broken_off_processes_leave_a_line_and_no_word(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HOOKS, str(tmp_path), "break off"], capture_output=True, text=True, check=False
    )
    assert told.returncode != 0
    assert CANARY not in told.stdout + told.stderr
    kept = {path.name: path.read_text() for path in (tmp_path / "logs").iterdir()}
    assert "A thread ended with an error" in kept["svdesk.log"]
    assert "RuntimeError" in kept["svdesk.log"]
    assert "An error could not be raised" in kept["svdesk.log"]
    assert "Segmentation fault" in kept["svdesk-broken-off.log"]
    assert all(CANARY not in words for words in kept.values())


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of a person's data to that person")
def test_logs_are_for_their_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir(mode=0o755)
    (tmp_path / "logs" / "svdesk.log").touch(mode=0o644)
    before = list(logging.getLogger().handlers)
    file = logs.start(tmp_path, "svdesk")
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()
