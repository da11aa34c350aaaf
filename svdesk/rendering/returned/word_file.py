"""The reader of forms that come back as Word files."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from svdesk.documents.model.forms import TICKED, Entry, FormField
from svdesk.domain.english import counted
from svdesk.rendering.docx.controls import PLACEHOLDERS, ControlNames, title_of
from svdesk.rendering.look.origin_property import ORIGIN_PROPERTY
from svdesk.rendering.returned.markup import Element, name_of
from svdesk.rendering.returned.office import AGAIN, Office, is_safe_link, refuse_link
from svdesk.rendering.returned.values import Answers, answer, not_too_many, origin_line, shown
from svdesk.rendering.returned.word_text import (
    Control,
    controls,
    instructions,
    is_tracked,
    paragraphs,
    words_of,
)
from svdesk.services.ports import FilledForm, FormRefusedError, Remark
from svdesk.services.returned_forms.answer_words import quoted

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
_MOST_CONTROLS = 20_000
_MOST_PARAGRAPHS = 60_000
_MOST_CHANGES_TOLD = 12
# Fields that show what the file itself says. Any other may fetch, ask or run something.
_HARMLESS_FIELDS = frozenset(
    (
        *("", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "STYLEREF", "SEQ"),
        *("HYPERLINK", "TITLE", "SUBJECT", "AUTHOR", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "TC"),
    )
)
_SWITCHES = re.compile(r'\\[lot]\s*"[^"]*"|\\[a-z](?=\s|$)', re.IGNORECASE)
_ADDRESS = re.compile(r'"([^"]*)"|(\S+)')
_MOST_PAIRS = 1_000_000


class WordReader:
    """Reads Word forms, as :class:`svdesk.services.ports.FormReader` says."""

    format = "docx"

    def __init__(self) -> None:
        """Keep what was opened last: a file is asked for its origin, its answers and its changes."""
        self._last: tuple[bytes, Office] | None = None

    def _opened(self, content: bytes) -> Office:
        if self._last is None or self._last[0] is not content:
            self._last = None
            self._last = content, _opened(content)
        return self._last[1]

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing."""
        return origin_line(self._opened(content).custom_property(ORIGIN_PROPERTY))

    def read(self, content: bytes, fields: tuple[FormField, ...]) -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        office = self._opened(content)
        names = ControlNames()
        by_tag = {names.name(field.name): field for field in fields}
        found = _controls(office)
        tags = [control.tag for control in found]
        if not any(tags) and _fit(found, fields):  # as LibreOffice before 7.5 saves them
            tags = list(by_tag)
        answers = Answers()
        for tag, control in zip(tags, found, strict=True):
            field = by_tag.get(tag)
            if field is None:
                answers.other(control.label or control.tag or control.text)
            else:
                answers.add(field.name, _entered(field, control))
                if field.entry is Entry.TICK and control.at_odds:
                    answers.remark(_at_odds(field, control))
        if fields and not answers.found:
            raise FormRefusedError(
                "It has no boxes left to read answers from: it was copied, converted or made anew. "
                "Ask the bidder to fill in the form that you sent, and to send that file."
            )
        return answers.form()

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        before, after = _opened(issued), self._opened(returned)
        return not_too_many(
            (
                *_text_changes(before, after),
                *_other_changes(before, after),
                *_control_changes(before, after),
            )
        )


def _opened(content: bytes) -> Office:
    office = Office(content, _MAIN_TYPE)
    for _, root in office.parts_in_markup():
        for instruction, near in instructions(root):
            _refuse_instruction(instruction, near)
    return office


def _refuse_instruction(instruction: str, paragraph: Element) -> None:
    kind = (instruction.split() or [""])[0].upper().partition("\\")[0]
    if kind not in _HARMLESS_FIELDS:
        where = _near(paragraph)
        raise FormRefusedError(
            f"It holds a field that may fetch or run something ({shown(instruction)}{where}). "
            f"Don't open it. {AGAIN}"
        )
    if kind == "HYPERLINK":
        rest = _SWITCHES.sub(" ", instruction.strip()[len(kind) :])
        for address in _ADDRESS.finditer(rest):
            link = address[1] or address[2] or "#"
            if not is_safe_link(link):
                refuse_link(link, _near(paragraph))


def _near(paragraph: Element) -> str:
    words = words_of(paragraph)
    return f", near {shown(words)}" if words else ""


def _text_parts(office: Office) -> Iterator[Element]:
    yield office.root(office.main)


def _controls(office: Office) -> list[Control]:
    found = [control for root in _text_parts(office) for control in controls(root)]
    if len(found) > _MOST_CONTROLS:
        raise FormRefusedError(f"It has far more boxes than a form. {AGAIN}")
    return found


def _fit(found: list[Control], fields: tuple[FormField, ...]) -> bool:
    """Whether controls without tags can be told by their places: as many, of the same kinds and labels."""
    return len(found) == len(fields) and all(
        (control.ticked is not None) == (field.entry is Entry.TICK)
        and control.label in ("", title_of(field.label, field.name))
        for control, field in zip(found, fields, strict=True)
    )


def _at_odds(field: FormField, control: Control) -> Remark:
    seen, stored = ("not ticked", "ticked") if control.ticked else ("ticked", "not ticked")
    return Remark(
        field=field.name,
        message=f"The box {quoted(field.label)} is shown as {seen}, but the file stores that it is {stored}. "
        "It is not taken as ticked: ask the bidder.",
        matters=True,
    )


def _entered(field: FormField, control: Control) -> str:
    if field.entry is Entry.TICK and control.ticked is not None:
        return TICKED if control.ticked and not control.at_odds else ""
    # A program that writes into a box may leave the mark that nothing was written: the words decide.
    if control.text in PLACEHOLDERS or (control.placeholder and not control.text):
        return ""
    # The list in the file may be in other words than the document's, where two of its lines were alike.
    values = [value for value, _ in field.options]
    options = control.options if len(control.options) == len(values) else ()
    words = ((values[place], shown_as) for place, (_, shown_as) in enumerate(options))
    return answer(field, control.text, words)


# ---- differences -----------------------------------------------------------------------------------


def _paragraphs(office: Office) -> list[str]:
    found = paragraphs(office.root(office.main))
    for kind in ("header", "footer"):
        heads = {text for part in office.led_to(office.main, kind) for text in paragraphs(office.root(part))}
        found += sorted(heads)
    if len(found) > _MOST_PARAGRAPHS:
        raise FormRefusedError(f"It holds far more text than a form does. {AGAIN}")
    return found


def _text_changes(before: Office, after: Office) -> Iterator[str]:
    old, new = _paragraphs(before), _paragraphs(after)
    told = list[str]()
    counts = Counter(new)
    if sum(counts[text] for text in old) > _MOST_PAIRS:  # what comparing takes time by
        yield "Much of the text was changed."
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        was, now = " ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])
        if tag == "equal" or "".join(was.split()) == "".join(now.split()):
            continue
        if not was:
            told.append(f"Text was added: {shown(now)}.")
        elif not now:
            told.append(f"Text is gone: {shown(was)}.")
        else:
            told.append(f"Text was changed: {_apart(was, now)}.")
    yield from told[:_MOST_CHANGES_TOLD]
    if (more := len(told) - _MOST_CHANGES_TOLD) > 0:
        yield f"{counted(more, 'more change')} of the text."


def _apart(was: str, now: str) -> str:
    """Return what both said, from the first word that differs."""
    one, other = was.split(), now.split()
    same = 0
    while same < min(len(one), len(other)) - 1 and one[same] == other[same]:
        same += 1
    start = max(same - 2, 0)
    return f"{shown(' '.join(one[start:]))} became {shown(' '.join(other[start:]))}"


def _control_changes(before: Office, after: Office) -> Iterator[str]:
    old, new = _controls(before), _controls(after)
    if not any(control.tag for control in new) and len(old) == len(new):
        return
    left = Counter(control.tag for control in new)
    for control in old:
        if not left[control.tag]:
            yield f"The box {shown(control.label or control.tag)} is gone."
    known = {control.tag for control in old}
    for control in new:
        if control.tag not in known:
            yield f"A box was added: {shown(control.label or control.tag)}."
    options = {control.tag: control.options for control in new}
    for control in old:
        if control.options and left[control.tag] and options[control.tag] != control.options:
            yield f"The list to choose from in the box {shown(control.label or control.tag)} was changed."


def _other_changes(before: Office, after: Office) -> Iterator[str]:
    if is_tracked(after.root(after.main)):
        yield "It holds tracked changes. Text that was struck out was not read as an answer."
    if _has_comments(after) and not _has_comments(before):
        yield "It holds comments."
    pictures = [sum(each.kind == "image" for each in office.relationships) for office in (before, after)]
    if pictures[1] > pictures[0]:
        yield "A picture was added."
    for address in sorted(set(after.links()) - set(before.links())):
        yield f"A link was added that leads to {shown(address)}."


def _has_comments(office: Office) -> bool:
    return any(
        name_of(each) == "comment"
        for part in office.led_to(office.main, "comments")
        for each in office.root(part)
    )
