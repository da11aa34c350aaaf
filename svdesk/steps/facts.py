"""Contract facts: stated once, and read by every rule, question and document."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Procedure, VatBasis
from svdesk.domain.english import capitalised, count_in_words, counted, within_sentence
from svdesk.domain.entry import field_forms, show_pounds
from svdesk.domain.facts import ContractFacts
from svdesk.domain.field_words import words_of
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Status
from svdesk.steps.findings import asked, is_blank, unanswered
from svdesk.steps.step import Phase, Step

_OF_A_COMPETITION = ("enquiries_deadline", "tender_deadline", "tender_time")
_IN_AN_EMERGENCY = ("urgency_own_delay", "urgency_reason")
_COMPETITIONS = (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)


def asks(case: Case) -> Iterator[Finding]:
    """Yield the facts that are missing, and what the lots and the estimates on record lack."""
    facts, project = case.project.facts, case.project
    called_for = {
        *(_OF_A_COMPETITION if facts.procedure in _COMPETITIONS else ()),
        *(_IN_AN_EMERGENCY if facts.urgent else ()),
        *(("vat_rate",) if facts.vat is VatBasis.EXCLUSIVE else ()),
    }
    missing = tuple(unanswered("facts", facts, called_for))
    yield from missing
    yield from _asked_by_rules(facts, case.assessment, {finding.path for finding in missing})
    for lot in project.lots:
        yield from unanswered(f"lots.{lot.id}", lot)
    for estimate in project.estimates:
        yield from unanswered(f"estimates.{estimate.id}", estimate)


def _asked_by_rules(facts: ContractFacts, assessment: Assessment, told: set[str]) -> Iterator[Finding]:
    """Yield the facts that a rule cannot do without and that nothing else asks for.

    No declaration can say so: it is the rules that ask, and only for this contract. What only some
    contracts call for waits until the facts of every contract are known, as these may settle the rule.
    """
    known, words = field_forms(ContractFacts), words_of(ContractFacts)
    blank = {name for name in known if is_blank(getattr(facts, name))}
    basic = {name for name in blank if not words[name].sometimes}
    wanted = [
        name
        for determination in assessment.determinations
        if determination.status is Status.CANNOT_TELL
        for name in determination.missing
        if name not in _IN_AN_EMERGENCY and (name in basic or basic.isdisjoint(determination.missing))
    ]
    for name in dict.fromkeys(wanted):
        path = f"facts.{name}"
        if name in blank and path not in told:
            rules = capitalised(count_in_words(wanted.count(name), "rule"))
            yield asked(path, f"{rules} cannot be settled without this answer.")


def summary(case: Case) -> str:
    """Return the value, the regime and the term."""
    facts = case.project.facts
    parts = []
    if facts.value is not None:
        basis = f" {within_sentence(facts.vat.label)}" if facts.vat else ""
        parts.append(f"{show_pounds(facts.value)}{basis}")
    if facts.regime is not None:
        parts.append(facts.regime.label)
    if facts.term_months is not None:
        parts.append(counted(facts.term_months, "month"))
    return ", ".join(parts)


STEP = Step(
    key="facts",
    title="Contract facts",
    phase=Phase.PLAN,
    purpose="State these once. Every rule, question and document works from them.",
    sections=("facts", "lots", "estimates"),
    asks=asks,
    summary=summary,
    page="facts",
    documents=("statement",),
)
