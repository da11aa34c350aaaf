"""The benchmarks run, so that they are there when a figure is wanted. What they measure is not looked at."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))


def marked(name: str) -> object:
    """Return *name* with what its benchmark needs beyond the set-up, if anything."""
    missing = name == "office" and not shutil.which("soffice")
    why = "there is no LibreOffice; install libreoffice-writer to run benchmarks/office.py"
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason=why))


@pytest.mark.parametrize("name", [marked(name) for name in BENCHMARKS])
def test_a_benchmark_runs_one_round_and_prints_its_figures(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", ROOT / "benchmarks" / f"{name}.py", "1"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert any(character.isdigit() for character in done.stdout)
