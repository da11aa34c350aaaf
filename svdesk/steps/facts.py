"""Contract facts: stated once, and read by every rule, question and document."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Category, Procedure, Regime, VatBasis
from svdesk.domain.dates import agrees
from svdesk.domain.entry import field_forms, show_pounds
from svdesk.domain.facts import ContractFacts
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Status
from svdesk.policy.guidance.cpv import vocabulary
from svdesk.steps.findings import advice, is_blank, missing, unanswered
from svdesk.steps.lots import estimate_problems, lot_problems
from svdesk.steps.step import Phase, Step

_WANTED = {
    "authority_type": "Choose what kind of organisation buys.",
    "category": "Choose what is mainly bought.",
    "regime": "Choose the set of rules that governs the contract.",
    "health_service": "Say whether this is bought for the health service.",
    "framework": "Say how the contract stands to a framework.",
    "procedure": "Choose how the contract will be awarded.",
    "cpv": "Give at least one CPV code.",
    "relevant_area": "Name the area that is to benefit.",
    "value": "Give the estimated value of the whole contract.",
    "vat": "Say whether the value includes VAT.",
    "commencement_date": "Give the notice date. It decides which figures are in force.",
    "term_months": "Give the length of the contract in months, without extensions.",
    "extension_months": "Give the months of all extensions together. Write 0 if there are none.",
    "start_date": "Give the day on which the contract starts.",
    "end_date": "Give the last day of the contract, without extensions.",
    "urgent": "Say whether the procurement is an emergency.",
}
_WANTED_OF_A_COMPETITION = {
    "enquiries_deadline": "Give the last day for bidders' questions.",
    "tender_deadline": "Give the last day for tenders.",
    "tender_time": "Give the time of day by which tenders are due.",
}
_WANTED_IN_AN_EMERGENCY = {
    "urgency_own_delay": "Say whether your own delay caused the urgency.",
    "urgency_reason": "Give the reason for the urgency. It is kept on record.",
}
_COMPETITIONS = (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)
_SERVICE_REGIMES = (Regime.LIGHT_TOUCH, Regime.PROVIDER_SELECTION, Regime.LIGHT_TOUCH_CONCESSION)


def check(case: Case) -> tuple[Finding, ...]:
    """Return the facts that are missing, and those that contradict each other."""
    facts, project = case.project.facts, case.project
    answers = (*_answers(facts), *_codes(facts), *_extended(facts))
    return (
        *answers,
        *_asked_by_rules(facts, case.assessment, {problem.path for problem in answers}),
        *lot_problems(project.lots, facts),
        *estimate_problems(project.estimates),
    )


def _answers(facts: ContractFacts) -> Iterator[Finding]:
    yield from unanswered("facts", facts, _WANTED)
    if facts.procedure in _COMPETITIONS:
        yield from unanswered("facts", facts, _WANTED_OF_A_COMPETITION)
    if facts.urgent:
        yield from unanswered("facts", facts, _WANTED_IN_AN_EMERGENCY)
    if facts.vat is VatBasis.EXCLUSIVE and facts.vat_rate is None:
        yield missing("facts.vat_rate", "Give the VAT rate, so that the value can be compared with VAT.")
    if facts.value == 0:
        yield advice("facts.value", "The value is £0. Check that this is what the whole contract is worth.")
    if facts.regime in _SERVICE_REGIMES and facts.category in (Category.GOODS, Category.WORKS):
        yield advice(
            "facts.regime",
            "These rules are for services, and you chose "
            f"{facts.category.label.lower()}. Check one of the two answers.",
        )


def _extended(facts: ContractFacts) -> Iterator[Finding]:
    """Yield advice where the end date can be seen to have the extensions in it."""
    start, end, term, more = facts.start_date, facts.end_date, facts.term_months, facts.extension_months
    if start and end and term and more and not agrees(start, end, term) and agrees(start, end, term + more):
        yield advice("facts.end_date", "Leave the extensions out of the end date.")


def _codes(facts: ContractFacts) -> Iterator[Finding]:
    """Yield advice for each CPV code that is not in the vocabulary, or whose check digit is not its own."""
    for code in facts.cpv:
        right = vocabulary().full_code(code)
        if not right:
            yield advice("facts.cpv", f"{code} is not in the CPV vocabulary of 2008. Check its digits.")
        elif "-" in code and code != right:
            yield advice(
                "facts.cpv", f"{code} has another check digit in the vocabulary: {right}. Check its digits."
            )


def _asked_by_rules(facts: ContractFacts, assessment: Assessment, asked: set[str]) -> Iterator[Finding]:
    """Yield the facts that a rule cannot do without and that nothing else asks for."""
    known = field_forms(ContractFacts)
    wanted = [
        name
        for determination in assessment.determinations
        if determination.status is Status.CANNOT_TELL
        for name in determination.missing
        if name not in _WANTED_IN_AN_EMERGENCY
    ]
    for name in dict.fromkeys(wanted):
        path = f"facts.{name}"
        if name in known and path not in asked and is_blank(getattr(facts, name)):
            rules = wanted.count(name)
            which = "One rule" if rules == 1 else f"{rules} rules"
            yield missing(path, f"{which} cannot be settled without this answer.")


def summary(case: Case) -> str:
    """Return the value, the regime and the term."""
    facts = case.project.facts
    parts = []
    if facts.value is not None:
        basis = f" {facts.vat.label[0].lower()}{facts.vat.label[1:]}" if facts.vat else ""
        parts.append(f"{show_pounds(facts.value)}{basis}")
    if facts.regime is not None:
        parts.append(facts.regime.label)
    if facts.term_months is not None:
        parts.append(f"{facts.term_months} months")
    return ", ".join(parts)


STEP = Step(
    key="facts",
    title="Contract facts",
    phase=Phase.PLAN,
    purpose="State these once. Every rule, question and document works from them.",
    sections=("facts", "lots", "estimates"),
    check=check,
    summary=summary,
    page="facts",
    documents=("statement",),
)
