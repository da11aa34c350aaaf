"""Words on documents that this version makes otherwise than the one that issued them."""

from collections.abc import Sequence

from svdesk.domain.english import plural
from svdesk.domain.issued_document import IssuedDocument
from svdesk.services.issuing.record import made_with

_MOST_TOLD = 3
_LONGEST = 200


def made_by_another_version(issued: IssuedDocument) -> str:
    """Return in a sentence that a document made again here is not what was issued, and why that may be."""
    here = made_with()
    by = (
        f"{issued.made_with} made the document"
        if issued.made_with == here
        else f"{issued.made_with} made the document, and this is {here}"
    )
    return f"{by}: made again here it is not the same to the byte."


def in_doubt(differences: Sequence[str]) -> str:
    """Return how much differs from a document that is made otherwise here, and the first of it.

    *differences* are sentences. Nobody can tell whether they come from the program or from a person.
    """
    count = len(differences)
    told = " ".join(map(_short, differences[:_MOST_TOLD]))
    begin = plural(count, "One thing differs", f"{count:,} things differ")
    first = "It is this" if count == 1 else "They are these" if count <= _MOST_TOLD else "The first are these"
    return (
        f"{begin} from what is made here. That may come from the program, or somebody may have "
        f"changed the file: compare it with the file that you issued. {first}: {told}"
    )


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
