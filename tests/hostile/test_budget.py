"""The heaviest files take about two seconds of a processor and 200 MB, with all that follows opening them."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import Amount

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a system that forks processes")

SECONDS = 6
"""Three times what a file may take: a busy machine's processor does less in a second."""
MEGABYTES = 200
ALWAYS = {
    "project file": ["as much as is taken, all words differ", "names that nobody knows", "5,000 questions"],
    "pack": ["200,000 items", "deep arrays", "an unknown kind"],
    "workbook": ["30,000 relationships", "a shared formula", "200,000 attributes"],
    "Word file": ["instructions in a paragraph", "20,000 controls"],
    "PDF form": ["fields of 30 MB", "300,000 objects", "a drawing of 400 MB"],
    "PDF that carries a project": ["an attachment of 400 MB"],
    "PDF to verify": ["20,000 notes", "100,000 fields"],
    "case file": ["10,000 lots"],
    "logo": ["36 million points that shine through"],
    "database": ["views in views", "a need of 99 MB", "a number that is a text of 50 MB"],
}
"""What every run measures; the long one measures all."""


@pytest.mark.parametrize("kind", ALWAYS)
def test_the_heaviest_files_keep_to_the_budget(kind: str, amount: Amount) -> None:
    names = ALWAYS[kind] if amount(0, 1) == 0 else []
    found = measured(kind, *names)
    assert len(found) >= len(ALWAYS[kind])
    beyond = [each for each in found if not keeps_to_it(each)]
    assert beyond == []


def measured(kind: str, *names: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.hostile.budget", kind, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def keeps_to_it(found: dict[str, Any]) -> bool:
    """Whether a file was read or refused within the budget; one that was killed says nothing."""
    return "came" in found and found["seconds"] <= SECONDS and found["megabytes"] <= MEGABYTES


def test_what_takes_too_much_is_found_out() -> None:
    assert keeps_to_it({"came": "", "seconds": 1.9, "megabytes": 150})
    assert not keeps_to_it({"came": "", "seconds": 60, "megabytes": 1})
    assert not keeps_to_it({"came": "", "seconds": 1, "megabytes": 434})
    assert not keeps_to_it({})
