"""What counts a Word file's lists, so that each numbered one begins at 1."""

from svdesk.rendering.docx.markup import NAMESPACES
from svdesk.rendering.look.palette import Palette

BULLETS, NUMBERS = 1, 2
"""The lists that the styles of bullets and of numbers belong to."""
FIRST_LIST = 3
"""Number of the first numbered list; each list counts from 1."""
HANGING = '<w:ind w:left="440" w:hanging="440"/>'
"""How far an item's words stand from its sign."""


def numbering_xml(lists: int, palette: Palette) -> str:
    """Return what counts a document's lists: *lists* of them are numbered, each from 1."""
    counted = "".join(
        f'<w:num w:numId="{FIRST_LIST + number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(lists)
    )
    return (
        f"<w:numbering {NAMESPACES}>{_level(0, 'bullet', '•', 'ListBullet', palette)}"
        f"{_level(1, 'decimal', '%1.', 'ListNumber', palette)}"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="1"/></w:num>{counted}</w:numbering>'
    )


def _level(number: int, kind: str, sign: str, style: str, palette: Palette) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>{HANGING}</w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{palette.accent.digits}"/></w:rPr></w:lvl></w:abstractNum>'
    )
