"""A project file takes the forms that came back along, whole, and refuses what it would not have written."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer, ReturnedForm, ReturnedFormFile
from svdesk.services.exchange import container
from svdesk.services.exchange.project_file import (
    ExchangeError,
    open_exchange,
    read_exchange,
    write_exchange,
)
from svdesk.services.exchange.returned_forms import return_json
from tests.projects import full_project
from tests.services.exchange.exchange_files import head_and_plan, zipped

PROJECT = full_project()
FILE = b"%PDF-1.7 as a bidder sent it \x00\xff"


def a_return(number: int = 1, original: bytes = FILE, **changes: object) -> ReturnedFormFile:
    """A form that came back to the full project, with its file."""
    form = ReturnedForm(
        id=UUID(int=number),
        project_id=PROJECT.id,
        document="itt",
        format="pdf",
        file_name="Response from Bäckerei =1+1.pdf",
        sha256=hashlib.sha256(original).hexdigest(),
        bytes=len(original),
        organisation="Bäckerei & Söhne",
        revision=7,
        read_at=datetime(2026, 3, 1, 9, 30, 0, 125, tzinfo=UTC),
        read_by="Sam Öztürk",
        answers=(
            ReturnedAnswer(field="bidder_name", label="Name", text="Bäckerei & Söhne"),
            ReturnedAnswer(field="answer_1", label="Your answer", text="=1+1\nTwo lines", word_limit=250),
        ),
        findings=(FormFinding(matter=Matter.MISSING, message="“Date” is not answered.", field="signed_on"),),
    )
    return ReturnedFormFile(replace(form, **changes), original)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "A project.svproj"


def test_forms_that_came_back_go_with_the_project_whole_and_the_last_first(file: Path):
    first, second = a_return(), a_return(2, b"another", read_at=datetime(2026, 4, 1, tzinfo=UTC))
    write_exchange(PROJECT, file, [first, second])
    opened = open_exchange(file)
    assert opened.returns == (second, first)
    assert (opened.project, opened.left_out) == (PROJECT, ())
    assert read_exchange(file) == PROJECT


def test_the_same_forms_give_the_same_bytes_whatever_their_order(file: Path):
    one, other = a_return(), a_return(2, b"another")
    write_exchange(PROJECT, file, [one, other])
    first = file.read_bytes()
    write_exchange(PROJECT, file, [other, one])
    assert file.read_bytes() == first


def packed(parts: dict[str, bytes]) -> bytes:
    return container.pack(str(PROJECT.id), head_and_plan(PROJECT) | parts, "a test")


def parts_of_one(**changes: object) -> dict[str, bytes]:
    """The parts of a sound form, its JSON with *changes*."""
    one = a_return()
    entry = json.loads(return_json(one.form)) | changes
    text = json.dumps(entry, ensure_ascii=False, indent=2) + "\n"
    return {f"originals/{one.form.sha256}": one.original, f"returned/{one.form.id}.json": text.encode()}


def without(prefix: str) -> dict[str, bytes]:
    return {name: part for name, part in parts_of_one().items() if not name.startswith(prefix)}


def with_other_bytes() -> dict[str, bytes]:
    return {
        name: b"x" * len(FILE) if name.startswith("originals/") else part
        for name, part in parts_of_one().items()
    }


WRONG: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "no file": (lambda: without("originals/"), "is missing"),
    "no form": (lambda: without("returned/"), "do not belong to forms"),
    "another file under the digest": (with_other_bytes, "not what it was"),
    "another project": (lambda: parts_of_one(project_id=str(UUID(int=9))), "not one of this project"),
    "another id": (lambda: parts_of_one(id=str(UUID(int=9))), "not one of this project"),
    "a name that is not known": (lambda: parts_of_one(macro="run me"), "should have"),
    "a name that leads elsewhere": (lambda: parts_of_one(file_name="../evil.pdf"), "name of its file"),
    "another size": (lambda: parts_of_one(bytes=3), "is missing"),
    "a matter that is none": (
        lambda: parts_of_one(findings=[{"matter": "joke", "message": "", "field": ""}]),
        "should have",
    ),
    "a time without its zone": (lambda: parts_of_one(read_at="2026-03-01T09:30:00"), "without its zone"),
    "a negative revision": (lambda: parts_of_one(revision=-1), "revision is out of range"),
    "a format that is a path": (lambda: parts_of_one(format="../pdf"), "format is out of range"),
    "text instead of a number": (lambda: parts_of_one(revision="7"), "should have"),
}


@pytest.mark.parametrize(("make", "reason"), WRONG.values(), ids=WRONG.keys())
def test_forms_that_are_not_sound_are_refused_with_the_whole_file(
    file: Path, make: Callable[[], dict[str, bytes]], reason: str
):
    file.write_bytes(packed(make()))
    with pytest.raises(ExchangeError, match=reason):
        open_exchange(file)


def test_the_sound_parts_that_the_unsound_ones_are_made_from_are_read(file: Path):
    file.write_bytes(packed(parts_of_one()))
    assert open_exchange(file).returns == (a_return(),)


def test_a_part_changed_after_it_was_saved_is_refused(file: Path):
    write_exchange(PROJECT, file, [a_return()])
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"returned/{UUID(int=1)}.json"
    parts[name] = parts[name].replace(b"Two lines", b"Ten lines")
    file.write_bytes(zipped(parts))
    with pytest.raises(ExchangeError, match="changed or damaged"):
        open_exchange(file)


def test_a_file_of_the_first_format_with_forms_in_it_is_refused(file: Path):
    content = packed(parts_of_one())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"]) | {"format_version": [1, 0], "min_reader": [1, 0]}
    file.write_bytes(zipped(parts | {"manifest.json": json.dumps(manifest).encode()}))
    with pytest.raises(ExchangeError, match="a part that is not known"):
        open_exchange(file)


def test_a_form_that_could_not_be_read_again_is_not_saved_and_the_file_stays(file: Path):
    write_exchange(PROJECT, file)
    before = file.read_bytes()
    with pytest.raises(ExchangeError, match="was not saved"):
        write_exchange(PROJECT, file, [a_return(project_id=UUID(int=9))])
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
