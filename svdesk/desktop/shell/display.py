"""Whether a window can open here; asked before Qt is touched, which ends the program where not."""

import os
import re
import sys
from collections.abc import Mapping


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Return why no window can open, in words for a person; "" where nothing stands in the way."""
    if not platform.startswith("linux"):
        return ""
    if any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        return ""
    return (
        "There is no display here, so the window cannot open. "
        "Start SVDesk in a desktop session, or use its commands: svdesk --help lists them."
    )


def missing_library(error: ImportError) -> str:
    """Return what to tell a person when importing Qt failed for want of a system library.

    "" where the reason is another.
    """
    found = re.match(r"(lib[\w.+-]+): cannot open shared object file", str(error))
    if not found:
        return ""
    return (
        f"Qt, which draws the window, needs the system library {found[1]}, and it is not installed. "
        "The README names the packages to install."
    )
