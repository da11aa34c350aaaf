"""A thread whose work never ends does not keep the program running."""

import os
import subprocess
import sys
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

import pytest

from svdesk.desktop.threads.own_thread import OwnThread

_WAITS_FOR_EVER = """
import sys
from svdesk.desktop.threads.own_thread import OwnThread
thread = OwnThread("waits")
thread.submit(print, "at work", flush=True).result()
thread.submit(open, sys.argv[1])
thread.shutdown(wait=False)
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_the_program_ends_though_its_work_never_does(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ended = subprocess.run(
        [sys.executable, "-c", _WAITS_FOR_EVER, tmp_path / "pipe"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "at work\n", "")


def test_work_is_done_in_its_order_and_what_it_raises_comes_back() -> None:
    thread, done, waits = OwnThread("works"), list[int](), Event()
    thread.submit(waits.wait, 60)
    jobs = [thread.submit(done.append, number) for number in range(20)]
    failing = thread.submit(int, "x")
    called_off = thread.submit(done.append, 20)
    assert called_off.cancel()
    assert not thread.wait_for_end(0)
    waits.set()
    thread.shutdown()
    assert thread.wait_for_end(0)
    assert done == list(range(20))
    assert all(job.done() for job in jobs)
    with pytest.raises(ValueError, match="invalid literal"):
        failing.result()
    with pytest.raises(CancelledError):
        called_off.result()
    with pytest.raises(RuntimeError):
        thread.submit(print)
