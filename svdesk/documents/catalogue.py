"""The documents that SVDesk makes, in the order in which officers see them.

Adding a document is writing its module and adding its line here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from svdesk.documents.contract import (
    annex,
    calendar_events,
    commitments_schedule,
    handover,
    kpi_rows,
    monitoring_return,
    pmf,
)
from svdesk.documents.model.blocks import Document
from svdesk.documents.record import project_plan, statement
from svdesk.documents.tender import briefing, criteria, form_sheets, itt, selection
from svdesk.domain.english import listed
from svdesk.domain.subject import WHOLE, Subject
from svdesk.policy.case import Case

Compose: TypeAlias = Callable[[Case], Document]
ComposeAbout: TypeAlias = Callable[[Case, Subject], Document]

PAGES = ("pdf", "docx", "html")
"""The formats that every document comes in: those in which people read it."""


def _always(_case: Case) -> str:
    return ""


def _whole(_case: Case) -> tuple[Subject, ...]:
    return (WHOLE,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A part of a document for another program; *unavailable* says why there is none, or "".

    *compose_about* is as in :class:`DocumentKind`.
    """

    compose: Compose
    unavailable: Callable[[Case], str]
    compose_about: ComposeAbout | None = None


_KPI_ROWS = Extract(compose=kpi_rows.rows, unavailable=kpi_rows.unavailable)
_KPI_SHEET = Extract(compose=kpi_rows.sheet, unavailable=kpi_rows.unavailable)
_CALENDAR = Extract(compose=calendar_events.events, unavailable=calendar_events.unavailable)


def _form(compose: Compose, title: str, *, apart: bool = True) -> Extract:
    """Return the form of a document, which is called *title*, for a spreadsheet program."""
    return Extract(
        compose=form_sheets.workbook(compose, title, apart=apart),
        unavailable=form_sheets.unavailable(compose),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One document of the set.

    *key* names it on the command line, *stem* stands after the reference in its file's name, and
    *description* tells the officer in a line what it is for. *available* returns "" where the
    document can be made, and else the plain reason why it can't. *extracts* are the formats that carry a
    part of it for another program, such as its rows or dates. *own_file* says that it is for the
    authority's own file and for nobody else, so that it may carry the whole project.

    A kind of which there is one document for each bidder, lot, period or contract names them in
    *subjects*, and *compose_about* makes the one about one of them; *compose* then makes the one that
    is shown where no subject has been picked. Every other kind is about the whole procurement.
    """

    key: str
    title: str
    stem: str
    description: str
    compose: Compose
    available: Callable[[Case], str] = _always
    extracts: Mapping[str, Extract] = field(default_factory=dict)
    own_file: bool = False
    compose_about: ComposeAbout | None = None
    subjects: Callable[[Case], tuple[Subject, ...]] = _whole

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that suit the document."""
        return (*PAGES, *self.extracts)

    def composer(self, file_format: str, subject: Subject = WHOLE) -> Compose:
        """Return what composes the document about *subject* for one of its formats.

        Raises ``KeyError`` for a subject where the document is about the whole procurement only.
        """
        maker = self.extracts.get(file_format, self)
        if subject == WHOLE:
            return maker.compose
        compose_about = maker.compose_about
        if compose_about is None:
            raise KeyError(str(subject))
        return lambda case: compose_about(case, subject)

    def unsuited(self, file_format: str, case: Case) -> str:
        """Return why there is no such file of the document; "" where there is one."""
        if file_format not in self.formats:
            return f"It can be made as {listed(self.formats)}."
        extract = self.extracts.get(file_format)
        return extract.unavailable(case) if extract else ""


CATALOGUE: tuple[DocumentKind, ...] = (
    DocumentKind(
        key="itt",
        title=itt.TITLE,
        stem="itt-social-value-question-pack",
        description="For bidders: the questions, how you mark them, the rules and the response form.",
        compose=itt.compose,
        available=itt.unavailable,
        extracts={
            "xlsx": _form(itt.compose, "Social value response form"),
            "csv": Extract(compose=criteria.rows, unavailable=criteria.unavailable),
            "txt": Extract(compose=criteria.paste_ready, unavailable=criteria.unavailable),
        },
    ),
    DocumentKind(
        key="selection",
        title=selection.TITLE,
        stem="selection-question-pack",
        description="For suppliers, before the tender: their track record, where the law allows such a "
        "stage.",
        compose=selection.compose,
        available=selection.unavailable,
        extracts={"xlsx": _form(selection.compose, "Selection response form")},
    ),
    DocumentKind(
        key="annex",
        title=annex.TITLE,
        stem="social-value-specification-annex",
        description="For the contract: the clauses, the measures with their targets, and what follows a "
        "miss.",
        compose=annex.compose,
        extracts={"xlsx": _KPI_SHEET, "csv": _KPI_ROWS, "ics": _CALENDAR},
    ),
    DocumentKind(
        key="statement",
        title=statement.TITLE,
        stem="relevance-and-proportionality-statement",
        description="For your file: what you decided, why, what you left out, and the law and policy behind "
        "it.",
        compose=statement.compose,
        own_file=True,
    ),
    DocumentKind(
        key="pmf",
        title=pmf.TITLE,
        stem="performance-management-framework",
        description="For both sides: who measures what, when it is reported and rated, and what follows a "
        "miss.",
        compose=pmf.compose,
        extracts={"xlsx": _KPI_SHEET, "csv": _KPI_ROWS},
    ),
    DocumentKind(
        key="briefing",
        title=briefing.TITLE,
        stem="supplier-briefing",
        description="For suppliers, before the tender: what matters here, what you will ask and how to "
        "prepare.",
        compose=briefing.compose,
        available=briefing.unavailable,
    ),
    DocumentKind(
        key="plan",
        title=project_plan.TITLE,
        stem="commissioning-project-plan",
        description="For your team: the whole cycle with its dates, tasks, rules and people.",
        compose=project_plan.compose,
        own_file=True,
    ),
    DocumentKind(
        key="commitments",
        title=commitments_schedule.TITLE,
        stem="provider-commitments-schedule",
        description="For the contract: the policy's commitments as terms, with room to say how each is met.",
        compose=commitments_schedule.compose,
        extracts={"xlsx": _form(commitments_schedule.compose, commitments_schedule.TITLE)},
    ),
    DocumentKind(
        key="handover",
        title=handover.TITLE,
        stem="hand-over-file",
        description="For the contract manager: obligations, the first 90 days, the calendar, open risks and "
        "who decides.",
        compose=handover.compose,
        own_file=True,
        extracts={"ics": _CALENDAR},
    ),
    DocumentKind(
        key="return",
        title=monitoring_return.TITLE,
        stem="monitoring-return",
        description="For the supplier, each period: a blank form for the figures, the evidence and what "
        "comes next.",
        compose=monitoring_return.compose,
        extracts={"xlsx": _form(monitoring_return.compose, monitoring_return.TITLE, apart=False)},
    ),
)


def document_kind(key: str) -> DocumentKind:
    """Return the document of that key; raises ``KeyError`` for a key that is not in the catalogue."""
    for kind in CATALOGUE:
        if kind.key == key:
            return kind
    raise KeyError(key)
