"""The file itself: its parts, what it says of itself, and a zip that is the same each time."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from svdesk.documents.model.blocks import Document
from svdesk.domain.pictures import Picture
from svdesk.rendering.docx.addresses import address
from svdesk.rendering.docx.faces import list_faces
from svdesk.rendering.docx.furniture import cover_foot, cover_head, foot, head
from svdesk.rendering.docx.lists import numbering_xml
from svdesk.rendering.docx.made_from import state_origin
from svdesk.rendering.docx.markup import BOTTOM, MARGIN, NAMESPACES, PAGE_HEIGHT, PAGE_WIDTH, TOP
from svdesk.rendering.docx.styles import styles_xml
from svdesk.rendering.look.palette import palette_of
from svdesk.rendering.look.text import one_line, shortened
from svdesk.rendering.office_file import made, settled

_LONGEST_PROPERTY = 255  # the longest that python-docx, after the standard, takes
_TEXT = "word/document.xml"
# What python-docx's template brings along and this file replaces or has no use for, by the end of its
# relationship.
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml", "fontTable", "webSettings", "extended-properties")


class Package:
    """A Word file in the making."""

    def __init__(self, document: Document, refused: set[str]) -> None:
        """Start the file of *document*, with its styles, settings, heads, feet and properties."""
        self._word = docx.Document()
        self._links: dict[str, str] = {}
        self._palette = palette_of(document.house_style.colour)
        main = self._word.part
        for owner in (main.package, main):
            for key, relationship in list(owner.rels.items()):
                if relationship.reltype.endswith(_UNUSED):
                    del owner.rels[key]
        language = one_line(document.language, refused) or "en-GB"
        _fill(self._word.styles.element, styles_xml(language, self._palette, compact=document.compact))
        _fill(self._word.settings.element, _settings(language))
        _set_page(self._word, document, refused)
        _describe(self._word, document, language, refused)
        state_origin(self._word, one_line(document.origin, refused))

    def leads(self, url: str) -> str:
        """Return the number of the relationship that leads to *url*; "" where it leads nowhere safe."""
        target = address(url)
        if not target:
            return ""
        if target not in self._links:
            key = f"rIdLink{len(self._links) + 1}"
            self._word.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, key, is_external=True)
            self._links[target] = key
        return self._links[target]

    def holds(self, picture: Picture) -> str:
        """Take *picture* into the file; return the number of the relationship that leads to it."""
        key, _ = self._word.part.get_or_add_image(BytesIO(picture.png))
        return str(key)

    def finish(self, body: str, lists: int, faces: Iterable[str]) -> bytes:
        """Return the file, with *body* as its text in those *faces*; *lists* of its lists are numbered."""
        list_faces(self._word, faces)
        _fill(self._word.part.numbering_part.element, numbering_xml(lists, self._palette))
        file = BytesIO()
        self._word.save(file)
        return _settled(file, body)


def _fill(element: BaseOxmlElement, xml: str) -> None:
    """Give *element* the content of *xml* in place of its own."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _set_page(word: WordDocument, document: Document, refused: set[str]) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Twips(MARGIN)
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.header_distance, section.footer_distance = Twips(620), Twips(560)
    section.different_first_page_header_footer = True
    for place, xml in (
        (section.header, head(document, refused)),
        (section.footer, foot(document, refused)),
        (section.first_page_header, cover_head(document)),
        (section.first_page_footer, foot(document, refused) if document.compact else cover_foot()),
    ):
        place.is_linked_to_previous = False
        _fill(place.part.element, xml)


def _describe(word: WordDocument, document: Document, language: str, refused: set[str]) -> None:
    def short(text: str) -> str:
        return shortened(text, _LONGEST_PROPERTY, refused)

    about = word.core_properties
    about.title = short(document.title) or "Untitled"
    about.author = about.last_modified_by = short(document.authority)
    about.subject = short(" · ".join(part for part in (document.project_title, document.reference) if part))
    about.keywords = short(", ".join(document.keywords))
    about.comments = ""
    about.content_status = short(document.status)
    about.identifier = short(document.reference)
    about.version = short(document.version)
    about.language = language
    about.revision = 1
    # python-docx writes moments in UTC and takes them without a zone.
    about.created = about.modified = made(document).replace(tzinfo=None)


def _settings(language: str) -> str:
    uri = "http://schemas.microsoft.com/office/word"
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatible}</w:compat>'
        f'<w:themeFontLang w:val="{language}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" '
        'w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _settled(file: BytesIO, body: str) -> bytes:
    """Return the zip in *file* with *body* as its text, without what depends on when and where it was made.

    The text is put in here because moving a parsed one into python-docx's document takes time by the
    square of its length.
    """
    # Parsed all the same, so that a file that no reader could read is an error here and now.
    parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")
    with zipfile.ZipFile(file) as parts:
        found = {name: parts.read(name) for name in parts.namelist()}
    before, section, after = found[_TEXT].partition(b"<w:sectPr")
    return settled(found | {_TEXT: b"".join((before, body.encode("utf-8"), section, after))})
