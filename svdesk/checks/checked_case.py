"""What the checks look at: a case, with the pack's checks made ready and the project's texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from svdesk.checks.finding import Finding, FindingKind, Fix
from svdesk.checks.reading import Denials, TextCheck
from svdesk.checks.texts import meaning_words
from svdesk.checks.together import Contract
from svdesk.domain.choices import Stage
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.domain.field_paths import item_key
from svdesk.domain.field_words import words_of
from svdesk.domain.project import LIST_SECTIONS, SECTIONS, About, Kpi, Question
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import LegalStanding, Severity, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.phrases import Phrases
from svdesk.policy.content.practice import Check
from svdesk.policy.guidance.topics import ContractTopics, topics_of
from svdesk.policy.rules.stages import moved_into_tender


class Checks:
    """The checks of one pack, made ready once."""

    def __init__(self, pack: PolicyPack) -> None:
        """Read the checks of *pack*; raises ``svdesk.policy.content.phrases.PhraseError``."""
        self.words = {words.id: words.words for words in pack.word_lists}
        self.by_id = {check.id: check for check in pack.checks}
        denials = Denials(self.words.get("denials", ()), self.words.get("denials-after", ()))
        self.of_texts = tuple(
            TextCheck(check, denials, _old_terms(pack) if check.id == _OLD_TERMS else {}, self.words)
            for check in pack.checks
            if check.fields and (check.phrases or check.swaps or check.needs or check.together)
        )
        spared = {each.not_subject for check in pack.checks for each in check.together}
        self.spared = meaning_words(
            " ".join(word for name in spared for word in self.words.get(name, ())).replace("|", " "),
            frozenset(),
        )
        self.fillers = frozenset(self.words.get("fillers", ()))
        self.topics = tuple(
            Phrases(words.words) for words in pack.word_lists if words.id.startswith("topic.")
        )
        self._reading: dict[tuple[str, str, str], tuple[TextCheck, ...]] = {}
        of_rules = {rule.id: rule.citations for rule in pack.rules}
        self.citations = {
            check.id: (*(each for rule in check.rules for each in of_rules.get(rule, ())), *check.citations)
            for check in pack.checks
        }

    def reading(self, section: str, field: str, stage: str) -> tuple[TextCheck, ...]:
        """Return the checks that read texts of this field, for a question of this stage."""
        key = section, field, stage
        if key not in self._reading:
            self._reading[key] = tuple(check for check in self.of_texts if check.reads(*key))
        return self._reading[key]


_OLD_TERMS = "stale-term"
"""The check that looks for the terms of the policy that have been replaced."""


def _old_terms(pack: PolicyPack) -> dict[str, str]:
    """Return the pack's old terms, as phrases, each with the first sentence of what stands now."""
    return {
        " ".join(_TERM_WORD.findall(term.policy_says)): term.now.partition(". ")[0].rstrip(".")
        for term in pack.terms
    }


_TERM_WORD = re.compile(r"[\w']+")


def checks_of(pack: PolicyPack) -> Checks:
    """Return the checks of *pack*, made ready once for each pack."""
    return pack.worked_out.of(Checks, pack)


@dataclass(frozen=True, slots=True)
class FieldText:
    """One text of the project: the *path* of its field, its names, and the text."""

    path: str
    section: str
    field: str
    stage: str
    text: str


class CheckedCase:
    """One case on which the checks look: its *case*, *project* and *pack*, and the pack's *checks*."""

    def __init__(self, case: Case) -> None:
        """Look at *case*."""
        self.case, self.project, self.pack = case, case.project, case.pack
        self.checks = checks_of(case.pack)
        not_applying = [
            each for each in case.assessment.determinations if each.status is Status.DOES_NOT_APPLY
        ]
        self._not_binding = {each.rule for each in not_applying}
        self._recommended = {
            each.rule for each in not_applying if each.standing is LegalStanding.GOOD_PRACTICE
        }

    @cached_property
    def texts(self) -> tuple[tuple[FieldText, ...], ...]:
        """What a person wrote and what is not blank, the texts of each item together."""
        return tuple(texts for texts in self._texts() if texts)

    @cached_property
    def contract(self) -> Contract:
        """What the checks of words need to know of the contract."""
        project, kept = self.project, self.case.worked_out
        return kept.of(
            _contract, project.about, project.facts, project.lots, topics_of(self.case), self.checks
        )

    @property
    def all_decided(self) -> bool:
        """Whether each outcome of the pack has been chosen or left out."""
        decided = {made.outcome_id for made in self.project.outcomes if made.decision is not None}
        return decided.issuperset(self.case.outcomes)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions asked in the tender, with those of a selection stage that there cannot be."""
        return (
            *self.case.tender_questions,
            *moved_into_tender(self.project.questions, self.case.assessment),
        )

    def is_asked(self, question: Question) -> bool:
        """Say whether *question* is put to anybody: one of the tender only where the route has one."""
        return question.stage is not Stage.TENDER or self.case.has_tender

    def check(self, code: str) -> Check | None:
        """Return the check of *code*; ``None`` where the pack has none or this contract is no case for it."""
        check = self.checks.by_id.get(code)
        if check is None or (check.only_where and check.only_where not in self.case.cautioning_rules):
            return None
        return check

    def limit(self, code: str) -> Decimal | None:
        """Return the number that the check of *code* measures by."""
        check = self.check(code)
        return None if check is None else check.limit

    def finding(self, code: str, where: str, fix: Fix | None = None, **words: object) -> Iterator[Finding]:
        """Yield the finding of the check *code* at *where*, if the pack has such a check.

        *words* fill the placeholders of its message.
        """
        check = self.check(code)
        if check is not None:
            yield self.finding_of(check, where, fix, **words)

    def gap(
        self, code: str, where: str, fix: Fix | None = None, others: tuple[str, ...] = (), **words: object
    ) -> Iterator[Finding]:
        """Yield what the check *code* says of something that has still to be given at *where*.

        *others* are further fields in which the same is missing. It blocks nothing and is no caution,
        whatever the pack says: that a field is blank, its declaration decides.
        """
        for finding in self.finding(code, where, fix, **words):
            yield replace(finding, kind=FindingKind.MISSING, others=others)

    def finding_of(self, check: Check, where: str, fix: Fix | None = None, **words: object) -> Finding:
        """Return the finding of *check* at *where*."""
        return Finding(
            code=check.id,
            title=check.title,
            path=where,
            kind=self._kind(check),
            message=f"{check.message} {check.remedy}".format(**words),
            why=self._why(check),
            citations=self.checks.citations[check.id],
            fix=fix,
        )

    def _kind(self, check: Check) -> FindingKind:
        if check.severity is not Severity.BLOCK:
            return FindingKind(check.severity)
        lawful = check.caution_where in self.case.applying_rules
        silent = not check.citations and not self._is_bound(check) and not self._is_recommended(check)
        return FindingKind.CAUTION if lawful or silent else FindingKind.BLOCK

    def _why(self, check: Check) -> str:
        """Return why it matters, and that it is good practice where no law asks for it here."""
        if self._is_bound(check) or not self._is_recommended(check):
            return check.why
        return f"{check.why} {self.pack.parts.wording.recommended}".rstrip()

    def _is_bound(self, check: Check) -> bool:
        """Whether one of the rules of *check*, if it has any, binds this contract or may do so."""
        return not check.rules or not self._not_binding.issuperset(check.rules)

    def _is_recommended(self, check: Check) -> bool:
        return not self._recommended.isdisjoint(check.rules)

    def _texts(self) -> Iterator[tuple[FieldText, ...]]:
        """Yield the texts that a person wrote and that are not blank, those of each item together.

        An item that has not changed gives the very same tuple, so that what is found for it can be
        kept.
        """
        kept = self.case.worked_out
        for section, fields in _text_fields():
            value = getattr(self.project, section)
            if section not in LIST_SECTIONS:
                yield kept.of(_texts_of, value, section, fields)
                continue
            for item in value:
                yield kept.of(_texts_of, item, section, fields)


def _texts_of(item: object, section: str, fields: tuple[str, ...]) -> tuple[FieldText, ...]:
    stage = item.stage.value if isinstance(item, Question) else ""
    prefix = f"{section}.{item_key(section, item)}" if section in LIST_SECTIONS else section
    return tuple(
        FieldText(f"{prefix}.{field}", section, field, stage, text)
        for field in fields
        if (text := getattr(item, field))
    )


@cache
def _text_fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the sections that people write in, each with the names of its texts."""
    return tuple((name, _written_in(spec.item)) for name, spec in SECTIONS.items() if not spec.unchecked)


def _written_in(item: type) -> tuple[str, ...]:
    """Return the texts of a section that a person wrote as words: no ids and no addresses."""
    words = words_of(item)
    return tuple(
        name
        for name, form in field_forms(item).items()
        if form.kind in (Kind.LINE, Kind.LONG) and name in words and not words[name].is_code
    )


_NAME_WORD = re.compile(r"[\w'\u2019]+")
_SHORTEST_NAME = 3


def _contract(
    about: About, facts: ContractFacts, lots: tuple[Lot, ...], topics: ContractTopics, checks: Checks
) -> Contract:
    said = [about.title, about.purpose]
    said += [text for lot in lots for text in (lot.title, lot.description)]
    said += [topics.title(code) for code in topics.codes]
    contract = Contract(
        authority=_names(about.authority),
        area=_names(facts.relevant_area),
        # Only words that can be spared, so that typing in the purpose does not read every text anew.
        subject=meaning_words(" ".join(said), frozenset()) & checks.spared,
    )
    return _first_of_its_like(contract)


@lru_cache(maxsize=16)
def _first_of_its_like(contract: Contract) -> Contract:
    """Return the first contract that equals *contract*, so that what was found for it is found again."""
    return contract


def _names(given: str) -> tuple[str, ...]:
    """Return the names in *given*, as phrases: "Cheshire East and Halton" has two."""
    parts = re.split(r",|;|\band\b", given)
    names = (" ".join(_NAME_WORD.findall(part)) for part in parts)
    return tuple(dict.fromkeys(name for name in names if len(name) >= _SHORTEST_NAME))


def short(text: str) -> str:
    """Return the beginning of *text* on one line, to name a question or a KPI by."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"


_LONGEST_NAME = 60


def name_of(item: Question | Kpi) -> str:
    """Return what a message calls a question or a KPI."""
    return short(item.text if isinstance(item, Question) else item.title) or "(no wording yet)"
