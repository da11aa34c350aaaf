"""The forms among the documents as workbooks: what is filled in, and what is needed for it.

A heading that names a sheet begins one; it ends where a heading of the same or a higher level names
none. A box to fill in is never left out, wherever it stands.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from svdesk.documents.model.blocks import Block, Document, Heading, Inlines, Paragraph, Text
from svdesk.documents.model.forms import form_of
from svdesk.policy.case import Case

Compose: TypeAlias = Callable[[Case], Document]

NO_FORM = "Nothing is filled in here, so there is no workbook."


def workbook(compose: Compose, title: str, *, apart: bool = True) -> Compose:
    """Return what composes the form in the document of *compose*, called *title*.

    A form that is *apart* from the document it belongs to says so on its first sheet.
    """

    def form(case: Case) -> Document:
        document = compose(case)
        opening = (Paragraph(content=_belongs(document)),) if apart else ()
        return replace(document, title=title, summary=None, blocks=(*opening, *_form_only(document)))

    return form


def unavailable(compose: Compose) -> Callable[[Case], str]:
    """Return what says why there is no form in the document of *compose*; it says "" where there is one."""

    def why(case: Case) -> str:
        return "" if form_of(compose(case)) else NO_FORM

    return why


def _belongs(document: Document) -> Inlines:
    return (
        Text("Read first: ", strong=True),
        Text(
            f"the document “{document.title}”, version {document.version}. This workbook holds the same "
            "form. Fill in one of the two and return it."
        ),
    )


def _form_only(document: Document) -> list[Block]:
    found = list[Block]()
    within: int | None = None
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.sheet:
                within = block.level
            elif within is not None and block.level <= within:
                within = None
        if within is not None or form_of(replace(document, blocks=(block,))):
            found.append(block)
    return found
