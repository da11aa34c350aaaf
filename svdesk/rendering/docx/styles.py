"""The named styles of a Word file, so that a reader can restyle the whole of it in one place.

The colours are those of the PDF, the organisation's own among them; the face is one that every
office program has.
"""

import re
from functools import lru_cache

from svdesk.documents.model.blocks import Tone
from svdesk.rendering.docx.faces import FACE
from svdesk.rendering.docx.lists import BULLETS, HANGING, NUMBERS
from svdesk.rendering.docx.looks import CUSTOM, Letters, ParagraphStyle, edges
from svdesk.rendering.docx.markup import BODY_WIDTH, NAMESPACES
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BORDER, INK, LINE, MUTED, TONES


def callout_style(tone: Tone) -> str:
    """Return the paragraph style of a callout's lines."""
    return f"Callout{_joined(tone)}"


def tone_style(tone: Tone) -> str:
    """Return the character style of the word that says a callout's tone."""
    return f"Tone{_joined(tone)}"


def _joined(tone: Tone) -> str:
    return tone.value.title().replace("_", "")


def _spaced(tone: Tone) -> str:
    return tone.value.replace("_", " ")


@lru_cache(maxsize=64)
def room_before(style: str) -> int:
    """Return the distance above paragraphs of a style, in twentieths of a point."""
    return next((round(20 * each.before) for each in _paragraphs(Palette()) if each.id == style), 0)


@lru_cache(maxsize=64)
def indent_right(style: str) -> int:
    """Return how far paragraphs of a style are indented on the right, in twentieths of a point."""
    indents = (each.indent for each in _paragraphs(Palette()) if each.id == style)
    found = re.search(r'w:right="(\d+)"', next(indents, ""))
    return int(found[1]) if found else 0


def fill_of(style: str, palette: Palette) -> str:
    """Return the ground of a callout's style in the colours of *palette*; "" for any other style."""
    return next((palette.tone(tone).wash.digits for tone in Tone if callout_style(tone) == style), "")


def _box(room_below: int) -> str:
    edge = (BORDER.digits, 8, 7)
    return edges(top=edge, left=edge, bottom=(BORDER.digits, 8, room_below), right=edge)


def _callout(tone: Tone, palette: Palette) -> ParagraphStyle:
    look = palette.tone(tone)
    wash = look.wash.digits
    return ParagraphStyle(
        id=callout_style(tone),
        name=f"Callout {_spaced(tone)}",
        after=4,
        borders=edges(
            top=(wash, 4, 8), left=(look.ink.digits, 36, 10), bottom=(wash, 4, 6), right=(wash, 4, 8)
        )
        + f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>',
        indent='<w:ind w:left="240" w:right="240"/>',
    )


_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{BODY_WIDTH}"/></w:tabs>'


def _paragraphs(palette: Palette, *, compact: bool = False) -> tuple[ParagraphStyle, ...]:
    return (
        ParagraphStyle(id="BodyText", name="Body Text", after=8),
        ParagraphStyle(id="Lead", name="Lead", after=12, letters=Letters(size=14.5)),
        ParagraphStyle(id="Hint", name="Hint", after=6, letters=Letters(size=10.5, colour=MUTED.digits)),
        ParagraphStyle(
            id="Kicker",
            name="Kicker",
            following="Heading2",
            before=22,
            after=2,
            keep_next=True,
            letters=Letters(size=11, bold=True, colour=palette.accent.digits),
        ),
        *(
            ParagraphStyle(
                id=f"Heading{number}",
                name=f"heading {number}",
                following="BodyText",
                before=before,
                after=after,
                line=264,
                keep_next=True,
                level=number - 1,
                letters=Letters(size=size, bold=True, colour=colour.digits),
            )
            for number, (size, colour, before, after) in enumerate(
                (
                    (24.0, palette.deep, 28, 10),
                    (17.5, INK, 20, 6),
                    (13.0, palette.accent, 14, 4),
                    (12.0, INK, 12, 3),
                )[compact:][:3],
                1,
            )
        ),
        ParagraphStyle(
            id="Title",
            name="Title",
            following="Subtitle",
            before=12 if compact else 60,
            after=6 if compact else 12,
            line=252,
            letters=Letters(size=24 if compact else 32, bold=True, colour=palette.deep.digits),
        ),
        ParagraphStyle(
            id="Subtitle",
            name="Subtitle",
            following="BodyText",
            after=12 if compact else 34,
            letters=Letters(size=16, colour=MUTED.digits),
        ),
        ParagraphStyle(id="CoverLogo", name="Cover logo", after=16, line=240),
        ParagraphStyle(
            id="CoverAuthority",
            name="Cover authority",
            after=4,
            borders=edges(top=(palette.band.digits, 48, 14)),
            setting=_RIGHT_TAB,
            letters=Letters(size=12.5, bold=True, colour=palette.accent.digits),
        ),
        ParagraphStyle(id="ListBullet", name="List Bullet", after=4, numbering=BULLETS, indent=HANGING),
        ParagraphStyle(id="ListNumber", name="List Number", after=4, numbering=NUMBERS, indent=HANGING),
        ParagraphStyle(
            id="Caption",
            name="caption",
            before=10,
            after=5,
            keep_next=True,
            letters=Letters(bold=True),
        ),
        ParagraphStyle(id="TableText", name="Table text", line=276, letters=Letters(size=11)),
        ParagraphStyle(
            id="TableTextSmall", name="Table text small", based="TableText", letters=Letters(size=10)
        ),
        ParagraphStyle(
            id="TableTextSmallest", name="Table text smallest", based="TableText", letters=Letters(size=9)
        ),
        ParagraphStyle(
            id="TableNote",
            name="Table note",
            based="TableText",
            letters=Letters(size=9.5, colour=MUTED.digits),
        ),
        ParagraphStyle(id="AfterTable", name="After table", line=240, exactly=True),
        *(
            ParagraphStyle(
                id=identity,
                name=name,
                borders=edges(bottom=(LINE.digits, 6, 4), between=(LINE.digits, 6, 4)),
                before=4,
                setting=f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>',
                indent=f'<w:ind w:left="{indent}" w:hanging="{indent}"/>',
            )
            for identity, name, indent in (("Fact", "Fact", 2900), ("WideFact", "Wide fact", 4300))
        ),
        ParagraphStyle(
            id="FieldLabel",
            name="Field label",
            before=12,
            after=3,
            keep_next=True,
            letters=Letters(size=12.5, bold=True),
        ),
        ParagraphStyle(
            id="Answer",
            name="Answer",
            keep_lines=True,
            before=8,
            after=16,
            borders=_box(7),
            indent='<w:ind w:left="160" w:right="160"/>',
        ),
        ParagraphStyle(
            id="LongAnswer",
            name="Long answer",
            before=8,
            after=16,
            borders=_box(31),
            indent='<w:ind w:left="160" w:right="160"/>',
        ),
        ParagraphStyle(
            id="TickAnswer",
            name="Tick answer",
            before=8,
            after=8,
            indent='<w:ind w:left="440" w:hanging="440"/>',
        ),
        ParagraphStyle(
            id="TOCHeading",
            name="TOC Heading",
            based="Heading1",
            following="BodyText",
            after=10,
            keep_next=True,
            level=9,
        ),
        ParagraphStyle(
            id="TOC1", name="toc 1", before=9, after=3, setting=_RIGHT_TAB, letters=Letters(bold=True)
        ),
        ParagraphStyle(
            id="TOC2",
            name="toc 2",
            before=2,
            after=3,
            setting=_RIGHT_TAB,
            indent='<w:ind w:left="400"/>',
            letters=Letters(colour=MUTED.digits),
        ),
        ParagraphStyle(
            id="Header",
            name="header",
            borders=edges(bottom=(LINE.digits, 6, 6)),
            setting=_RIGHT_TAB,
            letters=Letters(size=9.5, colour=MUTED.digits),
        ),
        ParagraphStyle(
            id="Footer",
            name="footer",
            borders=edges(top=(LINE.digits, 6, 6)),
            setting=_RIGHT_TAB,
            letters=Letters(size=9.5, colour=MUTED.digits),
        ),
        *(_callout(tone, palette) for tone in Tone),
    )


def _characters(palette: Palette) -> tuple[tuple[str, str, Letters], ...]:
    return (
        ("Strong", "Strong", Letters(bold=True)),
        ("Hyperlink", "Hyperlink", Letters(colour=palette.accent.digits, underline=True)),
        ("PlaceholderText", "Placeholder Text", Letters(colour=MUTED.digits)),
        ("FactLabel", "Fact label", Letters(bold=True, colour=MUTED.digits)),
        ("CalloutTitle", "Callout title", Letters(size=13, bold=True)),
        ("Source", "Source", Letters(size=10.5, colour=MUTED.digits)),
        ("DraftMark", "Draft mark", Letters(bold=True, colour=INK.digits)),
        *(
            (tone_style(tone), f"Tone {_spaced(tone)}", Letters(size=10.5, bold=True, colour=look.ink.digits))
            for tone, look in TONES.items()
            if look.word
        ),
    )


def _character(identity: str, name: str, letters: Letters) -> str:
    custom = "" if identity in ("Strong", "Hyperlink", "PlaceholderText") else CUSTOM
    return (
        f'<w:style w:type="character"{custom} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>{letters.xml()}</w:style>'
    )


def styles_xml(language: str, palette: Palette, *, compact: bool = False) -> str:
    """Return every style in the colours of *palette*; *language* is that of text which says no other.

    The headings of a *compact* document are set one size down, and its lines closer.
    """
    line = LINE.digits
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="table"{CUSTOM} w:styleId="SVDeskTable"><w:name w:val="SVDesk table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="12" w:space="0" w:color="{palette.accent.digits}"/>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{line}"/>'
        f'<w:insideH w:val="single" w:sz="6" w:space="0" w:color="{line}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="90" w:type="dxa"/><w:left w:w="120" w:type="dxa"/>'
        '<w:bottom w:w="100" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{palette.wash.digits}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
        f'<w:color w:val="{INK.digits}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{288 if compact else 312}" '
        'w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>'
        "</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f"{table}{''.join(style.xml() for style in _paragraphs(palette, compact=compact))}"
        f"{''.join(_character(*each) for each in _characters(palette))}</w:styles>"
    )
