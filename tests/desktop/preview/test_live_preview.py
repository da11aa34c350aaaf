"""The document beside the step, followed with real keys and the real worker."""

import os
import signal
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.preview.live_pane import LivePane
from svdesk.desktop.preview.pane_memory import PaneMemory
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Stage
from svdesk.domain.entry import Kind
from svdesk.paths import database_file
from svdesk.steps.order import STEPS
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.conftest import saved, view_of

PATIENT = 30_000


def open_pane(window: MainWindow, qtbot: QtBot) -> LivePane:
    view = view_of(window)
    QTest.keyClick(
        window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    pane = view.preview.pane
    assert pane is not None
    current(pane, qtbot)
    return pane


def current(pane: LivePane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.is_current and pane.shown_file is not None)


def field(window: MainWindow, name: str) -> QWidget:
    assert window.open_project is not None
    return window.open_project.page.binding(name).widget


def pages_of(pane: LivePane) -> list[str]:
    assert pane.shown_file is not None
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(pane.shown_file).pages]


def words_of(pane: LivePane) -> str:
    return " ".join(pages_of(pane))


def shows(pane: LivePane, page: int, qtbot: QtBot) -> None:
    """Wait until *page* is in view."""
    qtbot.waitUntil(lambda: pane.pages.current_page() == page)


def go_to(window: MainWindow, step: str, path: str = "") -> None:
    assert window.open_project is not None
    window.open_project.go_to(step, path)


def tender_question(window: MainWindow, place: int) -> str:
    assert window.open_project is not None
    questions = window.open_project.session.project.questions
    return str([q.id for q in questions if q.stage is Stage.TENDER][place])


def test_what_is_typed_stands_on_the_page_that_is_shown(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "tender", f"questions.{tender_question(example, 2)}.text")
    pane = open_pane(example, qtbot)
    box = field(example, "questions__text")
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    QTest.keyClicks(box, "Marmalade ")
    current(pane, qtbot)
    (page,) = [number for number, text in enumerate(pages_of(pane), 1) if "Marmalade" in text]
    assert "Question 3" in pages_of(pane)[page - 1]
    qtbot.waitUntil(lambda: pane.pages.current_page() == page)


def test_a_newer_edit_wins(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "tender", f"questions.{tender_question(example, 0)}.text")
    pane = open_pane(example, qtbot)
    shown: list[str] = []
    pane.pages.ready.connect(lambda: shown.append(words_of(pane)))
    box = field(example, "questions__text")
    box.setFocus()
    for word in ("Anise ", "Basil ", "Chervil "):
        QTest.keyClicks(box, word)
        # Until the document is being made with this word, and then the next word comes.
        qtbot.waitUntil(lambda: pane.builder.busy)
    current(pane, qtbot)
    assert "Anise Basil Chervil" in words_of(pane)
    counted = [sum(word in text for word in ("Anise", "Basil", "Chervil")) for text in shown]
    assert counted == sorted(counted)


def test_nothing_is_issued_or_changed_by_previewing(
    example: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(qtbot, example)
    assert example.open_project is not None
    before = example.open_project.session.project
    pane = open_pane(example, qtbot)
    pane.documents.setFocus()
    for name in ("performance", "hand", "relevance"):
        QTest.keyClicks(pane.documents, name)
        current(pane, qtbot)
        QTest.qWait(QApplication.keyboardInputInterval() + 50)
    assert example.open_project.session.project is before
    assert not example.open_project.stack.canUndo()
    example.go_home()
    example.close()
    store = SqliteProjectStore(database_file(tmp_path))
    assert store.issues_of(before.id) == ()
    store.close()


def test_leaving_the_project_ends_the_worker_and_removes_its_files(example: MainWindow, qtbot: QtBot) -> None:
    pane = open_pane(example, qtbot)
    process, folder = pane.builder.process_id, pane.builder.folder
    assert _runs(process)
    assert list(folder.rglob("*.pdf")) == [pane.shown_file]
    example.go_home()
    assert not _runs(process)
    assert not folder.exists()


def test_closing_the_window_while_a_document_is_made_ends_the_worker(
    example: MainWindow, qtbot: QtBot
) -> None:
    pane = open_pane(example, qtbot)
    go_to(example, "tender")
    qtbot.waitUntil(lambda: pane.builder.busy or pane.is_current)
    process, folder = pane.builder.process_id, pane.builder.folder
    example.close()
    assert not _runs(process)
    assert not folder.exists()


def test_a_worker_that_is_killed_is_started_again_and_the_pane_says_so(
    example: MainWindow, qtbot: QtBot
) -> None:
    go_to(example, "tender", f"questions.{tender_question(example, 0)}.text")
    pane = open_pane(example, qtbot)
    first = pane.builder.process_id
    told: list[str] = []
    pane.builder.restarted.connect(lambda: told.append(pane.said))
    box = field(example, "questions__text")
    box.setFocus()
    QTest.keyClicks(box, "Marmalade ")
    qtbot.waitUntil(lambda: pane.builder.busy)
    os.kill(first, signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(told))
    assert "started again" in told[0]
    current(pane, qtbot)
    assert pane.builder.process_id not in (0, first)
    assert "Marmalade" in words_of(pane)
    assert "started again" in pane.said


def test_a_worker_that_was_killed_while_nothing_was_made_is_there_for_the_next_edit(
    example: MainWindow, qtbot: QtBot
) -> None:
    go_to(example, "about", "about.need")
    pane = open_pane(example, qtbot)
    first = pane.builder.process_id
    os.kill(first, signal.SIGTERM)
    qtbot.waitUntil(lambda: pane.builder.process_id == 0)
    QTest.keyClicks(field(example, "about__need"), "Marmalade ")
    current(pane, qtbot)
    assert "Marmalade" in words_of(pane)


def test_a_worker_that_cannot_be_started_is_told_of_in_the_pane(
    example: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert example.open_project is not None
    pane = LivePane(example.open_project, (str(tmp_path / "nothing-there"),), PaneMemory())
    qtbot.addWidget(pane)
    pane.show()
    pane.begin()
    qtbot.waitUntil(lambda: "could not be started" in pane.said)
    pane.finish()


def test_a_document_that_is_not_made_for_these_facts_says_why(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "tender")
    pane = open_pane(example, qtbot)
    pane.documents.setFocus()
    QTest.keyClicks(pane.documents, "selection")
    qtbot.waitUntil(lambda: "threshold" in pane.said)
    assert not pane.pages.isVisible()
    assert pane.shown_file is None
    QTest.keyClick(pane.documents, Qt.Key.Key_Home)
    current(pane, qtbot)
    assert pane.said == ""
    assert pane.pages.isVisible()


def test_questions_that_move_into_the_tender_are_shown_there(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "selection")
    pane = open_pane(example, qtbot)
    assert pane.shown_file is not None
    assert "question-pack" in pane.shown_file.name
    assert "Social value question pack" in words_of(pane)


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_every_step_has_a_document_that_says_what_is_typed_there(
    example: MainWindow, qtbot: QtBot, key: str
) -> None:
    go_to(example, key)
    pane = open_pane(example, qtbot)
    assert pane.documents.currentText().startswith("For this step: ")
    assert example.open_project is not None
    boxes = [
        binding.widget
        for binding in example.open_project.page.bindings
        if binding.form.kind in (Kind.LINE, Kind.LONG) and binding.widget.isVisible()
    ]
    typed = [box for box in boxes if isinstance(box, QPlainTextEdit | QLineEdit)]
    for box in typed:
        box.setFocus()
        QTest.keyClicks(box, "Marmalade ")
    current(pane, qtbot)
    assert ("Marmalade" in words_of(pane)) == bool(typed)


def test_a_field_that_the_document_does_not_print_is_told_of(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "evaluation", "evaluation.weight_reason")
    pane = open_pane(example, qtbot)
    aside = next(label for label in pane.findChildren(QLabel) if "does not show" in label.text())
    qtbot.waitUntil(aside.isVisible)
    field(example, "evaluation__price_weight").setFocus()
    qtbot.waitUntil(lambda: not aside.isVisible())
    assert pane.is_current


@pytest.mark.parametrize("path", ["house_style.colour", "house_style.logo", "house_style.logo_words"])
def test_the_look_is_shown_on_the_first_page(example: MainWindow, qtbot: QtBot, path: str) -> None:
    go_to(example, "documents")
    pane = open_pane(example, qtbot)
    pane.pages.canvas.setFocus()
    QTest.keyClick(pane.pages.canvas, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.pages.current_page() > 1)
    aside = next(label for label in pane.findChildren(QLabel) if "does not show" in label.text())
    go_to(example, "documents", path)
    qtbot.waitUntil(lambda: pane.pages.current_page() == 1)
    assert not aside.isVisible()
    if path != "house_style.logo":
        QTest.keyClicks(field(example, path.replace(".", "__")), "#005EB8")
        current(pane, qtbot)
        assert pane.pages.current_page() == 1
        assert not aside.isVisible()


def test_what_the_pane_says_can_be_read_by_its_name_and_is_announced_once(
    example: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tell = QAccessible.updateAccessibility

    def hear(event: QEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    go_to(example, "evaluation", "evaluation.price_weight")
    pane = open_pane(example, qtbot)
    go_to(example, "evaluation", "evaluation.weight_reason")
    aside = next(label for label in pane.findChildren(QLabel) if "does not show" in label.text())
    qtbot.waitUntil(aside.isVisible)
    QTest.keyClicks(field(example, "evaluation__weight_reason"), "Marmalade ")
    current(pane, qtbot)
    qtbot.waitUntil(aside.isVisible)
    assert told == [aside.text()]
    pane.documents.setFocus()
    QTest.keyClicks(pane.documents, "selection")
    qtbot.waitUntil(lambda: "threshold" in pane.said)
    assert told == [aside.text(), pane.said]
    shown = [label for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]
    assert {"Not available", pane.said} <= {label.text() for label in shown}
    for label in shown:
        read = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
        assert read == label.text()


def test_the_officers_choice_stays_for_other_steps_and_the_next_project(
    example: MainWindow, qtbot: QtBot
) -> None:
    go_to(example, "tender")
    pane = open_pane(example, qtbot)
    pane.documents.setFocus()
    QTest.keyClicks(pane.documents, "commissioning")
    current(pane, qtbot)
    go_to(example, "kpis")
    current(pane, qtbot)
    assert pane.documents.currentText() == "Commissioning project plan"
    example.go_home()
    example.home.open_example.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    again = view_of(example).preview.pane
    assert again is not None
    current(again, qtbot)
    assert "Commissioning project plan" in words_of(again)


def test_the_pages_go_where_the_field_with_the_keyboard_comes_out(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "tender", f"questions.{tender_question(example, 0)}.text")
    pane = open_pane(example, qtbot)
    for place in (2, 0, 1):
        go_to(example, "tender", f"questions.{tender_question(example, place)}.text")
        pages = pages_of(pane)
        wanted = next(n for n, text in enumerate(pages, 1) if f"Question {place + 1}:" in text and n > 8)
        shows(pane, wanted, qtbot)


def test_pages_that_a_person_turns_stay_until_another_field_is_edited(
    example: MainWindow, qtbot: QtBot
) -> None:
    at = f"questions.{tender_question(example, 2)}.text"
    go_to(example, "tender", at)
    pane = open_pane(example, qtbot)
    qtbot.waitUntil(lambda: pane.pages.current_page() > 8)
    pane.pages.canvas.setFocus()
    QTest.keyClick(pane.pages.canvas, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: pane.pages.current_page() == 1)
    box = field(example, "questions__text")
    box.setFocus()
    QTest.keyClicks(box, "Marmalade ")
    current(pane, qtbot)
    assert "Marmalade" in words_of(pane)
    assert pane.pages.current_page() == 1
    field(example, "questions__good_answer").setFocus()
    qtbot.waitUntil(lambda: pane.pages.current_page() > 8)


def test_pages_stay_where_following_is_turned_off(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "about", "about.reference")
    pane = open_pane(example, qtbot)
    pane.follow.setFocus()
    QTest.keyClick(pane.follow, Qt.Key.Key_Space)
    go_to(example, "tender", f"questions.{tender_question(example, 2)}.text")
    current(pane, qtbot)
    QTest.keyClicks(field(example, "questions__text"), "Marmalade ")
    current(pane, qtbot)
    assert pane.pages.current_page() == 1


def test_f6_goes_from_area_to_area_and_back(example: MainWindow, qtbot: QtBot) -> None:
    example.resize(1900, 900)
    go_to(example, "evaluation")
    pane = open_pane(example, qtbot)
    view = view_of(example)
    field(example, "evaluation__price_weight").setFocus()
    areas = (view.middle, view.why, pane, view.bar, view.side, view.middle)
    for area, after in pairwise(areas):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert area.isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert after.isAncestorOf(focus)
    assert QApplication.focusWidget() is field(example, "evaluation__price_weight")
    QTest.keyClick(example, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert view.task_list.hasFocus()


def test_tab_reaches_the_pane_after_the_step_and_before_the_bar(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "evaluation")
    pane = open_pane(example, qtbot)
    view = view_of(example)
    reached: list[QWidget] = []
    for _ in range(200):
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            break
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    start = reached.index(view.task_list)
    order = reached[start:] + reached[:start]
    places = [
        order.index(widget)
        for widget in (
            view.task_list,
            field(example, "evaluation__price_weight"),
            pane.follow,
            pane.hide_preview,
            pane.documents,
            pane.pages.canvas,
            view.show_preview,
            view.back,
        )
    ]
    assert places == sorted(places)


def test_the_keys_for_the_next_step_work_in_the_pane_too(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "tender")
    pane = open_pane(example, qtbot)
    pane.pages.canvas.setFocus()
    QTest.keyClick(pane.pages.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert example.open_project is not None
    assert example.open_project.step.key == "evaluation"


def test_in_a_narrow_window_the_step_stays_whole_beside_the_preview(
    example: MainWindow, qtbot: QtBot
) -> None:
    example.resize(1090, 560)
    go_to(example, "evaluation")
    pane = open_pane(example, qtbot)
    view = view_of(example)
    assert not view.side.isVisible()
    assert (
        view.middle.mapTo(view, view.middle.rect().topRight()).x()
        < pane.mapTo(view, pane.rect().topLeft()).x()
    )
    assert example.minimumSizeHint().width() <= 1090
    assert example.minimumSizeHint().height() <= 560
    QTest.mouseClick(pane.hide_preview, Qt.MouseButton.LeftButton)
    assert view.side.isVisible()
    assert not pane.isVisible()
    assert view.show_preview.hasFocus()


def test_the_cards_stay_within_reach(example: MainWindow, qtbot: QtBot) -> None:
    go_to(example, "evaluation")
    view = view_of(example)
    assert view.why.isVisible()
    open_pane(example, qtbot)
    assert not view.why.isVisible()
    QTest.mouseClick(view.show_why, Qt.MouseButton.LeftButton)
    assert view.why.isVisible()
    assert view.hide_why.hasFocus()
    QTest.mouseClick(view.hide_why, Qt.MouseButton.LeftButton)
    example.resize(1900, 900)
    QApplication.processEvents()
    assert view.why.isVisible()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
