"""The colours that follow the organisation's own; all others stay as the typographic system has them.

Every shade is made from the one colour of the house style so that text keeps a contrast of 4.5 to 1
with every ground it can stand on, and lines keep 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). As contrast is
one of lightness, it is there in black and white too.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from svdesk.documents.model.blocks import Tone
from svdesk.domain import colours
from svdesk.rendering.look.styles import DARK, PALE, TEAL, TONES, WASH, Colour, ToneLook

_TINT = 0.89  # of white in the wash behind headers and cards
_LEAST_PALE = 5.5  # contrast of the second text on the band, where the band leaves room for it
_NEARLY_BLACK = 0.02  # luminance below which shades of the band have to be lighter to be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What the organisation's colour decides.

    *accent* is text and rules on white and on washes, *deep* the largest headings; *band* is the
    ground of the cover with white text on it, *edge* the stripe along it, and *pale* its second
    text; *wash* is behind table headers and plain cards.
    """

    accent: Colour = TEAL
    deep: Colour = DARK
    band: Colour = DARK
    edge: Colour = TEAL
    pale: Colour = PALE
    wash: Colour = WASH

    def tone(self, tone: Tone) -> ToneLook:
        """Return the look of a callout; only one without a status takes the organisation's colour."""
        look = TONES[tone]
        return replace(look, ink=self.accent, wash=self.wash) if tone is Tone.PLAIN else look


@lru_cache(maxsize=8)
def palette_of(colour: str) -> Palette:
    """Return the palette of a house style's colour, ``#rrggbb``; SVDesk's own where that is ""."""
    if not colours.is_colour(colour):
        return Palette()
    colour = colours.darkened(colour)
    wash = colours.mixed(colour, colours.WHITE, _TINT)
    accent = colour
    for ground in (wash, *(f"#{look.wash.digits.lower()}" for look in TONES.values())):
        accent = colours.darkened(accent, ground)
    dark = colours.luminance(colour) < _NEARLY_BLACK
    other = colours.WHITE if dark else colours.BLACK
    return Palette(
        accent=_colour(accent),
        deep=_colour(colours.mixed(accent, colours.BLACK, 0.2)),
        band=_colour(colour),
        edge=_colour(colours.mixed(colour, other, 0.35)),
        pale=_colour(_pale(colour)),
        wash=_colour(wash),
    )


def _pale(band: str) -> str:
    """Return white with as much of the band in it as leaves it easy to read."""
    for share in (0.14, 0.1, 0.06, 0.03):
        pale = colours.mixed(colours.WHITE, band, share)
        if colours.contrast(pale, band) >= _LEAST_PALE:
            return pale
    return colours.WHITE


def _colour(text: str) -> Colour:
    return Colour(text[1:].upper())
