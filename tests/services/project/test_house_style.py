"""The look of documents in project files from strangers, and the look that new projects begin with."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.entry import FieldForm, Kind
from svdesk.domain.field_paths import FieldPath
from svdesk.domain.project import HouseStyle, Project, UnreadEntry
from svdesk.services.exchange.project_file import (
    ExchangeError,
    project_json,
    read_exchange,
    read_project_json,
    write_exchange,
)
from svdesk.services.project.editing import field_text, with_text
from svdesk.services.project.kept_style import FILE, KeptStyleError, keep_style, kept_style
from tests.projects import a_picture, full_project

STYLE = HouseStyle(logo=a_picture(), logo_words="Oakmere Council", colour="#005eb8")
COLOUR, PATH = FieldForm(Kind.COLOUR), FieldPath("house_style", "", "colour")


def test_a_look_goes_into_a_project_file_and_comes_out_again(tmp_path: Path):
    project = Project(id=UUID(int=1), house_style=STYLE)
    write_exchange(project, tmp_path / "p.svproj")
    assert read_exchange(tmp_path / "p.svproj") == project


def test_a_project_file_from_before_there_was_a_look_opens_without_one():
    content = json.loads(project_json(full_project()))
    del content["house_style"]
    project = read_project_json(json.dumps(content).encode())
    assert project == replace(full_project(), house_style=HouseStyle())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("colour", "red", "house_style, colour is not a colour"),
        ("colour", "#005EB8", "house_style, colour is not a colour"),
        ("colour", "#005eb8;} body{display:none", "house_style, colour is not a colour"),
        ("colour", "#ffff00", "house_style, colour is too light"),
        ("logo", "x", "house_style, logo is no picture"),
        ("logo", "PHN2Zy8+", "house_style, logo is no picture"),
        ("logo", a_picture()[:40] + "AAAA" + a_picture()[44:], "house_style, logo is no picture"),
        ("logo", "A" * 400_000, "house_style, logo is no picture"),
    ],
)
def test_a_look_that_no_officer_could_have_chosen_is_refused(name: str, value: str, said: str):
    content = json.loads(project_json(full_project()))
    content["house_style"][name] = value
    with pytest.raises(ExchangeError, match=said):
        read_project_json(json.dumps(content).encode())


def test_a_colour_that_is_too_light_stays_as_typed_and_is_not_used():
    project = Project(id=UUID(int=1), house_style=STYLE)
    sections = with_text(project, PATH, COLOUR, "#FFB81C")
    assert sections["house_style"] == replace(STYLE, colour="")
    changed = replace(project, **sections)
    assert changed.unread == (UnreadEntry(path="house_style.colour", text="#FFB81C"),)
    assert field_text(changed, PATH, COLOUR) == "#FFB81C"
    mended = replace(changed, **with_text(changed, PATH, COLOUR, "005eb8"))
    assert mended == project


def test_the_look_for_new_projects_is_kept_until_another_is(tmp_path: Path):
    folder = tmp_path / "data"
    assert kept_style(folder) == HouseStyle()
    keep_style(STYLE, folder)
    assert kept_style(folder) == STYLE
    keep_style(HouseStyle(), folder)
    assert kept_style(folder) == HouseStyle()
    assert [path.name for path in folder.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"logo": "", "logo_words": "", "colour": 5}',
        b'{"logo": "", "logo_words": "x"}',
        b'{"logo": "x", "logo_words": "x", "colour": ""}',
        b'{"logo": "", "logo_words": "", "colour": "#ffff00"}',
        b" " * 2_000_000,
    ],
)
def test_a_look_that_was_damaged_keeps_nobody_from_starting_a_project(tmp_path: Path, content: bytes):
    (tmp_path / FILE).write_bytes(content)
    assert kept_style(tmp_path) == HouseStyle()


def test_a_look_that_cannot_be_kept_says_why_and_leaves_the_old_one(tmp_path: Path):
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "in the way").touch()
    with pytest.raises(KeptStyleError, match="New projects begin as they did before"):
        keep_style(STYLE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
