"""How letters and paragraphs look, as the mark-up of a style."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How letters look; sizes are in points."""

    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    underline: bool = False

    def xml(self) -> str:
        """Return the run properties."""
        bold = "" if self.bold is None else "<w:b/><w:bCs/>" if self.bold else '<w:b w:val="0"/>'
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        half = f"{2 * self.size:.0f}" if self.size else ""
        size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else ""
        line = '<w:u w:val="single"/>' if self.underline else ""
        inner = bold + colour + size + line
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style; *before* and *after* are in points, *setting* is mark-up that stands before them."""

    id: str
    name: str
    letters: Letters = Letters()
    based: str = "Normal"
    following: str = ""
    before: float = 0.0
    after: float = 0.0
    line: int | None = None
    exactly: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    borders: str = ""
    setting: str = ""
    indent: str = ""
    level: int | None = None
    contextual: bool = False
    numbering: int | None = None

    def xml(self) -> str:
        """Return the style as mark-up."""
        rule = "exact" if self.exactly else "auto"
        line = f' w:line="{self.line}" w:lineRule="{rule}"' if self.line else ""
        custom = "" if self.name[0].islower() or self.id in _KNOWN else CUSTOM
        numbered = f'<w:numPr><w:numId w:val="{self.numbering}"/></w:numPr>' if self.numbering else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        keep = "<w:keepNext/>" if self.keep_next else ""
        keep += "<w:keepLines/>" if self.keep_next or self.keep_lines else ""
        contextual = "<w:contextualSpacing/>" if self.contextual else ""
        level = "" if self.level is None else f'<w:outlineLvl w:val="{self.level}"/>'
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based}"/>'
            f"{following}<w:qFormat/><w:pPr>{keep}{numbered}{self.borders}{self.setting}"
            f'<w:spacing w:before="{20 * self.before:.0f}" w:after="{20 * self.after:.0f}"{line}/>'
            f"{self.indent}{contextual}{level}</w:pPr>{self.letters.xml()}</w:style>"
        )


CUSTOM = ' w:customStyle="1"'
_KNOWN = {"BodyText", "Title", "Subtitle", "ListBullet", "ListNumber", "TOCHeading"}


def edges(**sides: tuple[str, int, int]) -> str:
    """Return paragraph borders: colour, eighths of a point, and points of room for each side named."""
    order = ("top", "left", "bottom", "right", "between")
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{room}" w:color="{colour}"/>'
        for side in order
        if side in sides
        for colour, width, room in (sides[side],)
    )
    return f"<w:pBdr>{drawn}</w:pBdr>"
