"""What a document was made from and what it is about, in a line in the metadata of its file."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit
from uuid import UUID

from svdesk.domain.subject import WHOLE, Subject, read_subject

_SCHEME = "svdesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The *document* (its key), the revision of the project, the edition of the policy pack, the subject.

    Lines without a subject, as all were that older versions wrote, are about the whole procurement.
    """

    document: str
    project_id: UUID
    revision: int
    pack_id: str
    pack_edition: str
    pack_fingerprint: str
    subject: Subject = WHOLE

    def line(self) -> str:
        """Return the origin as it stands in a file: ``svdesk:itt?project=...&revision=3&...``."""
        about = {} if self.subject == WHOLE else {"subject": str(self.subject)}
        return f"{_SCHEME}:{quote(self.document, safe='')}?" + urlencode(
            {
                "project": str(self.project_id),
                "revision": self.revision,
                "pack": self.pack_id,
                "edition": self.pack_edition,
                "fingerprint": self.pack_fingerprint,
                **about,
            }
        )

    @classmethod
    def read(cls, line: str) -> Self | None:
        """Return the origin that *line* states; None where it is none, whatever stands there."""
        try:
            parts = urlsplit(line)
            found = dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=8))
            if parts.scheme != _SCHEME:
                return None
            return cls(
                document=unquote(parts.path),
                project_id=UUID(found["project"]),
                revision=int(found["revision"]),
                pack_id=found["pack"],
                pack_edition=found["edition"],
                pack_fingerprint=found["fingerprint"],
                subject=read_subject(found.get("subject", "")),
            )
        except (ValueError, KeyError):
            return None
