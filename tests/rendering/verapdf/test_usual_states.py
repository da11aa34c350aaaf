"""veraPDF on the documents of projects as officers leave them."""

from pathlib import Path

import pikepdf

from tests.rendering import verapdf
from tests.rendering.conftest import MadeOnce
from tests.rendering.project_states import STATES
from tests.rendering.verapdf.agreement import assert_agrees, needs_verapdf
from tests.rendering.verapdf.test_largest_state import LARGEST
from tests.rendering.verapdf.test_odd_states import ODD

USUAL = tuple(state for state in STATES if state not in (*LARGEST, *ODD))


@needs_verapdf
def test_verapdf_agrees(made_once: MadeOnce):
    assert_agrees(made_once, USUAL)


@needs_verapdf
def test_verapdf_sees_what_is_wrong(made_once: MadeOnce, tmp_path: Path):
    broken = tmp_path / "no language.pdf"
    with pikepdf.open(made_once("example", "briefing")) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    passed, failed = verapdf.verdicts([("ua1", broken), ("2a", made_once("example", "briefing"))])
    assert len(passed) == 1
    assert failed[0].startswith("FAIL\tua1")
