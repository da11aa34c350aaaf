"""A logo as an officer has it becomes a picture as a project keeps it.

What is read is limited before it is decoded: the kinds of file, its size, its pixels. What is kept
is the picture and nothing else: upright, in sRGB, on white, without anything the file said besides.
"""

import io
import warnings
from base64 import b64encode
from math import sqrt
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageOps

from svdesk.domain.pictures import MOST_SIDE, MOST_TEXT, PictureError, read_picture
from svdesk.files.regular import read_regular

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 36_000_000
KINDS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")

_MARGIN_SHADE = 250  # from here up a pixel counts as white paper around the logo
_FAINTEST = 235  # a picture whose every pixel has this much of all three colours is not seen on paper
_LEAST_SIDE = 8
_LONGEST_SHAPE = 25  # in its place on a cover such a picture is still 3 mm high, or 1 mm wide
_SMALLEST = 60
_STRIP = 64
_SCALABLE = ("RGB", "RGBA", "L", "LA", "CMYK")
_WHAT_CAN_BE_READ = "Choose a PNG or a JPEG file"
# What Pillow has been seen to raise for files that are damaged or are none.
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError)


class LogoError(Exception):
    """A file is not taken as a logo; the message says why, and what to do."""


def read_logo(path: Path) -> str:
    """Return the picture in the file at *path* as a project keeps it; raises :class:`LogoError`."""
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not the name of a file"
        raise LogoError(f"{path.name} could not be read: {why}. {_WHAT_CAN_BE_READ}.") from error
    return logo_from(content, path.name)


def logo_from(content: bytes, name: str) -> str:
    """Return the picture in *content*, a file called *name*, as a project keeps it.

    The first frame of a moving picture counts. Raises :class:`LogoError`.
    """
    if len(content) > MOST_BYTES:
        raise LogoError(
            f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB. Save the logo smaller: "
            f"{MOST_SIDE} pixels wide is enough."
        )
    _refuse_others(content, name)
    try:
        picture = _decoded(content, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(name) from error
    except MemoryError as error:
        raise LogoError(f"{name} needs more memory than there is. Save the logo smaller.") from error
    except _DAMAGED as error:
        raise LogoError(f"{name} is damaged, or is no picture. {_WHAT_CAN_BE_READ}.") from error
    return _kept(picture, name)


def kinds_that_work() -> tuple[str, ...]:
    """Return the kinds of picture that this installation reads, each tried on one made for it."""
    working = list[str]()
    for kind in KINDS:
        file = io.BytesIO()
        try:
            Image.new("RGB", (_LEAST_SIDE, _LEAST_SIDE), "black").save(file, kind)
            logo_from(file.getvalue(), kind)
        except (LogoError, *_DAMAGED):
            continue
        working.append(kind)
    return tuple(working)


def _refuse_others(content: bytes, name: str) -> None:
    """Refuse the kinds of file that people have logos in and that are more than pictures."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not content:
        raise LogoError(f"{name} is empty. {_WHAT_CAN_BE_READ}.")
    if start.startswith(b"%pdf") or b"%!ps" in start[:40]:
        raise LogoError(
            f"{name} is a PDF or PostScript file, which can hold whole documents and programs. Open it where "
            "it was made and save the logo as a PNG."
        )
    if b"<svg" in start or start.startswith((b"<?xml", b"<!doctype")) or b"<\0s\0v\0g" in start:
        raise LogoError(
            f"{name} is an SVG, a drawing that looks different from program to program and can hold scripts. "
            f"Ask for the logo as a PNG, or save it as one, {MOST_SIDE} pixels wide."
        )


def _too_many_pixels(name: str) -> LogoError:
    return LogoError(
        f"{name} has more than {MOST_PIXELS // 1_000_000} million pixels. Save the logo smaller: "
        f"{MOST_SIDE} pixels wide is enough."
    )


def _decoded(content: bytes, name: str) -> Image.Image:
    """Return the picture upright, in red, green and blue on white, no larger than it can be kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of metadata that is damaged; it is dropped anyway
        with Image.open(io.BytesIO(content), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many_pixels(name)
            opened.draft("RGB", (2 * MOST_SIDE, 2 * MOST_SIDE))
            opened.load()
            profile = opened.info.get("icc_profile")
            if opened.mode in _SCALABLE:  # early, as millions of pixels take seconds at every step
                smaller = _reduced(opened)
                smaller.thumbnail((2 * MOST_SIDE, 2 * MOST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
            else:
                smaller = opened
            flat = _on_white(ImageOps.exif_transpose(smaller), profile)
    trimmed = _trimmed(flat)
    _refuse_unseen(trimmed, name)
    trimmed.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return trimmed


def _reduced(picture: Image.Image) -> Image.Image:
    """Return *picture* with several pixels made one, while it is still larger than it is wanted.

    Strip by strip: the library would first copy one that shines through, and a large one fills the memory.
    """
    several = max(picture.size) // (2 * MOST_SIDE)
    if several < 2:
        return picture
    width, height = picture.size
    reduced = Image.new(picture.mode, (-(-width // several), -(-height // several)))
    for top in range(0, height, _STRIP * several):
        strip = picture.crop((0, top, width, min(top + _STRIP * several, height)))
        reduced.paste(strip.reduce(several), (0, top // several))
    reduced.info = dict(picture.info)
    reduced.getexif().update(picture.getexif())
    return reduced


def _refuse_unseen(picture: Image.Image, name: str) -> None:
    """Refuse what nobody would see as a logo: too pale for paper, too few pixels, or a mere line."""
    palest = ImageChops.darker(
        ImageChops.darker(picture.getchannel("R"), picture.getchannel("G")), picture.getchannel("B")
    )
    least, _ = palest.getextrema()
    if isinstance(least, int) and least >= _FAINTEST:
        raise LogoError(
            f"{name} would not be seen on white paper: all of it is transparent, white or almost white. "
            "Choose the logo as it is made for white paper."
        )
    short, long = sorted(picture.size)
    if long > short * _LONGEST_SHAPE:
        raise LogoError(
            f"{name} is a mere line, which nobody would see as a logo. Choose a picture whose long side is "
            f"at most {_LONGEST_SHAPE} times its short one."
        )
    if short < _LEAST_SIDE:
        raise LogoError(
            f"{name} is too small to show a logo: {picture.width} by {picture.height} pixels without the "
            "white around it. Choose a larger picture, 300 pixels wide or more."
        )


def _on_white(picture: Image.Image, profile: object) -> Image.Image:
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):  # grey in 16 bits or more
        picture = picture.point(lambda level: level / 256).convert("L")
    seen_through = "A" in picture.getbands() or "a" in picture.getbands() or "transparency" in picture.info
    mask = picture.convert("RGBA").getchannel("A") if seen_through else None
    colours = _in_srgb(picture.convert("RGB") if seen_through else picture, profile)
    # A new picture has none of what the file said besides, such as its profile and its comments.
    white = Image.new("RGB", colours.size, "white")
    white.paste(colours, mask=mask)
    return white


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Return *picture* in sRGB, by its own colour profile where it has a sound one."""
    if isinstance(profile, bytes) and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.getOpenProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, *_DAMAGED):
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB")


def _trimmed(picture: Image.Image) -> Image.Image:
    """Return *picture* without the white around it, so that the logo stands at the margin of the page."""
    inked = picture.convert("L").point(lambda level: 255 if level < _MARGIN_SHADE else 0)
    box = inked.getbbox()
    return picture.crop(box) if box else picture


def _kept(picture: Image.Image, name: str) -> str:
    """Return *picture* in the form that is kept, made smaller until it is not too long."""
    while True:
        file = io.BytesIO()
        picture.save(file, "PNG", optimize=True)
        text = b64encode(file.getvalue()).decode("ascii")
        if len(text) <= MOST_TEXT:
            break
        share = min(0.97 * sqrt(MOST_TEXT / len(text)), 0.97)
        if max(picture.size) * share < _SMALLEST:
            raise LogoError(f"{name} can't be made small enough. Choose a plainer picture.")
        width, height = (max(round(side * share), 1) for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    try:
        read_picture(text)
    except PictureError as error:  # what the projects' own check refuses must never be kept
        raise LogoError(f"{name} can't be kept as a logo: {error}.") from error
    return text
