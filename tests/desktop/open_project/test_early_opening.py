"""A project that is opened the moment the window is there: shown before the store is loaded, and kept."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.style import LIGHT
from svdesk.domain.project import Project
from svdesk.paths import database_file
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.storage.opening.quick_list import quick_list
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.conftest import AnsweringDialogs, saved
from tests.projects import full_project

_CLICK = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from svdesk.app import run_window
from svdesk.desktop.shell.main_window import MainWindow
painted, shown = MainWindow.paintEvent, MainWindow.show_project
def click(self, event):
    painted(self, event)
    QTimer.singleShot(0, self.home.open_project.click)
def tell(self, project, pack):
    shown(self, project, pack)
    print(self.open_project.session.project.about.title)
    print(*sorted(sys.modules), flush=True)
    os._exit(0)
MainWindow.paintEvent, MainWindow.show_project = click, tell
run_window(Path(sys.argv[1]))
"""


def _stored(folder: Path) -> Project:
    project = full_project()
    store = SqliteProjectStore(database_file(folder))
    store.save(project)
    store.close()
    return project


def _read(folder: Path, project: Project) -> Project:
    store = SqliteProjectStore(database_file(folder))
    try:
        return store.load(project.id)
    finally:
        store.close()


def test_the_first_step_is_shown_before_the_libraries_of_store_and_documents(tmp_path: Path) -> None:
    project = _stored(tmp_path)
    PackRegistry(tmp_path).keep(bundled_pack())  # as it is from the first project on
    told = subprocess.run(
        [sys.executable, "-c", _CLICK, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    title, modules = told.stdout.splitlines()
    assert title == project.about.title
    late = {
        "sqlalchemy",
        "sqlmodel",
        "pydantic",
        "svdesk.rendering.formats",
        "svdesk.desktop.pages.documents",
    }
    assert late.isdisjoint(modules.split())
    # Each of these is many classes to be made, and nothing of them is on the screen yet.
    early = ("svdesk.documents", "svdesk.policy.reference", "svdesk.domain.records")
    assert [name for name in modules.split() if name.startswith(early)] == []


def test_what_is_typed_into_a_project_opened_at_once_is_kept(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, dialogs: AnsweringDialogs
) -> None:
    project = _stored(tmp_path)
    listed = quick_list(database_file(tmp_path))
    window = MainWindow(make_runner(tmp_path, qapp), LIGHT, listed, dialogs)
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None, timeout=60_000)
    opened = window.open_project
    assert opened is not None
    assert opened.session.project == project
    opened.go_to("about")
    field = opened.page.findChild(QLineEdit, "about__title")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "Typed at once")
    saved(qtbot, window)
    window.close()
    kept = _read(tmp_path, project)
    assert kept == replace(
        project, about=replace(project.about, title="Typed at once"), revision=opened.session.project.revision
    )


def test_a_program_that_ends_before_the_store_is_there_lets_go_of_the_file(
    qapp: QApplication, tmp_path: Path
) -> None:
    project = _stored(tmp_path)
    runner = make_runner(tmp_path, qapp)
    assert runner.run_now(lambda backend: backend.load(project.id)) == project
    runner.close()
    assert _read(tmp_path, project) == project
