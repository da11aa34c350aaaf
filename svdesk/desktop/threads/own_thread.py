"""A thread for work that may never come to an end: it does not keep the program from ending."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

_Result = TypeVar("_Result")
_Given = ParamSpec("_Given")


class OwnThread(Executor):
    """Does one job after another, as a pool of one thread would.

    Python waits at its end for the threads of its own pools, so that a drive that does not answer
    would keep the program running without a window.
    """

    def __init__(self, name: str) -> None:
        """Make the thread; it starts with its first job."""
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._lock = Lock()
        self._closed = False

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Do a job after those that were given before; raises ``RuntimeError`` once it is shut down."""
        future: Future[_Result] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("The thread takes nothing more.")
            self._jobs.put(partial(_do, future, partial(fn, *args, **kwargs)))
            if not self._thread.is_alive():
                self._thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more; what was given before is done, as nothing can be called off here."""
        if cancel_futures:
            raise NotImplementedError("Jobs of this thread can't be called off.")
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        if wait:
            self.wait_for_end(None)

    def wait_for_end(self, seconds: float | None) -> bool:
        """Wait for the end after a shutdown, at most *seconds*; return whether it came."""
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def _do(future: "Future[_Result]", job: Callable[[], _Result]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(job())
    except BaseException as error:  # it is handed to whoever asked
        future.set_exception(error)
