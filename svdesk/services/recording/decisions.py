"""What a person decided in a plan, as short lines, and how it differs from what was recorded last.

A record holds only what differs from the records before it, so that the decisions as they were recorded
last are all of them laid over one another. What a person does between two looks (a key typed, a mind
changed twice) leaves no trace: what stands when the step is left is what was decided.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from svdesk.domain.choices import Decision
from svdesk.domain.english import beginning, counted, show_date, within_sentence
from svdesk.domain.entry import field_forms, show_entry, show_number
from svdesk.domain.facts import ContractFacts
from svdesk.domain.field_words import words_of
from svdesk.domain.project import (
    Access,
    Award,
    CommitmentDecision,
    Evaluation,
    Kpi,
    OutcomeDecision,
    Question,
)
from svdesk.domain.proposals import ProposalState, state_of
from svdesk.domain.records import Record, standing
from svdesk.policy.case import Case

FACTS = "facts."
_LONGEST = 2_000
_A_RECORD = 100
"""The most differences that one record holds."""
_BECAME = {
    ProposalState.ACCEPTED: "accepted as SVDesk proposed it",
    ProposalState.CHANGED: "accepted, with something else in its place",
    ProposalState.REMOVED: "taken out",
}
_ACCESS = {
    "turnover_threshold": "turnover_reason",
    "lots_used": "lots_reason",
    "consortia_welcome": "consortia_note",
    "supplier_engagement": "supplier_engagement_note",
}
_WITHOUT_REASON = ("weight_reason", "minimum_mark_rule")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what it is about, how it stands, and why."""

    about: str
    stands: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One decision before and now; ``None`` where it was or is not taken."""

    key: str
    before: Decided | None
    now: Decided | None

    def in_words(self) -> str:
        """Return the difference in a sentence."""
        if self.now is None:
            before = self.before or Decided(self.key, "")
            return f"{before.about}: taken back (it was: {before.stands})."
        if self.before is None:
            return f"{self.now.about}: {self.now.stands}."
        if self.before.stands != self.now.stands:
            return f"{self.now.about}: {self.now.stands} (before: {self.before.stands})."
        return f"{self.now.about}: the reason was changed; still {self.now.stands}."


def decisions_in(case: Case, *, with_facts: bool) -> dict[str, Decided]:
    """Return every decision that stands in the plan of *case*, by its place there.

    With *with_facts* the contract facts count too: they are worth a record once documents rest on them.
    """
    found = dict((*_outcomes(case), *_commitments(case), *_questions(case), *_kpis(case)))
    found.update((*_weights(case.project.evaluation), *_access(case.project.access)))
    found.update((*_proposals(case), *_control(case), *_award(case.project.award)))
    if with_facts:
        found.update(_facts(case))
    return {key: Decided(*map(_short, (each.about, each.stands, each.why))) for key, each in found.items()}


def recorded(records: Iterable[Record]) -> dict[str, Decided]:
    """Return the decisions as the standing ones of *records* have them."""
    found: dict[str, Decided] = {}
    for record in standing(tuple(records)):
        for key, held in _decisions_of(record).items():
            if held is None:
                found.pop(key, None)
            else:
                found[key] = held
    return found


def differences(before: Mapping[str, Decided], now: Mapping[str, Decided]) -> tuple[Difference, ...]:
    """Return what of *now* differs from *before*, in the order of the plan, then what is gone."""
    changed = [Difference(key, before.get(key), each) for key, each in now.items() if before.get(key) != each]
    gone = [Difference(key, each, None) for key, each in before.items() if key not in now]
    return (*changed, *gone)


def told(found: Iterable[Difference]) -> tuple[str, str]:
    """Return differences in words, and the reasons that are given for them."""
    every = tuple(found)
    lines = [each.in_words() for each in every]
    what = lines[0] if len(lines) == 1 else f"{counted(len(every), 'decision')}:\n" + "\n".join(lines)
    reasons = [
        f"{each.now.about}: {each.now.why}"
        for each in every
        if each.now is not None and each.now.why and (each.before is None or each.before.why != each.now.why)
    ]
    return what, "\n".join(reasons)


def pieces(found: tuple[Difference, ...]) -> Iterator[tuple[Difference, ...]]:
    """Yield *found* in pieces that one record can hold each."""
    for start in range(0, len(found), _A_RECORD):
        yield found[start : start + _A_RECORD]


def content_of(found: Iterable[Difference], **more: Any) -> str:  # noqa: ANN401 - JSON of several kinds
    """Return differences as the content of a record, with *more* beside them."""
    held = {
        each.key: None if each.now is None else [each.now.about, each.now.stands, each.now.why]
        for each in found
    }
    return json.dumps({"decisions": held, **more}, ensure_ascii=False, separators=(",", ":"))


def _decisions_of(record: Record) -> dict[str, Decided | None]:
    """Return what a record says of decisions; nothing where it is of another kind or can't be read."""
    try:
        held = json.loads(record.content or "{}").get("decisions", {})
        return {key: None if each is None else Decided(*each) for key, each in held.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    digest = hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{line[:_LONGEST]}… ({len(line):,} characters, SHA-256 {digest}…)"


def _outcomes(case: Case) -> Iterator[tuple[str, Decided]]:
    for made in case.project.outcomes:
        if made.decision is not None:
            about = f"Outcome “{case.title_of(made.outcome_id)}”"
            yield (
                f"outcomes.{made.outcome_id}",
                Decided(about, _chosen(made.decision) + _by(made), made.reason),
            )


def _by(made: OutcomeDecision) -> str:
    by = f" by {made.decided_by.strip()}" if made.decided_by.strip() else ""
    return by + (f" on {show_date(made.decided_on)}" if made.decided_on else "")


def _commitments(case: Case) -> Iterator[tuple[str, Decided]]:
    titles = {each.id: each.title for each in case.pack.commitments}
    for made in case.project.commitments:
        if made.decision is not None:
            key = f"commitments.{made.commitment_id}"
            yield key, _commitment(made, titles.get(made.commitment_id, made.commitment_id))


def _commitment(made: CommitmentDecision, title: str) -> Decided:
    assert made.decision is not None
    how = f", met so: {made.how}" if made.how.strip() else ""
    return Decided(f"Commitment “{title.rstrip('.')}”", _chosen(made.decision) + how, made.reason)


def _chosen(decision: Decision) -> str:
    return within_sentence(decision.label)


def _questions(case: Case) -> Iterator[tuple[str, Decided]]:
    for place, question in enumerate(case.project.questions, 1):
        yield f"questions.{question.id}", _question(question, place)


def _question(question: Question, place: int) -> Decided:
    parts = [f"asked in the {question.stage.label.lower()}"]
    if question.weight is not None:
        parts.append(f"{show_number(question.weight)}% of the social value marks")
    if question.word_limit is not None:
        parts.append(f"at most {question.word_limit:,} words")
    about = f"Question “{beginning(question.text, 60) or f'number {place}'}”"
    return Decided(about, f"{', '.join(parts)}: {question.text}".rstrip(": "))


def _kpis(case: Case) -> Iterator[tuple[str, Decided]]:
    for place, kpi in enumerate(case.project.kpis, 1):
        yield f"kpis.{kpi.id}", _kpi(case, kpi, place)


def _kpi(case: Case, kpi: Kpi, place: int) -> Decided:
    measure = case.measures.get(kpi.measure_id)
    parts = [f"measured as “{measure.title}”" if measure else "a measure of its own"]
    shown = [show_number(each) if each is not None else "none" for each in kpi.targets]
    if any(each is not None for each in kpi.targets):
        parts.append(f"targets by year {', '.join(shown)} {kpi.unit}".rstrip())
    return Decided(f"KPI “{beginning(kpi.title, 60) or f'number {place}'}”", ", ".join(parts))


def _weights(evaluation: Evaluation) -> Iterator[tuple[str, Decided]]:
    words, forms = words_of(Evaluation), field_forms(Evaluation)
    for name, said in words.items():
        value = getattr(evaluation, name)
        if value is None or name in _WITHOUT_REASON:
            continue
        stands = f"{show_number(value)}%" if isinstance(value, Decimal) else show_entry(forms[name], value)
        if isinstance(value, bool):
            stands = "yes" if value else "no"
        why = {"social_value_weight": evaluation.weight_reason, "minimum_mark": evaluation.minimum_mark_rule}
        yield (
            f"evaluation.{name}",
            Decided(f"Weights, {within_sentence(said.label)}", stands, why.get(name, "")),
        )


def _access(access: Access) -> Iterator[tuple[str, Decided]]:
    words = words_of(Access)
    for name, reason in _ACCESS.items():
        value = getattr(access, name)
        if value is not None:
            yield (
                f"access.{name}",
                Decided(words[name].label, "yes" if value else "no", getattr(access, reason)),
            )


def _proposals(case: Case) -> Iterator[tuple[str, Decided]]:
    for proposal in case.project.proposals:
        if proposal.confirmed_on is not None:
            became = _BECAME[state_of(proposal, case.project)]
            by = f" by {proposal.confirmed_by.strip()}" if proposal.confirmed_by.strip() else ""
            stands = f"{became}, confirmed{by} on {show_date(proposal.confirmed_on)}"
            yield (
                f"proposals.{proposal.target}",
                Decided(f"Proposal “{proposal.what}”", stands, proposal.note),
            )


def _control(case: Case) -> Iterator[tuple[str, Decided]]:
    control = case.project.control
    if control.approved_by.strip():
        approved = (
            f"version {control.version}, {control.status.label.lower()}, approved by {control.approved_by}"
        )
        yield "control.approved_by", Decided("Approval of the documents", approved)


def _award(award: Award) -> Iterator[tuple[str, Decided]]:
    words = words_of(Award)
    for each in fields(award):
        day = getattr(award, each.name)
        if day is not None:
            yield f"award.{each.name}", Decided(words[each.name].label, show_date(day))


def _facts(case: Case) -> Iterator[tuple[str, Decided]]:
    facts = case.facts
    words, forms = words_of(ContractFacts), field_forms(ContractFacts)
    for name, said in words.items():
        value = getattr(facts, name)
        if value not in (None, "", ()):
            stands = ("yes" if value else "no") if isinstance(value, bool) else show_entry(forms[name], value)
            yield f"{FACTS}{name}", Decided(f"Contract fact “{said.label}”", stands)
    for place, lot in enumerate(case.project.lots, 1):
        yield f"{FACTS}lots.{lot.id}", Decided(f"Lot {place}", lot.in_list(place))
