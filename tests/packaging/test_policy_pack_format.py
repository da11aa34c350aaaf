"""What is written about the format of policy packs is true, and in step with the program."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from svdesk.paths import bundled
from svdesk.policy.loading.field_list import field_list
from svdesk.policy.loading.load import bundled_pack, load_pack
from svdesk.policy.loading.schema import DIALECT, OVERLAY_SCHEMA, PACK_SCHEMA, pack_schema, schema_text
from svdesk.policy.loading.validation import validate
from svdesk.policy.reference.law_table import law_page
from svdesk.steps.order import STEPS

DOCS = Path(__file__).parents[2] / "docs"
SHIPPED = bundled("resources", "policy", "cheshire-east")
GUIDE = (DOCS / "policy-pack.md").read_text(encoding="utf-8")


def read(text: str) -> Any:  # noqa: ANN401 - whatever a file holds
    """A file as its reader checks it: TOML, with days as text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


@pytest.mark.parametrize(("name", "overlay"), [(PACK_SCHEMA, False), (OVERLAY_SCHEMA, True)])
def test_the_schemas_are_current(name: str, overlay: bool) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == schema_text(overlay=overlay), f"write it anew: svdesk policy schema > docs/{name}"
    jsonschema.Draft202012Validator.check_schema(json.loads(written))
    assert json.loads(written)["$schema"] == DIALECT


def test_the_list_of_fields_is_current() -> None:
    written = (DOCS / "policy-pack-fields.md").read_text(encoding="utf-8")
    assert written.partition("\n\n")[2] == field_list(), "write it anew: svdesk policy fields"


def test_the_table_of_the_law_is_current() -> None:
    written = (DOCS / "law.md").read_text(encoding="utf-8")
    assert written == law_page(bundled_pack()), "write it anew: svdesk policy law > docs/law.md"


def test_the_table_of_the_law_has_every_rule_with_its_source_confidence_and_day() -> None:
    rows = [line for line in law_page(bundled_pack()).splitlines() if line.startswith("| **")]
    assert len(rows) == len(bundled_pack().rules)
    for rule in bundled_pack().rules:
        (row,) = [row for row in rows if row.startswith(f"| **{rule.id}** ")]
        assert all(citation.title in row for citation in rule.citations)
        assert all(said in row for said in (rule.binds, rule.not_known))
        assert f"| {rule.checked.day} {rule.checked:%B %Y} |" in row
        assert row.count(" | ") == 6


def test_every_file_of_the_shipped_pack_is_in_the_form_of_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(pack_schema())
    for file in sorted(SHIPPED.rglob("*.toml")):
        faults = [fault.message for fault in validator.iter_errors(read(file.read_text(encoding="utf-8")))]
        assert not faults, f"{file.name}: {faults}"


@pytest.mark.parametrize(
    ("text", "overlay"),
    [
        ('[[figure]]\nid = "x"\nname = "x"\ntitle = "x"\nunit = "GBP"\n', False),
        ('[[figure]]\nid = "x"\nvalu = 1\n', True),
        ("[[figure]]\nvalue = 1\n", True),
        ('[[remove]]\nkind = "figure"\nid = "x"\nreason = "x"\n', False),
        ("[[figur]]\n", True),
    ],
)
def test_the_schemas_refuse_what_loading_refuses(text: str, overlay: bool) -> None:
    assert not jsonschema.Draft202012Validator(pack_schema(overlay=overlay)).is_valid(read(text))


def test_the_worked_example_is_a_pack_that_is_fit_for_use(tmp_path: Path) -> None:
    head, changes = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[:2]
    (tmp_path / "pack.toml").write_text(head, encoding="utf-8")
    (tmp_path / "changes.toml").write_text(changes, encoding="utf-8")
    validator = jsonschema.Draft202012Validator(pack_schema(overlay=True))
    assert [fault.message for text in (head, changes) for fault in validator.iter_errors(read(text))] == []
    pack = load_pack(tmp_path)
    assert [objective.id for objective in pack.objectives][-1] == "town-centre"
    assert next(figure for figure in pack.figures if figure.id == "ce.weighted").value == 150_000
    assert pack.question("my-town.lasting-jobs") in pack.outcome("employment.lasting-jobs").tender_questions
    assert validate(pack, [step.key for step in STEPS]).errors == ()


def test_every_command_of_the_guide_is_one(tmp_path: Path) -> None:
    named = set(re.findall(r"svdesk policy (\w+)", GUIDE))
    done = subprocess.run(
        [sys.executable, "-m", "svdesk", "policy", "--help"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert named
    assert named <= set(re.findall(r"^    (\w+)", done.stdout, re.MULTILINE))
