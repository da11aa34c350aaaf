"""The steps' pages: the generic one, and those with more to them, each loaded when it is first shown."""

from importlib import import_module

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.making.page_tools import PageTools
from svdesk.steps.step import Step

PAGES: dict[str, str] = {
    "": "svdesk.desktop.forms.step_page.StepPage",
    "facts": "svdesk.desktop.pages.facts.FactsPage",
    "applies": "svdesk.desktop.pages.applies.AppliesPage",
    "profile": "svdesk.desktop.pages.profile.ProfilePage",
    "outcomes": "svdesk.desktop.pages.outcomes.OutcomesPage",
    "selection": "svdesk.desktop.pages.questions.SelectionPage",
    "tender": "svdesk.desktop.pages.questions.TenderPage",
    "evaluation": "svdesk.desktop.pages.evaluation.EvaluationPage",
    "commitments": "svdesk.desktop.pages.commitments.CommitmentsPage",
    "kpis": "svdesk.desktop.pages.kpis.KpisPage",
    "reporting": "svdesk.desktop.pages.reporting.ReportingPage",
    "checks": "svdesk.desktop.pages.checks.ChecksPage",
    "answers": "svdesk.desktop.pages.answers.AnswersPage",
    "documents": "svdesk.desktop.pages.documents.DocumentsPage",
}
"""The classes of the pages that do more than show a form, by the names that steps give them."""


def page_class(name: str) -> type[StepPage]:
    """Return the class of the page of some *name*, loaded now where it was not before."""
    module, _, kind = PAGES[name].rpartition(".")
    found: type[StepPage] = getattr(import_module(module), kind)
    return found


def load_pages() -> None:
    """Load the classes of all pages, so that none has to be waited for when it is first shown."""
    for name in PAGES:
        page_class(name)


def make_page(step: Step, editor: Editor, tools: PageTools) -> StepPage:
    """Return the page of *step*."""
    if step.page == "documents":
        from svdesk.desktop.pages.documents import DocumentsPage

        return DocumentsPage(step, editor, tools)
    if step.page == "reporting":
        from svdesk.desktop.pages.reporting import ReportingPage

        return ReportingPage(step, editor, tools)
    return page_class(step.page)(step, editor)
