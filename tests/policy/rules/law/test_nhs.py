"""What the health service asks for: net zero and social value, and an assessment of modern slavery.

Written from SI 2025/1212, regulations 1 to 5, from NHS England's rule of April 2022 on weighting, and from
SI 2012/2996, regulations 16 and 17.
"""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status

FOR_THE_HEALTH_SERVICE = {"health_service": True, "commencement_date": "2026-05-17"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "applies"),
        ({"authority_type": "central"}, "applies"),
        ({"commencement_date": "2026-05-16"}, "does_not_apply"),
        ({"health_service": False}, "does_not_apply"),
        ({"health_service": None}, "cannot_tell"),
        ({"value": "1"}, "applies"),
        ({"category": "goods"}, "applies"),
        ({"category": "works", "value": "6000000"}, "does_not_apply"),
        ({"category": "services_with_goods_or_works"}, "applies"),
        ({"framework": "establishes"}, "applies"),
        ({"regime": "provider_selection"}, "applies"),
        ({"procedure": "direct_award"}, "applies"),
        ({"framework": "call_off", "framework_assessed": True}, "does_not_apply"),
        ({"framework": "call_off", "framework_assessed": False}, "applies"),
        ({"framework": "call_off", "framework_assessed": None}, "cannot_tell"),
        ({"framework": "none", "framework_assessed": True}, "applies"),
        ({"framework": "call_off", "framework_assessed": None, "health_service": False}, "does_not_apply"),
        ({"authority_type": "icb", "framework": "call_off", "framework_assessed": True}, "applies"),
        ({"authority_type": "icb", "health_service": False}, "applies"),
        ({"authority_type": "nhs_trust", "commencement_date": "2026-05-16"}, "applies"),
        ({"authority_type": "nhs_trust", "commencement_date": "2022-04-01"}, "applies"),
        ({"authority_type": "nhs_trust", "commencement_date": "2022-03-31"}, "does_not_apply"),
        ({"authority_type": "nhs_trust", "category": "works"}, "does_not_apply"),
    ],
)
def test_goods_and_services_for_the_health_service_have_duties(facts: dict[str, Any], expected: str) -> None:
    assert status("NHS-1", contract(**{**FOR_THE_HEALTH_SERVICE, **facts})) == expected


@pytest.mark.parametrize(
    ("facts", "weighting", "assessment"),
    [
        ({"authority_type": "icb"}, True, True),
        ({"authority_type": "icb", "commencement_date": "2026-05-16"}, True, False),
        ({"authority_type": "icb", "framework": "call_off", "framework_assessed": True}, True, False),
        ({"authority_type": "icb", "framework": "call_off", "framework_assessed": False}, True, True),
        ({"authority_type": "council"}, False, True),
    ],
)
def test_the_headline_says_which_duties_there_are(
    facts: dict[str, Any], weighting: bool, assessment: bool
) -> None:
    headline = said("NHS-1", contract(**{**FOR_THE_HEALTH_SERVICE, **facts})).headline
    assert ("10%" in headline) is weighting
    assert ("modern slavery" in headline) is assessment


def test_the_assessment_comes_before_the_notice_or_the_award() -> None:
    found = said("NHS-1", contract(**FOR_THE_HEALTH_SERVICE))
    assert found.confidence == "verified"
    assert found.duty is not None
    assert "before the notice that invites tenders" in found.duty.by
    assert "with no notice, before the award" in found.duty.by


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"authority_type": "icb"}, ("applies", "binds")),
        ({"authority_type": "council"}, ("does_not_apply", "optional")),
        ({"authority_type": "nhs_trust"}, ("does_not_apply", "optional")),
        ({"authority_type": "icb", "category": "goods"}, ("does_not_apply", "none")),
        ({"authority_type": "icb", "health_service": False}, ("does_not_apply", "none")),
    ],
)
def test_the_nhs_standard_contract_is_for_those_who_commission(
    facts: dict[str, Any], expected: tuple[str, str]
) -> None:
    found = said("NHS-2", contract(**{**FOR_THE_HEALTH_SERVICE, **facts}))
    assert (found.status, found.standing) == expected
