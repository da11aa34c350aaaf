"""The second folder of backups, kept beside the database once a person has chosen one.

Backups that lie beside the work are lost with the computer. A folder on another drive, or one that the
organisation copies elsewhere, keeps closed copies, which such a folder may hold.
"""

import logging
import platform
from pathlib import Path

from svdesk.files.errors import could_not
from svdesk.files.folders import make_folder
from svdesk.files.private import make_private_folder
from svdesk.files.regular import read_regular
from svdesk.files.whole import write_whole
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.strict_json import JsonError
from svdesk.services.ports import StoreError

FILE = "backups.json"
_MOST_BYTES = 100_000
_KEY = "second_folder"
_NOT_CHOSEN = "No second folder was chosen; all is as it was."


def second_folder(folder: Path) -> Path | None:
    """Return the second folder by what the data *folder* keeps; ``None`` where none is chosen."""
    try:
        found = strict_json.parse(read_regular(folder / FILE, _MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, JsonError) as error:
        logging.getLogger(__name__).warning("The second folder of backups was not read: %s", error)
        return None
    chosen = found.get(_KEY) if isinstance(found, dict) else None
    if not isinstance(chosen, str) or not chosen:
        logging.getLogger(__name__).warning("The second folder of backups is not as SVDesk writes it")
        return None
    return Path(chosen)


def choose_second_folder(chosen: Path, folder: Path) -> Path:
    """Have backups copied into a folder of their own within *chosen* from now on, and return that.

    It is named for this computer and is new, so that two computers never thin each other's backups. What
    lay there before stays. Raises :class:`StoreError`.
    """
    if _is_within(chosen, folder):
        raise StoreError(
            f"{chosen} is in the folder of SVDesk's own data, where the backups are already. Choose a folder "
            f"on another drive, or one that your organisation keeps copies of. {_NOT_CHOSEN}"
        )
    name = "".join(char if char.isalnum() or char in "-_" else " " for char in platform.node()).strip()
    stem = f"SVDesk backups {name or 'of this computer'}"
    made, number = chosen / stem, 1
    try:
        while made.exists() and any(made.iterdir()):
            number += 1
            made = chosen / f"{stem} {number}"
        make_private_folder(made)
    except OSError as error:
        raise StoreError(f"{could_not('write', made, error)} {_NOT_CHOSEN}") from error
    _keep({_KEY: str(made)}, folder)
    return made


def forget_second_folder(folder: Path) -> None:
    """Copy no more backups into a second folder; those that are there stay. Raises :class:`StoreError`."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(could_not("write", folder / FILE, error)) from error


def _keep(values: dict[str, str], folder: Path) -> None:
    try:
        make_folder(folder)
        write_whole(folder / FILE, strict_json.dump(values))
    except OSError as error:
        raise StoreError(f"{could_not('write', folder / FILE, error)} {_NOT_CHOSEN}") from error


def _is_within(chosen: Path, folder: Path) -> bool:
    return chosen.resolve().is_relative_to(folder.resolve())
