"""The document that a step of the wizard feeds, shown beside it while somebody types."""

from collections.abc import Mapping

from svdesk.documents.catalogue import document_kind
from svdesk.policy.case import Case
from svdesk.steps.step import Step

DOCUMENTS_OF_STEP: Mapping[str, tuple[str, ...]] = {
    "about": ("plan",),
    "facts": ("statement",),
    "applies": ("statement",),
    "profile": ("statement",),
    "outcomes": ("statement",),
    "engagement": ("statement",),
    "access": ("statement",),
    "selection": ("selection", "itt"),
    "tender": ("itt",),
    "evaluation": ("itt",),
    "commitments": ("commitments",),
    "kpis": ("annex",),
    "reporting": ("annex",),
}
"""By the keys of steps and documents: where the words of a step come out most fully.

Where the first document is not made for the facts, the next one takes the words: questions that may not
be asked at a selection stage are asked in the tender.
"""

_OTHERWISE = ("itt",)


def document_of(step: Step, case: Case) -> str:
    """Return the key of the document that *step* feeds; of the tender pack for steps that feed all.

    Where none of them is made for the facts, it is the first, which says why.
    """
    keys = DOCUMENTS_OF_STEP.get(step.key, _OTHERWISE)
    made = (key for key in keys if not document_kind(key).available(case))
    return next(made, keys[0])
