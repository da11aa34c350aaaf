"""Light-touch contracts, and when the NHS Provider Selection Regime governs.

Written from sections 9 and 10 of the Procurement Act 2023, regulation 42 of the Procurement Regulations 2024,
and regulations 3 and 5 of SI 2023/1348.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, nothing_known, said, status

LEGAL, MEALS, CLEANING, RECRUITMENT = ("79111000",), ("55523100",), ("90910000",), ("79600000",)
GP, COMMUNITY, HOME_CARE, COMPANY_HEALTH = ("85121100",), ("85323000",), ("85312400",), ("85147000",)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"regime": "light_touch", "cpv": MEALS}, "applies"),
        ({"regime": "light_touch_concession", "cpv": MEALS}, "applies"),
        ({"regime": "light_touch", "cpv": CLEANING}, "does_not_apply"),
        ({"regime": "light_touch", "cpv": RECRUITMENT}, "does_not_apply"),
        ({"regime": "light_touch", "cpv": ()}, "cannot_tell"),
        ({"cpv": LEGAL}, "applies"),
        ({"cpv": ("79111000-5",)}, "applies"),
        ({"cpv": (*CLEANING, *LEGAL)}, "applies"),
        ({"cpv": CLEANING}, "does_not_apply"),
        ({"cpv": RECRUITMENT}, "does_not_apply"),
        ({"cpv": ()}, "cannot_tell"),
        ({"cpv": LEGAL, "category": "goods"}, "does_not_apply"),
        ({"cpv": MEALS, "category": "services_with_goods_or_works"}, "applies"),
        ({"regime": "provider_selection", "cpv": GP}, "does_not_apply"),
        ({"regime": "light_touch", "cpv": MEALS, "commencement_date": "2025-02-23"}, "does_not_apply"),
    ],
)
def test_codes_of_table_1_are_light_touch(facts: dict[str, Any], expected: str) -> None:
    assert status("LT-1", contract(**facts)) == expected


def test_the_codes_that_count_are_named() -> None:
    assert "lists 79111000." in said("LT-1", contract(cpv=(*CLEANING, *LEGAL))).reason
    assert said("LT-1", contract(regime="light_touch", cpv=())).missing == ("cpv",)


FOR_THE_HEALTH_SERVICE = {"health_service": True, "regime": "light_touch"}


@pytest.mark.parametrize("authority", ["council", "icb", "nhs_trust"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"regime": "provider_selection", "cpv": GP}, "applies"),
        ({"cpv": GP}, "cannot_tell"),
        ({"cpv": COMMUNITY}, "cannot_tell"),
        ({"cpv": (*CLEANING, "85149000")}, "cannot_tell"),
        ({"cpv": GP, "regime": "standard"}, "cannot_tell"),
        ({"cpv": GP, "health_service": False}, "does_not_apply"),
        ({"cpv": HOME_CARE}, "does_not_apply"),
        ({"cpv": COMPANY_HEALTH}, "does_not_apply"),
        ({"cpv": CLEANING}, "does_not_apply"),
        ({"cpv": GP, "category": "goods"}, "does_not_apply"),
        ({"cpv": GP, "value": "1"}, "cannot_tell"),
    ],
)
def test_health_care_services_for_the_health_service_may_be_of_the_regime(
    authority: str, facts: dict[str, Any], expected: str
) -> None:
    asked = contract(**{**FOR_THE_HEALTH_SERVICE, "authority_type": authority, **facts})
    assert status("PSR-1", asked) == expected


def test_a_code_that_counts_in_part_says_in_which() -> None:
    found = said("PSR-1", contract(**FOR_THE_HEALTH_SERVICE, cpv=COMMUNITY))
    assert found.headline == "Check whether the Provider Selection Regime governs"
    assert "only those delivered to individuals" in found.reason
    assert found.missing == ("regime",)


def test_the_five_key_criteria_are_named() -> None:
    found = said("PSR-1", contract(regime="provider_selection", health_service=True, cpv=GP))
    assert found.duty is not None
    for criterion in ("innovation", "value", "sustainability", "inequalities", "social value"):
        assert criterion in found.reason.lower()
    assert len(found.duty.contents) == 5


def test_without_codes_it_is_told_that_they_are_missing() -> None:
    found = said("PSR-1", contract(**FOR_THE_HEALTH_SERVICE, cpv=()))
    assert (found.status, found.missing) == ("cannot_tell", ("regime", "cpv"))
    assert "give the CPV codes" in found.reason
    assert status("PSR-1", contract(health_service=False, cpv=())) == "does_not_apply"
    assert status("PSR-1", nothing_known(regime="provider_selection")) == "applies"
