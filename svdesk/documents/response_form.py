"""The response form of the question pack: parts A (numbers), B (answers) and C (declaration).

A field's name is made from the id of what it answers, so that it stays the same when questions are
reordered or reworded.
"""

from svdesk.documents.blocks import (
    Block,
    Cell,
    CheckField,
    Column,
    FactList,
    Heading,
    Paragraph,
    ResponseField,
    Size,
    Table,
    Text,
    TextField,
    Together,
    words,
)
from svdesk.documents.front import Rows, not_yet, part, say, section
from svdesk.documents.itt_questions import limit
from svdesk.documents.outline import Counted, Numbered, Reading, adds_up, target, year_dates, years
from svdesk.documents.phrases import given, typed

YEARS_IN_A_TABLE = 5
"""More year columns than this make fields too narrow to type into on A4."""

SHORT_ANSWER = 250
"""Up to this word limit a question gets the short form: promise, answer, plan and lead."""


def blocks(reading: Reading, *, number: int) -> tuple[Block, ...]:
    """Return the response form as part *number* of the pack."""
    return (
        part(f"{number} Response form", page_break=True),
        say(
            "Type into the boxes, save the file and return it with your tender. "
            "Write for this contract, name roles and not people, and keep to the word limits."
        ),
        *_bidder(reading),
        *_numbers(reading),
        *_answers(reading),
        *_experience(reading),
        *_declaration(reading),
    )


def line(name: str, label: str, *, lines: int = 1, limit: int | None = None, hint: str = "") -> ResponseField:
    """Return a box to type into, with its label above it."""
    return ResponseField(
        field=TextField(name=name, label=label, lines=lines, word_limit=limit, required=False), hint=hint
    )


def tick(name: str, label: str) -> ResponseField:
    """Return a box to tick."""
    return ResponseField(field=CheckField(name=name, label=label))


def _bidder(reading: Reading) -> tuple[Block, ...]:
    project = reading.project
    found: list[Block] = [
        section("About you"),
        line("bidder_name", "Name of your organisation"),
        line("bidder_contact", "Role and e-mail address for questions about this form"),
        line("bidder_partners", "Partners or consortium members, if any"),
    ]
    if len(project.lots) > 1:
        lots: list[Block] = [Heading(level=3, text="Lots you bid for")]
        lots += [
            tick(f"lot_{lot.id.hex}", f"Lot {place}: {given(lot.title)}")
            for place, lot in enumerate(project.lots, 1)
        ]
        found.append(Together(blocks=tuple(lots)))
    return tuple(found)


def _numbers(reading: Reading) -> tuple[Block, ...]:
    counted = reading.kpis()
    found: list[Block] = [section("Part A: what you offer, in numbers", page_break=True)]
    if not counted:
        return (*found, not_yet("No measure has been set, so there is no number to offer."))
    found.append(
        say(
            "Give a number for each contract year. Write 0 where you offer nothing in a year. "
            "A planned target is what we think this contract can do: you may offer more or less, "
            "and a lower number that you explain well can earn full marks."
        )
    )
    dates = year_dates(reading.facts)
    if dates and len(dates) <= YEARS_IN_A_TABLE:
        found.append(FactList(rows=tuple((name, words(span)) for name, span in dates)))
    found += _offer_tables(reading, counted)
    found.append(
        Heading(level=3, text="Behind each number"),
    )
    found.append(say("For each measure, see what counts, then show how you reached your number."))
    for item in counted:
        found += _behind(reading, item)
    return tuple(found)


def _offer_tables(reading: Reading, counted: tuple[Counted, ...]) -> list[Block]:
    last = years(reading.facts)
    tables: list[Block] = []
    for first in range(1, last + 1, YEARS_IN_A_TABLE):
        shown = range(first, min(first + YEARS_IN_A_TABLE, last + 1))
        with_total = shown[-1] == last
        tables.append(
            Table(
                caption="Your offer"
                if last <= YEARS_IN_A_TABLE
                else f"Your offer, years {shown[0]} to {shown[-1]}",
                columns=(
                    Column(title="Ref", width=0.6),
                    Column(title="Measure and unit", width=3),
                    *(Column(title=f"Year {year}", width=1) for year in shown),
                    *((Column(title="Total", width=1),) if with_total else ()),
                ),
                rows=tuple(_offer_row(item, shown, with_total=with_total) for item in counted),
            )
        )
    return tables


def _offer_row(item: Counted, shown: range, *, with_total: bool) -> tuple[Cell, ...]:
    kpi = item.kpi
    label = f"{item.ref}, {given(kpi.title)} ({given(kpi.unit)})"
    cells: list[Cell] = [
        words(item.ref),
        (Text(given(kpi.title)), Text(f" ({given(kpi.unit)})")),
        *(
            TextField(name=f"offer_{kpi.id.hex}_year_{year}", label=f"{label}, year {year}", required=False)
            for year in shown
        ),
    ]
    if with_total and adds_up(kpi):
        cells.append(TextField(name=f"offer_{kpi.id.hex}_total", label=f"{label}, total", required=False))
    elif with_total:
        cells.append(words("Not added up"))
    return tuple(cells)


def _behind(reading: Reading, item: Counted) -> tuple[Block, ...]:
    kpi = item.kpi
    planned = " · ".join(
        f"Year {year}: {target(kpi, year)}"
        for year in range(1, years(reading.facts) + 1)
        if year <= len(kpi.targets) and kpi.targets[year - 1] is not None
    )
    rows: list[tuple[str, str]] = [
        ("Counts", given(kpi.counts)),
        ("Doesn't count", given(kpi.excludes)),
        ("Where things stand", kpi.baseline),
        ("How much", kpi.guide_minimum),
        ("Planned target", planned),
        ("Evidence you send", given(kpi.evidence)),
    ]
    facts: Rows = tuple((label, words(text)) for label, text in rows if text.strip())
    return (
        Heading(level=3, text=f"{item.ref} {given(kpi.title)}", kicker=item.outcome),
        FactList(rows=facts),
        Together(
            blocks=(
                line(f"basis_{kpi.id.hex}", f"{item.ref}: how you reached the number", lines=3, limit=80),
                line(
                    f"who_{kpi.id.hex}",
                    f"{item.ref}: who benefits, where, and any partner",
                    lines=2,
                    limit=40,
                ),
            )
        ),
    )


def _answers(reading: Reading) -> tuple[Block, ...]:
    questions = reading.tender_questions()
    heading = section("Part B: how you will do it", page_break=True)
    if not questions:
        return (heading, not_yet("No tender question has been written."))
    found: list[Block] = [heading]
    for item in questions:
        found += _answer(item)
    return tuple(found)


def _answer(item: Numbered) -> tuple[Block, ...]:
    question = item.question
    key, name = question.id.hex, f"Question {item.place}"
    short = question.word_limit is not None and question.word_limit <= SHORT_ANSWER
    found: list[Block] = [
        Heading(level=3, text=item.heading, page_break=item.place > 1),
        Paragraph(content=typed(question.text), size=Size.HINT),
        line(
            f"promise_{key}",
            f"{name}: your commitment in one or two sentences",
            lines=2,
            limit=50,
            hint="These words become a term of the contract.",
        ),
        ResponseField(
            field=TextField(
                name=f"answer_{key}",
                label=f"{name}: your answer",
                lines=10 if short else 16,
                word_limit=question.word_limit,
            ),
            hint=limit(item),
        ),
        line(f"lead_{key}", f"{name}: who leads this (role), and the time set aside", limit=30),
        _plan(key, name, rows=2 if short else 4),
    ]
    if not short:
        found += (
            line(
                f"partners_{key}",
                f"{name}: partners, and how staff, suppliers and the people who use the service are involved",
                lines=3,
                limit=60,
            ),
            line(
                f"measurement_{key}", f"{name}: how you will measure and report progress", lines=3, limit=60
            ),
            line(f"risks_{key}", f"{name}: main risks, and what you will do then", lines=3, limit=60),
        )
    return tuple(found)


def _plan(key: str, name: str, *, rows: int) -> Block:
    columns = (("step", "What will be done", 3.0), ("when", "By when", 1.2), ("who", "Who (role)", 1.4))
    return Table(
        caption=f"{name}: timed plan",
        columns=(Column(title="Step", width=0.5), *(Column(title=title, width=w) for _, title, w in columns)),
        rows=tuple(
            (
                words(str(row)),
                *(
                    TextField(
                        name=f"plan_{key}_{row}_{what}",
                        label=f"{name}, step {row}: {title.lower()}",
                        lines=2,
                        required=False,
                    )
                    for what, title, _ in columns
                ),
            )
            for row in range(1, rows + 1)
        ),
    )


def _experience(reading: Reading) -> tuple[Block, ...]:
    moved = reading.moved_questions()
    if not moved:
        return ()
    found: list[Block] = [section("Your experience", page_break=True)]
    for item in moved:
        found += (
            Paragraph(content=typed(item.question.text), size=Size.HINT),
            ResponseField(
                field=TextField(
                    name=f"experience_{item.question.id.hex}",
                    label=f"Experience question {item.place}: your answer",
                    lines=10,
                    word_limit=item.question.word_limit,
                ),
                hint=limit(item),
            ),
        )
    return tuple(found)


def _declaration(reading: Reading) -> tuple[Block, ...]:
    several = len(reading.project.lots) > 1
    found: list[Block] = [
        section("Part C: assumptions and declaration", page_break=True),
        line(
            "assumptions",
            "What your offer assumes about the volume and length of the contract",
            lines=3,
            limit=80,
        ),
        line(
            "if_changed",
            "What changes in your offer if the volume changes"
            + (", or if you win only some of the lots" if several else ""),
            lines=3,
            limit=80,
        ),
        line(
            "confidential",
            "Anything in this form that should stay confidential, and why",
            lines=2,
            limit=60,
            hint="We are a public body and may have to release what we hold. We ask you before we do.",
        ),
        Heading(level=3, text="Declaration"),
        tick("declare_true", "What we have written is true, and is for this contract."),
        tick("declare_once", "Nothing in it is counted twice or promised to another customer."),
        tick("declare_terms", "If we win, our numbers and commitments become terms of the contract."),
        tick("declare_provider", "If we win, we will meet the commitments in part 7 or equivalents to them."),
        line("signed_by", "Name and role of the person who may sign for your organisation"),
        line("signed_on", "Date"),
    ]
    return tuple(found)
