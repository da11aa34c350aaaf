"""Documents are made whole, in files whose names every system takes."""

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.documents.model.blocks import Document
from svdesk.domain.project import About, Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.formats import format_keys, named_formats, renderers
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.services.issuing.build_documents import (
    BuildError,
    BuildEvent,
    Made,
    Skipped,
    Working,
    build,
    document_keys,
    file_name,
)
from svdesk.services.ports import Progress
from tests.projects import full_project


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return bundled_pack()


@pytest.fixture
def project() -> Project:
    return full_project()


def name_for(reference: str, title: str = "") -> str:
    project = Project(id=full_project().id, about=About(reference=reference, title=title))
    return file_name(project, document_kind("annex"), "pdf").removesuffix(
        f"-{document_kind('annex').stem}.pdf"
    )


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


class FullDisk:
    """A renderer whose disk fills up half-way through the first file."""

    format = "pdf"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> None:  # noqa: ARG002 - the port's names
        path.write_bytes(b"%PDF-half a fi")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_every_document_is_made_and_can_be_read_again(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    report = build(case_of(project, pack), document_keys(), tmp_path, [PdfRenderer()])
    assert {each.document for each in (*report.made, *report.skipped)} == {kind.key for kind in CATALOGUE}
    assert files_in(tmp_path) == sorted(made.path.name for made in report.made)
    for made in report.made:
        assert len(pypdf.PdfReader(made.path).pages) > 0


def test_each_document_is_made_in_the_formats_asked_for_that_suit_it(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    told: list[BuildEvent] = []
    asked = renderers(["csv", "html", "ics"])
    report = build(case_of(project, pack), ["annex", "statement"], tmp_path, asked, told.append)
    assert [(made.document, made.format, made.path.suffix) for made in report.made] == [
        ("annex", "html", ".html"),
        ("annex", "csv", ".csv"),
        ("annex", "ics", ".ics"),
        ("statement", "html", ".html"),
    ]
    assert len({made.path.stem for made in report.made}) == 2
    assert [(each.document, each.format) for each in report.skipped] == [
        ("statement", "csv"),
        ("statement", "ics"),
    ]
    assert all(each.why == "It can be made as pdf, docx and html." for each in report.skipped)
    assert [event for event in told if isinstance(event, Skipped)] == list(report.skipped)


def test_a_part_that_a_portal_would_refuse_is_skipped_with_its_reason_and_the_document_made(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    unweighted = replace(project, questions=tuple(replace(each, weight=None) for each in project.questions))
    report = build(case_of(unweighted, pack), ["itt"], tmp_path, renderers(["html", "csv"]))
    assert [made.format for made in report.made] == ["html"]
    (skipped,) = report.skipped
    assert skipped.format == "csv"
    assert "only 100%" in skipped.why


def test_every_format_of_a_document_has_its_renderer_and_no_renderer_is_for_nothing() -> None:
    named = {each for kind in CATALOGUE for each in kind.formats}
    assert named == set(format_keys())
    assert [renderer.format for renderer in renderers(named)] == list(format_keys())


@pytest.mark.parametrize(("text", "formats"), [("pdf", ("pdf",)), (" CSV, pdf,,csv", ("csv", "pdf"))])
def test_formats_are_named_one_after_the_other(text: str, formats: tuple[str, ...]) -> None:
    assert named_formats(text) == formats


def test_formats_that_nobody_knows_are_refused_with_those_that_there_are() -> None:
    for ask in (lambda: renderers(["pdf", "odt"]), lambda: named_formats(" , ")):
        with pytest.raises(BuildError, match=", ".join(format_keys())):
            ask()


def test_what_happens_is_told_in_order(project: Project, pack: PolicyPack, tmp_path: Path) -> None:
    told: list[BuildEvent] = []
    report = build(case_of(project, pack), ["annex", "statement"], tmp_path, [PdfRenderer()], told.append)
    assert [event for event in told if isinstance(event, Made)] == list(report.made)
    first = told.index(report.made[0])
    assert {event.document for event in told[:first]} == {"annex"}
    steps = [event for event in told[:first] if isinstance(event, Working)]
    assert steps[0] == Working(document="annex", done=0, total=0)
    assert steps[-1].done == steps[-1].total > 1


def test_a_document_that_has_no_place_is_skipped_with_its_reason(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    below = replace(project, facts=replace(project.facts, value=None, procedure=None))
    told: list[BuildEvent] = []
    report = build(case_of(below, pack), ["selection"], tmp_path, [PdfRenderer()], told.append)
    assert report.made == ()
    assert told == list(report.skipped)
    assert report.skipped[0].why
    assert files_in(tmp_path) == []


def test_a_document_that_nobody_knows_is_refused_before_anything_is_made(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    with pytest.raises(BuildError, match="no document called invoice"):
        build(case_of(project, pack), ["annex", "invoice"], tmp_path / "out", [PdfRenderer()])
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_the_old_file_and_no_half_of_the_new_one(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    (made,) = build(case_of(project, pack), ["annex"], tmp_path, [PdfRenderer()]).made
    before = made.path.read_bytes()
    with pytest.raises(BuildError, match="the disk is full") as caught:
        build(case_of(project, pack), ["annex"], tmp_path, [FullDisk()])
    assert str(made.path) in str(caught.value)
    assert files_in(tmp_path) == [made.path.name]
    assert made.path.read_bytes() == before


def test_stopping_leaves_no_half_made_file(project: Project, pack: PolicyPack, tmp_path: Path) -> None:
    def stop_at_the_third_step(event: BuildEvent) -> None:
        if isinstance(event, Working) and event.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(case_of(project, pack), ["itt"], tmp_path, [PdfRenderer()], stop_at_the_third_step)
    assert files_in(tmp_path) == []


def test_what_a_killed_process_left_is_cleared_away_the_next_time(
    project: Project, pack: PolicyPack, tmp_path: Path
) -> None:
    left_over: list[str] = []

    def look(event: BuildEvent) -> None:
        if isinstance(event, Working):
            left_over.extend(folder.name for folder in tmp_path.iterdir())

    build(case_of(project, pack), ["annex"], tmp_path, [PdfRenderer()], look)
    stale, young = tmp_path / left_over[0], tmp_path / f"{left_over[0]}-young"
    for folder in (stale, young):
        folder.mkdir()
        (folder / "half.pdf").write_bytes(b"%PDF-half")
    os.utime(stale, (0, 0))
    report = build(case_of(project, pack), ["annex"], tmp_path, [PdfRenderer()])
    assert files_in(tmp_path) == sorted([young.name, "half.pdf", report.made[0].path.name])


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("DN776889", "DN776889"),
        ("  DN 776889. ", "DN 776889"),
        ("CE/2025/17", "CE-2025-17"),
        ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "Catering"),
        ("", "Catering"),
        ("nul", "_nul"),
        ("COM1.x", "_COM1.x"),
        ("CON", "_CON"),
        ("console", "console"),
        ("line\nend\x00\x1b", "line end"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Öztürk 資料", "Öztürk 資料"),
        ("e\u0301", "é"),
    ],
)
def test_a_reference_becomes_a_name_that_every_system_takes(reference: str, name: str) -> None:
    assert name_for(reference, "Catering") == name


def test_a_project_without_reference_and_title_still_has_a_name() -> None:
    assert name_for("", "") == "project"


@pytest.mark.parametrize("text", ["x" * 5000, "資" * 5000, "x" * 79 + "é"])
def test_a_long_reference_is_cut_between_characters(text: str) -> None:
    name = name_for(text)
    assert text.startswith(name)
    assert 70 < len(name.encode()) <= 80


@pytest.fixture
def folder_that_cannot_be_used(tmp_path: Path) -> Iterator[Path]:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine", encoding="utf-8")
    yield in_the_way / "out"
    assert in_the_way.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_used_is_named(
    project: Project, pack: PolicyPack, folder_that_cannot_be_used: Path
) -> None:
    with pytest.raises(BuildError) as caught:
        build(case_of(project, pack), ["annex"], folder_that_cannot_be_used, [PdfRenderer()])
    assert str(folder_that_cannot_be_used) in str(caught.value)
