"""Project files and case files, and what they say as a plain reader of JSON has it."""

import hashlib
import io
import json
import random
import zipfile
from dataclasses import fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any

from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.services.exchange.case_file import read_case
from svdesk.services.exchange.project_file import open_exchange, project_json
from tests.hostile.spoiling import (
    spoil_json,
    spoil_zip,
    zipped,
)
from tests.hostile.verdicts import Files


def read_project(path: Path) -> dict[str, Any]:
    opened = open_exchange(path)
    return {
        "plan": json.loads(project_json(opened.project)),
        "records": [[str(each.id), each.what] for each in opened.records],
    }


def spoil_project(sample: Files, drawn: random.Random) -> Files:
    content = spoil_zip(sample[""], drawn, spoil_json)
    return {"": _vouched(content) if drawn.random() < 0.7 else content}


def _vouched(content: bytes) -> bytes:
    """The same file with a manifest that vouches for what is in it now."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(each.filename, archive.read(each)) for each in archive.infolist()]
        manifest = json.loads(dict(parts)["manifest.json"])
        manifest["entries"] = {
            name: {"sha256": hashlib.sha256(part).hexdigest(), "bytes": len(part)}
            for name, part in parts
            if name != "manifest.json"
        }
    except Exception:
        return content
    return zipped(
        [(name, json.dumps(manifest).encode() if name == "manifest.json" else part) for name, part in parts]
    )


def project_says(sample: Files) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(sample[""])) as archive:
        said: dict[str, Any] = {"plan": json.loads(archive.read("parts/plan.json"))}
        if "records.json" in archive.namelist():
            said["records"] = [
                [each["id"], each["what"]] for each in json.loads(archive.read("records.json"))
            ]
        return said


def read_case_file(path: Path) -> dict[str, Any]:
    case = read_case(path)
    assess(case.facts, bundled_pack())
    found = {each.name: _plain(getattr(case.facts, each.name)) for each in fields(case.facts)}
    words = {name: getattr(case, name) for name in ("reference", "title", "purpose", "need")}
    lots = [
        {"title": each.title, "value": _plain(each.value), "description": each.description}
        for each in case.lots
    ]
    return {
        **found,
        **words,
        "lots": lots,
        "answers": {name: _plain(answer) for name, answer in case.answers},
    }


def _plain(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return value.value
        case Decimal() | int():
            return _number(str(value))
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
    return value


def _number(text: str) -> str:
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


_IN_WORDS = ("reference", "title", "purpose", "need", "description", "relevant_area", "urgency_reason")


def case_says(sample: Files) -> dict[str, Any]:
    told = json.loads(sample[""].decode("utf-8-sig"), parse_int=_number, parse_float=_number)

    def plain(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return {key: plain(key, each) for key, each in value.items() if each is not None}
        if isinstance(value, list):
            found = [plain(name, each) for each in value]
            return list(dict.fromkeys(found)) if name == "cpv" else found
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if name in _IN_WORDS or not isinstance(value, str) else _number(value)

    return {
        name: plain(name, value)
        for name, value in told.items()
        if value is not None and name not in ("format", "version")
    }
