"""Which facts a rule names, read from its conditions and from those that they lead to."""

from collections.abc import Iterator

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Condition, RuleCase

AMOUNT = ("value", "vat", "vat_rate")
DAY = "commencement_date"
TERM = ("term_months", "extension_months")
SAY_SOMETHING_OF = {
    "award_route": ("procedure", "direct_award_ground"),
    "direct_award_ground": ("procedure", "award_route", "framework"),
    "advertised": ("procedure", "first_step"),
    "framework_assessed": ("framework",),
    "mixed_main_part": ("category",),
}
"""A fact, and those from which it follows where nobody gives it: an open procedure is a competition."""


class NamedFacts:
    """Looks up the facts that the rules of one pack name."""

    def __init__(self, pack: PolicyPack) -> None:
        """Take the rules of *pack* and what they share."""
        self._rules = {rule.id: rule for rule in pack.rules}
        self._gates = {gate.id: gate for gate in pack.parts.gates}
        self._tests = {test.id: test for test in pack.parts.tests}
        self._choices = {choice.id: choice for choice in pack.parts.choices}
        self._comparisons = {comparison.id: comparison for comparison in pack.parts.comparisons}
        self._figures = pack.figures

    def of(self, rule: str) -> frozenset[str]:
        """Return the facts that *rule* names, by their case file names."""
        named = frozenset(self._of_rule(rule))
        return named.union(*(SAY_SOMETHING_OF.get(fact, ()) for fact in named))

    def _of_rule(self, rule: str) -> Iterator[str]:
        for case in (*self._cases_before(self._rules[rule].gate), *self._rules[rule].cases):
            if case.when is not None:
                yield from self._asked(case.when)
            yield from case.missing

    def _cases_before(self, gate_id: str) -> tuple[RuleCase, ...]:
        gate = self._gates.get(gate_id)
        return () if gate is None else (*self._cases_before(getattr(gate, "gate", "")), *gate.cases)

    def _asked(self, condition: Condition) -> Iterator[str]:
        for part in (*condition.all, *condition.any, *condition.none):
            yield from self._asked(part)
        if condition.fact:
            yield from TERM if condition.fact == "longest_term" else (condition.fact,)
        if condition.test:
            yield from self._asked(self._tests[condition.test].when)
        if condition.rule:
            yield from self._of_rule(condition.rule)
        if condition.compare:
            yield from AMOUNT
            yield from self._of_figure(self._comparisons[condition.compare].figure)

    def _of_figure(self, name: str) -> Iterator[str]:
        if name in self._choices:
            for option in self._choices[name].options:
                if option.when is not None:
                    yield from self._asked(option.when)
                yield from self._of_figure(option.figure)
        for figure in self._figures:
            if figure.name == name:
                if figure.authorities:
                    yield "authority_type"
                if figure.effective_from or figure.effective_to:
                    yield DAY
