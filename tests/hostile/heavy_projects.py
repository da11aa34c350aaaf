"""Project files that ask as much of whoever opens them as they can."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import head_of
from svdesk.domain.project import Project
from svdesk.services.exchange import container
from svdesk.services.exchange.part_json import value_json
from svdesk.services.exchange.project_file import project_json
from svdesk.services.exchange.strict_json import dump
from tests.projects import full_project

Make = Callable[[], bytes]
Plan = dict[str, Any]

_ASKED = "Say how many jobs you will make for people out of work, and how? Please! "
_COUNTED = "Jobs made for people who were out of work before. "
_WIDE = "\N{GRINNING FACE}"


def packed(plan: bytes, project: Project | None = None, more: Mapping[str, bytes] | None = None) -> bytes:
    """The project file of a plan, given as JSON: sound as far as its container says."""
    project = project or full_project()
    head = value_json(head_of(project, ProjectStage.PLANNING))
    contents = {container.PROJECT: head, f"{container.PARTS}plan.json": plan, **(more or {})}
    return container.pack(str(project.id), contents, "SVDesk 0")


def of_plan(change: Callable[[Plan], object]) -> bytes:
    """A project file whose plan was changed."""
    plan = json.loads(project_json(full_project()))
    change(plan)
    return packed(dump(plan))


def with_records(count: int, text: str) -> bytes:
    """A project file with records."""
    record = {"id": "", "part": "plan", "kind": "k", "who": "w", "what": text, "why": "y"}
    record |= {"rests_on": "", "content": "", "at": "2025-10-13T12:00:00+00:00", "subject": ""}
    records = [{**record, "id": str(UUID(int=number + 1)), "corrects": None} for number in range(count)]
    return packed(project_json(full_project()), more={container.RECORDS: dump(records)})


def _many(section: str, count: int, plan: Plan, **changes: str) -> None:
    first = plan[section][0]
    key = next(name for name in first if name in ("id", "outcome_id", "commitment_id", "question_id"))
    plan[section] = [{**first, key: str(UUID(int=9_000 + n)), **changes} for n in range(count)]


def _as_many_as_are_taken(plan: Plan) -> None:
    _many("questions", 1_000, plan, text=_ASKED * 9)
    _many("kpis", 1_000, plan, method=_COUNTED * 6)
    plan["proposals"] = [{**plan["proposals"][0], "target": f"kpis.{n}"} for n in range(900)]


def _all_words_differ(plan: Plan) -> None:
    _as_many_as_are_taken(plan)
    for number, each in enumerate(plan["questions"]):
        each["text"] = " ".join(
            f"word{(number * 7 + place) % 911}x{place * number % 97}" for place in range(60)
        )


HEAVY: Mapping[str, Make] = {
    "as much as is taken": partial(of_plan, _as_many_as_are_taken),
    "as much as is taken, all words differ": partial(of_plan, _all_words_differ),
    "texts as long as are taken": lambda: of_plan(
        lambda plan: plan["about"].update(purpose="Meals for all. " * 40_000, need="Meals are? Go. " * 35_000)
    ),
    "5,000 questions": lambda: of_plan(lambda plan: _many("questions", 5_000, plan)),
    "5,000 measures": lambda: of_plan(lambda plan: _many("kpis", 5_000, plan)),
    "13 texts of a million letters": lambda: of_plan(
        lambda plan: _many("questions", 13, plan, text="Meals for all. " * 66_000)
    ),
    "13 texts of wide letters": lambda: of_plan(
        lambda plan: _many("questions", 13, plan, text=_WIDE + "a" * 999_000)
    ),
    "wide letters": lambda: of_plan(lambda plan: plan["about"].update(purpose=_WIDE + "a" * 999_000)),
    "names that nobody knows": lambda: of_plan(
        lambda plan: plan["about"].update({f"n{number}": 1 for number in range(60_000)})
    ),
    "questions without anything": lambda: of_plan(lambda plan: plan.update(questions=[{}] * 60_000)),
    "numbers for codes": lambda: of_plan(lambda plan: plan["facts"].update(cpv=[1] * 190_000)),
    "deep brackets": lambda: packed(b"[" * 400_000 + b"]" * 400_000),
    "brackets": lambda: packed(b"[" + b"[]," * 160_000 + b"[]]"),
    "a list of numbers": lambda: packed(b"[" + b"1," * 480_000 + b"1]"),
    "names": lambda: packed(b"{" + b",".join(b'"%d":""' % n for n in range(160_000)) + b"}"),
    "a number without end": lambda: packed(b'{"revision": ' + b"9" * 1_000_000 + b"}"),
    "5,000 records": partial(with_records, 5_000, "x"),
    "records as long as are taken": partial(with_records, 150, "x" * 50_000),
}
"""By what is in them."""
