"""The kinds of item that a policy pack is made of: their tables, and the classes they become."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from svdesk.policy.content import items, outcomes, periods, practice, retention, rule

HEAD = "pack.toml"
"""The file that makes a folder a policy pack."""
REMOVE = "remove"
"""The table by which an overlay takes an item of its base away."""

KINDS: dict[str, tuple[str, type]] = {
    "figure": ("figures", items.Figure),
    "rule": ("rules", rule.Rule),
    "objective": ("objectives", items.Objective),
    "outcome": ("outcomes", outcomes.Outcome),
    "principle": ("principles", items.Listed),
    "marmot": ("marmot", items.Listed),
    "priority": ("priorities", items.Listed),
    "commitment": ("commitments", items.Commitment),
    "term": ("terms", items.ChangedTerm),
    "mark": ("scale", items.ScaleMark),
    "rating": ("ratings", items.Rating),
    "remedy": ("remedies", items.Remedy),
    "glossary": ("glossary", items.GlossaryTerm),
    "section": ("sections", items.Listed),
    "definition": ("definitions", items.Listed),
    "strategy": ("strategies", items.Listed),
    "commissioning_principle": ("commissioning_principles", items.Listed),
    "lever": ("levers", items.Listed),
    "provision": ("provisions", items.Listed),
    "resource": ("resources", items.Listed),
    "cycle_stage": ("cycle_stages", items.Listed),
    "need_source": ("need_sources", items.Listed),
    "life_stage": ("life_stages", items.Listed),
    "unit": ("units", items.Unit),
    "crosswalk": ("crosswalks", items.Crosswalk),
    "profile_question": ("profile_questions", items.ProfileQuestion),
    "factor": ("factors", practice.Factor),
    "presumption": ("presumptions", practice.Presumption),
    "risk": ("risks", practice.RiskFactor),
    "rung": ("rungs", practice.Rung),
    "check": ("checks", practice.Check),
    "word_list": ("word_lists", practice.WordList),
    "retention": ("retentions", retention.Retention),
    "working_days": ("working_days", periods.WorkingDays),
    "period": ("periods", periods.Period),
    "correction": ("corrections", items.Correction),
}
"""Kinds of item: the name of their tables, the field of the pack they fill, and their class."""

SHARED: dict[str, tuple[str, type]] = {
    "gate": ("gates", rule.Gate),
    "test": ("tests", rule.NamedTest),
    "comparison": ("comparisons", rule.Comparison),
    "choice": ("choices", rule.FigureChoice),
    "code_list": ("code_lists", rule.CodeList),
    "fact": ("facts", rule.FactWords),
}
"""The same for what the rules share; they fill :class:`svdesk.policy.content.rule.RuleParts`."""

RULE_PARTS: dict[str, type] = {"stages": rule.StageRules, "vat": rule.VatRates, "wording": rule.Wording}
PRACTICE_PARTS: dict[str, type] = {
    "relevance": practice.RelevanceBands,
    "proportion": practice.Proportioning,
    "burden": practice.BurdenRates,
}
SINGLE: dict[str, type] = RULE_PARTS | PRACTICE_PARTS
"""Tables that stand in a pack once."""

LISTS: dict[str, type] = {kind: item_class for kind, (_, item_class) in (KINDS | SHARED).items()}
"""Every kind of which a pack can hold many, with its class."""

NEEDED = ("figure", "rule", "objective", "outcome", "mark", "rating", "remedy")
"""Kinds of which a pack needs at least one."""

NESTED = {"measure": "measures", "question": "tender_questions"}
"""What hangs on an outcome and can be taken away by its own id, with the outcome's list of it."""

HANGING = {"selection_question": "question", "tender_questions": "question", "measures": "measure"}
"""The fields of an outcome that hold items of their own, and the kinds of these."""

KEYS = ("id", "name", "mark", "step", "term")
"""The fields that an item is known by, whichever of them it has first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What ``pack.toml`` says of a pack.

    *owner* looks after every item that names no owner of its own, and has it reviewed by
    *review_on*. *extends* is the id of the pack that this one is laid over.
    """

    id: str
    edition: str
    title: str
    policy_title: str
    checked: date
    owner: str
    review_on: date
    extends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """An item of the base that an overlay takes away, and why."""

    kind: str
    id: str
    reason: str


def key_of(item: object) -> str:
    """Return what an item is known by in its kind: its id, mark, step or term ("" for none).

    *item* is a table as read from a file, or the value made of it.
    """
    if isinstance(item, dict):
        tables: dict[str, Any] = item
        return str(next((tables[key] for key in KEYS if key in tables), ""))
    return str(next((getattr(item, key) for key in KEYS if hasattr(item, key)), ""))


def label(kind: str, item: object, index: int | None = None) -> str:
    """Return an item's kind and name for a message; without a name, its number among its kind."""
    if kind in SINGLE:
        return f"[{kind}]"
    key = key_of(item)
    return f"{kind} number {(index or 0) + 1}" if not key else f"{kind} “{key}”"
