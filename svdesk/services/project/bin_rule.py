"""How long deleted projects stay in the bin: read from the one place where the figure stands."""

from datetime import timedelta
from functools import cache

import tomli

from svdesk.domain.keeping.bin_clock import BinRule
from svdesk.paths import bundled


@cache
def bin_rule() -> BinRule:
    """Return the rule that ships with SVDesk."""
    found = tomli.loads(bundled("resources", "bin", "bin.toml").read_text(encoding="utf-8"))
    return BinRule(
        stay=timedelta(days=found["days_kept"]), most_at_once=timedelta(days=found["most_days_at_once"])
    )
