"""The table of a Word file's faces, so that a reader without one of them takes the nearest it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from svdesk.rendering.docx.markup import NAMESPACES

FACE = "Arial"
"""The face of all text: one that every office program has."""
BOX_FACE = "MS Gothic"
"""The face of the boxes to tick, in which Word draws its own."""

_PART = PackURI("/word/fontTable.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """What a reader without a face chooses another by, as ISO/IEC 29500-1, 17.8.3 has it."""

    panose: str
    charset: str
    family: str
    pitch: str

    def xml(self, name: str) -> str:
        return (
            f'<w:font w:name="{name}"><w:panose1 w:val="{self.panose}"/><w:charset w:val="{self.charset}"/>'
            f'<w:family w:val="{self.family}"/><w:pitch w:val="{self.pitch}"/></w:font>'
        )


_FACES = {
    FACE: _Face(panose="020B0604020202020204", charset="00", family="swiss", pitch="variable"),
    BOX_FACE: _Face(panose="020B0609070205080204", charset="80", family="modern", pitch="fixed"),
}


def list_faces(word: WordDocument, used: Iterable[str]) -> None:
    """Give *word* the table of the faces *used* in it, each of which is a constant of this module."""
    listed = "".join(_FACES[name].xml(name) for name in sorted(used))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {NAMESPACES}>{listed}</w:fonts>'
    part = Part(_PART, CONTENT_TYPE.WML_FONT_TABLE, xml.encode("utf-8"), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
