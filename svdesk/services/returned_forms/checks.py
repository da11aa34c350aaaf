"""What is missing from the answers of a returned form, over its limit, or not what its boxes hold.

Words are what white space separates, so that a word with a hyphen or an apostrophe is one word.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.domain.english import plural
from svdesk.domain.entry import EntryError, FieldForm, Kind, read_date, read_entry, read_pounds, show_number
from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer
from svdesk.domain.texts import keepable
from svdesk.services.ports import FilledForm
from svdesk.services.returned_forms.answer_words import count_apart, count_words, is_blank, quoted

_MOST_SHOWN = 60
_MONEY = ("£", "pound", "gbp")
_PERCENT = re.compile(r"%|per ?cent\b", re.IGNORECASE)
_WHOLE = 100
_NUMBER = FieldForm(Kind.NUMBER)
_GROUPED = re.compile(r"£?\s*\d{1,3}(,\d{3})+(?!\d).*", re.DOTALL)
_NEGATIVE = re.compile(r"(£?\s*[-\u2212\u2013]\s*£?\s*[\d.,]+|\(\s*£?\s*[\d.,]+\s*\)).*", re.DOTALL)
_PUT_RIGHT = "Give a number of 0 or more, such as 12, 2.5 or 1,200."


def checked_answers(
    fields: tuple[FormField, ...], filled: FilledForm
) -> tuple[tuple[ReturnedAnswer, ...], tuple[FormFinding, ...]]:
    """Return an answer for each field of a form, and what is to be said of them in the form's order.

    Fields that were not asked of this organisation have one only where something was entered in them.
    """
    checks = _Checks(fields, filled)
    answers = tuple(
        ReturnedAnswer(
            field=field.name,
            label=keepable(field.label),
            text=keepable(_words(field, filled.answers.get(field.name, ""))),
            word_limit=field.word_limit,
        )
        for field in fields
        if checks.is_wanted(field) or not is_blank(filled.answers.get(field.name, ""))
    )
    return answers, tuple(checks.findings())


def read_number(text: str, unit: str = "") -> Decimal:
    """Read a number that was typed into a form, with its *unit* or without.

    Raises :class:`svdesk.domain.entry.EntryError`, whose message says what is allowed.
    """
    bare = text.strip()
    if unit and bare.casefold().endswith(unit.strip().casefold()):
        bare = bare[: -len(unit.strip())].strip()
    if _NEGATIVE.fullmatch(bare):
        raise EntryError("A number here can't be negative.")
    if "," in bare and not _GROUPED.fullmatch(bare):
        raise EntryError(f"A comma may only stand between thousands. {_PUT_RIGHT}")
    try:
        if unit.strip().casefold().startswith(_MONEY):
            return read_pounds(bare)
        return Decimal(read_entry(_NUMBER, bare))
    except EntryError as error:
        raise EntryError(str(error) if "£" in bare else _PUT_RIGHT) from error


class _Checks:
    """The checks of one form."""

    def __init__(self, fields: tuple[FormField, ...], filled: FilledForm) -> None:
        self._fields, self._answers, self._remarks = fields, filled.answers, filled.remarks
        self._by_name = {field.name: field for field in fields}
        self._numbers: dict[str, Decimal] = {}

    def findings(self) -> Iterator[FormFinding]:
        gone = [field for field in self._fields if field.name not in self._answers]
        yield from (
            _finding(Matter.CHANGED, f"The box for {quoted(field.label)} is gone from the form.", field)
            for field in gone
        )
        yield from (
            FormFinding(
                matter=Matter.NOT_UNDERSTOOD if remark.matters else Matter.NOTE,
                message=remark.message,
                field=remark.field,
            )
            for remark in self._remarks
        )
        if all(is_blank(text) for text in self._answers.values()):
            yield FormFinding(matter=Matter.MISSING, message="Nothing in the form is filled in.")
            return
        told: set[str] = set()
        for field in self._fields:
            if field in gone:
                continue
            if field.entry is Entry.TICK and self._answers[field.name] not in ("", TICKED):
                yield _finding(
                    Matter.NOT_UNDERSTOOD,
                    f"{quoted(field.label)} says {_shown(self._answers[field.name])}, which is neither a "
                    "tick nor blank. It is not taken as ticked.",
                    field,
                )
            if field.one_of:
                if field.one_of not in told:
                    told.add(field.one_of)
                    yield from self._none_of(field)
            elif not self.is_wanted(field):
                if field.only_if not in told:
                    told.add(field.only_if)
                    yield from self._unwanted(field.only_if)
            else:
                yield from self._check(field)

    def is_wanted(self, field: FormField) -> bool:
        """Say whether an answer is asked for: not where it belongs to a box that is not ticked."""
        return not field.only_if or self._answers.get(field.only_if, "") == TICKED

    def _none_of(self, first: FormField) -> Iterator[FormFinding]:
        boxes = [field for field in self._fields if field.one_of == first.one_of]
        if not any(self._answers.get(box.name, "") == TICKED for box in boxes):
            yield _finding(
                Matter.MISSING, f"None of the boxes under {quoted(first.one_of)} is ticked.", first
            )

    def _unwanted(self, tick: str) -> Iterator[FormFinding]:
        """Yield a note on answers to what was not asked of this organisation."""
        given = [
            field
            for field in self._fields
            if field.only_if == tick and not is_blank(self._answers.get(field.name, ""))
        ]
        if given:
            box = self._by_name[tick].label if tick in self._by_name else tick
            count = plural(len(given), "One answer belongs", f"{len(given):,} answers belong")
            yield _finding(
                Matter.NOTE,
                f"{count} to {quoted(box)}, which is not ticked. What stands there is kept.",
                given[0],
            )

    def _check(self, field: FormField) -> Iterator[FormFinding]:
        text = self._answers[field.name]
        if is_blank(text):
            if field.required:
                yield _finding(Matter.MISSING, self._missing(field), field)
            return
        match field.entry:
            case Entry.TEXT:
                words = count_words(text)
                if field.word_limit is not None and words > field.word_limit:
                    yield _finding(
                        Matter.OVER_LIMIT,
                        f"{quoted(field.label)} has {words:,} words; the limit is {field.word_limit:,}.",
                        field,
                    )
                elif field.word_limit is not None and (apart := count_apart(text)) > field.word_limit:
                    yield _finding(
                        Matter.NOTE,
                        f"{quoted(field.label)} joins many words by hyphens or the like. Counted apart they "
                        f"are {apart:,} words; the limit is {field.word_limit:,}.",
                        field,
                    )
            case Entry.NUMBER:
                yield from self._number(field, text)
            case Entry.DATE:
                yield from self._understood(field, text, read_date)
            case Entry.CHOICE if _option(field, text) is None:
                yield _finding(
                    Matter.NOT_UNDERSTOOD,
                    f"{quoted(field.label)} says {_shown(text)}, which is none of its choices.",
                    field,
                )

    def _missing(self, field: FormField) -> str:
        if field.entry is Entry.TICK:
            return f"{quoted(field.label)} is not ticked."
        parts = self._sum(field)
        makes = f" Its parts make {show_number(parts)}." if parts is not None else ""
        return f"{quoted(field.label)} is not answered.{makes}"

    def _number(self, field: FormField, text: str) -> Iterator[FormFinding]:
        found = list(self._understood(field, text, lambda typed: read_number(typed, field.unit)))
        yield from found
        if found:
            return
        total = read_number(text, field.unit)
        if _PERCENT.match(field.unit.strip()) and total > _WHOLE:
            yield _finding(
                Matter.NOTE,
                f"{quoted(field.label)} says {show_number(total)}, which is more than 100 percent.",
                field,
            )
        parts = self._sum(field)
        if parts is None:
            return
        if total != parts:
            yield _finding(
                Matter.TOTAL,
                f"{quoted(field.label)} says {show_number(total)}, but its parts make {show_number(parts)}.",
                field,
            )

    def _sum(self, field: FormField) -> Decimal | None:
        """Return the sum of the parts of a total; None where it is none, or they can't all be read."""
        texts = [self._answers.get(name, "") for name in field.sums]
        if all(map(is_blank, texts)):
            return None
        try:
            return sum(
                (
                    read_number(text, self._by_name[name].unit if name in self._by_name else field.unit)
                    for name, text in zip(field.sums, texts, strict=True)
                    if not is_blank(text)
                ),
                Decimal(0),
            )
        except EntryError:
            return None

    def _understood(
        self, field: FormField, text: str, read: Callable[[str], object]
    ) -> Iterator[FormFinding]:
        what = "date" if field.entry is Entry.DATE else "number"
        try:
            read(text)
        except EntryError as error:
            yield _finding(
                Matter.NOT_UNDERSTOOD,
                f"{quoted(field.label)} says {_shown(text)}, which can't be taken as a {what}. {error}",
                field,
            )


def _words(field: FormField, text: str) -> str:
    """Return an answer as people read it: of a choice its words."""
    return _option(field, text) or text if field.entry is Entry.CHOICE else text


def _option(field: FormField, text: str) -> str | None:
    """Return the words of the option that *text* is the value or the words of."""
    given = " ".join(text.split()).casefold()
    for value, words in field.options:
        if given in (value.casefold(), " ".join(words.split()).casefold()):
            return words
    return None


def shortened(text: str, most: int) -> str:
    """Return what a stranger wrote on one line, cut after *most* characters, without what moves a screen."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return f"{plain[:most]}…" if len(plain) > most else plain


def _shown(text: str) -> str:
    """Return what somebody typed as it can stand in a sentence."""
    return quoted(shortened(text, _MOST_SHOWN))


def _finding(matter: Matter, message: str, field: FormField) -> FormFinding:
    return FormFinding(matter=matter, message=message, field=field.name)
