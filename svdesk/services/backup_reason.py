"""Why a backup is made. Needs next to nothing, as the window knows it before it is painted."""

from collections.abc import Callable
from enum import Enum

Progress = Callable[[int, int], None]
"""Called with (done, total) as the work goes on; raises to stop it. It may be called on any thread."""


class BackupReason(Enum):
    """Why a backup was made; the value stands in its file's name."""

    CHANGED = "changed"
    CLOSING = "closing"
    ASKED = "asked"
    BEFORE_UPDATE = "update"
    BEFORE_IMPORT = "import"
    BEFORE_DELETION = "deletion"
    BEFORE_RESTORE = "restore"

    @property
    def words(self) -> str:
        """The reason for a person."""
        return _WORDS[self]

    @property
    def is_thorough(self) -> bool:
        """Whether the indexes are compared with the rows too, which takes many times as long.

        Where something is about to be changed for good, or a person asked, there is time for it.
        """
        return self not in (BackupReason.CHANGED, BackupReason.CLOSING)


_WORDS = {
    BackupReason.CHANGED: "Every half-hour of work",
    BackupReason.CLOSING: "On closing SVDesk",
    BackupReason.ASKED: "You asked for it",
    BackupReason.BEFORE_UPDATE: "Before an update of SVDesk",
    BackupReason.BEFORE_IMPORT: "Before an import",
    BackupReason.BEFORE_DELETION: "Before projects were deleted",
    BackupReason.BEFORE_RESTORE: "Before a backup was restored",
}
