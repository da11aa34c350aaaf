"""The mechanism behind the rules, on small rules of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import (
    CycleStage,
    Determination,
    Duty,
    LegalStanding,
    Severity,
    Status,
)
from svdesk.policy.content.items import Citation
from svdesk.policy.content.rule import Advice, Condition, Headlines, Rule, RuleCase
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.deciding import Decider
from svdesk.policy.rules.possible import (
    AMOUNT,
    only_difference,
    options_of,
    possible_world,
    single_amount,
    split_options,
    split_ranges,
)

SERVICES = Condition(fact="category", one_of=("services",))
CALL_OFF = Condition(fact="framework", one_of=("call_off",))
THRESHOLD = Condition(compare="threshold")


def rule(*cases: RuleCase, stage: CycleStage | None = None, duty: Duty | None = None, **changes: str) -> Rule:
    """Return a rule with *cases* that otherwise does not apply."""
    otherwise = RuleCase(status=Status.DOES_NOT_APPLY, reason="Otherwise.")
    return Rule(
        id="TEST",
        title="A test",
        severity=Severity.CAUTION,
        headlines=Headlines(applies="Yes", does_not_apply="No", cannot_tell="Open"),
        cases=(*cases, otherwise),
        citations=(Citation(title="A source"),),
        confidence="verified",
        checked=date(2026, 11, 22),
        stage=stage,
        duty=duty,
        **changes,
    )


def says(tried: Rule, facts: ContractFacts) -> Determination:
    pack = bundled_pack()
    return assess(facts, replace(pack, rules=(*pack.rules, tried))).of("TEST")


def when(condition: Condition) -> Rule:
    return rule(RuleCase(status=Status.APPLIES, reason="It holds.", when=condition))


@pytest.mark.parametrize(
    ("category", "framework", "either", "both", "neither"),
    [
        ("services", "call_off", "applies", "applies", "does_not_apply"),
        ("services", "none", "applies", "does_not_apply", "does_not_apply"),
        ("goods", "none", "does_not_apply", "does_not_apply", "applies"),
        ("services", None, "applies", "cannot_tell", "does_not_apply"),
        ("goods", None, "cannot_tell", "does_not_apply", "cannot_tell"),
        (None, None, "cannot_tell", "cannot_tell", "cannot_tell"),
    ],
)
def test_any_all_and_none_are_certain_as_soon_as_one_part_settles_them(
    category: str | None, framework: str | None, either: str, both: str, neither: str
):
    facts = ContractFacts(
        category=None if category is None else Category(category),
        framework=None if framework is None else Framework(framework),
    )
    parts = (SERVICES, CALL_OFF)
    assert says(when(Condition(any=parts)), facts).status == either
    assert says(when(Condition(all=parts)), facts).status == both
    assert says(when(Condition(none=parts)), facts).status == neither


def test_a_gap_in_the_pack_counts_only_where_it_decides():
    late = ContractFacts(
        category=Category.SERVICES,
        framework=Framework.NONE,
        value=Decimal(1),
        vat=VatBasis.INCLUSIVE,
        commencement_date=date(2030, 1, 1),
    )
    assert says(when(Condition(any=(SERVICES, THRESHOLD))), late).status == "applies"
    assert says(when(Condition(any=(THRESHOLD, SERVICES))), late).status == "applies"
    assert says(when(Condition(all=(THRESHOLD, CALL_OFF))), late).status == "does_not_apply"
    assert says(when(Condition(any=(THRESHOLD, CALL_OFF))), late).missing == ("commencement_date",)
    assert says(when(Condition(none=(THRESHOLD,))), late).missing == ("commencement_date",)


def test_a_reason_that_compares_what_is_not_known_says_so():
    compares = rule(
        RuleCase(status=Status.APPLIES, reason="{compare:threshold}; {figure:vat.highest}.", when=SERVICES)
    )
    facts = ContractFacts(category=Category.SERVICES)
    assert says(compares, facts).reason == (
        "The value, not given yet, can't be compared with the threshold yet; 20%."
    )
    known = says(compares, replace(facts, value=Decimal(300_000), vat=VatBasis.EXCLUSIVE))
    assert known.reason.startswith("Your estimate, £300,000 without VAT, with VAT at any rate up to 20%,")


def test_a_fact_that_is_not_stated_is_named_so():
    names = rule(RuleCase(status=Status.APPLIES, reason="Day: {fact:commencement_date}.", when=SERVICES))
    assert says(names, ContractFacts(category=Category.SERVICES)).reason == "Day: not stated."


def test_a_rule_may_settle_in_words_of_its_own():
    same = rule(
        RuleCase(status=Status.DOES_NOT_APPLY, reason="It holds.", when=SERVICES), settled="Either way, no."
    )
    assert says(same, ContractFacts()).reason == "Either way, no."


def test_a_period_begins_and_ends_on_its_days():
    period = when(Condition(fact="commencement_date", on_or_after=date(2026, 1, 1), before=date(2026, 2, 1)))
    for day, status in (
        (date(2025, 12, 31), "does_not_apply"),
        (date(2026, 1, 1), "applies"),
        (date(2026, 1, 31), "applies"),
        (date(2026, 2, 1), "does_not_apply"),
        (None, "cannot_tell"),
    ):
        assert says(period, ContractFacts(commencement_date=day)).status == status


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"test": "a", "compare": "b"},
        {"fact": "category"},
        {"fact": "category", "one_of": ("goods",), "before": date(2026, 1, 1)},
        {"one_of": ("goods",)},
        {"rule": "PA-85"},
        {"answers": Status.APPLIES, "test": "a"},
    ],
)
def test_a_condition_of_no_form_or_of_two_is_refused(fields: dict[str, object]):
    with pytest.raises(ValueError, match="give"):
        Condition(**fields)  # type: ignore[arg-type]


def test_a_world_splits_without_loss():
    world = possible_world(ContractFacts(), Decimal(0), Decimal(20))
    council, others = split_options(world, "authority_type", frozenset((AuthorityType.COUNCIL,)))
    assert council is not None
    assert others is not None
    assert frozenset(council["authority_type"]) | frozenset(others["authority_type"]) == options_of(
        "authority_type"
    )
    assert only_difference(council, others) == "authority_type"
    below, above = split_ranges(council, AMOUNT, (Decimal(5000), 1))
    assert below is not None
    assert above is not None
    assert only_difference(below, others) == "authority_type"
    assert only_difference(below, above) == AMOUNT
    apart, _ = split_ranges(others, AMOUNT, (Decimal(10), 0))
    assert apart is not None
    assert only_difference(above, apart) == ""
    with pytest.raises(TypeError):
        split_options(world, AMOUNT, frozenset())
    with pytest.raises(TypeError):
        split_ranges(world, "category", (Decimal(1), 0))


@pytest.mark.parametrize(
    ("value", "vat", "rate", "amount"),
    [
        ("100.10", VatBasis.INCLUSIVE, None, "100.10"),
        ("100.10", VatBasis.EXCLUSIVE, "20", "120.120"),
        ("99999999999.99", VatBasis.EXCLUSIVE, "17.125", "117124999999.98828750"),
        ("100.10", VatBasis.EXCLUSIVE, "0", "100.10"),
        ("100.10", None, "0", "100.10"),
        ("0", VatBasis.EXCLUSIVE, None, "0"),
        ("100.10", VatBasis.EXCLUSIVE, None, None),
        ("100.10", None, "20", None),
        (None, VatBasis.INCLUSIVE, None, None),
    ],
)
def test_vat_is_added_to_the_last_figure(
    value: str | None, vat: VatBasis | None, rate: str | None, amount: str | None
):
    facts = ContractFacts(
        value=None if value is None else Decimal(value),
        vat=vat,
        vat_rate=None if rate is None else Decimal(rate),
    )
    found = single_amount(possible_world(facts, Decimal(0), Decimal(20)))
    assert found == (None if amount is None else Decimal(amount))


def test_a_rule_is_followed_down_every_road_that_is_open_and_no_other():
    pack = bundled_pack()
    no_selection = next(each for each in pack.rules if each.id == "PA-85")
    known = ContractFacts(
        authority_type=AuthorityType.COUNCIL,
        category=Category.SERVICES,
        framework=Framework.NONE,
        value=Decimal(1),
        vat=VatBasis.INCLUSIVE,
        commencement_date=date(2026, 3, 1),
    )
    roads = list(Decider(pack, known).roads(no_selection))
    assert {road.status for road in roads} == {Status.APPLIES, Status.DOES_NOT_APPLY}
    for one, other in ((a, b) for a in roads for b in roads if a is not b):
        assert only_difference(one.world, other.world) == "regime"


ADVISED = RuleCase(
    status=Status.DOES_NOT_APPLY,
    reason="Services.",
    when=SERVICES,
    standing=Advice.GOOD_PRACTICE,
    recommendation="Do it all the same for {fact:category}.",
)


def test_what_does_not_apply_can_be_advised_and_what_applies_binds():
    tried = rule(ADVISED, stage=CycleStage.AWARD)
    advised = says(tried, ContractFacts(category=Category.SERVICES))
    assert (advised.status, advised.standing) == ("does_not_apply", "good_practice")
    assert advised.recommendation == "Do it all the same for Services."
    assert advised.stage == "award"
    other = says(tried, ContractFacts(category=Category.GOODS))
    assert (other.status, other.standing, other.recommendation) == ("does_not_apply", "none", "")
    assert says(when(SERVICES), ContractFacts(category=Category.SERVICES)).standing == "binds"
    assert says(when(SERVICES), ContractFacts()).standing is LegalStanding.NONE


def test_advice_is_given_only_where_it_holds_whatever_is_not_known():
    same = replace(ADVISED, recommendation="Do it.", when=SERVICES)
    assert says(rule(same), ContractFacts()).standing == "none"
    everywhere = replace(rule(same), cases=(same, replace(same, when=None)))
    said = says(everywhere, ContractFacts())
    assert (said.status, said.standing, said.recommendation) == ("does_not_apply", "good_practice", "Do it.")


def test_a_duty_is_told_where_the_rule_applies_and_filled_with_the_officers_facts():
    duty = Duty(action="Publish it for {fact:category}.", contents=("The {fact:category}",), periods=("p",))
    tried = rule(RuleCase(status=Status.APPLIES, reason="It holds.", when=SERVICES), duty=duty)
    told = says(tried, ContractFacts(category=Category.SERVICES)).duty
    assert told == Duty(action="Publish it for Services.", contents=("The Services",), periods=("p",))
    assert says(tried, ContractFacts(category=Category.GOODS)).duty is None
    assert says(tried, ContractFacts()).duty is None


def test_a_case_has_its_own_duty_in_place_of_the_rules():
    own = RuleCase(status=Status.APPLIES, reason="It holds.", when=SERVICES, duty=Duty(action="Its own."))
    other = RuleCase(
        status=Status.APPLIES, reason="It holds.", when=Condition(fact="category", one_of=("goods",))
    )
    tried = rule(own, other, duty=Duty(action="The rule's.", by="Soon"))
    assert says(tried, ContractFacts(category=Category.SERVICES)).duty == Duty(action="Its own.")
    assert says(tried, ContractFacts(category=Category.GOODS)).duty == Duty(action="The rule's.", by="Soon")
