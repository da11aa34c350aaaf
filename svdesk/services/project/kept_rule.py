"""The authority's own rule on how long records are kept, in the data folder once a person has set it."""

import logging
from pathlib import Path

from svdesk.domain.keeping.retention import KeptFrom, OwnRule
from svdesk.files.errors import could_not
from svdesk.files.folders import make_folder
from svdesk.files.regular import read_regular
from svdesk.files.whole import write_whole
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.strict_json import JsonError

FILE = "records-rule.json"
_MOST_BYTES = 10_000


class KeptRuleError(Exception):
    """The rule could not be kept; the message says why."""


def kept_rule(folder: Path) -> OwnRule | None:
    """Return the rule from the data folder; ``None`` where there is none that can be read."""
    try:
        found = strict_json.parse(read_regular(folder / FILE, _MOST_BYTES))
        counted_from = {each.value: each for each in KeptFrom}[found["counted_from"]]
        return OwnRule(name=str(found["name"]), years=int(found["years"]), counted_from=counted_from)
    except FileNotFoundError:
        return None
    except (OSError, JsonError, ValueError, KeyError, TypeError) as error:
        logging.getLogger(__name__).warning("The rule on keeping records was not read: %s", error)
        return None


def keep_rule(rule: OwnRule | None, folder: Path) -> None:
    """Keep *rule* in the data folder, whole or not at all; ``None`` takes away the one that is there.

    Raises :class:`KeptRuleError`; what was kept before then stays.
    """
    path = folder / FILE
    try:
        if rule is None:
            path.unlink(missing_ok=True)
            return
        make_folder(folder)
        held = {"name": rule.name, "years": rule.years, "counted_from": rule.counted_from.value}
        write_whole(path, strict_json.dump(held))
    except OSError as error:
        raise KeptRuleError(f"{could_not('write', path, error)} The rule is what it was before.") from error
