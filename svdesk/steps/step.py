"""What a step is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Choice, Stage
from svdesk.domain.project import Project
from svdesk.policy.case import Case


class Phase(Choice):
    """The three phases of the commissioning cycle (policy section 1)."""

    PLAN = "plan", "Plan"
    PROCURE = "procure", "Procure"
    MONITOR = "monitor", "Monitor"


class Standing(StrEnum):
    """How far a step has come."""

    DONE = "done"
    TODO = "todo"
    CARE = "care"


class Proportionate(StrEnum):
    """What can be in or out of proportion to a contract, by the name of its row on the card."""

    OUTCOMES = "Outcomes"
    QUESTIONS = "Questions"
    WORDS = "Words"
    MEASURES = "Measures"
    WEIGHT = "Weight"
    HOURS = "Hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the wizard.

    *sections* are the project's sections that it edits; *asks* returns which of their fields have
    still to be filled in (what else can be wrong with them is looked for in ``svdesk.checks``, and
    nowhere else); *left_out* returns the paths of the fields that do not stand on the form, as this
    project gives no reason to ask for them; *summary* is one line for the task list and the
    check-your-answers page ("" where nothing has been answered); *note* is a remark that stands below
    the step's name, such as why it is not lawful here ("" for none); *standing* is where the step
    stands for a reason that no answer of its own can mend (``DONE`` for none).

    *part_kind* is the part of the project that it belongs to: each part has steps of its own.
    *stage* narrows the questions it edits to those of one stage. *page* names the window's page for
    it, "" for the one that shows its form and nothing else, and *proposer* what proposes answers to
    it ("" for nothing); higher floors look both names up. *proportion* has the rows of the card that
    says what is in proportion, *documents* the keys of the documents in which its words come out
    most fully: where the first is not made for the facts, the next takes them. *explains_itself*
    says that findings and rules stand on its page, not beside it. *tool* marks what asks nothing of
    its own and only works on what the steps say; *sums_up* that it is as far as all steps together.
    *of_tenders* and *after_award* say when there is something for it to settle.
    """

    key: str
    title: str
    phase: Phase
    purpose: str
    sections: tuple[str, ...]
    summary: Callable[[Case], str]
    asks: Callable[[Case], Iterable[Finding]] = lambda _case: ()
    left_out: Callable[[Case], frozenset[str]] = lambda _case: frozenset()
    note: Callable[[Case], str] = lambda _case: ""
    standing: Callable[[Case], Standing] = lambda _case: Standing.DONE
    part_kind: str = Project.part_kind
    stage: Stage | None = None
    page: str = ""
    proposer: str = ""
    proportion: tuple[Proportionate, ...] = ()
    documents: tuple[str, ...] = ("itt",)
    explains_itself: bool = False
    tool: bool = False
    sums_up: bool = False
    of_tenders: bool = False
    after_award: bool = False
