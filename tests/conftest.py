"""What holds for every test: how examples are sought, and what is said of tests that were left out."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.database import InMemoryExampleDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE = 300_000
"""Milliseconds after which something that has not happened in the window is taken not to happen at all."""

# No deadline: a busy machine is no fault. No shrinking: it once took nine minutes to tell of a table
# that was forgotten; ``--hypothesis-profile=shrink`` asks for it.
settings.register_profile("svdesk", deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
settings.register_profile("shrink", deadline=None, database=InMemoryExampleDatabase())
settings.load_profile("svdesk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of durability run for hours where somebody asks for it."""
    parser.addoption(
        "--durability",
        choices=("short", "long"),
        default="short",
        help="how many kills, faults, power cuts and hostile files are tried",
    )


Amount = Callable[[int, int], int]


@pytest.fixture(scope="session")
def amount(pytestconfig: pytest.Config) -> Amount:
    """Return how to choose between a small number for every run and a large one for the long run."""
    is_long = pytestconfig.getoption("durability") == "long"
    return lambda short, long: long if is_long else short


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that were left out at the end of the run, and what it takes to run them."""
    left_out = defaultdict[str, list[str]](list)
    for report in terminalreporter.getreports("skipped"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        left_out[why.removeprefix("Skipped: ")].append(report.nodeid)
    if left_out:
        terminalreporter.section("left out")
    for why, tests in left_out.items():
        terminalreporter.line(f"{len(tests)} left out: {why}")
        for test in tests:
            terminalreporter.line(f"  {test}")


class PatientBot(QtBot):
    """A bot that waits as long as a busy machine needs: a wait too short is no fault of the window."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        """Wait until *callback* says so, at most *timeout* milliseconds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:  # noqa: ANN401, N802
        """Wait for *signal*, at most *timeout* milliseconds."""
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - it has to be there
    """Return what types, presses and waits in the window."""
    return PatientBot(request)
