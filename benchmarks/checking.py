"""Assessing and linting after a change: SVDesk against one bare search of the same texts.

The project has 12 outcomes, 30 questions and 30 KPIs of the library. The baseline looks for one phrase
in every text of it, turn by turn with what is measured, so that a busy machine slows both. A frame at
60 Hz is 16.7 ms. Run it with ``python benchmarks/checking.py [ROUNDS]``; the figures are in
docs/performance.md.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from svdesk.checks.lint import lint
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import LIST_SECTIONS, OutcomeDecision, Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.services.project.from_library import kpi_from, question_from
from svdesk.services.project.project_sources import example_project
from svdesk.steps.order import STEPS, problems_by_step, state_of

FRAME = 1000 / 60
PHRASE = re.compile(r"(?<!\w)local\s+suppliers\s+only(?!\w)", re.IGNORECASE)


def full_project(pack: PolicyPack) -> Project:
    """Return a project of 12 outcomes, 30 questions and 30 KPIs with the library's words."""
    example = example_project()
    chosen = pack.outcomes[::3][:12]
    sources = [(outcome, source) for outcome in chosen for source in outcome.questions][:30]
    measures = [(outcome, measure) for outcome in chosen for measure in outcome.measures][:30]
    questions = [
        question_from(
            outcome,
            source,
            id=UUID(int=1000 + n),
            stage=Stage.SELECTION if source is outcome.selection_question else Stage.TENDER,
        )
        for n, (outcome, source) in enumerate(sources)
    ]
    return replace(
        example,
        outcomes=tuple(
            OutcomeDecision(
                outcome_id=outcome.id,
                decision=Decision.CHOSEN,
                reason=outcome.why_it_may_matter,
                local_need=outcome.when_it_does_not_fit,
                decided_on=date(2025, 9, 3),
            )
            for outcome in chosen
        ),
        questions=tuple(replace(question, weight=Decimal(5)) for question in questions),
        kpis=tuple(
            kpi_from(outcome, measure, id=UUID(int=2000 + n)) for n, (outcome, measure) in enumerate(measures)
        ),
    )


def texts(project: Project) -> list[str]:
    """Return every text of *project*."""
    found: list[str] = []
    for section in fields(Project):
        value = getattr(project, section.name)
        for item in value if section.name in LIST_SECTIONS else (value,):
            if hasattr(item, "__dataclass_fields__"):
                held = (getattr(item, each.name) for each in fields(item))
                found.extend(text for text in held if isinstance(text, str))
    return found


def bare(project: Project) -> int:
    """Look for one phrase in every text."""
    return sum(1 for text in texts(project) if PHRASE.search(text))


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds *act* takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def check_all(case: Case, project: Project) -> None:
    """Do what the window does after each pause in typing, short of drawing."""
    # The facts are assessed as after a change of them.
    later = replace(case.with_project(project), assessment=assess(project.facts, case.pack))
    problems = problems_by_step(later)
    for step in STEPS:
        state_of(step, later, problems)
    lint(later)


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each job, turn by turn."""
    pack = bundled_pack()
    project = full_project(pack)
    times: dict[str, list[float]] = {}

    def note(job: str, act: Callable[[], object]) -> None:
        times.setdefault(job, []).append(timed(act))

    case = case_of(project, pack)
    note("lint, nothing read before", partial(lint, case))
    question = project.questions[7]
    for turn in range(rounds):
        note("bare: one phrase in every text", partial(bare, project))
        touched = replace(project, revision=turn)
        note("lint, no text changed", partial(lint, case.with_project(touched)))
        typed = replace(question, text=f"{question.text} Say how, in turn {turn}.")
        others = tuple(typed if each is question else each for each in project.questions)
        changed = replace(project, questions=others)
        note("lint, one question changed", partial(lint, case.with_project(changed)))
        purpose = f"{project.about.purpose} Turn {turn}."
        changed = replace(project, about=replace(project.about, purpose=purpose))
        note("lint, the purpose changed", partial(lint, case.with_project(changed)))
        note("assess the facts", partial(assess, project.facts, pack))
        changed = replace(project, questions=others, revision=turn + rounds)
        note("assess, check every step, lint", partial(check_all, case, changed))
    return times


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times = measure(rounds)
    base = statistics.median(times["bare: one phrase in every text"])
    print(f"12 outcomes, 30 questions, 30 KPIs; {rounds} rounds; a frame at 60 Hz is {FRAME:.1f} ms")
    print(f"{'job':34} {'median ms':>10} {'p99 ms':>8} {'ratio':>7} {'of a frame':>11}")
    for job, taken in times.items():
        middle = statistics.median(taken)
        worst = statistics.quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
        print(f"{job:34} {middle:10.2f} {worst:8.2f} {middle / base:7.1f} {middle / FRAME:10.0%}")


if __name__ == "__main__":
    main()
