"""Reading a policy pack: a folder of TOML files becomes one checked :class:`PolicyPack`.

``pack.toml`` holds the head (:class:`svdesk.policy.loading.kinds.Head`). Every other ``.toml`` file of the
folder and its subfolders holds items, in any file and in the order in which they are to be read:
``[[objective]]``, ``[[outcome]]`` (with ``[outcome.selection_question]``,
``[[outcome.tender_questions]]`` and ``[[outcome.measures]]``), ``[[rule]]`` and the other kinds of
:mod:`svdesk.policy.loading.kinds`. The keys of an item are the fields of its dataclass; an unknown key, a
missing one, a wrong type, an id used twice or a link that leads nowhere is a :class:`PackError`.

A pack whose head has ``extends`` is an overlay: it is laid over the pack of that id
(:mod:`svdesk.policy.loading.overlay`), and the two together are checked as one.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from svdesk.paths import bundled
from svdesk.policy.content.origins import ItemSource, Origins, parts_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import RuleParts
from svdesk.policy.loading.building import built_values
from svdesk.policy.loading.kinds import (
    HANGING,
    HEAD,
    KINDS,
    NEEDED,
    PRACTICE_PARTS,
    RULE_PARTS,
    SHARED,
    SINGLE,
    label,
)
from svdesk.policy.loading.overlay import give_stewards, lay_over
from svdesk.policy.loading.reading import PackError, PackTable, Tables, Values, read_tables

__all__ = ["PackError", "bundled_pack", "bundled_packs", "load_pack"]

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?")
_FIELD = re.compile(r"[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*")
_FINGERPRINT_DIGITS = 16


def load_pack(folder: Path, bases: Mapping[str, Path] | None = None) -> PolicyPack:
    """Read and check the policy pack in *folder*; raises :class:`PackError`.

    *bases* are the folders of packs that an overlay can be laid over, by their ids; by default the
    packs that ship with SVDesk.
    """
    return _checked(_tables(folder, bundled_packs() if bases is None else bases, "", ()))


def _checked(tables: Tables) -> PolicyPack:
    # What checks takes long to load, and is not needed for a pack that was checked before.
    from svdesk.policy.loading.checking import values_of
    from svdesk.policy.loading.pack_checks import pack_problems

    values = values_of(tables)
    problems = list(_head_problems(values))
    absent = [f"[{name}]" for name in SINGLE if name not in values.single]
    absent += [f"[[{kind}]]" for kind in NEEDED if not values.lists[kind]]
    problems += [f"The pack has no {name}." for name in absent]
    if problems:
        raise PackError(tuple(problems))
    pack = _assemble(values, tables)
    # Each fault once, whatever the number of ways by which it is come upon.
    if found := dict.fromkeys(pack_problems(pack)):
        raise PackError(tuple(_with_file(pack.origins, tables, item, text) for item, text in found))
    return pack


@cache
def bundled_pack() -> PolicyPack:
    """Return the pack that ships with SVDesk, read once; raises :class:`PackError`."""
    return load_pack(_shipped())


@cache
def known_bundled_pack(kept: Path) -> PolicyPack:
    """Return the same, read without checking it again where its very files are below *kept*.

    *kept* is the folder of the editions that were kept for projects. An edition is kept once it was checked.
    """
    if bundled_pack.cache_info().currsize:
        return bundled_pack()
    tables = _tables(_shipped(), bundled_packs(), "", ())
    head = tables.head.table
    edition = kept_folder(str(head.get("id")), str(head.get("edition")), _fingerprint(tables))
    if not tables.problems and (kept / edition).is_dir():
        with suppress(ArithmeticError, LookupError, TypeError, ValueError):
            return _assemble(built_values(tables), tables)
    return bundled_pack()


def _shipped() -> Path:
    return bundled("resources", "policy", "cheshire-east")


def kept_folder(pack_id: str, edition: str, fingerprint: str) -> Path:
    """Return where an edition of a pack is kept, below the folder of all that are."""
    return Path(pack_id, f"{edition}-{fingerprint}")


@cache
def bundled_packs() -> Mapping[str, Path]:
    """Return the folders of the packs that ship with SVDesk, by the packs' ids."""
    return {folder.name: folder for folder in sorted(bundled("resources", "policy").iterdir())}


def _tables(folder: Path, bases: Mapping[str, Path], prefix: str, above: tuple[str, ...]) -> Tables:
    """Read the tables of a pack and of all that it is laid over; *above* are the ids on the way here."""
    tables = read_tables(folder, prefix)
    head = tables.head.table
    extends = head.get("extends", "")
    if extends:
        where = f"{tables.head.file}: {label('head', head)}, extends"
        if extends in (*above, head.get("id")):
            raise PackError((*tables.problems, f"{where}: “{extends}” comes back to itself"))
        if extends not in bases:
            known = ", ".join(sorted(bases)) or "the packs at hand (there are none)"
            raise PackError((*tables.problems, f"{where}: “{extends}” is none of {known}"))
        base = _tables(bases[extends], bases, f"{extends}/", (*above, str(head.get("id", ""))))
        printed = hashlib.sha256(f"{base.fingerprint}{tables.fingerprint}".encode()).hexdigest()
        tables = lay_over(base, tables)
        tables.fingerprint = printed
    elif tables.removals:
        tables.problems.append(
            f"{tables.removals[0].file}: [[remove]] belongs in an overlay, whose {HEAD} says what it extends."
        )
    give_stewards(tables)
    return tables


def _head_problems(values: Values) -> Iterator[str]:
    """Yield what is wrong with names that folders are called by, and with the dates of the head."""
    head = values.head
    for field in ("id", "edition"):
        if not _NAME.fullmatch(getattr(head, field)):
            yield f"{HEAD}: {label('head', head)}, {field}: use letters, digits, dots and hyphens only"
    if head.review_on <= head.checked:
        yield f"{HEAD}: {label('head', head)}, review_on: must lie after checked"


def _assemble(values: Values, tables: Tables) -> PolicyPack:
    head, single = values.head, values.single
    shared: dict[str, Any] = {target: values.lists[kind] for kind, (target, _) in SHARED.items()}
    shared |= {name: single[name] for name in RULE_PARTS}
    rest: dict[str, Any] = {name: single[name] for name in PRACTICE_PARTS}
    rest |= {target: values.lists[kind] for kind, (target, _) in KINDS.items()}
    return PolicyPack(
        id=head.id,
        edition=head.edition,
        title=head.title,
        policy_title=head.policy_title,
        checked=head.checked,
        owner=head.owner,
        review_on=head.review_on,
        extends=head.extends,
        fingerprint=_fingerprint(tables),
        origins=_origins(tables),
        parts=RuleParts(**shared),
        **rest,
    )


def _fingerprint(tables: Tables) -> str:
    return tables.fingerprint[:_FINGERPRINT_DIGITS]


def _origins(tables: Tables) -> Origins:
    """Return where each item comes from, what hangs on an outcome by its own name."""
    found: dict[str, list[ItemSource]] = {}
    for kind, entries in tables.lists.items():
        for entry in entries:
            origin = _origin(entry)
            found.setdefault(label(kind, entry.table), []).append(origin)
            if kind == "outcome":
                for place, table in parts_of(entry.table, tuple(HANGING)):
                    name = label(HANGING[str(place[0])], table)
                    found.setdefault(name, []).append(origin.part(place))
    singles = {"head": tables.head, **tables.single}
    found |= {label(name, entry.table): [_origin(entry)] for name, entry in singles.items()}
    return Origins(items={name: tuple(origins) for name, origins in found.items()})


def _origin(entry: PackTable) -> ItemSource:
    return ItemSource(file=entry.file, fields=dict(entry.laid_over), given=dict(entry.given))


def _with_file(origins: Origins, tables: Tables, item: str, text: str) -> str:
    for removal in tables.removals:
        if f"“{removal.table['id']}” is none of" in text:
            text = f"{text} (“{removal.table['id']}” is taken away in {removal.file})"
    where = text.partition(":")[0]
    file = origins.file_of(item, where if _FIELD.fullmatch(where) else "")
    return f"{file}: {item}, {text}" if file else f"{item}, {text}"
