"""The window at the smallest size that it has to suit."""

import pytest
from pytestqt.qtbot import QtBot

from svdesk.desktop.shell.main_window import MainWindow
from tests.desktop.guidance.test_proportion_card import project_in, view_of


@pytest.mark.parametrize("step", ["facts", "outcomes", "tender", "kpis"])
def test_the_window_shrinks_at_once_from_beside_the_cards(
    example: MainWindow, qtbot: QtBot, step: str
) -> None:
    example.resize(1280, 720)
    project_in(example).go_to(step)
    qtbot.waitUntil(view_of(example).why.isVisible)
    example.resize(853, 480)
    assert (example.width(), example.height()) == (853, 480)
    qtbot.waitUntil(view_of(example).why.isHidden)
