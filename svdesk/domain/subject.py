"""What a document is about, beside the project: a bidder, a lot, a period, a contract.

Documents on the whole procurement have no subject (:data:`WHOLE`). A subject belongs to a document's
identity: to its file's name, to the line that says what it was made from, and to its record, so that
two summaries of one revision, for two bidders, are two documents.
"""

import re
from dataclasses import dataclass

from svdesk.domain.choices import Choice


class SubjectKind(Choice):
    """What kinds of thing a document can be about."""

    BIDDER = "bidder", "Bidder"
    LOT = "lot", "Lot"
    PERIOD = "period", "Period"
    CONTRACT = "contract", "Contract"


_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a document is about; *kind* is ``None`` for the whole procurement.

    *key* tells it from others of its kind: letters, digits, ``.``, ``_`` and ``-``, at most 60, such
    as a UUID or ``2027-Q2``. Raises ``ValueError`` for anything else.
    """

    kind: SubjectKind | None = None
    key: str = ""

    def __post_init__(self) -> None:
        """Refuse a subject that could not be written down and read back."""
        if self.kind is None and self.key:
            raise ValueError("a subject with a key needs a kind")
        if self.kind is not None and not _KEY.fullmatch(self.key):
            raise ValueError(f"the key of a subject is 1 to 60 letters, digits, ., _ or -, not {self.key!r}")

    def __str__(self) -> str:
        """Return the subject in one word, ``period:2027-Q2``; "" for the whole procurement."""
        return f"{self.kind.value}:{self.key}" if self.kind is not None else ""


WHOLE = Subject()
"""The whole procurement: the subject of documents that have none of their own."""


def read_subject(text: str) -> Subject:
    """Read what ``str`` made of a subject; raises ``ValueError``."""
    if not text:
        return WHOLE
    kind, _, key = text.partition(":")
    for each in SubjectKind:
        if each.value == kind:
            return Subject(each, key)
    raise ValueError(f"a document's subject is not of the kind {kind!r}")
