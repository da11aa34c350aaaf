"""A document's file says what it was made from."""

from uuid import UUID

import pytest

from svdesk.documents.contract.annex import compose
from svdesk.documents.model.origin import Origin
from svdesk.domain.subject import WHOLE
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from tests.projects import full_project


def test_a_document_says_which_revision_and_edition_it_was_made_from() -> None:
    project, pack = full_project(), bundled_pack()
    document = compose(case_of(project, pack))
    assert Origin.read(document.origin) == Origin(
        document="annex",
        project_id=project.id,
        revision=project.revision,
        pack_id=pack.id,
        pack_edition=pack.edition,
        pack_fingerprint=pack.fingerprint,
    )


def test_names_with_awkward_characters_come_back_as_they_were() -> None:
    origin = Origin(
        document="a?b&c",
        project_id=UUID(int=7),
        revision=3,
        pack_id="ours & theirs",
        pack_edition="2027 = new",
        pack_fingerprint="",
    )
    assert Origin.read(origin.line()) == origin


def test_a_line_that_an_older_version_wrote_is_about_the_whole_procurement() -> None:
    line = (
        "svdesk:annex?project=00000000-0000-0000-0000-000000000007&revision=3&pack=ours&edition=2026"
        "&fingerprint=abc"
    )
    origin = Origin.read(line)
    assert origin is not None
    assert origin.subject == WHOLE
    assert origin.line() == line


@pytest.mark.parametrize(
    "line",
    [
        "",
        "https://example.org/?project=1",
        "svdesk:itt",
        "svdesk:itt?project=x&revision=1",
        "svdesk:itt?project=00000000-0000-0000-0000-000000000007&revision=one&pack=a&edition=b&fingerprint=c",
        "svdesk:itt?project=00000000-0000-0000-0000-000000000007&revision=1&pack=a&edition=b&fingerprint=c"
        "&subject=friend:1",
        "svdesk:itt?" + "&".join("a=b" for _ in range(50)),
        "//[broken",
    ],
)
def test_anything_else_is_no_origin(line: str) -> None:
    assert Origin.read(line) is None
