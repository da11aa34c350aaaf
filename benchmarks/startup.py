"""Start-up: SVDesk's window against a bare Qt window, as ratios measured in one run.

Both are started in turn as processes of their own, with byte-compiled code, on a data folder with
200 projects. "Painted" is the time to the first paint; "ready" the time until the database is open
and the list has been read from it; "worst stall" the longest gap between two turns of the event
loop after the first paint.
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
        print(json.dumps({"painted": (time.monotonic_ns() - begun) / 1e6}), flush=True)
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
from PySide6.QtCore import QTimer, Qt
from svdesk.desktop.shell.main_window import MainWindow
paint, fill = MainWindow.paintEvent, None
def painted(self, event):
    paint(self, event)
    if "painted" not in told:
        told["painted"] = since()
        timer.start(1)
MainWindow.paintEvent = painted
from svdesk.desktop.shell.home import Home
filled = Home._fill
def count(self, projects):
    filled(self, projects)
    if "painted" in told:
        told["ready"] = since()
        QTimer.singleShot(300, tell)
Home._fill = count
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
    os._exit(0)
from svdesk.app import run_window
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(beat)
run_window(Path(sys.argv[1]))
"""


def _run(code: str, *arguments: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
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


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        _run(BARE), _run(FULL, name)
        bare, full = [], []
        for _round in range(rounds):
            bare.append(_run(BARE)["painted"])
            full.append(_run(FULL, name))
    floor = statistics.median(bare)
    print(f"bare Qt window painted: {floor:.0f} ms (the measure of the ratios), {rounds} rounds in turn")
    print(f"{'':28}{'median':>10}{'ratio':>8}")
    for key, words in (("painted", "SVDesk painted"), ("ready", "SVDesk ready, list read")):
        figure = statistics.median(told[key] for told in full)
        print(f"{words:28}{figure:>7.0f} ms{figure / floor:>8.2f}")
    print(f"{'worst stall after painting':28}{statistics.median(told['stall'] for told in full):>7.0f} ms")
    if "memory" in full[0]:
        print(f"{'memory (resident)':28}{statistics.median(told['memory'] for told in full):>7.0f} MB")


if __name__ == "__main__":
    main()
