"""What is said beside a cell to fill in, and in the message that shows when it is chosen."""

from svdesk.documents.model.blocks import CheckField, ChoiceField, Field, Holds, TextField
from svdesk.rendering.look.text import shortened
from svdesk.rendering.xlsx.names import TICK_WORD

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
_LONGEST_UNIT = 60


def notes_of(field: Field, ticks: dict[str, str], refused: set[str]) -> list[str]:
    """Return what may stand in *field*, a line each; *ticks* has the labels of boxes to tick."""
    found = list[str]()
    match field:
        case TextField(holds=Holds.NUMBER):
            unit = shortened(field.unit, _LONGEST_UNIT, refused)
            found.append(f"In {unit}" if unit else "A number")
        case TextField(holds=Holds.DATE):
            found.append("A date, such as 1 May 2027")
        case TextField():
            if field.word_limit is not None:
                found.append(f"Up to {field.word_limit:,} words")
        case ChoiceField():
            found.append("Choose from the list")
        case CheckField():
            found.append(f"{TICK_WORD} or blank")
            if field.one_of:
                found.append("At least one")
    if isinstance(field, TextField) and not field.required:
        found.append("Optional")
    if not isinstance(field, CheckField) and field.only_if in ticks:
        found.append(f"Only with “{shortened(ticks[field.only_if], _LONGEST_UNIT, refused)}”")
    return found


def message_of(field: Field, refused: set[str]) -> tuple[str, str]:
    """Return the title and the words of the message for a cell."""
    match field:
        case TextField(holds=Holds.NUMBER):
            unit = shortened(field.unit, _LONGEST_UNIT, refused)
            return _cut("A number", f"Digits only, 0 or more{f', in {unit}' if unit else ''}.", refused)
        case TextField(holds=Holds.DATE):
            return _cut("A date", "Day, month and year, such as 1/5/2027.", refused)
        case TextField():
            limit = "" if field.word_limit is None else f"Up to {field.word_limit:,} words. "
            return _cut("Your answer", f"{limit}Alt + Enter begins a new line.", refused)
        case ChoiceField():
            return _cut("Choose from the list", "Alt + Down arrow opens the list.", refused)
        case CheckField():
            return _cut(
                "Yes or blank", f"Alt + Down arrow opens the list. {TICK_WORD} stands for a tick.", refused
            )


def _cut(title: str, message: str, refused: set[str]) -> tuple[str, str]:
    return shortened(title, LONGEST_TITLE, refused), shortened(message, LONGEST_MESSAGE, refused)
