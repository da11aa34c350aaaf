from dataclasses import replace

from svdesk.domain.choices import DocumentStatus
from svdesk.domain.project import DocumentControl
from svdesk.steps.order import step_of
from tests.steps.ground import ADVICE, MISSING, changed, finished, found, look, state


def test_issued_documents_need_a_day_and_an_approver():
    found_here = found(changed("control", issued_on=None, approved_by=" "), "documents")
    assert found_here == {("control.issued_on", MISSING), ("control.approved_by", MISSING)}


def test_a_draft_needs_neither():
    project = replace(finished(), control=DocumentControl())
    assert found(project, "documents") == set()
    assert state(project, "documents")[0] == "todo", "nothing has been done here yet"


def test_a_version_is_always_needed():
    assert found(changed("control", version=""), "documents") == {("control.version", MISSING)}


def test_a_day_of_issue_on_a_draft_is_worth_a_second_look():
    found_here = found(changed("control", status=DocumentStatus.FOR_APPROVAL), "documents")
    assert found_here == {("control.issued_on", ADVICE)}


def test_the_summary_is_version_and_status():
    assert step_of("documents").summary(look(finished())) == "Version 1.0, Issued"
