"""While somebody types, what follows is done a part at a time: all of it, in the end, and nothing old."""

from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from svdesk.desktop.guidance.finding_cards import FindingCard
from svdesk.desktop.open_project.workspace import PAUSE_MS, Workspace
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.threads.chunked_work import ChunkedWork
from tests.desktop.conftest import OpenWindow, saved, view_of


def _project(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def _settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until a card stands on the screen for everything that is found on the step."""
    wanted = {finding.message for finding in _project(window).findings_here()}
    qtbot.waitUntil(lambda: set(_shown(window)["cards"]) == wanted)


def _pause(qtbot: QtBot) -> None:
    """Let as much time pass as the window waits after a key, and all that is due then be done."""
    passed: list[bool] = []
    QTimer.singleShot(2 * PAUSE_MS, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))


def _weight(window: MainWindow) -> QLineEdit:
    """The field of the weight of social value, ready for typing."""
    project = _project(window)
    project.go_to("evaluation", "evaluation.social_value_weight")
    field = project.page.findChild(QLineEdit, "evaluation__social_value_weight")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    return field


def _shown(window: MainWindow) -> dict[str, Any]:
    """All that the window says of the project beside the field that is typed into."""
    view, project = view_of(window), _project(window)
    rows = [view.task_list.item(row) for row in range(view.task_list.count())]
    cards = view.findings_area.findChildren(FindingCard)
    return {
        "error": project.page.binding("evaluation__social_value_weight").error.text(),
        "tasks": [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows],
        "cards": sorted(card.finding.message for card in cards if not card.isHidden()),
        "count": view.show_why.text(),
        "proportion": [each.text() for each in view.proportion.findChildren(QLabel) if each.isVisible()],
        "proposals": (view.proposals.isVisible(), view.proposals.words.text()),
    }


def test_after_a_pause_in_typing_all_is_as_a_whole_check_leaves_it(example: MainWindow, qtbot: QtBot) -> None:
    field = _weight(example)
    _settled(example, qtbot)
    before = _shown(example)
    with qtbot.waitSignal(_project(example).assessed):
        qtbot.keyClicks(field, "5")
    _settled(example, qtbot)
    followed = _shown(example)
    assert {name for name in before if followed[name] != before[name]} >= {"error", "tasks", "proportion"}
    _project(example).check()
    _settled(example, qtbot)
    assert _shown(example) == followed


def test_what_is_typed_meanwhile_wins(example: MainWindow, qtbot: QtBot) -> None:
    """A key comes in after the field's own message and before the rest has had its turn."""
    project, field, told = _project(example), _weight(example), []
    project.follow_checks(lambda: told.append(str(project.session.project.evaluation.social_value_weight)))
    _settled(example, qtbot)
    told.clear()
    seen = project.page.binding("evaluation__social_value_weight").error
    qtbot.keyClicks(field, "5")
    qtbot.waitUntil(lambda: bool(seen.text()))
    assert told == [], "the last to follow has not had its turn yet"
    with qtbot.waitSignal(project.assessed):
        qtbot.keyClicks(field, "0")
    assert told == ["50"]
    assert "50%" in " ".join(_shown(example)["proportion"])


def test_a_project_that_is_left_in_the_middle_loses_nothing(
    example: MainWindow, qtbot: QtBot, open_window: OpenWindow
) -> None:
    project, field = _project(example), _weight(example)
    _settled(example, qtbot)
    left: list[str] = []
    project.follow_checks(lambda: left.append("shown"))
    seen = project.page.binding("evaluation__social_value_weight").error
    qtbot.keyClicks(field, "5")
    qtbot.waitUntil(lambda: bool(seen.text()))
    example.go_home()
    _pause(qtbot)
    assert left == [], "nothing is shown of a project that is not there"
    example.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.home.projects.model().rowCount() > 0)
    again.home.projects.setCurrentIndex(again.home.projects.model().index(0, 0))
    again.home.open_project.click()
    qtbot.waitUntil(lambda: again.open_project is not None)
    assert _weight(again).text() == "5"


def test_undo_right_after_typing_shows_at_once_what_stood_before(example: MainWindow, qtbot: QtBot) -> None:
    project, field = _project(example), _weight(example)
    _settled(example, qtbot)
    before = _shown(example)
    qtbot.keyClicks(field, "5")
    project.undo()
    assert _shown(example) == before
    _pause(qtbot)
    assert _shown(example) == before
    saved(qtbot, example)


def test_a_job_has_a_turn_of_its_own_and_the_newest_win(qtbot: QtBot) -> None:
    parent = QObject()
    chunked, done = ChunkedWork(parent), list[str]()

    def first() -> None:
        done.append("one")
        QTimer.singleShot(0, lambda: done.append("between"))

    chunked.begin((first, lambda: done.append("two")))
    qtbot.waitUntil(lambda: not chunked.busy and len(done) == 3)
    assert done.index("one") < done.index("between")
    done.clear()
    chunked.begin((lambda: done.append("old"),))
    chunked.begin((lambda: done.append("new"),))
    qtbot.waitUntil(lambda: not chunked.busy)
    assert done == ["new"]
    chunked.begin((lambda: done.append("dropped"),))
    chunked.drop()
    _pause(qtbot)
    assert done == ["new"]


def test_jobs_after_one_that_fails_are_still_done(qtbot: QtBot) -> None:
    parent = QObject()
    chunked, done = ChunkedWork(parent), list[str]()

    def fail() -> None:
        raise ValueError("by design")

    with qtbot.captureExceptions() as caught:
        chunked.begin((fail, lambda: done.append("after")))
        qtbot.waitUntil(lambda: done == ["after"])
    assert [str(each[1]) for each in caught] == ["by design"]
