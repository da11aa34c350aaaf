"""Strangers' files in thousands: a reader may refuse each in words, or read what it says.

A kind of file brings a reader, seeds to begin with, ways to spoil them, and what a file says as another
reader has it. A sample is wrong where reading it ends otherwise than in the reader's own error, takes too
long or too much memory, gives other content than the file says, or changes anything that was there.
"""

import hashlib
import random
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 20
"""Processor time after which a sample counts as hanging: ten times what a file may take."""
PATIENCE = 300
"""Seconds after which a sample counts as waiting for ever."""
MEGABYTES = 200

Files = dict[str, bytes]
"""A sample: the content of a file under the name "", or of the files of a folder under theirs."""


class NothingToCompare(Exception):  # noqa: N818 - no error, but an answer
    """What a file says can't be told by simple means: only how reading it ends is looked at."""


@dataclass(frozen=True)
class StrangeKind:
    """A kind of file: how it is read, what is spoilt in it, and what it says in truth.

    *read* returns what was read of the file or folder at a path, in plain values; *refusals* are the errors
    by which it refuses. *says* returns the same of the bytes by other means.
    """

    name: str
    read: Callable[[Path], Any]
    refusals: tuple[type[Exception], ...]
    seeds: Callable[[], list[Files]]
    spoil: Callable[[Files, random.Random], Files]
    says: Callable[[Files], Any]


@dataclass
class Tally:
    """What came of samples: how many were refused and read, and what went wrong.

    *compared* are those read of which another reader told what they say.
    """

    refused: int = 0
    read: int = 0
    compared: int = 0
    wrong: list[str] = field(default_factory=list)


class _TooLongError(BaseException):
    """The watchdog barked. No reader takes it for an error of its own."""


def try_many(kind: StrangeKind, count: int, folder: Path, seed: int = 1) -> Tally:
    """Read *count* spoilt files of a kind in *folder*, beside which *kept* must stay as it is."""
    tally, seeds = Tally(), kind.seeds()
    kept = folder / "kept"
    kept.mkdir(parents=True)
    (kept / "earlier.txt").write_text("This was there before.", encoding="utf-8")
    _forget_peak()
    before, most = _state_of(kept), _peak() + MEGABYTES
    for number in range(count):
        drawn = random.Random(f"{kind.name} {seed} {number}")
        sample = dict(drawn.choice(seeds))
        for _ in range(drawn.choice((0, 1, 1, 1, 2, 3))):
            sample = kind.spoil(sample, drawn)
        path = _written(sample, kept.parent / f"sample-{number}")
        state = _state_of(path)
        if fault := _fault(kind, sample, path, tally):
            tally.wrong.append(f"{kind.name} {number}: {fault}")
        if _state_of(path) != state or _state_of(kept) != before:
            tally.wrong.append(f"{kind.name} {number}: what was there was changed")
            before = _state_of(kept)
        if _peak() > most:
            tally.wrong.append(f"{kind.name} {number}: it takes more than {MEGABYTES} MB")
            _forget_peak()
            most = _peak() + MEGABYTES
        _cleared(path)
    return tally


def _fault(kind: StrangeKind, sample: Files, path: Path, tally: Tally) -> str:
    try:
        with watchdog(SECONDS, PATIENCE):
            found = kind.read(path)
    except _TooLongError:
        return "it hangs"
    except kind.refusals as error:
        tally.refused += 1
        said = str(error)
        return "" if " " in said and "Traceback" not in said else f"refused without words: {said!r}"
    except Exception as error:
        return f"crash: {error!r:.300}"
    tally.read += 1
    try:
        says = kind.says(sample)
    except NothingToCompare:
        return ""
    except Exception as error:
        return f"read, though another reader takes it for none: {error!r:.200}"
    tally.compared += bool(says)
    return "" if _agrees(found, says) else f"wrong content: {_apart(found, says)}"


def _agrees(found: Any, says: Any) -> bool:  # noqa: ANN401 - plain values
    """Whether what was found is what the file says; a name that it does not have may have any value."""
    if isinstance(found, dict) and isinstance(says, dict):
        return all(name in found and _agrees(found[name], value) for name, value in says.items())
    if isinstance(found, list) and isinstance(says, list):
        return len(found) == len(says) and all(map(_agrees, found, says))
    return bool(found == says) or repr(found) == repr(says)  # no NaN is another's equal


def _apart(found: Any, says: Any) -> str:  # noqa: ANN401 - plain values
    if isinstance(found, dict) and isinstance(says, dict):
        names = [name for name in says if not _agrees(found.get(name), says[name])]
        return "; ".join(f"{name}: {found.get(name)!r:.80} for {says.get(name)!r:.80}" for name in names[:3])
    return f"{found!r:.150} for {says!r:.150}"


@contextmanager
def watchdog(seconds: float, patience: float) -> Iterator[None]:
    """Stop what takes more of the processor than *seconds*, or in all than *patience*."""

    def bark(*_: object) -> None:
        raise _TooLongError

    earlier = signal.signal(signal.SIGPROF, bark), signal.signal(signal.SIGALRM, bark)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGPROF, earlier[0])
        signal.signal(signal.SIGALRM, earlier[1])


def _forget_peak() -> None:
    """Let the peak count from now on, where the system can: earlier tests may have had more."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _written(sample: Files, path: Path) -> Path:
    if "" in sample:
        path.write_bytes(sample[""])
        return path
    for name, content in sample.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


def _cleared(path: Path) -> None:
    for each in sorted(path.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    path.rmdir() if path.is_dir() else path.unlink()


def _state_of(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {
        str(each): hashlib.sha256(each.read_bytes()).hexdigest() if each.is_file() else "" for each in files
    }
