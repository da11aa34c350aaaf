"""Everything in a policy pack that can be read and cited: to look up, to search, to walk through."""

from svdesk.policy.reference.entry import KIND_NAMES, EntryLink, EntryPart, ReferenceEntry
from svdesk.policy.reference.index import Index, entries

__all__ = ["KIND_NAMES", "EntryLink", "EntryPart", "Index", "ReferenceEntry", "entries"]
