"""The policy is in the pack whole: every section, list and provision, in the policy's own words."""

import re

import pytest

from svdesk.policy.content.items import Listed
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return bundled_pack()


def _ids(items: tuple[Listed, ...]) -> list[str]:
    return [item.id for item in items]


def test_every_section_and_the_appendix_are_there(pack: PolicyPack):
    assert [(section.section, section.title) for section in pack.sections] == [
        ("1", "Purpose"),
        ("2", "Background and Scope"),
        ("3", "Defining Social Value"),
        ("4", "Policy Context and Application"),
        ("5", "Commissioning Principles"),
        ("6", "Cheshire East Social Value Principles and Objectives"),
        ("7", "Supporting Resources, Tools and Guidance"),
        ("appendix 1", "Embedding social value across the whole commissioning cycle"),
    ]


def test_the_definition_has_its_four_limbs_the_note_and_the_question(pack: PolicyPack):
    assert len(pack.definitions) == 6
    assert any("CSR" in item.title for item in pack.definitions)
    assert any("£1" in item.title for item in pack.definitions)


def test_the_four_levers_and_the_four_steps_of_access_are_there(pack: PolicyPack):
    assert _ids(pack.levers) == ["lever-selection", "lever-tender", "lever-outcomes", "lever-access"]
    steps = ["access-turnover", "access-lots", "access-consortia", "access-engagement"]
    assert [item.id for item in pack.provisions if item.id.startswith("access-")] == steps
    assert set(steps) <= set(pack.levers[-1].see)
    for paper in ("specification", "contract", "SLA", "PMF", "improvement plan"):
        assert paper in pack.levers[2].explanation


def test_the_provisions_say_what_the_policy_provides_for(pack: PolicyPack):
    wanted = {
        "relevant-and-proportionate", "one-size", "emergency", "best-value", "nhs-standard-contract",
        "charter", "award", "anchor-institutions", "beyond-procurement", "accelerator-network",
    }  # fmt: skip
    assert wanted <= set(_ids(pack.provisions))
    nhs = next(item for item in pack.provisions if item.id == "nhs-standard-contract")
    assert "SC18 (sustainability; check the current NHS Standard Contract)" in nhs.explanation
    award = next(item for item in pack.provisions if item.id == "award")
    assert "or equivalent" in award.explanation


def test_all_eleven_resources_are_named_and_none_is_claimed(pack: PolicyPack):
    assert len(pack.resources) == 11
    silent = [
        item.id
        for item in pack.resources
        if not re.search(r"SVDesk does not hold (it|them|its|the)\b", item.explanation)
    ]
    assert silent == []


def test_the_cycle_has_its_three_stages(pack: PolicyPack):
    assert [item.title for item in pack.cycle_stages] == [
        "Strategic Commissioning (Planning)",
        "Procurement (Purchasing)",
        "Contract Management (Monitoring)",
    ]


def test_strategies_and_commissioning_principles_are_whole(pack: PolicyPack):
    assert len(pack.strategies) == 10
    assert len(pack.commissioning_principles) == 7


def test_every_item_names_a_section_of_the_policy_and_says_something(pack: PolicyPack):
    sections = {section.section for section in pack.sections}
    for items in (
        pack.sections, pack.definitions, pack.strategies, pack.commissioning_principles, pack.levers,
        pack.provisions, pack.resources, pack.cycle_stages, pack.principles, pack.marmot, pack.priorities,
    ):  # fmt: skip
        for item in items:
            assert item.section in sections, item.id
            assert len(item.explanation.split()) >= 5, item.id
            assert item.url.startswith("https://") or not item.url, item.id
    assert {item.section for item in (*pack.objectives, *pack.commitments)} == {"5", "6"}


def test_the_other_models_name_only_what_is_known_of_them(pack: PolicyPack):
    models = {(item.model, item.title) for item in pack.crosswalks}
    assert {title for model, title in models if model == "PPN 002"} == {
        "Fair work", "Skills for growth", "1a High-quality jobs", "1b Fair working conditions",
        "1c Fair pay", "1d In-work progression", "1e Modern slavery risk",
    }  # fmt: skip
    assert len([title for model, title in models if model == "PPN 026"]) == 8
    outcomes = {outcome.id for outcome in pack.outcomes}
    for item in pack.crosswalks:
        assert item.outcomes, item.id
        assert set(item.outcomes) <= outcomes, item.id
        assert item.citations, item.id
