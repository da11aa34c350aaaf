"""What a PDF shows in its fields, which need not be what it stores in them.

A field keeps its text twice: as a value, and as the drawing that programs show. Honest programs cut the
drawing where the box ends, break its lines, and leave out letters that their typeface lacks.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO

import pikepdf

from svdesk.rendering.pages.preview import Preview, PreviewError
from svdesk.rendering.returned.pdf_fields import FoundField

_MOST_DRAWINGS = 2_000
_LARGEST = 256 * 1024
_SHOWS_TEXT = re.compile(rb"T[jJ]|['\"]")
_SLOW = ("/Pattern", "/Shading", "/XObject")
_ASCII = re.compile(r"[^a-z0-9]+")


def drawn_words(pdf: pikepdf.Pdf, fields: Sequence[FoundField]) -> dict[str, str]:
    """Return what is drawn in the fields of an open form, by their names.

    Fields without a drawing of their own are left out: programs draw them from what is stored. So are
    those whose drawings are not as plain as text in a box.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or str(form.get("/NeedAppearances")) == "True":
        return {}
    drawings = [(each.name, drawing) for each in fields for drawing in each.drawings if _is_plain(drawing)]
    if not drawings:
        return {}
    with pikepdf.new() as scratch:
        common = form.get("/DR")
        fonts = common.get("/Font") if isinstance(common, pikepdf.Dictionary) else None
        if isinstance(fonts, pikepdf.Dictionary):
            fonts = scratch.copy_foreign(pdf.make_indirect(fonts) if not fonts.is_indirect else fonts)
        for _, drawing in drawings[:_MOST_DRAWINGS]:
            page = scratch.add_blank_page(page_size=(1_000, 1_000))
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(D=scratch.copy_foreign(drawing)))
            if fonts is not None:
                resources.Font = fonts
            page.obj.Resources = resources
            page.obj.Contents = scratch.make_stream(b"/D Do")
        file = BytesIO()
        scratch.save(file)
    found = dict[str, str]()
    try:
        with Preview(file.getvalue()) as pages:
            for number, (name, _) in enumerate(drawings[:_MOST_DRAWINGS]):
                found[name] = f"{found.get(name, '')} {pages.page_text(number)}".strip()
    except PreviewError:
        return {}
    return found


def disagree(drawn: str, stored: Iterable[str]) -> bool:
    """Whether what is drawn is not the beginning of anything that is stored."""
    wanted = [_letters(text) for text in stored]
    seen = _letters(drawn)
    if not seen or any(text.startswith(seen) for text in wanted):
        return False
    plain = _ASCII.sub("", seen)
    return bool(plain) and not any(_ASCII.sub("", text).startswith(plain) for text in wanted)


def _letters(text: str) -> str:
    """Return the letters and figures of *text*, without what programs write in different ways."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def _is_plain(drawing: pikepdf.Stream) -> bool:
    resources = drawing.get("/Resources")
    if isinstance(resources, pikepdf.Dictionary):
        if any(resources.get(key) for key in _SLOW):
            return False
        fonts = resources.get("/Font")
        for _, font in fonts.items() if isinstance(fonts, pikepdf.Dictionary) else ():
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == pikepdf.Name.Type3:
                return False
    if len(drawing.read_raw_bytes()) > _LARGEST:
        return False
    commands = drawing.read_bytes()
    return len(commands) <= _LARGEST and _SHOWS_TEXT.search(commands) is not None
