"""Where something is on a page, and where a page's links lead to."""

import ctypes
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_FINE = 100
"""PDFium gives places on a drawn page in whole pixels: a hundredth of a point each."""


class Area(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class PageLink(NamedTuple):
    """A place that leads elsewhere: to a page, counted from 0, or to an address (then *page* is -1).

    *top* is how far down on that page, in points; 0.0 where the link doesn't say.
    """

    area: Area
    page: int
    top: float
    address: str


def place_on_page(sheet: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> Area:
    """Return *box* (left, bottom, right, top in the file's own measure) as it lies on the shown page.

    So it is right also for pages that are turned or cut.
    """
    left, bottom, right, top = box
    one, other = _point(sheet, left, top), _point(sheet, right, bottom)
    return Area(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def links_of(pdf: pypdfium2.PdfDocument, sheet: pypdfium2.PdfPage) -> list[PageLink]:
    """Return the links on a page that lead to a page of the same file or to an address."""
    found = list[PageLink]()
    place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(sheet, place, link):
        if not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        area = place_on_page(sheet, (box.left, box.bottom, box.right, box.top))
        target = pdfium.FPDFLink_GetDest(pdf, link)
        action = None if target else pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_GOTO:
            target = pdfium.FPDFAction_GetDest(pdf, action)
        page = pdfium.FPDFDest_GetDestPageIndex(pdf, target) if target else -1
        address = _address(pdf, action) if action and page < 0 else ""
        if 0 <= page < len(pdf):
            found.append(PageLink(area, page, _top(pdf, page, target), ""))
        elif address:
            found.append(PageLink(area, -1, 0.0, address))
    return found


def _point(sheet: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = round(sheet.get_width() * _FINE), round(sheet.get_height() * _FINE)
    pdfium.FPDF_PageToDevice(sheet, 0, 0, width, height, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _top(pdf: pypdfium2.PdfDocument, page: int, target: object) -> float:
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    said = pdfium.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    height = pdf.get_page_size(page)[1]
    return min(max(0.0, height - y.value), height) if said and has_y.value else 0.0


def _address(pdf: pypdfium2.PdfDocument, action: object) -> str:
    if pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    size = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
    memory = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(pdf, action, memory, size)
    return memory.value.decode("utf-8", errors="replace")
