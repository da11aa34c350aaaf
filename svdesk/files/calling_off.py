"""Work that may be called off while it writes: its file then never takes its place."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_CALLED_OFF: ContextVar[Callable[[], bool] | None] = ContextVar("called_off", default=None)


class CalledOffError(OSError):
    """The work that writes a file was called off before the file had its place."""


@contextmanager
def unless(called_off: Callable[[], bool]) -> Iterator[None]:
    """Let no file take its place within the block, on this thread, once *called_off* says so."""
    token = _CALLED_OFF.set(called_off)
    try:
        yield
    finally:
        _CALLED_OFF.reset(token)


def check_called_off() -> None:
    """Raise :class:`CalledOffError` where the work on this thread was called off."""
    called_off = _CALLED_OFF.get()
    if called_off is not None and called_off():
        raise CalledOffError(errno.ECANCELED, "it was called off")
