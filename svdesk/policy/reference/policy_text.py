"""The policy as entries: its sections with what stands in them, and the terms that changed."""

from collections.abc import Iterator

from svdesk.policy.content.items import Citation, Commitment, Listed, Objective
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.reference.entry import KIND_NAMES, EntryLink, ReferenceEntry, links, text

POLICY = "The policy"
SEE_ALSO = "See also"


def policy_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield each section of the policy followed by its items, then items of no section, then terms."""
    homes = {section.section: section.id for section in pack.sections}
    items = tuple(_items(pack, homes))
    for section in pack.sections:
        yield _section(pack, section)
        yield from (entry for entry in items if entry.parent == section.id)
    yield from (entry for entry in items if not entry.parent)
    for term in pack.terms:
        yield ReferenceEntry(
            id=term.id,
            kind="term",
            title=term.policy_says,
            parts=text(f"The policy says: {term.policy_says}.") + text(term.now, heading="Now"),
            citations=term.citations,
            shelves=(KIND_NAMES["term"][1],),
            checked=pack.checked,
        )


def section_citation(pack: PolicyPack, section: str) -> Citation:
    """Return how a section of the policy is cited."""
    where = f"section {section}" if section[:1].isdigit() else section
    return Citation(title=f"{pack.policy_title}, {where}")


def _section(pack: PolicyPack, section: Listed) -> ReferenceEntry:
    number = section.section if section.section[:1].isdigit() else section.section.capitalize()
    return ReferenceEntry(
        id=section.id,
        kind="section",
        title=f"{number}. {section.title}",
        parts=text(section.explanation),
        section=section.section,
        citations=(section_citation(pack, section.section),),
        links=links(SEE_ALSO, *section.see),
        shelves=(POLICY,),
        url=section.url,
    )


def _items(pack: PolicyPack, homes: dict[str, str]) -> Iterator[ReferenceEntry]:
    served = {
        item: tuple(o.id for o in pack.outcomes if item in (*o.marmot, *o.priorities))
        for item in (*(m.id for m in pack.marmot), *(p.id for p in pack.priorities))
    }
    for kind, things in (
        ("definition", pack.definitions),
        ("cycle_stage", pack.cycle_stages),
        ("marmot", pack.marmot),
        ("priority", pack.priorities),
        ("strategy", pack.strategies),
        ("provision", pack.provisions),
        ("lever", pack.levers),
        ("commissioning_principle", pack.commissioning_principles),
    ):
        for thing in things:
            more = links("Outcomes that serve it", *served.get(thing.id, ()))
            yield _listed(kind, thing, homes, more)
    for commitment in pack.commitments:
        yield _commitment(commitment, homes)
    for principle in pack.principles:
        yield _listed("principle", principle, homes)
    for objective in pack.objectives:
        yield _objective(pack, objective, homes)
    for resource in pack.resources:
        yield _listed("resource", resource, homes)


def _home(kind: str, section: str, homes: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    parent = homes.get(section, "")
    return parent, (KIND_NAMES[kind][1],) if parent else (POLICY, KIND_NAMES[kind][1])


def _listed(
    kind: str, item: Listed, homes: dict[str, str], more: tuple[EntryLink, ...] = ()
) -> ReferenceEntry:
    parent, shelves = _home(kind, item.section, homes)
    return ReferenceEntry(
        id=item.id,
        kind=kind,
        title=item.title,
        parts=text(item.explanation),
        section=item.section,
        links=links(SEE_ALSO, *item.see) + more,
        parent=parent,
        shelves=shelves,
        url=item.url,
    )


def _commitment(item: Commitment, homes: dict[str, str]) -> ReferenceEntry:
    parent, shelves = _home("commitment", item.section, homes)
    declared = "Suppliers are asked to declare this at the selection stage." if item.declared else ""
    return ReferenceEntry(
        id=item.id,
        kind="commitment",
        title=item.title,
        parts=text(item.how, declared),
        section=item.section,
        links=links("Contract clause", clause_of(item.id)),
        parent=parent,
        shelves=shelves,
    )


def _objective(pack: PolicyPack, item: Objective, homes: dict[str, str]) -> ReferenceEntry:
    parent, shelves = _home("objective", item.section, homes)
    return ReferenceEntry(
        id=item.id,
        kind="objective",
        title=item.title,
        parts=text(item.summary) + text(", ".join(item.themes).capitalize(), heading="Theme"),
        section=item.section,
        links=links("Outcomes under it", *(outcome.id for outcome in pack.outcomes_of(item.id))),
        parent=parent,
        shelves=shelves,
    )


def clause_of(item_id: str) -> str:
    """Return the id of the contract clause that belongs to an outcome or a commitment."""
    return f"{item_id}.clause"
