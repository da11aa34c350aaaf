"""What differs between two editions, and what of it touches a project."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from svdesk.domain.choices import Decision, Stage
from svdesk.domain.project import CommitmentDecision, Kpi, OutcomeDecision, Question
from svdesk.policy.loading.diff import Difference, ItemChange, affecting, compare
from svdesk.policy.loading.load import bundled_pack, load_pack
from svdesk.services.editions.under_edition import compare_packs
from svdesk.services.project.project_sources import new_project
from tests.policy.loading.overlays import SHIPPED, write_overlay
from tests.policy.rules.contracts import contract

JOBS = "employment.lasting-jobs"
CHANGES = f"""
[[figure]]
id = "ce.weighted"
value = 200000

[[figure]]
id = "vat.highest"
title = "Highest rate of VAT, as charged"

[[outcome]]
id = "{JOBS}"
title = "Lasting jobs for people kept out of work"

[outcome.selection_question]
word_limit = 123

[[outcome.measures]]
id = "{JOBS}.sustained"
good_from = 99

[[commitment]]
id = "{{commitment}}"
how = "Ask for proof."

[[marmot]]
id = "ours"
title = "Ours"

[[remove]]
kind = "glossary"
id = "{{word}}"
reason = "Not used here."
"""


def packs(folder: Path) -> tuple[Difference, ...]:
    base = bundled_pack()
    text = CHANGES.format(commitment=base.commitments[3].id, word=base.glossary[0].term)
    return compare(base, load_pack(write_overlay(folder, text)))


def test_each_difference_is_told_by_item_and_field(tmp_path: Path) -> None:
    base = bundled_pack()
    told = {(each.kind, each.id): each for each in packs(tmp_path)}
    assert set(told) == {
        ("pack", "ours"),
        ("figure", "ce.weighted"),
        ("figure", "vat.highest"),
        ("outcome", JOBS),
        ("question", f"{JOBS}.selection"),
        ("measure", f"{JOBS}.sustained"),
        ("commitment", base.commitments[3].id),
        ("marmot", "ours"),
        ("glossary", base.glossary[0].term),
    }
    (value,) = told["figure", "ce.weighted"].fields
    assert (value.field, value.after) == ("value", 200_000)
    outcome = told["outcome", JOBS]
    assert outcome.title == "Lasting jobs for people kept out of work"
    assert [field.field for field in outcome.fields] == ["title"]
    (limit,) = told["question", f"{JOBS}.selection"].fields
    assert (limit.before, limit.after) == (base.outcome(JOBS).selection_question.word_limit, 123)
    assert told["marmot", "ours"].change is ItemChange.ADDED
    assert told["glossary", base.glossary[0].term].change is ItemChange.REMOVED
    assert {field.field for field in told["pack", "ours"].fields} == {"id", "edition", "title", "extends"}


def test_a_pack_does_not_differ_from_itself() -> None:
    assert compare(bundled_pack(), bundled_pack()) == ()


def test_another_owner_of_the_whole_pack_is_told_once(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "copy"))
    head = (SHIPPED / "pack.toml").read_text(encoding="utf-8")
    other = head.replace(bundled_pack().owner, "Somebody else")
    (copy / "pack.toml").write_text(other, encoding="utf-8")
    (told,) = compare(bundled_pack(), load_pack(copy))
    assert (told.kind, [field.field for field in told.fields]) == ("pack", ["owner"])
    jobs = f'[[outcome]]\nid = "{JOBS}"\nowner = "Jobs team"\n'
    own = compare(bundled_pack(), load_pack(write_overlay(tmp_path / "ours", jobs)))
    assert [(each.kind, each.id) for each in own] == [("pack", "ours"), ("outcome", JOBS)]


def test_what_was_removed_comes_back_the_other_way_round(tmp_path: Path) -> None:
    base = bundled_pack()
    other = load_pack(write_overlay(tmp_path, '[[marmot]]\nid = "ours"\ntitle = "Ours"\n'))
    (back,) = [each for each in compare(other, base) if each.kind == "marmot"]
    assert (back.id, back.change) == ("ours", ItemChange.REMOVED)


def test_only_what_the_project_uses_touches_it(tmp_path: Path) -> None:
    base = bundled_pack()
    text = CHANGES.format(commitment=base.commitments[3].id, word=base.glossary[0].term)
    pack = load_pack(write_overlay(tmp_path, text))
    differences = compare(base, pack)
    project = replace(new_project(base.id, base.edition), facts=contract())

    def touching() -> set[tuple[str, str]]:
        return {(each.kind, each.id) for each in affecting(project, differences, base, pack)}

    assert ("outcome", JOBS) not in touching()
    project = replace(
        project,
        outcomes=(OutcomeDecision(outcome_id=JOBS, decision=Decision.CHOSEN),),
        kpis=(Kpi(id=uuid4(), measure_id=f"{JOBS}.sustained"),),
        questions=(Question(id=uuid4(), stage=Stage.SELECTION, source_id=f"{JOBS}.selection"),),
        commitments=(CommitmentDecision(commitment_id=base.commitments[3].id),),
    )
    assert touching() >= {
        ("outcome", JOBS),
        ("measure", f"{JOBS}.sustained"),
        ("question", f"{JOBS}.selection"),
        ("commitment", base.commitments[3].id),
    }
    assert ("marmot", "ours") not in touching()


def test_a_figure_touches_the_project_whose_facts_it_is_held_against(tmp_path: Path) -> None:
    base = bundled_pack()
    figure = next(each for each in base.figures if each.id == "ce.weighted")
    pack = load_pack(
        write_overlay(tmp_path, f'[[figure]]\nid = "ce.weighted"\nvalue = {figure.value + 50_000}\n')
    )
    facts = contract(value=figure.value + 1, commencement_date=date(2026, 3, 1))
    comparison = compare_packs(replace(new_project(base.id, base.edition), facts=facts), base, pack)
    assert ("figure", "ce.weighted") in {(each.kind, each.id) for each in comparison.affecting}
    assert comparison.reassessed
    for each in comparison.reassessed:
        assert each.before is not None
        assert each.after is not None
        assert (each.before.status, each.before.reason) != (each.after.status, each.after.reason)
