"""What a project's weights buy, as people read it in a terminal and as other programs read it."""

import json
import textwrap
from typing import Any

from svdesk.cli.assessment_words import WIDTH
from svdesk.domain.english import ordinal, plain_number
from svdesk.domain.entry import show_number, show_pounds
from svdesk.domain.project import Project
from svdesk.policy.guidance.rank_flips import BidRanking, Flip, RankFlips, dummy_bids, rank_flips
from svdesk.policy.guidance.what_if import AVERAGE_MARK, Premium, PriceFormula, premium, weights_of
from svdesk.policy.guidance.what_if_words import (
    ROUNDING,
    conclusion,
    formula_in_figures,
    formula_in_words,
    meaning,
    reading,
    winner,
)

FORMAT = "svdesk-what-if"
VERSION = 1


def _looks(project: Project) -> tuple[tuple[Premium, RankFlips], ...]:
    """Return both formulas' answers for *project*; raises :class:`WhatIfError`."""
    weights, estimate = weights_of(project.evaluation), project.facts.value or None
    bids = dummy_bids(estimate)
    return tuple(
        (premium(weights, estimate, formula), rank_flips(bids, weights, formula, estimate=estimate))
        for formula in PriceFormula
    )


def what_if_json(project: Project) -> str:
    """Return what the weights of *project* buy as indented JSON; raises :class:`WhatIfError`."""
    looks = _looks(project)
    worth, flips = looks[0]
    data = {
        "format": FORMAT,
        "version": VERSION,
        "weights": {
            name: plain_number(getattr(project.evaluation, name))
            for name in ("social_value_weight", "quality_weight", "price_weight")
        },
        "estimate": None if worth.estimate is None else plain_number(worth.estimate),
        "average_mark": plain_number(worth.average_mark),
        "bids": [
            {
                "name": bid.name,
                "price": plain_number(bid.price),
                "quality": plain_number(bid.quality),
                "social_value": plain_number(bid.social_value),
            }
            for bid in flips.bids
        ],
        "formulas": [_formula_data(worth, flips) for worth, flips in looks],
        "notes": [reading(worth.average_mark), ROUNDING],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _formula_data(worth: Premium, flips: RankFlips) -> dict[str, Any]:
    return {
        "formula": worth.formula.value,
        "title": worth.formula.label,
        "words": formula_in_words(worth.formula),
        "figures": list(formula_in_figures(worth)),
        "meaning": meaning(worth),
        **_premium_data(worth),
        "standings": [
            {
                "social_value_weight": plain_number(standing.weight),
                "present": standing.present,
                **_premium_data(standing.premium),
                "scores": [plain_number(score) for score in standing.scores],
                "ranks": list(standing.ranks),
                "winners": [flips.bids[place].name for place in standing.winners],
            }
            for standing in flips.standings
        ],
        "flips": [_flip_data(flip, flips) for flip in flips.flips],
        "conclusion": conclusion(flips),
    }


def _premium_data(worth: Premium) -> dict[str, Any]:
    return {
        "points": plain_number(worth.points),
        "unlimited": worth.unlimited,
        "percent": None if worth.percent is None else plain_number(worth.percent),
        "pounds": None if worth.pounds is None else plain_number(worth.pounds),
    }


def _flip_data(flip: Flip, flips: RankFlips) -> dict[str, Any]:
    return {
        "social_value_weight": plain_number(flip.weight),
        "exact": f"{flip.exact.numerator}/{flip.exact.denominator}",
        "from": [flips.bids[place].name for place in flip.before],
        "to": [flips.bids[place].name for place in flip.after],
    }


def what_if_text(project: Project) -> str:
    """Return what the weights of *project* buy, :data:`WIDTH` columns wide at most.

    Raises :class:`WhatIfError` for weights that are missing or do not make 100.
    """
    looks = _looks(project)
    lines = ["MADE-UP BIDS"]
    lines += [
        f"  {place}  {bid.name}: {show_pounds(bid.price)}, mark for quality {show_number(bid.quality)}, "
        f"for social value {show_number(bid.social_value)}"
        for place, bid in enumerate(looks[0][1].bids, 1)
    ]
    for worth, flips in looks:
        lines += ["", worth.formula.label.upper(), *_wrapped(meaning(worth))]
        for words in (formula_in_words(worth.formula), *formula_in_figures(worth)):
            lines += _wrapped(words, "  ")
        lines += ["", *_table(flips), "", *_wrapped(conclusion(flips))]
    lines += ["", *_wrapped(reading(AVERAGE_MARK)), *_wrapped(ROUNDING)]
    return "\n".join(lines)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _table(flips: RankFlips) -> list[str]:
    places = tuple(str(place) for place, _ in enumerate(flips.bids, 1))
    rows: list[tuple[str, ...]] = [("Weight", "Worth up to", "", *places, "First")]
    rows += [
        (
            f"{show_number(standing.weight)}%{' (now)' if standing.present else ''}",
            *_worth(standing),
            *map(ordinal, standing.ranks),
            winner(standing, flips),
        )
        for standing in flips.standings
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _worth(standing: BidRanking) -> tuple[str, str]:
    worth = standing.premium
    if worth.percent is None:
        return "any price", ""
    return f"{show_number(worth.percent)}%", show_pounds(worth.pounds) if worth.pounds is not None else ""
