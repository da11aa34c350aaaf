"""What the preview beside the step remembers from project to project, as long as the window is open."""

from dataclasses import dataclass


@dataclass(slots=True)
class PaneMemory:
    """How the officer last had the preview.

    *width* is in logical pixels, 0 before the officer has chosen one; *chosen* is the key of a
    document, "" for the one that the step feeds; *follow* says whether the pages follow the field
    that is edited.
    """

    is_open: bool = False
    width: int = 0
    chosen: str = ""
    follow: bool = True
