"""What the tables of this package ask: loaded with ``-p`` into a run of them, it writes down every question.

``pytest tests/policy/rules/law -p tests.policy.rules.law.asked --asked FILE`` leaves a pickle of pairs of a
rule's id and facts. A test that has the whole pack assessed asks every rule of it.
"""

import pickle
from pathlib import Path

import pytest

from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Assessment, Determination
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.rules import assess
from tests.policy.rules.law import contracts

_QUESTIONS: dict[tuple[str, ContractFacts], None] = {}
_said, _assess = contracts.said, assess.assess


def _remembered(rule: str, facts: ContractFacts) -> Determination:
    """Return what *rule* says of *facts*, and remember that it was asked."""
    _QUESTIONS[rule, facts] = None
    return _said(rule, facts)


def _all_remembered(facts: ContractFacts, pack: PolicyPack) -> Assessment:
    """Return what every rule of *pack* says of *facts*, and remember that each was asked."""
    _QUESTIONS.update(dict.fromkeys((rule.id, facts) for rule in pack.rules))
    return _assess(facts, pack)


contracts.said, assess.assess = _remembered, _all_remembered


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the file to write to."""
    parser.addoption("--asked", type=Path)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what was asked."""
    session.config.getoption("--asked").write_bytes(pickle.dumps(list(_QUESTIONS)))
