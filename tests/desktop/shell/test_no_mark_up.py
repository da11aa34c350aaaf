"""Words of a person are plain text in every window: a title that names a picture opens no file."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.domain.project import Project
from svdesk.services.project.project_sources import example_project
from svdesk.steps.order import STEPS
from tests.desktop.conftest import AnsweringDialogs, OpenWindow
from tests.desktop.every_dialog import every_dialog
from tests.desktop.mark_up import Opened, hover, picture, read_as_mark_up, spoilt
from tests.desktop.returned_forms.example_forms import keep
from tests.test_architecture import modules

linux = pytest.mark.skipif(sys.platform != "linux", reason="the system tells of opened files on Linux")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return picture(tmp_path)


@pytest.fixture
def tag(canary: Path) -> str:
    return f'<img src="{canary}">'


@pytest.fixture
def project(tag: str) -> Project:
    return spoilt(example_project(), tag)


@pytest.fixture
def watched(canary: Path) -> Iterator[Opened]:
    watch = Opened(canary)
    yield watch
    watch.close()


@linux
def test_a_project_full_of_mark_up_opens_no_file(
    project: Project, tmp_path: Path, open_window: OpenWindow, qtbot: QtBot, watched: Opened
) -> None:
    keep(tmp_path, project)
    window = open_window()
    qtbot.waitUntil(lambda: window.home.projects.model().rowCount() == 1)
    hover(window)
    found = list(read_as_mark_up(window))
    window.home.projects.selectRow(0)
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    assert window.open_project is not None
    for step in STEPS:
        window.open_project.go_to(step.key)
        QApplication.processEvents()
        hover(window)
        found += read_as_mark_up(window)
    assert found == []
    assert watched.count() == 0


@pytest.fixture
def shown(
    project: Project, tag: str, tmp_path: Path, qtbot: QtBot, dialogs: AnsweringDialogs
) -> Iterator[list[QWidget]]:
    """Every dialog, and the reader, with mark-up in all that they show."""
    parent = QWidget()
    parent.resize(1090, 560)
    qtbot.addWidget(parent)
    runner = make_runner(tmp_path, parent)
    yield every_dialog(project, tag, tmp_path, qtbot, dialogs, parent, runner)
    runner.close()


@linux
def test_no_dialog_opens_a_file(shown: list[QWidget], watched: Opened) -> None:
    found = list[str]()
    for window in shown:
        window.show()
        QApplication.processEvents()
        hover(window)
        found += read_as_mark_up(window)
    assert found == []
    assert watched.count() == 0
    kinds = {type(window).__name__ for window in shown}
    assert dialog_classes() <= kinds, "Open every dialog here"


@linux
def test_a_question_to_the_person_opens_no_file(tag: str, qtbot: QtBot, watched: Opened) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = list[str]()

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        hover(box)
        box.escapeButton().click()

    QTimer.singleShot(0, look)
    Dialogs().ask(parent, "Delete", tag, "Delete", "Keep")
    assert tag in seen[0]
    assert watched.count() == 0


@linux
def test_a_window_that_reads_mark_up_is_seen(tag: str, qtbot: QtBot, watched: Opened) -> None:
    label, tipped = QLabel(tag), QWidget()
    tipped.setToolTip(tag)
    for widget in (label, tipped):
        qtbot.addWidget(widget)
        widget.show()
    QApplication.processEvents()
    assert watched.count() > 0
    hover(tipped)
    assert watched.count() > 0
    assert list(read_as_mark_up(label)) != []
    assert list(read_as_mark_up(tipped)) != []


def test_words_reach_labels_and_tips_in_one_way() -> None:
    strays = [
        f"{name}:{call.lineno}: {ast.unparse(call)[:80]}"
        for name, tree in modules()
        if name != "svdesk.desktop.widgets.plain"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and guesses(call)
    ]
    assert strays == [], "Use PlainLabel and plain_tip of svdesk.desktop.widgets.plain: " + "; ".join(strays)


def guesses(call: ast.Call) -> bool:
    """Whether a call hands words to something that guesses whether they are mark-up."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("setToolTip", "setWhatsThis"):
        words = call.args[-1]
        made_plain = isinstance(words, ast.Call) and ast.unparse(words.func) == "plain_tip"
        parts = (words.body, words.orelse) if isinstance(words, ast.IfExp) else (words,)
        return not made_plain and not all(isinstance(part, ast.Constant) for part in parts)
    return name in ("QLabel", "QErrorMessage", "insertHtml", "setInformativeText", "setDetailedText")


def dialog_classes() -> set[str]:
    """Every class of dialogs; a private one that others are built on is opened as these."""
    bases = {
        each.name: {ast.unparse(base) for base in each.bases}
        for name, tree in modules()
        if name.startswith("svdesk.desktop.")
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef)
    }
    found = {QDialog.__name__}
    while more := {name for name, named in bases.items() if named & found} - found:
        found |= more
    found.remove(QDialog.__name__)
    built_on = set[str]().union(*(bases[name] for name in found))
    return {name for name in found if not (name.startswith("_") and name in built_on)}
