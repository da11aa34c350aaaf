"""Pictures and manifests."""

import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from svdesk.domain.pictures import read_picture
from svdesk.rendering.logos import read_logo
from svdesk.services.issuing.manifest import FORMAT, VERSION, read_manifest
from tests.hostile.verdicts import Files


def pictures() -> list[Files]:
    made = []
    for kind, mode in (
        ("PNG", "RGBA"),
        ("JPEG", "RGB"),
        ("GIF", "P"),
        ("BMP", "RGB"),
        ("WEBP", "RGB"),
        ("PNG", "I;16"),
    ):
        grey = Image.linear_gradient("L").resize((90, 40))
        picture = Image.new(mode, grey.size, 900) if mode == "I;16" else grey.convert(mode)
        file = io.BytesIO()
        picture.save(file, kind)
        made.append({"": file.getvalue()})
    return made


def read_logo_file(path: Path) -> dict[str, Any]:
    kept = read_picture(read_logo(path))
    with Image.open(io.BytesIO(kept.png)) as picture:
        picture.load()
        return {"mode": picture.mode, "small": max(picture.size) <= 900}


def logo_says(_sample: Files) -> dict[str, Any]:
    return {"mode": "RGB", "small": True}


def manifest_seeds() -> list[Files]:
    inputs = {
        "project_id": "00000000-0000-0000-0000-000000000001", "project_revision": 3,
        "project_sha256": "a" * 64,
        "pack_id": "p", "pack_edition": "1", "pack_fingerprint": "f", "made_with": "SVDesk",
    }  # fmt: skip
    entry = {
        "file_name": "a.pdf", "sha256": "b" * 64, "bytes": 9, "title": "T", "document": "itt",
        "format": "pdf",
        "version": "1", "status": "draft", "issued_at": "2026-01-01T00:00:00+00:00", "issued_by": "me",
        "issue_id": "00000000-0000-0000-0000-000000000002", "subject": "", "project_attached": False,
        "inputs": inputs,
    }  # fmt: skip
    documents = [entry, {**entry, "file_name": "b.pdf"}]
    return [{"": json.dumps({"format": FORMAT, "format_version": VERSION, "documents": documents}).encode()}]


def read_manifest_file(path: Path) -> list[Any]:
    return [[each.file_name, each.sha256, each.bytes, each.revision] for each in read_manifest(path)]


def manifest_says(sample: Files) -> list[Any]:
    documents = json.loads(sample[""])["documents"]
    return [
        [each["file_name"], each["sha256"], each["bytes"], each["inputs"]["project_revision"]]
        for each in documents
    ]
