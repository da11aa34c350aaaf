"""What is said of a project file of a project that is here already."""

from collections.abc import Iterator
from datetime import datetime

from svdesk.domain.english import counted, listed
from svdesk.services.merging.choosing import counted_choices
from svdesk.services.merging.comparing import Choices
from svdesk.services.merging.taking_over import ComparedFile

_MOST_TOLD = 8


def ages(compared: ComparedFile, saved_at: datetime | None) -> str:
    """Return how far on each side is; which of them is right is for a person to say."""
    here = max((part.revision for part in compared.comparison.mine.parts), default=0)
    saved = f", saved {_when(saved_at)}" if saved_at is not None else ""
    return (
        f"Here: revision {here:,}, changed {_when(compared.changed_at)}\n"
        f"In the file: revision {compared.opened.project.revision:,}{saved}"
    )


def news(compared: ComparedFile) -> str:
    """Return how much differs, and what came along that is not here."""
    count = counted_choices(compared.comparison, {}).mine
    if compared.is_same:
        return "Nothing differs, and nothing in the file is new."
    parts = (
        f"{counted(count, 'thing differs', 'things differ')}" if count else "Nothing differs",
        *_along(compared),
    )
    return f"{listed(parts)}."


def summary(compared: ComparedFile, choices: Choices) -> str:
    """Return what would come of *choices*."""
    count = counted_choices(compared.comparison, choices)
    parts = [f"{count.mine} as here", f"{count.theirs} as in the file"]
    if count.both:
        parts.append(f"{count.both} both")
    return f"{listed((*parts, *_along(compared)))}."


def warning(consequences: tuple[str, ...]) -> str:
    """Return what follows from a choice, before it is made for good."""
    more = len(consequences) - _MOST_TOLD
    lines = [*consequences[:_MOST_TOLD], *([f"and {more:,} more"] if more > 0 else [])]
    told = "\n".join(f"• {line}" for line in lines)
    return (
        "What you chose leaves this to put right, which is so neither here nor in the file by itself:\n\n"
        f"{told}\n\nYou can take it over and put it right in the project, or go back and choose otherwise."
    )


def _along(compared: ComparedFile) -> Iterator[str]:
    for count, noun in ((len(compared.returns), "returned form"), (len(compared.records), "record")):
        if count:
            yield f"{counted(count, f'new {noun}')} to add"


def _when(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{here:%H:%M} on {here.day} {here:%B %Y}"
