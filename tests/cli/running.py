"""Running SVDesk's commands and making the files they read."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

EXTRA_CARE = {
    "format": "svdesk-case",
    "version": 1,
    "reference": "DN776889",
    "title": "Extra Care Catering",
    "authority_type": "council",
    "category": "services",
    "regime": "light_touch",
    "health_service": False,
    "framework": "none",
    "value": "130000.00",
    "vat": "inclusive",
    "commencement_date": "2025-10-13",
    "procedure": "open",
    "term_months": 36,
    "extension_months": 24,
    "lots": [{"title": "Oakmere", "value": "65000.00"}, {"title": "Willowmere", "value": "65000.00"}],
    "cpv": ["55520000"],
    "relevant_area": "Cheshire East",
    "urgent": False,
    "urgency_own_delay": None,
}


def svdesk(
    *arguments: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``svdesk`` with *arguments* to its end, with no display and nothing on standard input."""
    without_display = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    # A command that fails unexpectedly must not write its log among the tester's own data.
    nobody = str(Path(tempfile.gettempdir()) / "svdesk-tests-data")
    without_display |= {"XDG_DATA_HOME": nobody, "LOCALAPPDATA": nobody}
    return subprocess.run(
        [sys.executable, "-m", "svdesk", *(str(argument) for argument in arguments)],
        env={**without_display, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def refused(*arguments: str | Path) -> list[str]:
    """Run a command that must be refused, and return the lines it says on standard error."""
    done = svdesk(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert lines
    assert all(line.strip() for line in lines)
    return lines


def case_file(folder: Path, **changes: Any) -> Path:  # noqa: ANN401 - whatever JSON can hold
    """Write the example's case file with *changes* and return it."""
    file = folder / "case.json"
    file.write_text(json.dumps({**EXTRA_CARE, **changes}), encoding="utf-8")
    return file
