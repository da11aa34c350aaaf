"""Writing overlays for tests."""

from pathlib import Path

from svdesk.paths import bundled

SHIPPED = bundled("resources", "policy", "cheshire-east")
HEAD = 'id = "{id}"\nedition = "{edition}"\ntitle = "Our overlay"\nextends = "{extends}"\n'


def write_overlay(
    folder: Path,
    text: str = "",
    *,
    name: str = "ours.toml",
    id: str = "ours",  # noqa: A002 - the field's name
    edition: str = "2027.1",
    extends: str = "cheshire-east",
    head: str = "",
) -> Path:
    """Write an overlay with one file of items into *folder* and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = HEAD.format(id=id, edition=edition, extends=extends) + head
    (folder / "pack.toml").write_text(lines, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return folder
