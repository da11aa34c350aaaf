"""What a step asks of a blank field is what is declared beside the field, or what a check knows of it."""

from uuid import UUID

import pytest

from svdesk.domain.choices import Stage
from svdesk.domain.facts import Estimate, Lot
from svdesk.domain.field_paths import parse_path, section_type
from svdesk.domain.field_words import words_of
from svdesk.domain.project import EngagementEntry, Kpi, Project, Question, ReviewDate
from svdesk.steps.order import STEPS
from svdesk.steps.step import Step
from tests.steps.ground import MISSING, told

ID = UUID(int=1)
BLANK = Project(
    id=ID,
    lots=(Lot(id=ID),),
    estimates=(Estimate(id=ID),),
    engagement=(EngagementEntry(id=ID),),
    questions=(
        Question(id=UUID(int=2), stage=Stage.SELECTION),
        Question(id=UUID(int=3), stage=Stage.TENDER),
    ),
    kpis=(Kpi(id=ID),),
    review_dates=(ReviewDate(id=ID),),
)
"""A project with one item of each list, and nothing answered."""


@pytest.mark.parametrize("step", [step for step in STEPS if step.sections], ids=lambda step: step.key)
def test_a_step_asks_in_the_words_of_the_field(step: Step):
    gaps = [each for each in told(BLANK, step.key) if each.kind is MISSING]
    for each in gaps:
        path = parse_path(each.path)
        if each.code == "missing" and path.field:
            assert each.message == words_of(section_type(path.section))[path.field].missing, path
        assert each.code == "missing" or each.why, "what a check says is said with its reason"
    in_fields = [path for each in gaps for path in map(parse_path, each.paths) if path.field]
    always = {
        (path.section, name)
        for path in in_fields
        for name, words in words_of(section_type(path.section)).items()
        if words.missing and not words.sometimes
    }
    missing = {(path.section, path.field) for path in in_fields}
    assert always - missing <= {("control", "version")}, "it begins as 0.1"
