"""All entries of a pack, to look up by id, by citation and by words."""

import re
from collections.abc import Iterable
from dataclasses import replace

from svdesk.policy.content.items import Citation
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.reference.entry import EntryLink, ReferenceEntry
from svdesk.policy.reference.law import figure_entries, rule_entries
from svdesk.policy.reference.library import library_entries, practice_entries
from svdesk.policy.reference.periods import period_entries
from svdesk.policy.reference.policy_text import policy_entries
from svdesk.policy.reference.search import EntryFinder
from svdesk.policy.reference.sources import source_entries

_SECTION = re.compile(r"(?:sections?|(appendix))\s+(\d+)")


def entries(pack: PolicyPack) -> tuple[ReferenceEntry, ...]:
    """Return everything in *pack* that can be read.

    That is the policy in its order, then rules, figures, periods, sources, the library and practice. Ids
    are unique: where two items share one, the later gets its kind before it. Links that lead
    nowhere are left out.
    """
    policy, law = (
        tuple(policy_entries(pack)),
        (*rule_entries(pack), *figure_entries(pack), *period_entries(pack)),
    )
    library, practice = tuple(library_entries(pack)), tuple(practice_entries(pack))
    sources = source_entries((*policy, *law, *library, *practice))
    return _tidied((*policy, *law, *sources, *library, *practice))


def _tidied(found: Iterable[ReferenceEntry]) -> tuple[ReferenceEntry, ...]:
    named: dict[str, ReferenceEntry] = {}
    for entry in found:
        name = entry.id if entry.id not in named else f"{entry.kind}.{entry.id}"
        named[name] = replace(entry, id=name)
    return tuple(replace(entry, links=_whole(entry, named)) for entry in named.values())


def _whole(entry: ReferenceEntry, named: dict[str, ReferenceEntry]) -> tuple[EntryLink, ...]:
    return tuple(link for link in entry.links if link.to in named and link.to != entry.id)


class Index:
    """The entries of one pack, ready to be looked up."""

    def __init__(self, pack: PolicyPack) -> None:
        """Gather the entries of *pack*."""
        self.entries = entries(pack)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._finder = EntryFinder(self.entries)
        self._policy_title = pack.policy_title
        self._sections = {e.section: e.id for e in self.entries if e.kind == "section"}
        cited = [e for e in self.entries if e.kind == "source"]
        self._sources = {(c.title, c.url): e.id for e in cited for c in e.citations}

    def entry(self, entry_id: str) -> ReferenceEntry:
        """Return an entry; raises ``KeyError`` when there is none of that id."""
        return self._by_id[entry_id]

    def has(self, entry_id: str) -> bool:
        """Return whether there is an entry of that id."""
        return entry_id in self._by_id

    def search(self, words: str) -> tuple[ReferenceEntry, ...]:
        """Return the entries that have all *words*, the best first; see :class:`EntryFinder`."""
        return self._finder.find(words)

    def entry_for(self, citation: Citation) -> str:
        """Return the id of the entry on which *citation* lands; "" where the pack has none for it.

        A citation of the policy lands on its (first) section, any other on its source.
        """
        if citation.title.startswith(self._policy_title):
            where = _SECTION.search(citation.title[len(self._policy_title) :])
            if where is not None:
                section = f"appendix {where[2]}" if where[1] else where[2]
                return self._sections.get(section, "")
        return self._sources.get((citation.title, citation.url), "")
