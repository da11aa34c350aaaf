"""Colours as six hexadecimal digits, and how well two of them can be told apart.

A colour is written ``#rrggbb`` in small letters. Contrast is that of WCAG 2.2 (1.4.3, 1.4.11), from
1 for two equal colours to 21 for black on white.
"""

import re

WHITE, BLACK = "#ffffff", "#000000"
TEXT_CONTRAST = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""

_DIGITS = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
_PARTS = re.compile(r"(?:rgb)?\(?(\d{1,3})[ ,;/]+(\d{1,3})[ ,;/]+(\d{1,3})\)?")
_LARGEST = 255

Parts = tuple[int, int, int]


def read(text: str) -> str | None:
    """Return the colour that people write as *text*; ``None`` where it is none.

    ``#005EB8``, ``005eb8``, ``#05b``, ``rgb(0, 94, 184)`` and ``0 94 184`` are understood.
    """
    bare = re.sub(r"\s+", " ", text.strip().lower()).replace("( ", "(").replace(" )", ")").replace(" (", "(")
    bare = re.sub(r"^(hex|rgb)[: ]+", "", bare)
    if match := _DIGITS.fullmatch(bare):
        digits = match[1]
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    if match := _PARTS.fullmatch(bare):
        parts = int(match[1]), int(match[2]), int(match[3])
        return written(parts) if max(parts) <= _LARGEST else None
    return None


def is_colour(text: str) -> bool:
    """Say whether *text* is a colour exactly as it is kept."""
    return re.fullmatch("#[0-9a-f]{6}", text) is not None


def parts_of(colour: str) -> Parts:
    """Return the red, green and blue of a colour, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(parts: Parts) -> str:
    """Return the colour that *parts* make."""
    return "#" + "".join(f"{part:02x}" for part in parts)


def mixed(colour: str, other: str, share: float) -> str:
    """Return *colour* with a *share* (0 to 1) of *other* in it."""
    one, two = parts_of(colour), parts_of(other)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return written((red, green, blue))


def luminance(colour: str) -> float:
    """Return the relative luminance: 0 for black, 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / _LARGEST for each in parts_of(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: str, ground: str = WHITE, least: float = TEXT_CONTRAST) -> str:
    """Return the nearest darker shade of the same hue that has the contrast *least* on a light *ground*.

    A colour that has it already is returned as it is.
    """
    for share in range(_LARGEST + 1):
        shade = mixed(colour, BLACK, share / _LARGEST)
        if contrast(shade, ground) >= least:
            return shade
    return BLACK
