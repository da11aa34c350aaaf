"""The document that a step of the wizard feeds, shown beside it while somebody types."""

from svdesk.documents.catalogue import document_kind
from svdesk.policy.case import Case
from svdesk.steps.step import Step


def document_of(step: Step, case: Case) -> str:
    """Return the key of the document that *step* feeds; of the tender pack for steps that feed all.

    Where none of them is made for the facts, it is the first, which says why.
    """
    made = (key for key in step.documents if not document_kind(key).available(case))
    return next(made, step.documents[0])
