"""A file of an earlier version is brought to this one whole, or stays as it was, whatever fails meanwhile."""

import os
from pathlib import Path

import pytest

from svdesk.storage.schema import SCHEMA
from tests.conftest import Amount
from tests.durability import shim
from tests.durability.test_store import below, ran

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a system that forks processes")
NEWEST_OLD = SCHEMA - 1


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, which lets calls fail."""
    return shim.build(tmp_path_factory.mktemp("shim"), "shim.c")


@pytest.mark.parametrize("schema", [1, NEWEST_OLD])
def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one(
    schema: int, tmp_path: Path, faulty: Path, amount: Amount
):
    found = ran("migrating", tmp_path, schema, amount(173, 1), environment=below(faulty, tmp_path))
    assert found["wrong"] == []
    assert found["refused"] > 0


def test_a_migration_without_a_journal_is_found_out(tmp_path: Path, faulty: Path, amount: Amount):
    found = ran("migrating", tmp_path, 1, amount(67, 9), "journal", environment=below(faulty, tmp_path))
    assert found["wrong"]
