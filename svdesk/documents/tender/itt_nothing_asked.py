"""What bidders for a small contract are told, of whom nothing is asked about social value.

In this document "we" is the authority and "you" is the bidder.
"""

from svdesk.documents.model import regime
from svdesk.documents.model.blocks import Block, Callout, FactList, Paragraph, Tone, words
from svdesk.documents.model.frame import led, not_yet, part, say, section
from svdesk.documents.model.lookups import Counted, counted_kpis
from svdesk.documents.model.phrases import deadline, given, pounds, typed, weekday
from svdesk.documents.model.targets import target
from svdesk.documents.model.term import term
from svdesk.documents.tender.itt_conduct import commitments_list
from svdesk.domain.facts import contract_years
from svdesk.policy.case import Case


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the short pack: what is bought, and the terms that stand in the order."""
    facts, project = case.facts, case.project
    return (
        part("Social value in this quotation", id="introduction", page_break=True),
        *regime.card(case),
        Callout(
            tone=Tone.INFORMATION,
            title="There is nothing to write",
            body=(
                words(
                    "This contract is small. We ask no question about social value, and social value carries "
                    "no marks."
                ),
            ),
        ),
        Paragraph(content=typed(project.about.purpose)),
        FactList(
            rows=(
                ("Estimated value", words(pounds(facts.value, facts.vat))),
                ("Contract", words(term(facts))),
                ("Questions to us by", words(weekday(facts.enquiries_deadline))),
                (
                    "Offers by",
                    words(deadline(facts.tender_deadline, facts.tender_time, project.about.portal)),
                ),
            )
        ),
        part("Terms that will stand in the order", id="terms"),
        *_terms(case),
        *_expected(case),
    )


def _terms(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    if not counted:
        return (say("No measure of social value stands in the order."),)
    found: list[Block] = [
        say("These terms apply to whoever wins. Please allow for them in your price. They earn no marks.")
    ]
    for item in counted:
        found += _term(case, item)
    return tuple(found)


def _term(case: Case, item: Counted) -> tuple[Block, ...]:
    kpi = item.kpi
    targets = [
        f"year {year}: {target(kpi, year)}"
        for year in range(1, contract_years(case.facts) + 1)
        if year <= len(kpi.targets) and kpi.targets[year - 1] is not None
    ]
    facts = [
        ("What counts:", given(kpi.counts)),
        ("What doesn't count:", given(kpi.excludes)),
        ("How much:", " · ".join(targets) or kpi.guide_minimum),
        ("Evidence you send:", given(kpi.evidence)),
    ]
    return (
        section(f"{item.ref} {given(kpi.title)} ({given(kpi.unit)})", kicker=item.outcome),
        led(*((label, text) for label, text in facts if text.strip())),
    )


def _expected(case: Case) -> tuple[Block, ...]:
    items, _undecided = commitments_list(case)
    if not case.project.commitments:
        return (not_yet("No provider commitment has been decided."),)
    if not items.items:
        return ()
    return (
        say(
            f"The {case.pack.policy_title} also expects the following of every provider. You may meet "
            "each in an equivalent way."
        ),
        items,
    )
