"""What the file says of itself: the information dictionary, XMP and the colour profile."""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFString,
)

from svdesk.documents.model.blocks import Document
from svdesk.paths import bundled
from svdesk.rendering.look.text import one_line, shortened
from svdesk.rendering.pdf.file.objects import File
from svdesk.rendering.pdf.file.repairs import Stream, allow, text_string

_CREATOR = "SVDesk"
_PRODUCER = "SVDesk with ReportLab"
_USUAL_PART, _EMBEDDING_PART = 2, 3
"""The parts of ISO 19005 that files follow."""
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)

# PDF/A-2 6.6.2.3: a property that PDF/A does not define, as PDF/UA's own part, must be described.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a document is called, by whom, when; every text on one line."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    made: datetime
    origin: str


def particulars(document: Document) -> Particulars:
    """Return the particulars of *document*; they depend on nothing else, so files can be made again."""
    subject = " · ".join(part for part in (document.project_title, document.reference) if part)
    return Particulars(
        title=shortened(document.title) or "Untitled",
        author=shortened(document.authority),
        subject=shortened(subject),
        keywords=shortened(", ".join(map(one_line, document.keywords))),
        language=document.language,
        made=_made(document),
        origin=one_line(document.origin),
    )


def _made(document: Document) -> datetime:
    if document.stamp > 0:
        return datetime.fromtimestamp(document.stamp, tz=UTC)
    if document.dated is not None:
        return datetime(document.dated.year, document.dated.month, document.dated.day, tzinfo=UTC)
    return _NO_DATE


class _Information(PDFInfo):
    def __init__(self, about: Particulars) -> None:
        super().__init__()
        self._about = about

    def format(self, document: PDFDocument) -> bytes:
        about = self._about
        when = PDFString(f"D:{about.made:%Y%m%d%H%M%S}+00'00'")
        known = {
            "Title": about.title,
            "Author": about.author,
            "Subject": about.subject,
            "Keywords": about.keywords,
            "Creator": _CREATOR,
            "Producer": _PRODUCER,
        }
        entries = {key: text_string(text) for key, text in known.items() if text}
        return PDFDictionary(entries | {"CreationDate": when, "ModDate": when}).format(document)


def describe(file: File, about: Particulars, *, embeds: bool = False) -> None:
    """Put *about* into *file*, with the marks of PDF/UA-1 and PDF/A and the sRGB profile.

    It is PDF/A-2a, or 3a where it *embeds* other files, which part 2 does not allow.
    """
    file.document.info = _Information(about)
    catalogue = file.catalogue
    catalogue.Metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        _xmp(about, _EMBEDDING_PART if embeds else _USUAL_PART).encode("utf-8"),
    )
    profile = Stream(bundled("resources", "images", "srgb.icc").read_bytes(), {"N": 3})
    allow(catalogue, "OutputIntents")
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": file.reference(profile),
    }
    catalogue.OutputIntents = PDFArray([PDFDictionary(intent)])


def _xmp(about: Particulars, part: int) -> str:
    when = f"{about.made:%Y-%m-%dT%H:%M:%S}+00:00"
    title, author, subject, keywords = map(escape, (about.title, about.author, about.subject, about.keywords))
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:format>application/pdf</dc:format>"
            f"<dc:title>{_default(title)}</dc:title>"
            + (f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else "")
            + (f"<dc:description>{_default(subject)}</dc:description>" if subject else "")
            + (f"<dc:source>{escape(about.origin)}</dc:source>" if about.origin else "")
            + f"<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>"
            "</rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
            f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>"
            f"<xmp:ModifyDate>{when}</xmp:ModifyDate></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
            f"<pdf:Producer>{_PRODUCER}</pdf:Producer>"
            + (f"<pdf:Keywords>{keywords}</pdf:Keywords>" if keywords else "")
            + "</rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
            "<pdfuaid:part>1</pdfuaid:part></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>",
            _UA_SCHEMA,
            '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>\n',
        )
    )


def _default(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'
