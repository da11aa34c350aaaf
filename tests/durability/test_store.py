"""What SVDesk says to be saved survives kills, faults of the disk and power cuts.

Beside each test stands one with a store that must fail it. These controls are spoiled on purpose: they show
that the kills and faults find what they are there to find.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Amount
from tests.durability import shim

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a system that forks processes")


def ran(module: str, *arguments: object, environment: dict[str, str] | None = None) -> dict[str, Any]:
    """Return what a program of this folder found."""
    command = [sys.executable, "-m", f"tests.durability.{module}", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, which lets calls fail and notes them."""
    return shim.build(tmp_path_factory.mktemp("shim"), "shim.c")


@pytest.fixture(scope="module")
def lockless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What grants every lock to everybody."""
    return shim.build(tmp_path_factory.mktemp("nolock"), "nolock.c")


def below(library: Path, folder: Path) -> dict[str, str]:
    return shim.environment(library, folder / "work")


def test_what_was_told_to_be_saved_survives_kills(tmp_path: Path, amount: Amount):
    found = ran("killing", tmp_path, amount(15, 700), 1)
    assert found["wrong"] == []
    assert found["told"] > 0
    assert found["left a log"] > 0, "nobody was killed at work"


def test_a_store_that_tells_too_soon_is_found_out_by_kills(tmp_path: Path, amount: Amount):
    assert any("lost" in each for each in ran("killing", tmp_path, amount(30, 120), 2, "before")["wrong"])


def test_a_fault_at_any_call_loses_nothing_and_is_told(tmp_path: Path, faulty: Path, amount: Amount):
    found = ran("faults", tmp_path, amount(131, 1), environment=below(faulty, tmp_path))
    assert found["wrong"] == []
    assert found["refused"] > 0


def test_a_store_without_a_journal_is_found_out_by_faults(tmp_path: Path, faulty: Path, amount: Amount):
    assert ran("faults", tmp_path, amount(97, 9), "journal", environment=below(faulty, tmp_path))["wrong"]


def test_what_was_told_to_be_saved_survives_power_cuts(tmp_path: Path, faulty: Path, amount: Amount):
    many, disks = amount(8, 60), amount(40, 3000)
    found = ran("power_cuts", tmp_path, many, disks, 1, environment=below(faulty, tmp_path))
    assert found["wrong"] == []
    assert found["told"] == many - 1
    assert found["disks"] > disks // 2


def test_a_store_that_syncs_nothing_is_found_out_by_power_cuts(tmp_path: Path, faulty: Path):
    found = ran("power_cuts", tmp_path, 4, 30, 1, "unsynced", environment=below(faulty, tmp_path))
    assert any("lost" in each for each in found["wrong"])


def test_where_locks_are_worth_nothing_neither_writes_over_the_other(tmp_path: Path, lockless: Path):
    found = ran("two_writers", tmp_path, 30, environment={**os.environ, "LD_PRELOAD": str(lockless)})
    saved = [each for writer in found["told"] for each in writer if not each.startswith("refused")]
    assert found["sound"]
    assert found["title"] in saved, "what is there was told to nobody"
    writers = {title.split()[0] for title in saved}
    assert len(writers) == 1, "both were told that their work is kept, and one of them has lost it"
