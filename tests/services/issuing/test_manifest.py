"""A manifest is read strictly, since anybody may have written it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from svdesk.domain.subject import WHOLE, Subject, SubjectKind
from svdesk.services.issuing.manifest import ManifestError, read_manifest, write_manifest
from tests.projects import full_project
from tests.storage.test_issues import an_issue

ISSUED_BEFORE = Path(__file__).parents[2] / "issued_before"
"""What an SVDesk gave out that knew of no parts and no subjects."""

Change = Callable[[dict[str, Any]], object]


def test_what_was_listed_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "p-manifest.json"
    write_manifest(path, [an_issue(full_project())])
    assert read_manifest(path) == (an_issue(full_project()),)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_files_that_are_gone_leave_the_list_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "p-manifest.json"
    (tmp_path / "here.pdf").write_bytes(b"x")
    here, gone, new = (an_issue(full_project(), file_name=f"{name}.pdf") for name in ("here", "gone", "new"))
    write_manifest(path, [here, gone])
    write_manifest(path, [new])
    assert read_manifest(path) == (here, new)


def test_what_a_document_is_about_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "p-manifest.json"
    summary = an_issue(full_project(), subject=Subject(SubjectKind.PERIOD, "2027-Q2"))
    write_manifest(path, [summary])
    assert read_manifest(path) == (summary,)
    assert '"subject": "period:2027-Q2"' in path.read_text(encoding="utf-8")


def test_a_manifest_from_before_there_were_subjects_is_read_as_about_the_whole() -> None:
    (issued,) = read_manifest(ISSUED_BEFORE / "DN776889-manifest.json")
    assert (issued.document, issued.subject) == ("itt", WHOLE)


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(format="another"),
        lambda found: found.update(format_version=2),
        lambda found: found.update(documents="none"),
        lambda found: found["documents"][0].update(file_name="../../etc/passwd"),
        lambda found: found["documents"][0].update(sha256="short"),
        lambda found: found["documents"][0].update(bytes=-1),
        lambda found: found["documents"][0].update(bytes=True),
        lambda found: found["documents"][0].update(version=3),
        lambda found: found["documents"][0].update(issued_at="2025-10-13T10:00:00"),
        lambda found: found["documents"][0].pop("inputs"),
        lambda found: found["documents"][0].update(subject=None),
        lambda found: found["documents"][0].update(subject="planet:mars"),
    ],
)
def test_what_svdesk_does_not_write_is_refused(tmp_path: Path, change: Change) -> None:
    path = tmp_path / "p-manifest.json"
    write_manifest(path, [an_issue(full_project())])
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(ManifestError, match=r"p-manifest\.json"):
        read_manifest(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{}", b" " * (1024 * 1024 + 1)])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p-manifest.json"
    path.write_bytes(content)
    with pytest.raises(ManifestError, match="is no manifest of SVDesk"):
        read_manifest(path)
