"""The log: what went wrong, for whoever helps the officer.

It holds times, versions, kinds of faults and places in our code, and nothing of a project
(:mod:`svdesk.log_lines`). Only the person whose data it stands with can read it, and nothing is sent
anywhere.
"""

import faulthandler
import logging
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from svdesk import __version__
from svdesk.files.folders import make_folder
from svdesk.log_lines import PrivateFormatter

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_LARGE_BYTES = 1_000_000
_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700  # Windows keeps the folder of a person's data to that person


def log_directory(data_dir: Path) -> Path:
    """Return the folder of the logs in a data folder."""
    return data_dir / "logs"


def start(data_dir: Path, name: str) -> Path | None:
    """Write what is logged from now on to ``logs/<name>.log``, and return that file.

    Each process of SVDesk has its own *name*. A file that has grown large is kept as
    ``<name>.1.log`` and begun again. Returns None where the folder cannot be written: a log that
    fails must not stop the work.
    """
    file = log_directory(data_dir) / f"{name}.log"
    try:
        make_folder(file.parent)
        file.parent.chmod(_OWNER_FOLDER)
        if file.exists() and file.stat().st_size > _LARGE_BYTES:
            file.replace(file.with_suffix(".1.log"))
        _make_private(file)
        handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError:
        # With no handler at all Python would print errors, tracebacks and all, on standard error.
        logging.getLogger().addHandler(logging.NullHandler())
        return None
    handler.setFormatter(PrivateFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("svdesk").setLevel(logging.INFO)
    # A disk that fills up while something is logged must not print a traceback.
    logging.raiseExceptions = False
    version = sys.version.split(maxsplit=1)[0]
    # Of our own words, so it may stand in the log as it is.
    logging.getLogger(__name__).info(f"SVDesk {__version__}, Python {version}, {sys.platform}")
    return file


def watch(data_dir: Path, name: str) -> TextIO | None:
    """Log faults of threads and of objects that go, and where the code stood when the process breaks off.

    The last goes to ``logs/<name>-broken-off.log``; the file is returned and stays open.
    """
    threading.excepthook = _thread_failed
    sys.unraisablehook = _could_not_be_raised
    file = log_directory(data_dir) / f"{name}-broken-off.log"
    with suppress(OSError):
        _make_private(file)
        opened = file.open("a", encoding="utf-8")
        faulthandler.enable(opened)
        return opened
    return None


def record_unexpected(error: BaseException, data_dir: Path, name: str) -> str:
    """Log an error that nothing expected; return what to tell the person."""
    files = [h.baseFilename for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)]
    file = files[0] if files else start(data_dir, name)
    logging.getLogger(__name__).error("Unexpected error", exc_info=error)
    if file is None:
        return "SVDesk met an error that it did not expect, and no log of it could be written."
    return f"SVDesk met an error that it did not expect. What happened is written down in {file}."


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_FILE))
    file.chmod(_OWNER_FILE)


def _thread_failed(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        logging.getLogger(__name__).error("A thread ended with an error", exc_info=told.exc_value)


def _could_not_be_raised(told: "UnraisableHookArgs") -> None:
    logging.getLogger(__name__).error("An error could not be raised", exc_info=told.exc_value)
