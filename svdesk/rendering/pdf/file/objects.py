"""The objects of a file: reportlab's document behind a typed door.

reportlab sets most attributes of its objects as it goes, so its type stubs know few of them. What
SVDesk needs of them is reached through here, and nowhere else.
"""

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFTrueTypeFont,
)

from svdesk.domain.pictures import Picture


def array(*numbers: float) -> str:
    """Return *numbers* as an array of the file, to a hundredth of a point."""
    return f"[{' '.join(f'{round(number, 2):g}' for number in numbers)}]"


def image(picture: Picture) -> PDFStream:
    """Return *picture* as an image of the file; its compressed rows are taken as they are."""
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": PDFName("DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("FlateDecode"),
        "DecodeParms": PDFDictionary({"Predictor": 15, "Colors": 3, "Columns": picture.width}),
    }
    return PDFStream(PDFDictionary(entries), picture.rows, None)


class File:
    """A file in the making."""

    def __init__(self, document: PDFDocument) -> None:
        """Take reportlab's *document*."""
        self.document = document
        self._any: Any = document

    @property
    def catalogue(self) -> Any:  # noqa: ANN401 - its entries are set as attributes
        """The document catalogue."""
        return self._any.Catalog

    @property
    def pages(self) -> list[Any]:
        """The pages finished so far."""
        return list(self._any.Pages.pages)

    @property
    def outlines(self) -> Any:  # noqa: ANN401 - two classes, of which only one is ever used
        """The bookmarks."""
        return self._any.Outlines

    def reference(self, item: PDFObject, name: str | None = None) -> PDFObjectReference:
        """Make *item* an object of its own, if it is none yet, and return the reference to it."""
        reference: PDFObjectReference = self._any.Reference(item, name)
        return reference

    def number(self, item: PDFObject) -> int:
        """Return the number of *item* among the objects; it becomes one if it is none yet."""
        return self.document.idToObjectNumberAndVersion[self.reference(item).name][0]

    def bodies(self) -> dict[int, bytes]:
        """Return what stands in the file for every object; formatting one may add others behind it."""
        bodies = dict[int, bytes]()
        number = 1
        while number in self.document.numberToId:
            item = self.document.idToObject[self.document.numberToId[number]]
            body: bytes = pdfdoc.format(item, self.document, toplevel=1)
            bodies[number] = body
            number += 1
        return bodies

    def add_font(self, name: str, **entries: object) -> None:
        """Add a TrueType font that pages know as *name*."""
        font = PDFTrueTypeFont()
        for key, entry in (("Name", name), *entries.items()):
            setattr(font, key, entry)
        self.reference(font, name)
        self._any.idToObject["BasicFonts"].dict[name] = font
