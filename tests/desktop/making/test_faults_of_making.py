"""What goes wrong around the making of documents: folders that vanish, a worker that hangs, a signal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import rmtree

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.worker.pack_builder import PackBuilder
from svdesk.paths import database_file
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.preview.test_live_preview import PATIENT, current, field, go_to, open_pane, words_of

_OTHER_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from svdesk.app import make_runner
from svdesk.desktop.shell.application import run, start_qt
from svdesk.desktop.widgets.dialogs import Dialogs

app = start_qt(["svdesk"])
folder = Path(sys.argv[1])

def main_window():
    return next((each for each in app.topLevelWidgets() if hasattr(each, "open_project")), None)

def open_one():
    if main_window() is not None and main_window().home.open_example.isVisible():
        opener.stop()
        main_window().home.open_example.click()
        looked.start()

def look():
    opened = main_window().open_project
    if opened is None:
        return
    view = main_window().view
    if view.preview.pane is None:
        view.show_preview.setChecked(True)
    pane = view.preview.pane
    if pane is not None and pane.is_current and pane.shown_file is not None:
        looked.stop()
        opened.go_to("about", "about.purpose")
        opened.page.binding("about__purpose").widget.insertPlainText("Marmalade ")
        QTimer.singleShot(0, lambda: print(pane.builder.process_id, pane.builder.folder, flush=True))
        if "dialog" in sys.argv:
            Dialogs().show_help(main_window())

looked = QTimer(interval=50)
looked.timeout.connect(look)
opener = QTimer(interval=50)
opener.timeout.connect(open_one)
opener.start()
sys.exit(run(make_runner(folder / "data", app), (), folder / "log"))
"""


@pytest.mark.parametrize("whole", [True, False], ids=["folder", "files"])
def test_the_preview_goes_on_when_a_cleaner_took_its_files(
    example: MainWindow, qtbot: QtBot, *, whole: bool
) -> None:
    go_to(example, "about", "about.need")
    pane = open_pane(example, qtbot)
    if whole:
        rmtree(pane.builder.folder)
    else:
        _empty(pane.builder.folder)
    # Asks the worker about a file that is gone.
    field(example, "about__purpose").setFocus()
    QTest.keyClicks(field(example, "about__purpose"), "Marmalade ")
    current(pane, qtbot)
    assert "Marmalade" in words_of(pane)
    assert pane.said == ""


@pytest.mark.skipif(os.name != "posix", reason="only there can a process be held without ending it")
def test_the_preview_goes_on_when_the_folder_goes_while_a_document_is_made(
    example: MainWindow, qtbot: QtBot
) -> None:
    go_to(example, "about", "about.purpose")
    pane = open_pane(example, qtbot)
    folder, before = pane.builder.folder, set(pane.builder.folder.glob("*.json"))
    # Held, so that it comes to its order only when the folder has gone.
    os.kill(pane.builder.process_id, signal.SIGSTOP)
    QTest.keyClicks(field(example, "about__purpose"), "Marmalade ")
    qtbot.waitUntil(lambda: bool(set(folder.glob("*.json")) - before))
    while folder.exists():  # it may be written to as it goes
        rmtree(folder, ignore_errors=True)
    os.kill(pane.builder.process_id, signal.SIGCONT)
    current(pane, qtbot)
    assert "Marmalade" in words_of(pane)
    assert pane.said == ""


def test_documents_are_made_after_a_cleaner_took_their_folder(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "documents")
    assert example.open_project is not None
    session = example.open_project.session
    builder = example.open_project.page.findChild(PackBuilder)
    assert isinstance(builder, PackBuilder)
    for _ in range(2):
        with qtbot.waitSignal(builder.finished) as finished:
            builder.build(session.project, session.pack, ("statement",))
        assert finished.args == [True, ""]
        made = builder.made("statement", session.project)
        assert made is not None
        rmtree(made.parent.parent)
        assert builder.made("statement", session.project) is None


def test_documents_are_made_when_the_folder_goes_as_they_begin(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "documents")
    assert example.open_project is not None
    session = example.open_project.session
    builder = example.open_project.page.findChild(PackBuilder)
    assert isinstance(builder, PackBuilder)
    with qtbot.waitSignal(builder.finished):
        builder.build(session.project, session.pack, ("statement",))
    first = builder.made("statement", session.project)
    assert first is not None
    with qtbot.waitSignal(builder.finished) as finished:
        builder.build(session.project, session.pack, ("itt",))
        while first.parent.parent.exists():  # it may be written to as it goes
            rmtree(first.parent.parent, ignore_errors=True)
    assert finished.args == [True, ""]
    assert builder.made("itt", session.project) is not None


@pytest.mark.skipif(os.name != "posix", reason="only there can a process be held without ending it")
def test_a_worker_that_hangs_is_told_of_and_started_again(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "about", "about.purpose")
    pane = open_pane(example, qtbot)
    pane.builder.silence_ms = 1000
    first = pane.builder.process_id
    said: list[str] = []
    pane.builder.slow.connect(lambda: said.append(pane.said))
    pane.builder.restarted.connect(lambda: setattr(pane.builder, "silence_ms", PATIENT))
    os.kill(first, signal.SIGSTOP)
    QTest.keyClicks(field(example, "about__purpose"), "Marmalade ")
    qtbot.waitUntil(lambda: pane.builder.process_id not in (0, first))
    current(pane, qtbot)
    assert "longer than usual" in said[0]
    assert "Marmalade" in words_of(pane)
    assert "started again" in pane.said


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal for windows")
@pytest.mark.parametrize(("name", "shown"), [("SIGTERM", "window"), ("SIGHUP", "dialog")])
def test_a_window_that_is_told_to_end_saves_and_leaves_nothing(tmp_path: Path, name: str, shown: str) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER_WINDOW, str(tmp_path), shown],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(temporary)},
    ) as window:
        assert window.stdout
        worker, folder = window.stdout.readline().split()
        assert list(Path(folder).rglob("*.pdf"))
        window.send_signal(signal.Signals[name])
        assert window.wait() == 0
    assert list(temporary.glob("svdesk-*")) == []
    _ends(int(worker))
    store = SqliteProjectStore(database_file(tmp_path / "data"))
    (listed,) = store.list_projects()
    assert "Marmalade" in store.load(listed.id).about.purpose
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="the folder is given by a variable of POSIX systems")
def test_what_a_crash_left_is_gone_after_the_next_start(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for end in (signal.SIGKILL, signal.SIGTERM):
        with subprocess.Popen(
            [sys.executable, "-c", _OTHER_WINDOW, str(tmp_path)],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "TMPDIR": str(temporary)},
        ) as window:
            assert window.stdout
            folder = Path(window.stdout.readline().split()[1])
            # The sweep of the start is through by now, for the project was opened after it.
            assert list(temporary.glob("svdesk-live-*")) == [folder]
            window.send_signal(end)
            window.wait()
    assert list(temporary.glob("svdesk-*")) == []


def _empty(folder: Path) -> None:
    """Remove what is in a folder, as programs that clean up do, and leave the folder."""
    for each in folder.iterdir():
        if each.is_dir():
            rmtree(each)
        else:
            each.unlink()


def _ends(process: int) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("the worker went on alone")
