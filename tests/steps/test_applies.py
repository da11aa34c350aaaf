from dataclasses import replace

from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Status
from svdesk.steps.order import step_of
from tests.steps.ground import an_id, finished, look, state


def test_the_note_counts_the_rules_that_apply():
    context = look(finished())
    applying = sum(d.status is Status.APPLIES for d in context.assessment.determinations)
    assert step_of("applies").note(context) == f"{applying} rules apply"


def test_one_rule_applies_in_the_singular():
    context = look(finished())
    one = next(d for d in context.assessment.determinations if d.status is Status.APPLIES)
    single = replace(context, assessment=replace(context.assessment, determinations=(one,)))
    assert step_of("applies").note(single) == "1 rule applies"


def test_the_step_is_to_do_while_a_rule_cannot_be_settled():
    assert state(finished(), "applies")[0] == "done"
    assert state(Project(id=an_id(1)), "applies")[0] == "todo"
    assert "cannot be settled yet" in step_of("applies").summary(look(Project(id=an_id(1))))
