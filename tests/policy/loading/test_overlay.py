"""An organisation states only what is different, and is told the place of every fault."""

import shutil
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.policy.content.rule import Condition
from svdesk.policy.loading.kinds import LISTS, SINGLE
from svdesk.policy.loading.load import PackError, bundled_pack, load_pack
from svdesk.policy.loading.overlay import WHOLE
from svdesk.policy.rules.assess import assess
from tests.policy.loading.overlays import SHIPPED, write_overlay
from tests.policy.rules.contracts import contract

JOBS = "employment.lasting-jobs"
FIGURE = '[[figure]]\nid = "ce.weighted"\nvalue = {value}\n'


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return caught.value.problems


def test_an_overlay_is_a_pack_of_its_own_that_keeps_what_it_does_not_change(tmp_path: Path) -> None:
    base = bundled_pack()
    pack = load_pack(write_overlay(tmp_path))
    assert (pack.id, pack.edition, pack.title, pack.extends) == (
        "ours",
        "2027.1",
        "Our overlay",
        "cheshire-east",
    )
    assert (pack.policy_title, pack.checked, pack.owner) == (base.policy_title, base.checked, base.owner)
    assert pack.outcomes == base.outcomes
    assert pack.rules == base.rules
    assert pack.fingerprint != base.fingerprint


def test_another_threshold_needs_one_line_and_the_rules_follow(tmp_path: Path) -> None:
    base = next(figure for figure in bundled_pack().figures if figure.id == "ce.weighted")
    pack = load_pack(write_overlay(tmp_path, FIGURE.format(value=base.value * 2)))
    changed = next(figure for figure in pack.figures if figure.id == "ce.weighted")
    assert changed.value == base.value * 2
    assert (changed.title, changed.citations) == (base.title, base.citations)
    facts = contract(value=base.value + 1, commencement_date=date(2026, 3, 1))
    before, after = assess(facts, bundled_pack()), assess(facts, pack)
    changed_rules = {
        said.rule for said in after.determinations if said.status is not before.of(said.rule).status
    }
    assert changed_rules, "a contract between the two amounts is judged by the overlay's"


def test_tables_and_lists_with_ids_are_laid_over_by_id_and_other_lists_replaced(tmp_path: Path) -> None:
    base = bundled_pack().outcome(JOBS)
    measure = base.measures[0]
    pack = load_pack(
        write_overlay(
            tmp_path,
            f"""
[[outcome]]
id = "{JOBS}"
themes = ["social"]

[outcome.selection_question]
word_limit = 123

[[outcome.measures]]
id = "{measure.id}"
good_from = 99
""",
        )
    )
    outcome = pack.outcome(JOBS)
    assert outcome.themes == ("social",)
    assert outcome.title == base.title
    assert outcome.selection_question.word_limit == 123
    assert outcome.selection_question.text == base.selection_question.text
    assert outcome.measures[0].good_from == Decimal(99)
    assert outcome.measures[0].counts == measure.counts
    assert outcome.measures[1:] == base.measures[1:]
    assert bundled_pack().outcome(JOBS) == base


def test_a_new_measure_joins_an_outcome_and_a_new_item_its_kind(tmp_path: Path) -> None:
    extra = """
[[outcome.measures]]
id = "ours.measure"
title = "Ours"
unit = "people"
counts = "One."
excludes = "None."
method = "Count."
evidence = "A list."
baseline = "None."
frequency = "yearly"
"""
    text = f'[[marmot]]\nid = "ours"\ntitle = "Ours"\n[[outcome]]\nid = "{JOBS}"\n{extra}'
    pack = load_pack(write_overlay(tmp_path, text, head='owner = "Our team"\nreview_on = 2029-01-01\n'))
    assert [entry.id for entry in pack.marmot][-1] == "ours"
    measures = pack.outcome(JOBS).measures
    assert [measure.id for measure in measures][-1] == "ours.measure"
    assert (measures[-1].owner, measures[-1].review_on) == ("Our team", date(2029, 1, 1))
    assert measures[0].owner == bundled_pack().outcome(JOBS).measures[0].owner


def test_a_condition_is_replaced_whole(tmp_path: Path) -> None:
    base = next(test for test in bundled_pack().parts.tests if test.when.fact)
    text = f'[[test]]\nid = "{base.id}"\nwhen = {{ compare = "large-contract" }}\n'
    pack = load_pack(write_overlay(tmp_path, text))
    changed = next(test for test in pack.parts.tests if test.id == base.id)
    assert changed.when == Condition(compare="large-contract")


def conditions(item_class: type) -> Iterator[str]:
    """The names of all fields of a class, and of the classes within it, that hold a condition."""
    for spec in fields(item_class):
        inner = typing.get_type_hints(item_class)[spec.name]
        for part in (inner, *typing.get_args(inner)):
            if part is Condition and item_class is not Condition:
                yield spec.name
            elif is_dataclass(part) and isinstance(part, type) and part is not item_class:
                yield from conditions(part)


def test_every_field_that_holds_a_condition_is_replaced_whole() -> None:
    assert {
        name for item_class in (*LISTS.values(), *SINGLE.values()) for name in conditions(item_class)
    } == WHOLE


def test_a_table_that_stands_once_is_laid_over_field_by_field(tmp_path: Path) -> None:
    pack = load_pack(write_overlay(tmp_path, "[relevance]\nstrong_from = 77\n"))
    assert pack.relevance.strong_from == 77
    assert pack.relevance.explanation == bundled_pack().relevance.explanation


@pytest.mark.parametrize("kind", ["outcome", "measure", "question"])
def test_an_item_can_be_taken_away(tmp_path: Path, kind: str) -> None:
    base = bundled_pack().outcome(JOBS)
    ids = {"outcome": JOBS, "measure": base.measures[0].id, "question": base.tender_questions[0].id}
    # What else names the outcome is named with it, so another one is taken that nothing links to.
    text = f'[[remove]]\nkind = "{kind}"\nid = "{ids[kind]}"\nreason = "Not ours."\n'
    pack = load_pack(write_overlay(tmp_path, text))
    known = {each.id for each in pack.outcomes} | {each.id for each in pack.measures()}
    known |= {each.id for each in pack.questions()}
    assert ids[kind] not in known
    assert bundled_pack().outcome(JOBS) == base


def test_an_item_can_be_taken_away_and_written_anew(tmp_path: Path) -> None:
    text = '[[remove]]\nkind = "marmot"\nid = "fair-work"\nreason = "Ours is other."\n'
    text += '[[marmot]]\nid = "fair-work"\ntitle = "Good work"\n'
    pack = load_pack(write_overlay(tmp_path, text))
    (found,) = [entry for entry in pack.marmot if entry.id == "fair-work"]
    assert (found.title, found.explanation) == ("Good work", "")


def test_a_link_that_a_removal_leaves_dangling_is_told_with_both_files(tmp_path: Path) -> None:
    text = '[[remove]]\nkind = "marmot"\nid = "fair-work"\nreason = "No."\n'
    found = problems(write_overlay(tmp_path, text))
    assert any(
        problem.startswith(
            "cheshire-east/outcomes/employment/1-lasting-jobs.toml: outcome “employment.lasting-jobs”"
        )
        and problem.endswith("(“fair-work” is taken away in ours.toml)")
        for problem in found
    ), found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            FIGURE.format(value='"x"'),
            "ours.toml: figure “ce.weighted”, value: Input should be a valid decimal",
        ),
        (FIGURE.format(value=-1), "ours.toml: figure “ce.weighted”, value: can't be negative"),
        (FIGURE.format(value=1) * 2, "ours.toml: figure “ce.weighted”, id: is used twice in the overlay"),
        (
            '[[figure]]\nid = "ce.weighted"\nvalu = 1\n',
            "ours.toml: figure “ce.weighted”, valu: is not a field",
        ),
        ("[[figure]]\nvalue = 1\n", "ours.toml: figure number"),
        (
            f'[[outcome]]\nid = "{JOBS}"\n[[outcome.measures]]\nid = "{JOBS}.prepared"\nunit = 1\n',
            "ours.toml: outcome “employment.lasting-jobs”, measures[",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\ntitle = " "\n',
            "ours.toml: outcome “employment.lasting-jobs”, title: is empty",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\nobjective = "work"\n',
            "ours.toml: outcome “employment.lasting-jobs”, objective: “work” is none of ",
        ),
        (
            '[[remove]]\nkind = "marmot"\nid = "far-work"\nreason = "x"\n',
            "ours.toml: remove “far-work”, id: the base has no marmot “far-work”; did you mean “fair-work”?",
        ),
        (
            f'[[remove]]\nkind = "measure"\nid = "{JOBS}.prepard"\nreason = "x"\n',
            "id: the base has no measure “employment.lasting-jobs.prepard”; did you mean “employment",
        ),
        (
            '[[remove]]\nkind = "marmots"\nid = "x"\nreason = "x"\n',
            "ours.toml: remove “x”, kind: “marmots” can't be removed; did you mean “marmot”?",
        ),
        (
            '[[remove]]\nkind = "marmot"\nid = "fair-work"\n',
            "ours.toml: remove “fair-work”, reason: is missing",
        ),
        (
            '[[remove]]\nkind = "marmot"\nid = "fair-work"\nreason = ""\n',
            "ours.toml: remove “fair-work”, reason: is empty",
        ),
    ],
)
def test_a_fault_of_the_overlay_is_told_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    found = problems(write_overlay(tmp_path, text))
    assert any(says in problem for problem in found), found


def test_a_fault_of_the_base_is_told_with_the_files_of_the_base(tmp_path: Path) -> None:
    base = Path(shutil.copytree(SHIPPED, tmp_path / "base"))
    (base / "extra.toml").write_text('[[marmot]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(write_overlay(tmp_path / "ours"), {"cheshire-east": base})
    assert caught.value.problems == ("cheshire-east/extra.toml: marmot “x”, title: is missing",)


def test_an_overlay_can_lie_on_an_overlay(tmp_path: Path) -> None:
    first = write_overlay(tmp_path / "a", FIGURE.format(value=111_111), id="a")
    second = write_overlay(tmp_path / "b", "[relevance]\nstrong_from = 77\n", id="b", extends="a")
    pack = load_pack(second, {"cheshire-east": SHIPPED, "a": first})
    assert pack.id == "b"
    assert next(figure for figure in pack.figures if figure.id == "ce.weighted").value == 111_111
    assert pack.relevance.strong_from == 77


def test_an_overlay_on_nothing_or_on_itself_is_refused(tmp_path: Path) -> None:
    (said,) = problems(write_overlay(tmp_path, extends="cheshire-west"))
    assert said == "pack.toml: head “ours”, extends: “cheshire-west” is none of cheshire-east"
    round_about = write_overlay(tmp_path, extends="ours")
    with pytest.raises(PackError, match="comes back to itself"):
        load_pack(round_about, {"ours": round_about})


def test_an_overlay_states_its_own_id_edition_and_title(tmp_path: Path) -> None:
    folder = write_overlay(tmp_path)
    (folder / "pack.toml").write_text('extends = "cheshire-east"\n', encoding="utf-8")
    assert problems(folder) == tuple(
        f"pack.toml: head number 1, {name}: is missing" for name in ("id", "edition", "title")
    )


def test_names_that_make_no_folder_are_refused(tmp_path: Path) -> None:
    assert "pack.toml: head “../x”, id: use letters, digits, dots and hyphens only" in problems(
        write_overlay(tmp_path, id="../x")
    )


def test_a_whole_pack_has_nothing_to_remove(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    (folder / "x.toml").write_text('[[remove]]\nkind = "marmot"\nid = "x"\nreason = "x"\n', encoding="utf-8")
    assert problems(folder) == (
        "x.toml: [[remove]] belongs in an overlay, whose pack.toml says what it extends.",
    )


def test_the_fingerprint_knows_contents_and_not_the_ends_of_lines(tmp_path: Path) -> None:
    folder = write_overlay(tmp_path, FIGURE.format(value=1))
    first = load_pack(folder).fingerprint
    file = folder / "ours.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_pack(folder).fingerprint == first
    write_overlay(tmp_path, FIGURE.format(value=2))
    assert load_pack(folder).fingerprint != first
