"""Working through the steps of a project."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.pages.kpis import KpisPage
from svdesk.desktop.pages.library_dialog import LibraryDialog, Offer
from svdesk.desktop.pages.profile import ProfilePage
from svdesk.desktop.pages.questions import TenderPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.cards import Card
from svdesk.domain.choices import Decision, Regime, Stage
from svdesk.services.project.from_library import Variant
from svdesk.steps.order import STEPS
from tests.desktop.conftest import view_of


def _project(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def test_every_step_can_be_reached_by_the_arrow_keys(example: MainWindow, qtbot: QtBot) -> None:
    view_of(example).task_list.setFocus()
    seen = [_project(example).step.key]
    for _ in range(len(STEPS) - 1):
        qtbot.keyClick(view_of(example).task_list, Qt.Key.Key_Down)
        seen.append(_project(example).step.key)
    assert seen == [step.key for step in STEPS]


def test_continue_and_back_say_where_they_go(example: MainWindow, qtbot: QtBot) -> None:
    assert view_of(example).forward.text() == "Continue to Contract facts"
    view_of(example).forward.click()
    assert _project(example).step.key == "facts"
    assert view_of(example).back.accessibleName() == "Back to About the project"
    view_of(example).back.click()
    assert _project(example).step.key == "about"
    qtbot.keyClick(example, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)


def test_the_selection_step_says_why_there_is_no_selection_stage(example: MainWindow) -> None:
    _project(example).go_to("selection")
    notice = _project(example).page.findChild(QLabel, "notice_selection")
    assert isinstance(notice, QLabel)
    assert notice.isVisible()
    assert "£663,540" in notice.text()
    _project(example).go_to("tender")
    moved = _project(example).page.findChild(QLabel, "notice_tender")
    assert isinstance(moved, QLabel)
    assert moved.isVisible()


def test_changing_the_facts_changes_what_the_cards_say(example: MainWindow, qtbot: QtBot) -> None:
    project = _project(example)
    project.go_to("facts")
    combo = project.page.binding("facts__regime").widget
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_S)
    assert project.session.project.facts.regime is Regime.STANDARD
    project.go_to("selection")
    texts = lambda: " ".join(  # noqa: E731
        label.text()
        for card in view_of(example).cards_area.findChildren(Card)
        for label in card.findChildren(QLabel)
    )
    qtbot.waitUntil(lambda: "£214,904" in texts())


def test_questions_from_the_library_come_as_one_change(example: MainWindow) -> None:
    project = _project(example)
    project.go_to("tender")
    page = project.page
    assert isinstance(page, TenderPage)
    before = project.session.project.questions
    outcomes = project.session.pack.outcomes[:2]
    page.add_from_library(tuple(outcome.tender_questions[0].id for outcome in outcomes), Variant.GUIDED)
    added = project.session.project.questions[len(before) :]
    assert [(question.stage, question.outcome_id) for question in added] == [
        (Stage.TENDER, outcome.id) for outcome in outcomes
    ]
    first = outcomes[0].tender_questions[0]
    assert added[0].text.splitlines()[:2] == [f"a) {first.guided[0]}", f"b) {first.guided[1]}"]
    assert added[0].word_limit == first.guided_word_limit
    assert added[0].marking.splitlines()[0] == f"3: {first.marks.three}"
    assert page.current_key("questions") == str(added[0].id)
    view_of(example).undo.click()
    assert project.session.project.questions == before


def test_the_library_offers_both_ways_of_asking(example: MainWindow, qtbot: QtBot) -> None:
    page = _project(example).page
    offers = [Offer("a", "A question", "In full", ticked=True)]
    dialog = LibraryDialog(page, "Questions", "Lead", "Add", offers, tuple(Variant))
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.variant.itemText(row) for row in range(dialog.variant.count())] == [
        variant.label for variant in Variant
    ]
    bare = LibraryDialog(page, "Measures", "Lead", "Add", offers)
    qtbot.addWidget(bare)
    bare.show()
    assert not bare.variant.isVisible()


def test_questions_about_the_work_are_answered_from_the_list_by_keyboard(
    example: MainWindow, qtbot: QtBot
) -> None:
    project = _project(example)
    project.go_to("profile")
    page = project.page
    assert isinstance(page, ProfilePage)
    questions = project.session.pack.profile_questions
    page.list_profile.setFocus()
    page.list_profile.setCurrentRow(0)
    before = project.session.project.profile
    qtbot.keyClick(page.list_profile, Qt.Key.Key_N)
    qtbot.keyClick(page.list_profile, Qt.Key.Key_Y)
    given = {each.question_id: each.answer for each in project.session.project.profile}
    assert (given[questions[0].id], given[questions[1].id]) == (False, True)
    spoken = page.list_profile.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{questions[1].text} yes"
    assert page.current_key("profile") == questions[2].id, "the next question is selected"
    view_of(example).undo.click()
    view_of(example).undo.click()
    assert project.session.project.profile == before


def test_a_kpi_takes_a_target_for_each_contract_year(example: MainWindow, qtbot: QtBot) -> None:
    project = _project(example)
    project.go_to("kpis")
    page = project.page
    assert isinstance(page, KpisPage)
    edits = [edit for edit in page.kpis__targets.findChildren(type(page.kpis__targets)) if edit.isVisible()]
    fields = [edit for edit in edits if edit.accessibleName().startswith("Target for year")]
    assert len(fields) == 3
    fields[1].setFocus()
    qtbot.keyClick(fields[1], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(fields[1], "seven")
    qtbot.waitUntil(lambda: "Year 2" in page.error_kpis__targets.text())
    qtbot.keyClick(fields[1], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(fields[1], "7")
    key = page.current_key("kpis")
    kpi = next(kpi for kpi in project.session.project.kpis if str(kpi.id) == key)
    assert kpi.targets[1] == 7
    qtbot.waitUntil(lambda: not page.error_kpis__targets.isVisible())


def test_lots_are_added_ordered_and_removed(example: MainWindow) -> None:
    project = _project(example)
    project.go_to("facts")
    page = project.page

    def press(name: str) -> None:
        button = page.findChild(QPushButton, f"{name}_lots")
        assert isinstance(button, QPushButton)
        button.click()

    titles = [lot.title for lot in project.session.project.lots]
    press("add")
    page.binding("lots__title").widget.setProperty("text", "")
    press("up")
    assert [lot.title for lot in project.session.project.lots] == [titles[0], "", titles[1]]
    press("remove")
    assert [lot.title for lot in project.session.project.lots] == titles


def test_using_another_estimate_keeps_the_one_it_replaces(example: MainWindow) -> None:
    project = _project(example)
    project.go_to("facts")
    page = project.page
    before = project.session.project
    use = page.findChild(QPushButton, "use_estimates")
    assert isinstance(use, QPushButton)
    use.click()
    after = project.session.project
    assert after.facts.value == before.estimates[0].value
    assert after.estimates[0].value == before.facts.value
    view_of(example).undo.click()
    assert project.session.project.facts == before.facts


def test_deciding_on_an_outcome_is_kept_with_its_reason(example: MainWindow, qtbot: QtBot) -> None:
    project = _project(example)
    project.go_to("outcomes")
    page = project.page
    wanted = next(d for d in project.session.project.outcomes if d.decision is Decision.LEFT_OUT)
    page.select_item("outcomes", wanted.outcome_id)
    combo = page.binding("outcomes__decision").widget
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_C)
    found = {d.outcome_id: d.decision for d in project.session.project.outcomes}
    assert found[wanted.outcome_id] is Decision.CHOSEN


def test_check_your_answers_leads_to_the_field(example: MainWindow, qtbot: QtBot) -> None:
    project = _project(example)
    project.go_to("about")
    title = project.page.binding("about__title").widget
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(title, Qt.Key.Key_Delete)
    project.go_to("answers")
    link = lambda: next(  # noqa: E731
        (b for b in project.page.findChildren(QPushButton) if b.accessibleName().startswith("To give: ")),
        None,
    )
    qtbot.waitUntil(lambda: link() is not None)
    button = link()
    assert button is not None
    button.click()
    assert project.step.key == "about"
    assert title.hasFocus()


def test_the_task_list_says_how_each_step_stands(example: MainWindow) -> None:
    widget = view_of(example).task_list
    assert isinstance(widget, QListWidget)
    spoken = [widget.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(widget.count())]
    assert "Phase: Plan" in spoken
    place = [step.key for step in STEPS].index("selection") + 1
    assert any(
        text.startswith(f"Selection questions, step {place} of {len(STEPS)}, ") and "Not lawful" in text
        for text in spoken
    )
