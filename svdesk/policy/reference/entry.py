"""What can be read and cited in a policy pack, as entries of one form."""

from dataclasses import dataclass
from datetime import date

from svdesk.policy.content.items import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPart:
    """A stretch of an entry's text: paragraphs, or points of a list where *listed*, under a heading.

    Lines are plain text; none of them is read as mark-up.
    """

    lines: tuple[str, ...]
    heading: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """A way to another entry, *to* its id, under a heading that says how the two belong together.

    *note* is a word about it, such as how sure the other entry is.
    """

    heading: str
    to: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry:
    """One thing to read: an item of the policy, a rule, a figure, a source, a part of the library.

    *kind* is the name of the item's table in the pack, or "measure", "question", "clause" or
    "source". *section* is the policy's section. In the contents an entry stands under the headings
    *shelves*, below the entry *parent* where there is one. *confidence* and *checked* say how sure
    a statement of law is and when it was last looked up; *url* is a public page about the item.
    """

    id: str
    kind: str
    title: str
    parts: tuple[EntryPart, ...]
    section: str = ""
    citations: tuple[Citation, ...] = ()
    links: tuple[EntryLink, ...] = ()
    parent: str = ""
    shelves: tuple[str, ...] = ()
    confidence: str = ""
    checked: date | None = None
    url: str = ""


KIND_NAMES: dict[str, tuple[str, str]] = {
    "section": ("Section of the policy", "Sections of the policy"),
    "definition": ("Definition", "Definition"),
    "strategy": ("Strategy", "Strategies"),
    "marmot": ("Marmot priority", "Marmot priorities"),
    "priority": ("Corporate priority", "Corporate priorities"),
    "provision": ("Provision", "Provisions"),
    "lever": ("Lever", "Levers"),
    "commissioning_principle": ("Commissioning principle", "Commissioning principles"),
    "commitment": ("Provider commitment", "Provider commitments"),
    "principle": ("Principle", "Principles"),
    "objective": ("Objective", "Objectives"),
    "resource": ("Supporting resource", "Supporting resources"),
    "cycle_stage": ("Stage of the cycle", "Stages of the cycle"),
    "term": ("Changed term", "Terms that changed"),
    "rule": ("Rule", "Rules"),
    "figure": ("Figure", "Figures"),
    "period": ("Legal period", "Legal periods"),
    "working_days": ("Working days", "Working days"),
    "source": ("Source", "Sources"),
    "outcome": ("Outcome", "Outcomes"),
    "measure": ("Measure", "Measures"),
    "question": ("Question", "Questions"),
    "clause": ("Contract clause", "Contract clauses"),
    "crosswalk": ("Other model", "Other models"),
    "mark": ("Mark", "Marking scale"),
    "rating": ("Performance rating", "Performance ratings"),
    "remedy": ("Remedy", "Remedies, the mildest first"),
    "rung": ("Size of contract", "What is usual by size of contract"),
    "factor": ("Factor of relevance", "What makes an outcome relevant"),
    "check": ("Check", "Checks of a pack"),
    "retention": ("How long records are kept", "How long records are kept"),
    "glossary": ("Word explained", "Words explained"),
    "unit": ("Unit", "Units"),
    "need_source": ("Source of need", "Where to look up the need"),
    "life_stage": ("Stage of life", "Stages of life"),
    "profile_question": ("Question about the work", "Questions about the work"),
}
"""What people call an entry of each kind, and several of them."""


def text(*lines: str, heading: str = "") -> tuple[EntryPart, ...]:
    """Return a part with those of *lines* that say something; none where none does."""
    said = tuple(paragraph for line in lines for paragraph in line.split("\n\n") if paragraph.strip())
    return (EntryPart(lines=said, heading=heading),) if said else ()


def points(lines: tuple[str, ...], heading: str = "") -> tuple[EntryPart, ...]:
    """Return a part that lists *lines*; none where there are none."""
    return (EntryPart(lines=lines, heading=heading, listed=True),) if lines else ()


def links(heading: str, *ids: str) -> tuple[EntryLink, ...]:
    """Return a link under *heading* to each of *ids*."""
    return tuple(EntryLink(heading=heading, to=one) for one in ids)
