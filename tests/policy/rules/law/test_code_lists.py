"""Which CPV codes count as light-touch services, and which as services of the Provider Selection Regime.

Written from Schedule 1 to the Procurement Regulations 2024 (SI 2024/692), Table 1, and from Schedule 1 to
SI 2023/1348.
"""

import pytest

from svdesk.policy.content.rule import CodeList, Condition
from svdesk.policy.guidance.cpv import vocabulary
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.deciding import Decider
from tests.policy.rules.law.contracts import contract

LISTED = (
    "75231200", "75231240", "79611000", "79622000", "79624000", "79625000", "85000000", "85121270",
    "85121271", "85142400", "85147000", "85210000", "85311100", "85312510", "85323000", "98133000",
    "98133100", "98200000", "98500000", "98513310", "98514000", "75000000", "75121000", "75122000",
    "75124000", "79950000", "79956000", "79995200", "80000000", "80110000", "80411200", "80533200",
    "80660000", "92000000", "92225100", "92312251", "92342200", "92512100", "92534000", "92622000",
    "92700000", "75300000", "75313100", "75340000", "98000000", "98120000", "98130000", "98131000",
    "98132000", "98133110", "55100000", "55270000", "55410000", "55510000", "55521200", "55523100",
    "55524000", "75231100", "79100000", "79111000", "79112100", "79121100", "79132100", "79140000",
    "75100000", "75112100", "75123000", "75131000", "75200000", "75211300", "75231000", "75231210",
    "75231230", "75242110", "75251120", "75252000", "79430000", "98113100", "79700000", "79714110",
    "79723000", "98900000", "98910000", "64000000", "64116000", "64122000", "50116510", "71550000",
)  # fmt: skip
"""Codes of every heading of Table 1."""
NOT_LISTED = (
    # Table 2 is for defence contracts alone.
    "79600000", "79610000", "79612000", "79613000", "79620000", "79621000", "79623000", "79630000",
    "79635000", "98340000", "98341100", "98361000", "98510000", "98511000", "98512000", "63000000",
    "63712400", "63510000",
    # Below or beside a listed code, and in neither table.
    "55000000", "55500000", "55900000", "64120000", "64200000", "64212000", "75131100", "79000000",
    "79400000", "79410000", "79500000", "79712000", "79900000", "79990000", "92216000", "92217000",
    "98300000", "98310000", "98390000", "98100000", "98110000", "98113000", "50116500", "71500000",
    "90910000", "45000000", "33000000",
)  # fmt: skip
RESERVABLE = (
    "79622000", "79624000", "79625000", "85000000", "85112000", "85200000", "85311000", "85323000",
    "98133000", "98133100", "98133110", "75121000", "75122000", "75123000", "80110000", "80300000",
    "80310000", "80320000", "80330000", "80340000", "80420000", "80430000", "80511000", "80520000",
    "80521000", "80522000", "80590000", "92500000", "92511000", "92534000", "92600000", "92622000",
)  # fmt: skip
"""Codes with R in column 3."""
NOT_RESERVABLE = (
    "79611000", "75231200", "98200000", "98500000", "98513310", "75000000", "75124000", "79952000",
    "80000000", "80100000", "80400000", "80500000", "80510000", "80530000", "80660000", "92000000",
    "92330000", "92400000", "92700000", "55523100", "79111000", "75231210", "79710000", "64110000",
    "98000000", "98130000", "98131000", "45000000",
)  # fmt: skip
HEALTH = (
    "85100000", "85111000", "85111900", "85112200", "85121100", "85121271", "85131110", "85141220",
    "85142100", "85143000", "85144000", "85144100", "85146200", "85148000", "85150000", "85160000",
)  # fmt: skip
IN_PART = ("85149000", "85323000", "85312330", "85312500")
NOT_HEALTH = (
    "85000000", "85112000", "85112100", "85142200", "85142300", "85142400", "85147000", "85170000",
    "85171000", "85200000", "85300000", "85310000", "85311000", "85311100", "85312000", "85312100",
    "85312310", "85312320", "85312400", "85312510", "85320000", "85322000", "55521100",
)  # fmt: skip


def code_list(name: str) -> CodeList:
    return next(each for each in bundled_pack().parts.code_lists if each.id == name)


def stands_in(name: str, *codes: str) -> bool:
    """Whether the condition of a rule holds for a contract with *codes*."""
    facts = contract(cpv=codes)
    (fork,) = Decider(bundled_pack(), facts).ask(Condition(fact="cpv", in_list=name))
    return fork.truth is True


@pytest.mark.parametrize(
    ("name", "codes", "stands"),
    [
        ("light-touch", LISTED, True),
        ("light-touch", NOT_LISTED, False),
        ("light-touch-reservable", RESERVABLE, True),
        ("light-touch-reservable", NOT_RESERVABLE, False),
        ("provider-selection", HEALTH, True),
        ("provider-selection-in-part", IN_PART, True),
        ("provider-selection", (*IN_PART, *NOT_HEALTH), False),
        ("provider-selection-in-part", (*HEALTH, *NOT_HEALTH), False),
    ],
)
def test_a_code_counts_where_the_schedule_names_it(name: str, codes: tuple[str, ...], stands: bool) -> None:
    assert [code for code in codes if stands_in(name, code) is not stands] == []


def test_every_code_of_divisions_80_and_85_is_light_touch() -> None:
    """The two divisions of which the schedule leaves no code out."""
    waiting, codes = ["80000000", "85000000"], vocabulary()
    while waiting:
        code = waiting.pop()
        assert stands_in("light-touch", code), code
        waiting.extend(codes.children(code))


def test_what_can_be_reserved_is_light_touch_and_so_are_health_care_services() -> None:
    light_touch = set(code_list("light-touch").codes)
    for name in ("light-touch-reservable", "provider-selection", "provider-selection-in-part"):
        assert set(code_list(name).codes) <= light_touch


def test_the_lists_hold_as_many_codes_as_the_schedules() -> None:
    counted = {each.id: len(each.codes) for each in bundled_pack().parts.code_lists}
    assert counted["light-touch"] == 421
    assert counted["light-touch-reservable"] == 144
    assert counted["provider-selection"] + counted["provider-selection-in-part"] == 67


def test_the_check_digit_makes_no_difference_and_one_code_of_several_is_enough() -> None:
    assert stands_in("light-touch", "79111000-5")
    assert stands_in("light-touch", "45000000-7", "55523100-3")
    assert not stands_in("light-touch", "45000000-7", "90910000-9")


def test_a_code_that_counts_only_in_part_says_in_which() -> None:
    limits = {limit.code: limit.words for limit in code_list("provider-selection-in-part").limits}
    assert set(limits) == set(IN_PART)
    assert "delivered to individuals" in limits["85323000"]
    assert "substance misuse" in limits["85312500"]
    assert "sexual and reproductive" in limits["85312330"]
    assert "not community pharmacy" in limits["85149000"]
