"""The items of a policy pack, listed and shown for people in a terminal and for other programs."""

import json
import textwrap
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from svdesk.domain.choices import Stage
from svdesk.policy.content.outcomes import LibraryQuestion, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.kinds import KINDS, SHARED, key_of
from svdesk.policy.loading.plain import plain, title_of

WIDTH = 100
"""Columns that what is shown fits into."""

Listed = dict[str, Any]
_INHERITED = ("objective", "themes", "marmot", "priorities")
"""What holds for everything that hangs on an outcome."""


def kinds_listed() -> tuple[str, ...]:
    """Return the kinds that can be listed, the library and the policy's own first."""
    return tuple(_LISTS)


def listed(pack: PolicyPack, kind: str) -> list[Listed]:
    """Return every item of *kind* whole, as plain data; raises ``KeyError`` for an unknown kind."""
    return _LISTS[kind](pack, kind)


def list_json(pack: PolicyPack, kind: str) -> str:
    """Return the items of *kind* as indented JSON text."""
    return json.dumps({"kind": kind, "items": listed(pack, kind)}, ensure_ascii=False, indent=2)


def list_text(pack: PolicyPack, kind: str) -> str:
    """Return a line for each item of *kind*: its id and its title."""
    items = listed(pack, kind)
    if not items:
        return f"The pack has no {kind}."
    width = max(len(str(item["id"])) for item in items)
    return "\n".join(f"{item['id']:<{width}}  {' '.join(str(item['title']).split())}" for item in items)


def found(pack: PolicyPack, wanted: str) -> list[tuple[str, Listed]]:
    """Return every item whose id is *wanted*, with the kind that it is listed under.

    An item whose id differs only by capitals is found where no other is.
    """
    everything = [(kind, item) for kind in _LISTS for item in listed(pack, kind)]
    exact = [(kind, item) for kind, item in everything if str(item["id"]) == wanted]
    return exact or [(kind, item) for kind, item in everything if str(item["id"]).lower() == wanted.lower()]


def near(pack: PolicyPack, wanted: str) -> list[str]:
    """Return ids that *wanted* may have been meant for."""
    ids = list(dict.fromkeys(str(item["id"]) for kind in _LISTS for item in listed(pack, kind)))
    by_part = [each for each in ids if wanted.lower() in each.lower()] if len(wanted) > 2 else []
    return list(dict.fromkeys([*by_part, *get_close_matches(wanted, ids, n=5)]))[:5]


def show_json(items: list[tuple[str, Listed]]) -> str:
    """Return found items as indented JSON: the first one, with what else has its id under "also"."""
    shown = [{"kind": kind, **item} for kind, item in items]
    if len(shown) > 1:
        shown[0]["also"] = shown[1:]
    return json.dumps(shown[0], ensure_ascii=False, indent=2)


def show_text(items: list[tuple[str, Listed]]) -> str:
    """Return found items for people: a field a line, lists and tables set in."""
    return "\n\n".join("\n".join((f"{item['id']} ({kind})", *_lines(item, 2))) for kind, item in items)


def _lines(table: Listed, indent: int) -> Iterator[str]:
    for name, value in table.items():
        if value in (None, "", [], {}) or (name == "id" and indent <= 2):
            continue
        lead = f"{' ' * indent}{name}:"
        if isinstance(value, dict):
            yield lead
            yield from _lines(value, indent + 2)
        elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
            for number, each in enumerate(value, 1):
                yield f"{lead[:-1]} {number}:"
                yield from _lines(each if isinstance(each, dict) else {"is": each}, indent + 2)
        elif isinstance(value, list) and name not in ("good_answer", "guided"):
            yield from _wrapped(f"{lead} {', '.join(map(str, value))}", indent)
        elif isinstance(value, list):
            yield lead
            for each in value:
                yield from _wrapped(f"{' ' * (indent + 2)}- {each}", indent + 2)
        else:
            shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            for number, paragraph in enumerate(shown.split("\n\n")):
                yield from _wrapped(
                    f"{lead} {paragraph}" if not number else f"{' ' * indent}  {paragraph}", indent
                )


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * (indent + 2), break_on_hyphens=False)


def _plain_list(pack: PolicyPack, kind: str) -> list[Listed]:
    name = kind.replace("-", "_")
    items = getattr(pack, name, None)
    if items is None:
        items = getattr(pack.parts, name)
    return [{"id": key_of(item), "title": title_of(item), **_but_id(item)} for item in items]


def _but_id(item: object) -> Listed:
    table: Listed = plain(item)
    return {
        name: value for name, value in table.items() if name != "id" and not (name == "title" and not value)
    }


def _crosswalk(pack: PolicyPack, outcome: Outcome) -> list[str]:
    return [each.id for each in pack.crosswalks if outcome.id in each.outcomes]


def _outcomes(pack: PolicyPack, _kind: str) -> list[Listed]:
    return [{**plain(outcome), "crosswalk": _crosswalk(pack, outcome)} for outcome in pack.outcomes]


def _inherited(pack: PolicyPack, outcome: Outcome) -> Listed:
    own = {name: plain(getattr(outcome, name)) for name in _INHERITED}
    return {"outcome": outcome.id, **own, "crosswalk": _crosswalk(pack, outcome)}


def _measures(pack: PolicyPack, _kind: str) -> list[Listed]:
    return [
        {**plain(measure), **_inherited(pack, outcome)}
        for outcome in pack.outcomes
        for measure in outcome.measures
    ]


def _questions(pack: PolicyPack, _kind: str) -> list[Listed]:
    return [
        {**_question(question, outcome), **_inherited(pack, outcome)}
        for outcome in pack.outcomes
        for question in outcome.questions
    ]


def _question(question: LibraryQuestion, outcome: Outcome) -> Listed:
    stage = Stage.SELECTION if question is outcome.selection_question else Stage.TENDER
    table: Listed = plain(question)
    return {"id": table.pop("id"), "title": table.pop("title"), "stage": stage.value, **table}


def _clauses(pack: PolicyPack, _kind: str) -> list[Listed]:
    clauses = [
        {
            "id": f"clause.{each.id}",
            "title": each.title,
            "text": each.clause,
            "source": f"commitment {each.id}",
        }
        for each in pack.commitments
    ]
    clauses += [
        {"id": f"clause.{each.id}", "title": each.title, "text": each.clause, "source": f"outcome {each.id}"}
        for each in pack.outcomes
    ]
    return clauses


_FIRST = (
    "outcomes",
    "measures",
    "questions",
    "principles",
    "objectives",
    "commitments",
    "rules",
    "terms",
    "clauses",
)
_OWN: dict[str, Callable[[PolicyPack, str], list[Listed]]] = {
    "outcomes": _outcomes,
    "measures": _measures,
    "questions": _questions,
    "clauses": _clauses,
}
_LISTS: dict[str, Callable[[PolicyPack, str], list[Listed]]] = {
    kind: _OWN.get(kind, _plain_list)
    for kind in (*_FIRST, *(name.replace("_", "-") for name, _ in (KINDS | SHARED).values()))
}
"""What can be listed, and what lists it."""
