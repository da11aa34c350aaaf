"""The form of a policy pack's files as JSON Schema, made from the classes that the files become.

Editors that know JSON Schema for TOML check a file against it while it is written. It knows the
form of each item; ids, links, dates and rules are checked when the pack is loaded.
"""

import json
import re
from typing import Any

from svdesk.policy.loading.checking import pack_adapter
from svdesk.policy.loading.kinds import HEAD, KEYS, LISTS, REMOVE, SINGLE
from svdesk.policy.loading.reading import Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PACK_SCHEMA = "policy-pack.schema.json"
OVERLAY_SCHEMA = "policy-overlay.schema.json"
_HEAD_OF_OVERLAY = ["id", "edition", "title", "extends"]


def pack_schema(*, overlay: bool = False) -> Table:
    """Return the schema of every file of a pack, or of an overlay, where most fields may be left out."""
    made = pack_adapter().json_schema()["$defs"]
    tables = made.pop("Tables")["properties"]
    parts = {name: _without_null(part) for name, part in sorted(made.items())}
    for part in parts.values():
        if "description" in part:
            part["description"] = _in_words(part["description"])
    kinds = {kind: _without_null(tables[kind]) for kind in (*LISTS, *SINGLE)}
    if overlay:
        kinds[REMOVE] = tables[REMOVE]
        for name, part in parts.items():
            key = next((key for key in KEYS if key in part.get("required", ())), None)
            if name != "Removal" and part.pop("required", None) and key:
                part["required"] = [key]
        parts["Head"]["required"] = _HEAD_OF_OVERLAY
    else:
        parts.pop("Removal", None)
    what = "overlay on a policy pack" if overlay else "policy pack"
    return {
        "$schema": DIALECT,
        "title": f"A file of an SVDesk {what}",
        "description": f"{HEAD} is a Head; every other file holds items. Made from SVDesk's own classes.",
        "anyOf": [{"$ref": "#/$defs/Head"}, {"$ref": "#/$defs/Items"}],
        "$defs": {
            "Items": {
                "type": "object",
                "properties": kinds,
                "additionalProperties": False,
                "minProperties": 1,
            },
            **parts,
        },
    }


def schema_text(*, overlay: bool = False) -> str:
    """Return the schema as it is written to a file."""
    return json.dumps(pack_schema(overlay=overlay), indent=2, ensure_ascii=False) + "\n"


def _in_words(docstring: str) -> str:
    """Return a docstring without its marks and without what only a programmer wants to know."""
    text = re.split(r"\bRaises\b", docstring)[0]
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"\1", text)
    return " ".join(re.sub(r"\bNone\b", "nothing", text.replace("``", "")).split())


def _without_null(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return *part* without null, which TOML does not have, and without made-up titles."""
    if isinstance(part, list):
        return [_without_null(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {
        name: _without_null(value)
        for name, value in part.items()
        if not (name == "title" and isinstance(value, str))
        and not (name == "default" and value in (None, []))
    }
    options = kept.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        if len(rest) == 1:
            del kept["anyOf"]
            return {**rest[0], **kept}
        kept["anyOf"] = rest
    return kept
