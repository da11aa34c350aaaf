"""Policy packs and overlays, and what they say as Python's own reader of TOML has it."""

import random
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from svdesk.policy.loading.load import load_pack
from svdesk.policy.loading.reading import PackError, read_tables
from tests.hostile.heavy_packs import HEAD
from tests.hostile.spoiling import (
    spoil_toml,
)
from tests.hostile.verdicts import Files

_OUTCOME = """
[[outcome]]
id = "fair-pay"
title = "Fair pay for everybody"
[[outcome.measures]]
id = "fair-pay.people"
title = "People who are paid fairly"
unit = "people"
"""
_TERM = """
[[remove]]
kind = "outcome"
id = "another"
[[rule]]
id = "LOCAL-1"
title = "A rule"
affects = ["outcomes", "kpis"]
checked = 2026-11-22
weight = 1.5
"""


def pack_seeds() -> list[Files]:
    return [{"pack.toml": HEAD.encode(), "a/outcomes.toml": _OUTCOME.encode(), "rules.toml": _TERM.encode()}]


def spoil_pack(sample: Files, drawn: random.Random) -> Files:
    name = drawn.choice(sorted(sample))
    spoilt = dict(sample)
    match drawn.randrange(10):
        case 0 if name != "pack.toml" and len(spoilt) > 2:
            del spoilt[name]
        case 1:
            spoilt[drawn.choice(("b.toml", "deep/er/c.toml", "notes.txt"))] = sample[name]
        case _:
            spoilt[name] = spoil_toml(sample[name], drawn)
    return spoilt


def read_pack_files(path: Path) -> dict[str, Any]:
    tables = read_tables(path)
    if tables.problems:
        raise PackError(tuple(tables.problems))
    lists = {kind: [entry.table for entry in entries] for kind, entries in tables.lists.items()}
    singles = {kind: entry.table for kind, entry in tables.single.items()}
    return {"head": tables.head.table, "remove": [each.table for each in tables.removals], **lists, **singles}


def pack_says(sample: Files) -> dict[str, Any]:
    said: dict[str, Any] = {"head": {}, "remove": []}
    for name in sorted(sample, key=Path):
        if not name.endswith(".toml"):
            continue
        tables = tomllib.loads(sample[name].decode("utf-8-sig").replace("\r\n", "\n"), parse_float=Decimal)
        if name == "pack.toml":
            said["head"] = tables
            continue
        for kind, content in tables.items():
            if isinstance(content, list):
                said[kind] = [*said.get(kind, []), *content]
            else:
                said[kind] = content
    return said


def read_overlay(path: Path) -> dict[str, Any]:
    pack = load_pack(path)
    return {"title": pack.title, "edition": pack.edition, "owner": pack.owner}


def overlay_says(sample: Files) -> dict[str, Any]:
    head = tomllib.loads(sample["pack.toml"].decode("utf-8-sig"))
    return {name: head[name] for name in ("title", "edition", "owner")}


def overlay_seeds() -> list[Files]:
    return [{"pack.toml": HEAD.encode(), "empty.toml": b""}]
