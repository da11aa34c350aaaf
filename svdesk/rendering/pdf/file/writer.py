"""Writing the file: objects packed into compressed object streams, as PDF 1.5 and later allow.

reportlab writes each object plainly and lists it in a table; a tagged document has thousands of
small ones, so its files would be two to three times as large.
"""

import hashlib
import struct
import zlib

from svdesk.rendering.pdf.file.objects import File
from svdesk.rendering.pdf.file.repairs import embed

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four high bytes: the file is not text (PDF/A-2, 6.1.2)
_OBJECTS_A_STREAM = 128
_IN_FILE, _IN_STREAM = 1, 2


def serialise(file: File) -> bytes:
    """Return the bytes of *file*, whose pages, outline and catalogue are complete.

    The file's identifier is taken from its content: the same content gives the same bytes.
    """
    for font in file.document.delayedFonts:
        embed(font, file)
    root, info = file.number(file.catalogue), file.number(file.document.info)
    bodies = file.bodies()
    parts: list[bytes] = [_HEADER]
    offset = len(_HEADER)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def write(number: int, body: bytes) -> None:
        nonlocal offset
        places[number] = (_IN_FILE, offset, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        offset += len(parts[-1])

    small = list[tuple[int, bytes]]()
    for number, body in bodies.items():
        if body.endswith(b"endstream\n"):
            write(number, _closed(body[: -len(b"endstream\n")]))
        else:
            small.append((number, body))
    last = len(bodies)
    for start in range(0, len(small), _OBJECTS_A_STREAM):
        chunk = small[start : start + _OBJECTS_A_STREAM]
        last += 1
        write(last, _object_stream(chunk))
        for place, (number, _) in enumerate(chunk):
            places[number] = (_IN_STREAM, last, place)
    start_of_table = offset
    places[last + 1] = (_IN_FILE, start_of_table, 0)
    identifier = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().upper()
    trailer = f"/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]"
    write(last + 1, _cross_references(places, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start_of_table)
    return b"".join(parts)


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    heads, offset = list[str](), 0
    for number, body in objects:
        heads.append(f"{number} {offset}")
        offset += len(body) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    data = zlib.compress(head + b"".join(body + b"\n" for _, body in objects))
    entries = f"/Type/ObjStm/N {len(objects)}/First {len(head)}"
    return _stream(entries, data)


def _cross_references(places: dict[int, tuple[int, int, int]], trailer: str) -> bytes:
    rows = b"".join(struct.pack(">BIH", *places[number]) for number in range(len(places)))
    return _stream(f"/Type/XRef/Size {len(places)}/W[1 4 2]{trailer}", zlib.compress(rows))


def _stream(entries: str, data: bytes) -> bytes:
    head = f"<<{entries}/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
    return _closed(head.encode("ascii") + data)


def _closed(stream: bytes) -> bytes:
    """Close a stream by an end of line that can't be taken for a part of its data."""
    return stream + (b"\r\n" if stream.endswith(b"\r") else b"\n") + b"endstream"
