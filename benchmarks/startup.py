"""Start-up: SVDesk's window against a bare Qt window, as ratios measured in one run.

Both are started in turn as processes of their own, with byte-compiled code, on a data folder with
200 projects. "Painted" is the time to the first paint; "ready" the time until the database is open
and the list has been read from it; "clicked" the time until a project that is opened the moment the
window is painted shows its first step, in a start of its own; "worst stall" the longest gap between
two turns of the event loop after the first paint, without that click. A busy machine slows each of
them, so the least of many rounds says most.
Beside the time stands the processor time that the process had used until then, on all its threads.
Run it with ``python benchmarks/startup.py [ROUNDS]``; the figures are in docs/performance.md.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

BARE = """
import json, os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
begun = int(os.environ["BEGUN"])
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.tell)
    def tell(self):
        painted, used = (time.monotonic_ns() - begun) / 1e6, time.process_time() * 1e3
        print(json.dumps({"painted": painted, "painted used": used}), flush=True)
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1280, 720)
window.show()
app.exec()
"""

FULL = """
import json, os, sys, time
from pathlib import Path
begun = int(os.environ["BEGUN"])
since = lambda: (time.monotonic_ns() - begun) / 1e6
told = {}
def note(what):
    told[what], told[f"{what} used"] = since(), time.process_time() * 1e3
from PySide6.QtCore import QTimer
from svdesk.desktop.shell.main_window import MainWindow
clicks = sys.argv[2] == "click"
paint, fill = MainWindow.paintEvent, None
def painted(self, event):
    paint(self, event)
    if "painted" not in told:
        note("painted")
        timer.start(1)
        if clicks:
            QTimer.singleShot(0, self.home.open_project.click)
MainWindow.paintEvent = painted
from svdesk.desktop.shell.home import Home
filled = Home._fill
def count(self, projects):
    filled(self, projects)
    if "painted" in told and not clicks:
        note("ready")
        QTimer.singleShot(300, tell)
Home._fill = count
show = MainWindow.show_project
def opened(self, project, pack):
    show(self, project, pack)
    note("clicked")
    QTimer.singleShot(0, tell)
MainWindow.show_project = opened
last = [0.0]
def beat():
    now = since()
    if last[0]:
        told["stall"] = max(told.get("stall", 0.0), now - last[0])
    last[0] = now
def tell():
    rollup = Path("/proc/self/smaps_rollup")
    for line in rollup.read_text().splitlines() if rollup.exists() else ():
        if line.startswith("Rss"):
            told["memory"] = int(line.split()[1]) / 1024
    print(json.dumps(told), flush=True)
    # As a person does: after an unclean end the next start would first have to look at the file.
    for window in QApplication.topLevelWidgets():
        window.close()
from PySide6.QtWidgets import QApplication
from svdesk.app import run_window
timer = QTimer()
timer.setProperty("timerType", "PreciseTimer")
timer.timeout.connect(beat)
run_window(Path(sys.argv[1]))
"""


def _run(code: str, *arguments: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # What the unmeasured first runs write is what a person's installation has.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["BEGUN"] = str(time.monotonic_ns())
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    figures: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return figures


def _fill(folder: Path) -> None:
    from svdesk.domain.project import About, Project
    from svdesk.storage.store import SqliteProjectStore

    store = SqliteProjectStore(folder / "svdesk.db")
    for number in range(200):
        title, reference = f"Procurement {number}", f"DN{number:06}"
        about = About(title=title, reference=reference, authority="Cheshire East Council")
        store.save(Project(id=uuid4(), about=about))
    store.close()


def _columns(runs: list[dict[str, float]], what: str) -> tuple[list[float], list[float]]:
    """Return the times of *what*, and the processor times."""
    return [told[what] for told in runs], [told[f"{what} used"] for told in runs]


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        _run(BARE), _run(FULL, name, "wait"), _run(FULL, name, "click")
        bare, full = [], []
        for _round in range(rounds):
            bare.append(_run(BARE))
            full.append(_run(FULL, name, "click") | _run(FULL, name, "wait"))
    yard = [(statistics.median(each), min(each)) for each in _columns(bare, "painted")]
    print(f"{rounds} rounds in turn; the ratios are to the bare Qt window")
    print(f"{'':28}{'median':>10}{'ratio':>8}{'least':>10}{'ratio':>8}{'processor':>12}{'ratio':>8}")
    for words, runs, what in (
        ("bare Qt window painted", bare, "painted"),
        ("SVDesk painted", full, "painted"),
        ("SVDesk ready, list read", full, "ready"),
        ("project clicked and shown", full, "clicked"),
    ):
        (usual, best), (_, used) = [(statistics.median(each), min(each)) for each in _columns(runs, what)]
        print(
            f"{words:28}{usual:>7.0f} ms{usual / yard[0][0]:>8.2f}{best:>7.0f} ms{best / yard[0][1]:>8.2f}"
            f"{used:>9.0f} ms{used / yard[1][1]:>8.2f}"
        )
    print(f"{'worst stall after painting':28}{statistics.median(told['stall'] for told in full):>7.0f} ms")
    if "memory" in full[0]:
        print(f"{'memory (resident)':28}{statistics.median(told['memory'] for told in full):>7.0f} MB")


if __name__ == "__main__":
    main()
