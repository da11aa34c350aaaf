"""What the law and the policy require of this contract: each determination with its sources."""

from svdesk.documents.blocks import Block, Callout, Cell, Column, Inlines, Table, Text, Tone, words
from svdesk.documents.front import not_yet, part, say, section
from svdesk.documents.outline import Reading
from svdesk.documents.phrases import begin, day, fact_names, sources
from svdesk.domain.entry import show_pounds
from svdesk.policy.determinations import Determination, FigureUsed, Severity, Status

STATUS_WORDS = {
    Status.APPLIES: "Applies",
    Status.DOES_NOT_APPLY: "Does not apply",
    Status.CANNOT_TELL: "Cannot tell",
}
_VAT = {"inclusive": " including VAT", "exclusive": " excluding VAT"}


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the part with the determinations, those that apply first."""
    found: list[Block] = [
        part("3 What the law and the policy require", page_break=True),
        say(
            "SVDesk compared the facts in part 2 with the rules in its policy pack. This is what it "
            "answered. The words are addressed to the officer, so “you” is the officer. It is not legal "
            "advice."
        ),
    ]
    determinations = reading.assessment.determinations
    if not determinations:
        return (*found, not_yet("The rules have not been applied to this contract."))
    for status, title in (
        (Status.APPLIES, "What applies"),
        (Status.CANNOT_TELL, "What can't be told yet"),
    ):
        some = [item for item in determinations if item.status is status]
        if some:
            found.append(section(title))
            found += (_card(item) for item in some)
    others = [item for item in determinations if item.status is Status.DOES_NOT_APPLY]
    if others:
        found += (section("What does not apply"), _table(others))
    return tuple(found)


def _card(item: Determination) -> Callout:
    tone = Tone.TAKE_CARE if item.severity is Severity.CAUTION else Tone.APPLIES
    if item.status is Status.CANNOT_TELL:
        tone = Tone.CANNOT_TELL
    missing = (words(f"Still needed: {fact_names(item.missing)}."),) if item.missing else ()
    return Callout(
        tone=tone,
        title=item.headline or item.title,
        body=(
            words(item.reason),
            *missing,
            *(words(figure(used)) for used in item.figures),
            (Text(f"{item.title} ({item.rule})", True), Text(f": {_standing(item)}")),
        ),
        source=sources(item.citations),
    )


def _table(items: list[Determination]) -> Table:
    return Table(
        caption="Rules that do not apply",
        show_caption=False,
        columns=(
            Column(title="Rule", width=1.7),
            Column(title="Why it does not apply", width=3.4),
            Column(title="Source and standing", width=2),
        ),
        rows=tuple(_row(item) for item in items),
    )


def _row(item: Determination) -> tuple[Cell, ...]:
    reason = "\n".join((item.reason, *(figure(used) for used in item.figures)))
    standing: Inlines = (*sources(item.citations), Text(f"\n{_standing(item)}"))
    return (words(f"{item.title} ({item.rule})"), words(reason), standing)


def _standing(item: Determination) -> str:
    checked = f", checked {day(item.checked)}" if item.checked else ""
    return f"{STATUS_WORDS[item.status]}; {item.confidence}{checked}"


def figure(used: FigureUsed) -> str:
    """Return a figure with the days it is in force and how the contract stands to it."""
    parts = [f"{begin(used.name)}: {show_pounds(used.value)}{_VAT.get(used.vat, '')}"]
    if used.effective_from and used.effective_to:
        parts.append(f"in force {day(used.effective_from)} to {day(used.effective_to)}")
    elif used.effective_from:
        parts.append(f"in force since {day(used.effective_from)}")
    elif used.effective_to:
        parts.append(f"in force until {day(used.effective_to)}")
    if used.compared_with is not None:
        parts.append(f"this contract {show_pounds(used.compared_with)}, {used.comparator}")
    return "; ".join(parts) + "."
