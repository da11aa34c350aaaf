"""What the renderer's tests share."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Document
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.pdf.renderer import PdfRenderer
from tests.rendering.project_states import STATES

Rendered = Callable[[Document], Path]
MadeOnce = Callable[[str, str], Path]


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    """Return what renders a document into a new file."""
    made = list[Path]()

    def render(document: Document) -> Path:
        made.append(tmp_path / f"document{len(made)}.pdf")
        PdfRenderer().render(document, made[-1])
        return made[-1]

    return render


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return what makes the PDF of a document of a project in some state, the first time it is asked."""
    folder, pack = tmp_path_factory.mktemp("documents"), bundled_pack()

    @cache
    def make(state: str, key: str) -> Path:
        path = folder / f"{state}-{key}.pdf"
        PdfRenderer().render(document_kind(key).compose(case_of(STATES[state](), pack)), path)
        return path

    return make
