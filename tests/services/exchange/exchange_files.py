"""Project files to test with, sound and unsound."""

import hashlib
import io
import json
import zipfile

from svdesk.domain.head import head_of
from svdesk.domain.project import Project
from svdesk.services.exchange.container import pack
from svdesk.services.exchange.part_json import value_json
from svdesk.services.exchange.project_file import project_json
from tests.projects import full_project

MANIFEST, PROJECT, PLAN = "manifest.json", "project.json", "parts/plan.json"


def head_and_plan(project: Project) -> dict[str, bytes]:
    """What a file holds of a project besides its manifest."""
    return {PROJECT: value_json(head_of(project)), PLAN: project_json(project)}


def parts(project: Project) -> dict[str, bytes]:
    """The parts of the file that a project makes."""
    packed = pack(str(project.id), head_and_plan(project), "a test")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return packed.getvalue()


def vouched(project: bytes, **changes: object) -> dict[str, bytes]:
    """Parts of the first format whose manifest vouches for *project*; *changes* are made to the manifest."""
    manifest = {
        "format": "svproj",
        "format_version": [1, 0],
        "min_reader": [1, 0],
        "made_with": "a test",
        "project_id": str(full_project().id),
        "entries": {PROJECT: {"sha256": hashlib.sha256(project).hexdigest(), "bytes": len(project)}},
    }
    return {MANIFEST: json.dumps(manifest | changes).encode(), PROJECT: project}


def vouched_as_now(entries: dict[str, bytes], **changes: object) -> dict[str, bytes]:
    """Parts of the format of today whose manifest vouches for *entries*, whatever they are."""
    manifest = {
        "format": "svproj",
        "format_version": [2, 0],
        "min_reader": [2, 0],
        "made_with": "a test",
        "project_id": str(full_project().id),
        "entries": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in entries.items()
        },
    }
    return {MANIFEST: json.dumps(manifest | changes).encode(), **entries}


def altered(find: str, put: str) -> bytes:
    """The JSON of a full project with one place altered."""
    text = project_json(full_project()).decode()
    assert find in text
    return text.replace(find, put, 1).encode()
