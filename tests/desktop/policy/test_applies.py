"""The page that says what applies: stage by stage, law and advice apart, details folded."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.pages.applies import AppliesPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.cards import Card
from svdesk.desktop.widgets.fold import Fold
from svdesk.paths import bundled
from svdesk.policy.content.determinations import CycleStage
from tests.desktop.conftest import OpenWindow, view_of

SHARED = """
severity = "caution"
citations = [{ title = "Ours" }]
confidence = "single source"
checked = 2026-11-22
affects = ["kpis"]
"""
RULES = f"""
[[rule]]
id = "OURS-DUTY"
title = "A notice"
stage = "end"
headlines = {{ applies = "Publish the notice", does_not_apply = "No", cannot_tell = "Open" }}
cases = [{{ status = "applies", reason = "It is so." }}]
{SHARED}
[rule.duty]
action = "Publish the notice of the end."
by = "30 days after the end"
notice = "UK11 contract termination notice"
contents = ["The day", "The reason"]
otherwise = "A supplier may complain."
periods = ["termination-notice"]

[[rule]]
id = "OURS-ADVICE"
title = "Advice"
stage = "end"
headlines = {{ applies = "Yes", does_not_apply = "Nobody has to", cannot_tell = "Open" }}
{SHARED}
[[rule.cases]]
status = "does_not_apply"
reason = "It is not law."
standing = "good_practice"
recommendation = "Do it."

[[rule]]
id = "OURS-OPTIONAL"
title = "A model"
stage = "plan"
headlines = {{ applies = "Yes", does_not_apply = "A model of others", cannot_tell = "Open" }}
cases = [{{ status = "does_not_apply", reason = "It is not law.", standing = "optional" }}]
{SHARED}
"""


@pytest.fixture
def page(tmp_path: Path, open_window: OpenWindow, qtbot: QtBot) -> AppliesPage:
    """The page, of the example project under a pack with a duty and two pieces of advice."""
    # Of the same edition, the organisation's own copy comes before the one that ships.
    folder = shutil.copytree(bundled("resources", "policy", "cheshire-east"), tmp_path / "policy" / "ours")
    (folder / "rules" / "own.toml").write_text(RULES, encoding="utf-8")
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    assert window.open_project is not None
    window.open_project.go_to("applies")
    shown = window.open_project.page
    assert isinstance(shown, AppliesPage)
    qtbot.waitUntil(lambda: "Nobody has to" in texts_of(shown))
    return shown


def window_of(page: QWidget) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def texts_of(place: QWidget) -> list[str]:
    return [label.text() for label in place.findChildren(QLabel) if label.isVisibleTo(place)]


def card_of(place: QWidget, headline: str) -> Card:
    (found,) = [card for card in place.findChildren(Card) if headline in texts_of(card)]
    return found


def test_advice_has_a_word_and_a_sign_of_its_own_and_is_never_law(page: AppliesPage) -> None:
    practice, optional = card_of(page, "Nobody has to"), card_of(page, "A model of others")
    assert practice.accessibleName() == "Good practice: Nobody has to"
    assert optional.accessibleName() == "Optional for you: A model of others"
    assert "Do it." in texts_of(practice)
    chips = [chip for card in (practice, optional) for chip in card.findChildren(QLabel) if is_chip(chip)]
    assert [chip.text() for chip in chips] == ["◆ Good practice", "○ Optional for you"]
    assert [chip.accessibleName() for chip in chips] == ["Good practice", "Optional for you"]
    words = ("Good practice: ", "Optional for you: ")
    law = [card for card in page.findChildren(Card) if not card.accessibleName().startswith(words)]
    assert law
    assert not {card.property("tone") for card in law} & {
        practice.property("tone"),
        optional.property("tone"),
    }


def is_chip(label: QLabel) -> bool:
    return label.property("role") == "chip"


def test_cards_stand_under_their_stage_in_the_order_of_the_cycle(page: AppliesPage) -> None:
    titles = ["Plan", "Procure", "Award", "Manage", "End"]
    headings = [text for text in texts_of(page.cards) if text in titles]
    assert headings == [title for title in titles if title in headings]
    in_order = texts_of(page.cards)
    assert in_order.index("End") < in_order.index("Publish the notice") < in_order.index("Nobody has to")
    assert in_order.index("Plan") < in_order.index("A model of others") < in_order.index("Procure")


def test_one_stage_can_be_chosen_by_pointer_and_by_keyboard(page: AppliesPage, qtbot: QtBot) -> None:
    buttons = page.stages.buttons
    assert buttons[CycleStage.END].text() == "End (2)"
    qtbot.mouseClick(buttons[CycleStage.END], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.findChildren(Card)) == 2)
    assert {card.accessibleName().partition(": ")[2] for card in page.findChildren(Card)} == {
        "Publish the notice",
        "Nobody has to",
    }
    buttons[CycleStage.END].setFocus()
    qtbot.keyClick(buttons[CycleStage.END], Qt.Key.Key_Left)
    assert page.stages.stage is CycleStage.MANAGE
    assert buttons[CycleStage.MANAGE].isChecked()
    qtbot.waitUntil(lambda: "Nobody has to" not in texts_of(page))


def test_a_duty_shows_what_and_by_when_and_folds_the_rest(page: AppliesPage, qtbot: QtBot) -> None:
    card = card_of(page, "Publish the notice")
    assert {"Publish the notice of the end.", "30 days after the end"} <= set(texts_of(card))
    assert "UK11 contract termination notice" not in texts_of(card)
    (fold,) = card.findChildren(Fold)
    assert fold.button.accessibleName() == "Notice, what goes in and if not: Publish the notice"
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert {"UK11 contract termination notice", "The day; The reason", "A supplier may complain."} <= set(
        texts_of(card)
    )
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert "A supplier may complain." not in texts_of(card)


def test_a_duty_shows_the_date_that_can_be_reckoned_and_follows_the_facts(
    page: AppliesPage, qtbot: QtBot
) -> None:
    notice = "Last day to publish the contract termination notice (UK11), if the contract ends as planned: "
    assert f"{notice}Thursday 29 March 2029." in texts_of(card_of(page, "Publish the notice"))
    project = page.editor.session.project
    page.editor.change({"facts": replace(project.facts, end_date=date(2029, 3, 31))}, "a later end")
    qtbot.waitUntil(lambda: f"{notice}Sunday 29 April 2029." in texts_of(page))


def test_every_card_says_when_its_law_was_read_and_how_sure_it_is(page: AppliesPage) -> None:
    assert "Law read on 22 November 2026. From a single source." in texts_of(card_of(page, "Nobody has to"))


def test_what_asks_and_advises_nothing_is_shown_on_request(page: AppliesPage, qtbot: QtBot) -> None:
    before = len(page.findChildren(Card))
    assert page.others.text().startswith("Show the ")
    qtbot.mouseClick(page.others, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.findChildren(Card)) > before)
    assert page.others.text() == "Hide the rules that don't apply"


def test_advice_stands_beside_the_step_that_it_concerns(page: AppliesPage, qtbot: QtBot) -> None:
    window = window_of(page)
    assert window.open_project is not None
    window.open_project.go_to("kpis")
    beside = view_of(window).rules_area
    qtbot.waitUntil(lambda: "Nobody has to" in texts_of(beside))
    said = texts_of(card_of(beside, "Nobody has to"))
    assert "Stage: end. Law read on 22 November 2026. From a single source." in said
    assert any(isinstance(child, QPushButton) for child in beside.findChildren(QPushButton))
