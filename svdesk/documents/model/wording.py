"""Words that depend on the route and on what is bought.

Where nobody writes a tender there is no response form to point to: what stands in the order, the
service plan or the change to the contract is all that binds.
"""

from svdesk.documents.model.lookups import Counted, kpis_about
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.route import no_offer
from svdesk.domain.choices import Category, Procedure
from svdesk.domain.english import listed, plural
from svdesk.domain.facts import ContractFacts
from svdesk.policy.case import Case

_AGREED_IN = {
    Procedure.IN_HOUSE: "service plan",
    Procedure.SERVICE_REVIEW: "service plan",
    Procedure.TRADING_COMPANY: "service agreement",
    Procedure.CONTRACT_MODIFICATION: "change to the contract",
    Procedure.DIRECT_AWARD: "contract",
}
_ITSELF = {Category.GOODS: "what you supply", Category.WORKS: "the works themselves"}
_TO_DELIVER = {
    Category.GOODS: ("supply the goods", "supplies them"),
    Category.WORKS: ("carry out the works", "carries them out"),
}


def agreed_in(facts: ContractFacts) -> str:
    """Return what the supplier's commitments stand in where there is no tender: ``the order``."""
    found = _AGREED_IN.get(facts.procedure) if facts.procedure else None
    return f"the {found or 'order'}"


def itself(facts: ContractFacts) -> str:
    """Return what is bought, as it is told to bidders after ``beyond``: ``the service itself``."""
    return (_ITSELF.get(facts.category) if facts.category else None) or "the service itself"


def to_deliver(facts: ContractFacts) -> tuple[str, str]:
    """Return what the supplier does, after ``to`` and after ``the one who``."""
    found = _TO_DELIVER.get(facts.category) if facts.category else None
    return found or ("deliver the service", "delivers it")


def outcome_clause(case: Case, outcome_id: str) -> str:
    """Return the clause of an outcome; one of our own where the pack's would point to a tender.

    "" where the pack has no clause for it, or where nothing that is measured could be promised.
    """
    outcome = case.outcomes.get(outcome_id)
    if outcome is None or not outcome.clause:
        return ""
    return measured_clause(kpis_about(case, outcome_id)) if no_offer(case) else outcome.clause


def measured_clause(counted: tuple[Counted, ...]) -> str:
    """Return the clause that makes the targets of *counted* the commitment; "" for none."""
    if not counted:
        return ""
    refs = listed([item.ref for item in counted])
    kpis = f"{plural(len(counted), 'KPI')} {refs}"
    return (
        f"The supplier delivers {kpis} at the targets in part {Ref('schedule')} and reports the figures at "
        "each "
        "review. "
        "Where a period is rated Requires improvement or lower, the remedy that its schedule names follows."
    )
