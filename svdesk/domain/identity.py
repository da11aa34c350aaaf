"""A cache whose keys are the objects themselves, not what they hold.

A project is a deep value: to compare or to hash it costs more than many checks, so what was worked
out for it is found again by identity.
"""

from collections.abc import Callable
from typing import Any, TypeVar

_Result = TypeVar("_Result")

MOST = 16_384
"""Results that one cache keeps, unless told otherwise: those of a few large projects."""


class IdentityCache:
    """Keeps results of functions, each for the very objects that it was worked out from.

    The objects are kept with the result, so that no other object can take their identity. Where the
    cache is full, the result that was not asked for longest goes.
    """

    __slots__ = ("_most", "_results")

    def __init__(self, most: int = MOST) -> None:
        """Keep *most* results at most."""
        self._most = most
        self._results: dict[tuple[Any, ...], tuple[tuple[object, ...], Any]] = {}

    def of(self, work_out: Callable[..., _Result], *arguments: object) -> _Result:
        """Return ``work_out(*arguments)``, worked out once for the very same objects."""
        key = (work_out, *map(id, arguments))
        kept = self._results.pop(key, None)
        if kept is None:
            kept = arguments, work_out(*arguments)
            while len(self._results) >= self._most:
                self._results.pop(next(iter(self._results)), None)
        # Put back last, so that the first is always the one not asked for longest.
        self._results[key] = kept
        result: _Result = kept[1]
        return result
