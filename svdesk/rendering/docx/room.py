"""The room after tables, cards and lists of facts, without empty paragraphs, which are read aloud as such."""

from collections.abc import Sequence
from itertools import takewhile

from svdesk.rendering.docx.markup import Para, Part, WordTable
from svdesk.rendering.docx.styles import fill_of, indent_right, room_before
from svdesk.rendering.look.palette import Palette

_ROOM = 240  # twentieths of a point
_PARTING = "AfterTable"


def on_new_page(parts: Sequence[Part]) -> None:
    """Have the first of *parts* begin a page."""
    first = parts[0]
    (first.rows[0][0][0] if isinstance(first, WordTable) else first).new_page = True


def with_room(parts: Sequence[Part], palette: Palette) -> list[Part]:
    """Return *parts* with room after those that end something, as distances of their paragraphs.

    Only where two tables would touch, or the file would end with one, is there a paragraph to part them:
    the format asks for it.
    """
    found = list[Part]()
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        found.append(part)
        if isinstance(part, WordTable):
            if not isinstance(following, Para):
                found.append(Para(style=_PARTING, runs=""))
            elif not following.new_page:
                following.before = max(_ROOM, following.before or room_before(following.style))
        elif part.ends:
            part.after = _ROOM
            if isinstance(following, Para) and following.style == part.style:
                _set_apart(parts[place + 1 :], part, palette)
    return found


def _set_apart(parts: Sequence[Part], before: Para, palette: Palette) -> None:
    """Keep a card from running into the card *before*: programs draw like ones as one box.

    They are like where they are indented and coloured alike, so every other one differs by a twentieth of
    a point and by the least step of its ground, which nobody sees.
    """
    rest = (part for part in parts if isinstance(part, Para))
    indent, fill = None, ""
    if before.indent is None:
        indent, usual = indent_right(before.style) + 1, fill_of(before.style, palette)
        fill = f"{int(usual, 16) ^ 1:06X}" if usual else ""
    for part in takewhile(lambda part: part.style == before.style, rest):
        part.indent, part.fill = indent, fill
        if part.ends:
            break
