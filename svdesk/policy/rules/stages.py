"""Which questions are asked at which stage, given what the rules say.

Where a separate selection stage is not lawful (PA 2023, s85) or has no place in the procedure, its
questions are asked inside the tender. The questions themselves are not changed, so that they go
back when the facts change back.
"""

from svdesk.domain.choices import Stage
from svdesk.domain.project import Question
from svdesk.policy.content.determinations import Assessment


def questions_at(
    stage: Stage, questions: tuple[Question, ...], assessment: Assessment
) -> tuple[Question, ...]:
    """Return the questions written for *stage* that are asked there.

    None are asked at a selection stage that is not open; :func:`moved_into_tender` has those.
    """
    if stage is Stage.SELECTION and assessment.selection_stage is False:
        return ()
    return tuple(question for question in questions if question.stage is stage)


def moved_into_tender(questions: tuple[Question, ...], assessment: Assessment) -> tuple[Question, ...]:
    """Return the selection questions that have to be asked in the tender instead."""
    if assessment.selection_stage is not False:
        return ()
    return tuple(question for question in questions if question.stage is Stage.SELECTION)
