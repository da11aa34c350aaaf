"""A policy pack is read whole or refused with file, item and field."""

import errno
import os
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.paths import bundled
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import PackError, bundled_pack, load_pack
from svdesk.policy.rules.assess import assess
from tests.policy.rules.contracts import contract

SHIPPED = bundled("resources", "policy", "cheshire-east")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack to spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def spoil(folder: Path, file: str, old: str, new: str) -> tuple[str, ...]:
    """Replace the first *old* in a file of the pack and return what loading then says."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_the_shipped_pack_loads_and_is_read_once() -> None:
    pack = load_pack(SHIPPED)
    assert isinstance(pack, PolicyPack)
    assert bundled_pack() is bundled_pack()
    assert bundled_pack() == pack
    assert pack.id == "cheshire-east"
    assert len(pack.objectives) == 6


def test_a_pack_from_before_rules_had_stages_still_loads(folder: Path) -> None:
    for file in (folder / "rules").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^stage = .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    old = load_pack(folder)
    assert {rule.stage for rule in old.rules} == {None}
    assert all(each.stage is None for each in assess(contract(), old).determinations)


def test_items_can_be_looked_up_and_unknown_ones_are_refused() -> None:
    pack = bundled_pack()
    outcome = pack.outcomes[0]
    assert pack.outcome(outcome.id) is outcome
    assert pack.objective(outcome.objective).id == outcome.objective
    assert outcome in pack.outcomes_of(outcome.objective)
    assert pack.measure(outcome.measures[0].id) is outcome.measures[0]
    assert pack.commitment(pack.commitments[3].id) is pack.commitments[3]
    assert len(list(pack.measures())) == sum(len(each.measures) for each in pack.outcomes)
    with pytest.raises(KeyError):
        pack.outcome("no such outcome")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("pack.toml", "edition", "editoin", "pack.toml: head “cheshire-east”, editoin: is not a field"),
        ("pack.toml", "checked = 2026", "checked = '2026", "pack.toml: the file is not valid TOML"),
        ("pack.toml", 'title = "C', 'title = " " # "C', "pack.toml: head “cheshire-east”, title: is empty"),
        ("policy.toml", "[[objective]]", "[[objectiv]]", "called “objectiv”; did you mean “objective”?"),
        ("policy.toml", "[[objective]]", "[[zzz]]", "there is no kind of item called “zzz”."),
        ("policy.toml", 'section = "6"', "section = 6", "policy.toml: objective “employment”, section: "),
        ("policy.toml", 'section = "6"', 'section = ["6"]', "objective “employment”, section: Input should"),
        ("policy.toml", 'id = "employment"\n', "", "policy.toml: objective number 1, id: is missing"),
        (
            "policy.toml",
            'id = "living-standards"',
            'id = "employment"',
            "policy.toml: objective “employment”, id: is used twice in the pack (also by a objective)",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            'objective = "employment"',
            'objective = "employ"',
            "outcomes/employment/1-lasting-jobs.toml: outcome “employment.lasting-jobs”, objective: "
            "“employ” is none of ",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            'marmot = ["fair-work"',
            'marmot = ["far-work"',
            "outcome “employment.lasting-jobs”, marmot: “far-work” is none of ",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            'frequency = "quarterly"',
            'frequency = "daily"',
            "outcome “employment.lasting-jobs”, measures[1].frequency: ",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            "good_from = 100",
            "good_from = 10",
            "measure “employment.lasting-jobs.sustained”, good_from: the bands must fall",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            "word_limit = 300",
            "word_limit = 0",
            "question “employment.lasting-jobs.selection”, word_limit: give at least 1",
        ),
        (
            "outcomes/employment/1-lasting-jobs.toml",
            "word_limit = 300",
            'word_limit = "300"',
            "selection_question.word_limit: Input should be a valid integer (found '300')",
        ),
        (
            "practice.toml",
            "mark = 1",
            "mark = 0",
            "practice.toml: mark “0”, stands in the pack more than once",
        ),
        ("figures.toml", 'unit = "GBP"', 'unit = "EUR"', "figure “ce.consider”, unit: “EUR” is neither"),
        ("figures.toml", "value = 5000", "value = -1", "figure “ce.consider”, value: can't be negative"),
        (
            "figures.toml",
            "effective_from = 2026-01-01",
            "effective_from = 2025-12-31",
            "is also a figure of “threshold.goods-services” for the same authorities and days",
        ),
        (
            "figures.toml",
            "effective_from = 2026-01-01",
            "effective_from = 2026-01-02",
            "effective_from: leaves days after “threshold.goods-services.sub-central.2025” uncovered",
        ),
        (
            "figures.toml",
            "effective_to = 2025-12-31",
            "effective_to = 2025-02-23",
            "effective_from, effective_to: the last day lies before the first",
        ),
        (
            "figures.toml",
            'authorities = ["council", "icb"]',
            'authorities = ["council"]',
            "“threshold.goods-services” does not cover every authority on the same days",
        ),
        (
            "figures.toml",
            "https://www.legislation",
            "http://www.legislation",
            "citations[1].url: must start with https://",
        ),
        (
            "rules/1-social-value-act.toml",
            'severity = "caution"',
            'severity = "bad"',
            "act.toml: rule “SVA-1”, severity: ",
        ),
        (
            "rules/1-social-value-act.toml",
            '{ test = "call-off" }',
            '{ test = "call-of" }',
            "test: “call-of” is none of ",
        ),
        ("rules.toml", '{ compare = "threshold" }', '{ compare = "x" }', "compare: “x” is none of "),
        (
            "rules/1-social-value-act.toml",
            '{ rule = "SVA-1",',
            '{ rule = "SVA-9",',
            "rule “SVA-2”, rule: “SVA-9” is none of ",
        ),
        (
            "rules/3-planning.toml",
            'gate = "procurement-act"',
            'gate = "x"',
            "gate: “x” is none of contract",
        ),
        (
            "rules/4-competition.toml",
            "{compare:threshold}",
            "{compare:treshold}",
            "compare: “treshold” is none of ",
        ),
        ("rules/1-social-value-act.toml", "{fact:category}", "{fact:colour}", "fact: “colour” is none of "),
        (
            "rules/1-social-value-act.toml",
            "{fact:category}",
            "{category}",
            "a brace stands outside a placeholder",
        ),
        ("rules.toml", 'one_of = ["call_off"]', 'one_of = ["calloff"]', "“calloff” is none of call_off, "),
        (
            "rules/1-social-value-act.toml",
            'fact = "urgent"',
            'fact = "hurried"',
            "fact: “hurried” can't be asked in this way",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "cannot_tell"\nmissing = ["regimen"]',
            "missing: “regimen” is none of ",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "cannot_tell"',
            "missing: belongs to cases that",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "applies"',
            'status = "applies"\nstanding = "optional"',
            "standing: belongs to cases that do not apply",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "does_not_apply"\nrecommendation = "Do it."',
            "recommendation: say with a standing",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "does_not_apply"\nstanding = "binds"',
            "should be 'good_practice' or 'optional'",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "does_not_apply"\nstanding = "optional"\nrecommendation = "By {fact:colour}."',
            "fact: “colour” is none of ",
        ),
        (
            "rules/1-social-value-act.toml",
            'status = "does_not_apply"',
            'status = "does_not_apply"\nduty = { action = "Do it." }',
            "duty: belongs to cases that apply",
        ),
        (
            "rules/2-cheshire-east.toml",
            'stage = "plan"',
            'stage = "plan"\nduty = { action = "Do it.", contents = ["By {figure:none}."] }',
            "figure: “none” is none of ",
        ),
        (
            "rules/1-social-value-act.toml",
            'stage = "plan"',
            'stage = "later"',
            "should be 'plan', 'procure', 'award', 'manage' or 'end'",
        ),
        (
            "rules/2-cheshire-east.toml",
            '"ce.minimum-weighting"',
            '"ce.consider"',
            "“ce.consider” is none of ",
        ),
        ("rules.toml", 'figure = "ce.weighted"', 'figure = "weighted"', "figure: “weighted” is none of "),
        ("rules.toml", 'closed_by = "PA-85"', 'closed_by = "PA-1"', "[stages], selection_closed_by: “PA-1”"),
        ("rules.toml", 'lowest = "vat.lowest"', 'lowest = "vat.low"', "[vat], figure: “vat.low” is none of"),
        (
            "rules.toml",
            "{amount} is {standing}",
            "{amout} is {standing}",
            "“{amout}” is none of its placehol",
        ),
        ("rules.toml", "{amount} is {standing}", "{amount is {standing}", "[wording], comparison: "),
        ("rules.toml", "{amount} is {standing}", "{} is {standing}", "“{}” is none of its placeholders"),
        ("rules.toml", "[vat]", "[[vat]]", "rules.toml: write [vat], and only once in the pack."),
        (
            "reference.toml",
            "[[section]]",
            "[gate]\n[[section]]",
            "reference.toml: write each gate as [[gate]].",
        ),
        ("rules.toml", 'name = "cpv"\n', 'name = "vat"\n', "fact “vat”, id: is used more than once"),
        ("rules.toml", 'name = "cpv"\n', 'name = "cpvs"\n', "there are no words for “cpv”"),
        ("cpv-lists.toml", '"75231240"', '"7523124"', "codes: “7523124” is not a code of eight digits"),
        ("cpv-lists.toml", '"75231240"', '"75231200"', "codes: “75231200” is there more than once"),
        ("cpv-lists.toml", 'code = "85149000"', 'code = "85149001"', "limits: “85149001” is none of"),
        (
            "rules/6-other-regimes.toml",
            'in_list = "light-touch"',
            'in_list = "light"',
            "in_list: “light” is none of",
        ),
        (
            "rules.toml",
            'when = { compare = "threshold" }',
            'when = { test = "public-contract" }',
            "test “public-contract”, when: comes back to itself",
        ),
        (
            "rules/1-social-value-act.toml",
            'when = { fact = "urgent", one_of = [false] }\n',
            "",
            "rule “SVA-2”, cases: the last one, and only that, has no condition",
        ),
        ("rules/1-social-value-act.toml", ", one_of = [false] }", " }", "give a fact together with one of"),
        (
            "rules/1-social-value-act.toml",
            "one_of = [false] }",
            'one_of = [false], test = "call-off" }',
            "give exactly one of all, any, none, fact, compare, test or rule",
        ),
        (
            "rules/1-social-value-act.toml",
            ', answers = "does_not_apply"',
            "",
            "give a rule together with what it answers",
        ),
        (
            "rules/2-cheshire-east.toml",
            'citations = [{ title = "Cheshire East Social Value Policy, section 4" }]',
            "citations = []",
            "rule “CE-1”, citations: give at least one",
        ),
    ],
)
def test_a_spoilt_pack_is_refused_with_the_place_of_the_fault(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    problems = spoil(folder, file, old, new)
    assert any(says in problem for problem in problems), problems
    assert not any("pydantic" in problem or "Traceback" in problem for problem in problems)


def test_a_choice_of_figures_must_end(folder: Path) -> None:
    problems = spoil(folder, "rules.toml", '    { figure = "threshold.goods-services" },\n', "")
    assert (
        "rules.toml: choice “threshold”, options: the last one, and only that, has no condition" in problems
    )


def test_a_choice_of_figures_must_not_ask_for_its_own_comparison(folder: Path) -> None:
    problems = spoil(
        folder,
        "rules.toml",
        'when = { fact = "category", one_of = ["works"] }, figure',
        'when = { test = "public-contract" }, figure',
    )
    assert any("comes back to itself" in problem for problem in problems)


def test_a_case_of_a_gate_needs_a_condition(folder: Path) -> None:
    problems = spoil(
        folder, "rules.toml", '[[gate.cases]]\nwhen = { test = "provider-selection" }\n', "[[gate.cases]]\n"
    )
    assert "rules.toml: gate “procurement-act”, cases: each needs a condition" in problems


def test_an_outcome_needs_a_measure(folder: Path) -> None:
    path = folder / "outcomes" / "employment" / "1-lasting-jobs.toml"
    head, *rest = re.split(r"(?=\[\[outcome\]\])", path.read_text(encoding="utf-8"))
    path.write_text(head + rest[0].split("[[outcome.measures]]")[0] + "".join(rest[1:]), encoding="utf-8")
    with pytest.raises(PackError, match="measures: is missing"):
        load_pack(folder)
    bare = rest[0].split("[[outcome.measures]]")[0].replace("\nobjective", "\nmeasures = []\nobjective")
    path.write_text(head + bare + "".join(rest[1:]), encoding="utf-8")
    with pytest.raises(PackError, match="measures: give at least one"):
        load_pack(folder)


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    (folder / "practice.toml").write_text("[[mark]]\nmark = 1\n", encoding="utf-8")
    problems = spoil(folder, "policy.toml", 'section = "6"', "section = 6")
    assert any(problem.startswith("practice.toml: mark “1”, label: is missing") for problem in problems)
    assert any(problem.startswith("policy.toml: ") for problem in problems)


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    (folder / "outcomes" / "extra.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match=r"outcomes/extra\.toml: the file is not UTF-8 text"):
        load_pack(folder)


def test_a_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def locked(path: str, *how: int, **options: int) -> int:
        if Path(path).name == "practice.toml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *how, **options)

    monkeypatch.setattr(os, "open", locked)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    (problem,) = caught.value.problems
    assert problem.startswith("practice.toml: the file can't be read (you are not allowed to")


def test_a_folder_named_like_a_file_is_passed_over(folder: Path) -> None:
    (folder / "practice.toml").unlink()
    (folder / "practice.toml").mkdir()
    with pytest.raises(PackError, match=r"The pack has no \[\[mark\]\]"):
        load_pack(folder)


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml: there is no such file"):
        load_pack(tmp_path)
    with pytest.raises(PackError, match="there is no such file"):
        load_pack(tmp_path / "nowhere")


def test_a_pack_without_its_shared_tables_is_refused(folder: Path) -> None:
    (folder / "rules.toml").unlink()
    shutil.rmtree(folder / "rules")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert caught.value.problems == (
        "The pack has no [stages].",
        "The pack has no [vat].",
        "The pack has no [wording].",
        "The pack has no [[rule]].",
    )


def test_new_figures_need_no_new_code(folder: Path) -> None:
    path = folder / "figures.toml"
    text = path.read_text(encoding="utf-8")
    figure = """
[[figure]]
id = "threshold.goods-services.{id}.2028"
name = "threshold.goods-services"
title = "goods and services threshold"
value = {value}
unit = "GBP"
effective_from = 2028-01-01
effective_to = 2029-12-31
authorities = {authorities}
"""
    text += figure.format(id="sub", value=300_000, authorities='["council", "icb"]')
    text += figure.format(id="central", value=200_000, authorities='["nhs_trust", "central"]')
    path.write_text(text, encoding="utf-8")
    facts = contract(commencement_date=date(2028, 1, 1), value=Decimal(299_999))
    assert assess(facts, bundled_pack()).of("PA-PSQ").status == "cannot_tell"
    newer = assess(facts, load_pack(folder)).of("PA-PSQ")
    assert newer.status == "does_not_apply"
    assert newer.figures[0].value == 300_000
