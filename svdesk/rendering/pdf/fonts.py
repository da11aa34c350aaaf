"""The faces that documents are set in, and which of them has which character."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from svdesk.paths import bundled
from svdesk.rendering.look.styles import Face
from svdesk.rendering.look.text import is_invisible

_FALLBACK = "DejaVuSans"
_KEPT_WIDTHS = 50_000


class Typeface:
    """One face: its characters and their widths, in ems."""

    def __init__(self, name: str, path: Path) -> None:
        """Read the TrueType file at *path*; raises reportlab's ``TTFError`` where it is none."""
        self.path = path
        # Letters get their codes by first use: else 95 codes are spent on ASCII in every subset.
        self.font = TTFont(name, str(path), asciiReadable=0, shapable=False)
        self.characters = frozenset(map(chr, self.font.face.charToGlyph)) | {"\n", "\xa0"}
        self._widths: dict[int, float] = self.font.face.charWidths
        self._default: float = self.font.face.defaultWidth
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return how wide *text* is, in ems."""
        width = self._known.get(text)
        if width is None:
            get, default = self._widths.get, self._default
            width = sum([get(code, default) for code in map(ord, text)]) / 1000
            if len(self._known) >= _KEPT_WIDTHS:
                self._known.clear()
            if len(text) < 40:
                self._known[text] = width
        return width

    def advance(self, character: str) -> float:
        """Return how wide one character is, in ems."""
        return self._widths.get(ord(character), self._default) / 1000


class Fonts:
    """The faces of a document, with a wide face behind them for what they lack."""

    def __init__(self) -> None:
        """Read the fonts that ship with SVDesk."""
        self._faces = {face: Typeface(face, bundled("resources", "fonts", f"{face}.ttf")) for face in Face}
        self._fallback = Typeface(_FALLBACK, bundled("resources", "fonts", f"{_FALLBACK}.ttf"))

    def face(self, face: Face) -> Typeface:
        """Return a cut of the text face."""
        return self._faces[face]

    def runs(self, text: str, face: Face, missing: set[str]) -> Iterable[tuple[Typeface, str]]:
        """Split clean *text* into runs that one face can print.

        What no face has is printed as its number, such as ``[U+1F44D]``, and added to *missing*.
        """
        wanted = self._faces[face]
        lacking = set(text) - wanted.characters
        if not lacking:
            return ((wanted, text),)
        return self._split(text, wanted, lacking, missing)

    def _split(
        self, text: str, wanted: Typeface, lacking: set[str], missing: set[str]
    ) -> Iterable[tuple[Typeface, str]]:
        current, run = wanted, list[str]()
        runs: list[tuple[Typeface, str]] = []
        for character in text:
            shown, face = character, wanted
            if character in lacking:
                if character in self._fallback.characters:
                    face = self._fallback
                elif is_invisible(character):
                    continue
                else:
                    missing.add(character)
                    shown = f"[U+{ord(character):04X}]"
            if face is not current and run:
                runs.append((current, "".join(run)))
                run.clear()
            current = face
            run.append(shown)
        if run:
            runs.append((current, "".join(run)))
        return runs


@cache
def shipped_fonts() -> Fonts:
    """Return the shipped fonts, read once: they never change while SVDesk runs."""
    return Fonts()
