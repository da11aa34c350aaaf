"""A port as another thread may use it: each call is answered on the thread that owns what is behind it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

_Port = TypeVar("_Port")


class _PortOnThread:
    """Has every method of a port, and passes each call on."""

    def __init__(self, ask: Callable[[Callable[[Any], Any]], Any]) -> None:
        self._ask = ask

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(*given: object, **named: object) -> object:
            return self._ask(lambda port: getattr(port, method)(*given, **named))

        return call


def on_thread(ask: Callable[[Callable[[_Port], Any]], Any]) -> _Port:
    """Return a port whose every call waits for *ask*, which puts a question to the real one on its thread.

    What the real one raises is raised here. It is never to be used on the thread that *ask* asks, nor on
    the window's.
    """
    return cast("_Port", _PortOnThread(ask))
