"""The preview beside the step: how long the window stands still, and how soon the new page is there.

The window opens the example, and then a procurement whose tender pack has some 240 pages. Measured are
the longest time without a beat of the window's event loop (a timer that asks for one every 5 ms) while
packs are made and while 200 letters are typed, and the time from the last letter until the new page is
drawn. Beside them stand the same beats of a bare Qt window with a text box in the same run, idle and
typed into, so that a busy machine shows in both; "at work" is the most that the window's thread itself
did between two beats, without what it waited for a processor.

Run it with ``python benchmarks/live_preview.py [QUESTIONS]``; on a machine without a screen set
``QT_QPA_PLATFORM=offscreen``. The figures are in docs/performance.md.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from svdesk.app import make_runner
from svdesk.desktop.preview.live_pane import LivePane
from svdesk.desktop.shell.application import start_qt
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.style import LIGHT
from svdesk.desktop.worker.pack_builder import PackBuilder
from svdesk.domain.choices import Stage
from svdesk.domain.project import Project
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import example_project

BEAT_MS = 5
KEYS = 200
KEY_MS = 60
"""Ten words a minute more than a good typist."""

ROUNDS = 7
PATIENCE_SECONDS = 120


Gaps = list[tuple[float, float]]


class Beats(QObject):
    """Counts how long the event loop lets a timer wait."""

    def __init__(self) -> None:
        """Begin at once."""
        super().__init__()
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self.gaps: Gaps = []
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((1000 * (now - self._last), 1000 * (worked - self._worked)))
        self._last, self._worked = now, worked

    def stop(self) -> Gaps:
        """End, and return for each time between beats its milliseconds, and those the thread worked."""
        self._timer.stop()
        return self.gaps


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window never came to what was waited for")
        loop = QEventLoop()
        QTimer.singleShot(BEAT_MS, loop.quit)
        loop.exec()


def live(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def type_into(box: QWidget, keys: int) -> None:
    """Type as a person does, a key at a time."""
    words = "Meals that people choose and like. "
    typed = 0

    def press() -> None:
        nonlocal typed
        QTest.keyClicks(box, words[typed % len(words)])
        typed += 1

    timer = QTimer(interval=KEY_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(press)
    timer.start()
    wait(lambda: typed >= keys)
    timer.stop()


def large_project(questions: int) -> Project:
    """Return the example with so many tender questions, and as many KPIs."""
    example = example_project()
    asked = [each for each in example.questions if each.stage is Stage.TENDER]
    return replace(
        example,
        id=uuid4(),
        questions=tuple(replace(asked[n % len(asked)], id=uuid4()) for n in range(questions)),
        kpis=tuple(replace(example.kpis[n % len(example.kpis)], id=uuid4()) for n in range(questions)),
    )


def bare(work: Callable[[QPlainTextEdit], None]) -> Gaps:
    """Return the beats of a bare window with a text box while *work* is done with it."""
    window = QWidget()
    box = QPlainTextEdit("What the service is for. " * 20)
    QVBoxLayout(window).addWidget(box)
    window.resize(1280, 720)
    window.show()
    live(200)
    beats = Beats()
    work(box)
    gaps = beats.stop()
    window.close()
    return gaps


def peak_megabytes(process: str | int) -> float:
    """Return the most memory that a process had resident, where the system tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


class Open:
    """A project in the window, on its first tender question."""

    def __init__(self, window: MainWindow, project: Project) -> None:
        """Show *project*."""
        window.show_project(project, bundled_pack())
        opened, view = window.open_project, window.view
        assert opened is not None
        assert view is not None
        self.opened, self._view = opened, view
        opened.go_to("tender")
        self.box = opened.page.binding("questions__good_answer").widget
        self.box.setFocus()
        live(1500)

    def pane(self) -> LivePane:
        """Open the preview, and return it once it shows the project."""
        self._view.show_preview.setChecked(True)
        pane = self._view.preview.pane
        assert pane is not None
        wait(lambda: pane.is_current and pane.shown_file is not None)
        self.box.setFocus()
        live(800)
        wait(lambda: pane.is_current)
        return pane


def caught_up(pane: LivePane) -> None:
    """Let the window live until the pages show the project as it stands."""
    wait(lambda: pane.is_current)


def seconds_to_page(opened: Open, pane: LivePane) -> float:
    """Return the median time from a key to the new page."""
    found = []
    drawn: list[float] = []
    pane.pages.ready.connect(lambda: drawn.append(time.perf_counter()))
    for _ in range(ROUNDS):
        drawn.clear()
        QTest.keyClick(opened.box, Qt.Key.Key_X)
        began = time.perf_counter()
        wait(lambda: bool(drawn))
        found.append(drawn[0] - began)
        wait(lambda: pane.is_current)
        live(100)
    return statistics.median(found)


def pack_gaps(runner: UseCaseRunner, project: Project, *, cancel: bool) -> tuple[Gaps, float]:
    """Return the beats while a pack is built with progress, and the seconds until its end or its cancel."""
    builder = PackBuilder(runner.worker, runner)
    ended: list[float] = []
    seen: list[int] = []
    builder.progress.connect(lambda _key, done, _total: seen.append(done))
    builder.finished.connect(lambda *_: ended.append(time.perf_counter()))
    beats = Beats()
    began = time.perf_counter()
    builder.build(project, bundled_pack(), ("itt",))
    if cancel:
        wait(lambda: any(seen))
        began = time.perf_counter()
        builder.cancel()
    wait(lambda: bool(ended))
    gaps = beats.stop()
    builder.close()
    return gaps, ended[0] - began


def show(what: str, gaps: Gaps, base: Gaps) -> None:
    """Print the longest stall, what the thread itself worked in one, and the ratio to the bare window's."""
    longest, often = max(gap for gap, _ in gaps), statistics.quantiles([gap for gap, _ in gaps], n=100)[98]
    worked, ratio = max(work for _, work in gaps), longest / max(gap for gap, _ in base)
    print(f"{what:52} {longest:8.1f} {often:8.1f} {worked:8.1f} {ratio:8.2f}")


def main() -> None:
    """Measure and print."""
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else start_qt(["svdesk"])
    sys.setswitchinterval(0.001)  # as the application does
    idle = bare(lambda _box: live(4000))
    typing = bare(lambda box: type_into(box, KEYS))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        runner = make_runner(Path(folder), app)
        window = MainWindow(runner, LIGHT, (), Dialogs())
        window.resize(1280, 720)
        window.show()
        window.begin()
        live(2000)
        print(
            f"{'longest and 99 % of the times between beats of 5 ms':58} {'ms':>8} {'99 %':>8} {'x bare':>8}"
        )
        show("bare window, idle", idle, idle)
        show("bare window, 200 letters", typing, typing)
        delays = {}
        project = large_project(questions)
        for name, each in (
            ("the example", replace(example_project(), id=uuid4())),
            ("the large one", project),
        ):
            opened = Open(window, each)
            beats = Beats()
            type_into(opened.box, KEYS)
            show(f"{name}: 200 letters, no preview", beats.stop(), typing)
            live(1000)
            beats = Beats()
            pane = opened.pane()
            show(f"{name}: the preview opens", beats.stop(), idle)
            beats = Beats()
            type_into(opened.box, KEYS)
            caught_up(pane)
            show(f"{name}: 200 letters, preview beside", beats.stop(), typing)
            pages = pane.pages.page_count()
            delays[f"{name}, {pages} pages"] = seconds_to_page(opened, pane)
            worker = peak_megabytes(pane.builder.process_id)
            print(f"{name}: most memory: window {peak_megabytes('self'):.0f} MB, worker {worker:.0f} MB")
            window.go_home()
            live(2000)
        gaps, seconds = pack_gaps(runner, project, cancel=False)
        show(f"a pack of {pages} pages is built, {seconds:.2f} s", gaps, idle)
        gaps, seconds = pack_gaps(runner, project, cancel=True)
        show(f"the same is cancelled, which took {1000 * seconds:.0f} ms", gaps, idle)
        for name, seconds in delays.items():
            print(
                f"from the last key to the new page: {name}: {1000 * seconds:.0f} ms, 300 of them the pause"
            )
        window.close()


if __name__ == "__main__":
    main()
