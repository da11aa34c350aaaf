"""The KPI schedule: tables to see them all, and one for each with everything needed to count it."""

from collections.abc import Callable, Mapping

from svdesk.documents.contract.clauses import clauses
from svdesk.documents.contract.delivery import rating_words, supplier_owner
from svdesk.documents.model.blocks import Block, Column, Paragraph, Table, Text, Together, words
from svdesk.documents.model.frame import not_yet, part, section
from svdesk.documents.model.lookups import Counted, counted_kpis, questions_about
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, given, percent, yes_no
from svdesk.documents.model.route import no_offer, open_target, seeks_nothing
from svdesk.documents.model.targets import adds_up, target, target_total
from svdesk.documents.model.wording import agreed_in
from svdesk.domain.english import capitalised, listed
from svdesk.domain.facts import contract_years
from svdesk.domain.project import Kpi
from svdesk.policy.case import Case
from svdesk.policy.content.pack import PolicyPack

YEARS_IN_A_TABLE = 5
"""More year columns than this make the numbers too narrow to read on A4."""


_STARTS: Mapping[str, Callable[[Kpi], str]] = {
    "good": lambda kpi: f"from {percent(kpi.good_from)}",
    "approaching-target": lambda kpi: f"from {percent(kpi.approaching_from)}",
    "requires-improvement": lambda kpi: f"from {percent(kpi.improvement_from)}",
    "inadequate": lambda kpi: f"below {percent(kpi.improvement_from)}",
}


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part with the KPI schedule."""
    counted = counted_kpis(case)
    found: list[Block] = [part("KPI schedule", id="schedule", page_break=True)]
    found += clauses(
        "The supplier meets the targets in this schedule and measures them as the schedule says.",
        "Each KPI is rated with one of the words in the table below. The share of the target at which each "
        "word begins is on the KPI's own card.",
    )
    found.append(rating_words(case.pack))
    if not counted and seeks_nothing(case):
        return (*found, *clauses("This contract has no measure."))
    if not counted:
        return (*found, not_yet("No measure has been set for this contract."))
    found += (section("The schedule at a glance"), *targets(case), who_and_when(case, counted))
    for item in counted:
        found += _card(case, item)
    return tuple(found)


def note(label: str, text: str) -> tuple[Paragraph, ...]:
    """Return what the officer added to the standing clauses, as typed."""
    return (Paragraph(content=(Text(f"{label}: ", True), Text(text))),)


def rating_bands(kpi: Kpi, pack: PolicyPack) -> tuple[tuple[str, str], ...]:
    """Return each rating word that has a band, with the share of the target that earns it."""
    good, near, low = (percent(band) for band in (kpi.good_from, kpi.approaching_from, kpi.improvement_from))
    bands = {
        "good": f"{good} of the target or more",
        "approaching-target": f"{near} or more, but less than {good}",
        "requires-improvement": f"{low} or more, but less than {near}",
        "inadequate": f"less than {low}",
    }
    return tuple((rating.title, bands[rating.id]) for rating in pack.ratings if rating.id in bands)


def bands_table(counted: tuple[Counted, ...], pack: PolicyPack) -> Table:
    """Return where each rating word begins for each KPI, in percent of its target."""
    shown = [rating for rating in pack.ratings if rating.id in _STARTS]
    return Table(
        caption="Share of the target at which each word begins",
        columns=(
            Column(title="KPI", width=0.6),
            *(Column(title=rating.title, width=1.4) for rating in shown),
        ),
        rows=tuple(
            (words(item.ref), *(words(_STARTS[rating.id](item.kpi)) for rating in shown)) for item in counted
        ),
    )


def targets(case: Case) -> list[Block]:
    """Return the targets of all KPIs by contract year, in as many tables as their years need."""
    last = contract_years(case.facts)
    found: list[Block] = []
    for first in range(1, last + 1, YEARS_IN_A_TABLE):
        shown = range(first, min(first + YEARS_IN_A_TABLE, last + 1))
        whole = shown[-1] == last
        found.append(
            Table(
                caption="Targets"
                if last <= YEARS_IN_A_TABLE
                else f"Targets, years {shown[0]} to {shown[-1]}",
                columns=(
                    Column(title="KPI", width=0.6),
                    Column(title="Measure and unit", width=3.2),
                    *(Column(title=f"Year {year}", number=True) for year in shown),
                    *((Column(title="Total", number=True),) if whole else ()),
                ),
                rows=tuple(
                    (
                        words(item.ref),
                        words(f"{given(item.kpi.title)} ({given(item.kpi.unit)})"),
                        *(words(target(item.kpi, year, left_open=open_target(case))) for year in shown),
                        *(
                            (words(target_total(case, item.kpi, left_open=open_target(case))),)
                            if whole
                            else ()
                        ),
                    )
                    for item in counted_kpis(case)
                ),
            )
        )
    return found


def who_and_when(case: Case, counted: tuple[Counted, ...]) -> Table:
    """Return where each measure stands today, and who reports on it when."""
    return Table(
        caption="Where things stand, and who reports when",
        columns=(
            Column(title="KPI", width=0.6),
            Column(title="Baseline", width=2.2),
            Column(title="Reported", width=1.3),
            Column(title="Owners", width=1.9),
            Column(title="Review", width=1.2),
        ),
        rows=tuple(
            (
                words(item.ref),
                words(given(item.kpi.baseline)),
                words(_reported(item.kpi)),
                words(_owners(case, item.kpi)),
                words(day(item.kpi.review_date)),
            )
            for item in counted
        ),
    )


def _owners(case: Case, kpi: Kpi, between: str = "\n") -> str:
    return f"Supplier: {supplier_owner(case, kpi)}{between}Authority: {given(kpi.authority_owner)}"


def _reported(kpi: Kpi) -> str:
    return capitalised(kpi.frequency.label) if kpi.frequency else NOT_YET


def _commitment(case: Case, item: Counted) -> str:
    """Return where the promise that a KPI counts is written."""
    if no_offer(case):
        return f"The targets below, agreed in {agreed_in(case.facts)}"
    asked = [
        f"part {Ref('itt.answers')}, question {question.place}"
        for question in questions_about(case, item.kpi.outcome_id)
    ]
    places = listed([f"part {Ref('itt.offer')}, row {item.ref}", *asked])
    return f"Tender: {places}"


def _card(case: Case, item: Counted) -> tuple[Block, ...]:
    kpi, facts = item.kpi, case.facts
    left_open = open_target(case)
    targets = [
        f"Year {year}: {target(kpi, year, left_open=left_open)}"
        for year in range(1, contract_years(facts) + 1)
    ]
    if adds_up(case, kpi):
        targets.append(f"Whole term: {target_total(case, kpi, left_open=left_open)}")
    bands = [f"{name}: {band}" for name, band in rating_bands(kpi, case.pack)]
    rows = (
        ("Outcome", f"{item.outcome or NOT_YET}\nObjective: {item.objective or NOT_YET}"),
        ("Commitment", _commitment(case, item)),
        ("Unit", given(kpi.unit)),
        ("Counts", given(kpi.counts)),
        ("Doesn't count", given(kpi.excludes)),
        ("How it is measured", given(kpi.method)),
        ("Baseline", given(kpi.baseline)),
        ("Targets", " · ".join(targets)),
        ("Evidence", given(kpi.evidence)),
        ("Reported, owners", f"{_reported(kpi)} · {_owners(case, kpi, ' · ')}"),
        ("Rating bands", "\n".join(bands)),
        ("First remedy", given(kpi.remedy)),
        ("Published, reviewed", f"Published: {yes_no(kpi.published)} · Review date: {day(kpi.review_date)}"),
    )
    # A table and not a list of facts: its header says on every page whose rows these are.
    card = Table(
        caption=f"{item.ref} in full",
        show_caption=False,
        columns=(Column(title=item.ref, width=1.5), Column(title="What is agreed", width=4.5)),
        rows=tuple((words(label), words(text)) for label, text in rows),
    )
    return (Together(blocks=(section(f"{item.ref} {given(kpi.title)}"), card)),)
