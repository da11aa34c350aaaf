"""What was entered, as plain text."""

import re
from collections.abc import Iterable

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.rendering.look.text import shortened
from svdesk.services.ports import FilledForm, Remark
from svdesk.services.returned_forms.answer_words import quoted

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_SHOWN = 60
_MOST_TOLD = 60
_ON = frozenset(("yes", "y", "x", "true", "1", "on", "ticked", "✓", "✔", "☑", "☒", "✗", "✘"))
_OFF = frozenset(("", "no", "n", "false", "0", "off", "☐", "-", "–"))  # noqa: RUF001 - a dash is typed too
LONGEST_ORIGIN = 1000
"""Characters of a line of origin; a longer one is none."""


def entered(text: str) -> str:
    """Return *text* with one kind of line end, without the controls that no program shows."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", text)).strip()


def answer(field: FormField, text: str, options: Iterable[tuple[str, str]] = ()) -> str:
    """Return what *text* says in *field*: the value of a choice, a tick or the text itself.

    *options* are pairs of the value and the words, as the file writes them where that is not as the
    document does. What is no option, and neither a yes nor a no to a tick, is returned as it came.
    """
    text = entered(text)
    if field.entry is Entry.TICK:
        low = text.casefold()
        return TICKED if low in _ON else "" if low in _OFF else text
    if field.entry is Entry.CHOICE:
        return _option(text, (*field.options, *options))
    return text


def _option(text: str, options: tuple[tuple[str, str], ...]) -> str:
    wanted = _alike(text)
    if not wanted:
        return ""
    for place in (0, 1):
        for pair in options:
            if _alike(pair[place]) == wanted:
                return pair[0]
    return text


def _alike(text: str) -> str:
    return shortened(text).casefold()


def origin_line(text: str) -> str:
    """Return *text* where it can be a line of origin, else ""."""
    text = " ".join(entered(text).split())
    return text if len(text) <= LONGEST_ORIGIN else ""


def shown(text: str) -> str:
    """Return text from a file as it can stand in a message."""
    text = "".join(each if each.isprintable() else " " for each in text[: 4 * _LONGEST_SHOWN])
    text = " ".join(text.split())
    return quoted(f"{text[:_LONGEST_SHOWN]}…" if len(text) > _LONGEST_SHOWN else text)


def not_too_many(told: Iterable[str]) -> tuple[str, ...]:
    """Return as many of the changes as a person reads, and how many more there are."""
    every = tuple(told)
    if len(every) <= _MOST_TOLD:
        return every
    return (*every[:_MOST_TOLD], f"There are {len(every) - _MOST_TOLD:,} more changes.")


class Answers:
    """The answers found in a file, one for each field, with what stands there twice and differs."""

    def __init__(self) -> None:
        """Start without any."""
        self.found: dict[str, str] = {}
        self._others: list[str] = []
        self._remarks: list[Remark] = []

    def add(self, name: str, text: str) -> None:
        """Take the answer to the field *name*; of several, the first that is not empty counts."""
        before = self.found.get(name, "")
        if not before:
            self.found[name] = text
        elif text and text != before:
            self._others.append(f"{name} (a second time, with {shown(text)})")

    def other(self, name: str) -> None:
        """Take note of a field that the form did not have."""
        self._others.append(shown(name)[1:-1])

    def remark(self, remark: Remark) -> None:
        """Take note of what is to be known of an answer."""
        self._remarks.append(remark)

    def form(self) -> FilledForm:
        """Return what was found; of very many other fields, the first ones and how many more there are."""
        others, more = self._others[:_MOST_TOLD], len(self._others) - _MOST_TOLD
        named = (*others, *([f"{more:,} more"] if more > 0 else []))
        return FilledForm(answers=self.found, others=named, remarks=tuple(self._remarks))
