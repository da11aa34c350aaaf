"""Which policy packs are at hand, and that a project keeps the edition it was made with."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.policy.loading.load import bundled_pack, load_pack
from svdesk.policy.loading.pack_registry import PackRegistry, PackSource, edition_order
from svdesk.services.editions.under_edition import (
    compare_packs,
    edition_note,
    pack_for,
    pack_in,
    under_edition,
)
from svdesk.services.project.project_sources import new_project
from tests.policy.loading.overlays import SHIPPED, write_overlay

LOUDER = "[relevance]\nstrong_from = {points}\n"


def own(data_dir: Path, name: str = "ours", **about: str) -> Path:
    """Install an overlay in a data folder."""
    return write_overlay(data_dir / "policy" / name, about.pop("text", ""), **about)


def test_without_anything_of_its_own_the_shipped_pack_is_active(tmp_path: Path) -> None:
    registry = PackRegistry(tmp_path)
    assert registry.active() is bundled_pack()
    assert [(place.id, place.origin) for place in registry.packs()] == [("cheshire-east", PackSource.BUNDLED)]
    assert registry.problems == ()
    assert list(tmp_path.iterdir()) == []


def test_a_single_pack_of_its_own_is_active(tmp_path: Path) -> None:
    own(tmp_path, text=LOUDER.format(points=77))
    pack = PackRegistry(tmp_path).active()
    assert (pack.id, pack.relevance.strong_from) == ("ours", 77)


def test_of_several_the_one_named_is_active(tmp_path: Path) -> None:
    own(tmp_path, "a", id="a")
    own(tmp_path, "b", id="b")
    assert PackRegistry(tmp_path).active() is bundled_pack()
    (tmp_path / "policy" / "active.toml").write_text('pack = "b"\n', encoding="utf-8")
    assert PackRegistry(tmp_path).active().id == "b"


@pytest.mark.parametrize("text", ['pack = "c"', "pack = 1", "pack ="])
def test_a_name_that_leads_nowhere_is_told_and_the_shipped_pack_used(tmp_path: Path, text: str) -> None:
    own(tmp_path, "a", id="a")
    own(tmp_path, "b", id="b")
    (tmp_path / "policy" / "active.toml").write_text(text, encoding="utf-8")
    registry = PackRegistry(tmp_path)
    assert registry.active() is bundled_pack()
    (problem,) = registry.problems
    assert "active.toml" in problem


def test_a_folder_that_cannot_be_used_is_told_and_never_fatal(tmp_path: Path) -> None:
    own(tmp_path, text='[[figure]]\nid = "ce.weighted"\nvalue = -1\n')
    (tmp_path / "policy" / "scraps").mkdir()
    registry = PackRegistry(tmp_path)
    assert registry.active() is bundled_pack()
    wrong = "ours.toml: figure “ce.weighted”, value: can't be negative"
    assert any(wrong in problem for problem in registry.problems)
    assert any("scraps" in each for each in registry.problems)


def test_an_edition_is_kept_once_and_outlives_its_replacement(tmp_path: Path) -> None:
    folder = own(tmp_path, text=LOUDER.format(points=77), edition="2027.1")
    registry = PackRegistry(tmp_path)
    first = registry.active()
    project = new_project(first.id, first.edition)
    registry.keep(first)
    (kept,) = (tmp_path / "policy-editions" / "ours").iterdir()
    assert kept.name == f"2027.1-{first.fingerprint}"
    assert sorted(each.name for each in kept.iterdir()) == ["cheshire-east", "ours"]
    as_kept = {path: path.stat().st_mtime_ns for path in kept.rglob("*")}
    registry.keep(first)
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*")} == as_kept

    write_overlay(folder, LOUDER.format(points=78), edition="2027.2")
    later = PackRegistry(tmp_path)
    assert later.active().edition == "2027.2"
    pack, newer = pack_for(project, later)
    assert pack == first
    assert newer is not None
    assert (newer.edition, newer.relevance.strong_from) == ("2027.2", 78)
    assert edition_note(project, pack) == ""
    assert later.problems == ()


def test_the_shipped_edition_is_kept_too(tmp_path: Path) -> None:
    registry = PackRegistry(tmp_path)
    registry.keep(bundled_pack())
    kept = [place for place in registry.packs() if place.origin is PackSource.KEPT]
    assert [registry.load(place) for place in kept] == [bundled_pack()]
    names = {path.suffix for path in (tmp_path / "policy-editions").rglob("*") if path.is_file()}
    assert names == {".toml"}


@pytest.mark.parametrize("damage", ["emptied", "missing", "changed"])
def test_a_damaged_edition_is_made_again_while_its_pack_is_there(tmp_path: Path, damage: str) -> None:
    PackRegistry(tmp_path).keep(bundled_pack())
    kept = tmp_path / "policy-editions"
    before = {path: path.read_bytes() for path in kept.rglob("*.toml")}
    spoilt = next(path for path in before if path.name == "rules.toml")
    if damage == "missing":
        spoilt.unlink()
    else:
        spoilt.write_bytes(b"" if damage == "emptied" else before[spoilt].replace(b"a", b"b", 1))
    PackRegistry(tmp_path).keep(bundled_pack())
    assert {path: path.read_bytes() for path in kept.rglob("*.toml")} == before
    assert [path for path in kept.rglob("*") if path.name.startswith(".")] == []


def test_a_kept_edition_whose_files_were_changed_is_not_used(tmp_path: Path) -> None:
    folder = own(tmp_path, edition="2027.1")
    registry = PackRegistry(tmp_path)
    registry.keep(registry.active())
    project = new_project("ours", "2027.1")
    write_overlay(folder, LOUDER.format(points=78), edition="2027.2")
    (file,) = (tmp_path / "policy-editions").rglob("ours.toml")
    file.write_text(LOUDER.format(points=1), encoding="utf-8")
    later = PackRegistry(tmp_path)
    pack, newer = pack_for(project, later)
    assert (pack.edition, newer) == ("2027.2", None)
    assert any("not as they were" in problem for problem in later.problems)


def test_a_project_of_an_edition_not_at_hand_gets_the_newest_and_is_told(tmp_path: Path) -> None:
    project = new_project("cheshire-east", "2019.1")
    pack, newer = pack_for(project, PackRegistry(tmp_path))
    assert (pack, newer) == (bundled_pack(), None)
    assert "2019.1" in edition_note(project, pack)
    assert pack.edition in edition_note(project, pack)


def test_the_newest_of_its_own_pack_comes_before_the_active_one(tmp_path: Path) -> None:
    own(tmp_path)
    registry = PackRegistry(tmp_path)
    assert registry.active().id == "ours"
    assert pack_for(new_project("cheshire-east", "2019.1"), registry) == (bundled_pack(), None)


def test_a_project_of_a_pack_that_nobody_has_gets_the_active_one(tmp_path: Path) -> None:
    own(tmp_path)
    pack, newer = pack_for(new_project("elsewhere", "1"), PackRegistry(tmp_path))
    assert (pack.id, newer) == ("ours", None)


def test_a_pack_of_its_own_does_not_take_over_projects_of_another(tmp_path: Path) -> None:
    own(tmp_path)
    project = new_project("cheshire-east", bundled_pack().edition)
    assert pack_for(project, PackRegistry(tmp_path)) == (bundled_pack(), None)


def test_a_folder_given_by_name_may_be_laid_over_an_installed_pack(tmp_path: Path) -> None:
    own(tmp_path / "data", id="ours", text=LOUDER.format(points=77))
    folder = write_overlay(tmp_path / "mine", id="mine", extends="ours")
    pack = pack_in(folder, PackRegistry(tmp_path / "data"))
    assert (pack.id, pack.relevance.strong_from) == ("mine", 77)


def test_nothing_is_kept_without_a_data_folder() -> None:
    registry = PackRegistry(None)
    registry.keep(registry.active())
    assert registry.active() is bundled_pack()


def test_editions_are_ordered_as_people_read_them() -> None:
    editions = ["2027.1", "2026.9", "2026.11", "2026.11-draft"]
    assert sorted(editions, key=edition_order) == ["2026.9", "2026.11", "2026.11-draft", "2027.1"]


def test_going_over_to_a_newer_edition_leaves_the_answers_as_they_are(tmp_path: Path) -> None:
    base = Path(shutil.copytree(SHIPPED, tmp_path / "base"))
    (base / "pack.toml").write_text(
        (SHIPPED / "pack.toml").read_text(encoding="utf-8").replace(bundled_pack().edition, "2027.5"),
        encoding="utf-8",
    )
    newer = load_pack(base)
    project = replace(new_project("cheshire-east", bundled_pack().edition), revision=4)
    comparison = compare_packs(project, bundled_pack(), newer)
    assert [(each.kind, each.id) for each in comparison.differences] == [("pack", "cheshire-east")]
    assert (comparison.affecting, comparison.reassessed) == ((), ())
    moved = under_edition(project, newer)
    assert (moved.pack_edition, moved.revision) == ("2027.5", 4)
