"""Numbers of parts and clauses, and sentences that point at them.

A heading with an id is numbered where it stands, and a sentence names the id: ``f"the targets in part
{Ref('schedule')}"``, or ``f"Annex, part {Ref('annex.change')}"`` for a part of another document. Numbers
are filled in when a document is composed, so that a part can be put in, taken out or moved without a
sentence that points wrongly. Whatever was composed holds plain text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from string import ascii_uppercase

from svdesk.documents.model.blocks import (
    PART_LEVEL,
    Block,
    Bullets,
    Callout,
    Cell,
    CheckField,
    ChoiceField,
    FactList,
    Field,
    Heading,
    Inlines,
    Paragraph,
    ResponseField,
    Table,
    TextField,
    Together,
    walk,
)

_HIDDEN = 0xF0000
"""Where the letters of a mark stand in Unicode: no search for words in a text meets one there."""


def _hidden(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(letter)) for letter in text)


# The numbers of this run of the program: whatever was typed, it can't be taken for a mark.
_START = _hidden(f"<{token_hex(8)}:")
_END = _hidden(">")
_MARK = re.compile(f"{_START}(.*?){_END}")
_CLAUSE = ""


class UnresolvedReferenceError(LookupError):
    """A sentence points at a part that is not there, or two parts have one id; the message names it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands in a sentence for the number or letter of the part of that *id*.

    ``document.id`` names a part of another document by its key.
    """

    id: str

    def __str__(self) -> str:
        """Return what stands in the text until the number is known."""
        return f"{_START}{_hidden(self.id)}{_END}"


CLAUSE_NUMBER = str(Ref(_CLAUSE))
"""Stands before a clause for its number: ``4.2`` is the second clause of part 4."""


def part_numbers(blocks: Iterable[Block]) -> dict[str, str]:
    """Return the number of each part that has an id, and the letter of each section that has one."""
    numbers: dict[str, str] = {}
    parts, sections = 0, 0
    for block in walk(blocks):
        if not isinstance(block, Heading) or not block.id:
            continue
        if block.id in numbers:
            raise UnresolvedReferenceError(f"Two parts are called {block.id}.")
        if block.level == PART_LEVEL:
            parts += 1
            numbers[block.id] = str(parts)
        else:
            numbers[block.id] = ascii_uppercase[sections]
            sections += 1
    return numbers


class Numbering:
    """Fills numbers into the blocks of one document."""

    def __init__(
        self, numbers: Mapping[str, str], elsewhere: Mapping[str, Callable[[], Mapping[str, str]]]
    ) -> None:
        """Take a document's own *numbers*, and what returns those of other documents by their keys."""
        self._numbers, self._elsewhere = numbers, elsewhere
        self._looked_up: dict[str, Mapping[str, str]] = {}
        self._part = ""
        self._clause = 0

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return *blocks*, which follow those that came before, in plain text.

        Raises :class:`UnresolvedReferenceError`.
        """
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        """Return one block in plain text; raises :class:`UnresolvedReferenceError`."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return replace(block, content=self._run(block.content))
            case Bullets():
                return replace(block, items=tuple(map(self._run, block.items)))
            case Table():
                return replace(
                    block,
                    caption=self._text(block.caption),
                    columns=tuple(
                        replace(column, title=self._text(column.title)) for column in block.columns
                    ),
                    rows=tuple(tuple(map(self._cell, row)) for row in block.rows),
                )
            case FactList():
                rows = tuple((self._text(label), self._run(content)) for label, content in block.rows)
                return replace(block, rows=rows)
            case Callout():
                return self.callout(block)
            case ResponseField():
                return replace(block, field=self._field(block.field), hint=self._text(block.hint))
            case Together():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def callout(self, block: Callout) -> Callout:
        """Return a card in plain text; raises :class:`UnresolvedReferenceError`."""
        return replace(
            block,
            title=self._text(block.title),
            body=tuple(map(self._run, block.body)),
            source=self._run(block.source),
        )

    def _heading(self, block: Heading) -> Heading:
        text = self._text(block.text)
        if block.id:
            number = self._numbers[block.id]
            if block.level == PART_LEVEL:
                self._part, self._clause = number, 0
                text = f"{number} {text}"
            else:
                text = f"Part {number}: {text}"
        return replace(block, text=text, kicker=self._text(block.kicker), sheet=self._text(block.sheet))

    def _run(self, content: Inlines) -> Inlines:
        if not any(_START in inline.text for inline in content):
            return content
        return tuple(replace(inline, text=self._text(inline.text)) for inline in content)

    def _cell(self, cell: Cell) -> Cell:
        match cell:
            case TextField() | ChoiceField():
                return replace(cell, label=self._text(cell.label))
            case _:
                return self._run(cell)

    def _field(self, field: Field) -> Field:
        if isinstance(field, CheckField):
            return replace(field, label=self._text(field.label), one_of=self._text(field.one_of))
        return replace(field, label=self._text(field.label))

    def _text(self, text: str) -> str:
        return _MARK.sub(self._number, text) if _START in text else text

    def _number(self, mark: re.Match[str]) -> str:
        name = "".join(chr(ord(letter) - _HIDDEN) for letter in mark.group(1))
        if name == _CLAUSE:
            self._clause += 1
            return f"{self._part}.{self._clause}"
        document, _, part = name.rpartition(".")
        try:
            return (self._numbers_of(document) if document else self._numbers)[part]
        except KeyError as error:
            raise UnresolvedReferenceError(f"No part is called {name}.") from error

    def _numbers_of(self, document: str) -> Mapping[str, str]:
        if document not in self._looked_up:
            self._looked_up[document] = self._elsewhere[document]()
        return self._looked_up[document]
