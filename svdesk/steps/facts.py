"""Contract facts: stated once, and read by every rule, question and document."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Procedure, VatBasis
from svdesk.domain.english import capitalised, count_in_words, counted, within_sentence
from svdesk.domain.entry import show_pounds
from svdesk.domain.facts import ContractFacts
from svdesk.domain.field_words import words_of
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Status
from svdesk.steps.findings import asked, is_blank, unanswered
from svdesk.steps.step import Phase, Step

_OF_A_COMPETITION = ("enquiries_deadline", "tender_deadline", "tender_time")
_IN_AN_EMERGENCY = ("urgency_own_delay", "urgency_reason")
_EVIDENT = (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE)
"""Procedures that begin with a tender notice, so that nobody has to be asked what the first step is."""
_WHERE_CALLED_FOR = tuple(
    name for name, words in words_of(ContractFacts).items() if words.omitted_while_blank
)
_AFTER = {
    "award_route": "procedure",
    "direct_award_ground": "procedure",
    "advertised": "procedure",
    "framework_assessed": "framework",
    "mixed_main_part": "category",
}
"""Facts that are asked for only once another is known, as that one may already answer them."""
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

    No declaration can say so: it is the rules that ask, and only for this contract.
    """
    wanted = _wanted(facts, assessment)
    for name in dict.fromkeys(wanted):
        path = f"facts.{name}"
        if path not in told:
            rules = capitalised(count_in_words(wanted.count(name), "rule"))
            yield asked(path, f"{rules} cannot be settled without this answer.")


def left_out(case: Case) -> frozenset[str]:
    """Return the facts that would change no answer for this contract; one that is given stays."""
    facts = case.facts
    called_for = set(_wanted(facts, case.assessment))
    if facts.procedure is not None and facts.procedure not in _EVIDENT:
        called_for.add("first_step")
    return frozenset(
        f"facts.{name}"
        for name in _WHERE_CALLED_FOR
        if name not in called_for and getattr(facts, name) is None
    )


def _wanted(facts: ContractFacts, assessment: Assessment) -> list[str]:
    """Return the facts that the rules cannot do without, each as often as a rule asks for it.

    What only some contracts call for waits until the facts of every contract are known, as these may
    settle the rule or the fact itself.
    """
    words = words_of(ContractFacts)
    blank = {name for name in words if is_blank(getattr(facts, name))}
    basic = {name for name in blank if not words[name].sometimes}
    return [
        name
        for determination in assessment.determinations
        if determination.status is Status.CANNOT_TELL
        for name in determination.missing
        if name in blank
        and name not in _IN_AN_EMERGENCY
        and (name in basic or basic.isdisjoint((*determination.missing, _AFTER.get(name, ""))))
    ]


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
    left_out=left_out,
    summary=summary,
    page="facts",
    documents=("statement",),
)
