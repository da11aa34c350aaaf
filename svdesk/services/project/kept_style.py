"""The look that new projects begin with, kept beside the database once a person has said so.

It is a copy: a project's documents depend on the project alone, so that they can be made again, byte
for byte, on any machine. The command line leaves it alone for the same reason.
"""

import logging
from dataclasses import fields
from pathlib import Path
from uuid import UUID

from svdesk.domain.project import HouseStyle, Project
from svdesk.files.errors import could_not
from svdesk.files.folders import make_folder
from svdesk.files.regular import read_regular
from svdesk.files.whole import write_whole
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import beyond_limits
from svdesk.services.exchange.strict_json import JsonError

FILE = "house-style.json"
_MOST_BYTES = 1_000_000


class KeptStyleError(Exception):
    """The look could not be kept for new projects; the message says why."""


def kept_style(folder: Path) -> HouseStyle:
    """Return the look for new projects from the data folder; an empty one where there is no sound one."""
    try:
        found = strict_json.parse(read_regular(folder / FILE, _MOST_BYTES))
    except FileNotFoundError:
        return HouseStyle()
    except (OSError, JsonError) as error:
        logging.getLogger(__name__).warning("The look for new projects was not read", exc_info=error)
        return HouseStyle()
    names = {each.name for each in fields(HouseStyle)}
    if not isinstance(found, dict) or set(found) != names or not all(type(v) is str for v in found.values()):
        logging.getLogger(__name__).warning("The look for new projects is not as SVDesk writes it")
        return HouseStyle()
    style = HouseStyle(**found)
    if problems := tuple(beyond_limits(Project(id=UUID(int=0), house_style=style))):
        logging.getLogger(__name__).warning("%d problems in the look for new projects", len(problems))
        return HouseStyle()
    return style


def keep_style(style: HouseStyle, folder: Path) -> None:
    """Keep *style* for new projects in the data folder, whole or not at all.

    Raises :class:`KeptStyleError`; what was kept before then stays.
    """
    content = strict_json.dump({each.name: getattr(style, each.name) for each in fields(style)})
    path = folder / FILE
    try:
        make_folder(folder)
        write_whole(path, content)
    except OSError as error:
        raise KeptStyleError(
            f"{could_not('write', path, error)} New projects begin as they did before."
        ) from error
