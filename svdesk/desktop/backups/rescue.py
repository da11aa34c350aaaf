"""Projects that can't be opened: the newest sound backup is offered, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svdesk.domain.english import counted
from svdesk.services.use_cases import backups

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from svdesk.desktop.threads.use_case_runner import Failed, UseCaseRunner
    from svdesk.desktop.widgets.dialogs import Dialogs
    from svdesk.services.backups import BackupCheck
    from svdesk.services.use_cases.backups import Restored


def offer_newest(
    parent: QWidget, runner: UseCaseRunner, dialogs: Dialogs, then: Callable[[], None], failed: Failed
) -> None:
    """Ask whether to restore the newest sound backup, where there is one; call *then* when that is done."""

    def found(sound: tuple[Path, BackupCheck] | None) -> None:
        if sound is None:
            return
        path, checked = sound
        if dialogs.ask(
            parent,
            "Your projects can't be opened",
            f"The file of your projects is damaged.\n\nThe newest sound backup is {path.name}, with "
            f"{_projects(checked)}.\n\nIf you restore it, the damaged file is first put aside whole, in a "
            "folder of its own, for whoever helps you. What you did after that backup is in the damaged "
            "file alone.",
            "Restore the backup",
            "Leave everything as it is",
        ):
            runner.run(lambda backend: backups.restore_all(backend, path), restored, failed)

    def restored(restored: Restored) -> None:
        if restored.aside is not None:
            words = f"The backup was restored. The damaged file is kept whole in {restored.aside}."
            dialogs.tell(parent, "Restored", words)
        then()

    runner.run_aside(backups.newest_sound, found, failed, words="Looking for a sound backup")


def _projects(checked: BackupCheck) -> str:
    return counted(len(checked.content.projects) if checked.content is not None else 0, "project")
