"""What a step is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from svdesk.domain.choices import Choice
from svdesk.domain.problems import Problem
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the wizard.

    *sections* are the project's sections that it edits; *check* returns what is missing or wrong,
    each problem naming a field of those sections; *summary* is one line for the task list and the
    check-your-answers page ("" where nothing has been answered); *note* is a remark that stands
    below the step's name, such as why it is not lawful here ("" for none); *standing* is where the
    step stands for a reason that no answer of its own can mend (``DONE`` for none).
    """

    key: str
    title: str
    phase: Phase
    purpose: str
    sections: tuple[str, ...]
    check: Callable[[Case], tuple[Problem, ...]]
    summary: Callable[[Case], str]
    note: Callable[[Case], str] = lambda _case: ""
    standing: Callable[[Case], Standing] = lambda _case: Standing.DONE
