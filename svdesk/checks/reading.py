"""Reading one text with the checks that look for words.

What a text says of itself depends on nothing but the text, so it is kept: while somebody types,
only the field that changes is read anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from svdesk.checks.finding import Edit, Fix, ReplaceText
from svdesk.checks.texts import TextSpan, clause_spans, sentence_spans
from svdesk.checks.together import NOBODY, Contract, Words
from svdesk.domain.english import capitalised
from svdesk.policy.content.phrases import Candidates, Found, Phrases
from svdesk.policy.content.practice import Check, Reach, Repair

_KEPT = 8_192
"""Texts whose reading is kept: some projects' worth."""
_DENIED_WITHIN = 6
"""Words between a denial ("need not") and what it denies, at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a check found: where, and what should stand there instead where that is known.

    *change* is the stretch of text to replace, *new* what to put there; ``None`` where no edit of
    this text would do. *instead* is what a person is told to say instead.
    """

    words: str
    start: int
    change: TextSpan | None = None
    new: str = ""
    instead: str = ""


class Denials:
    """Words that deny what a phrase says: shortly before it ("need not"), or after ("is not needed")."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Read both lists."""
        self._before, self._after = Phrases(before), Phrases(after)

    def deny(self, text: str, clause: TextSpan, found: Found) -> bool:
        """Say whether the words *found* in the *clause* are denied."""
        head, tail = text[clause.start : found.start], text[found.end : clause.end]
        return any(
            len(head[denial.end :].split()) <= _DENIED_WITHIN
            for denial in self._before.candidates(head).find(0, len(head))
        ) or any(
            len(tail[: denial.start].split()) <= _DENIED_WITHIN
            for denial in self._after.candidates(tail).find(0, len(tail))
        )

    def deny_any(self, text: str, clause: TextSpan) -> bool:
        """Say whether anything in the *clause* is denied."""
        part = text[clause.start : clause.end]
        return self._before.stand_in(part) or self._after.stand_in(part)


class TextCheck:
    """One check of the pack that looks for words, ready to read texts."""

    def __init__(
        self,
        check: Check,
        denials: Denials,
        terms: Mapping[str, str],
        lists: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Read the phrases of *check*, and old *terms* with what stands for each of them now.

        *lists* are the pack's word lists, of which the check's *together* names some.

        Raises :class:`svdesk.policy.content.phrases.PhraseError`.
        """
        self.check = check
        self._now = tuple(terms.values())
        self._phrases = Phrases((*terms, *check.phrases, *(swap.phrase for swap in check.swaps)))
        self._unless = Phrases(check.unless)
        self._needs = Phrases(check.needs)
        self._denials = denials
        self._own_phrases = len(terms) + len(check.phrases)
        self._together = tuple(Words(each, lists or {}) for each in check.together)
        self.hits = lru_cache(maxsize=_KEPT)(self._hits)

    def hits_for(self, text: str, contract: Contract) -> tuple[Hit, ...]:
        """Return what is found in *text*, which a check without *together* finds for any *contract*."""
        return self.hits(text, contract) if self._together else self.hits(text)

    def reads(self, section: str, field: str, stage: str) -> bool:
        """Say whether the check reads texts of this field, for a question of this stage."""
        check = self.check
        named = section in check.fields or f"{section}.{field}" in check.fields
        return named and (not check.stages or not stage or stage in check.stages)

    def _hits(self, text: str, contract: Contract = NOBODY) -> tuple[Hit, ...]:
        if self._needs and not self._needs.stand_in(text):
            return (Hit(words="", start=0),)
        candidates = self._phrases.candidates(text)
        hits = tuple(self._in_clauses(text, candidates)) if candidates else ()
        if not self._together:
            return hits
        return (*hits, *self._standing_together(text, contract, {hit.start for hit in hits}))

    def _standing_together(self, text: str, contract: Contract, told: set[int]) -> Iterator[Hit]:
        """Yield the words that are a fault together, in sentences of which nothing is said yet."""
        able = [words for words in self._together if words.may_stand_in(text, contract)]
        if not able:
            return
        excuses = self._unless.candidates(text)
        for sentence in sentence_spans(text):
            if any(sentence.start <= start < sentence.end for start in told):
                continue
            if excuses.stand_in(sentence.start, sentence.end):
                continue
            for clause in clause_spans(text, sentence):
                found = next(
                    (f for words in able if (f := words.find(text, sentence, clause, contract))), None
                )
                if found and not (self.check.negatable and self._denials.deny_any(text, clause)):
                    yield self._hit(text, sentence, found)
                    break

    def _in_clauses(self, text: str, candidates: Candidates) -> Iterator[Hit]:
        reach, excuses = self.check.reach, self._unless.candidates(text)
        whole = TextSpan(0, len(text))
        for sentence in sentence_spans(text):
            for clause in clause_spans(text, sentence):
                within = {Reach.CLAUSE: clause, Reach.SENTENCE: sentence, Reach.TEXT: whole}[reach]
                for found in candidates.find(clause.start, clause.end, self._own_phrases):
                    denied = self.check.negatable and self._denials.deny(text, clause, found)
                    if not denied and not excuses.stand_in(within.start, within.end):
                        yield self._hit(text, sentence, found)

    def _hit(self, text: str, sentence: TextSpan, found: Found) -> Hit:
        words, check = text[found.start : found.end], self.check
        here = TextSpan(found.start, found.end)
        if found.place >= self._own_phrases:
            instead = _in_case_of(words, check.swaps[found.place - self._own_phrases].instead)
            return Hit(words=words, start=found.start, change=here, new=instead, instead=instead)
        if 0 <= found.place < len(self._now):
            return Hit(words=words, start=found.start, instead=self._now[found.place])
        if check.repair is Repair.ADD:
            return Hit(words=words, start=found.start, change=here, new=words + check.addition)
        if check.repair is Repair.TAKE_OUT and (whole := _without(text, sentence)) is not None:
            return Hit(words=words, start=found.start, change=whole, new="")
        return Hit(words=words, start=found.start)


def repair(check: Check, path: str, text: str, hit: Hit) -> Fix | None:
    """Return the fix that puts *hit* right in the field at *path*, ``None`` where no edit does."""
    if hit.change is None:
        return None
    old = text[hit.change.start : hit.change.end]
    edit: Edit = ReplaceText(path=path, at=hit.change.start, old=old, new=hit.new)
    return Fix(label=check.fix.format(found=hit.words, instead=hit.new), edits=(edit,))


def _without(text: str, sentence: TextSpan) -> TextSpan | None:
    """Return the stretch to take out so that *sentence* is gone; ``None`` where nothing would be left."""
    start, end = sentence.start, sentence.end
    if not (text[:start] + text[end:]).strip():
        return None
    while end < len(text) and text[end] in " \t":
        end += 1
    if end < len(text) and text[end] == "\n" and (start == 0 or text[start - 1] == "\n"):
        end += 1
    elif end == len(text):
        while start > 0 and text[start - 1].isspace():
            start -= 1
    return TextSpan(start, end)


def _in_case_of(words: str, instead: str) -> str:
    """Return *instead* with a capital where *words* begin a sentence with one."""
    if words[:1].isupper() and not words[:2].isupper():
        return capitalised(instead)
    return instead
