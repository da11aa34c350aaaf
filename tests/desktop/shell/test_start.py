"""What is loaded when, and how long the window bears typing."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import OpenWindow, saved

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "reportlab",
    "PIL",
    "pikepdf",
    "pypdfium2",
    "cryptography",
    "urllib.request",
)
OURS = (
    "svdesk.domain.entry",
    "svdesk.domain.project",
    "svdesk.policy",
    "svdesk.documents",
    "svdesk.services.backups",
)

FIRST_PAINT = """
import os, sys
from pathlib import Path
from svdesk.app import run_window
from svdesk.desktop.shell.main_window import MainWindow
shown = MainWindow.paintEvent
def painted(self, event):
    shown(self, event)
    print(*sorted(sys.modules))
    print(*vars(sys.modules["PySide6.QtCore"]), *vars(sys.modules["PySide6.QtWidgets"]))
    maps = Path("/proc/self/maps")
    print(*{Path(line.split()[-1]).name for line in maps.open()} if maps.exists() else (), flush=True)
    os._exit(0)
MainWindow.paintEvent = painted
run_window(Path(sys.argv[1]))
"""


def test_the_first_paint_comes_before_any_heavy_library(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    modules, classes, libraries = told.stdout.splitlines()
    loaded = set(modules.split())
    assert "svdesk.desktop.shell.home" in loaded
    assert loaded.isdisjoint((*HEAVY, *OURS))
    # The binding builds a class with its enumerations when it is first asked for.
    assert "QTimer" in classes.split()
    assert not {"Qt", "QStyle", "QMessageBox", "QFileDialog"} & set(classes.split())
    assert not [name for name in libraries.split() if "Quick" in name or "Qml" in name]


@pytest.mark.timeout(600)  # on a busy machine, too, each key is typed
def test_twenty_thousand_keystrokes_do_the_window_no_harm(open_window: OpenWindow, qtbot: QtBot) -> None:
    """A release of the toolkit once aborted the program after some three thousand."""
    window = open_window()
    window.home.new_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    assert window.open_project is not None
    window.open_project.go_to("about")
    field = window.open_project.page.findChild(QLineEdit, "about__portal")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    for _ in range(200):
        qtbot.keyClicks(field, "x" * 99)
        qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "The Chest")
    saved(qtbot, window)
    assert window.open_project.session.project.about.portal == "The Chest"


def test_what_is_loaded_is_not_gone_through_by_the_collector_while_somebody_types(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    gc.unfreeze()
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    assert window.open_project is not None
    pack = window.open_project.session.pack
    assert not any(each is pack for each in gc.get_objects())
