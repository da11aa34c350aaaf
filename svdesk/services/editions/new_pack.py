"""Beginning a policy pack of one's own: a folder with files to fill, which is valid as it stands."""

from collections.abc import Mapping
from pathlib import Path

from svdesk.files.below import files_below
from svdesk.files.regular import read_regular
from svdesk.files.whole_folder import whole_folder, write_unsynced
from svdesk.paths import bundled
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.field_list import field_list
from svdesk.policy.loading.kinds import HEAD
from svdesk.policy.loading.load import load_pack
from svdesk.policy.loading.reading import MOST_PACK_BYTES, MOST_PACK_ENTRIES, PackError, read_head
from svdesk.policy.loading.schema import OVERLAY_SCHEMA, PACK_SCHEMA, schema_text

_TEMPLATES = ("resources", "new-pack")
README = "README.md"
FIELDS = "FIELDS.md"


class NewPackError(Exception):
    """A pack cannot be begun; the message says why."""


def begin_pack(
    folder: Path, pack_id: str, title: str, bases: Mapping[str, Path], *, extends: str = ""
) -> PolicyPack:
    """Make *folder* with a pack to go on from, and return that pack.

    With *extends* it is an overlay with an example; without, a copy of the pack that ships, to be
    changed throughout. Raises :class:`NewPackError`, and then leaves nothing behind.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NewPackError(f"{folder} is there already and not empty. Name a folder that is not there yet.")
    if extends and extends not in bases:
        raise NewPackError(f"There is no pack “{extends}” to extend. At hand: {', '.join(sorted(bases))}.")
    try:
        with whole_folder(folder) as made:
            _write(made, pack_id, title, bases, extends)
            load_pack(made, bases)
            if folder.exists():
                folder.rmdir()
    except OSError as error:
        raise NewPackError(f"{folder} can't be made ({error.strerror}).") from error
    except PackError as error:
        raise NewPackError("\n".join(error.problems)) from error
    return load_pack(folder, bases)


def _write(made: Path, pack_id: str, title: str, bases: Mapping[str, Path], extends: str) -> None:
    source = bases[extends] if extends else bundled("resources", "policy", "cheshire-east")
    if not extends:
        for path in files_below(source, "", MOST_PACK_ENTRIES):
            if path.name != HEAD:
                place = made / path.relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                write_unsynced(place, read_regular(path, MOST_PACK_BYTES))
    head = read_head(source)
    named = {
        "id": _quoted(pack_id),
        "title": _quoted(title),
        "extends": _quoted(extends),
        "policy_title": _quoted(str(head["policy_title"]) if extends else title),
        "checked": str(head["checked"]) if "checked" in head else "",
        "review_on": str(head.get("review_on", "")),
    }
    templates = bundled(*_TEMPLATES, "overlay" if extends else "pack")
    for template in sorted(templates.iterdir()):
        text = template.read_text(encoding="utf-8")
        for name, value in named.items():
            text = text.replace(f"@{name}@", value)
        write_unsynced(made / template.name, text.encode())
    schema = OVERLAY_SCHEMA if extends else PACK_SCHEMA
    write_unsynced(made / schema, schema_text(overlay=bool(extends)).encode())
    write_unsynced(made / FIELDS, f"# What the files of a policy pack can hold\n\n{field_list()}".encode())


def _quoted(text: str) -> str:
    """Return *text* as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'
