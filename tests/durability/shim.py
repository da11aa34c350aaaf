"""The shim beneath a process: built where there is a C compiler, and spoken to from within the process."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

import pytest


class Mode(IntEnum):
    """How a call fails, as ``shim.c`` names it."""

    KILL_BEFORE = 1
    KILL_HALFWAY = 2
    KILL_AFTER = 3
    ERROR_ONCE = 4
    FULL_ONCE = 5
    ERROR_ALWAYS = 6
    FULL_ALWAYS = 7
    NO_SYNC = 8


def build(folder: Path, source: str) -> Path:
    """Return the library made in *folder* of *source*; leaves the test out where that is not possible."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("it takes Linux and a C compiler (cc)")
    made = folder / source.replace(".c", ".so")
    subprocess.run(
        [compiler, "-O2", "-shared", "-fPIC", "-o", made, Path(__file__).with_name(source), "-ldl"],
        check=True,
    )
    return made


def environment(shim: Path, below: Path) -> dict[str, str]:
    """Return the environment of a process whose files below *below* are watched by *shim*."""
    return {**os.environ, "LD_PRELOAD": str(shim), "FAULT_PATH": str(below)}


class Shim:
    """The shim that this process was started with."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_set.argtypes = [ctypes.c_long, ctypes.c_int]
        self._library.fault_count.restype = ctypes.c_long

    def let_fail(self, call: int, mode: Mode) -> None:
        """Let the call of that number from now on fail."""
        self._library.fault_set(call, mode)

    def count_anew(self) -> None:
        """Count from now on, and let nothing fail."""
        self._library.fault_set(0, 0)

    @property
    def count(self) -> int:
        """How many calls there were."""
        return int(self._library.fault_count())

    def note_into(self, file: int) -> None:
        """Write every call from now on into an open file."""
        self._library.fault_note(file)
