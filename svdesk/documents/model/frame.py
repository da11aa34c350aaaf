"""What every document shares: its cover, its status and its closing page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from svdesk.documents.model.blocks import (
    ITEM_LEVEL,
    PART_LEVEL,
    SECTION_LEVEL,
    Block,
    Bullets,
    Callout,
    Document,
    FactList,
    Heading,
    Inlines,
    Paragraph,
    Size,
    Text,
    Tone,
    words,
)
from svdesk.documents.model.numbering import Numbering, part_numbers
from svdesk.documents.model.origin import Origin
from svdesk.documents.model.page_budget import cut
from svdesk.documents.model.phrases import NOT_YET, day, given
from svdesk.domain.choices import DocumentStatus
from svdesk.domain.english import counted, within_sentence
from svdesk.domain.pictures import PictureError, read_picture
from svdesk.domain.project import HouseStyle, Project
from svdesk.domain.proposals import open_proposals
from svdesk.domain.subject import WHOLE, Subject
from svdesk.policy.case import Case

_LONGEST = 100  # letters of what somebody typed in the lines that close a leaflet

Rows = tuple[tuple[str, Inlines], ...]
Elsewhere = Mapping[str, Callable[[Case], tuple[Block, ...]]]
_NOWHERE: Elsewhere = MappingProxyType({})


def part(text: str, *, id: str = "", page_break: bool = False, sheet: str = "") -> Heading:  # noqa: A002 - the block's name
    """Return the heading of a part of the document, numbered where it has an *id*."""
    return Heading(level=PART_LEVEL, text=text, id=id, page_break=page_break, sheet=sheet)


def section(
    text: str,
    *,
    id: str = "",  # noqa: A002 - the block's name
    kicker: str = "",
    page_break: bool = False,
    sheet: str = "",
) -> Heading:
    """Return the heading of a section within a part; one with an *id* is a lettered part of a form."""
    return Heading(level=SECTION_LEVEL, text=text, id=id, kicker=kicker, page_break=page_break, sheet=sheet)


def item_heading(text: str, *, kicker: str = "", page_break: bool = False) -> Heading:
    """Return the heading of one thing within a section, such as a question or a KPI."""
    return Heading(level=ITEM_LEVEL, text=text, kicker=kicker, page_break=page_break)


def say(text: str, *, size: Size = Size.BODY) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(content=words(text), size=size)


def led(*items: tuple[str, str], ordered: bool = False) -> Bullets:
    """Return a list whose items begin with a name that stands out."""
    return Bullets(ordered=ordered, items=tuple((Text(name, True), Text(f" {text}")) for name, text in items))


def not_yet(what: str) -> Callout:
    """Return the card that stands where an answer of the wizard is missing."""
    return Callout(tone=Tone.CANNOT_TELL, title=NOT_YET, body=(words(what),))


def frame(
    case: Case,
    *,
    kind: str,
    title: str,
    what: str,
    cover: Rows,
    summary: Callout | None,
    blocks: tuple[Block, ...],
    elsewhere: Elsewhere = _NOWHERE,
    keywords: tuple[str, ...] = (),
    compact: bool = False,
    subject: Subject = WHOLE,
) -> Document:
    """Return a whole document: *what* it is stands before the project's title on the cover.

    Parts and clauses are numbered here, and the references in *blocks* and *summary* filled in;
    *elsewhere* holds what returns the blocks of other documents that they point into, by their keys.
    The last part is about the document itself; a *compact* one has only a few lines in its place, with
    the version. *subject* is what it is about beside the project.
    """
    project = case.project
    name = given(project.about.title)
    closing = _closing_lines(case) if compact else _closing(case, numbered=bool(part_numbers(blocks)))
    blocks = (*blocks, *closing)
    numbering = Numbering(
        part_numbers(blocks),
        {key: partial(_numbers_elsewhere, case, blocks_of) for key, blocks_of in elsewhere.items()},
    )
    return Document(
        kind=kind,
        title=title,
        subtitle=f"{what}: {name}",
        authority=given(project.about.authority),
        project_title=name,
        reference=given(project.about.reference),
        version=given(project.control.version),
        status=status(project),
        dated=project.control.issued_on,
        draft=project.control.status is not DocumentStatus.ISSUED or bool(open_proposals(project)),
        cover=(
            ("Reference", words(given(project.about.reference))),
            *cover,
            *(() if compact else (("Version", words(version(project))),)),
            *_suggestions(project),
        ),
        summary=numbering.callout(summary) if summary else None,
        blocks=numbering.blocks(blocks),
        keywords=keywords,
        compact=compact,
        house_style=house_style(project),
        origin=Origin(
            document=kind,
            project_id=project.id,
            revision=project.revision,
            pack_id=case.pack.id,
            pack_edition=case.pack.edition,
            pack_fingerprint=case.pack.fingerprint,
            subject=subject,
        ).line(),
    )


def _numbers_elsewhere(case: Case, blocks_of: Callable[[Case], tuple[Block, ...]]) -> dict[str, str]:
    return part_numbers(case.once(blocks_of))


def house_style(project: Project) -> HouseStyle:
    """Return the look of the project's documents: a logo always has words, a broken one is left out."""
    style = project.house_style
    if not style.logo:
        return style
    try:
        read_picture(style.logo)
    except PictureError:
        return replace(style, logo="")
    words_for_it = style.logo_words.strip() or f"Logo of {project.about.authority.strip() or 'the authority'}"
    return replace(style, logo_words=words_for_it)


def status(project: Project) -> str:
    """Return how far the documents have come: drafts while a proposal waits for a person."""
    return DocumentStatus.DRAFT.label if open_proposals(project) else project.control.status.label


def _suggestions(project: Project) -> Rows:
    """Return the line that says how much of a draft no person has confirmed."""
    suggestions = len(open_proposals(project))
    if not suggestions:
        return ()
    made = f"{counted(suggestions, 'suggestion')} made from the contract's facts"
    return (("Not yet confirmed", words(made)),)


def version(project: Project) -> str:
    """Return ``1.0, issued 13 October 2025`` or ``0.1, draft``."""
    control = project.control
    state = within_sentence(status(project))
    if control.status is DocumentStatus.ISSUED and control.issued_on and not open_proposals(project):
        state = f"issued {day(control.issued_on)}"
    return f"{given(control.version)}, {state}"


def lots_line(project: Project) -> str:
    """Return the lots on one line, such as ``1 Oakmere · 2 Willowmere``."""
    if not project.lots:
        return "Not divided into lots" if project.access.lots_used is False else NOT_YET
    return " · ".join(f"{place} {given(lot.title)}" for place, lot in enumerate(project.lots, 1))


def _closing_lines(case: Case) -> tuple[Block, ...]:
    project, pack = case.project, case.pack
    number, approver = cut(version(project), _LONGEST), cut(given(project.control.approved_by), _LONGEST)
    return (
        say(
            f"Version {number}. Approved by: {approver}. Made from "
            f"revision {project.revision:,} of the project record. {pack.policy_title}; {pack.title}, "
            f"edition {pack.edition}.",
            size=Size.HINT,
        ),
    )


def _closing(case: Case, *, numbered: bool) -> tuple[Block, ...]:
    project, pack = case.project, case.pack
    return (
        part("About this document", id="about-this-document" if numbered else ""),
        FactList(
            rows=(
                ("Version", words(version(project))),
                ("Approved by", words(given(project.control.approved_by))),
                ("Made from", words(f"Revision {project.revision:,} of the project record")),
                ("Policy", words(f"{pack.policy_title}; {pack.title}, edition {pack.edition}")),
            )
        ),
    )
