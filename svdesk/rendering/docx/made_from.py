"""The line that says what a Word file was made from, so that a form that comes back is known again."""

from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from svdesk.rendering.look.origin_property import ORIGIN_PROPERTY

_PART = PackURI("/docProps/custom.xml")
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # that of properties which people name (MS-OLEPS)


def state_origin(word: WordDocument, line: str) -> None:
    """Give *word* a custom property that holds *line*, where there is one."""
    if not line:
        return
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">'
        f'<property fmtid="{_FORMAT_ID}" pid="2" name="{ORIGIN_PROPERTY}">'
        f"<vt:lpwstr>{escape(line)}</vt:lpwstr></property></Properties>"
    )
    package = word.part.package
    part = Part(_PART, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml.encode("utf-8"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
