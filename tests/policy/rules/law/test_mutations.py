"""The tables notice where a rule is wrong: each case of each rule is turned into its opposite in turn."""

import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.rule import Rule, RuleCase
from svdesk.policy.loading.load import bundled_pack
from svdesk.policy.rules.deciding import Decider

ROOT = Path(__file__).parents[4]
TABLES = sorted(
    path
    for path in Path(__file__).parent.glob("test_*.py")
    if path.stem not in ("test_mutations", "test_properties")
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[ContractFacts]]:
    """Return the facts that the tables ask each rule about."""
    file = tmp_path_factory.mktemp("asked") / "asked.pickle"
    recorder = ["-p", "tests.policy.rules.law.asked", "--asked", file]
    tables = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *recorder, *TABLES],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tables.returncode == 0, f"the tables have to pass first: {tables.stdout[-300:]}"
    by_rule: dict[str, list[ContractFacts]] = defaultdict(list)
    for rule, facts in pickle.loads(file.read_bytes()):
        by_rule[rule].append(facts)
    return by_rule


def opposite(case: RuleCase) -> RuleCase:
    """Return *case* with the status that it must not have."""
    status = Status.DOES_NOT_APPLY if case.status is Status.APPLIES else Status.APPLIES
    return replace(case, status=status, missing=(), standing=None, recommendation="", minimum_weighting="")


def mutants(rule: Rule) -> Iterator[tuple[int, Rule]]:
    """Yield *rule* with one case after the other turned round, each with the case's place."""
    for place, case in enumerate(rule.cases):
        yield place, replace(rule, cases=(*rule.cases[:place], opposite(case), *rule.cases[place + 1 :]))


class Answers:
    """The answers of one rule for the facts that the tables ask it about, each worked out once."""

    def __init__(self, rule: Rule, asked: list[ContractFacts]) -> None:
        """Take the *rule* and the facts; the tables say what is right, as they pass."""
        self._rule, self._asked = rule, asked
        self._deciders: dict[ContractFacts, Decider] = {}

    def notice(self, mutant: Rule) -> bool:
        """Return whether *mutant* answers otherwise than the rule for one of the facts."""
        return any(self._of(mutant, facts) is not self._of(self._rule, facts) for facts in self._asked)

    def _of(self, rule: Rule, facts: ContractFacts) -> Status:
        if (decider := self._deciders.get(facts)) is None:
            decider = self._deciders[facts] = Decider(bundled_pack(), facts)
        found = {road.status for road in decider.roads(rule)}
        return found.pop() if len(found) == 1 else Status.CANNOT_TELL


@pytest.mark.parametrize("rule", bundled_pack().rules, ids=lambda rule: rule.id)
def test_a_table_notices_each_case_that_is_turned_round(rule: Rule, asked: dict[str, list[ContractFacts]]):
    answers = Answers(rule, asked[rule.id])
    unseen = [
        f"case {place + 1} ({rule.cases[place].status}): {rule.cases[place].reason[:60]}"
        for place, mutant in mutants(rule)
        if not answers.notice(mutant)
    ]
    assert not unseen, f"no table asks for these cases of {rule.id}: write one from the statute"
