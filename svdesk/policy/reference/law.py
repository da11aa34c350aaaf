"""Rules and figures as entries."""

import re
from collections.abc import Iterator
from functools import partial

from svdesk.domain.choices import AuthorityType, Category, Choice, Framework, Procedure, Regime
from svdesk.domain.english import capitalised, listed, show_date
from svdesk.domain.entry import show_number, show_pounds
from svdesk.policy.content.determinations import Severity, Status
from svdesk.policy.content.items import Figure
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Condition, Rule, RuleCase
from svdesk.policy.reference.entry import KIND_NAMES, EntryPart, ReferenceEntry, links, points, text
from svdesk.policy.rules.showing import ADVICE_TITLES, STAGE_TITLES, duty_parts

_PLACEHOLDER = re.compile(r"\{(compare|figure|fact|codes):([\w.-]+)\}")
_ASIDE = re.compile(r", \{fact:[\w.-]+\},")
_ABOUT_YOU = re.compile(r"(?<=\.) [^.]*\{fact:[\w.-]+\}[^.]*\.")
_COMPARED = re.compile(r"^\{compare:([\w.-]+)\}\.")
_SEVERITY = {
    Severity.BLOCK: "Where it applies, something is required or not allowed.",
    Severity.CAUTION: "Where it applies, take care: a duty to be shown, or something allowed with care.",
    Severity.INFORMATION: "Worth knowing: it asks for nothing.",
}
_STATUS = {
    Status.APPLIES: "Applies",
    Status.CANNOT_TELL: "Cannot tell",
    Status.DOES_NOT_APPLY: "Does not apply",
}
_CHOICES: dict[str, type[Choice]] = {
    "authority_type": AuthorityType,
    "category": Category,
    "framework": Framework,
    "procedure": Procedure,
    "regime": Regime,
}


def rule_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield the rules in the order of their stages, and of the register within each."""
    order = (*STAGE_TITLES, None)
    for rule in sorted(pack.rules, key=lambda rule: order.index(rule.stage)):
        yield ReferenceEntry(
            id=rule.id,
            kind="rule",
            title=f"{rule.id}: {rule.title}",
            parts=(
                *text(_SEVERITY[rule.severity], _when(rule)),
                *_answers(pack, rule),
                *_duties(pack, rule),
                *text(rule.note, heading="How SVDesk reads it"),
                *text(rule.not_known, heading="What is not known"),
            ),
            citations=rule.citations,
            links=links("Figures it compares with", *_figures_of(pack, rule)),
            shelves=(KIND_NAMES["rule"][1], *((STAGE_TITLES[rule.stage],) if rule.stage else ())),
            confidence=rule.confidence,
            checked=rule.checked,
        )


def _when(rule: Rule) -> str:
    """Return when a rule matters, whom it binds and from when, as far as the pack says so."""
    said = [f"Stage: {STAGE_TITLES[rule.stage].lower()}."] if rule.stage else []
    said += [f"Binds: {rule.binds.rstrip('.')}."] if rule.binds else []
    said += [f"In force from {show_date(rule.in_force)}."] if rule.in_force else []
    return " ".join(said)


def _duties(pack: PolicyPack, rule: Rule) -> Iterator[EntryPart]:
    """Yield what a rule has people do, and what single cases have them do instead."""
    if rule.duty:
        lines = tuple(f"{name}: {_plain(pack, words)}" for name, words in duty_parts(rule.duty))
        yield from points(lines, "What it has you do")
    for case in rule.cases:
        if case.duty:
            lines = tuple(f"{name}: {_plain(pack, words)}" for name, words in duty_parts(case.duty))
            yield from points((_reason(pack, case), *lines), "What it has you do in a case of its own")


def _answers(pack: PolicyPack, rule: Rule) -> Iterator[EntryPart]:
    """Yield, for each answer of a rule, the reasons that it can give for it."""
    gates = pack.parts.cases_before(rule.gate)
    for status, name in _STATUS.items():
        reasons = tuple(
            dict.fromkeys(_reason(pack, case) for case in (*rule.cases, *gates) if case.status is status)
        )
        headline = _plain(pack, rule.headlines.of(status))
        yield from points(reasons, headline if headline.startswith(name) else f"{name}: {headline}")


def _reason(pack: PolicyPack, case: RuleCase) -> str:
    reason = _plain(pack, _COMPARED.sub(partial(_against, pack), case.reason), case.when)
    headline = _plain(pack, case.headline)
    told = not headline or reason.startswith(headline)
    advice = ADVICE_TITLES.get(case.standing.standing) if case.standing else ""
    advised = f"{advice}: {_plain(pack, case.recommendation)}".removesuffix(": ") if advice else ""
    return " ".join(filter(None, ("" if told else f"{headline}.", reason, advised)))


def _against(pack: PolicyPack, compared: re.Match[str]) -> str:
    """Return which figures the sentence at the beginning of a reason compares an estimate with."""
    wanted = _figures_compared(pack, compared.group(1))
    titles = dict.fromkeys(figure.title for figure in pack.figures if figure.name in wanted)
    if len(titles) == 1:
        return f"The value is compared with the {next(iter(titles))}."
    return "The value is compared with the figure for the contract, one of those named below."


def _figures_compared(pack: PolicyPack, comparison: str) -> tuple[str, ...]:
    """Return the names of the figures that a comparison may be with."""
    name = next(each.figure for each in pack.parts.comparisons if each.id == comparison)
    chosen = [choice for choice in pack.parts.choices if choice.id == name]
    return tuple(option.figure for choice in chosen for option in choice.options) or (name,)


def _plain(pack: PolicyPack, template: str, when: Condition | None = None) -> str:
    """Return a template as it can be read without a contract; *when* is the condition of its case."""

    def fill(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "fact":
            return _chosen(when, name) or "your answer"
        if kind == "codes":
            return "a CPV code of yours"
        if kind == "figure":
            found = {show_value(figure) for figure in pack.figures if figure.name == name}
            return found.pop() if len(found) == 1 else "the figure in force"
        return "your estimate is compared with the figure"

    left = _ASIDE.sub("", template)
    if not any(_chosen(when, name) for kind, name in _PLACEHOLDER.findall(left) if kind == "fact"):
        left = _ABOUT_YOU.sub("", left)
    filled = _PLACEHOLDER.sub(fill, left)
    return capitalised(filled)


def _chosen(when: Condition | None, fact: str) -> str:
    """Return what a condition wants a fact to be, in the words that people choose from."""
    if when is None or when.fact != fact:
        return ""
    labels = [choice.label for choice in _CHOICES.get(fact, ()) if choice.value in when.one_of]
    return listed(labels, "or")


def _figures_of(pack: PolicyPack, rule: Rule) -> tuple[str, ...]:
    """Return the ids of the figures that a rule's own cases compare with or quote, each once."""
    names: list[str] = []
    tests = {test.id: test.when for test in pack.parts.tests}
    comparisons = {comparison.id: comparison.figure for comparison in pack.parts.comparisons}
    choices = {choice.id: tuple(o.figure for o in choice.options) for choice in pack.parts.choices}

    def look(condition: Condition | None) -> None:
        if condition is None:
            return
        for inner in (*condition.all, *condition.any, *condition.none):
            look(inner)
        if condition.test:
            look(tests.get(condition.test))
        if condition.compare:
            names.append(comparisons[condition.compare])

    def read(case: RuleCase) -> None:
        look(case.when)
        names.append(case.minimum_weighting)
        for kind, name in _PLACEHOLDER.findall(case.reason + case.headline):
            if kind in ("compare", "figure"):
                names.append(comparisons[name] if kind == "compare" else name)

    for case in rule.cases:
        read(case)
    wanted = {figure for name in names for figure in choices.get(name, (name,))}
    return tuple(figure.id for figure in pack.figures if figure.name in wanted)


def figure_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield the figures, each with the rules that use it."""
    used = {rule.id: _figures_of(pack, rule) for rule in pack.rules}
    for figure in pack.figures:
        users = tuple(rule for rule, ids in used.items() if figure.id in ids)
        yield ReferenceEntry(
            id=figure.id,
            kind="figure",
            title=f"{show_value(figure)}: {figure.title}",
            parts=_figure(figure),
            citations=figure.citations,
            links=links("Rules that use it", *users),
            shelves=(KIND_NAMES["figure"][1],),
            confidence=figure.confidence,
            checked=figure.checked,
        )


def show_value(figure: Figure) -> str:
    """Return a figure's value with its unit: ``£207,720`` or ``10%``."""
    return show_pounds(figure.value) if figure.unit == "GBP" else f"{show_number(figure.value)}%"


def _figure(figure: Figure) -> tuple[EntryPart, ...]:
    first, last = figure.effective_from, figure.effective_to
    days = [f"from {show_date(first)}"] if first else []
    days += [f"up to and including {show_date(last)}"] if last else []
    span = f"In force {' '.join(days)}." if days else "In force without a first or last day."
    whom = ", ".join(authority.label for authority in figure.authorities) or "every authority"
    basis = "Compared with the value including VAT." if figure.unit == "GBP" else ""
    return text(span, f"Binds: {whom}.", basis)
