"""veraPDF on the documents of projects whose every text is odd."""

from tests.rendering.conftest import MadeOnce
from tests.rendering.verapdf.agreement import assert_agrees, needs_verapdf

ODD = ("mark-up", "scripts", "controls", "long words")


@needs_verapdf
def test_verapdf_agrees(made_once: MadeOnce):
    assert_agrees(made_once, ODD)
