"""What is in proportion stands beside the steps that ask something, and follows what is typed there."""

import re
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.guidance.proportion_card import MOST_CUTS, ProportionCard
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Stage
from tests.desktop.conftest import view_of


def project_in(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def card_of(window: MainWindow) -> ProportionCard:
    return view_of(window).proportion


def visible(card: QWidget, kind: type[QLabel] | type[QPushButton]) -> list[QLabel | QPushButton]:
    return [widget for widget in card.findChildren(kind) if widget.isVisible()]


def texts(window: MainWindow) -> list[str]:
    return [re.sub(r"<[^>]+>", "", label.text()) for label in visible(card_of(window), QLabel)]


def row(window: MainWindow, name: str) -> tuple[str, str]:
    """What is usual and what is asked here, as they stand in the row of *name*."""
    shown = texts(window)
    place = shown.index(name)
    return shown[place + 1], shown[place + 2]


def button(window: MainWindow, name: str) -> QPushButton | None:
    found = (b for b in visible(card_of(window), QPushButton) if name in (b.accessibleName() or b.text()))
    return next((b for b in found if isinstance(b, QPushButton)), None)


def cut_with(window: MainWindow, words: str) -> QLabel:
    found = (
        label for label in visible(card_of(window), QLabel) if words in label.text() and "<a" in label.text()
    )
    label = next(found)
    assert isinstance(label, QLabel)
    return label


def ask_for_too_many_words(window: MainWindow, qtbot: QtBot) -> None:
    """Type a long limit for the first tender question."""
    project = project_in(window)
    project.go_to("tender")
    field = project.page.findChild(QLineEdit, "questions__word_limit")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "3000")
    qtbot.waitUntil(lambda: row(window, "Words")[1].startswith("▲"))


def test_the_card_says_what_is_usual_and_what_is_asked_with_its_evidence(example: MainWindow) -> None:
    project = project_in(example)
    project.go_to("tender")
    shown = texts(example)
    assert "Guidance" in shown
    assert "A contract between £100,000 and its threshold. Medium risk." in shown
    assert any("vulnerable circumstances" in text for text in shown)
    assert row(example, "Questions") == ("2 to 3", "3")
    assert row(example, "Measures") == ("2 to 5", str(len(project.session.project.kpis)))
    assert row(example, "Weight") == ("10%", "10%")
    evidence = [text for text in shown if text.startswith("Evidence: ")]
    assert len(evidence) == 2
    assert "Published practice of councils" in shown
    with_names = [label for label in visible(card_of(example), QLabel) if label.accessibleName()]
    assert "Outcomes: 3 here, 2 to 3 usual" in [label.accessibleName() for label in with_names]


def test_a_source_opens_in_the_reader(example: MainWindow, qtbot: QtBot) -> None:
    project_in(example).go_to("tender")
    label = cut_with(example, "Published practice of councils")
    with qtbot.waitSignal(card_of(example).read):
        label.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(label, Qt.Key.Key_Return)
    assert example.reader is not None


def test_the_card_follows_typing_and_says_what_to_cut(example: MainWindow, qtbot: QtBot) -> None:
    project_in(example).go_to("tender")
    assert "What to cut" not in texts(example)
    ask_for_too_many_words(example, qtbot)
    assert row(example, "Hours")[1].startswith("▲")
    assert "What to cut" in texts(example)
    assert any("Lower the limit from 3,000 to" in text for text in texts(example))
    named = [label.accessibleName() for label in visible(card_of(example), QLabel)]
    assert any("more than usual" in name for name in named)


def test_typing_that_changes_no_amount_leaves_the_card_as_it_is(example: MainWindow, qtbot: QtBot) -> None:
    project = project_in(example)
    project.go_to("tender")
    before = visible(card_of(example), QLabel)
    text = project.page.findChild(QWidget, "questions__text")
    assert isinstance(text, QWidget)
    with qtbot.waitSignal(project.assessed):
        qtbot.keyClicks(text, "Please. ")
    assert visible(card_of(example), QLabel) == before


def test_a_cut_leads_to_its_field(example: MainWindow, qtbot: QtBot) -> None:
    ask_for_too_many_words(example, qtbot)
    project = project_in(example)
    project.go_to("evaluation")
    label = cut_with(example, "Lower the limit from 3,000")
    label.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert project.step.key == "tender"
    focus = project.page.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert (focus.objectName(), focus.text()) == ("questions__word_limit", "3000")


def test_cuts_that_say_the_same_are_one_line_with_a_link_each(example: MainWindow, qtbot: QtBot) -> None:
    ask_for_too_many_words(example, qtbot)
    project = project_in(example)
    asked = [q for q in project.session.project.questions if q.stage is Stage.SELECTION]
    label = cut_with(example, "Leave out this question on experience")
    for place, question in enumerate(asked, start=1):
        assert f'href="questions.{question.id}.text">Selection question {place}<' in label.text()
    label.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(label, Qt.Key.Key_Tab)
    qtbot.keyClick(label, Qt.Key.Key_Return)
    assert project.step.key == "selection"
    assert project.page.current_key("questions") == str(asked[1].id)


def test_only_the_winner_writes_the_method_at_one_press(example: MainWindow, qtbot: QtBot) -> None:
    ask_for_too_many_words(example, qtbot)
    project, view = project_in(example), view_of(example)
    before, changes = project.session.project.evaluation, project.stack.count()
    hours = row(example, "Hours")[1]
    press = button(example, "Let only the winner write the method")
    assert press is not None
    press.setFocus()
    qtbot.keyClick(press, Qt.Key.Key_Space)
    assert project.session.project.evaluation == replace(before, winner_only_method=True)
    assert project.stack.count() == changes + 1
    assert button(example, "Let only the winner write the method") is None
    assert row(example, "Hours")[1] != hours
    assert any("Only the winner writes" in text for text in texts(example))
    focus = example.focusWidget()
    assert focus is not None
    assert card_of(example).isAncestorOf(focus)
    view.undo.click()
    assert project.session.project.evaluation == before


def test_few_cuts_are_shown_and_the_others_when_asked_for(example: MainWindow, qtbot: QtBot) -> None:
    ask_for_too_many_words(example, qtbot)
    project = project_in(example)
    questions = project.session.project.questions
    limits = iter(range(3000, 9000, 100))
    project.editor.change(
        {"questions": tuple(replace(question, word_limit=next(limits)) for question in questions)}, "limits"
    )
    project.check()
    more = button(example, "more things to cut")
    assert more is not None
    cuts = lambda: [text for text in texts(example) if "Saves" in text and "question" in text.split(":")[0]]  # noqa: E731
    assert len(cuts()) == MOST_CUTS
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(cuts()) > MOST_CUTS
    assert button(example, "more things to cut") is None


def test_other_steps_have_a_short_form_or_none(example: MainWindow) -> None:
    project = project_in(example)
    project.go_to("tender")
    for step, names in (("outcomes", ["Outcomes"]), ("kpis", ["Measures", "Hours"]), ("reporting", [])):
        project.go_to(step)
        rows = ("Outcomes", "Questions", "Words", "Measures", "Weight", "Hours")
        assert [name for name in rows if name in texts(example)] == names
        assert card_of(example).isHidden() == (not names)
    project.go_to("outcomes")
    assert "Guidance" in texts(example)
    assert any(text.startswith("Evidence: ") for text in texts(example))


def test_what_the_facts_leave_open_is_said_with_the_way_to_the_answer(example: MainWindow) -> None:
    project = project_in(example)
    facts = replace(project.session.project.facts, value=None)
    project.editor.change({"facts": facts}, "no value")
    project.go_to("tender")
    assert any("the facts leave open" in text for text in texts(example))
    missing = button(example, "Go to the missing answer")
    assert missing is not None
    missing.click()
    assert project.step.key == "facts"
    focus = project.page.focusWidget()
    assert isinstance(focus, QWidget)
    assert focus.objectName() == "facts__value"


def test_in_a_narrow_window_the_card_is_in_the_drawer(example: MainWindow, qtbot: QtBot) -> None:
    project_in(example).go_to("tender")
    example.resize(1000, 640)
    view = view_of(example)
    qtbot.waitUntil(view.show_why.isVisible)
    view.show_why.click()
    assert card_of(example).isVisible()
    assert view.why.isAncestorOf(card_of(example))
