"""Project files to test with, sound and unsound."""

import hashlib
import io
import json
import zipfile

from svdesk.domain.project import Project
from svdesk.services.exchange.container import pack
from svdesk.services.exchange.project_file import project_json
from tests.projects import full_project

MANIFEST, PROJECT = "manifest.json", "project.json"


def parts(project: Project) -> dict[str, bytes]:
    """The parts of the file that a project makes."""
    with zipfile.ZipFile(io.BytesIO(pack(str(project.id), project_json(project), "a test"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return packed.getvalue()


def vouched(project: bytes, **changes: object) -> dict[str, bytes]:
    """Parts whose manifest vouches for *project*, whatever it is; *changes* are made to the manifest."""
    manifest = {
        "format": "svproj",
        "format_version": [1, 0],
        "min_reader": [1, 0],
        "made_with": "a test",
        "project_id": str(full_project().id),
        "entries": {PROJECT: {"sha256": hashlib.sha256(project).hexdigest(), "bytes": len(project)}},
    }
    return {MANIFEST: json.dumps(manifest | changes).encode(), PROJECT: project}


def altered(find: str, put: str) -> bytes:
    """The JSON of a full project with one place altered."""
    text = project_json(full_project()).decode()
    assert find in text
    return text.replace(find, put, 1).encode()
