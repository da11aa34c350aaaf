"""Proving a policy pack: what a pack can be loaded with and its readers would still stumble over.

Loading refuses what would break the program. This looks further, before the market does: links
between items, outcomes that nothing can make relevant, gaps, words of other bodies, dates, and how
hard the texts are to read.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from svdesk.domain.english import counted, listed
from svdesk.paths import bundled
from svdesk.policy.content.determinations import CycleStage
from svdesk.policy.content.outcomes import GuideBasis, LibraryQuestion, Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.cpv import vocabulary
from svdesk.policy.guidance.formula import most_points
from svdesk.policy.loading.kinds import HANGING, SINGLE
from svdesk.policy.loading.library_checks import library_findings
from svdesk.policy.loading.pack_finding import Level, PackFinding, pack_error, pack_warning
from svdesk.policy.loading.plain import all_items
from svdesk.policy.loading.texts import WORDS_A_SENTENCE, TextDifficulty, readings, texts_of

_FEWEST_DIGITS, _CPV_DIGITS = 2, 8
_NOT_SEARCHED = frozenset({"check", "word_list"})
_ALL = 100
_WITH_CLAUSES = ("outcome", "commitment")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """All findings, the errors first, and how hard each kind's texts are to read."""

    findings: tuple[PackFinding, ...]
    readings: tuple[TextDifficulty, ...]

    @property
    def errors(self) -> tuple[PackFinding, ...]:
        """The findings that make the pack unfit for use."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def validate(pack: PolicyPack, steps: Collection[str], today: date | None = None) -> PackReport:
    """Look through *pack*; with *today*, items that are due for review are told too.

    *steps* are the keys of the wizard's steps, which rules name as what they affect.
    """
    findings = [*_ids(pack), *_links(pack), *_affected(pack, steps), *_codes(pack), *_measures(pack)]
    findings += [*_barred(pack), *_reachable(pack), *library_findings(pack), *_served(pack)]
    findings += [*_dates(pack), *_stewards(pack, today)]
    measured = readings(pack)
    findings += [finding for reading in measured for finding in _hard_to_read(pack, reading)]
    findings.sort(key=lambda finding: finding.level is Level.WARNING)
    # A fault that several checks find is reported once.
    distinct = dict.fromkeys(replace(finding, file=_file_of(pack, finding)) for finding in findings)
    return PackReport(findings=tuple(distinct), readings=measured)


def _file_of(pack: PolicyPack, finding: PackFinding) -> str:
    name = f"[{finding.kind}]" if finding.kind in SINGLE else f"{finding.kind} “{finding.id}”"
    return pack.origins.file_of(name, finding.field)


def _ids(pack: PolicyPack) -> Iterator[PackFinding]:
    times = Counter((kind, key) for kind, key, _ in all_items(pack))
    for (kind, key), count in times.items():
        if count > 1:
            yield pack_error(kind, key, "id", f"is used {count} times")


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
                yield pack_error("measure", measure.id, "double_counts", "names the measure itself")
            elif other in measures and measure.id not in measures[other].double_counts:
                yield pack_warning(
                    "measure", measure.id, "double_counts", f"“{other}” does not name it in turn"
                )
    for outcome in pack.outcomes:
        wanted.append(("outcome", outcome.id, "fit.yes", outcome.fit.yes, questions))
        wanted.append(("outcome", outcome.id, "fit.no", outcome.fit.no, questions))
    rules = {rule.id for rule in pack.rules}
    wanted += [("correction", each.id, "rules", each.rules, rules) for each in pack.corrections]
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
                yield pack_error(kind, key, field, f"“{value}” is nothing that the pack has")


def _affected(pack: PolicyPack, steps: Collection[str]) -> Iterator[PackFinding]:
    for rule in pack.rules:
        if rule.stage is None:
            yield pack_error("rule", rule.id, "stage", f"say when it matters: {', '.join(CycleStage)}")
        if not rule.affects:
            yield pack_error(
                "rule", rule.id, "affects", "name at least one step, so that the rule is shown on it"
            )
        for step in rule.affects:
            if step not in steps:
                yield pack_error(
                    "rule", rule.id, "affects", f"“{step}” is no step. The steps are {listed(sorted(steps))}"
                )


def _codes(pack: PolicyPack) -> Iterator[PackFinding]:
    named = [("measure", measure.id, "cpv", measure.cpv) for measure in pack.measures()]
    named += [("presumption", each.id, "cpv", each.cpv) for each in pack.presumptions]
    named += [("code_list", each.id, "codes", each.codes) for each in pack.parts.code_lists]
    for outcome in pack.outcomes:
        named.append(("outcome", outcome.id, "fit.cpv", outcome.fit.cpv))
        named.append(("outcome", outcome.id, "fit.unfit_cpv", outcome.fit.unfit_cpv))
    for kind, key, field, codes in named:
        for code in codes:
            if not (code.isdecimal() and _FEWEST_DIGITS <= len(code) <= _CPV_DIGITS):
                yield pack_error(kind, key, field, f"“{code}” is not the beginning of a code: 2 to 8 digits")
            elif code not in _beginnings():
                yield pack_error(kind, key, field, f"no code of the vocabulary begins with “{code}”")


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
            yield pack_error("measure", measure.id, "guide", "amount and per must be above 0")
        if measure.unit in shares and (guide.basis is not GuideBasis.EACH_YEAR or guide.amount > _ALL):
            yield pack_error(
                "measure", measure.id, "guide", "a share is guided each_year, and by no more than the whole"
            )
        if not measure.guide_minimum:
            yield pack_warning(
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
            for pattern, what, spared in _patterns():
                if kind not in spared and (match := pattern.search(text)):
                    yield pack_error(kind, key, field, f"“{match.group()}” is {what}")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    """Return what is barred, as a pattern, what it is, and the kinds that may hold it."""
    file = bundled("resources", "validator", "not-ours.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["barred"]
    return tuple(
        (re.compile(entry["pattern"]), entry["what"], frozenset(entry.get("not_in", ()))) for entry in entries
    )


def _reachable(pack: PolicyPack) -> Iterator[PackFinding]:
    for outcome in pack.outcomes:
        yield from _asked(outcome)
        most = {factor.id: most_points(factor, outcome.fit) for factor in pack.factors}
        if not any(most.get(link) for link in pack.relevance.links):
            links = ", ".join(pack.relevance.links)
            yield pack_error(
                "outcome", outcome.id, "fit", f"nothing links it to a subject-matter: give one of {links}"
            )
        elif sum(most.values()) < pack.relevance.possible_from:
            least = pack.relevance.possible_from
            yield pack_error(
                "outcome",
                outcome.id,
                "fit",
                f"can reach {sum(most.values())} points, {least} make it possible",
            )


def _asked(outcome: Outcome) -> Iterator[PackFinding]:
    if not outcome.tender_questions:
        yield pack_error("outcome", outcome.id, "tender_questions", "give at least one")
    if not any(question.guided for question in outcome.tender_questions):
        yield pack_error("outcome", outcome.id, "tender_questions", "none has a guided variant")
    for question in outcome.tender_questions:
        if not question.guided:
            yield pack_warning("question", question.id, "guided", "has no guided variant")
        elif question.guided_word_limit is None:
            yield pack_error("question", question.id, "guided_word_limit", "the guided variant has no limit")
    if outcome.selection_question.guided:
        yield pack_warning("question", outcome.selection_question.id, "guided", "is not asked at selection")
    if not outcome.selection_question.equivalents:
        yield pack_error("question", outcome.selection_question.id, "equivalents", "says what counts as much")
    for question in outcome.questions:
        if not question.good_answer:
            yield pack_error("question", question.id, "good_answer", "says what a good answer looks like")


def _served(pack: PolicyPack) -> Iterator[PackFinding]:
    """Yield the policy's aims that no outcome serves."""
    aims = [
        ("objective", each.id, {outcome.objective for outcome in pack.outcomes}) for each in pack.objectives
    ]
    aims += [
        ("marmot", each.id, {aim for outcome in pack.outcomes for aim in outcome.marmot})
        for each in pack.marmot
    ]
    aims += [
        ("priority", each.id, {aim for outcome in pack.outcomes for aim in outcome.priorities})
        for each in pack.priorities
    ]
    for kind, key, served in aims:
        if key not in served:
            yield pack_warning(kind, key, "", "no outcome serves it")


def _dates(pack: PolicyPack) -> Iterator[PackFinding]:
    early = 0
    for kind, key, item in all_items(pack):
        checked = getattr(item, "checked", None)
        if not checked or checked <= pack.checked:
            continue
        if _is_from_base(pack, kind, key, "checked"):
            early += 1
        else:
            yield pack_error(kind, key, "checked", f"is after {pack.checked}, on which the pack was checked")
    if early:
        many = counted(early, f"item of “{pack.extends}” was", f"items of “{pack.extends}” were")
        yield pack_error("head", pack.id, "checked", f"is {pack.checked}, and {many} checked later")


def _stewards(pack: PolicyPack, today: date | None) -> Iterator[PackFinding]:
    if today and pack.review_on < today:
        yield pack_warning("head", pack.id, "review_on", f"was due on {pack.review_on}")
    early = 0
    for kind, key, item in all_items(pack):
        if not isinstance(item, Outcome | LibraryQuestion | Measure):
            continue
        if not item.owner.strip():
            yield pack_error(kind, key, "owner", "nobody looks after it")
        if item.review_on is None:
            yield pack_error(kind, key, "review_on", "no day is set on which it is looked at again")
        elif item.review_on <= pack.checked:
            if _is_from_base(pack, kind, key, "review_on"):
                early += 1
            else:
                yield pack_error(
                    kind, key, "review_on", f"is not after {pack.checked}, on which the pack was checked"
                )
        # The day that all have from the head is told with the head.
        elif today and item.review_on < today and item.review_on != pack.review_on:
            yield pack_warning(kind, key, "review_on", f"was due on {item.review_on}")
    if early:
        many = counted(early, f"item of “{pack.extends}” was", f"items of “{pack.extends}” were")
        yield pack_error("head", pack.id, "checked", f"is {pack.checked}, and {many} due for review by then")


def _is_from_base(pack: PolicyPack, kind: str, key: str, field: str) -> bool:
    """Return whether a field stands in a file of the base: then the overlay's head is what is wrong."""
    file = pack.origins.file_of(f"{kind} “{key}”", field)
    return bool(pack.extends) and file.startswith(f"{pack.extends}/")


def _hard_to_read(pack: PolicyPack, reading: TextDifficulty) -> Iterator[PackFinding]:
    """Yield what asks for too much of a reader; of a kind as a whole, at its longest sentence."""
    kinds = {key: kind for kind, key, _ in all_items(pack) if kind in (reading.kind, *_WITH_CLAUSES)}
    for text in reading.warnings:
        message = f"{text} in all texts of this kind ({reading.kind}); it has the longest sentence"
        yield pack_warning(kinds.get(reading.longest, reading.kind), reading.longest, "", message)
    for key, field in reading.wordy:
        yield pack_warning(
            kinds.get(key, reading.kind),
            key,
            field,
            f"the sentences have more than {WORDS_A_SENTENCE} words on average",
        )
