"""Processes that are made by forking, so that each starts at once with everything loaded."""

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """A process that was forked, and the pipe on which it tells."""

    pid: int
    pipe: int

    def read(self, many: int) -> bytes:
        """Return the next *many* bytes that it tells, or fewer where it has ended."""
        got = b""
        while len(got) < many and (more := os.read(self.pipe, many - len(got))):
            got += more
        return got

    def rest(self) -> bytes:
        """Return everything that it still tells, once it has ended by itself or was killed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            told = pipe.read()
        os.waitpid(self.pid, 0)
        return told

    def kill(self) -> bytes:
        """Kill it at once, and return what it had told and nobody had read."""
        os.kill(self.pid, signal.SIGKILL)
        return self.rest()


def fork(work: Callable[[int], object]) -> Child:
    """Do *work* in a process of its own; it is given the end of the pipe on which it can tell."""
    pipe, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(pipe)
        status = 1
        try:
            work(tell)
            status = 0
        except BaseException:  # whatever it is, this process ends here and goes no further in the test
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(tell)
    return Child(pid, pipe)
