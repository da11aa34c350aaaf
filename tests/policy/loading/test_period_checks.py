"""A period that can't be reckoned, or that nobody finds, is refused when the pack is loaded."""

from pathlib import Path

import pytest

from svdesk.policy.loading.load import PackError, load_pack
from tests.policy.loading.overlays import write_overlay


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[period]]\nid = "claims"\nnumber = 0\n', "period “claims”, number: give at least 1"),
        (
            '[[period]]\nid = "standstill"\nworking_days = "working-days.wales"\n',
            "working_days: “working-days.wales” is none of working-days.england, working-days.united-kingdom",
        ),
        (
            '[[period]]\nid = "claims"\nworking_days = "working-days.england"\n',
            "working_days: belongs to a period that is counted in working_days",
        ),
        ('[[period]]\nid = "records"\ncounting = "after_next_day"\n', "counting: after_next_day belongs"),
        ('[[period]]\nid = "claims"\nrepeats = true\n', "repeats: belongs to a period of months or years"),
        ('[[period]]\nid = "claims"\ncitations = []\n', "citations: give at least one"),
        ('[[period]]\nid = "claims"\nevent = "full_moon"\n', "event: Input should be"),
        (
            '[[working_days]]\nid = "working-days.england"\nbank_holidays = []\n',
            "bank_holidays: name at least one part of the United Kingdom",
        ),
        (
            '[[working_days]]\nid = "working-days.england"\npublished_to = 2050-01-01\n',
            "covered_from, published_to, covered_to: must follow each other",
        ),
        (
            '[[rule]]\nid = "PA-53"\nduty = { action = "Publish it.", periods = ["details"] }\n',
            "rule “PA-53”, duty: “details” is none of",
        ),
        (
            '[[rule]]\nid = "PA-53"\n[[rule.cases]]\nstatus = "applies"\nreason = "It is so."\n'
            'duty = { action = "Publish it.", periods = ["copy"] }\n',
            "rule “PA-53”, duty: “copy” is none of",
        ),
    ],
)
def test_a_period_that_does_not_hold_together_is_told_with_its_place(tmp_path: Path, text: str, told: str):
    with pytest.raises(PackError) as caught:
        load_pack(write_overlay(tmp_path, text))
    assert any(told in problem for problem in caught.value.problems), caught.value.problems


def test_an_organisation_can_state_a_period_of_its_own(tmp_path: Path):
    text = '[[period]]\nid = "standstill"\nnumber = 10\n'
    pack = load_pack(write_overlay(tmp_path, text))
    (standstill,) = (period for period in pack.periods if period.id == "standstill")
    assert standstill.number == 10
    assert standstill.working_days == "working-days.united-kingdom"
