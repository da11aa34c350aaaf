"""The part of PDFium's own interface that SVDesk uses. Handles are opaque: anything that ctypes takes."""
# ruff: noqa: N801, N802 (the names are PDFium's own)

import ctypes

FPDFBitmap_BGRx: int
FPDF_ANNOT: int
FPDF_GRAYSCALE: int
PDFACTION_GOTO: int
PDFACTION_URI: int

class FPDF_LINK:
    def __init__(self) -> None: ...

class FS_RECTF(ctypes.Structure):
    left: float
    bottom: float
    right: float
    top: float

def FPDFBitmap_CreateEx(width: int, height: int, kind: int, memory: object, stride: int) -> object: ...
def FPDFBitmap_FillRect(
    bitmap: object, left: int, top: int, width: int, height: int, colour: int
) -> object: ...
def FPDFBitmap_Destroy(bitmap: object) -> None: ...
def FPDF_RenderPageBitmap(
    bitmap: object, page: object, x: int, y: int, width: int, height: int, rotate: int, flags: int
) -> None: ...
def FPDF_FFLDraw(
    form: object,
    bitmap: object,
    page: object,
    x: int,
    y: int,
    width: int,
    height: int,
    rotate: int,
    flags: int,
) -> None: ...
def FPDF_PageToDevice(
    page: object,
    x: int,
    y: int,
    width: int,
    height: int,
    rotate: int,
    page_x: float,
    page_y: float,
    across: ctypes.c_int,
    down: ctypes.c_int,
) -> int: ...
def FPDFLink_Enumerate(page: object, place: ctypes.c_int, link: FPDF_LINK) -> int: ...
def FPDFLink_GetAnnotRect(link: FPDF_LINK, box: FS_RECTF) -> int: ...
def FPDFLink_GetDest(document: object, link: FPDF_LINK) -> object: ...
def FPDFLink_GetAction(link: FPDF_LINK) -> object: ...
def FPDFAction_GetType(action: object) -> int: ...
def FPDFAction_GetDest(document: object, action: object) -> object: ...
def FPDFAction_GetURIPath(document: object, action: object, memory: object, size: int) -> int: ...
def FPDFDest_GetDestPageIndex(document: object, target: object) -> int: ...
def FPDFDest_GetLocationInPage(
    target: object,
    has_x: ctypes.c_int,
    has_y: ctypes.c_int,
    has_zoom: ctypes.c_int,
    x: ctypes.c_float,
    y: ctypes.c_float,
    zoom: ctypes.c_float,
) -> int: ...
