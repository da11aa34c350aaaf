from dataclasses import replace

from svdesk.domain.choices import DocumentStatus
from svdesk.domain.project import DocumentControl, UnreadEntry
from svdesk.steps.order import step_of
from tests.projects import a_picture
from tests.steps.ground import ADVICE, INVALID, MISSING, changed, finished, found, look, state


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


def test_a_logo_needs_words_and_a_colour_needs_nothing():
    path = "house_style.logo_words"
    assert found(changed("house_style", logo=a_picture(), logo_words=" "), "documents") == {(path, MISSING)}
    assert found(changed("house_style", logo=a_picture(), logo_words="Oakmere"), "documents") == set()
    assert found(changed("house_style", colour="#005eb8"), "documents") == set()


def test_a_logo_that_cannot_be_read_is_to_be_chosen_again():
    broken = changed("house_style", logo=a_picture()[:-8] + "AAAAAAA=", logo_words="Oakmere")
    assert found(broken, "documents") == {("house_style.logo", INVALID)}


def test_a_colour_that_is_too_light_is_to_be_mended():
    unread = (UnreadEntry(path="house_style.colour", text="#FFB81C"),)
    assert found(replace(finished(), unread=unread), "documents") == {("house_style.colour", INVALID)}
