"""Project files under a password: a plain head, then the project file in sealed pieces.

The head says how the key comes from the password (scrypt, RFC 7914) and how long the file is. Each piece is
sealed by itself with AES-256-GCM under its number and the head, so that none can be changed, left out, moved
or taken from another file, and none has to stand on a disk unsealed. The key belongs to one file alone, as
its salt is drawn anew: so the number of a piece is never used twice under one key. A check value made from
the password and the head tells a wrong password from damage. The library is loaded when it is needed.
"""

import hashlib
import hmac
import io
import os
import struct
import unicodedata
from typing import TYPE_CHECKING, BinaryIO, cast

from svdesk.services.exchange.container import MOST_FILE_BYTES, ContainerError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
_MAGIC = b"SVDESK-SEALED\n"
_VERSION = 1
_COST, _BLOCK, _LANES = 17, 8, 1
"""How much work a guess is, as the base-2 logarithm of scrypt's N, r and p: 128 MB and most of a second."""
_LEAST_COST = 14
_HEAD = struct.Struct(f">{len(_MAGIC)}sBBBB16sQ")
_CHECK_BYTES = 32
_PIECE = 64 * 1024
_TAG = 16
_NONCE_BYTES = 12


class SealError(ContainerError):
    """A sealed file is refused; the message says why, as words that follow a colon."""


class WrongPasswordError(SealError):
    """The password is not the one that the file was sealed with."""


def password_problem(password: str) -> str:
    """Return in a sentence what is wrong with a password for a new file; "" where nothing is."""
    if len(password) < SHORTEST_PASSWORD:
        return (
            f"A password has at least {SHORTEST_PASSWORD} characters. Three or four words that do not belong "
            "together are good."
        )
    if len(password) > LONGEST_PASSWORD:
        return f"A password has at most {LONGEST_PASSWORD} characters."
    if not password.isprintable():
        return "A password can't hold tabs, line ends or other characters that can't be seen."
    return ""


def is_sealed(file: BinaryIO) -> bool:
    """Say whether *file* begins as a sealed one does; it is then at its beginning again."""
    found = file.read(len(_MAGIC))
    file.seek(0)
    return found == _MAGIC


def seal(content: bytes, password: str) -> bytes:
    """Return *content* under *password*; it is never the same twice."""
    fixed = _HEAD.pack(_MAGIC, _VERSION, _COST, _BLOCK, _LANES, os.urandom(16), len(content))
    cipher, check = _opened_with(fixed, password)
    head = fixed + check
    pieces = (content[place : place + _PIECE] for place in range(0, len(content), _PIECE))
    sealed = (cipher.encrypt(_nonce(number), piece, head) for number, piece in enumerate(pieces))
    return b"".join((head, *sealed))


def unsealed(file: BinaryIO, password: str) -> BinaryIO:
    """Return what is under *password* in a sealed *file*, piece by piece as it is read.

    Raises :class:`SealError`, here and when a piece is read that was changed; :class:`WrongPasswordError`
    for another password.
    """
    fixed = file.read(_HEAD.size)
    check = file.read(_CHECK_BYTES)
    if len(fixed + check) != _HEAD.size + _CHECK_BYTES:
        raise SealError("it is damaged")
    magic, version, cost, block, lanes, _salt, length = _HEAD.unpack(fixed)
    if magic != _MAGIC or version != _VERSION:
        raise SealError("a newer version of SVDesk protected it in a way that this one can't read")
    # A stranger's file does not say how much memory its opening takes.
    if not _LEAST_COST <= cost <= _COST or (block, lanes) != (_BLOCK, _LANES):
        raise SealError("it asks for more work than a project file of SVDesk does")
    pieces = -(-length // _PIECE)
    if length > MOST_FILE_BYTES:
        raise SealError("it is too large")
    if file.seek(0, io.SEEK_END) != _HEAD.size + _CHECK_BYTES + length + pieces * _TAG:
        raise SealError("it is damaged: it does not have the length that it had")
    cipher, expected = _opened_with(fixed, password)
    if not hmac.compare_digest(check, expected):
        raise WrongPasswordError("the password is not the one that it was protected with")
    raw = _Pieces(file, cipher, fixed + check, length)
    return cast("BinaryIO", io.BufferedReader(raw, _PIECE))


class _Pieces(io.RawIOBase):
    """What is in a sealed file, of which one piece is open at a time."""

    def __init__(self, file: BinaryIO, cipher: "AESGCM", head: bytes, length: int) -> None:
        super().__init__()
        self._file, self._cipher, self._head, self._length = file, cipher, head, length
        self._place = 0
        self._open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Say that it is read."""
        return True

    def seekable(self) -> bool:
        """Say that it is read in any order."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on at another place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        if start + offset < 0:
            raise ValueError("there is nothing before the beginning")
        self._place = start + offset
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill *buffer* as far as the piece goes at whose place it is; return how far."""
        number, offset = divmod(self._place, _PIECE)
        if self._place >= self._length:
            return 0
        view = memoryview(buffer).cast("B")
        found = self._piece(number)[offset : offset + len(view)]
        view[: len(found)] = found
        self._place += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if self._open[0] != number:
            self._file.seek(len(self._head) + number * (_PIECE + _TAG))
            sealed = self._file.read(_PIECE + _TAG)
            try:
                self._open = number, self._cipher.decrypt(_nonce(number), sealed, self._head)
            except (InvalidTag, ValueError):
                raise SealError("it was changed or damaged after it was saved") from None
        return self._open[1]


def _opened_with(fixed: bytes, password: str) -> tuple["AESGCM", bytes]:
    """Return what seals and unseals under *password*, and the check value of the head *fixed*."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    _, _, cost, block, lanes, salt, _ = _HEAD.unpack(fixed)
    # The same word typed on another keyboard may come in other characters.
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    keys = Scrypt(salt=salt, length=64, n=1 << cost, r=block, p=lanes).derive(typed)
    return AESGCM(keys[:32]), hmac.digest(keys[32:], fixed, hashlib.sha256)


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")
