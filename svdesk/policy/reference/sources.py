"""Everything that a pack cites, as entries: each says what rests on it, how sure and how fresh."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from svdesk.domain.english import show_date
from svdesk.policy.content.items import Citation
from svdesk.policy.reference.entry import KIND_NAMES, EntryLink, ReferenceEntry, points, text
from svdesk.policy.reference.library import slug


@dataclass(slots=True)
class _Source:
    """One source while it is gathered."""

    citations: list[Citation] = field(default_factory=list)
    citing: list[ReferenceEntry] = field(default_factory=list)


def source_entries(citing: Iterable[ReferenceEntry]) -> Iterator[ReferenceEntry]:
    """Yield a source for each address, or each title without one, that the entries *citing* cite.

    Sections of the policy are entries of their own and no sources.
    """
    found: dict[str, _Source] = {}
    entries = tuple(citing)
    own = {citation.title for entry in entries if entry.kind == "section" for citation in entry.citations}
    policy = tuple({title.rpartition(", ")[0] for title in own})
    addressed = {c.title: c.url for entry in entries for c in entry.citations if c.url}
    for entry in entries:
        for citation in entry.citations:
            if entry.kind == "section" or (policy and citation.title.startswith(policy)):
                continue
            key = citation.url or addressed.get(citation.title, citation.title)
            source = found.setdefault(key, _Source())
            if citation not in source.citations:
                source.citations.append(citation)
            if entry not in source.citing:
                source.citing.append(entry)
    used: set[str] = set()
    for source in sorted(found.values(), key=lambda each: each.citations[0].title.casefold()):
        yield _entry(source, used)


def _entry(source: _Source, used: set[str]) -> ReferenceEntry:
    titles = tuple(dict.fromkeys(citation.title for citation in source.citations))
    url = next((citation.url for citation in source.citations if citation.url), "")
    entry_id = base = f"source.{slug(titles[0])}"
    number = 2
    while entry_id in used:
        entry_id, number = f"{base}-{number}", number + 1
    used.add(entry_id)
    return ReferenceEntry(
        id=entry_id,
        kind="source",
        title=titles[0],
        parts=(
            *points(titles[1:], "Also cited as"),
            *text(
                "What rests on this source is listed below, with how sure it is and when it was read.",
                "" if url else "SVDesk holds no web address for it.",
            ),
        ),
        citations=tuple(source.citations),
        links=tuple(
            EntryLink(heading=KIND_NAMES[entry.kind][1], to=entry.id, note=_sure(entry))
            for entry in source.citing
        ),
        shelves=(KIND_NAMES["source"][1],),
        url=url,
    )


def _sure(entry: ReferenceEntry) -> str:
    said = [entry.confidence] if entry.confidence else []
    said += [f"read on {show_date(entry.checked)}"] if entry.checked else []
    return ", ".join(said)
