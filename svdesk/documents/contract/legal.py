"""The dates that the law sets for a contract, each with how it was reckoned, as a section of a document."""

from svdesk.documents.model.blocks import Block, Column, Table, words
from svdesk.documents.model.frame import say, section
from svdesk.domain.english import capitalised, show_weekday
from svdesk.policy.calendar.reckoning import in_words, length
from svdesk.policy.case import Case
from svdesk.policy.guidance.legal_dates import BEFORE_CONTRACT, LegalDate, legal_dates


def dates_set_by_law(case: Case, *, after_award: bool = False) -> tuple[Block, ...]:
    """Return the section; nothing where no rule that applies names a period.

    With *after_award* what lies behind whoever takes a contract over is left out.
    """
    found = [each for each in legal_dates(case) if not (after_award and each.period.event in BEFORE_CONTRACT)]
    if not found:
        return ()
    return (
        section("Dates that the law sets"),
        say(
            "These belong to the duties that apply to this contract. Where the day that one is counted from "
            "isn't known yet, the words say which day that is."
        ),
        Table(
            caption="Dates that the law sets",
            show_caption=False,
            columns=(Column(title="What", width=2.4), Column(title="When, and how it is counted", width=4.2)),
            rows=tuple((words(each.period.what), words(_when(each))) for each in found),
        ),
    )


def _when(legal: LegalDate) -> str:
    period = legal.period
    if not legal.reckoned:
        return f"{capitalised(in_words(period))}. {period.note}".strip()
    first = legal.reckoned[0]
    lines = [f"{first.answer}.", first.how]
    if legal.planned:
        lines[0] = f"{first.answer}, if the contract ends as planned."
    later = [found for found in legal.reckoned[1:] if found.day is not None]
    if later and later[-1].day is not None:
        lines.append(f"Then again every {length(period)}, the last time by {show_weekday(later[-1].day)}.")
    return "\n".join(lines)
