"""How far a log of SQLite can be read: up to the first frame whose checksum is not that of what it holds.

SQLite takes what follows for never written, and says nothing. The format stands in "WAL-Format" of
https://sqlite.org/fileformat2.html.
"""

import struct

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
"""What a log begins with; one more where its sums are reckoned with the highest byte of a word first."""
_MASK = 0xFFFFFFFF
_PAGES = frozenset(1 << power for power in range(9, 17))

_Sum = tuple[int, int]


def is_whole_up_to(content: bytes, size: int) -> bool:
    """Say whether SQLite would take over the first *size* bytes of a log, and a commit ends there."""
    if len(content) < max(size, _HEADER.size):
        return False
    magic, _version, page, *_, salt, other_salt, first, second = _HEADER.unpack_from(content)
    order = ">" if magic & 1 else "<"
    found = _summed(content[: _HEADER.size - 8], order, (0, 0))
    if magic & ~1 != _MAGIC or page not in _PAGES or found != (first, second):
        return False
    at, ends_here = _HEADER.size, False
    while at < size:
        frame, data = content[at : at + _FRAME.size], content[at + _FRAME.size : at + _FRAME.size + page]
        if len(data) < page:
            return False
        _number, pages_after_commit, *salts, first, second = _FRAME.unpack(frame)
        found = _summed(data, order, _summed(frame[:8], order, found))
        if salts != [salt, other_salt] or found != (first, second):
            return False
        at, ends_here = at + len(frame) + page, pages_after_commit > 0
    return ends_here


def _summed(content: bytes, order: str, before: _Sum) -> _Sum:
    first, second = before
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for word, next_word in zip(words, words, strict=True):
        first = (first + word + second) & _MASK
        second = (second + next_word + first) & _MASK
    return first, second
