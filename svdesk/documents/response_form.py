"""The response form of the question pack: parts A (numbers), B (answers) and C (declaration)."""

from svdesk.documents import itt_questions
from svdesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Size,
    Table,
    Text,
    TextField,
    Together,
    words,
)
from svdesk.documents.form_fields import line, short, tick
from svdesk.documents.front import led, not_yet, part, say, section
from svdesk.documents.outline import Counted, Reading, adds_up, target, year_dates
from svdesk.documents.phrases import given
from svdesk.domain.facts import contract_years

YEARS_IN_A_TABLE = 5
"""More year columns than this make fields too narrow to type into on A4."""


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the part with the questions and the form."""
    return (
        part("5 Questions and response form", page_break=True),
        say(
            "Type into the boxes, save the file and return it with your tender. Part A asks for numbers, "
            "part B has the questions, and part C says who you are and holds your declaration."
        ),
        *_numbers(reading),
        *itt_questions.blocks(reading),
        *_declaration(reading),
    )


def _lots(reading: Reading) -> tuple[Block, ...]:
    lots = reading.project.lots
    if len(lots) < 2:
        return ()
    heading = "Lots you bid for"
    ticks = (
        tick(f"lot_{lot.id.hex}", f"Lot {place}: {given(lot.title)}", one_of=heading)
        for place, lot in enumerate(lots, 1)
    )
    return (Together(blocks=(Heading(level=3, text=heading), *ticks)),)


def _numbers(reading: Reading) -> tuple[Block, ...]:
    counted = reading.kpis()
    found: list[Block] = [section("Part A: what you offer, in numbers"), *_lots(reading)]
    if not counted and reading.seeks_nothing:
        return (*found, say("This contract asks for no numbers."))
    if not counted:
        return (*found, not_yet("No measure has been set, so there is no number to offer."))
    found.append(
        say(
            "Give a number for each contract year; write 0 where you offer nothing in a year. A planned "
            "target is what we think this contract can do. You may offer more or less, and a lower number "
            "that you explain well can earn full marks."
        )
    )
    dates = year_dates(reading.facts)
    if dates and len(dates) <= YEARS_IN_A_TABLE:
        found.append(say(" · ".join(f"{name}: {span}" for name, span in dates), size=Size.HINT))
    found += (Together(blocks=(table,)) for table in _offer_tables(reading, counted))
    found.append(section("Part A: behind each number"))
    for item in counted:
        found.append(_behind(reading, item))
    return tuple(found)


def _offer_tables(reading: Reading, counted: tuple[Counted, ...]) -> list[Block]:
    last = contract_years(reading.facts)
    tables: list[Block] = []
    for first in range(1, last + 1, YEARS_IN_A_TABLE):
        shown = range(first, min(first + YEARS_IN_A_TABLE, last + 1))
        whole = shown[-1] == last
        tables.append(
            Table(
                caption="Your offer"
                if last <= YEARS_IN_A_TABLE
                else f"Your offer, years {shown[0]} to {shown[-1]}",
                columns=(
                    Column(title="Ref", width=0.6),
                    Column(title="Measure and unit", width=3),
                    *(Column(title=f"Year {year}", width=1) for year in shown),
                    *((Column(title="Total", width=1),) if whole else ()),
                ),
                rows=tuple(_offer_row(item, shown, whole=whole) for item in counted),
            )
        )
    return tables


def _offer_row(item: Counted, shown: range, *, whole: bool) -> tuple[Cell, ...]:
    kpi = item.kpi
    label = f"{item.ref}, {given(kpi.title)} ({given(kpi.unit)})"
    cells: list[Cell] = [
        words(item.ref),
        (Text(given(kpi.title)), Text(f" ({given(kpi.unit)})")),
        *(TextField(name=f"offer_{kpi.id.hex}_year_{year}", label=f"{label}, year {year}") for year in shown),
    ]
    if whole and adds_up(kpi):
        cells.append(TextField(name=f"offer_{kpi.id.hex}_total", label=f"{label}, total"))
    elif whole:
        cells.append(words("Not added up"))
    return tuple(cells)


def _behind(reading: Reading, item: Counted) -> Together:
    kpi = item.kpi
    planned = [
        f"year {year}: {target(kpi, year)}"
        for year in range(1, contract_years(reading.facts) + 1)
        if year <= len(kpi.targets) and kpi.targets[year - 1] is not None
    ]
    found = [
        ("Counts:", given(kpi.counts)),
        ("Doesn't count:", given(kpi.excludes)),
        ("Where things stand:", kpi.baseline),
        ("How much:", kpi.guide_minimum),
        ("Planned target:", " · ".join(planned)),
        ("Evidence you send:", given(kpi.evidence)),
    ]
    return Together(
        blocks=(
            Heading(level=3, text=f"{item.ref} {given(kpi.title)}"),
            led(*((label, text) for label, text in found if text.strip())),
            short(
                f"basis_{kpi.id.hex}",
                f"{item.ref}: how you reached the number, who benefits and where, and any partner",
                limit=60,
            ),
        )
    )


def _declaration(reading: Reading) -> tuple[Block, ...]:
    some_lots = ", or if you win only some of the lots" if len(reading.project.lots) > 1 else ""
    return (
        section("Part C: about you, and declaration"),
        line("bidder_name", "Name of your organisation"),
        line("bidder_contact", "Role and e-mail address for questions about this form"),
        line("bidder_partners", "Partners or consortium members, if any", required=False),
        short(
            "assumptions",
            "What your offer assumes about the volume and length of the contract",
            limit=80,
            hint=f"Say too what changes in your offer if the volume changes{some_lots}.",
        ),
        short(
            "confidential",
            "Anything in this form that should stay confidential, and why",
            limit=40,
            required=False,
            hint="We are a public body and may have to release what we hold. We talk to you first where we "
            "can.",
        ),
        Together(
            blocks=(
                Heading(level=3, text="Declaration"),
                tick("declare_true", "What we have written is true, and is for this contract."),
                tick("declare_once", "Nothing in it is counted twice or promised to another customer."),
                tick("declare_terms", "If we win, our numbers and commitments become terms of the contract."),
                tick(
                    "declare_provider",
                    "If we win, we will meet the commitments in part 7 or equivalents to them.",
                ),
                line("signed_by", "Name and role of the person who may sign for your organisation"),
                line("signed_on", "Date"),
            ),
        ),
    )
