"""The pack that ships, read again without being checked again where these very files were kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from svdesk.policy.loading.building import built_values
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import KEPT, PackRegistry
from svdesk.policy.loading.reading import Table, Tables, read_tables

_ACTIVE = """
import sys
from pathlib import Path
from svdesk.policy.loading.pack_registry import PackRegistry
pack = PackRegistry(Path(sys.argv[1])).active()
print(pack.fingerprint, "pydantic" in sys.modules)
from svdesk.policy.loading.load import bundled_pack
# Numbers that are equal can be of different types.
print(pack == bundled_pack() and repr(pack) == repr(bundled_pack()))
"""


def _active(folder: Path) -> list[str]:
    """The pack for new projects of a new process, if it was checked, and if it equals one that was."""
    told = subprocess.run(
        [sys.executable, "-c", _ACTIVE, str(folder)], capture_output=True, encoding="utf-8", check=True
    )
    return told.stdout.split()


def _some_pack(folder: Path, **head: object) -> Tables:
    lines = {"id": '"a"', "edition": '"1"', "title": '"T"', "policy_title": '"P"', "owner": '"O"'}
    lines |= {"checked": "2026-01-01", "review_on": "2027-01-01"} | {k: str(v) for k, v in head.items()}
    (folder / "pack.toml").write_text("".join(f"{k} = {v}\n" for k, v in lines.items()), encoding="utf-8")
    return read_tables(folder)


def test_a_kept_edition_is_read_to_the_same_values_and_not_checked_again(tmp_path: Path) -> None:
    checked = bundled_pack()
    assert _active(tmp_path) == [checked.fingerprint, "True", "True"]
    PackRegistry(tmp_path).keep(checked)
    assert _active(tmp_path) == [checked.fingerprint, "False", "True"]


def test_an_edition_that_was_kept_with_other_files_is_checked(tmp_path: Path) -> None:
    pack = bundled_pack()
    (tmp_path / KEPT / pack.id / f"{pack.edition}-{'0' * 16}").mkdir(parents=True)
    assert _active(tmp_path) == [pack.fingerprint, "True", "True"]


@pytest.mark.parametrize("wrong", [{"colour": '"red"'}, {"title": ""}])
def test_what_is_no_value_is_refused(tmp_path: Path, wrong: Table) -> None:
    assert built_values(_some_pack(tmp_path)).head.title == "T"
    tables = _some_pack(tmp_path)
    tables.head.table |= wrong
    if not tables.head.table["title"]:
        del tables.head.table["title"]
    with pytest.raises((LookupError, TypeError)):
        built_values(tables)
