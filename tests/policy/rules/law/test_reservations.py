"""Reservations to public service mutuals: section 33 with regulation 42 and Schedule 1."""

from typing import Any

import pytest

from tests.policy.rules.law.contracts import contract, said, status

MUTUAL = {
    "regime": "light_touch",
    "value": "663540",
    "procedure": "competitive_flexible",
    "cpv": ("85311100",),
    "term_months": 36,
    "extension_months": 24,
}
"""Welfare services for the elderly, marked R, for five years with the extensions."""


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "applies"),
        ({"value": "663539.99"}, "does_not_apply"),
        ({"extension_months": 25}, "does_not_apply"),
        ({"term_months": 60, "extension_months": 0}, "applies"),
        ({"term_months": 61, "extension_months": 0}, "does_not_apply"),
        ({"procedure": "open"}, "does_not_apply"),
        ({"procedure": "direct_award"}, "does_not_apply"),
        ({"framework": "call_off"}, "does_not_apply"),
        ({"framework": "establishes"}, "applies"),
        ({"regime": "standard"}, "does_not_apply"),
        ({"regime": "light_touch_concession", "value": "5372609"}, "applies"),
        # Catering, legal advice and vocational training are light touch, without the R.
        ({"cpv": ("55520000",)}, "does_not_apply"),
        ({"cpv": ("79111000",)}, "does_not_apply"),
        ({"cpv": ("80530000",)}, "does_not_apply"),
        ({"cpv": ("80511000-9",)}, "applies"),
        ({"cpv": ("92511000",)}, "applies"),
        ({"cpv": ("92310000",)}, "does_not_apply"),
        ({"cpv": ("75123000",)}, "applies"),
        ({"cpv": ("98133110",)}, "applies"),
        ({"authority_type": "central"}, "applies"),
    ],
)
def test_a_light_touch_contract_may_be_kept_for_mutuals(facts: dict[str, Any], answer: str):
    assert status("PA-33", contract(**{**MUTUAL, **facts})) == answer


@pytest.mark.parametrize(
    ("unknown", "missing"),
    [
        ({"cpv": ()}, ("cpv",)),
        ({"extension_months": None}, ("extension_months",)),
        ({"term_months": None}, ("term_months",)),
        ({"procedure": None}, ("procedure",)),
    ],
)
def test_what_decides_is_asked_for(unknown: dict[str, Any], missing: tuple[str, ...]):
    unsure = said("PA-33", contract(**{**MUTUAL, **unknown}))
    assert (unsure.status, unsure.missing) == ("cannot_tell", missing)


def test_a_term_that_is_too_long_already_needs_no_extensions_to_be_known():
    too_long = contract(**{**MUTUAL, "term_months": 61, "extension_months": None})
    assert status("PA-33", too_long) == "does_not_apply"


@pytest.mark.parametrize(
    ("term", "extension", "severity"), [(48, 0, "information"), (36, 13, "caution"), (49, 0, "caution")]
)
def test_a_framework_of_more_than_four_years_is_warned(term: int, extension: int, severity: str):
    framework = contract(framework="establishes", term_months=term, extension_months=extension)
    assert (said("PA-47", framework).status, said("PA-47", framework).severity) == ("applies", severity)
