"""Projects made under the edition that went out before: assessed as then, and told what changes."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import Project
from svdesk.policy.content.items import Correction
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.policy.rules.assess import assess
from svdesk.services.editions.offering import offer_words
from svdesk.services.editions.under_edition import compare_packs, pack_for, under_edition
from svdesk.services.editions.words import told_first
from svdesk.services.project.project_sources import shipped_example

SHIPPED_THEN = Path(__file__).parents[2] / "issued_before" / "cheshire-east-2026.11.zip"
CARE = ContractFacts(
    authority_type=AuthorityType.COUNCIL,
    category=Category.SERVICES,
    regime=Regime.LIGHT_TOUCH,
    health_service=False,
    framework=Framework.NONE,
    procedure=Procedure.OPEN,
    value=Decimal(420_000),
    vat=VatBasis.INCLUSIVE,
    commencement_date=date(2026, 11, 2),
    cpv=("85311100",),
    urgent=False,
)


@pytest.fixture
def registry(tmp_path: Path) -> PackRegistry:
    """A data folder in which an earlier SVDesk kept the edition that it shipped."""
    kept = tmp_path / "policy-editions" / "cheshire-east" / "2026.11-acb2b513924adc39"
    shutil.unpack_archive(SHIPPED_THEN, kept / "cheshire-east")
    return PackRegistry(tmp_path)


@pytest.fixture
def project() -> Project:
    return replace(shipped_example(), pack_edition="2026.11", facts=CARE)


def packs_for(project: Project, registry: PackRegistry) -> tuple[PolicyPack, PolicyPack]:
    own, newer = pack_for(project, registry)
    assert newer is not None
    return own, newer


def test_a_project_stays_under_the_edition_that_it_was_made_with(registry: PackRegistry, project: Project):
    own, newer = packs_for(project, registry)
    assert (own.edition, registry.problems) == ("2026.11", ())
    assert newer is bundled_pack()
    assert registry.exactly("cheshire-east", "2026.11", "acb2b513924adc39") is own
    said = assess(project.facts, own)
    assert said.of("SVA-1").status == "does_not_apply"
    assert len(said.determinations) == 29


def test_a_newer_edition_says_how_many_answers_it_changes(registry: PackRegistry, project: Project):
    own, newer = packs_for(project, registry)
    comparison = compare_packs(project, own, newer)
    others = sum(each.is_another_answer for each in comparison.reassessed)
    new = sum(each.is_new_and_speaks for each in comparison.reassessed)
    assert others > 1
    assert new > 1
    words = offer_words(project, newer, comparison.reassessed)
    assert f"For this contract {others} answers change and {new} new rules have something to say." in words
    assert "still assessed by edition 2026.11, its own" in words
    assert "For this contract" not in offer_words(project, newer)


def test_what_was_wrong_is_told_at_the_answer_that_changes(registry: PackRegistry, project: Project):
    own, newer = packs_for(project, registry)
    (answers, *_) = told_first(compare_packs(project, own, newer), newer)
    told = {each.title.rpartition("(")[2].rstrip(")"): each for each in answers.items}
    assert told["SVA-1"].note.startswith("What was wrong: Light-touch services were compared with ")
    assert told["EQA-149"].note.startswith("What was wrong: The public sector equality duty ")
    # What is new and says nothing of this contract is not told.
    assert "NHS-MS" not in told


def test_assessing_again_is_as_if_it_had_been_made_today(registry: PackRegistry, project: Project):
    _, newer = packs_for(project, registry)
    again = under_edition(project, newer)
    assert pack_for(again, registry) == (newer, None)
    assert assess(again.facts, newer).of("SVA-1").status == "applies"


def test_every_correction_names_rules_of_this_edition():
    pack = bundled_pack()
    rules = {rule.id for rule in pack.rules}
    assert pack.corrections
    for correction in pack.corrections:
        assert set(correction.rules) <= rules, correction.id
        assert correction.edition == "2026.12"


def test_only_corrections_that_the_edition_before_did_not_have_are_told(project: Project):
    new = bundled_pack()
    known = new.corrections[0]
    later = Correction(id="later", edition="2099.1", was="It was so.", whom="Everyone.", rules=known.rules)
    comparison = compare_packs(project, new, replace(new, corrections=(*new.corrections, later)))
    assert comparison.corrections == (later,)
