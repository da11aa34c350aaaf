"""Building documents for the window in a process of its own, so that the window never waits.

The window writes one line of JSON on standard input,
``{"project": "P.svproj", "keys": ["itt"], "formats": ["pdf", "csv"], "out": "folder",
"pack": ["id", "edition", "fingerprint"]}``,
and reads one event a line on standard output. Documents are made with exactly that policy pack, the
one that the window shows the project under; without ``pack``, with that of the project's edition;
without ``formats``, as PDF.

``{"event": "progress", "document": "itt", "done": 3, "total": 24}``
    at most ten a second; 0 of 0 before the number of steps is known
``{"event": "made", "document": "itt", "format": "pdf", "path": "folder/DN776889-itt.pdf", "note": ""}``
``{"event": "skipped", "document": "selection", "format": "", "why": "..."}``
    with a format where only that one does not suit the document
``{"event": "failed", "message": "..."}``
    nothing more is made; the message is for a person
``{"event": "done"}``

Closing standard input cancels. The process then ends without another word, and no half-made file
is left.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from svdesk import logs
from svdesk.services.build_documents import BuildError, BuildEvent, Made, Skipped, about_characters, build
from svdesk.services.exchange import ExchangeError, read_exchange

CANCELLED = 3
"""The exit status of a worker that was told to stop."""

_SHORTEST_SECONDS = 0.1
_CHUNK = 65536


class _CancelledError(Exception):
    """The window has closed its end."""


def run(data_dir: Path) -> int:
    """Do what the line on standard input asks, and return the exit status."""
    try:
        return _serve(data_dir)
    except _CancelledError:
        return CANCELLED


def _serve(data_dir: Path) -> int:
    request = _read_line()
    cancelled = threading.Event()
    threading.Thread(target=_watch, args=(cancelled,), daemon=True).start()
    try:
        _build(json.loads(request), data_dir, _reporter(cancelled))
    except _CancelledError:
        raise
    except (BuildError, ExchangeError) as error:
        _write({"event": "failed", "message": str(error)})
        return 2
    except Exception as error:
        _write({"event": "failed", "message": logs.record_unexpected(error, data_dir, "worker")})
        return 1
    _write({"event": "done"})
    return 0


# The descriptors are used as they are: a buffered stream that another thread waits in cannot be
# closed when the process ends, and one with unwritten text complains when its reader has gone.


def _read_line() -> bytes:
    line = b""
    while not line.endswith(b"\n") and (chunk := os.read(0, _CHUNK)):
        line += chunk
    return line


def _watch(cancelled: threading.Event) -> None:
    while os.read(0, _CHUNK):
        pass
    cancelled.set()


def _build(request: dict[str, Any], data_dir: Path, tell: Callable[[BuildEvent], None]) -> None:
    from svdesk.policy.shelf import Shelf
    from svdesk.rendering.formats import SHOWN, renderers
    from svdesk.services.editions import pack_for

    project, shelf = read_exchange(Path(request["project"])), Shelf(data_dir)
    wanted = request.get("pack")
    pack = shelf.exactly(*wanted) if wanted else pack_for(project, shelf)[0]
    if pack is None:
        raise BuildError(
            "The files of the policy pack have changed since this project was opened. Close SVDesk, open the "
            "project again, look at what it says now, and then make the documents."
        )
    chosen = renderers(request.get("formats", (SHOWN,)))
    build(project, pack, request["keys"], Path(request["out"]), chosen, tell)


def _reporter(cancelled: threading.Event) -> Callable[[BuildEvent], None]:
    """Return what writes a build's events, thinning progress out and stopping when cancelled."""
    last = 0.0

    def tell(event: BuildEvent) -> None:
        nonlocal last
        if cancelled.is_set():
            raise _CancelledError
        if isinstance(event, Made):
            note = about_characters((event,))
            _write(
                {
                    "event": "made",
                    "document": event.document,
                    "format": event.format,
                    "path": str(event.path),
                    "note": note,
                }
            )
        elif isinstance(event, Skipped):
            _write({"event": "skipped", "document": event.document, "format": event.format, "why": event.why})
        elif time.monotonic() - last >= _SHORTEST_SECONDS:
            last = time.monotonic()
            _write(
                {"event": "progress", "document": event.document, "done": event.done, "total": event.total}
            )

    return tell


def _write(event: dict[str, Any]) -> None:
    try:
        os.write(1, json.dumps(event).encode() + b"\n")
    except OSError as error:
        raise _CancelledError from error
