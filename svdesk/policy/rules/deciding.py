"""How a rule is followed: down every road that the known facts leave open.

A road forks where a condition asks for a fact that is not known, and ends at the case that gives
the answer. Roads never overlap, and together they are all that is possible, so that what they have
in common is certain and where they differ shows which facts are missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from svdesk.domain.facts import ContractFacts
from svdesk.policy.content.determinations import Status
from svdesk.policy.content.items import Figure
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import (
    CodeList,
    Comparator,
    Comparison,
    Condition,
    FigureChoice,
    NamedTest,
    Rule,
    RuleCase,
)
from svdesk.policy.rules.possible import (
    AMOUNT,
    DAY,
    World,
    possible_world,
    split_options,
    split_ranges,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure that the value was compared with, and whether the comparison held."""

    comparison: Comparison
    figure: Figure
    holds: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Why the pack itself has no answer: the facts that would change it, and the reason."""

    missing: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Fork:
    """A part of what is possible, and what a condition is there.

    *truth* is ``None`` where the pack has no answer; *gaps* then says why.
    """

    world: World
    truth: bool | None
    compared: tuple[Compared, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Road:
    """One way a rule can go: what is then the case, and the answer at its end."""

    world: World
    status: Status
    case: RuleCase
    compared: tuple[Compared, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A road that has not ended. *undecided* are cases passed of which the pack cannot tell."""

    world: World
    compared: tuple[Compared, ...] = ()
    gaps: tuple[Gap, ...] = ()
    undecided: tuple[Status, ...] = ()


class Decider:
    """Answers the rules of one pack for the facts of one contract."""

    def __init__(self, pack: PolicyPack, facts: ContractFacts) -> None:
        """Look up the parts of *pack* by name and work out what *facts* leave possible."""
        self.facts = facts
        self._rules: dict[str, Rule] = {rule.id: rule for rule in pack.rules}
        self._parts = pack.parts
        self._tests: dict[str, NamedTest] = {test.id: test for test in pack.parts.tests}
        self._choices: dict[str, FigureChoice] = {choice.id: choice for choice in pack.parts.choices}
        self.code_lists: dict[str, CodeList] = {each.id: each for each in pack.parts.code_lists}
        self.comparisons: dict[str, Comparison] = {entry.id: entry for entry in pack.parts.comparisons}
        self._figures: dict[str, list[Figure]] = {}
        for figure in pack.figures:
            self._figures.setdefault(figure.name, []).append(figure)
        vat = pack.parts.vat
        self.lowest_rate = self._figures[vat.lowest][0].value
        self.highest_rate = self._figures[vat.highest][0].value
        self.world = possible_world(facts, self.lowest_rate, self.highest_rate)

    def roads(self, rule: Rule, world: World | None = None) -> Iterator[Road]:
        """Yield every road of *rule* through *world* (by default, all that the facts allow)."""
        gate = self._parts.cases_before(rule.gate)
        still_open = [_Open(self.world if world is None else world)]
        for case in (*gate, *rule.cases):
            passed: list[_Open] = []
            for road in still_open:
                for fork in self._follow(case, road.world):
                    compared = (*road.compared, *fork.compared)
                    if fork.truth:
                        yield _end(road, case, fork.world, compared)
                    else:
                        undecided = () if fork.truth is False else (case.status,)
                        passed.append(
                            _Open(
                                fork.world,
                                compared,
                                (*road.gaps, *fork.gaps),
                                (*road.undecided, *undecided),
                            )
                        )
            still_open = passed

    def _follow(self, case: RuleCase, world: World) -> Iterable[Fork]:
        return (Fork(world, True),) if case.when is None else self.ask(case.when, world)

    def ask(self, condition: Condition, world: World | None = None) -> Iterator[Fork]:
        """Yield the parts of *world* (by default, all that is possible) and what *condition* is there."""
        world = self.world if world is None else world
        if condition.all:
            yield from self._every(condition.all, world, wanted=True)
        elif condition.none:
            yield from self._every(condition.none, world, wanted=False)
        elif condition.any:
            for fork in self._every(condition.any, world, wanted=False):
                yield replace(fork, truth=None if fork.truth is None else not fork.truth)
        elif condition.test:
            yield from self.ask(self._tests[condition.test].when, world)
        elif condition.compare:
            yield from self.compare(self.comparisons[condition.compare], world)
        elif condition.rule:
            yield from self._ask_rule(condition, world)
        elif condition.starts_with or condition.in_list:
            yield from self._ask_codes(condition, world)
        elif condition.one_of:
            yes, no = split_options(world, condition.fact, frozenset(condition.one_of))
            yield from _forks(yes, no)
        elif condition.at_most is not None:
            yield from _forks(*split_ranges(world, condition.fact, (condition.at_most, 1)))
        else:
            yield from _ask_day(condition, world)

    def _every(self, conditions: tuple[Condition, ...], world: World, *, wanted: bool) -> Iterator[Fork]:
        """Yield forks on which all *conditions* are *wanted*, or one of them is not."""
        forks = [Fork(world, True)]
        for condition in conditions:
            after: list[Fork] = []
            for fork in forks:
                if fork.truth is False:
                    after.append(fork)
                    continue
                for answer in self.ask(condition, fork.world):
                    compared = (*fork.compared, *answer.compared)
                    if answer.truth is (not wanted):
                        after.append(Fork(answer.world, False, compared))
                    else:
                        truth = None if None in (answer.truth, fork.truth) else True
                        after.append(Fork(answer.world, truth, compared, (*fork.gaps, *answer.gaps)))
            forks = after
        return iter(forks)

    def compare(self, comparison: Comparison, world: World | None = None) -> Iterator[Fork]:
        """Yield the parts of *world* in which the value does and does not pass *comparison*."""
        for part, figure in self.figures(comparison.figure, self.world if world is None else world):
            if figure is not None:
                side = 0 if comparison.comparator is Comparator.AT_OR_ABOVE else 1
                below, above = split_ranges(part, AMOUNT, (figure.value, side))
                if above is not None:
                    yield Fork(above, True, (Compared(comparison, figure, True),))
                if below is not None:
                    yield Fork(below, False, (Compared(comparison, figure, False),))
            else:
                yield Fork(part, None, gaps=(self._no_figure(comparison),))

    def _no_figure(self, comparison: Comparison) -> Gap:
        choice = self._choices.get(comparison.figure)
        names = [option.figure for option in choice.options] if choice else [comparison.figure]
        starts = [figure.effective_from for name in names for figure in self._figures[name]]
        day = self.facts.commencement_date
        early = day is not None and all(start is not None and day < start for start in starts)
        return Gap((DAY,), comparison.before_cover if early else comparison.after_cover)

    def figures(self, name: str, world: World | None = None) -> Iterator[tuple[World, Figure | None]]:
        """Yield the parts of *world* with the figure of *name* that counts there; ``None`` for none."""
        world = self.world if world is None else world
        if name not in self._choices:
            yield from _in_force(self._figures[name], world)
            return
        rest = [world]
        for option in self._choices[name].options:
            passed: list[World] = []
            for part in rest:
                forks = (Fork(part, True),) if option.when is None else self.ask(option.when, part)
                for fork in forks:
                    if fork.truth:
                        yield from _in_force(self._figures[option.figure], fork.world)
                    else:
                        passed.append(fork.world)
            rest = passed

    def _ask_rule(self, condition: Condition, world: World) -> Iterator[Fork]:
        for road in self.roads(self._rules[condition.rule], world):
            known = road.status is not Status.CANNOT_TELL
            truth = road.status is condition.answers if known else None
            yield Fork(road.world, truth, road.compared, road.gaps)

    def _ask_codes(self, condition: Condition, world: World) -> Iterator[Fork]:
        if self.facts.cpv:
            listed = self.listed_codes(condition.in_list) if condition.in_list else ()
            begins = any(code.startswith(condition.starts_with) for code in self.facts.cpv)
            yield Fork(world, bool(listed) if condition.in_list else begins)
            return
        name = f"{condition.fact}:{condition.in_list or ','.join(condition.starts_with)}"
        either: World = {name: frozenset((True, False))}
        yes, no = split_options(either | world, name, frozenset((True,)))
        yield from _forks(yes, no)

    def listed_codes(self, list_id: str) -> tuple[str, ...]:
        """Return the contract's codes that stand in a list of the pack, without their check digits."""
        codes = dict.fromkeys(code.partition("-")[0] for code in self.facts.cpv)
        return tuple(code for code in codes if code in self.code_lists[list_id].codes)


def _end(road: _Open, case: RuleCase, world: World, compared: tuple[Compared, ...]) -> Road:
    gaps = (Gap(case.missing, case.reason),) if case.status is Status.CANNOT_TELL else ()
    if any(status is not case.status for status in road.undecided):
        return Road(world, Status.CANNOT_TELL, case, compared, (*road.gaps, *gaps))
    return Road(world, case.status, case, compared, gaps)


def _forks(yes: World | None, no: World | None) -> Iterator[Fork]:
    if yes is not None:
        yield Fork(yes, True)
    if no is not None:
        yield Fork(no, False)


def _ask_day(condition: Condition, world: World) -> Iterator[Fork]:
    inside: World | None = world
    if condition.on_or_after is not None:
        before, inside = split_ranges(world, DAY, (condition.on_or_after.toordinal(), 0))
        if before is not None:
            yield Fork(before, False)
    if condition.before is not None and inside is not None:
        inside, after = split_ranges(inside, DAY, (condition.before.toordinal(), 0))
        if after is not None:
            yield Fork(after, False)
    if inside is not None:
        yield Fork(inside, True)


def _in_force(figures: list[Figure], world: World) -> Iterator[tuple[World, Figure | None]]:
    """Yield the parts of *world* with the one of *figures* in force there; ``None`` for none."""
    rest = [world]
    for figure in figures:
        passed: list[World] = []
        for part in rest:
            inside, outside = _bound_by(figure, part)
            passed.extend(outside)
            if inside is not None:
                yield inside, figure
        rest = passed
    for part in rest:
        yield part, None


def _bound_by(figure: Figure, world: World) -> tuple[World | None, list[World]]:
    """Return the part of *world* that *figure* binds, and the parts that it does not."""
    inside: World | None = world
    outside: list[World | None] = []
    if figure.authorities:
        inside, other = split_options(world, "authority_type", frozenset(figure.authorities))
        outside.append(other)
    if inside is not None and figure.effective_from:
        before, inside = split_ranges(inside, DAY, (figure.effective_from.toordinal(), 0))
        outside.append(before)
    if inside is not None and figure.effective_to:
        inside, after = split_ranges(inside, DAY, (figure.effective_to.toordinal() + 1, 0))
        outside.append(after)
    return inside, [part for part in outside if part is not None]
