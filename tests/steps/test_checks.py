"""Check the pack: how far the step has come, and where each finding leads."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from svdesk.desktop.forms.form_builder import build_form
from svdesk.desktop.forms.layout_reading import layout_of
from svdesk.domain.field_paths import parse_path
from svdesk.domain.project import Project
from svdesk.steps.order import STEPS, owner_of, problems_by_step, step_of
from tests.checks.scenes import asking, clean, findings, found
from tests.services.project.test_fixing import spoilt
from tests.steps.ground import an_id, look, state

LOCAL = asking("Suppliers must be based in Crewe. How many staff will you train each year?")


def test_a_finding_that_blocks_calls_for_care():
    standing, note = state(LOCAL, "checks")
    assert standing == "care"
    assert note == "1 finding to put right"


def test_cautions_are_the_officers_to_weigh():
    project = replace(clean(), commitments=())
    assert found(project, "undecided-commitments")
    assert state(project, "checks") == ("done", "")


def test_there_is_nothing_to_check_before_anything_is_asked():
    empty = Project(id=an_id(1))
    assert step_of("checks").summary(look(empty)) == ""
    assert state(empty, "checks")[0] == "todo"


def test_the_summary_counts_by_weight():
    line = step_of("checks").summary(look(LOCAL))
    assert line.startswith("1 must be put right, ")


def test_findings_are_no_problems_of_the_step():
    assert problems_by_step(look(LOCAL))["checks"] == ()


def test_every_finding_leads_to_a_widget(qapp: object):
    forms = {step.key: QWidget() for step in STEPS}
    for step in STEPS:
        build_form(forms[step.key], layout_of(step))
    project = spoilt()
    assert qapp
    for each in findings(project):
        owner, path = owner_of(each.path, project), parse_path(each.path)
        assert owner is not None, each.path
        name = f"{path.section}__{path.field}" if path.field else f"list_{path.section}"
        assert forms[owner.key].findChild(QWidget, name) is not None, each.path
