"""What a change of facts changed: each consequence, and the facts without which it would not be so.

Pure functions. To find the facts that matter, the contract is assessed again with one changed fact put
back at a time: a consequence that goes away with it is due to that fact.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from svdesk.domain.english import capitalised, listed, plural
from svdesk.domain.entry import FieldForm, Kind, field_forms, show_entry, show_number
from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Assessment, Severity, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Rule
from svdesk.policy.rules.assess import assess
from svdesk.policy.rules.possible import FACTS
from svdesk.policy.rules.words import show_amount


class Aspect(StrEnum):
    """What of an assessment changed."""

    SELECTION = "selection"
    TENDER = "tender"
    MINIMUM = "minimum"
    RULE = "rule"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact with its values as people read them ("" for none), and a clause that says how it changed."""

    name: str
    before: str
    after: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Something that is otherwise now.

    *text* is a clause to follow "so", or, where *rules* (by id) answer otherwise, their headline now.
    """

    aspect: Aspect
    text: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChange:
    """Facts that changed together, and what changed because of them."""

    facts: tuple[FactChange, ...]
    consequences: tuple[Consequence, ...]

    @property
    def cause(self) -> str:
        """The change of facts, as a clause that begins a sentence."""
        return capitalised(listed(fact.clause for fact in self.facts))

    @property
    def sentence(self) -> str:
        """The change with what follows for stages, weighting and figures; where nothing does, without."""
        clauses = [each.text for each in self.consequences if not each.rules]
        return f"{self.cause}, so {'; '.join(clauses)}." if clauses else f"{self.cause}."

    @property
    def headlines(self) -> tuple[str, ...]:
        """The headlines that rules have now, each once."""
        return tuple(each.text for each in self.consequences if each.rules)

    @property
    def words(self) -> str:
        """The whole change as a paragraph."""
        return " ".join((self.sentence, *(f"{headline}." for headline in self.headlines)))


_COUNTED = {"workforce": "post"}
"""Facts that count something, and what."""
_Key = tuple[Aspect, str]
_Aspects = Mapping[_Key, Hashable]


def what_changed(
    facts_before: ContractFacts,
    facts_after: ContractFacts,
    before: Assessment,
    after: Assessment,
    pack: PolicyPack,
) -> tuple[FactsChange, ...]:
    """Return what changed from *before* to *after*, by the facts that it is due to; empty for nothing.

    Consequences that need the same facts stand together. Where no fact alone makes the difference,
    because each of several would do, all that changed are named.
    """
    then, now = _aspects(before), _aspects(after)
    differing = [key for key in now if key in then and then[key] != now[key]]
    if not differing:
        return ()
    changed = [name for name in FACTS if getattr(facts_before, name) != getattr(facts_after, name)]
    put_back = {name: _put_back(name, facts_before, facts_after, pack) for name in changed}
    causes: dict[tuple[str, ...], list[_Key]] = {}
    for key in differing:
        needed = [name for name in changed if put_back[name].get(key) != now[key]]
        causes.setdefault(tuple(needed or changed), []).append(key)
    labels = {words.name: words.label for words in pack.parts.facts}
    return tuple(
        FactsChange(
            facts=tuple(fact_change(name, labels[name], facts_before, facts_after) for name in names),
            consequences=tuple(_consequences(keys, before, after, pack)),
        )
        for names, keys in causes.items()
    )


def _put_back(
    name: str, facts_before: ContractFacts, facts_after: ContractFacts, pack: PolicyPack
) -> _Aspects:
    facts = replace(facts_after, **{name: getattr(facts_before, name)})
    return _aspects(assess(facts, pack))


def _aspects(assessment: Assessment) -> _Aspects:
    """Return all that can be otherwise after a change, the weightiest first."""
    weights = (Severity.BLOCK, Severity.CAUTION, Severity.INFORMATION)
    by_weight = sorted(
        assessment.determinations,
        key=lambda said: (said.status is not Status.APPLIES, weights.index(said.severity)),
    )
    found: dict[_Key, Hashable] = {
        (Aspect.SELECTION, ""): assessment.selection_stage,
        (Aspect.TENDER, ""): assessment.tender_stage,
        (Aspect.MINIMUM, ""): assessment.minimum_weighting,
    }
    for said in by_weight:
        found[Aspect.RULE, said.rule] = (said.status, said.headline, said.severity)
    for said in assessment.determinations:
        for figure in said.figures:
            found[Aspect.FIGURE, figure.name] = figure.value
    return found


def fact_change(name: str, label: str, before: ContractFacts, after: ContractFacts) -> FactChange:
    """Return how the fact *name*, which people know as *label*, changed, in words with its unit."""
    form = field_forms(ContractFacts)[name]
    was, now = getattr(before, name), getattr(after, name)
    shown_was, shown_now = (_with_unit(name, form, value) for value in (was, now))
    what = f"your answer on {label}" if form.kind is Kind.YES_NO else f"the {label}"
    many = "have" if name == "cpv" else "has"
    if not shown_now:
        clause = f"{what} {many} been taken out"
    elif not shown_was:
        clause = f"{what} {'are' if name == 'cpv' else 'is'} now {shown_now}"
    elif form.kind in (Kind.POUNDS, Kind.PERCENT, Kind.MONTHS):
        clause = f"{what} {'rose' if now > was else 'fell'} from {shown_was} to {shown_now}"
    else:
        verb = "moved" if form.kind is Kind.DATE else "changed"
        clause = f"{what} {verb} from {shown_was} to {shown_now}"
    return FactChange(name=name, before=shown_was, after=shown_now, clause=clause)


def _with_unit(name: str, form: FieldForm, value: Any) -> str:  # noqa: ANN401 - any fact
    """Return a fact's value with the unit that stands beside its field; "" for nothing."""
    shown = show_entry(form, value)
    if not shown:
        return ""
    if form.kind is Kind.PERCENT:
        return f"{shown}%"
    unit = "month" if form.kind is Kind.MONTHS else _COUNTED.get(name, "")
    return f"{shown} {plural(value, unit)}" if unit else shown


def _consequences(
    keys: list[_Key], before: Assessment, after: Assessment, pack: PolicyPack
) -> Iterator[Consequence]:
    aspects = {aspect for aspect, _ in keys}
    rules = {rule.id: rule for rule in pack.rules}
    for aspect, name in keys:
        if aspect is Aspect.SELECTION:
            yield Consequence(aspect=aspect, text=_selection(before, after))
        elif aspect is Aspect.TENDER:
            yield Consequence(aspect=aspect, text=_tender(after))
        elif aspect is Aspect.MINIMUM:
            yield Consequence(aspect=aspect, text=_minimum(before, after))
        elif aspect is Aspect.FIGURE:
            yield Consequence(aspect=aspect, text=_figure(name, before, after))
    headlines: dict[str, list[str]] = {}
    for aspect, name in keys:
        if aspect is Aspect.RULE and not _said_already(rules[name], aspects, pack):
            headlines.setdefault(after.of(name).headline, []).append(name)
    for headline, names in headlines.items():
        count = f" ({len(names)} rules)" if len(names) > 1 else ""
        yield Consequence(aspect=Aspect.RULE, text=f"{headline}{count}", rules=tuple(names))


def _said_already(rule: Rule, aspects: set[Aspect], pack: PolicyPack) -> bool:
    """Return whether the words on the stages or on the minimum say all that *rule* would."""
    if rule.id == pack.parts.stages.selection_closed_by:
        return Aspect.SELECTION in aspects
    applying = [case for case in rule.cases if case.status is Status.APPLIES]
    return Aspect.MINIMUM in aspects and all(case.minimum_weighting for case in applying)


def _selection(before: Assessment, after: Assessment) -> str:
    if after.selection_stage is None:
        return "it cannot be told any more whether a separate selection stage is possible"
    once_open, moves = before.selection_stage is not None, after.tender_stage is not False
    if after.selection_stage:
        back = ", and selection questions are asked there again" if once_open else ""
        return f"a separate selection stage is now possible{back}"
    words = "no longer possible" if before.selection_stage else "not possible"
    into = ", and selection questions are asked in the tender" if moves else ""
    return f"a separate selection stage is {words}{into}"


def _tender(after: Assessment) -> str:
    if after.tender_stage is None:
        return "it cannot be told any more whether there is a tender"
    return "there is a tender now" if after.tender_stage else "there is no tender"


def _minimum(before: Assessment, after: Assessment) -> str:
    was, now = before.minimum_weighting, after.minimum_weighting
    if now is None:
        earlier = f" (it was {show_number(was)}%)" if was is not None else ""
        return f"no minimum weighting for social value is known to bind any more{earlier}"
    if was is None:
        return f"social value has to carry at least {show_number(now)}% of all marks"
    return f"the minimum weighting for social value is now {show_number(now)}% instead of {show_number(was)}%"


def _figure(name: str, before: Assessment, after: Assessment) -> str:
    was, now = (
        next(
            show_amount(figure.value)
            for said in assessment.determinations
            for figure in said.figures
            if figure.name == name
        )
        for assessment in (before, after)
    )
    return f"the {name} is now {now} instead of {was}"
