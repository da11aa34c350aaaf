"""The steps' pages: the generic one, and those with more to them."""

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.pages.answers import AnswersPage
from svdesk.desktop.pages.applies import AppliesPage
from svdesk.desktop.pages.checks import ChecksPage
from svdesk.desktop.pages.commitments import CommitmentsPage
from svdesk.desktop.pages.documents import DocumentsPage, PageTools
from svdesk.desktop.pages.evaluation import EvaluationPage
from svdesk.desktop.pages.facts import FactsPage
from svdesk.desktop.pages.kpis import KpisPage
from svdesk.desktop.pages.outcomes import OutcomesPage
from svdesk.desktop.pages.profile import ProfilePage
from svdesk.desktop.pages.questions import SelectionPage, TenderPage
from svdesk.steps.step import Step

PAGES: dict[str, type[StepPage]] = {
    "": StepPage,
    "facts": FactsPage,
    "applies": AppliesPage,
    "profile": ProfilePage,
    "outcomes": OutcomesPage,
    "selection": SelectionPage,
    "tender": TenderPage,
    "evaluation": EvaluationPage,
    "commitments": CommitmentsPage,
    "kpis": KpisPage,
    "checks": ChecksPage,
    "answers": AnswersPage,
    "documents": DocumentsPage,
}
"""The pages that do more than show a form, by the names that steps give them."""


def make_page(step: Step, editor: Editor, tools: PageTools) -> StepPage:
    """Return the page of *step*."""
    page = PAGES[step.page]
    return page(step, editor, tools) if issubclass(page, DocumentsPage) else page(step, editor)
