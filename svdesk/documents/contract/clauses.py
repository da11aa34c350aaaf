"""Numbered clauses of a contract schedule."""

from svdesk.documents.model.blocks import Paragraph, Text


def clauses(part: int, *texts: str, title: str = "", first: int = 1) -> tuple[Paragraph, ...]:
    """Return *texts* as clauses numbered ``part.first`` and on; *title* stands before the text."""
    return tuple(
        Paragraph(
            content=(
                Text(f"{part}.{number} ", True),
                *((Text(f"{title}. ", True),) if title else ()),
                Text(text),
            )
        )
        for number, text in enumerate(texts, first)
    )
