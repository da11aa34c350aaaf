"""Reading a policy pack: a folder of TOML files becomes one checked :class:`PolicyPack`.

``pack.toml`` holds the head (id, edition, title, policy_title, checked). Every other ``.toml`` file
of the folder and its subfolders holds items, in any file and in the order in which they are to be
read: ``[[objective]]``, ``[[outcome]]`` (with ``[outcome.selection_question]``,
``[outcome.tender_question]`` and ``[[outcome.measures]]``), ``[[rule]]`` and the other kinds of
:data:`KINDS`. The keys of an item are the fields of its dataclass; an unknown key, a missing one, a
wrong type, an id used twice or a link that leads nowhere is a :class:`PackError`.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from svdesk.paths import bundled
from svdesk.policy import items, outcomes, practice, rule
from svdesk.policy.pack import PolicyPack
from svdesk.policy.pack_checks import pack_problems

HEAD = "pack.toml"

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
}
"""Kinds of item: the name of their tables, the field of the pack they fill, and their class."""

_SHARED: dict[str, tuple[str, type]] = {
    "gate": ("gates", rule.Gate),
    "test": ("tests", rule.NamedTest),
    "comparison": ("comparisons", rule.Comparison),
    "choice": ("choices", rule.FigureChoice),
    "fact": ("facts", rule.FactWords),
}
_NEEDED = ("figure", "rule", "objective", "outcome", "mark", "rating", "remedy")
_RULE_PARTS: dict[str, type] = {"stages": rule.StageRules, "vat": rule.VatRates, "wording": rule.Wording}
_PRACTICE_PARTS: dict[str, type] = {
    "relevance": practice.RelevanceBands,
    "proportion": practice.Proportioning,
    "burden": practice.BurdenRates,
}
_SINGLE: dict[str, type] = _RULE_PARTS | _PRACTICE_PARTS


class PackError(Exception):
    """A policy pack cannot be used. *problems* has a line each, naming file, item and field."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep *problems*, which are also the text of the error."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    id: str
    edition: str
    title: str
    policy_title: str
    checked: date


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    found: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def load_pack(folder: Path) -> PolicyPack:
    """Read and check the policy pack in *folder*; raises :class:`PackError`."""
    reading = _Reading()
    paths = sorted(path for path in folder.rglob("*.toml") if path.is_file())
    if folder / HEAD not in paths:
        raise PackError((f"{folder / HEAD}: there is no such file, so this is not a policy pack.",))
    for path in paths:
        _read_file(path, path.relative_to(folder).as_posix(), reading)
    if not reading.problems:
        absent = [f"[{name}]" for name in _SINGLE if name not in reading.found]
        absent += [f"[[{kind}]]" for kind in _NEEDED if not reading.found.get(kind)]
        reading.problems.extend(f"The pack has no {name}." for name in absent)
    if reading.problems:
        raise PackError(tuple(reading.problems))
    pack = _assemble(reading)
    if problems := tuple(pack_problems(pack)):
        raise PackError(tuple(_with_file(reading, item, text) for item, text in problems))
    return pack


@cache
def bundled_pack() -> PolicyPack:
    """Return the pack that ships with SVDesk, read once; raises :class:`PackError`."""
    return load_pack(bundled("resources", "policy", "cheshire-east"))


def _assemble(reading: _Reading) -> PolicyPack:
    found = reading.found
    (head,) = found["head"]
    shared: dict[str, Any] = {target: tuple(found.get(kind, ())) for kind, (target, _) in _SHARED.items()}
    shared |= {name: found[name][0] for name in _RULE_PARTS}
    rest: dict[str, Any] = {name: found[name][0] for name in _PRACTICE_PARTS}
    rest |= {target: tuple(found.get(kind, ())) for kind, (target, _) in KINDS.items()}
    return PolicyPack(
        id=head.id,
        edition=head.edition,
        title=head.title,
        policy_title=head.policy_title,
        checked=head.checked,
        parts=rule.RuleParts(**shared),
        **rest,
    )


def _read_file(path: Path, name: str, reading: _Reading) -> None:
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        reading.problems.append(f"{name}: the file can't be read ({error.strerror}).")
        return
    except UnicodeDecodeError:
        reading.problems.append(f"{name}: the file is not UTF-8 text.")
        return
    except tomllib.TOMLDecodeError as error:
        reading.problems.append(f"{name}: the file is not valid TOML ({error}).")
        return
    if name == HEAD:
        _read_items(name, "head", _Head, [tables], reading)
        return
    for kind, content in tables.items():
        if kind in _SINGLE and isinstance(content, dict) and kind not in reading.found:
            _read_items(name, kind, _SINGLE[kind], [content], reading)
        elif kind in _SINGLE:
            reading.problems.append(f"{name}: write [{kind}], and only once in the pack.")
        elif kind not in KINDS and kind not in _SHARED:
            reading.problems.append(f"{name}: there is no kind of item called “{kind}”{_hint(kind)}.")
        elif not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
            reading.problems.append(f"{name}: write each {kind} as [[{kind}]].")
        else:
            _read_items(name, kind, (KINDS | _SHARED)[kind][1], content, reading)


def _hint(kind: str) -> str:
    near = get_close_matches(kind, (*KINDS, *_SHARED, *_SINGLE), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


@cache
def _adapter(item_class: type) -> TypeAdapter[Any]:
    # The option reaches a plain dataclass only from a type around it, hence the list.
    return TypeAdapter(list[item_class], config=ConfigDict(extra="forbid", strict=True))  # type: ignore[valid-type]


def _read_items(
    name: str, kind: str, item_class: type, content: list[dict[str, Any]], reading: _Reading
) -> None:
    # Read as JSON, because only there does strict reading take lists, dates and words of a closed
    # list, and still refuse 1 for true or "5" for 5.
    try:
        read = _adapter(item_class).validate_json(json.dumps(content, default=str))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            index, *rest = fault["loc"]
            label = _label(kind, content[int(index)], int(index)) if kind not in _SINGLE else f"[{kind}]"
            where = f", {_field(rest)}" if rest else ""
            reading.problems.append(f"{name}: {label}{where}: {_explain(dict(fault), rest)}")
        return
    reading.found.setdefault(kind, []).extend(read)
    for item in read:
        reading.problems.extend(
            f"{name}: {_label(kind, content[read.index(item)], read.index(item))}, {blank}: is empty"
            for blank in _blanks(item)
        )
        reading.files.setdefault(f"{kind} “{_key(item)}”", name)


def _key(item: object) -> str:
    return str(next((getattr(item, key) for key in _KEYS if hasattr(item, key)), ""))


_KEYS = ("id", "name", "mark", "step", "term")


def _label(kind: str, content: dict[str, Any], index: int) -> str:
    key = next((content[key] for key in _KEYS if key in content), None)
    return f"{kind} number {index + 1}" if key is None else f"{kind} “{key}”"


def _with_file(reading: _Reading, item: str, text: str) -> str:
    file = reading.files.get(item)
    return f"{file}: {item}, {text}" if file else f"{item}, {text}"


def _field(loc: list[int | str]) -> str:
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _explain(fault: dict[str, Any], loc: list[int | str]) -> str:
    match fault["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a field of this kind of item"
        case "value_error":
            return str(fault["ctx"]["error"])
    found = fault["input"]
    if not loc or isinstance(found, dict | list):
        return str(fault["msg"])
    return f"{fault['msg']} (found {str(found)[:60]!r})"


def _blanks(item: object) -> Iterator[str]:
    """Yield the names of required texts that hold nothing but spaces."""
    for name, spec in getattr(type(item), "__dataclass_fields__", {}).items():
        value = getattr(item, name)
        required = spec.default is MISSING and spec.default_factory is MISSING
        if isinstance(value, str) and required and not value.strip():
            yield name
        elif isinstance(value, tuple):
            for index, entry in enumerate(value, 1):
                yield from (f"{name}[{index}].{blank}" for blank in _blanks(entry))
        elif hasattr(type(value), "__dataclass_fields__"):
            yield from (f"{name}.{blank}" for blank in _blanks(value))
