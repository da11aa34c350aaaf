"""Passwords of project files: typed at the terminal or read from a file, never words that others can see."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from svdesk.console import CommandError

_Result = TypeVar("_Result")
_STANDARD_INPUT = "-"
_MOST_BYTES = 4096


def with_password(read: Namespace, open_file: Callable[[str], _Result]) -> _Result:
    """Return what *open_file* returns: without a password first, then with the one that it needs.

    Raises what *open_file* raises, and :class:`CommandError` where there is no password to be had.
    """
    from svdesk.services.exchange.project_file import PasswordNeededError

    try:
        return open_file("")
    except PasswordNeededError as error:
        return open_file(_password(read.password_file, str(error)))


def _password(file: Path | None, why: str) -> str:
    """Return the password in the first line of *file*, or typed at the terminal."""
    if file is not None:
        return _in_file(file)
    # A pipe gives no person the chance to type, and what comes through it may be meant for something else.
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandError(
            f"{why} Give it in the first line of a file with --password-file FILE, or of the standard input "
            "with --password-file -."
        )
    from getpass import getpass

    try:
        return getpass(f"{why}\nPassword: ")
    except EOFError:
        raise CommandError("No password was given.") from None


def _in_file(file: Path) -> str:
    from svdesk.files.errors import could_not
    from svdesk.files.regular import read_regular

    try:
        if str(file) == _STANDARD_INPUT:
            content = b"" if sys.stdin is None else sys.stdin.buffer.readline(_MOST_BYTES)
        else:
            content = read_regular(file, _MOST_BYTES)
        password = content.decode("utf-8-sig").split("\n")[0].removesuffix("\r")
    except OSError as error:
        raise CommandError(could_not("read", file, error)) from error
    except ValueError as error:
        raise CommandError(f"The password in {file} is not text in UTF-8.") from error
    if not password:
        raise CommandError(f"The first line of {file} is empty: no password was given.")
    return password
