"""Values of a policy pack as plain data, for JSON and for comparing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.kinds import KINDS, SHARED, SINGLE, key_of


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return *value* as JSON can hold it: tables, lists, texts, numbers, true, false and null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {spec.name: plain(getattr(value, spec.name)) for spec in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def title_of(item: object) -> str:
    """Return what an item is called: its title, or what comes nearest to one."""
    for name in ("title", "label", "policy_says", "term", "text", "why", "meaning", "was"):
        if found := getattr(item, name, ""):
            return str(found)
    return key_of(item)


def all_items(pack: PolicyPack) -> Iterator[tuple[str, str, object]]:
    """Yield kind, id and value of every item; measures and questions follow their outcome.

    What stands in a pack once has its kind as its id.
    """
    for kind, (name, _) in KINDS.items():
        for item in getattr(pack, name):
            yield kind, key_of(item), item
            if kind == "outcome":
                yield from (("question", question.id, question) for question in item.questions)
                yield from (("measure", measure.id, measure) for measure in item.measures)
    for kind, (name, _) in SHARED.items():
        yield from ((kind, key_of(item), item) for item in getattr(pack.parts, name))
    for name in SINGLE:
        yield name, name, getattr(pack, name, None) or getattr(pack.parts, name)
