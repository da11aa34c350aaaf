"""Every document of the set, for the example, an empty project and a full one, as a Word file."""

from pathlib import Path
from uuid import UUID

import docx
import pytest
from pydantic import TypeAdapter

from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.documents.plain import fields
from svdesk.domain.project import Project
from svdesk.paths import bundled
from svdesk.policy.assess import assess
from svdesk.policy.load import bundled_pack
from svdesk.rendering.docx.controls import ControlNames
from svdesk.rendering.docx.renderer import DocxRenderer
from tests.projects import full_project
from tests.rendering.docx_checks import W, faults, parts, value
from tests.rendering.docx_words import words_for, words_of


def _example() -> Project:
    text = bundled("resources", "example", "extra-care-catering.json").read_text(encoding="utf-8")
    return TypeAdapter(Project).validate_json(text, strict=True)


PROJECTS = {"example": _example, "empty": lambda: Project(id=UUID(int=1)), "full": full_project}


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.key)
@pytest.mark.parametrize("project", PROJECTS)
def test_every_document_is_a_sound_file_with_all_its_words_and_fields(
    tmp_path: Path, project: str, kind: DocumentKind
):
    pack = bundled_pack()
    given = PROJECTS[project]()
    assessment = assess(given.facts, pack)
    made = kind.compose(given, assessment, pack)
    path = tmp_path / "document.docx"
    assert DocxRenderer().render(made, path) == ()
    assert faults(path) == []
    assert words_of(path) == words_for(made)
    tags = [value(each) for each in parts(path)["word/document.xml"].iter(f"{W}tag")]
    names = ControlNames()  # Word takes no more than 64 letters
    assert tags == [names.name(field.name) for field in fields(made.blocks)]
    docx.Document(str(path)).save(str(path))  # as a person's office program would, without a loss
    assert words_of(path) == words_for(made)
