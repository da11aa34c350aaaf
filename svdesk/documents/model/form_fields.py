"""Boxes of the forms that bidders fill in.

A field's name is made from the id of what it answers, so that it stays the same when questions are
reordered or reworded.
"""

from svdesk.documents.model.blocks import CheckField, Holds, ResponseField, TextField

WORDS_A_LINE = 20
"""How many words of an answer one line of a box holds, so that a full answer can be seen whole."""

LINES_WITHOUT_A_LIMIT = 20


def line(name: str, label: str, *, required: bool = True, hint: str = "", only_if: str = "") -> ResponseField:
    """Return a box of one line, with its label above it."""
    return ResponseField(
        field=TextField(name=name, label=label, required=required, only_if=only_if), hint=hint
    )


def day_line(name: str, label: str) -> ResponseField:
    """Return a box of one line for a date."""
    return ResponseField(field=TextField(name=name, label=label, holds=Holds.DATE))


def short(
    name: str, label: str, *, limit: int, required: bool = True, hint: str = "", only_if: str = ""
) -> ResponseField:
    """Return a box for a few words, high enough for *limit* words."""
    return ResponseField(
        field=TextField(
            name=name,
            label=label,
            lines=box_lines(limit),
            word_limit=limit,
            required=required,
            only_if=only_if,
        ),
        hint=hint,
    )


def box(name: str, label: str, *, lines: int = 3, required: bool = True, hint: str = "") -> ResponseField:
    """Return a box of a few lines without a limit of words."""
    return ResponseField(field=TextField(name=name, label=label, lines=lines, required=required), hint=hint)


def answer(name: str, label: str, *, limit: int | None, only_if: str = "") -> ResponseField:
    """Return the box of an answer, high enough for *limit* words."""
    return ResponseField(
        field=TextField(name=name, label=label, lines=box_lines(limit), word_limit=limit, only_if=only_if)
    )


def tick(name: str, label: str, *, one_of: str = "") -> ResponseField:
    """Return a box to tick; of those with the same heading *one_of*, at least one."""
    return ResponseField(field=CheckField(name=name, label=label, one_of=one_of))


def box_lines(limit: int | None) -> int:
    """Return how many lines a box needs for *limit* words."""
    if limit is None:
        return LINES_WITHOUT_A_LIMIT
    return max(2, -(-limit // WORDS_A_LINE))
