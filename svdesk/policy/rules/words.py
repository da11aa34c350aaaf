"""The sentences of a determination: a pack's templates, filled with the officer's own figures."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from svdesk.domain.choices import VatBasis
from svdesk.domain.english import listed, show_date
from svdesk.domain.entry import show_number, show_pounds
from svdesk.policy.content.determinations import FigureUsed
from svdesk.policy.content.items import Figure
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Comparator, Comparison
from svdesk.policy.rules.deciding import Compared, Decider, Road
from svdesk.policy.rules.possible import World, single_amount

PLACEHOLDER = re.compile(r"\{(compare|figure|fact|codes):([\w.-]+)\}")
"""What a case's reason may hold; other braces are the pack's mistake."""

NOT_KNOWN = "not known"
_STANDING = {
    (Comparator.AT_OR_ABOVE, True): "at or above",
    (Comparator.AT_OR_ABOVE, False): "below",
    (Comparator.ABOVE, True): "above",
    (Comparator.ABOVE, False): "at or below",
}


_PENNY = Decimal("0.01")


def show_amount(amount: Decimal) -> str:
    """Return an amount in pounds and pence, and of one with parts of a penny which side of it it is on.

    VAT can leave parts of a penny. Comparisons are made with all of them, so the words must not
    round such an amount to or past a figure that it does not reach.
    """
    below, above = amount.quantize(_PENNY, ROUND_FLOOR), amount.quantize(_PENNY, ROUND_CEILING)
    if below == above:
        return show_pounds(amount)
    return (
        f"just under {show_pounds(above)}"
        if above - amount <= amount - below
        else (f"just over {show_pounds(below)}")
    )


def figures_used(compared: Iterable[Compared], world: World) -> tuple[FigureUsed, ...]:
    """Return each figure once, with how the contract stands to it; "not known" where that is open."""
    amount = single_amount(world)
    used: dict[tuple[str, Comparator], FigureUsed] = {}
    for entry in compared:
        key = (entry.figure.id, entry.comparison.comparator)
        standing = _STANDING[entry.comparison.comparator, entry.holds]
        if key in used and used[key].comparator != standing:
            standing = NOT_KNOWN
        used[key] = FigureUsed(
            name=entry.figure.title,
            value=entry.figure.value,
            comparator=standing,
            vat=entry.figure.vat,
            compared_with=amount,
            effective_from=entry.figure.effective_from,
            effective_to=entry.figure.effective_to,
        )
    return tuple(used.values())


class SentenceWriter:
    """Fills the templates of one pack for the facts of one contract."""

    def __init__(self, pack: PolicyPack, decider: Decider) -> None:
        """Take the sentences of *pack* and the answers of *decider*."""
        self._wording = pack.parts.wording
        self._asks = {words.name: words for words in pack.parts.facts}
        self._decider = decider
        self._facts = decider.facts

    def fill(self, template: str, roads: Iterable[Road]) -> str:
        """Return *template* with its placeholders filled for the roads that lead to it."""
        worlds = [road.world for road in roads]

        def fill_one(match: re.Match[str]) -> str:
            kind, name = match.groups()
            if kind == "compare":
                return self._comparison(self._decider.comparisons[name], worlds)
            if kind == "figure":
                return self._figure(name, worlds)
            return self._codes(name) if kind == "codes" else self._fact(name)

        return PLACEHOLDER.sub(fill_one, template)

    def _comparison(self, comparison: Comparison, worlds: list[World]) -> str:
        found = {
            (entry.figure.value, entry.figure.id, entry.holds): entry
            for world in worlds
            for fork in self._decider.compare(comparison, world)
            for entry in fork.compared
        }
        entries = [found[key] for key in sorted(found)]
        truths = {entry.holds for entry in entries}
        if len(truths) != 1:
            return self._wording.comparison_unknown.format(amount=self._amount())
        holds = truths.pop()
        deciding = entries[-1] if holds else entries[0]
        figure = deciding.figure
        if len({entry.figure.value for entry in entries}) > 1:
            template = self._wording.comparison_highest if holds else self._wording.comparison_lowest
        elif self._facts.commencement_date and figure.effective_to:
            template = self._wording.comparison_on
        else:
            template = self._wording.comparison
        return template.format(
            amount=self._amount(),
            standing=_STANDING[comparison.comparator, holds],
            figure=show_figure(figure),
            title=figure.title,
            date=self._fact("commencement_date"),
        )

    def _amount(self) -> str:
        facts, wording = self._facts, self._wording
        amount = single_amount(self._decider.world)
        if facts.value is None:
            return wording.no_value
        if facts.vat is VatBasis.INCLUSIVE:
            template = wording.inclusive
        elif facts.vat is None:
            template = wording.any_basis
        else:
            template = wording.any_rate if amount is None else wording.lifted
        return template.format(
            value=show_amount(facts.value),
            lifted=show_amount(facts.value if amount is None else amount),
            rate=show_number(facts.vat_rate or Decimal(0)),
            highest=show_number(self._decider.highest_rate),
        )

    def _figure(self, name: str, worlds: list[World]) -> str:
        found = {figure for world in worlds for _, figure in self._decider.figures(name, world) if figure}
        return listed(map(show_figure, sorted(found, key=lambda figure: figure.value)), "or")

    def _codes(self, list_id: str) -> str:
        """Return the contract's codes of a list, each with what limits it."""
        limits = {limit.code: f" ({limit.words})" for limit in self._decider.code_lists[list_id].limits}
        codes = self._decider.listed_codes(list_id)
        return listed(f"{code}{limits.get(code, '')}" for code in codes) or self._wording.not_stated

    def _fact(self, name: str) -> str:
        value = getattr(self._facts, name)
        if value is None:
            return self._wording.not_stated
        if isinstance(value, date):
            return show_date(value)
        return str(getattr(value, "label", value))

    def ask(self, missing: tuple[str, ...], roads: list[Road]) -> str:
        """Return the reason for an answer that *missing* facts keep open."""
        wording, facts = self._wording, self._facts
        open_figures = self._undecided(roads)
        special = {"vat_rate": wording.give_rate, "vat": wording.give_basis}.get(" ".join(missing))
        if special is not None and facts.value is not None and open_figures:
            shown = listed(map(show_figure, open_figures), "or")
            return special.format(value=show_amount(facts.value), figures=shown)
        return wording.give_facts.format(asks=listed(self._asks[name].ask for name in missing))

    def contradict(self, facts: tuple[str, ...]) -> str:
        """Return the reason for an answer that is open because *facts*, all known, contradict others."""
        template = self._wording.contradiction
        if not template:
            return self._wording.give_facts.format(asks=listed(self._asks[name].ask for name in facts))
        return template.format(facts=listed(f"the {self._asks[name].label}" for name in facts))

    @staticmethod
    def _undecided(roads: list[Road]) -> list[Figure]:
        """Return the figures on either side of which the value could be, the lowest first."""
        seen = {(entry.figure, entry.holds) for road in roads for entry in road.compared}
        both = {figure for figure, holds in seen if (figure, not holds) in seen}
        by_value = {figure.value: figure for figure in both}
        return [by_value[value] for value in sorted(by_value)]


def show_figure(figure: Figure) -> str:
    """Return a figure in its unit."""
    return show_amount(figure.value) if figure.unit == "GBP" else f"{show_number(figure.value)}%"
