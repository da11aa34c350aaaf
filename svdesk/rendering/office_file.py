"""Office files that are the same each time: the day they say they were made, and their zip."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from svdesk.documents.model.blocks import Document

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def made(document: Document) -> datetime:
    """Return the moment that the file of *document* says it was made, in UTC."""
    if document.stamp > 0:
        return datetime.fromtimestamp(document.stamp, tz=UTC)
    if document.dated is not None:
        return datetime(document.dated.year, document.dated.month, document.dated.day, tzinfo=UTC)
    return _NO_DATE


def settled(parts: Mapping[str, bytes]) -> bytes:
    """Return *parts* as a zip that is the same whenever, wherever and by whomever it is made."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as settled_file:
        # Readers expect the list of types first, then the package's relationships.
        for name in sorted(parts, key=lambda name: (not name.startswith(("[", "_")), name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            settled_file.writestr(entry, parts[name])
    return file.getvalue()
