"""A pack whose checks cannot work is refused when it is loaded."""

from dataclasses import replace
from typing import Any

import pytest

from svdesk.policy.content.practice import Repair, WordCombination
from svdesk.policy.loading.check_problems import check_problems
from tests.checks.scenes import pack


def test_the_shipped_checks_are_in_order():
    assert list(check_problems(pack())) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"phrases": ("...",)}, "phrases[1]: “...” has no word that must be there"),
        ({"unless": ("a*b",)}, "unless[1]"),
        ({"phrases": ("improve lives|the environment",)}, "phrases[1]: “improve lives|the environment”: put"),
        (
            {"together": (WordCombination(all_of=("giving", "no-such-list")),)},
            "“no-such-list” is not a word_list",
        ),
        ({"fields": ("question",)}, "“question” is no section"),
        ({"fields": ("questions.colour",)}, "“questions.colour” is no section"),
        ({"rules": ("PA-99",)}, "“PA-99” is not a rule"),
        ({"caution_where": "RES-9"}, "“RES-9” is not a rule"),
        ({"rules": (), "citations": ()}, "every finding says where it comes from"),
        ({"repair": Repair.ADD, "addition": ""}, "addition"),
        ({"repair": Repair.TAKE_OUT, "fix": ""}, "fix: name the change"),
    ],
)
def test_a_check_that_cannot_work_is_named(answers: dict[str, Any], told: str):
    check = replace(next(each for each in pack().checks if each.id == "not-linked"), **answers)
    ((item, problem),) = check_problems(replace(pack(), checks=(check,)))
    assert item == "check “not-linked”"
    assert told in problem
