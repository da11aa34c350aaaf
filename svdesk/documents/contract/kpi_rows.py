"""The KPI schedule as rows for another program, a KPI each."""

from dataclasses import replace

from svdesk.documents.contract.delivery import supplier_owner
from svdesk.documents.model.blocks import Column, Document, Table, words
from svdesk.documents.model.frame import frame
from svdesk.documents.model.outline import Counted, Reading, adds_up, target_total
from svdesk.documents.model.phrases import NOT_YET, begin, given, yes_no
from svdesk.documents.tender.criteria import exact
from svdesk.domain.facts import contract_years
from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack


def unavailable(reading: Reading) -> str:
    """Return why there are no rows; "" where there are some."""
    return "" if reading.kpis() else "It has no KPI, so there are no rows."


def rows(project: Project, assessment: Assessment, pack: PolicyPack) -> Document:
    """Return the KPIs as a table; dates are written year first, as programs sort them."""
    reading = Reading(project=project, assessment=assessment, pack=pack)
    years = range(1, contract_years(reading.facts) + 1)
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
        rows=tuple(tuple(words(text) for text in _row(reading, item, years)) for item in reading.kpis()),
    )
    return frame(
        reading,
        kind="annex",
        title="KPI schedule",
        what="KPI schedule",
        cover=(),
        summary=None,
        blocks=(table,),
    )


def sheet(project: Project, assessment: Assessment, pack: PolicyPack) -> Document:
    """Return the KPIs as a sheet for the contract manager, on which targets and thresholds are numbers."""
    document = rows(project, assessment, pack)
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


def _row(reading: Reading, item: Counted, years: range) -> tuple[str, ...]:
    kpi, left_open = item.kpi, reading.open_target
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
        target_total(kpi, reading.facts, left_open=reading.open_target).replace(",", "")
        if adds_up(kpi)
        else "",
        given(kpi.method),
        given(kpi.evidence),
        begin(kpi.frequency.label) if kpi.frequency else NOT_YET,
        begin(supplier_owner(reading, kpi)),
        given(kpi.authority_owner),
        exact(kpi.good_from),
        exact(kpi.approaching_from),
        exact(kpi.improvement_from),
        given(kpi.remedy),
        yes_no(kpi.published),
        kpi.review_date.isoformat() if kpi.review_date else "",
    )
