"""What a PDF does and carries, found by walking through its objects from the top.

Objects are taken from the file one by one as the walk reaches them, and the walk has an end: no file
can make it go round in a circle or unpack more than a form holds.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import pikepdf

from svdesk.rendering.pages.bounded_pdf import (
    MOST_OBJECTS,
    UNREADABLE,
    Beyond,
    PdfRefusedError,
    bounded_pdf,
)
from svdesk.rendering.returned.values import shown
from svdesk.services.ports import FormRefusedError

AGAIN = "Ask the bidder to fill in the form that you sent, and to send that file."
DAMAGED = f"It is damaged or not complete. {AGAIN}"
TOO_MUCH = (
    "It holds far more than a form does, or unpacks to far more. It may be meant to harm; don't open it. "
    f"{AGAIN}"
)
MOST_PAGES = 2_000
_MOST_ITEMS = 400_000
_MOST_LEVELS = 50
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 5_000.0  # points of a page: twice the longer side of A0
_END = b"%%EOF"
_LEFT_OUT = frozenset(("/StructTreeRoot", "/Parent", "/P", "/Prev", "/SE", "/SD"))
"""Where nothing can act: the walk would only come by what it has seen, or by a mark for each word."""
_HARMFUL_ACTIONS = {
    "/JavaScript": "a script, which is a small program",
    "/Launch": "a command that starts another program",
    "/SubmitForm": "a command that sends the answers elsewhere",
    "/ImportData": "a command that fetches data from elsewhere",
    "/GoToR": "a link that opens another file",
    "/GoToE": "a link that opens a file inside the file",
    "/Rendition": "a film or a sound",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/RichMediaExecute": "a film or a program",
    "/GoTo3DView": "a model in three dimensions",
    "/Thread": "a link that opens another file",
    "/SetOCGState": "a command that hides or shows parts of its pages",
    "/Hide": "a command that hides or shows its boxes",
    "/ResetForm": "a command that empties its boxes",
}
_HARMFUL_KINDS = {
    "/FileAttachment": "another file inside the file",
    "/RichMedia": "a film or a program",
    "/Screen": "a film or a sound",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/3D": "a model in three dimensions",
}
_HARMFUL_KEYS = {
    "/JS": "a script, which is a small program",
    "/JavaScript": "a script, which is a small program",
    "/EmbeddedFiles": "another file inside the file",
    "/EF": "another file inside the file",
    "/XFA": "a second form inside the form (XFA), which programs may show in its place",
    "/RichMediaContent": "a film or a program",
}
_WEB_ADDRESS = re.compile(r"(?:https?://[^\s\\/@]|mailto:)[^\s\\]*", re.IGNORECASE)


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF from a stranger, within bounds that hold as long as it is open.

    Raises :class:`FormRefusedError` where it can't be opened or read, or is protected.
    """
    try:
        # A list of objects that is made up anew leaves out what was cut off, as if the bidder had.
        with bounded_pdf(content) as pdf:
            if b" obj" in content[content.rfind(_END) :]:  # what was appended last was cut off
                raise FormRefusedError(DAMAGED)
            yield pdf
    except FormRefusedError:
        raise
    except PdfRefusedError as error:
        raise FormRefusedError(_REFUSED[error.reason]) from None
    except UNREADABLE:
        raise FormRefusedError(DAMAGED) from None


_PROTECTED = (
    "It is protected by a password or by restrictions. Ask the bidder to save it without protection and "
    "send it again."
)
_REFUSED: Mapping[Beyond, str] = MappingProxyType(
    {
        Beyond.DAMAGED: DAMAGED,
        Beyond.PROTECTED: _PROTECTED,
        Beyond.TOO_MUCH: TOO_MUCH,
        Beyond.PACKED: f"It is packed in a way that forms are not. {AGAIN}",
    }
)


class Walk:
    """One walk through all that a PDF holds. *pages* are those of the file, in order."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Walk, and raise :class:`FormRefusedError` for what no form of ours holds."""
        self._seen = set[tuple[int, int]]()
        self._left = _MOST_ITEMS
        self.pages = pages_of(pdf)
        self._numbers = {page.objgen: number for number, page in enumerate(self.pages, 1)}
        for page in self.pages:
            self._seen.add(page.objgen)
        for number, page in enumerate(self.pages, 1):
            _refuse_odd_page(page, number)
            self._through(page, f" on page {number}")
        for key, value in pdf.Root.items():
            if key == "/OpenAction" and isinstance(value, pikepdf.Array):
                continue  # a place in the file to begin at
            if key == "/AA" or (key == "/OpenAction" and str(value.get("/S", "")) != "/GoTo"):
                self._through(pdf.Root, "")
                raise FormRefusedError(_holds("a command that it obeys when it is opened", ""))
        self._through(pdf.Root, "")

    def number_of(self, page: pikepdf.Object | None) -> int:
        """Return the number of a page, from 1; 0 for what is none."""
        return self._numbers.get(page.objgen, 0) if isinstance(page, pikepdf.Dictionary) else 0

    def _through(self, start: pikepdf.Object, where: str) -> None:
        ahead: list[pikepdf.Object] = [start]
        while ahead:
            this = ahead.pop()
            stream = isinstance(this, pikepdf.Stream)
            if isinstance(this, pikepdf.Array):
                items: list[pikepdf.Object] = list(this)
            else:
                entries = dict(this.stream_dict.items() if stream else this.items())
                _refuse_harmful(entries, where)
                if stream:
                    _refuse_large_picture(entries, where)
                items = [value for key, value in entries.items() if key not in _LEFT_OUT]
            self._left -= len(items) + 1
            if self._left < 0 or len(self._seen) > MOST_OBJECTS:
                raise FormRefusedError(TOO_MUCH)
            for item in items:
                if not isinstance(item, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
                    continue
                if item.is_indirect:
                    if item.objgen in self._seen:
                        continue
                    self._seen.add(item.objgen)
                ahead.append(item)


def pages_of(pdf: pikepdf.Pdf) -> tuple[pikepdf.Dictionary, ...]:
    """Return the pages without the library's own list, which a crafted file can make endless.

    Raises :class:`FormRefusedError` where there are none, or far more than a form has.
    """
    return tuple(_pages(pdf))


def _pages(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    root = pdf.Root.get("/Pages")
    ahead: list[pikepdf.Object] = [root] if isinstance(root, pikepdf.Dictionary) else []
    seen, count = set[tuple[int, int]](), 0
    while ahead:
        node = ahead.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if node.objgen != (0, 0) and node.objgen in seen:
            raise FormRefusedError(DAMAGED)
        seen.add(node.objgen)
        if isinstance(kids, pikepdf.Array):
            if len(kids) > MOST_OBJECTS:
                raise FormRefusedError(TOO_MUCH)
            ahead += reversed(list(kids))
            continue
        count += 1
        if count > MOST_PAGES:
            raise FormRefusedError(TOO_MUCH)
        yield node
    if not count:
        raise FormRefusedError(DAMAGED)


def _holds(what: str, where: str) -> str:
    return f"It holds {what}{where}. No form that you sent does; don't open it. {AGAIN}"


def _refuse_harmful(entries: dict[str, pikepdf.Object], where: str) -> None:
    for key, what in _HARMFUL_KEYS.items():
        if key in entries:
            raise FormRefusedError(_holds(what, where))
    action, kind = _name(entries.get("/S")), _name(entries.get("/Subtype"))
    if action in _HARMFUL_ACTIONS:
        raise FormRefusedError(_holds(_HARMFUL_ACTIONS[action], where))
    if kind in _HARMFUL_KINDS and ("/Rect" in entries or kind == "/3D"):
        raise FormRefusedError(_holds(_HARMFUL_KINDS[kind], where))
    if "/URI" in entries and isinstance(entries["/URI"], pikepdf.String):
        address = str(entries["/URI"]).strip()
        if not _WEB_ADDRESS.fullmatch(address):
            raise FormRefusedError(
                f"It holds a link{where} that leads to {shown(address)}, not to a page of the web. "
                f"Don't follow it. {AGAIN}"
            )
    is_stream = "/Length" in entries or kind in ("/Form", "/Image")
    if is_stream and isinstance(entries.get("/F"), pikepdf.Dictionary | pikepdf.String):
        raise FormRefusedError(_holds("a part that is fetched from elsewhere", where))


def _name(value: pikepdf.Object | None) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _refuse_large_picture(entries: dict[str, pikepdf.Object], where: str) -> None:
    width, height = number(entries.get("/Width")), number(entries.get("/Height"))
    if width * height > _MOST_PIXELS:
        raise FormRefusedError(_holds("a picture that is far too large", where))


def _refuse_odd_page(page: pikepdf.Dictionary, number_of_page: int) -> None:
    box, unit, above = page.get("/MediaBox"), max(number(page.get("/UserUnit")), 1.0), page.get("/Parent")
    for _ in range(_MOST_LEVELS):
        if box is not None or not isinstance(above, pikepdf.Dictionary):
            break
        box, above = above.get("/MediaBox"), above.get("/Parent")
    sides = [number(each) for each in box] if isinstance(box, pikepdf.Array) and len(box) == 4 else [0.0] * 4
    longest = max(abs(sides[2] - sides[0]), abs(sides[3] - sides[1])) * unit
    if longest > _LONGEST_SIDE:
        raise FormRefusedError(_holds("a page of a size that no form has", f" (page {number_of_page})"))


def number(value: object) -> float:
    """Return a number of the file; 0 for what is none."""
    try:
        found = float(value)  # type: ignore[arg-type]  # an entry may hold anything
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return found if abs(found) < 1e12 else 1e12
