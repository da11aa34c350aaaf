"""veraPDF on the documents of the largest project, and of one with very long texts."""

from tests.rendering.conftest import MadeOnce
from tests.rendering.verapdf.agreement import assert_agrees, needs_verapdf

LARGEST = ("largest", "forty thousand words")


@needs_verapdf
def test_verapdf_agrees(made_once: MadeOnce):
    assert_agrees(made_once, LARGEST)
