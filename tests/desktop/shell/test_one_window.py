"""A second start shows the window that is there and hands its file over; where none answers, that is said."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from svdesk.desktop.shell import one_window
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.shell.one_window import HandOver, OneWindow, hand_over, name_for
from svdesk.paths import in_use_note
from svdesk.services.exchange.project_file import write_exchange
from tests.projects import full_project

pytestmark = pytest.mark.usefixtures("qapp")

LISTENS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from svdesk.desktop.shell.one_window import OneWindow
app = QCoreApplication([])
one = OneWindow(Path(sys.argv[1]), app)
print("listens", flush=True)
app.exec()
"""


@pytest.fixture
def listening(example: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with the example open, which other starts can find."""
    OneWindow(tmp_path, example).asked.connect(example.come_forward)
    return example


def test_a_second_start_shows_the_first_and_hands_its_file_over(
    listening: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = listening.open_project
    file = tmp_path / "from a colleague.svproj"
    write_exchange(full_project(), file)
    listening.showMinimized()
    assert in_use_note(tmp_path).exists()
    second = subprocess.Popen(
        [sys.executable, "-m", "svdesk", "--data-dir", str(tmp_path), file.name],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert second.communicate() == ("", "")
    assert second.returncode == 0
    assert not listening.isMinimized()
    qtbot.waitUntil(lambda: listening.open_project is not before)
    assert listening.open_project is not None
    assert listening.open_project.session.project.about.title == full_project().about.title


def test_without_a_window_nobody_is_found(tmp_path: Path) -> None:
    assert hand_over(tmp_path, None) is HandOver.NOBODY


def test_a_window_that_does_not_answer_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "ANSWER_MS", 100)
    silent = QLocalServer()
    assert silent.listen(name_for(tmp_path))
    assert hand_over(tmp_path, None) is HandOver.NO_ANSWER
    silent.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes names away with their process")
def test_what_a_killed_process_left_of_its_name_is_taken_away(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", LISTENS, str(tmp_path)], stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"listens\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert hand_over(tmp_path, None) is HandOver.NOBODY
    parent = QObject()
    one = OneWindow(tmp_path, parent)
    assert one.is_listening
    one.close()


def test_each_folder_has_a_window_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert name_for(tmp_path / "a") == name_for(tmp_path / "b" / ".." / "a")
    assert name_for(tmp_path / "a") != name_for(tmp_path)


@pytest.mark.parametrize("message", [b"[]\n", b"\xff\n", b'{"file": 7}\n', b"x" * 70_000])
def test_nonsense_is_left_alone(qtbot: QtBot, tmp_path: Path, message: bytes) -> None:
    from PySide6.QtNetwork import QLocalSocket

    parent, asked = QObject(), list[object]()
    one = OneWindow(tmp_path, parent)
    one.asked.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(name_for(tmp_path))
    socket.write(message)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    one.close()
