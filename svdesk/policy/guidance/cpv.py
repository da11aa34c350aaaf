"""The Common Procurement Vocabulary 2008: what each code is called, and where it has its place.

The codes and titles are facts of Regulation (EC) No 213/2008 (``resources/cpv``). A code has eight
digits; the first two are its division, and each further digit that is not nought goes a step deeper.
A ninth digit after a hyphen checks the others: it may be given or left out.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from svdesk.paths import bundled

_DIGITS = 8
_DIVISION_DIGITS = 2
_SHORTEST_SINGULAR = 3
_SHORTEST_STEM = 4
_ENDINGS = ("ations", "ation", "ators", "ator", "ings", "ing", "ions", "ion", "ers", "er", "ors", "or", "ed")
"""Endings by which the forms of a word differ: interpreter, interpreting, interpretation."""
_LITTLE = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "other", "the", "to", "with"})
"""Words that say nothing of what is bought."""


@dataclass(frozen=True, slots=True)
class _Searchable:
    """A title as it is searched: plain small words with a space on either side of each."""

    words: str
    singulars: str


class Vocabulary:
    """The codes with their titles, as a tree.

    Every method takes a code with or without its check digit and returns codes of eight digits.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take (code with check digit, title) pairs."""
        self._rows = {code[:_DIGITS]: (code, title) for code, title in sorted(rows)}
        # The tree and the words are made when they are first asked for: most readers want titles.
        self._children: dict[str, list[str]] = {}
        self._searchable: dict[str, _Searchable] = {}

    def __len__(self) -> int:
        """Return the number of codes."""
        return len(self._rows)

    def title(self, code: str) -> str:
        """Return the title of *code*; "" where the vocabulary does not have it."""
        return self._row(code)[1]

    def known(self, code: str) -> bool:
        """Return whether the vocabulary has *code*; a check digit is not looked at."""
        return bool(self._row(code)[0])

    def full_code(self, code: str) -> str:
        """Return *code* with its right check digit; "" where the vocabulary does not have it."""
        return self._row(code)[0]

    def _row(self, code: str) -> tuple[str, str]:
        return self._rows.get(bare(code), ("", ""))

    def parent(self, code: str) -> str:
        """Return the next broader code that there is; "" for a division.

        A few codes have no direct superior in the vocabulary; theirs is the next one above.
        """
        digits = bare(code)
        for place in range(_DIGITS - 1, _DIVISION_DIGITS - 1, -1):
            broader = digits[:place].ljust(_DIGITS, "0")
            if broader != digits and broader in self._rows:
                return broader
        return ""

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes directly below *code*, in order; none for one that is not known."""
        return tuple(self._tree().get(bare(code), ())) if self.known(code) else ()

    def divisions(self) -> tuple[str, ...]:
        """Return the broadest codes, in order."""
        return tuple(self._tree()[""])

    def _tree(self) -> dict[str, list[str]]:
        if not self._children:
            for code in self._rows:
                self._children.setdefault(self.parent(code), []).append(code)
        return self._children

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the division down to *code*; empty where it is not known."""
        found = [bare(code)] if self.known(code) else []
        while found and (broader := self.parent(found[0])):
            found.insert(0, broader)
        return tuple(found)

    def search(self, text: str, limit: int = 100) -> tuple[str, ...]:
        """Return at most *limit* codes that fit every word of *text*, the best first.

        A number is the beginning of a code, anything else the beginning of a word of the title;
        capitals and accents make no difference, and a plural also finds the singular. First comes
        the code itself, then titles that have whole words of *text*, then those that begin with it,
        shorter titles before longer ones, and the order of the codes decides what is left.

        Where no title has every word, a word may also be another form of the title's, as "interpreter"
        is of "interpretation"; where that finds nothing, titles that have any of the words are found,
        those with the most words first, and those with a rare word before those with a common one.
        """
        wanted = _words(re.sub(r"\b(\d{8})-\d\b", r"\1", text))
        if not wanted:
            return ()
        numbers = [word for word in wanted if word.isdigit()]
        words = [word for word in wanted if not word.isdigit()]
        plurals = [(f" {word}", f" {_singular(word)} ") for word in words]
        beginning, singular_beginning = f" {' '.join(words)}", f" {' '.join(map(_singular, words))}"
        ranked: list[tuple[bool, bool, bool, int, str]] = []
        for code, title in self._titles().items():
            if not all(code.startswith(number) for number in numbers):
                continue
            if all(word in title.words or singular in title.singulars for word, singular in plurals):
                whole = all(singular in title.singulars for _, singular in plurals)
                begins = title.words.startswith(beginning) or title.singulars.startswith(singular_beginning)
                ranked.append((code not in numbers, not whole, not begins, len(title.words), code))
        if numbers and not words:
            ranked = [(inexact, False, False, 0, code) for inexact, _, _, _, code in ranked]
        found = [entry[-1] for entry in sorted(ranked)] or self._nearest(numbers, words)
        return tuple(found[:limit])

    def _nearest(self, numbers: list[str], words: list[str]) -> list[str]:
        """Return the codes whose titles come nearest to *words*, which no title has all of."""
        beginnings = [f" {word}" for word in dict.fromkeys(map(_singular, words)) if word not in _LITTLE]
        stems = [f" {_stem(word.strip())}" for word in beginnings]
        titles = self._titles()
        common = {stem: sum(stem in title.words for title in titles.values()) for stem in stems}
        ranked: list[tuple[int, int, int, int, str]] = []
        for code, title in titles.items():
            if not all(code.startswith(number) for number in numbers):
                continue
            if alike := [stem for stem in stems if stem in title.words]:
                whole = sum(f"{word} " in title.singulars for word in beginnings)
                rarest = min(common[stem] for stem in alike)
                ranked.append((-len(alike), rarest, -whole, len(title.words), code))
        return [entry[-1] for entry in sorted(ranked)]

    def _titles(self) -> dict[str, _Searchable]:
        if not self._searchable:
            for code, (_, title) in self._rows.items():
                words = _words(title)
                singulars = " ".join(map(_singular, words))
                self._searchable[code] = _Searchable(f" {' '.join(words)} ", f" {singulars} ")
        return self._searchable


def bare(code: str) -> str:
    """Return *code* without its check digit."""
    return code.partition("-")[0]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))


def _stem(word: str) -> str:
    """Return *word* without an ending that makes another form of it, where enough of it is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _singular(word: str) -> str:
    """Return *word* without the ending of a plural, as far as that can be told by the letters."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_SINGULAR - 1:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "sis")) and len(word) > _SHORTEST_SINGULAR:
        return word[:-1]
    return word


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with SVDesk, read when it is first asked for."""
    with bundled("resources", "cpv", "cpv-2008.csv").open(encoding="utf-8", newline="") as file:
        return Vocabulary((row["code"], row["title"]) for row in csv.DictReader(file))
