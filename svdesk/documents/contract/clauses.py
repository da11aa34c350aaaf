"""Numbered clauses of a contract schedule."""

from svdesk.documents.model.blocks import Paragraph, Text
from svdesk.documents.model.numbering import CLAUSE_NUMBER


def clauses(*texts: str, title: str = "") -> tuple[Paragraph, ...]:
    """Return *texts* as clauses, numbered on in their part; *title* stands before the text."""
    return tuple(
        Paragraph(
            content=(
                Text(f"{CLAUSE_NUMBER} ", True),
                *((Text(f"{title}. ", True),) if title else ()),
                Text(text),
            )
        )
        for text in texts
    )
