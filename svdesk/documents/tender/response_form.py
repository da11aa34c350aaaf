"""The response form of the question pack: what is offered in numbers, the answers, the declaration."""

from collections.abc import Iterator

from svdesk.documents.model.blocks import (
    Block,
    Cell,
    Column,
    Holds,
    Paragraph,
    Size,
    Table,
    Text,
    TextField,
    Together,
    words,
)
from svdesk.documents.model.form_fields import day_line, line, short, tick
from svdesk.documents.model.frame import item_heading, led, not_yet, part, say, section
from svdesk.documents.model.lookups import Counted, counted_kpis
from svdesk.documents.model.lots import WHOLE, Boxes, every_lot, lots_apart, tick_name
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import given
from svdesk.documents.model.route import seeks_nothing
from svdesk.documents.model.targets import adds_up, target
from svdesk.documents.model.term import year_dates
from svdesk.documents.tender import itt_questions
from svdesk.domain.facts import contract_years
from svdesk.policy.case import Case

YEARS_IN_A_TABLE = 5
"""More year columns than this make fields too narrow to type into on A4."""


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part with the questions and the form."""
    return (
        part("Questions and response form", id="form", page_break=True),
        say(
            f"Type into the boxes, save the file and return it with your tender. Part {Ref('offer')} asks "
            "for "
            f"numbers, part {Ref('answers')} has the questions, and part {Ref('about-you')} says who you "
            "are and holds your declaration."
        ),
        *_numbers(case),
        *itt_questions.blocks(case),
        *_declaration(case),
    )


def _lots(case: Case) -> tuple[Block, ...]:
    lots = every_lot(case)
    if len(lots) < 2:
        return ()
    heading = "Lots you bid for"
    ticks = (tick(tick_name(lot.key), lot.heading, one_of=heading) for lot in lots)
    return (Together(blocks=(item_heading(heading), *_how_lots(case), *ticks)),)


def _how_lots(case: Case) -> tuple[Block, ...]:
    if not lots_apart(case):
        return ()
    return (
        Paragraph(
            content=(
                Text("Fill in only the lots that you bid for. ", True),
                Text(
                    f"Tick them here. Parts {Ref('offer')} and {Ref('answers')} have boxes for each lot: "
                    "leave those of the other lots "
                    f"empty. Part {Ref('about-you')} is filled in once."
                ),
            )
        ),
    )


def _numbers(case: Case) -> tuple[Block, ...]:
    counted = counted_kpis(case)
    found: list[Block] = [
        section("what you offer, in numbers", id="offer", sheet=f"{Ref('offer')} Numbers"),
        *_lots(case),
    ]
    if not counted and seeks_nothing(case):
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
    dates = year_dates(case.facts)
    if dates and len(dates) <= YEARS_IN_A_TABLE:
        found.append(say(" · ".join(f"{name}: {span}" for name, span in dates), size=Size.HINT))
    for boxes in lots_apart(case) or (WHOLE,):
        first, *others = _offer_tables(case, counted, boxes)
        head = (item_heading(boxes.heading),) if boxes.key else ()
        found += (Together(blocks=(*head, first)), *(Together(blocks=(table,)) for table in others))
    found.append(
        section(f"Part {Ref('offer')}: behind each number", sheet=f"{Ref('offer')} Behind the numbers")
    )
    for item in counted:
        found += _behind(case, item)
    return tuple(found)


def _offer_tables(case: Case, counted: tuple[Counted, ...], boxes: Boxes) -> list[Block]:
    last = contract_years(case.facts)
    offer = f"Your offer for lot {boxes.place}" if boxes.key else "Your offer"
    tables: list[Block] = []
    for first in range(1, last + 1, YEARS_IN_A_TABLE):
        shown = range(first, min(first + YEARS_IN_A_TABLE, last + 1))
        whole = shown[-1] == last
        tables.append(
            Table(
                caption=offer if last <= YEARS_IN_A_TABLE else f"{offer}, years {shown[0]} to {shown[-1]}",
                columns=(
                    Column(title="Ref", width=0.6),
                    Column(title="Measure and unit", width=3),
                    *(Column(title=f"Year {year}", width=1) for year in shown),
                    *((Column(title="Total", width=1),) if whole else ()),
                ),
                rows=tuple(_offer_row(case, item, boxes, shown, whole=whole) for item in counted),
            )
        )
    return tables


def _offer_row(case: Case, item: Counted, boxes: Boxes, shown: range, *, whole: bool) -> tuple[Cell, ...]:
    kpi = item.kpi
    name = f"offer_{kpi.id.hex}{boxes.suffix}"
    label = f"{item.ref}{boxes.aside}, {given(kpi.title)} ({given(kpi.unit)})"
    cells: list[Cell] = [
        words(item.ref),
        (Text(given(kpi.title)), Text(f" ({given(kpi.unit)})")),
        *(_number(f"{name}_year_{year}", f"{label}, year {year}", item, boxes) for year in shown),
    ]
    if whole and adds_up(case, kpi):
        years = tuple(f"{name}_year_{year}" for year in range(1, shown[-1] + 1))
        cells.append(_number(f"{name}_total", f"{label}, total", item, boxes, sums=years))
    elif whole:
        cells.append(words("Not added up"))
    return tuple(cells)


def _number(name: str, label: str, item: Counted, boxes: Boxes, *, sums: tuple[str, ...] = ()) -> TextField:
    return TextField(
        name=name,
        label=label,
        holds=Holds.NUMBER,
        unit=item.kpi.unit.strip(),
        sums=sums,
        only_if=boxes.only_if,
    )


def _behind(case: Case, item: Counted) -> Iterator[Block]:
    """Yield what a measure counts, then the boxes in which bidders explain their numbers."""
    kpi = item.kpi
    planned = [
        f"year {year}: {target(kpi, year)}"
        for year in range(1, contract_years(case.facts) + 1)
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
    first, *others = (
        short(
            f"basis_{kpi.id.hex}{boxes.suffix}",
            f"{item.ref}{boxes.aside}: how you reached the number, who benefits and where, and any partner",
            limit=60,
            only_if=boxes.only_if,
        )
        for boxes in lots_apart(case) or (WHOLE,)
    )
    yield Together(
        blocks=(
            item_heading(f"{item.ref} {given(kpi.title)}"),
            led(*((label, text) for label, text in found if text.strip())),
            first,
        )
    )
    yield from others


def _declaration(case: Case) -> tuple[Block, ...]:
    some_lots = ", or if you win only some of the lots" if len(case.project.lots) > 1 else ""
    return (
        section("about you, and declaration", id="about-you", sheet=f"{Ref('about-you')} About you"),
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
                item_heading("Declaration"),
                tick("declare_true", "What we have written is true, and is for this contract."),
                tick("declare_once", "Nothing in it is counted twice or promised to another customer."),
                tick("declare_terms", "If we win, our numbers and commitments become terms of the contract."),
                tick(
                    "declare_provider",
                    f"If we win, we will meet the commitments in part {Ref('commitments')} or equivalents to "
                    "them.",
                ),
                line("signed_by", "Name and role of the person who may sign for your organisation"),
                day_line("signed_on", "Date"),
            ),
        ),
    )
