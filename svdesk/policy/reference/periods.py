"""Legal periods and working days as entries."""

from collections.abc import Iterator

from svdesk.policy.calendar.reckoning import in_words, years_covered
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.reference.entry import KIND_NAMES, ReferenceEntry, links, points, text


def period_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield the periods that the law sets, then what it calls a working day."""
    for period in pack.periods:
        yield ReferenceEntry(
            id=period.id,
            kind="period",
            title=period.title,
            parts=(
                *points((f"{period.what}: {in_words(period)}.",)),
                *text(period.note),
            ),
            citations=period.citations,
            links=links("Working days", *((period.working_days,) if period.working_days else ())),
            shelves=(KIND_NAMES["period"][1],),
            confidence=period.confidence,
            checked=period.checked,
        )
    for working in pack.working_days:
        yield ReferenceEntry(
            id=working.id,
            kind="working_days",
            title=working.title,
            parts=(
                *text(working.says),
                *text(years_covered(working), heading="The years that it knows"),
            ),
            citations=working.citations,
            shelves=(KIND_NAMES["period"][1], KIND_NAMES["working_days"][1]),
            confidence="verified",
            checked=working.checked,
        )
