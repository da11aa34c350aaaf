"""Building documents for the window in a process of its own, so that the window never waits.

What is said on standard input and output is in :mod:`svdesk.services.worker_messages`.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from svdesk import logs
from svdesk.domain.parts import MOST_PART_BYTES
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.services.exchange.project_file import ExchangeError, read_exchange, read_project_json
from svdesk.services.issuing.build_documents import (
    BuildError,
    BuildEvent,
    Made,
    Skipped,
    about_characters,
    build,
)
from svdesk.services.worker_messages import (
    DocumentMade,
    DocumentSkipped,
    Event,
    FieldPlace,
    FindField,
    MakeDocuments,
    OrderCancelled,
    OrderDone,
    OrderFailed,
    OrderProgress,
    line_of,
    read_order,
)

if TYPE_CHECKING:
    from svdesk.domain.project import Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.services.issuing.field_locator import Whereabouts

CANCELLED = 3
"""The exit status of a worker that was told to stop."""

_SHORTEST_SECONDS = 0.1
_CHUNK = 65536

_BEHIND_THE_WINDOW = 5
"""How far a worker that follows typing steps back where processors are short (Unix niceness)."""

Tell = Callable[[Event], None]


class _CancelledError(Exception):
    """What is under way is not wanted any more."""


class _StopSignal(Protocol):
    def is_set(self) -> bool:
        """Say whether what is under way is to stop."""
        ...


def run(data_dir: Path, *, stay: bool = False) -> int:
    """Do what the line on standard input asks, with *stay* one line after the other.

    Returns the exit status.
    """
    try:
        return _serve_many(data_dir) if stay else _serve_one(data_dir)
    except _CancelledError:
        return CANCELLED


def _serve_one(data_dir: Path) -> int:
    line = _read_line()
    cancelled = threading.Event()
    threading.Thread(target=_watch, args=(cancelled,), daemon=True).start()
    shop = _Workshop(data_dir)
    served = _Served()
    status, last = _attempt(lambda: served.serve(line, shop, cancelled), data_dir)
    served.tell(last)
    return status


def _serve_many(data_dir: Path) -> int:
    if hasattr(os, "nice"):
        os.nice(_BEHIND_THE_WINDOW)
    orders, shop = _Orders(), _Workshop(data_dir)
    while (line := orders.next()) is not None:
        served = _Served()
        try:
            _, last = _attempt(partial(served.serve, line, shop, orders), data_dir)
        except _CancelledError:
            if orders.closed:
                raise
            last = OrderCancelled()
        served.tell(last)
    return 0


def _attempt(work: Callable[[], None], data_dir: Path) -> tuple[int, Event]:
    """Do *work*; return the exit status and the last event, which says what came of it."""
    try:
        work()
    except _CancelledError:
        raise
    except (BuildError, ExchangeError) as error:
        return 2, OrderFailed(message=str(error))
    except Exception as error:
        return 1, OrderFailed(message=logs.record_unexpected(error, data_dir, "worker"))
    return 0, OrderDone()


class _Served:
    """One order: its number stands in all its events."""

    def __init__(self) -> None:
        self._number = 0

    def serve(self, line: bytes, shop: "_Workshop", stop: _StopSignal) -> None:
        order = read_order(line)
        self._number = order.order
        match order:
            case MakeDocuments():
                shop.build(order, stop, self.tell)
                if order.at:
                    shop.find(order.at, stop, self.tell)
            case FindField():
                shop.find(order.at, stop, self.tell)

    def tell(self, event: Event) -> None:
        _write(replace(event, order=self._number))


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


class _Orders:
    """The newest line on standard input, read on a thread of its own; older ones are dropped."""

    def __init__(self) -> None:
        self._line: bytes | None = None
        self.closed = False
        """Whether the window has closed its end."""
        self._came = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        waiting = b""
        while chunk := os.read(0, _CHUNK):
            *lines, waiting = (waiting + chunk).split(b"\n")
            if lines:
                with self._came:
                    self._line = lines[-1]
                    self._came.notify()
        with self._came:
            self.closed = True
            self._came.notify()

    def next(self) -> bytes | None:
        """Wait for a line and return it; None where there will be no more."""
        with self._came:
            self._came.wait_for(lambda: self._line is not None or self.closed)
            line, self._line = self._line, None
            return line

    def is_set(self) -> bool:
        """Say whether a newer line has come, or none will."""
        return self._line is not None or self.closed


class _Workshop:
    """Makes documents, and keeps for the next order what takes time to get ready."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._registry: PackRegistry | None = None
        self._last: tuple[Whereabouts, str, Path] | None = None

    def build(self, order: MakeDocuments, stop: _StopSignal, tell: Tell) -> None:
        from svdesk.policy.case import case_of
        from svdesk.rendering.formats import SHOWN, renderers
        from svdesk.services.issuing.field_locator import Whereabouts

        project = _read(order.project)
        case = case_of(project, self._pack(project, order.pack))
        chosen = renderers(order.formats or (SHOWN,))
        report = build(
            case,
            order.keys,
            order.out,
            chosen,
            reporter(stop, tell),
            attach=order.attach,
        )
        self._last = None
        for made in report.made:
            if made.format == SHOWN:
                self._last = Whereabouts(case, made.document), made.document, made.path

    def find(self, at: str, stop: _StopSignal, tell: Tell) -> None:
        """Tell the page on which the field of *at* stands in the PDF that was made last."""
        from svdesk.rendering.pages.finding import Finder

        if self._last is None:
            return
        if stop.is_set():
            raise _CancelledError
        where, document, path = self._last
        spot = where.find(at)
        if stop.is_set():
            raise _CancelledError
        page, area = 0, tuple[float, ...]()
        if spot is not None:
            try:
                with Finder(path) as finder:
                    page, area = finder.place(spot.heading, spot.words)
            except OSError as error:
                raise BuildError(could_not("read", path, error)) from error
        tell(FieldPlace(document=document, at=at, page=page, area=area))

    def _pack(self, project: "Project", wanted: tuple[str, ...]) -> "PolicyPack":
        from svdesk.policy.loading.pack_registry import PackRegistry
        from svdesk.services.editions.under_edition import pack_for

        known = (self._registry,) if self._registry else ()
        # A registry remembers what it has read; files that have changed since are looked at by a new one.
        for registry in (*known, PackRegistry(self._data_dir)):
            pack = registry.exactly(*wanted) if wanted else pack_for(project, registry)[0]
            if pack is not None:
                self._registry = registry
                return pack
        raise BuildError(
            "The files of the policy pack have changed since this project was opened. Close SVDesk, open the "
            "project again, look at what it says now, and then make the documents."
        )


def _read(path: Path) -> "Project":
    if path.suffix != ".json":
        return read_exchange(path)
    try:
        return read_project_json(read_regular(path, MOST_PART_BYTES + 1))
    except OSError as error:
        raise BuildError(could_not("read", path, error)) from error


def reporter(
    stop: _StopSignal, tell: Tell, clock: Callable[[], float] = time.monotonic
) -> Callable[[BuildEvent], None]:
    """Return what tells of a build's events, thinning progress out and stopping when told to.

    *clock* gives the seconds by which progress is thinned out.
    """
    last = -_SHORTEST_SECONDS

    def report(event: BuildEvent) -> None:
        nonlocal last
        if stop.is_set():
            raise _CancelledError
        if isinstance(event, Made):
            note = about_characters((event,))
            made = DocumentMade(document=event.document, format=event.format, path=event.path, note=note)
            tell(made)
        elif isinstance(event, Skipped):
            tell(DocumentSkipped(document=event.document, format=event.format, why=event.why))
        elif (now := clock()) - last >= _SHORTEST_SECONDS:
            last = now
            tell(OrderProgress(document=event.document, done=event.done, total=event.total))

    return report


def _write(event: Event) -> None:
    try:
        os.write(1, line_of(event))
    except OSError as error:
        raise _CancelledError from error
