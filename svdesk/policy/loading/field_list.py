"""The fields of every kind of item, as a page for whoever writes a policy pack."""

from collections.abc import Iterator
from typing import Any

from svdesk.policy.loading.kinds import HEAD, LISTS, REMOVE, SINGLE
from svdesk.policy.loading.schema import pack_schema

_PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def field_list() -> str:
    """Return the list as Markdown: the head, each kind of item, then the tables within them."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    parts = pack_schema(overlay=True)["$defs"]
    needed = {name: part.get("required", []) for name, part in pack_schema()["$defs"].items()}
    needed["Removal"] = parts["Removal"]["required"]
    shown = {"Head": [HEAD], "Removal": [f"[[{REMOVE}]]"]}
    for kind, item_class in LISTS.items():
        shown.setdefault(item_class.__name__, []).append(f"[[{kind}]]")
    for kind, item_class in SINGLE.items():
        shown.setdefault(item_class.__name__, []).append(f"[{kind}]")
    for name, part in parts.items():
        if "properties" in part and name != "Items":
            shown.setdefault(name, [])
    for name, tables in shown.items():
        part = parts[name]
        title = ", ".join(f"`{table}`" for table in tables)
        yield f"### {name}{': ' if title else ''}{title}"
        yield ""
        yield part["description"]
        yield ""
        yield "| field | holds | |"
        yield "|---|---|---|"
        for field, holds in part["properties"].items():
            yield f"| {field} | {_words(holds, parts)} | {'needed' if field in needed[name] else ''} |"
        yield ""


def _words(holds: dict[str, Any], parts: dict[str, Any]) -> str:
    if "$ref" in holds:
        name = str(holds["$ref"]).rpartition("/")[2]
        if "enum" in parts[name]:
            return "one of " + ", ".join(f"`{value}`" for value in parts[name]["enum"])
        return f"table {name}"
    if "const" in holds:
        return f"`{holds['const']}`"
    if "anyOf" in holds:
        words = dict.fromkeys(_words(option, parts) for option in holds["anyOf"])
        return "number" if set(words) == {"number", "text"} else " or ".join(words)
    if holds.get("type") == "array":
        if "prefixItems" in holds:
            return "list of " + " and ".join(_words(option, parts) for option in holds["prefixItems"])
        return f"list of {_words(holds['items'], parts)}"
    return "date" if holds.get("format") == "date" else _PLAIN[str(holds["type"])]
