"""The recipes of CONTRIBUTING.md, followed word for word on a copy of the house."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
_EDIT = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`"
    r"|Append to `(?P<append>[^`]+)`"
    r"|Insert into `(?P<into>[^`]+)` (?P<where>after|before) `(?P<line>[^`]+)`(?:, with its decorator)?"
    r"|Replace in `(?P<swap>[^`]+)` the line `(?P<old>[^`]+)`):\n\n```\w+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def follow(recipe: str, house: Path) -> set[str]:
    """Do to *house* what the recipe of that name says; return the files that it touches."""
    for name in ("svdesk", "ui", "resources", "docs"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house)
    pages = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    page = pages.partition(f"## Recipe: {recipe}\n")[2].partition("\n## ")[0]
    edits = list(_EDIT.finditer(page))
    assert len(edits) == page.count("\n```") // 2 > 0, "every block says what to do with it"
    return {_edit(edit, house) for edit in edits}


def _edit(edit: re.Match[str], house: Path) -> str:
    name = str(edit["new"] or edit["append"] or edit["into"] or edit["swap"])
    file, text = house / name, edit["text"]
    if edit["new"]:
        assert not file.exists()
        file.write_text(text, "utf-8")
        return name
    content = file.read_text("utf-8")
    if edit["append"]:
        content += text
    else:
        line = f"{edit['line'] or edit['old']}\n"
        assert f"\n{content}".count(f"\n{line}") == 1, line
        before, _, after = f"\n{content}".partition(f"\n{line}")
        before = f"{before}\n"[1:]
        if edit["swap"]:
            content = f"{before}{text}{after}"
        elif edit["where"] == "after":
            content = f"{before}{line}{text}{after}"
        else:
            kept, decorator, rest = before.rpartition("@dataclass(")
            content = f"{kept}{text}\n\n{decorator}{rest}{line}{after}"
    file.write_text(content, "utf-8")
    return name


def run(house: Path, *arguments: str) -> str:
    """Run Python with the modules of *house*, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(house), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


_MADE_BEFORE = """
import sys
from pathlib import Path
from uuid import UUID
from svdesk.domain.project import About, Project
from svdesk.storage.store import SqliteProjectStore
store = SqliteProjectStore(Path(sys.argv[1]))
store.save(Project(id=UUID(int=7), about=About(title="Cafe")))
store.close()
"""

_COLUMN = """
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID
from svdesk.services.exchange.project_file import read_exchange, write_exchange
from svdesk.storage.store import SqliteProjectStore
file = Path(sys.argv[1])
store = SqliteProjectStore(file)
project = store.load(UUID(int=7))
assert project.about.title == "Cafe"
assert project.reporting.meeting_place == ""
there = replace(project, revision=project.revision + 1)
there = replace(there, reporting=replace(there.reporting, meeting_place="Room 4"))
store.save(there)
store.close()
store = SqliteProjectStore(file)
assert store.load(UUID(int=7)).reporting.meeting_place == "Room 4"
write_exchange(there, file.with_suffix(".svproj"))
assert read_exchange(file.with_suffix(".svproj")).reporting.meeting_place == "Room 4"
"""

_STEP = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from svdesk.app import make_runner
from svdesk.desktop.open_project.autosave import SaveState
from svdesk.desktop.shell.application import start_qt
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.style import LIGHT
from svdesk.storage.store import SqliteProjectStore

FIELDS = {"lead": "Who leads", "begins_on": "Work begins", "handed_over": "Handed over", "risks": "Risks"}
def until(ready):
    loop, timer = QEventLoop(), QTimer(interval=20)
    timer.timeout.connect(lambda: ready() and loop.quit())
    timer.start()
    ready() or loop.exec()

folder = Path(sys.argv[1])
app = start_qt(["svdesk"])
window = MainWindow(make_runner(folder, app), LIGHT, (), Dialogs())
window.show()
window.begin()
window.home.open_example.click()
until(lambda: window.open_project is not None)
workspace = window.open_project
workspace.go_to("mobilisation")
for name, label in FIELDS.items():
    widget = workspace.page.binding(f"mobilisation__{name}").widget
    assert widget.isVisible() and widget.accessibleName().startswith(label), (name, widget.accessibleName())
widget = workspace.page.binding("mobilisation__lead").widget
widget.setFocus()
QTest.keyClicks(widget, "Ana Petrova")
saved = lambda: workspace.autosave.state is SaveState.SAVED and workspace.autosave.is_current
until(saved)
window.close()
store = SqliteProjectStore(next(folder.rglob("*.db")))
(summary,) = store.list_projects()
assert store.load(summary.id).mobilisation.lead == "Ana Petrova"
store.close()
"""


def test_a_step_of_four_fields_touches_three_files_and_is_saved(tmp_path: Path) -> None:
    house = tmp_path / "house"
    touched = follow("a step", house)
    beside = {
        "ui/steps/mobilisation.toml",
        "svdesk/storage/migrations/versions/v0009_mobilisation.py",
        "svdesk/storage/schema.py",
        "svdesk/services/exchange/container.py",
    }
    assert beside < touched
    assert len(touched - beside) <= 3, touched
    run(house, "-c", _STEP, str(tmp_path / "data"))


def test_a_column_comes_to_a_file_of_before_and_goes_into_project_files(tmp_path: Path) -> None:
    house, file = tmp_path / "house", tmp_path / "projects.db"
    follow("a column with its migration", house)
    run(ROOT, "-c", _MADE_BEFORE, str(file))
    run(house, "-c", _COLUMN, str(file))


def test_a_rule_is_checked_and_assessed(tmp_path: Path) -> None:
    house = tmp_path / "house"
    follow("a rule", house)
    run(house, "-m", "svdesk", "policy", "check", "resources/policy/cheshire-east")
    case = str(ROOT / "tests/cases/grounds-maintenance.json")
    assert "LOCAL-1" in run(house, "-m", "svdesk", "assess", case)


def test_a_measure_is_checked_and_shown(tmp_path: Path) -> None:
    house = tmp_path / "house"
    follow("a measure", house)
    run(house, "-m", "svdesk", "policy", "check", "resources/policy/cheshire-east")
    shown = run(house, "-m", "svdesk", "policy", "show", "voluntary-sector.willing-hands.thanked")
    assert "Groups that were told in writing what was done" in shown


def test_a_document_is_made_with_its_text(tmp_path: Path) -> None:
    house, packs = tmp_path / "house", tmp_path / "packs"
    follow("a document", house)
    run(house, "-m", "svdesk", "example-packs", "--out", str(packs))
    (pdf,) = packs.rglob("*contact-sheet*.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "Whom to ask" in " ".join(text.split())
