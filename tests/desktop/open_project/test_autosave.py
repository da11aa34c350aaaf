"""What is typed is on disk a moment later, whether or not whoever types ever pauses."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.open_project.autosave import Autosave, SaveState
from svdesk.domain.project import About
from svdesk.paths import database_file
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import new_project
from svdesk.services.project.session import Session
from svdesk.storage.store import SqliteProjectStore

_TYPES_ON_AND_ON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from svdesk.app import make_runner
from svdesk.desktop.open_project import autosave
from svdesk.desktop.shell.application import start_qt
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.style import LIGHT

autosave.PAUSE_MS = 3_600_000  # on a slow machine, too, nothing is a pause
app = start_qt(["svdesk"])
window = MainWindow(make_runner(Path(sys.argv[1]), app), LIGHT, (), Dialogs())
window.show()
window.begin()
window.home.new_project.click()
typed, saves = 0, set()

def look():
    if window.open_project is not None:
        looking.stop()
        window.open_project.go_to("about", "about.need")
        typing.start()

def type_on():
    global typed
    typed += 1
    opened = window.open_project
    QTest.keyClicks(opened.page.binding("about__need").widget, f"word{typed} ")
    if opened.autosave.saved_at is not None:
        saves.add(opened.autosave.saved_at)
    print(typed, len(saves), flush=True)

looking = QTimer(interval=20)
looking.timeout.connect(look)
looking.start()
typing = QTimer(interval=20)
typing.timeout.connect(type_on)
app.exec()
"""


_MOST_WORDS = 1_000
"""Where nothing has been saved after so many, nothing ever is."""


def test_what_is_typed_without_a_pause_is_saved_meanwhile(tmp_path: Path) -> None:
    typed_before: dict[int, int] = {}
    with subprocess.Popen(
        [sys.executable, "-c", _TYPES_ON_AND_ON, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as window:
        assert window.stdout is not None
        for line in window.stdout:
            typed, saves = map(int, line.split())
            typed_before.setdefault(saves, typed)
            if saves == 3 or typed == _MOST_WORDS:
                break
        # It has no time to save what is left.
        window.kill()
    store = SqliteProjectStore(database_file(tmp_path))
    (listed,) = store.list_projects()
    need = store.load(listed.id).about.need
    store.close()
    assert 3 in typed_before
    # The third save holds what stood there when the second had come.
    assert need.split()[: typed_before[2]] == [f"word{number}" for number in range(1, typed_before[2] + 1)]


def test_what_changes_while_a_save_is_under_way_is_saved_after_it(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    runner, gate = make_runner(tmp_path, qapp), Event()
    pack = bundled_pack()
    session = Session(new_project(pack.id, pack.edition), pack)
    autosave = Autosave(session, runner, qapp)
    # The database is busy: the save below waits for it, and the window does not.
    runner.run(lambda _backend: gate.wait(600), lambda _came: None, lambda _error: None)
    for title in ("First", "Second", "Third"):
        session.replace({"about": About(title=title)})
        autosave.save_soon()
    assert autosave.state is SaveState.SAVING
    assert not autosave.is_current
    gate.set()
    qtbot.waitUntil(lambda: autosave.state is SaveState.SAVED, timeout=20_000)
    assert autosave.is_current
    assert runner.run_now(lambda backend: backend.database.load(session.project.id)) == session.project
    runner.close()
