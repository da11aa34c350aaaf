"""Finding entries by the words in them, fast enough to follow every keystroke."""

import re
import unicodedata
from dataclasses import dataclass

from svdesk.policy.reference.entry import ReferenceEntry

_WORD = re.compile(r"[\w£%]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an entry as a search sees them; a space stands before each."""

    name: str
    title: str
    body: str


class EntryFinder:
    """Finds among *entries*, whose words it takes in once."""

    def __init__(self, entries: tuple[ReferenceEntry, ...]) -> None:
        """Take in the words of *entries*."""
        self._entries = tuple((entry, _words(entry)) for entry in entries)

    def find(self, words: str) -> tuple[ReferenceEntry, ...]:
        """Return the entries in which every one of *words* begins a word, the best first.

        Capital letters, accents and punctuation make no difference. The entry of that very id comes
        first, then those with all words in the title, then the more of them there the better; where
        entries are equal they keep their order. Nothing is found for no words.
        """
        wanted = tuple(f" {word}" for word in fold(words).split())
        if not wanted:
            return ()
        ranked: list[tuple[int, int, ReferenceEntry]] = []
        for place, (entry, seen) in enumerate(self._entries):
            below = 0
            for word in wanted:
                if word in seen.title or word in seen.name:
                    continue
                if word not in seen.body:
                    break
                below += 1
            else:
                rank = 0 if seen.name == "".join(wanted) else 1 + below
                ranked.append((rank, place, entry))
        ranked.sort(key=lambda found: found[:2])
        return tuple(entry for _, _, entry in ranked)


def fold(words: str) -> str:
    """Return *words* without capitals, accents and punctuation, a single space between them."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(kept.replace("'", "")))


def _words(entry: ReferenceEntry) -> _Words:
    said = [line for part in entry.parts for line in (part.heading, *part.lines)]
    said += [citation.title for citation in entry.citations]
    return _Words(name=f" {fold(entry.id)}", title=f" {fold(entry.title)}", body=f" {fold(' '.join(said))}")
