"""Which questions are asked where, given what the rules say of a selection stage."""

from uuid import UUID

import pytest

from svdesk.domain.choices import Stage
from svdesk.domain.project import Question
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.rules.stages import moved_into_tender, questions_at

SELECTION = Question(id=UUID(int=1), stage=Stage.SELECTION, text="Tell us of one example.")
TENDER = Question(id=UUID(int=2), stage=Stage.TENDER, text="What will you do?")
BOTH = (SELECTION, TENDER)


def assessment(*, selection: bool | None) -> Assessment:
    return Assessment(
        pack_id="p",
        pack_edition="1",
        determinations=(),
        selection_stage=selection,
        tender_stage=True,
        minimum_weighting=None,
    )


def test_without_a_selection_stage_its_questions_move_into_the_tender():
    closed = assessment(selection=False)
    assert questions_at(Stage.SELECTION, BOTH, closed) == ()
    assert questions_at(Stage.TENDER, BOTH, closed) == (TENDER,)
    assert moved_into_tender(BOTH, closed) == (SELECTION,)


@pytest.mark.parametrize("selection", [True, None])
def test_where_the_stage_is_open_or_not_known_questions_stay(selection: bool | None):
    still_open = assessment(selection=selection)
    assert questions_at(Stage.SELECTION, BOTH, still_open) == (SELECTION,)
    assert questions_at(Stage.TENDER, BOTH, still_open) == (TENDER,)
    assert moved_into_tender(BOTH, still_open) == ()
