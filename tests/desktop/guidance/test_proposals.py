"""Proposals in the window: asked for, looked at, confirmed by a named person, or taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svdesk.desktop.guidance.proposal_dialog import ProposalDialog
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.pages.outcomes import OutcomesPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.domain.choices import Decision
from svdesk.domain.project import Evaluation
from svdesk.domain.proposals import ProposalState, open_proposals, state_of
from tests.desktop.conftest import view_of


@pytest.fixture
def bare(example: MainWindow) -> Workspace:
    """The example with its facts and nothing decided."""
    opened = example.open_project
    assert opened is not None
    opened.editor.change(
        {"outcomes": (), "questions": (), "kpis": (), "evaluation": Evaluation()}, "clearing of the desk"
    )
    opened.go_to("outcomes")
    return opened


def test_outcomes_are_proposed_as_one_change_that_can_be_taken_back(
    bare: Workspace, example: MainWindow
) -> None:
    strip = view_of(example).proposals
    assert strip.propose.isVisible()
    assert not strip.review.isVisible()
    strip.propose.click()
    made = bare.session.project.outcomes
    assert {one.outcome_id for one in made} == {outcome.id for outcome in bare.session.pack.outcomes}
    chosen = [one for one in made if one.decision is Decision.CHOSEN]
    assert 1 <= len(chosen) <= 6
    assert all(one.reason for one in made)
    assert strip.words.text().startswith(f"{len(made)} answers here were proposed")
    assert strip.review.isVisible()
    view_of(example).undo.click()
    assert bare.session.project.outcomes == ()
    assert bare.session.project.proposals == ()


def test_what_nobody_confirmed_is_said_and_a_named_person_confirms_it(
    bare: Workspace, example: MainWindow, qtbot: QtBot
) -> None:
    strip = view_of(example).proposals
    strip.propose.click()
    qtbot.waitUntil(strip.review.isVisible)
    waiting = len(open_proposals(bare.session.project))
    assert strip.words.text().startswith(f"{waiting} answers here were proposed")

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(0, confirm)
            return
        assert isinstance(dialog, ProposalDialog)
        assert not dialog.take.isEnabled(), "nothing is ticked for the person"
        dialog.by.clear()
        dialog.lines.setFocus()
        qtbot.keyClick(dialog.lines, Qt.Key.Key_Space)
        assert not dialog.take.isEnabled(), "nobody is named"
        qtbot.keyClicks(dialog.by, "Jo Patel")
        assert dialog.take.text() == "Confirm 1"
        dialog.take.click()

    qtbot.waitUntil(strip.review.isEnabled)

    QTimer.singleShot(0, confirm)
    strip.review.click()
    project = bare.session.project
    assert len(open_proposals(project)) == waiting - 1
    (confirmed,) = [one for one in project.proposals if one.confirmed_on]
    assert confirmed.confirmed_by == "Jo Patel"
    assert state_of(confirmed, project) is ProposalState.ACCEPTED


def test_a_proposal_that_was_changed_asks_for_its_reason(
    bare: Workspace, example: MainWindow, qtbot: QtBot
) -> None:
    view_of(example).proposals.propose.click()
    project = bare.session.project
    first = project.outcomes[0]
    other = Decision.LEFT_OUT if first.decision is Decision.CHOSEN else Decision.CHOSEN
    changed = replace(project, outcomes=(replace(first, decision=other), *project.outcomes[1:]))
    dialog = ProposalDialog(view_of(example), changed, open_proposals(changed), "Jo Patel")
    qtbot.addWidget(dialog)
    dialog.show()
    row = next(
        row
        for row in range(dialog.lines.count())
        if dialog.lines.item(row).data(Qt.ItemDataRole.UserRole) == f"outcomes.{first.outcome_id}.decision"
    )
    assert dialog.lines.item(row).text().endswith("(changed)")
    dialog.lines.setCurrentRow(row)
    dialog.lines.item(row).setCheckState(Qt.CheckState.Checked)
    dialog.note.setText("The market asked for it.")
    made = dialog.review()
    assert (made.targets, made.note) == (
        (f"outcomes.{first.outcome_id}.decision",),
        "The market asked for it.",
    )


def test_the_strip_is_only_where_something_can_be_proposed_or_confirmed(
    bare: Workspace, example: MainWindow, qtbot: QtBot
) -> None:
    strip = view_of(example).proposals
    assert strip.isVisible()
    bare.go_to("about")
    assert not strip.isVisible()
    bare.go_to("commitments")
    assert not strip.isVisible(), "every commitment is decided"
    bare.go_to("outcomes")
    strip.propose.click()
    assert not strip.propose.isVisible(), "everything here is proposed"
    bare.go_to("kpis")
    assert strip.propose.isVisible()
    bare.go_to("answers")
    qtbot.waitUntil(strip.review.isVisible)


def test_each_outcome_shows_its_relevance_and_why(example: MainWindow) -> None:
    opened = example.open_project
    assert opened is not None
    opened.go_to("outcomes")
    page = opened.page
    assert isinstance(page, OutcomesPage)
    page.select_item("outcomes", "environment.food")
    row = page.list_outcomes.currentItem()
    assert row.text(1) == "strong"
    spoken = row.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "relevance strong" in spoken
    assert "Relevance for this contract: strong, " in page.about_outcomes.text()
    assert "55520000" in page.about_outcomes.text()
