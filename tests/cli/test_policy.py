"""``svdesk policy``: reading, proving, comparing and beginning policy packs."""

import json
from pathlib import Path
from typing import Any

import pytest

from svdesk.policy.loading.load import bundled_pack, load_pack
from svdesk.policy.reference.law_table import law_page
from tests.cli.running import case_file, refused, svdesk
from tests.policy.loading.overlays import write_overlay

ISSUED_KINDS = (
    "outcomes",
    "measures",
    "questions",
    "principles",
    "objectives",
    "commitments",
    "rules",
    "terms",
    "clauses",
)


def told(*arguments: str | Path) -> Any:  # noqa: ANN401 - whatever JSON can hold
    done = svdesk("policy", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    figure = next(each for each in bundled_pack().figures if each.id == "ce.weighted")
    return write_overlay(tmp_path / "ours", f'[[figure]]\nid = "ce.weighted"\nvalue = {figure.value * 3}\n')


@pytest.mark.parametrize("kind", ISSUED_KINDS)
def test_each_kind_is_listed_whole(kind: str) -> None:
    said = told("list", kind)
    assert said["kind"] == kind
    assert said["items"]
    assert all(item["id"] and item["title"] for item in said["items"])
    ids = [item["id"] for item in said["items"]]
    assert len(ids) == len(set(ids))


def test_what_hangs_on_an_outcome_says_so_and_has_its_links() -> None:
    pack = bundled_pack()
    for kind, count in (("measures", len(list(pack.measures()))), ("questions", len(list(pack.questions())))):
        items = told("list", kind)["items"]
        assert len(items) == count
        for item in items:
            outcome = pack.outcome(item["outcome"])
            assert item["objective"] == outcome.objective
            assert item["themes"] == list(outcome.themes)
            assert item["marmot"] == list(outcome.marmot)
            assert item["priorities"] == list(outcome.priorities)
            assert item["owner"]
            assert item["review_on"]
            assert "crosswalk" in item


def test_questions_say_at_which_stage_they_are_asked() -> None:
    pack = bundled_pack()
    stages = {item["id"]: item["stage"] for item in told("list", "questions")["items"]}
    outcome = pack.outcomes[0]
    assert stages[outcome.selection_question.id] == "selection"
    assert {stages[question.id] for question in outcome.tender_questions} == {"tender"}


def test_clauses_are_those_of_commitments_and_of_outcomes() -> None:
    pack = bundled_pack()
    clauses = told("list", "clauses")["items"]
    assert len(clauses) == len(pack.commitments) + len(pack.outcomes)
    assert clauses[0]["text"] == pack.commitments[0].clause
    assert clauses[-1]["source"] == f"outcome {pack.outcomes[-1].id}"


def test_a_list_for_people_has_a_line_for_each_item() -> None:
    done = svdesk("policy", "list", "objectives")
    lines = done.stdout.splitlines()
    assert len(lines) == len(bundled_pack().objectives)
    for line, objective in zip(lines, bundled_pack().objectives, strict=True):
        assert line.startswith(objective.id)
        assert line.endswith(objective.title)


def test_a_kind_that_is_not_known_is_refused_with_those_that_are() -> None:
    first, second = refused("policy", "list", "wishes")
    assert "wishes" in first
    assert all(kind in second for kind in (*ISSUED_KINDS, "profile-questions", "rungs", "need-sources"))


def test_every_item_that_is_listed_can_be_shown() -> None:
    for wanted in ("PA-85", "pa-85", "employment.lasting-jobs", "large-contract", "clause.local-economy"):
        shown = told("show", wanted)
        assert shown["id"].lower() == wanted.lower()
        assert shown["kind"]
    assert told("show", "large-contract")["also"][0]["id"] == "large-contract"
    done = svdesk("policy", "show", "PA-85")
    assert "PA-85 (rules)" in done.stdout
    assert "Procurement Act 2023, section 85" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_an_id_that_is_not_known_is_refused_with_near_ones() -> None:
    (line,) = refused("policy", "show", "employment.lasting-job")
    assert "employment.lasting-jobs" in line


def test_the_shipped_pack_passes_its_own_check() -> None:
    done = svdesk("policy", "check")
    assert done.returncode == 0, done.stdout
    assert "no errors" in done.stdout
    said = told("check")
    assert said["ok"] is True
    kinds = {reading["kind"]: reading for reading in said["reading"]}
    assert kinds["question"]["reading_age"] < 14
    assert kinds["question"]["longest"]


def test_a_pack_with_an_error_ends_with_one_and_names_it(tmp_path: Path) -> None:
    folder = write_overlay(
        tmp_path, '[[outcome]]\nid = "employment.lasting-jobs"\n[outcome.fit]\ncpv = ["99"]\n'
    )
    done = svdesk("policy", "check", folder)
    assert done.returncode == 1
    assert "ERROR    ours.toml: outcome employment.lasting-jobs, fit.cpv: no code" in done.stdout
    said = json.loads(svdesk("policy", "check", folder, "--json").stdout)
    assert said["ok"] is False
    assert {"level", "kind", "id", "field", "message", "file"} == set(said["findings"][0])
    assert said["findings"][0]["file"] == "ours.toml"


def test_a_pack_that_cannot_be_loaded_ends_with_one_and_names_file_item_and_field(tmp_path: Path) -> None:
    folder = write_overlay(tmp_path, '[[figure]]\nid = "ce.weighted"\nvalue = -1\n')
    done = svdesk("policy", "check", folder)
    assert done.returncode == 1
    assert done.stderr == "ours.toml: figure “ce.weighted”, value: can't be negative\n"
    said = json.loads(svdesk("policy", "check", folder, "--json").stdout)
    assert said["findings"][0]["message"] in done.stderr
    assert said["findings"][0]["file"] == "ours.toml"


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_that_is_no_pack_is_a_mistake(tmp_path: Path, name: str) -> None:
    (line,) = refused("policy", "check", tmp_path / name)
    assert "no policy pack" in line


def test_two_packs_are_compared_by_folder_or_by_name(overlay: Path) -> None:
    said = told("diff", "cheshire-east", overlay)
    (figure,) = [each for each in said["differences"] if each["kind"] == "figure"]
    assert (figure["id"], figure["change"]) == ("ce.weighted", "changed")
    (field,) = figure["fields"]
    assert (field["field"], field["after"]) == ("value", 3 * field["before"])
    edition = bundled_pack().edition
    done = svdesk("policy", "diff", f"cheshire-east@{edition}", "cheshire-east")
    assert (done.returncode, "Nothing differs." in done.stdout) == (0, True)


def test_a_pack_that_is_not_at_hand_is_refused_with_those_that_are(overlay: Path) -> None:
    (line,) = refused("policy", "diff", overlay, "cheshire-west")
    assert "cheshire-east@" in line


def test_a_comparison_can_be_for_a_project(overlay: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.svproj"
    assert svdesk("new", "--case", case_file(tmp_path), "--out", project).returncode == 0
    said = told("diff", "cheshire-east", overlay, "--project", project)
    assert [each["id"] for each in said["differences"]] == ["ce.weighted"]
    assert [each["rule"] for each in said["reassessed"]]
    lines = svdesk("policy", "diff", "cheshire-east", overlay, "--project", project).stdout.splitlines()
    judged = [number for number, line in enumerate(lines) if line.endswith("is judged anew")]
    assert len(judged) == len(said["reassessed"])
    for number in judged:
        was, now = (line.split(maxsplit=1)[1] for line in lines[number + 1 : number + 3])
        assert was != now


def test_a_pack_of_ones_own_is_begun_valid_with_its_form_and_a_guide(tmp_path: Path) -> None:
    for extends in (["--extends", "cheshire-east"], []):
        folder = tmp_path / f"pack {len(extends)}"
        done = svdesk("policy", "new", folder, "--id", "town", "--title", 'The "town"', *extends)
        assert done.returncode == 0, done.stderr
        assert str(folder / "README.md") in done.stdout
        names = {path.name for path in folder.iterdir()}
        assert {"pack.toml", "README.md", "FIELDS.md"} < names
        assert any(name.endswith(".schema.json") for name in names)
        checked = json.loads(svdesk("policy", "check", folder, "--json").stdout)
        assert (checked["ok"], checked["pack"]["id"], checked["pack"]["title"]) == (
            True,
            "town",
            'The "town"',
        )


def test_nothing_is_begun_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (line,) = refused("policy", "new", tmp_path, "--id", "town", "--title", "Town")
    assert "not empty" in line
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "wrong", [["--id", "my town"], ["--id", "town", "--extends", "nowhere"], ["--id", "../town"]]
)
def test_a_pack_that_could_not_be_read_is_not_begun(tmp_path: Path, wrong: list[str]) -> None:
    lines = refused("policy", "new", tmp_path / "new", "--title", "Town", *wrong)
    assert any(word in " ".join(lines) for word in ("letters, digits", "nowhere"))
    assert list(tmp_path.iterdir()) == []


def test_the_pack_of_the_data_folder_is_used_throughout(overlay: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "policy").mkdir(parents=True)
    overlay.rename(data / "policy" / "anything")
    packs = told("packs", "--data-dir", data)
    assert packs["active"]["id"] == "ours"
    assert {pack["origin"] for pack in packs["packs"]} == {"own", "bundled"}
    case = case_file(tmp_path)
    assessed = json.loads(svdesk("assess", case, "--json", "--data-dir", data).stdout)
    assert assessed["policy_pack"] == {"id": "ours", "edition": "2027.1"}
    project = tmp_path / "p.svproj"
    assert svdesk("new", "--case", case, "--out", project, "--data-dir", data).returncode == 0
    assert list((data / "policy-editions" / "ours").iterdir())

    # The organisation goes on to another edition, then has none of its own; the project keeps its own.
    head = data / "policy" / "anything" / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("2027.1", "2027.2"), encoding="utf-8")
    built = svdesk("build", project, "--out", tmp_path / "out", "--document", "annex", "--data-dir", data)
    assert built.returncode == 0, built.stderr
    assert "was made with policy pack" not in built.stderr
    assert "2027.2" in built.stderr
    elsewhere = svdesk("build", project, "--out", tmp_path / "out2", "--document", "annex")
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert "made with policy pack ours, edition 2027.1" in elsewhere.stderr


def test_a_command_can_name_the_pack_that_it_works_with(overlay: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path)
    assessed = json.loads(svdesk("assess", case, "--json", "--pack", overlay).stdout)
    assert assessed["policy_pack"]["id"] == "ours"
    (item,) = [
        each for each in told("list", "figures", "--pack", overlay)["items"] if each["id"] == "ce.weighted"
    ]
    base = next(each for each in bundled_pack().figures if each.id == "ce.weighted")
    assert item["value"] == base.value * 3
    (line,) = refused("assess", case, "--pack", tmp_path)
    assert "pack.toml" in line


def test_a_spoilt_pack_in_the_data_folder_is_told_and_passed_over(tmp_path: Path) -> None:
    write_overlay(tmp_path / "policy" / "ours", '[[figure]]\nid = "ce.weighted"\nvalue = -1\n')
    done = svdesk("policy", "list", "objectives", "--data-dir", tmp_path)
    assert done.returncode == 0
    assert "ours.toml: figure “ce.weighted”, value: can't be negative" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["lists"], ["list"], ["show"], ["diff", "a"], ["new"]])
def test_what_cannot_be_understood_is_refused(arguments: list[str]) -> None:
    assert refused("policy", *arguments)


def test_the_form_of_the_files_is_printed() -> None:
    schema = json.loads(svdesk("policy", "schema", "--overlay").stdout)
    assert "remove" in schema["$defs"]["Items"]["properties"]
    assert "[[figure]]" in svdesk("policy", "fields").stdout


def test_the_law_that_the_rules_go_by_is_printed_for_the_pack_that_is_named(overlay: Path) -> None:
    shipped = svdesk("policy", "law")
    assert shipped.returncode == 0
    assert shipped.stdout.strip() == law_page(bundled_pack()).strip()
    ours = svdesk("policy", "law", "--pack", overlay)
    assert ours.returncode == 0
    assert load_pack(overlay).title in ours.stdout
