"""The blank monitoring return: what the supplier fills in for each period, and the authority rates.

In this document "you" is the supplier. It is a form of a few pages.
"""

from svdesk.documents.contract.calendar_dates import Due, reports
from svdesk.documents.contract.delivery import nothing_measured, rating_words
from svdesk.documents.model.blocks import (
    Block,
    Cell,
    ChoiceField,
    Column,
    Document,
    Holds,
    ResponseField,
    Table,
    Text,
    TextField,
    Together,
    words,
)
from svdesk.documents.model.form_fields import box, line
from svdesk.documents.model.frame import Rows, frame, led, not_yet, part, say, section
from svdesk.documents.model.lookups import Counted, counted_kpis
from svdesk.documents.model.phrases import NOT_YET, day, given, typed
from svdesk.documents.model.route import open_target
from svdesk.documents.model.targets import adds_up, target, target_total
from svdesk.documents.model.term import term
from svdesk.domain.english import capitalised, listed
from svdesk.domain.facts import contract_years
from svdesk.policy.case import Case

TITLE = "Monitoring return"


def compose(case: Case) -> Document:
    """Return a return to be filled in for one period of a project."""
    return frame(
        case,
        kind="return",
        title=TITLE,
        what="For one reporting period",
        cover=_cover(case),
        summary=None,
        blocks=blocks(case),
        keywords=("social value", "monitoring return", "form"),
        compact=True,
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the return, not yet numbered."""
    return (*_period(case), *_numbers(case), *_accounts(case), *_ahead(), *_ratings(case))


def _cover(case: Case) -> Rows:
    plan = case.project.reporting
    often = capitalised(plan.frequency.label) if plan.frequency else NOT_YET
    first = f", first on {day(plan.first_report_on)}" if plan.first_report_on else ""
    return (
        ("Contract", words(term(case.facts))),
        ("Reported", words(f"{often}{first}")),
        ("Send it to", typed(plan.contract_manager)),
    )


def _period(case: Case) -> tuple[Block, ...]:
    dues = reports(case)
    found: list[Block] = [
        part("This return", id="this-return", sheet="This return"),
        say(
            "Fill in one for each period. Give totals only, and no names or anything else from which a "
            "person could be recognised. A few words in each box are enough."
        ),
    ]
    if not dues:
        found.append(not_yet("The day of the first report."))
    if case.project.reporting.content.strip():
        found.append(say(f"On this contract: {case.project.reporting.content}"))
    found += (
        _which(dues),
        line("period_covered", "Period covered, from and to"),
        line("supplier_name", "Name of the supplier"),
        line("filled_in_by", "Role of the person who fills it in, and date"),
    )
    return tuple(found)


def _which(dues: tuple[Due, ...]) -> Block:
    label = "Which report is this?"
    if not dues:
        return line("report", label)
    options = tuple((f"{due.on:%Y-%m-%d}", f"{due.what}, due {day(due.on)}") for due in dues)
    return ResponseField(field=ChoiceField(name="report", label=label, options=options))


def _numbers(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    heading = part("The numbers", id="numbers", sheet="Numbers")
    if not counted:
        return (heading, nothing_measured(case))
    return (
        Together(
            blocks=(
                heading,
                say(
                    "Write 0 where nothing happened. Leave a box empty only for a measure that is not "
                    "counted in this period."
                ),
                Table(
                    caption="A row for each measure",
                    show_caption=False,
                    columns=(
                        Column(title="KPI", width=0.6),
                        Column(title="Measure and unit", width=2.8),
                        Column(title="Target", width=1.4),
                        Column(title="This period", width=1.2),
                        Column(title="Total so far", width=1.2),
                    ),
                    rows=tuple(_row(case, item) for item in counted),
                ),
            )
        ),
    )


def _row(case: Case, item: Counted) -> tuple[Cell, ...]:
    kpi = item.kpi
    name, label = kpi.id.hex, f"{item.ref}, {given(kpi.title)} ({given(kpi.unit)})"
    total: Cell = words("Not added up")
    if adds_up(case, kpi):
        total = _number(f"total_{name}", f"{label}, total so far", item)
    return (
        words(item.ref),
        (Text(given(kpi.title)), Text(f" ({given(kpi.unit)})")),
        words(_targets(case, item)),
        _number(f"number_{name}", f"{label}, this period", item),
        total,
    )


def _number(name: str, label: str, item: Counted) -> TextField:
    return TextField(name=name, label=label, required=False, holds=Holds.NUMBER, unit=item.kpi.unit.strip())


def _targets(case: Case, item: Counted) -> str:
    years = range(1, contract_years(case.facts) + 1)
    lines = [f"Year {year}: {target(item.kpi, year, left_open=open_target(case))}" for year in years]
    if adds_up(case, item.kpi):
        lines.append(f"In all: {target_total(case, item.kpi, left_open=open_target(case))}")
    return "\n".join(lines)


def _accounts(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    if not counted:
        return ()
    return (
        part("Behind the numbers", id="behind", sheet="Behind the numbers"),
        *(block for item in counted for block in _account(item)),
    )


def _account(item: Counted) -> tuple[Block, ...]:
    kpi = item.kpi
    name = kpi.id.hex
    often = capitalised(kpi.frequency.label) if kpi.frequency else NOT_YET
    return (
        Together(
            blocks=(
                section(f"{item.ref} {given(kpi.title)}"),
                led(
                    ("Counts:", given(kpi.counts)),
                    ("Evidence you hold:", given(kpi.evidence)),
                    ("Reported:", f"{often}."),
                ),
                box(f"evidence_{name}", f"{item.ref}: evidence held for this period"),
            )
        ),
        box(f"happened_{name}", f"{item.ref}: what happened"),
        box(f"next_{name}", f"{item.ref}: what comes next, and who does it"),
    )


def _ahead() -> tuple[Block, ...]:
    return (
        part("Looking ahead", id="ahead", sheet="Looking ahead"),
        box(
            "early_warning",
            "Any target that may be missed, why, and what would help",
            required=False,
            hint="To say so early is the first step of the contract and counts against nobody.",
        ),
        box(
            "corrections",
            "Any figure in an earlier return that proved wrong, and why",
            required=False,
        ),
        box(
            "commitments",
            "Anything to report on the provider commitments",
            required=False,
        ),
    )


def _ratings(case: Case) -> tuple[Block, ...]:
    counted, pack = counted_kpis(case), case.pack
    if not counted or not pack.ratings:
        return ()
    options = tuple((rating.id, rating.title) for rating in pack.ratings)
    titles = listed([rating.title for rating in pack.ratings])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            words(item.ref),
            ChoiceField(
                name=f"rating_{item.kpi.id.hex}",
                label=f"{item.ref}, rating by the authority",
                options=options,
                required=False,
            ),
            TextField(
                name=f"reason_{item.kpi.id.hex}", label=f"{item.ref}, reason for the rating", required=False
            ),
        )
        for item in counted
    )
    return (
        part("For the authority: ratings", id="ratings", page_break=True, sheet="For the authority"),
        say(
            "The contract manager fills this in where a rating is due, and sends it back before the rating "
            f"is used or published. The words are {titles}; the bands of each measure are in the "
            "annex."
        ),
        rating_words(pack),
        Table(
            caption="Ratings for this period",
            columns=(
                Column(title="KPI", width=0.6),
                Column(title="Rating", width=2),
                Column(title="Reason", width=3.6),
            ),
            rows=rows,
        ),
        line("rated_by", "Role of the person who rated, and date", required=False),
    )
