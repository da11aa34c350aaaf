"""Checking the pack in the window: live beside the step, all on one page, each finding with its fix."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from svdesk.desktop.guidance.finding_cards import FindingCard
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.pages.checks import ChecksPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Stage
from tests.desktop.conftest import view_of

LOCAL = "Suppliers must be based in Crewe. How many people will you train in each year?"


def _project(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def _page(window: MainWindow) -> ChecksPage:
    page = _project(window).page
    assert isinstance(page, ChecksPage)
    return page


def _card(cards: list[FindingCard], code: str) -> FindingCard | None:
    return next((card for card in cards if card.finding.code == code), None)


def _beside(window: MainWindow, code: str) -> FindingCard | None:
    """The card of a finding beside the step."""
    return _card(view_of(window).findings_area.findChildren(FindingCard), code)


def _ask(window: MainWindow, text: str) -> str:
    """Give the first tender question another wording; return its field."""
    project = _project(window)
    questions = project.session.project.questions
    question = next(each for each in questions if each.stage is Stage.TENDER)
    changed = tuple(replace(each, text=text) if each is question else each for each in questions)
    project.editor.change({"questions": changed}, "test")
    return f"questions.{question.id}.text"


def test_a_fault_is_told_while_it_is_typed_and_fixed_beside_the_field(
    example: MainWindow, qtbot: QtBot
) -> None:
    path = _ask(example, "")
    _project(example).go_to("tender", path)
    field = _project(example).page.binding("questions__text")
    assert isinstance(field.widget, QPlainTextEdit)
    qtbot.keyClicks(field.widget, LOCAL)
    qtbot.waitUntil(lambda: _beside(example, "local-only") is not None)
    assert field.error is not None
    assert "must be based in" in field.error.text()
    card = _beside(example, "local-only")
    assert card is not None
    assert card.fix_button is not None
    card.fix_button.click()
    assert "must be able to deliver in Crewe" in field.widget.toPlainText()
    qtbot.waitUntil(lambda: _beside(example, "local-only") is None)
    _project(example).undo()
    assert field.widget.toPlainText() == LOCAL, "one press of undo takes the fix back and nothing else"


def test_a_finding_is_shown_on_the_step_of_its_field_only(example: MainWindow, qtbot: QtBot) -> None:
    _ask(example, LOCAL)
    _project(example).go_to("tender")
    qtbot.waitUntil(lambda: _beside(example, "local-only") is not None)
    _project(example).go_to("evaluation")
    qtbot.waitUntil(lambda: _beside(example, "local-only") is None)


def test_the_page_counts_and_groups_what_is_found(example: MainWindow, qtbot: QtBot) -> None:
    _ask(example, LOCAL)
    _project(example).go_to("checks")
    page = _page(example)
    qtbot.waitUntil(lambda: len(page.column.cards) == len(page.editor.session.findings))
    assert page.count_checks.text().startswith("1 must be put right")
    order = [card.finding.kind for card in page.column.cards]
    assert order == sorted(order, key=["block", "caution", "information"].index)
    for card in page.column.cards:
        assert card.accessibleName()
        assert card.go_button.accessibleName() != "Go to it", "each button says where it goes"


def test_go_to_it_leads_to_the_field(example: MainWindow, qtbot: QtBot) -> None:
    path = _ask(example, LOCAL)
    _project(example).go_to("checks")
    card = _card(_page(example).column.cards, "local-only")
    assert card is not None
    card.go_button.setFocus()
    qtbot.keyClick(card.go_button, Qt.Key.Key_Space)
    assert _project(example).step.key == "tender"
    binding = _project(example).page.binding("questions__text")
    assert str(binding.path) == path
    assert binding.widget.hasFocus()


def test_a_fix_on_the_page_keeps_the_focus_near(example: MainWindow, qtbot: QtBot) -> None:
    project = _project(example)
    evaluation = project.session.project.evaluation
    low = replace(evaluation, social_value_weight=Decimal(5), price_weight=Decimal(45))
    _ask(example, LOCAL)
    project.editor.change({"evaluation": low}, "test")
    project.go_to("checks")
    card = _card(_page(example).column.cards, "local-only")
    assert card is not None
    assert card.fix_button is not None
    card.fix_button.setFocus()
    qtbot.keyClick(card.fix_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _card(_page(example).column.cards, "local-only") is None)
    focus = example.focusWidget()
    assert focus is not None
    assert any(card.isAncestorOf(focus) for card in _page(example).column.cards)
    assert project.stack.undoText() == "fix of “Only local bidders”"
    below = _card(_page(example).column.cards, "below-minimum")
    assert below is not None
    assert below.fix_button is not None
    below.fix_button.click()
    assert project.session.project.evaluation.social_value_weight == Decimal(10)
    assert project.session.project.evaluation.price_weight == Decimal(40)


def test_cards_that_stay_are_not_built_anew(example: MainWindow, qtbot: QtBot) -> None:
    _ask(example, LOCAL)
    _project(example).go_to("checks")
    page = _page(example)
    qtbot.waitUntil(lambda: len(page.column.cards) == len(page.editor.session.findings))
    before = {(card.finding.code, card.finding.path): card for card in page.column.cards}
    _ask(example, LOCAL.replace("Suppliers must be based in Crewe. ", ""))
    qtbot.waitUntil(lambda: _card(page.column.cards, "local-only") is None)
    stayed = {(card.finding.code, card.finding.path): card for card in page.column.cards}
    assert all(before[key] is card for key, card in stayed.items() if key in before)


def test_a_fix_that_no_longer_fits_changes_nothing(example: MainWindow) -> None:
    _ask(example, LOCAL)
    project = _project(example)
    finding = next(each for each in project.session.findings if each.code == "local-only")
    _ask(example, "How many people will you train in each year?")
    before = project.session.project
    project.editor.repair(finding)
    assert project.session.project is before
