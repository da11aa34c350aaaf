"""What another edition of a policy pack changes, in words for the person whose project it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from svdesk.domain.english import capitalised, counted, show_date
from svdesk.domain.entry import show_number, show_pounds
from svdesk.policy.content.items import Correction
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.diff import Difference, FieldChange, ItemChange
from svdesk.policy.reference import KIND_NAMES
from svdesk.services.editions.under_edition import PackComparison, Reassessed

_UPKEEP = frozenset({"checked", "owner", "review_on"})
"""Fields that say who looks after an item and when; a change of them changes nothing for a project."""

_FIELDS = {
    "answer": "The answer",
    "counts": "What counts",
    "excludes": "What does not count",
    "method": "How to count",
    "good_answer": "A good answer",
    "marks": "What the upper marks need",
    "guided": "Question line by line",
    "guided_word_limit": "Words, line by line",
    "why_it_may_matter": "Why it may matter",
    "when_it_does_not_fit": "When it does not fit",
    "effective_from": "In force from",
    "effective_to": "In force until",
    "policy_says": "The policy says",
    "now": "Read it as",
    "help": "What counts as yes",
    "cpv": "CPV codes",
    "title": "Name",
}

_MAIN_GROUPS = (
    ("Figures", ("figure",)),
    ("Your outcomes, measures and questions", ("outcome", "measure", "question")),
    ("Commitments and questions about the work", ("commitment", "profile_question")),
    ("What every document prints", ("mark", "rating", "remedy", "term")),
)

_BECAME = ((ItemChange.ADDED, "new"), (ItemChange.CHANGED, "changed"), (ItemChange.REMOVED, "left out"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Something that reads differently: *what* it is ("" where the title says it), before and now."""

    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that differs: its *title*, a *note* on it, and what reads differently."""

    title: str
    note: str = ""
    changes: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceGroup:
    """Things that differ, under one heading."""

    title: str
    items: tuple[Told, ...]


def told_first(comparison: PackComparison, new: PolicyPack) -> tuple[DifferenceGroup, ...]:
    """Return what *new* changes for the project itself; nothing where it changes nothing."""
    units = {figure.id: figure.unit for figure in new.figures}
    # Other answers first, then what is new and speaks, then what is only put otherwise.
    ordered = sorted(
        (each for each in comparison.reassessed if each.before is not None or each.is_new_and_speaks),
        key=lambda each: (not each.is_another_answer, each.before is not None),
    )
    reassessed = tuple(_reassessed(each, comparison.corrected(each.rule)) for each in ordered)
    groups = [DifferenceGroup(title="What the rules say of this contract", items=reassessed)]
    for title, kinds in _MAIN_GROUPS:
        found = (each for each in comparison.affecting if each.kind in kinds and not _only_upkeep(each))
        groups.append(
            DifferenceGroup(title=title, items=tuple(_told(each, units.get(each.id, "")) for each in found))
        )
    return tuple(group for group in groups if group.items)


def told_after(comparison: PackComparison) -> tuple[DifferenceGroup, ...]:
    """Return the rest of what differs, in short: what became of which items, kind by kind."""
    main = {kind for _, kinds in _MAIN_GROUPS for kind in kinds}
    first = {(each.kind, each.id) for each in comparison.affecting if each.kind in main}
    rest = [
        each
        for each in comparison.differences
        if (each.kind, each.id) not in first and not _only_upkeep(each)
    ]
    told: list[Told] = []
    for kind in dict.fromkeys(each.kind for each in rest if each.kind in KIND_NAMES):
        for change, word in _BECAME:
            titles = [each.title for each in rest if each.kind == kind and each.change is change]
            if titles:
                title = f"{KIND_NAMES[kind][1]}: {len(titles)} {word}"
                told.append(Told(title=title, note="; ".join(titles)))
    # The head of a pack is the kind "pack": its edition stands above the list already.
    if inner := sum(each.kind not in KIND_NAMES and each.kind != "pack" for each in rest):
        told.append(Told(title=f"{counted(inner, 'other change')} to how the pack is put together"))
    if kept_up := sum(_only_upkeep(each) for each in comparison.differences):
        told.append(Told(title=f"{counted(kept_up, 'item')} looked over again and otherwise as before"))
    return (DifferenceGroup(title="Everything else that differs", items=tuple(told)),) if told else ()


def _reassessed(each: Reassessed, corrections: Iterable[Correction]) -> Told:
    before, after = each.before, each.after
    named = after or before
    title = named.title if named else each.rule
    if before is None or after is None:
        said = Before(
            what="",
            before=before.headline if before else "The rule was not in the pack.",
            now=after.headline if after else "The rule is no longer in the pack.",
        )
    elif before.headline != after.headline:
        said = Before(what="", before=before.headline, now=after.headline)
    else:
        said = Before(what="", before=before.reason, now=after.reason)
    new_reason = after.reason if after and said.now != after.reason else ""
    wrong = [f"What was wrong: {correction.was}" for correction in corrections]
    note = " ".join(filter(None, (*wrong, new_reason)))
    return Told(title=f"{title} ({each.rule})", note=note, changes=(said,))


def _only_upkeep(each: Difference) -> bool:
    named = {changed.field for changed in each.fields}
    return each.change is ItemChange.CHANGED and bool(named) and named <= _UPKEEP


def _told(each: Difference, unit: str) -> Told:
    title = capitalised(each.title)
    if each.kind != "figure":  # a figure's title says by itself what it is
        title = f"{KIND_NAMES[each.kind][0]}: {each.title}"
    if each.change is ItemChange.REMOVED:
        return Told(title=title, note=f"No longer in the policy pack. {_stays(each.kind)}".strip())
    if each.change is ItemChange.ADDED:
        return Told(title=title, note="New in this edition.")
    changes = tuple(_changes(each.fields, unit))
    return Told(
        title=title,
        note="" if changes else "Used in another way than before; its wording has not changed.",
        changes=changes,
    )


def _stays(kind: str) -> str:
    if kind in ("question", "measure", "outcome", "commitment"):
        return "What you have written about it stays in the project."
    return ""


def _changes(fields: Iterable[FieldChange], unit: str) -> Iterator[Before]:
    for each in fields:
        before, now = _words(each.before), _words(each.after)
        if each.field in _UPKEEP or before is None or now is None or before == now:
            continue
        if each.field == "value" and unit:
            before, now = _amount(each.before, unit), _amount(each.after, unit)
            yield Before(what="", before=before, now=now)
        else:
            yield Before(what=_field(each.field), before=before, now=now)


def _field(name: str) -> str:
    plain = name.replace("_", " ")
    return _FIELDS.get(name, capitalised(plain))


def _amount(value: Any, unit: str) -> str:  # noqa: ANN401 - a number of a pack's files
    number = Decimal(str(value))
    return {"GBP": show_pounds(number), "percent": f"{show_number(number)}%"}.get(unit, show_number(number))


def _words(value: Any) -> str | None:  # noqa: ANN401 - what a pack's files hold
    """Return a value as people read it; ``None`` where only a program does."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return show_number(Decimal(str(value)))
    if isinstance(value, str):
        return _date(value)
    if isinstance(value, dict):
        return _table(value)
    parts = [_words(part) for part in value]
    return None if None in parts else "; ".join(part for part in parts if part)


def _table(table: dict[str, Any]) -> str | None:
    if title := table.get("title"):
        return str(title)
    if all(isinstance(part, str) for part in table.values()):
        return "; ".join(f"{name}: {part}" for name, part in table.items())
    return None


def _date(text: str) -> str:
    try:
        return show_date(date.fromisoformat(text))
    except ValueError:
        return text
