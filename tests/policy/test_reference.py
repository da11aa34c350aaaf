"""Everything in the shipped pack can be read, found by its words, and reached from every citation."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from svdesk.domain.choices import AuthorityType
from svdesk.policy.content.determinations import CycleStage, Duty, Status
from svdesk.policy.content.items import Citation
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Advice
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.reference import KIND_NAMES, Index, ReferenceEntry, entries


@pytest.fixture(scope="module")
def pack() -> PolicyPack:
    return bundled_pack()


@pytest.fixture(scope="module")
def index(pack: PolicyPack) -> Index:
    return Index(pack)


def _citations(item: object) -> Iterator[Citation]:
    """Yield every citation anywhere in a pack, whatever kind of item it stands in."""
    if isinstance(item, Citation):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _citations(part)
    elif is_dataclass(item):
        for field in fields(item):
            yield from _citations(getattr(item, field.name))


def _text(entry: ReferenceEntry) -> str:
    return "\n".join(line for part in entry.parts for line in part.lines)


def _linked(entry: ReferenceEntry, heading: str) -> list[str]:
    return [link.to for link in entry.links if link.heading == heading]


# ---- citations ----------------------------------------------------------------------------------


def test_every_citation_of_a_rule_figure_term_rung_check_or_model_lands(pack: PolicyPack, index: Index):
    kinds = (pack.rules, pack.figures, pack.terms, pack.rungs, pack.checks, pack.crosswalks)
    cited = [(thing.id, citation) for things in kinds for thing in things for citation in thing.citations]
    assert len(cited) > 100
    assert [(where, citation) for where, citation in cited if not index.entry_for(citation)] == []


def test_a_citation_of_the_policy_lands_on_its_section(index: Index):
    policy = "Cheshire East Social Value Policy"
    landings = {
        text: index.entry_for(Citation(title=f"{policy}, {text}"))
        for text in ("section 4", "sections 4 and 5", "section 7", "appendix 1")
    }
    assert landings == {
        "section 4": "section-4",
        "sections 4 and 5": "section-4",
        "section 7": "section-7",
        "appendix 1": "appendix-1",
    }
    assert index.entry_for(Citation(title=f"{policy}, section 99")) == ""
    assert index.entry_for(Citation(title="Another Act, section 4")) == ""


def test_a_source_lists_what_rests_on_it_with_how_sure_and_how_fresh_it_is(pack: PolicyPack, index: Index):
    citation = next(c for c in pack.rules[0].citations if "Social Value) Act" in c.title)
    source = index.entry(index.entry_for(citation))
    assert source.kind == "source"
    assert source.url == "https://www.legislation.gov.uk/ukpga/2012/3"
    assert _linked(source, "Rules") == ["SVA-1", "SVA-2"]
    assert {link.note for link in source.links if link.heading == "Rules"} == {
        "verified, read on 1 December 2026"
    }


def test_one_address_cited_under_two_titles_is_one_source(pack: PolicyPack):
    first = pack.rules[0]
    again = Citation(title="The Act, told otherwise", url=first.citations[0].url)
    told = replace(pack, rules=(replace(first, citations=(*first.citations, again)), *pack.rules[1:]))
    other = Index(told)
    assert other.entry_for(again) == other.entry_for(first.citations[0])
    assert "The Act, told otherwise" in _text(other.entry(other.entry_for(again)))


# ---- entries ------------------------------------------------------------------------------------


def test_nothing_that_people_read_is_missing(pack: PolicyPack, index: Index):
    found = Counter(entry.kind for entry in index.entries)
    lists = {
        "section": pack.sections, "definition": pack.definitions, "strategy": pack.strategies,
        "marmot": pack.marmot, "priority": pack.priorities, "provision": pack.provisions,
        "lever": pack.levers, "commissioning_principle": pack.commissioning_principles,
        "commitment": pack.commitments, "principle": pack.principles, "objective": pack.objectives,
        "resource": pack.resources, "cycle_stage": pack.cycle_stages, "term": pack.terms,
        "rule": pack.rules, "figure": pack.figures, "outcome": pack.outcomes,
        "measure": tuple(pack.measures()), "question": tuple(pack.questions()),
        "crosswalk": pack.crosswalks, "mark": pack.scale, "rating": pack.ratings,
        "remedy": pack.remedies, "rung": pack.rungs, "check": pack.checks, "glossary": pack.glossary,
        "unit": pack.units, "need_source": pack.need_sources, "life_stage": pack.life_stages,
        "clause": (*pack.outcomes, *pack.commitments),
    }  # fmt: skip
    assert {kind: found[kind] for kind in lists} == {kind: len(things) for kind, things in lists.items()}
    assert set(found) <= set(KIND_NAMES)


def test_ids_are_unique_and_every_link_parent_and_related_item_leads_somewhere(
    pack: PolicyPack, index: Index
):
    ids = [entry.id for entry in index.entries]
    assert len(ids) == len(set(ids))
    for entry in index.entries:
        assert entry.title.strip(), entry.id
        assert not entry.parent or index.has(entry.parent), entry.id
        assert all(index.has(link.to) for link in entry.links), entry.id
    lists = (
        pack.sections, pack.definitions, pack.strategies, pack.commissioning_principles, pack.levers,
        pack.provisions, pack.resources, pack.cycle_stages, pack.principles, pack.marmot, pack.priorities,
    )  # fmt: skip
    dead = [(item.id, to) for items in lists for item in items for to in item.see if not index.has(to)]
    assert dead == []


def test_an_id_used_twice_gets_its_kind_before_it(pack: PolicyPack):
    twin = replace(pack.levers[0], id=pack.rules[0].id)
    found = [entry.id for entry in entries(replace(pack, levers=(twin, *pack.levers[1:])))]
    assert pack.rules[0].id in found
    assert f"rule.{pack.rules[0].id}" in found
    assert len(found) == len(set(found))


def test_the_policy_comes_first_and_in_its_own_order(index: Index):
    order = [entry.section for entry in index.entries if entry.kind == "section"]
    assert order == ["1", "2", "3", "4", "5", "6", "7", "appendix 1"]
    kinds = [entry.kind for entry in index.entries]
    places = [
        kinds.index(kind) for kind in ("section", "term", "rule", "figure", "source", "outcome", "mark")
    ]
    assert places == sorted(places)


def test_every_item_of_the_policy_stands_in_its_section(index: Index):
    sections = {entry.section: entry.id for entry in index.entries if entry.kind == "section"}
    for entry in index.entries:
        if entry.section and entry.kind != "section":
            assert entry.parent == sections[entry.section], entry.id


def test_a_reason_without_a_contract_says_what_the_value_is_compared_with(index: Index):
    lines = [line for part in index.entry("PA-85").parts for line in part.lines]
    (below,) = [line for line in lines if "Below it, tenders may not" in line]
    assert below.startswith("The value is compared with the figure for the contract")


def test_a_rule_reads_without_a_contract(pack: PolicyPack, index: Index):
    for rule in pack.rules:
        text = _text(index.entry(rule.id))
        assert "{" not in text, rule.id
        assert "  " not in text, rule.id
    weighting = index.entry("CE-2")
    assert "give social value at least 10% of all marks" in _text(weighting)
    assert set(_linked(weighting, "Figures it compares with")) == {"ce.weighted", "ce.minimum-weighting"}
    assert "You chose: Goods or Works" in _text(index.entry("SVA-1"))
    assert "You chose" not in _text(index.entry("RES-1")).replace("You chose the", "")


def test_a_rule_says_when_it_matters_whom_it_binds_what_it_has_you_do_and_what_is_not_known(pack: PolicyPack):
    first = pack.rules[0]
    advised = replace(
        first.cases[0],
        status=Status.DOES_NOT_APPLY,
        missing=(),
        standing=Advice.OPTIONAL,
        recommendation="Do it of your own will.",
    )
    rule = replace(
        first,
        stage=CycleStage.MANAGE,
        binds="Councils",
        in_force=date(2026, 8, 19),
        not_known="What counts as a change.",
        duty=Duty(action="Publish it.", by="30 days after", contents=("The day", "The reason")),
        cases=(advised, *first.cases[1:]),
    )
    told = Index(replace(pack, rules=(rule, *pack.rules[1:]))).entry(first.id)
    text = _text(told)
    assert "Stage: manage. Binds: Councils. In force from 19 August 2026." in text
    assert "Optional for you: Do it of your own will." in text
    assert "What to do: Publish it." in text
    assert "What goes in: The day; The reason" in text
    assert "What counts as a change." in text
    assert told.shelves == ("Rules", "Manage")


def test_rules_stand_in_the_order_of_the_stages(pack: PolicyPack, index: Index):
    shelves = [entry.shelves[-1] for entry in index.entries if entry.kind == "rule"]
    assert list(dict.fromkeys(shelves)) == [
        title for title in ("Plan", "Procure", "Award", "Manage", "End") if title in shelves
    ]
    assert len(shelves) == len(pack.rules)


def test_a_figure_says_when_it_is_in_force_whom_it_binds_and_which_rules_use_it(index: Index):
    figure = index.entry("threshold.goods-services.sub-central.2026")
    assert figure.title.startswith("£207,720: ")
    assert "In force from 1 January 2026 up to and including 31 December 2027." in _text(figure)
    assert f"Binds: {AuthorityType.COUNCIL.label}, {AuthorityType.ICB.label}." in _text(figure)
    assert {"SVA-1", "PA-85"} <= set(_linked(figure, "Rules that use it"))


def test_measures_that_may_count_the_same_thing_name_each_other(pack: PolicyPack):
    outcome = pack.outcomes[0]
    one, other, *rest = (replace(measure, double_counts=()) for measure in outcome.measures)
    told = replace(outcome, measures=(replace(one, double_counts=(other.id,)), other, *rest))
    index = Index(replace(pack, outcomes=(told, *pack.outcomes[1:])))
    heading = "Don't count the same thing under"
    assert other.id in _linked(index.entry(one.id), heading)
    assert one.id in _linked(index.entry(other.id), heading)


# ---- searching ----------------------------------------------------------------------------------


def test_every_word_has_to_begin_a_word_in_any_order(index: Index):
    found = index.search("award social merse")
    assert found
    for entry in found:
        text = json.dumps([entry.id, entry.title, _text(entry), [c.title for c in entry.citations]]).lower()
        assert all(word in text for word in ("award", "social", "merse")), entry.id
    assert index.search("ward") == tuple(e for e in index.search("ward") if "ward" in _text(e).lower())
    assert "award" not in [entry.id for entry in index.search("ward")]


def test_a_title_comes_before_text_and_an_id_before_everything(index: Index):
    ranks = ["apprentice" in entry.title.lower() for entry in index.search("apprentice")]
    assert True in ranks
    assert False in ranks
    # The id of an outcome's measures and questions counts as its name.
    named = [rank or "apprentice" in e.id for rank, e in zip(ranks, index.search("apprentice"), strict=True)]
    assert named == sorted(named, reverse=True)
    assert index.search("pa-85")[0].id == "PA-85"
    assert index.search("PA 85")[0].id == "PA-85"


def test_capitals_accents_and_punctuation_make_no_difference(index: Index):
    plain = [entry.id for entry in index.search("action charter")]
    assert plain
    assert [entry.id for entry in index.search("  ÁCTION, chàrter! ")] == plain
    assert index.search("don't") == index.search("dont")


def test_nothing_is_found_for_no_words_or_for_words_nobody_wrote(index: Index):
    assert index.search("") == index.search(" ,.") == ()
    assert index.search("xylophone") == ()
    assert index.search("award xylophone") == ()
