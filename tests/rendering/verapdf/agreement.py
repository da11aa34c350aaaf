"""What veraPDF, the reference validator, says of documents; in files of their own, to be run side by side."""

from collections.abc import Iterable

import pytest

from svdesk.documents.catalogue import CATALOGUE
from tests.rendering import verapdf
from tests.rendering.conftest import MadeOnce

needs_verapdf = pytest.mark.skipif(bool(verapdf.why_not()), reason=verapdf.why_not())


def assert_agrees(made_once: MadeOnce, states: Iterable[str]) -> None:
    """Assert that every document of projects in *states* is PDF/UA-1 and PDF/A-2a, as veraPDF has them."""
    files = [made_once(state, kind.key) for state in states for kind in CATALOGUE]
    asked = [(profile, path) for path in files for profile in ("ua1", "2a")]
    passed, failed = verapdf.verdicts(asked)
    assert failed == []
    assert len(passed) == len(asked)
