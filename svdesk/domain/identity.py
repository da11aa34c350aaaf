"""Values to keep what was found for them by, without comparing what they hold."""

from typing import Any


class Same:
    """A value that is the same only as itself, so that what is found for it can be kept.

    A project is a deep value: to compare or hash it costs more than many checks.
    """

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - whatever is to be kept by
        """Stand for *value*."""
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Say whether *other* stands for the very same object."""
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        """Return a number for the object, whatever it holds."""
        return id(self.value)
