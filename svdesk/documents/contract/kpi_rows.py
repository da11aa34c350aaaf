"""The KPI schedule as rows for another program, a KPI each."""

from dataclasses import replace

from svdesk.documents.contract.delivery import supplier_owner
from svdesk.documents.model.blocks import Column, Document, Table, words
from svdesk.documents.model.frame import frame
from svdesk.documents.model.lookups import Counted, counted_kpis
from svdesk.documents.model.phrases import NOT_YET, given, yes_no
from svdesk.documents.model.route import open_target
from svdesk.documents.model.targets import adds_up, target_total
from svdesk.documents.tender.criteria import exact
from svdesk.domain.english import capitalised
from svdesk.domain.facts import contract_years
from svdesk.policy.case import Case


def unavailable(case: Case) -> str:
    """Return why there are no rows; "" where there are some."""
    return "" if counted_kpis(case) else "It has no KPI, so there are no rows."


def rows(case: Case) -> Document:
    """Return the KPIs as a table; dates are written year first, as programs sort them."""
    years = range(1, contract_years(case.facts) + 1)
    names = (
        *("KPI", "Objective", "Outcome", "Measure", "Unit", "Counts", "Does not count", "Baseline"),
        *(f"Target year {year}" for year in years),
        *("Target whole term", "How it is measured", "Evidence", "Reported", "Owner (supplier)"),
        *("Owner (authority)", "Good from (%)", "Approaching target from (%)"),
        *("Requires improvement from (%)", "First remedy", "Published", "Review date"),
    )
    table = Table(
        caption="KPI schedule",
        columns=tuple(Column(title=name) for name in names),
        rows=tuple(tuple(words(text) for text in _row(case, item, years)) for item in counted_kpis(case)),
    )
    return frame(
        case,
        kind="annex",
        title="KPI schedule",
        what="KPI schedule",
        cover=(),
        summary=None,
        blocks=(table,),
    )


def sheet(case: Case) -> Document:
    """Return the KPIs as a sheet for the contract manager, on which targets and thresholds are numbers."""
    document = rows(case)
    tables = tuple(block for block in document.blocks if isinstance(block, Table))
    counted = tuple(
        replace(
            table,
            show_caption=False,
            columns=tuple(
                replace(column, number=column.title.startswith("Target") or column.title.endswith("(%)"))
                for column in table.columns
            ),
        )
        for table in tables
    )
    return replace(document, blocks=counted)


def _row(case: Case, item: Counted, years: range) -> tuple[str, ...]:
    kpi, left_open = item.kpi, open_target(case)
    targets = [kpi.targets[year - 1] if year <= len(kpi.targets) else None for year in years]
    return (
        item.ref,
        item.objective or NOT_YET,
        item.outcome or NOT_YET,
        given(kpi.title),
        given(kpi.unit),
        given(kpi.counts),
        given(kpi.excludes),
        given(kpi.baseline),
        *(left_open if target is None else exact(target) for target in targets),
        target_total(case, kpi, left_open=open_target(case)).replace(",", "") if adds_up(case, kpi) else "",
        given(kpi.method),
        given(kpi.evidence),
        capitalised(kpi.frequency.label) if kpi.frequency else NOT_YET,
        capitalised(supplier_owner(case, kpi)),
        given(kpi.authority_owner),
        exact(kpi.good_from),
        exact(kpi.approaching_from),
        exact(kpi.improvement_from),
        given(kpi.remedy),
        yes_no(kpi.published),
        kpi.review_date.isoformat() if kpi.review_date else "",
    )
