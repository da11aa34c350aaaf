"""Every document of the set as a PDF, of projects in every state: two validators and our own checks."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.domain.facts import Lot
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.pdf.renderer import PdfRenderer
from svdesk.services.project.project_sources import example_project
from tests.projects import full_project
from tests.rendering import verapdf
from tests.rendering.conftest import Rendered
from tests.rendering.pdf_checks import faults
from tests.rendering.project_states import STATES
from tests.rendering.reading import Reader

KINDS = tuple(kind.key for kind in CATALOGUE)

MadeOnce = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return what makes the PDF of a document of a project in some state, the first time it is asked."""
    folder, pack = tmp_path_factory.mktemp("documents"), bundled_pack()

    @cache
    def make(state: str, key: str) -> Path:
        project, path = STATES[state](), folder / f"{state}-{key}.pdf"
        document = document_kind(key).compose(case_of(project, pack))
        PdfRenderer().render(document, path)
        return path

    return make


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_every_document_conforms(made_once: MadeOnce, state: str, key: str):
    assert faults(made_once(state, key)) == []


@pytest.mark.timeout(900)
@pytest.mark.skipif(bool(verapdf.why_not()), reason=verapdf.why_not())
def test_verapdf_agrees(made_once: MadeOnce):
    files = [made_once(state, key) for state in STATES for key in KINDS]
    asked = [(profile, path) for path in files for profile in ("ua1", "2a")]
    passed, failed = verapdf.verdicts(asked)
    assert failed == []
    assert len(passed) == len(asked)


@pytest.mark.skipif(bool(verapdf.why_not()), reason=verapdf.why_not())
def test_verapdf_sees_what_is_wrong(made_once: MadeOnce, tmp_path: Path):
    broken = tmp_path / "no language.pdf"
    with pikepdf.open(made_once("example", "briefing")) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    passed, failed = verapdf.verdicts([("ua1", broken), ("2a", made_once("example", "briefing"))])
    assert len(passed) == 1
    assert failed[0].startswith("FAIL\tua1")


def test_the_briefing_on_the_example_takes_two_pages(rendered: Rendered):
    pack, example = bundled_pack(), example_project()
    briefing = document_kind("briefing").compose(case_of(example, pack))
    first, second = Reader(rendered(briefing)).pages
    assert "What we are buying" in first.painted
    assert "Tell us what you think" in second.painted


@pytest.mark.parametrize("state", STATES)
def test_the_briefing_takes_two_pages_whatever_the_project_holds(made_once: MadeOnce, state: str):
    assert len(Reader(made_once(state, "briefing")).pages) == 2


@pytest.mark.parametrize("by_lot", [True, False])
@pytest.mark.parametrize("count", [1, 3, 6, 20])
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_briefing_takes_two_pages_with_lots(rendered: Rendered, count: int, by_lot: bool, is_draft: bool):
    pack, project = bundled_pack(), example_project()
    project = replace(
        project,
        lots=tuple(
            Lot(id=UUID(int=40 + place), title=f"Oakmere {place}", value=Decimal(20_000))
            for place in range(count)
        ),
        evaluation=replace(project.evaluation, form_for_each_lot=by_lot),
        proposals=full_project().proposals if is_draft else (),
    )
    briefing = document_kind("briefing").compose(case_of(project, pack))
    assert len(Reader(rendered(briefing)).pages) == 2
