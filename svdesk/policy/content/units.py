"""Which units are shares of a whole, so that figures of several periods can't be added up."""

import re
from collections.abc import Iterable

from svdesk.policy.content.items import Unit

_SHARE = re.compile(
    r"""%|‰
    |\b(?:percent|percentages?|pct|averages?|mean|median|proportions?|ratios?|rate)\b
    |\bper[ ](?:cent\b|\d)
    |\bshare(?:[ ]of\b|$)""",
    re.VERBOSE,
)
"""The words by which a unit that the pack doesn't hold is known as a share."""


def is_share(unit: str, units: Iterable[Unit]) -> bool:
    """Say whether *unit*, as it was typed, is a share, a rate or an average.

    Of the pack's *units* the pack says it. Officers write units of their own: those are shares by whole
    words, so that "shared meals" are counted and "share of meals" is not.
    """
    name = _plain(unit)
    for known in units:
        if _plain(known.id) == name:
            return known.share
    return _SHARE.search(name) is not None


def _plain(unit: str) -> str:
    return " ".join(unit.casefold().split())
