"""What must hold across the rules of a policy pack: every name leads somewhere, every rule ends.

Each problem is a pair: the item as :mod:`svdesk.policy.loading.load` labels it, and what is wrong with it.
"""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TypeAlias

from svdesk.policy.content.determinations import Duty, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import CodeList, Condition, Rule, RuleCase, Wording
from svdesk.policy.rules.possible import CHOICE_FACTS, DAY, FACTS, LONGEST_TERM, TERM_FACTS, options_of
from svdesk.policy.rules.words import PLACEHOLDER

Problem: TypeAlias = tuple[str, str]

CODES = "cpv"
_OF_ANY_FIGURE = frozenset(("authority_type", "value", "vat", "vat_rate", DAY))
"""Facts on which it depends how a contract stands to a figure."""
_CODE = re.compile(r"[0-9]{8}")
WORDING_PLACEHOLDERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("comparison", "comparison_on", "comparison_lowest", "comparison_highest"),
        frozenset(("amount", "standing", "figure", "title", "date")),
    ),
    "comparison_unknown": frozenset(("amount",)),
    **dict.fromkeys(
        ("inclusive", "lifted", "any_rate", "any_basis"), frozenset(("value", "lifted", "rate", "highest"))
    ),
    **dict.fromkeys(("give_rate", "give_basis"), frozenset(("value", "figures"))),
    "give_facts": frozenset(("asks",)),
    "contradiction": frozenset(("facts",)),
}
"""The placeholders that each shared sentence may hold; a sentence not named here holds none."""


class _Names:
    """The names that the parts of a pack may refer to."""

    def __init__(self, pack: PolicyPack) -> None:
        self.rules = {rule.id for rule in pack.rules}
        self.gates = {gate.id for gate in pack.parts.gates}
        self.tests = {test.id for test in pack.parts.tests}
        self.choices = {choice.id for choice in pack.parts.choices}
        self.comparisons = {comparison.id for comparison in pack.parts.comparisons}
        self.code_lists = {code_list.id for code_list in pack.parts.code_lists}
        self.pounds = {figure.name for figure in pack.figures if figure.unit == "GBP"}
        self.percents = {figure.name for figure in pack.figures if figure.unit == "percent"}


def rule_problems(pack: PolicyPack) -> Iterator[Problem]:
    """Yield what is wrong with the rules of *pack* and with what they share."""
    names = _Names(pack)
    yield from _twice(pack)
    for gate in pack.parts.gates:
        if gate.gate:
            yield from _link(f"gate “{gate.id}”", "gate", gate.gate, names.gates)
        for case in gate.cases:
            if case.when is None:
                yield f"gate “{gate.id}”", "cases: each needs a condition"
            yield from _case(f"gate “{gate.id}”", case, names)
    for test in pack.parts.tests:
        yield from _condition(f"test “{test.id}”", test.when, names)
    for choice in pack.parts.choices:
        item = f"choice “{choice.id}”"
        if [option.when is None for option in choice.options].count(True) != 1 or choice.options[-1].when:
            yield item, "options: the last one, and only that, has no condition"
        for option in choice.options:
            yield from _link(item, "figure", option.figure, names.pounds)
            if option.when:
                yield from _condition(item, option.when, names)
    for comparison in pack.parts.comparisons:
        item = f"comparison “{comparison.id}”"
        yield from _link(item, "figure", comparison.figure, names.choices | names.pounds)
        yield from _template(item, f"{comparison.before_cover} {comparison.after_cover}", names)
    for code_list in pack.parts.code_lists:
        yield from _code_list(code_list)
    for rule in pack.rules:
        yield from _rule(rule, names)
    for retention in pack.retentions:
        yield from _condition(f"retention “{retention.id}”", retention.when, names)
    for kind, guided in (("rung", pack.rungs), ("risk", pack.risks)):
        for guide in guided:
            if guide.when:
                yield from _condition(f"{kind} “{guide.id}”", guide.when, names)
    yield from _shared(pack, names)
    yield from _circles(pack)


def _twice(pack: PolicyPack) -> Iterator[Problem]:
    parts = pack.parts
    kinds: dict[str, Iterable[str]] = {
        "gate": (gate.id for gate in parts.gates),
        "test": (test.id for test in parts.tests),
        "comparison": (comparison.id for comparison in parts.comparisons),
        "choice": (choice.id for choice in parts.choices),
        "code_list": (code_list.id for code_list in parts.code_lists),
        "fact": (words.name for words in parts.facts),
    }
    for kind, ids in kinds.items():
        for name, times in Counter(ids).items():
            if times > 1:
                yield f"{kind} “{name}”", "id: is used more than once"


def _code_list(code_list: CodeList) -> Iterator[Problem]:
    item = f"code_list “{code_list.id}”"
    if not code_list.codes:
        yield item, "codes: give at least one"
    for code, times in Counter(code_list.codes).items():
        if not _CODE.fullmatch(code):
            yield item, f"codes: “{code}” is not a code of eight digits"
        if times > 1:
            yield item, f"codes: “{code}” is there more than once"
    for limit in code_list.limits:
        yield from _link(item, "limits", limit.code, set(code_list.codes))


def _rule(rule: Rule, names: _Names) -> Iterator[Problem]:
    item = f"rule “{rule.id}”"
    if not rule.citations:
        yield item, "citations: give at least one"
    if rule.gate:
        yield from _link(item, "gate", rule.gate, names.gates)
    if [case.when is None for case in rule.cases].count(True) != 1 or rule.cases[-1].when is not None:
        yield item, "cases: the last one, and only that, has no condition"
    for case in rule.cases:
        yield from _case(item, case, names)
    texts = (rule.headlines.applies, rule.headlines.does_not_apply, rule.headlines.cannot_tell, rule.settled)
    for text in texts:
        yield from _template(item, text, names)
    yield from _duty(item, rule.duty, names)


def _duty(item: str, duty: Duty | None, names: _Names) -> Iterator[Problem]:
    if duty is not None:
        for text in (duty.action, duty.by, duty.notice, *duty.contents, duty.otherwise):
            yield from _template(item, text, names)


def _case(item: str, case: RuleCase, names: _Names) -> Iterator[Problem]:
    if case.when:
        yield from _condition(item, case.when, names)
    yield from _template(item, case.reason, names)
    yield from _template(item, case.headline, names)
    yield from _template(item, case.recommendation, names)
    yield from _duty(item, case.duty, names)
    if case.standing and case.status is not Status.DOES_NOT_APPLY:
        yield item, "standing: belongs to cases that do not apply; a rule that applies binds"
    if case.recommendation and not case.standing:
        yield item, "recommendation: say with a standing what it is: good_practice or optional"
    if case.duty and case.status is not Status.APPLIES:
        yield item, "duty: belongs to cases that apply"
    if case.minimum_weighting:
        yield from _link(item, "minimum_weighting", case.minimum_weighting, names.percents)
    if bool(case.missing) != (case.status is Status.CANNOT_TELL):
        yield item, "missing: belongs to cases that cannot tell, and only to them"
    for fact in case.missing:
        yield from _link(item, "missing", fact, set(FACTS))


def _condition(item: str, condition: Condition, names: _Names) -> Iterator[Problem]:
    for part in (*condition.all, *condition.any, *condition.none):
        yield from _condition(item, part, names)
    for field, value, known in (
        ("test", condition.test, names.tests),
        ("compare", condition.compare, names.comparisons),
        ("rule", condition.rule, names.rules),
        ("in_list", condition.in_list, names.code_lists),
    ):
        if value:
            yield from _link(item, field, value, known)
    if not condition.fact:
        return
    if condition.one_of and condition.fact in CHOICE_FACTS:
        options = sorted(map(str, options_of(condition.fact)))
        for option in condition.one_of:
            if option not in options_of(condition.fact):
                yield item, f"one_of: “{option}” is none of {', '.join(options)}"
    elif condition.one_of or condition.fact != _asked_so(condition):
        yield item, f"fact: “{condition.fact}” can't be asked in this way"


def _asked_so(condition: Condition) -> str:
    """Return the fact that can be asked in the way of *condition*, which is no choice of values."""
    if condition.at_most is not None:
        return LONGEST_TERM
    return CODES if condition.starts_with or condition.in_list else DAY


def _template(item: str, text: str, names: _Names) -> Iterator[Problem]:
    known = {
        "compare": names.comparisons,
        "figure": names.pounds | names.percents,
        "fact": set(FACTS),
        "codes": names.code_lists,
    }
    for kind, name in PLACEHOLDER.findall(text):
        yield from _link(item, kind, name, known[kind])
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield item, f"text: a brace stands outside a placeholder in “{text[:60]}”"


def _asked_facts(pack: PolicyPack) -> set[str]:
    """Return the facts that an answer of *pack* can ask for."""
    parts = pack.parts
    cases = [case for gate in parts.gates for case in gate.cases]
    cases += [case for rule in pack.rules for case in rule.cases]
    conditions = [case.when for case in cases]
    conditions += [test.when for test in parts.tests]
    conditions += [option.when for choice in parts.choices for option in choice.options]
    conditions.append(parts.stages.selection_known)
    asked = {fact for case in cases for fact in case.missing}
    asked |= {fact for each in conditions if each for fact in _facts_in(each)}
    return asked | _OF_ANY_FIGURE


def _facts_in(condition: Condition) -> Iterator[str]:
    for part in (*condition.all, *condition.any, *condition.none):
        yield from _facts_in(part)
    if condition.fact:
        yield from TERM_FACTS if condition.fact == LONGEST_TERM else (condition.fact,)


def _shared(pack: PolicyPack, names: _Names) -> Iterator[Problem]:
    parts = pack.parts
    asked = _asked_facts(pack)
    yield from _link("[stages]", "selection_closed_by", parts.stages.selection_closed_by, names.rules)
    yield from _condition("[stages]", parts.stages.selection_known, names)
    for name in (parts.vat.lowest, parts.vat.highest):
        yield from _link("[vat]", "figure", name, names.percents)
    worded = {words.name for words in parts.facts}
    for fact in FACTS:
        # A pack from before there was a fact never asks for it, and so needs no words for it.
        if fact in asked and fact not in worded:
            yield "[wording]", f"fact: there are no words for “{fact}”"
    for field in fields(Wording):
        allowed = WORDING_PLACEHOLDERS.get(field.name, frozenset())
        try:
            parsed = list(string.Formatter().parse(getattr(parts.wording, field.name)))
        except ValueError as error:
            yield "[wording]", f"{field.name}: {error}"
            continue
        for name in sorted({name for _, name, _, _ in parsed if name is not None} - allowed):
            yield "[wording]", f"{field.name}: “{{{name}}}” is none of its placeholders"


def _circles(pack: PolicyPack) -> Iterator[Problem]:
    """Yield the rules, tests and comparisons that come back to themselves."""
    choices = {choice.id: choice.options for choice in pack.parts.choices}
    leads: dict[tuple[str, str], set[tuple[str, str]]] = {
        ("gate", gate.id): {("gate", gate.gate)} for gate in pack.parts.gates
    }
    for test in pack.parts.tests:
        leads["test", test.id] = set(_names_in(test.when))
    for comparison in pack.parts.comparisons:
        options = choices.get(comparison.figure, ())
        leads["compare", comparison.id] = {
            name for option in options if option.when for name in _names_in(option.when)
        }
    for rule in pack.rules:
        cases = (*pack.parts.cases_before(rule.gate), *rule.cases)
        leads["rule", rule.id] = {name for case in cases if case.when for name in _names_in(case.when)}
    for start in leads:
        seen: set[tuple[str, str]] = set()
        waiting = set(leads[start])
        while waiting:
            name = waiting.pop()
            seen.add(name)
            waiting |= leads.get(name, set()) - seen
        if start in seen:
            yield f"{start[0]} “{start[1]}”", "when: comes back to itself"


def _names_in(condition: Condition) -> Iterator[tuple[str, str]]:
    for part in (*condition.all, *condition.any, *condition.none):
        yield from _names_in(part)
    if condition.test:
        yield "test", condition.test
    if condition.compare:
        yield "compare", condition.compare
    if condition.rule:
        yield "rule", condition.rule


def _link(item: str, field: str, value: str, known: set[str]) -> Iterator[Problem]:
    if value not in known:
        yield item, f"{field}: “{value}” is none of {', '.join(sorted(known)) or 'those in the pack'}"
