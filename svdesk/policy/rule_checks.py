"""What must hold across the rules of a policy pack: every name leads somewhere, every rule ends."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svdesk.policy.pack import PolicyPack


def rule_problems(pack: "PolicyPack") -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the rules of *pack* and with what they share."""
    for rule in pack.rules:
        if not rule.cases:
            yield f"rule “{rule.id}”", "cases: give at least one"
