"""The framework's parts on evidence, on what follows a miss, and on change and learning."""

from svdesk.documents.contract.delivery import remedies, supplier_owner
from svdesk.documents.contract.kpi_schedule import note
from svdesk.documents.model.blocks import Block, Bullets, Column, FactList, Table, words
from svdesk.documents.model.frame import part, say
from svdesk.documents.model.lookups import counted_kpis
from svdesk.documents.model.phrases import typed
from svdesk.domain.english import listed
from svdesk.policy.case import Case


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the framework on what keeps it going."""
    return (*_evidence(case), *_behind(case), *_change(case))


def _evidence(case: Case) -> tuple[Block, ...]:
    found: list[Block] = [
        part("Evidence", id="evidence"),
        Bullets(
            items=(
                words("The supplier keeps the records behind each figure. It sends totals, never names."),
                words("The authority may look at a sample where the supplier keeps the records."),
                words("A figure that proves wrong is corrected in the next return, with the reason."),
            )
        ),
    ]
    counted = counted_kpis(case)
    if counted:
        found.append(
            Table(
                caption="What shows each figure",
                columns=(
                    Column(title="KPI", width=0.6),
                    Column(title="How it is measured", width=2.8),
                    Column(title="Evidence", width=2.8),
                ),
                rows=tuple(
                    (words(item.ref), typed(item.kpi.method), typed(item.kpi.evidence)) for item in counted
                ),
            )
        )
    return tuple(found)


def _behind(case: Case) -> tuple[Block, ...]:
    found: list[Block] = [
        part("When delivery falls behind", id="behind"),
        say(
            "Start at the first step that fits, and go on only when it hasn't worked or the failure is "
            "serious. What is done is in proportion to what was missed and to the size of the supplier."
        ),
        remedies(case.pack),
    ]
    counted = counted_kpis(case)
    if counted:
        found.append(
            Table(
                caption="The first remedy for each measure",
                columns=(
                    Column(title="KPI", width=0.6),
                    Column(title="First remedy", width=3.8),
                    Column(title="Owner at the supplier", width=1.8),
                ),
                rows=tuple(
                    (words(item.ref), typed(item.kpi.remedy), words(supplier_owner(case, item.kpi)))
                    for item in counted
                ),
            )
        )
    return tuple(found)


def _change(case: Case) -> tuple[Block, ...]:
    plan = case.project.reporting
    published = [item.ref for item in counted_kpis(case) if item.kpi.published]
    rows: list[tuple[str, str]] = [
        (
            "Change",
            "A target or a measure changes only in writing, with its date and reason. The schedule is then "
            "issued again.",
        ),
        ("Published", listed(published) if published else "No measure is marked for publication"),
        (
            "Learning",
            "At the end the supplier gives the total for each measure, what lasted and what it would do "
            "differently.",
        ),
    ]
    found: list[Block] = [
        part("Change, publication and learning", id="change"),
        FactList(rows=tuple((label, words(text)) for label, text in rows)),
    ]
    for label, text in (("If things change here", plan.change_note), ("At the end", plan.exit_and_legacy)):
        if text.strip():
            found += note(label, text)
    return tuple(found)
