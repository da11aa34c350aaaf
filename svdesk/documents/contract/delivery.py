"""What the documents on delivery share: the calendar, the rating words and the remedies, as tables."""

from collections.abc import Iterable

from svdesk.documents.contract.calendar_dates import Due
from svdesk.documents.model.blocks import Block, Column, Table, words
from svdesk.documents.model.frame import not_yet, say
from svdesk.documents.model.lookups import counted_kpis
from svdesk.documents.model.phrases import day
from svdesk.documents.model.route import no_offer, seeks_nothing
from svdesk.domain.project import Kpi
from svdesk.policy.case import Case
from svdesk.policy.content.pack import PolicyPack

NAMED_IN_TENDER = "named in the tender"
"""Before award nobody can know who stands for the supplier: its response form names a lead."""
NAMED_BEFORE_START = "named before the start"
"""Where nobody writes a tender, the supplier names its lead before the work starts."""


def calendar(case: Case, dues: Iterable[Due], caption: str, *, show_caption: bool = True) -> Table:
    """Return a table of what falls due, a row for each day and thing."""
    every = tuple(item.ref for item in counted_kpis(case))
    return Table(
        caption=caption,
        show_caption=show_caption,
        columns=(
            Column(title="Date", width=1.8),
            Column(title="What falls due", width=4.1),
            Column(title="About", width=1.5),
        ),
        rows=tuple((words(day(due.on)), words(due.what), words(_about(due.kpi_refs, every))) for due in dues),
    )


def _about(refs: tuple[str, ...], every: tuple[str, ...]) -> str:
    if not refs:
        return "The contract"
    return "All KPIs" if refs == every else ", ".join(refs)


def rating_words(pack: PolicyPack) -> Table:
    """Return the words in which delivery is rated, with what each means."""
    return Table(
        caption="Rating words",
        columns=(Column(title="Rating", width=1.6), Column(title="What it means", width=4.6)),
        rows=tuple((words(rating.title), words(rating.meaning)) for rating in pack.ratings),
    )


def remedies(pack: PolicyPack) -> Table:
    """Return the remedies ladder, the mildest step first."""
    return Table(
        caption="Steps of the remedies ladder",
        columns=(
            Column(title="Step", width=0.5),
            Column(title="Name", width=1.7),
            Column(title="What happens", width=4.4),
        ),
        rows=tuple(
            (words(str(remedy.step)), words(remedy.title), words(remedy.text))
            for remedy in sorted(pack.remedies, key=lambda remedy: remedy.step)
        ),
    )


def supplier_owner(case: Case, kpi: Kpi) -> str:
    """Return who answers for a KPI at the supplier; before award its tender names the role."""
    if kpi.supplier_owner.strip():
        return kpi.supplier_owner
    return NAMED_BEFORE_START if no_offer(case) else NAMED_IN_TENDER


def nothing_measured(case: Case) -> Block:
    """Return what stands where a document has no measure to tell of."""
    if seeks_nothing(case):
        return say("No outcome beyond the specification is sought, so this contract has no measure.")
    return not_yet("No measure has been set for this contract.")
