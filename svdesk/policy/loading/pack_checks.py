"""What must hold across the items of a policy pack, beyond the form of each of them.

Each problem is a pair: the item as :mod:`svdesk.policy.loading.load` labels it, and what is wrong with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import TypeAlias

from svdesk.domain.choices import AuthorityType
from svdesk.policy.content.items import Citation, Figure
from svdesk.policy.content.outcomes import Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.check_problems import check_problems
from svdesk.policy.loading.period_checks import period_problems
from svdesk.policy.loading.practice_checks import practice_problems
from svdesk.policy.loading.rule_checks import rule_problems

Problem: TypeAlias = tuple[str, str]


def pack_problems(pack: PolicyPack) -> Iterator[Problem]:
    """Yield what is wrong with *pack* as a whole: ids, links, dates, bands, rules."""
    yield from _ids(pack)
    for outcome in pack.outcomes:
        yield from _outcome(pack, outcome)
    yield from _figures(pack)
    yield from _coverage(pack)
    for kind, things in (
        ("figure", pack.figures),
        ("rule", pack.rules),
        ("term", pack.terms),
        ("check", pack.checks),
        ("retention", pack.retentions),
        ("period", pack.periods),
        ("working_days", pack.working_days),
    ):
        for thing in things:
            yield from _citations(f"{kind} “{thing.id}”", thing.citations)
    yield from rule_problems(pack)
    yield from period_problems(pack)
    yield from practice_problems(pack)
    yield from check_problems(pack)


def _ids(pack: PolicyPack) -> Iterator[Problem]:
    named: list[tuple[str, str]] = []
    for kind, things in (
        ("figure", pack.figures),
        ("rule", pack.rules),
        ("objective", pack.objectives),
        ("outcome", pack.outcomes),
        ("principle", pack.principles),
        ("marmot", pack.marmot),
        ("priority", pack.priorities),
        ("commitment", pack.commitments),
        ("term", pack.terms),
        ("rating", pack.ratings),
        ("check", pack.checks),
        ("word_list", pack.word_lists),
        ("retention", pack.retentions),
        ("period", pack.periods),
        ("working_days", pack.working_days),
    ):
        named.extend((kind, thing.id) for thing in things)
    for outcome in pack.outcomes:
        named.extend(("question", question.id) for question in outcome.questions)
        named.extend(("measure", measure.id) for measure in outcome.measures)
    named.sort(key=lambda pair: pair[1])
    for (first_kind, first), (kind, second) in pairwise(named):
        if first == second:
            yield f"{kind} “{second}”", f"id: is used twice in the pack (also by a {first_kind})"
    for kind, keys in (
        ("mark", [str(mark.mark) for mark in pack.scale]),
        ("remedy", [str(remedy.step) for remedy in pack.remedies]),
        ("glossary", [entry.term for entry in pack.glossary]),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield f"{kind} “{key}”", "stands in the pack more than once"


def _outcome(pack: PolicyPack, outcome: Outcome) -> Iterator[Problem]:
    item = f"outcome “{outcome.id}”"
    objectives = {objective.id for objective in pack.objectives}
    themes = {theme for objective in pack.objectives for theme in objective.themes}
    links: tuple[tuple[str, Iterable[str], set[str]], ...] = (
        ("objective", (outcome.objective,), objectives),
        ("themes", outcome.themes, themes),
        ("marmot", outcome.marmot, {entry.id for entry in pack.marmot}),
        ("priorities", outcome.priorities, {entry.id for entry in pack.priorities}),
    )
    for field, values, known in links:
        for value in values:
            if value not in known:
                yield (
                    item,
                    f"{field}: “{value}” is none of {', '.join(sorted(known)) or 'the pack (it has none)'}",
                )
    if not outcome.measures:
        yield item, "measures: give at least one"
    for question in outcome.questions:
        if question.word_limit < 1:
            yield f"question “{question.id}”", "word_limit: give at least 1"
    for measure in outcome.measures:
        if not _bands_fall(measure):
            yield (
                f"measure “{measure.id}”",
                "good_from: the bands must fall from good to improvement, above 0",
            )


def _bands_fall(measure: Measure) -> bool:
    return measure.good_from >= measure.approaching_from >= measure.improvement_from > 0


def _figures(pack: PolicyPack) -> Iterator[Problem]:
    figures = pack.figures
    for figure in figures:
        if figure.unit not in ("GBP", "percent"):
            yield f"figure “{figure.id}”", f"unit: “{figure.unit}” is neither GBP nor percent"
        if figure.value < 0:
            yield f"figure “{figure.id}”", "value: can't be negative"
        if figure.effective_from and _ends_before(figure, figure.effective_from):
            yield f"figure “{figure.id}”", "effective_from, effective_to: the last day lies before the first"
    for one, other in combinations(figures, 2):
        if one.name == other.name and _bind_the_same(one, other) and _in_force_together(one, other):
            shown, twin = (one, other) if _is_changed(pack, one) else (other, one)
            yield (
                f"figure “{shown.id}”",
                f"effective_from, effective_to: “{twin.id}” is also a figure of “{one.name}” for the same "
                "authorities and days",
            )


def _coverage(pack: PolicyPack) -> Iterator[Problem]:
    """Yield figures that leave some authority, or some day between two records, without one.

    Days that end before they begin, and gaps, are the cause of what else does not fit then.
    """
    for name in dict.fromkeys(figure.name for figure in pack.figures):
        named = [figure for figure in pack.figures if figure.name == name]
        if any(each.effective_from and _ends_before(each, each.effective_from) for each in named):
            continue
        spans, gaps = set(), False
        for authority in AuthorityType:
            mine = [figure for figure in named if authority in (figure.authorities or AuthorityType)]
            mine.sort(key=lambda figure: figure.effective_from.toordinal() if figure.effective_from else 0)
            for one, after in pairwise(mine):
                starts, ends = after.effective_from, one.effective_to
                if not (starts and ends) or starts.toordinal() == ends.toordinal() + 1:
                    continue
                gaps = True
                # Days that both have are told of the two figures already.
                if starts > ends:
                    yield f"figure “{after.id}”", f"effective_from: leaves days after “{one.id}” uncovered"
            spans.add((mine[0].effective_from, mine[-1].effective_to) if mine else None)
        if len(spans) > 1 and not gaps:
            shown = next((each for each in named if _is_changed(pack, each)), named[0])
            yield (
                f"figure “{shown.id}”",
                f"effective_from, effective_to: “{name}” does not cover every authority on the same days",
            )


def _is_changed(pack: PolicyPack, figure: Figure) -> bool:
    """Return whether an overlay has written or changed *figure*."""
    file = pack.origins.file_of(f"figure “{figure.id}”")
    return bool(pack.extends) and not file.startswith(f"{pack.extends}/")


def _ends_before(figure: Figure, day: date) -> bool:
    return figure.effective_to is not None and figure.effective_to < day


def _bind_the_same(one: Figure, other: Figure) -> bool:
    everyone = tuple(AuthorityType)
    return not set(one.authorities or everyone).isdisjoint(other.authorities or everyone)


def _in_force_together(one: Figure, other: Figure) -> bool:
    return not any(
        first.effective_to is not None
        and second.effective_from is not None
        and first.effective_to < second.effective_from
        for first, second in ((one, other), (other, one))
    )


def _citations(item: str, citations: tuple[Citation, ...]) -> Iterator[Problem]:
    for number, citation in enumerate(citations, 1):
        if citation.url and not citation.url.startswith("https://"):
            yield item, f"citations[{number}].url: must start with https://"
