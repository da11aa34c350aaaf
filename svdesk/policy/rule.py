"""Rules as data (to be written by the policy work)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule."""

    id: str
