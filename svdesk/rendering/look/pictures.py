"""How large pictures are shown."""

from svdesk.domain.pictures import Picture

MOST_POINTS_A_PIXEL = 0.75
"""A picture is not shown larger than at 96 dots an inch: fewer would be seen."""


def fitted(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Return the size at which *picture* fills *width* by *height* as far as its shape and pixels allow."""
    scale = min(width / picture.width, height / picture.height, MOST_POINTS_A_PIXEL)
    return picture.width * scale, picture.height * scale
