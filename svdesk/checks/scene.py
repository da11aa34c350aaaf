"""What the checks look at: a project, what the rules say of it, and the pack, ready at hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from svdesk.checks.finding import Finding, Fix
from svdesk.checks.reading import Denials, TextCheck
from svdesk.checks.texts import meaning_words
from svdesk.checks.together import Contract
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.field_paths import item_key
from svdesk.domain.field_words import words_of
from svdesk.domain.identity import Same
from svdesk.domain.project import LIST_SECTIONS, SECTIONS, Kpi, Project, Question
from svdesk.policy.content.determinations import Assessment, Severity, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.phrases import Phrases
from svdesk.policy.content.practice import Check
from svdesk.policy.guidance.subject import Subject


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


@lru_cache(maxsize=4)
def checks_of(pack: Same) -> Checks:
    """Return the checks of the pack that *pack* stands for."""
    return Checks(pack.value)


@dataclass(frozen=True, slots=True)
class FieldText:
    """One text of the project: the *path* of its field, its names, and the text."""

    path: str
    section: str
    field: str
    stage: str
    text: str


class Scene:
    """One project on which the checks look."""

    def __init__(self, project: Project, assessment: Assessment, pack: PolicyPack) -> None:
        """Look at *project*. *texts* holds what a person wrote, the texts of each item together."""
        self.project, self.assessment, self.pack = project, assessment, pack
        self.checks = checks_of(Same(pack))
        self.outcomes = {outcome.id: outcome for outcome in pack.outcomes}
        self.measures = {m.id: m for m in pack.measures()}
        self.library = {q.id: q for q in pack.questions()}
        self.chosen = tuple(d.outcome_id for d in project.outcomes if d.decision is Decision.CHOSEN)
        self.tender = tuple(q for q in project.questions if q.stage is Stage.TENDER)
        self.selection = tuple(q for q in project.questions if q.stage is Stage.SELECTION)
        self.texts = tuple(texts for texts in self._texts() if texts)
        its = map(Same, (project.about, project.facts, project.lots))
        self.contract = _contract(*its, Same(pack))
        self._applies = {d.rule for d in assessment.determinations if d.status is Status.APPLIES}
        self._bars = {d.rule for d in assessment.determinations if d.status is Status.DOES_NOT_APPLY}

    @property
    def has_tender(self) -> bool:
        """Whether the route has a tender, as far as can be told."""
        return self.assessment.tender_stage is not False

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions asked in the tender, with those of a selection stage that there cannot be."""
        moved = self.selection if self.assessment.selection_stage is False else ()
        return (*self.tender, *moved)

    def applies(self, rule: str) -> bool:
        """Say whether *rule* applies for certain."""
        return rule in self._applies

    def check(self, code: str) -> Check | None:
        """Return the check of *code*; ``None`` where the pack has none or this contract is no case for it."""
        check = self.checks.by_id.get(code)
        if check is None or (check.only_where and check.only_where not in self._applies):
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

    def finding_of(self, check: Check, where: str, fix: Fix | None = None, **words: object) -> Finding:
        """Return the finding of *check* at *where*."""
        return Finding(
            code=check.id,
            title=check.title,
            severity=self._severity(check),
            where=where,
            message=f"{check.message} {check.remedy}".format(**words),
            why=check.why,
            citations=self.checks.citations[check.id],
            fix=fix,
        )

    def _severity(self, check: Check) -> Severity:
        if check.severity is not Severity.BLOCK:
            return check.severity
        lawful = check.caution_where in self._applies
        law_is_silent = bool(check.rules) and not check.citations and self._bars.issuperset(check.rules)
        return Severity.CAUTION if lawful or law_is_silent else Severity.BLOCK

    def title_of(self, outcome_id: str) -> str:
        """Return an outcome's title; its id where the pack does not have it."""
        outcome = self.outcomes.get(outcome_id)
        return outcome.title.rstrip(".") if outcome else outcome_id

    def _texts(self) -> Iterator[tuple[FieldText, ...]]:
        """Yield the texts that a person wrote and that are not blank, those of each item together.

        An item that has not changed gives the very same tuple, so that what is found for it can be
        kept.
        """
        for section, fields in _text_fields():
            value = getattr(self.project, section)
            if section not in LIST_SECTIONS:
                yield _texts_of(Same(value), section, fields)
                continue
            for item in value:
                yield _texts_of(Same(item), section, fields)


@lru_cache(maxsize=4_096)
def _texts_of(held: Same, section: str, fields: tuple[str, ...]) -> tuple[FieldText, ...]:
    item = held.value
    stage = item.stage.value if section == "questions" else ""
    prefix = f"{section}.{item_key(section, item)}" if section in LIST_SECTIONS else section
    return tuple(
        FieldText(f"{prefix}.{field}", section, field, stage, text)
        for field in fields
        if (text := getattr(item, field))
    )


@lru_cache(maxsize=1)
def _text_fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the sections that people write in, each with the names of its texts."""
    return tuple((name, _written_in(spec.item)) for name, spec in SECTIONS.items() if not spec.unchecked)


def _written_in(item: type) -> tuple[str, ...]:
    """Return the texts of a section that a person wrote as words: no ids and no addresses."""
    forms, words = field_forms(item), words_of(item)
    return tuple(
        name
        for name, form in forms.items()
        if form.kind in (Kind.LINE, Kind.LONG) and name in words and not words[name].is_code
    )


_NAME_WORD = re.compile(r"[\w'\u2019]+")
_SHORTEST_NAME = 3


@lru_cache(maxsize=16)
def _contract(about: Same, facts: Same, lots: Same, pack: Same) -> Contract:
    """Return what the checks of words need to know of a contract."""
    project = Project(id=UUID(int=0), about=about.value, facts=facts.value, lots=lots.value)
    titles = Subject(project, pack.value)
    said = [about.value.title, about.value.purpose]
    said += [text for lot in lots.value for text in (lot.title, lot.description)]
    said += [titles.title(code) for code in titles.codes]
    return Contract(
        authority=_names(about.value.authority),
        area=_names(facts.value.relevant_area),
        # Only words that can be spared, so that typing in the purpose does not read every text anew.
        subject=meaning_words(" ".join(said), frozenset()) & checks_of(pack).spared,
    )


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
