"""What the commands print: UTF-8 everywhere, one line per problem, and quiet on a closed pipe."""

import errno
import os
import sys
from typing import TextIO

# A console or a log must not be driven by what stands in somebody else's file, so control
# characters print as a mark. Line ends and tabs are layout and stay where a text is ours.
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code not in (9, 10)
}
# What turns the direction of other people's text shows its number, as in documents; marks that stand for
# no letter are left out, and what only some programs take for a line end is a space.
_DIRECTIONS = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_MARKS = dict.fromkeys((0x200E, 0x200F, 0x061C, 0xFEFF))
_LINE_ENDS = dict.fromkeys((0x2028, 0x2029), " ")
_SHOWN = {**_CONTROLS, **_DIRECTIONS, **_MARKS, **_LINE_ENDS}
_ONE_LINE = {**_SHOWN, 9: " ", 10: " "}


class CommandError(Exception):
    """A command cannot do what was asked. *problems* are sentences for the person, one a line."""

    def __init__(self, *problems: str) -> None:
        """Keep the sentences to print."""
        super().__init__("\n".join(problems))
        self.problems = problems


def prepare() -> None:
    """Make standard output and error take any text, whatever code page the console has."""
    for stream in (sys.stdout, sys.stderr):
        # A program with no console has no streams; a test may put another object there.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Print *text* on standard output at once.

    Where the reader has gone (``svdesk projects | head -1``) the rest is dropped and the command
    goes on. Raises :class:`CommandError` where the output cannot be written otherwise.
    """
    _write(sys.stdout, text.translate(_SHOWN))


def complain(problem: str) -> None:
    """Print *problem* as one line on standard error."""
    _write(sys.stderr, problem.translate(_ONE_LINE))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        _close_quietly(stream)
        # Windows says EINVAL of a pipe that nobody reads.
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise CommandError(f"The output cannot be written: {error.strerror}.") from error


def _close_quietly(stream: TextIO) -> None:
    """Lead *stream* nowhere, so that Python does not fail over it again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
