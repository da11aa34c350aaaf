"""Where projects come from."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from svdesk.domain.choices import Regime
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.project import About, Project
from svdesk.paths import bundled
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.exchange.case_file import CaseFile, read_case
from svdesk.services.exchange.project_file import project_json, read_project_json
from svdesk.services.project.project_sources import copy_of, example_project, new_project, project_from_case
from tests.projects import full_project

CASE = """{
  "format": "svdesk-case", "version": 1, "reference": "DN776889", "title": "Extra Care Catering",
  "regime": "light_touch", "value": "130000.00", "commencement_date": "2025-10-13",
  "lots": [{"title": "Oakmere", "value": "65000.00"}, {"title": "Willowmere", "value": "65000.00"}]
}"""


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return bundled_pack()


@pytest.fixture
def case(tmp_path: Path) -> CaseFile:
    file = tmp_path / "case.json"
    file.write_text(CASE, encoding="utf-8")
    return read_case(file)


def test_a_new_project_is_empty_and_names_its_edition():
    project = new_project("some-pack", "2026.1")
    assert project == Project(id=project.id, pack_id="some-pack", pack_edition="2026.1")
    assert new_project("some-pack", "2026.1").id != project.id


def test_a_new_project_can_be_given_its_id():
    assert new_project("p", "1", id=UUID(int=5)).id == UUID(int=5)


def test_a_project_from_a_case_has_its_facts_and_lots(case: CaseFile, pack: PolicyPack):
    project = project_from_case(case, pack)
    assert project.about == About(reference="DN776889", title="Extra Care Catering")
    assert project.facts == ContractFacts(
        regime=Regime.LIGHT_TOUCH, value=Decimal(130_000), commencement_date=date(2025, 10, 13)
    )
    assert [(lot.title, lot.value) for lot in project.lots] == [
        ("Oakmere", Decimal(65_000)),
        ("Willowmere", Decimal(65_000)),
    ]
    assert (project.pack_id, project.pack_edition) == (pack.id, pack.edition)
    assert project.revision == 0


def test_the_same_case_gives_the_same_project_and_another_case_another(case: CaseFile, pack: PolicyPack):
    project = project_from_case(case, pack)
    assert project_from_case(case, pack) == project
    assert project_from_case(replace(case, title="Other"), pack).id != project.id
    assert project_from_case(case, replace(pack, edition="1999")).id != project.id


def test_the_example_is_new_each_time_and_else_the_same(pack: PolicyPack):
    one, other = example_project(), example_project()
    assert one.id != other.id
    assert replace(one, id=other.id) == other
    assert one.about.title == "Extra Care Catering"
    assert one.facts.value == Decimal(130_000)
    assert [lot.value for lot in one.lots] == [Decimal(65_000), Decimal(65_000)]
    assert (one.pack_id, one.revision) == (pack.id, 0)


def test_the_example_stands_in_its_file_as_svdesk_writes_it():
    content = bundled("resources", "example", "extra-care-catering.json").read_bytes()
    assert project_json(read_project_json(content)) == content


def test_the_example_uses_outcomes_measures_and_commitments_of_the_shipped_policy(pack: PolicyPack):
    example = example_project()
    known = {outcome.id for outcome in pack.outcomes}
    assert {outcome.outcome_id for outcome in example.outcomes} <= known
    assert {question.outcome_id for question in example.questions} - {""} <= known
    assert {kpi.outcome_id for kpi in example.kpis} - {""} <= known
    assert {kpi.measure_id for kpi in example.kpis} - {""} <= {measure.id for measure in pack.measures()}
    assert {each.commitment_id for each in example.commitments} <= {each.id for each in pack.commitments}
    assert example.pack_edition == pack.edition


def test_a_copy_is_a_project_of_its_own_with_the_same_content():
    project = full_project()
    copy = copy_of(project)
    assert copy.id != project.id
    assert copy == replace(project, id=copy.id, revision=0)


def test_loading_the_library_does_not_load_what_reads_files():
    """The window imports it before it is seen."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, svdesk.services.project.project_sources; print('pydantic' in sys.modules)",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert loaded.stdout.strip() == "False"


def test_a_copy_keeps_the_ids_of_items_that_fields_refer_to():
    lots = (Lot(id=uuid4()),)
    assert copy_of(Project(id=uuid4(), lots=lots)).lots == lots
