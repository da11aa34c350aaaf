"""Proving a policy pack: what a pack can be loaded with and its readers would still stumble over.

Loading refuses what would break the program. This looks further, before the market does: links
between items, outcomes that nothing can make relevant, gaps, words of other bodies, dates, and how
hard the texts are to read.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from svdesk.paths import bundled
from svdesk.policy.content.outcomes import GuideBasis, LibraryQuestion, Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.cpv import vocabulary
from svdesk.policy.guidance.formula import most_points
from svdesk.policy.loading.kinds import HANGING, SINGLE
from svdesk.policy.loading.plain import all_items
from svdesk.policy.loading.texts import WORDS_A_SENTENCE, TextDifficulty, readings, texts_of

_FEWEST_DIGITS, _CPV_DIGITS = 2, 8
_NOT_SEARCHED = frozenset({"check", "word_list"})
_ALL = 100
_WITH_CLAUSES = ("outcome", "commitment")


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The pack is not fit for use."""
    WARNING = "warning"
    """Worth a look; the pack can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFinding:
    """Something found in a pack: the *kind* and *id* of the item, its *field*, and what is wrong.

    *file* is where it can be put right: in an overlay, the file that the field comes from. It is
    "" where a pack was not read from files.
    """

    level: Level
    kind: str
    id: str
    field: str
    message: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """All findings, the errors first, and how hard each kind's texts are to read."""

    findings: tuple[PackFinding, ...]
    readings: tuple[TextDifficulty, ...]

    @property
    def errors(self) -> tuple[PackFinding, ...]:
        """The findings that make the pack unfit for use."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def validate(pack: PolicyPack, today: date | None = None) -> PackReport:
    """Look through *pack*; with *today*, items that are due for review are told too."""
    found = [*_ids(pack), *_links(pack), *_codes(pack), *_measures(pack), *_barred(pack)]
    found += [*_reachable(pack), *_objectives(pack), *_dates(pack), *_stewards(pack, today)]
    measured = readings(pack)
    found += [finding for reading in measured for finding in _hard_to_read(pack, reading)]
    found.sort(key=lambda finding: finding.level is Level.WARNING)
    # Each fault once, whatever the number of ways by which it is come upon.
    told = dict.fromkeys(replace(finding, file=_file_of(pack, finding)) for finding in found)
    return PackReport(findings=tuple(told), readings=measured)


def _file_of(pack: PolicyPack, finding: PackFinding) -> str:
    name = f"[{finding.kind}]" if finding.kind in SINGLE else f"{finding.kind} “{finding.id}”"
    return pack.origins.file_of(name, finding.field)


def _error(kind: str, key: str, field: str, message: str) -> PackFinding:
    return PackFinding(level=Level.ERROR, kind=kind, id=key, field=field, message=message)


def _warning(kind: str, key: str, field: str, message: str) -> PackFinding:
    return PackFinding(level=Level.WARNING, kind=kind, id=key, field=field, message=message)


def _ids(pack: PolicyPack) -> Iterator[PackFinding]:
    times = Counter((kind, key) for kind, key, _ in all_items(pack))
    for (kind, key), count in times.items():
        if count > 1:
            yield _error(kind, key, "id", f"is used {count} times")


def _links(pack: PolicyPack) -> Iterator[PackFinding]:
    measures = {measure.id: measure for measure in pack.measures()}
    needs, stages = {need.id for need in pack.need_sources}, {stage.id for stage in pack.life_stages}
    questions = {question.id for question in pack.profile_questions}
    outcomes = {outcome.id for outcome in pack.outcomes}
    everything = {key for _, key, _ in all_items(pack)}
    wanted: list[tuple[str, str, str, tuple[str, ...], set[str]]] = []
    for measure in measures.values():
        wanted += [
            ("measure", measure.id, "double_counts", measure.double_counts, set(measures)),
            ("measure", measure.id, "needs", measure.needs, needs),
            ("measure", measure.id, "life_cycle", measure.life_cycle, stages),
            ("measure", measure.id, "unit", (measure.unit,), {unit.id for unit in pack.units}),
        ]
        for other in measure.double_counts:
            if other == measure.id:
                yield _error("measure", measure.id, "double_counts", "names the measure itself")
            elif other in measures and measure.id not in measures[other].double_counts:
                yield _warning("measure", measure.id, "double_counts", f"“{other}” does not name it in turn")
    for outcome in pack.outcomes:
        wanted.append(("outcome", outcome.id, "fit.yes", outcome.fit.yes, questions))
        wanted.append(("outcome", outcome.id, "fit.no", outcome.fit.no, questions))
    wanted += [("crosswalk", each.id, "outcomes", each.outcomes, outcomes) for each in pack.crosswalks]
    wanted += [
        ("presumption", each.id, "question", (each.question,), questions) for each in pack.presumptions
    ]
    wanted += [
        ("risk", each.id, "question", (each.question,), questions) for each in pack.risks if each.question
    ]
    for kind, key, item in all_items(pack):
        wanted.append((kind, key, "see", getattr(item, "see", ()), everything))
    for kind, key, field, values, known in wanted:
        for value in values:
            if value not in known:
                yield _error(kind, key, field, f"“{value}” is nothing that the pack has")


def _codes(pack: PolicyPack) -> Iterator[PackFinding]:
    named = [("measure", measure.id, "cpv", measure.cpv) for measure in pack.measures()]
    named += [("presumption", each.id, "cpv", each.cpv) for each in pack.presumptions]
    for outcome in pack.outcomes:
        named.append(("outcome", outcome.id, "fit.cpv", outcome.fit.cpv))
        named.append(("outcome", outcome.id, "fit.unfit_cpv", outcome.fit.unfit_cpv))
    for kind, key, field, codes in named:
        for code in codes:
            if not (code.isdecimal() and _FEWEST_DIGITS <= len(code) <= _CPV_DIGITS):
                yield _error(kind, key, field, f"“{code}” is not the beginning of a code: 2 to 8 digits")
            elif code not in _beginnings():
                yield _error(kind, key, field, f"no code of the vocabulary begins with “{code}”")


@cache
def _beginnings() -> frozenset[str]:
    """Return all that a code of the vocabulary can begin with."""
    codes, waiting = vocabulary(), list(vocabulary().divisions())
    found: set[str] = set()
    while waiting:
        code = waiting.pop()
        found.update(code[:length] for length in range(_FEWEST_DIGITS, _CPV_DIGITS + 1))
        waiting.extend(codes.children(code))
    return frozenset(found)


def _measures(pack: PolicyPack) -> Iterator[PackFinding]:
    shares = {unit.id for unit in pack.units if unit.share}
    for measure in pack.measures():
        guide = measure.guide
        if guide is None:
            continue
        if guide.amount <= 0 or guide.per <= 0:
            yield _error("measure", measure.id, "guide", "amount and per must be above 0")
        if measure.unit in shares and (guide.basis is not GuideBasis.EACH_YEAR or guide.amount > _ALL):
            yield _error(
                "measure", measure.id, "guide", "a share is guided each_year, and by no more than the whole"
            )
        if not measure.guide_minimum:
            yield _warning(
                "measure", measure.id, "guide_minimum", "the guide is reckoned and not put in words"
            )


def _barred(pack: PolicyPack) -> Iterator[PackFinding]:
    for kind, key, item in all_items(pack):
        if kind in _NOT_SEARCHED:
            continue
        for field, text in texts_of(item):
            # What hangs on an outcome is searched as an item of its own.
            if kind == "outcome" and field.startswith(tuple(HANGING)):
                continue
            for pattern, what in _patterns():
                if match := pattern.search(text):
                    yield _error(kind, key, field, f"“{match.group()}” is {what}")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    file = bundled("resources", "validator", "not-ours.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["barred"]
    return tuple((re.compile(entry["pattern"]), entry["what"]) for entry in entries)


def _reachable(pack: PolicyPack) -> Iterator[PackFinding]:
    for outcome in pack.outcomes:
        yield from _asked(outcome)
        most = {factor.id: most_points(factor, outcome.fit) for factor in pack.factors}
        if not any(most.get(link) for link in pack.relevance.links):
            links = ", ".join(pack.relevance.links)
            yield _error(
                "outcome", outcome.id, "fit", f"nothing links it to a subject-matter: give one of {links}"
            )
        elif sum(most.values()) < pack.relevance.possible_from:
            least = pack.relevance.possible_from
            yield _error(
                "outcome",
                outcome.id,
                "fit",
                f"can reach {sum(most.values())} points, {least} make it possible",
            )


def _asked(outcome: Outcome) -> Iterator[PackFinding]:
    if not outcome.tender_questions:
        yield _error("outcome", outcome.id, "tender_questions", "give at least one")
    if not any(question.guided for question in outcome.tender_questions):
        yield _error("outcome", outcome.id, "tender_questions", "none has a guided variant")
    for question in outcome.tender_questions:
        if not question.guided:
            yield _warning("question", question.id, "guided", "has no guided variant")
        elif question.guided_word_limit is None:
            yield _error("question", question.id, "guided_word_limit", "the guided variant has no limit")
    if outcome.selection_question.guided:
        yield _warning("question", outcome.selection_question.id, "guided", "is not asked at selection")
    if not outcome.selection_question.equivalents:
        yield _error("question", outcome.selection_question.id, "equivalents", "says what counts as much")
    for question in outcome.questions:
        if not question.good_answer:
            yield _error("question", question.id, "good_answer", "says what a good answer looks like")


def _objectives(pack: PolicyPack) -> Iterator[PackFinding]:
    for objective in pack.objectives:
        if not pack.outcomes_of(objective.id):
            yield _warning("objective", objective.id, "", "no outcome serves it")


def _dates(pack: PolicyPack) -> Iterator[PackFinding]:
    early = 0
    for kind, key, item in all_items(pack):
        checked = getattr(item, "checked", None)
        if not checked or checked <= pack.checked:
            continue
        if _is_from_base(pack, kind, key, "checked"):
            early += 1
        else:
            yield _error(kind, key, "checked", f"is after {pack.checked}, on which the pack was checked")
    if early:
        many = f"{early} items of “{pack.extends}” were" if early > 1 else f"1 item of “{pack.extends}” was"
        yield _error("head", pack.id, "checked", f"is {pack.checked}, and {many} checked later")


def _stewards(pack: PolicyPack, today: date | None) -> Iterator[PackFinding]:
    if today and pack.review_on < today:
        yield _warning("head", pack.id, "review_on", f"was due on {pack.review_on}")
    early = 0
    for kind, key, item in all_items(pack):
        if not isinstance(item, Outcome | LibraryQuestion | Measure):
            continue
        if not item.owner.strip():
            yield _error(kind, key, "owner", "nobody looks after it")
        if item.review_on is None:
            yield _error(kind, key, "review_on", "no day is set on which it is looked at again")
        elif item.review_on <= pack.checked:
            if _is_from_base(pack, kind, key, "review_on"):
                early += 1
            else:
                yield _error(
                    kind, key, "review_on", f"is not after {pack.checked}, on which the pack was checked"
                )
        # The day that all have from the head is told with the head.
        elif today and item.review_on < today and item.review_on != pack.review_on:
            yield _warning(kind, key, "review_on", f"was due on {item.review_on}")
    if early:
        many = f"{early} items of “{pack.extends}” were" if early > 1 else f"1 item of “{pack.extends}” was"
        yield _error("head", pack.id, "checked", f"is {pack.checked}, and {many} due for review by then")


def _is_from_base(pack: PolicyPack, kind: str, key: str, field: str) -> bool:
    """Return whether a field stands in a file of the base: then the overlay's head is what is wrong."""
    file = pack.origins.file_of(f"{kind} “{key}”", field)
    return bool(pack.extends) and file.startswith(f"{pack.extends}/")


def _hard_to_read(pack: PolicyPack, reading: TextDifficulty) -> Iterator[PackFinding]:
    """Yield what asks for too much of a reader; of a kind as a whole, at its longest sentence."""
    kinds = {key: kind for kind, key, _ in all_items(pack) if kind in (reading.kind, *_WITH_CLAUSES)}
    for text in reading.warnings:
        message = f"{text} in all texts of this kind ({reading.kind}); it has the longest sentence"
        yield _warning(kinds.get(reading.longest, reading.kind), reading.longest, "", message)
    for key, field in reading.wordy:
        yield _warning(
            kinds.get(key, reading.kind),
            key,
            field,
            f"the sentences have more than {WORDS_A_SENTENCE} words on average",
        )
