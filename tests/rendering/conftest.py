"""What the renderer's tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from svdesk.documents.model.blocks import Document
from svdesk.rendering.pdf.renderer import PdfRenderer

Rendered = Callable[[Document], Path]


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    """Return what renders a document into a new file."""
    made = list[Path]()

    def render(document: Document) -> Path:
        made.append(tmp_path / f"document{len(made)}.pdf")
        PdfRenderer().render(document, made[-1])
        return made[-1]

    return render
