"""The log: what went wrong, for whoever helps the officer.

It holds times, versions and Python's own account of errors. Nothing is sent anywhere.
"""

import logging
import sys
from pathlib import Path

from svdesk import __version__
from svdesk.files.folders import make_folder

_LARGE_BYTES = 1_000_000


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
        if file.exists() and file.stat().st_size > _LARGE_BYTES:
            file.replace(file.with_suffix(".1.log"))
        handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError:
        # With no handler at all Python would print errors, tracebacks and all, on standard error.
        logging.getLogger().addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("svdesk").setLevel(logging.INFO)
    # A disk that fills up while something is logged must not print a traceback.
    logging.raiseExceptions = False
    version = sys.version.split(maxsplit=1)[0]
    logging.getLogger(__name__).info("SVDesk %s, Python %s, %s", __version__, version, sys.platform)
    return file


def record_unexpected(error: BaseException, data_dir: Path, name: str) -> str:
    """Log an error that nothing expected, with its traceback; return what to tell the person."""
    files = [h.baseFilename for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)]
    file = files[0] if files else start(data_dir, name)
    logging.getLogger(__name__).error("Unexpected error", exc_info=error)
    if file is None:
        return "SVDesk met an error that it did not expect, and no log of it could be written."
    return f"SVDesk met an error that it did not expect. What happened is written down in {file}."
