"""A Word file as paragraphs and content controls."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from svdesk.rendering.returned.markup import Element, child, name_of, switch, value_of
from svdesk.rendering.returned.values import entered

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
# What was deleted under tracking, what stands for the same thing a second time, and what is no text.
_PASSED_OVER = frozenset(
    ("del", "moveFrom", "Fallback", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "tblPr")
)
_TICKED_SIGNS = frozenset("☒☑✓✔✗✘")
_UNTICKED_SIGNS = frozenset("☐□")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A content control: its *tag*, its *label* and the *text* in it; some programs drop the first two.

    A box to tick is *ticked* or not; it is None for other controls. Where its sign says otherwise than
    what is stored, it is *at_odds*. *options* are the values of a
    list and the words that stand for them. *placeholder* says that nothing was entered.
    """

    tag: str
    label: str
    text: str
    ticked: bool | None = None
    options: tuple[tuple[str, str], ...] = ()
    placeholder: bool = False
    at_odds: bool = False


def controls(root: Element) -> Iterator[Control]:
    """Yield the controls for answers in a part, in reading order."""
    for each in root.iter():
        if name_of(each) != "sdt" or not _is_for_an_answer(each) or _is_passed_over(each):
            continue
        properties, content = child(each, "sdtPr"), child(each, "sdtContent")
        if properties is None or content is None:
            continue
        tag, alias = child(properties, "tag"), child(properties, "alias")
        text = entered("\n".join(_paragraphs_or_runs(content)))
        ticked = _ticked(properties, text)
        yield Control(
            tag=(value_of(tag, "val") or "") if tag is not None else "",
            label=(value_of(alias, "val") or "") if alias is not None else "",
            text=text,
            ticked=ticked,
            at_odds=(ticked is True and text in _UNTICKED_SIGNS)
            or (ticked is False and text in _TICKED_SIGNS),
            options=tuple(_options(properties)),
            placeholder=switch(properties, "showingPlcHdr"),
        )


def paragraphs(root: Element) -> list[str]:
    """Return the text of each paragraph outside of controls for answers and of the list of contents.

    What a program counts by itself, such as the number of pages, is left out.
    """
    found, ahead = list[str](), [root]
    while ahead:
        each = ahead.pop()
        name = name_of(each)
        if name in _PASSED_OVER:
            continue
        if name == "sdt" and (_is_made_by_the_program(each) or _is_for_an_answer(each)):
            continue
        if name == "p":
            words = " ".join(_text(each, counted=False, controls=False).split())
            if words:
                found.append(words)
        ahead += reversed(list(each))
    return found


NESTED = "a field that another field makes up"
"""Stands for an instruction that nobody can know before a program has worked out what it is made of."""


def instructions(root: Element) -> Iterator[tuple[str, Element]]:
    """Yield the instructions of fields, such as ``PAGE``, with their paragraph.

    An instruction may be cut into pieces. One that begins with another field is :data:`NESTED`.
    """
    open_fields: list[_OpenField] = []
    near = root
    for each in root.iter():
        kind = name_of(each)
        if kind == "p":
            near = each
        elif kind == "fldSimple":
            yield (value_of(each, "instr") or "").strip(), near
        elif kind == "fldChar":
            state = value_of(each, "fldCharType")
            if state == "begin":
                if open_fields and not open_fields[-1].shows and not "".join(open_fields[-1].pieces).strip():
                    yield NESTED, near
                open_fields.append(_OpenField())
            elif open_fields:
                if not open_fields[-1].shows:
                    yield "".join(open_fields[-1].pieces).strip(), near
                open_fields[-1].shows = True
                if state == "end":
                    open_fields.pop()
        elif kind in ("instrText", "delInstrText"):
            if open_fields and not open_fields[-1].shows:
                open_fields[-1].pieces.append(each.text or "")
            else:
                yield (each.text or "").strip(), near


def words_of(paragraph: Element) -> str:
    """Return the words of a paragraph in a line; "" for what is none."""
    return " ".join(_text(paragraph).split()) if name_of(paragraph) == "p" else ""


@dataclass(slots=True)
class _OpenField:
    """The instruction of a field as far as it was read; then it *shows* its result."""

    pieces: list[str] = field(default_factory=list)
    shows: bool = False


def is_tracked(root: Element) -> bool:
    """Whether insertions, deletions or moves stand in a part for someone to accept or reject."""
    return any(
        name_of(each) in ("ins", "del", "moveFrom", "moveTo") and value_of(each, "author") is not None
        for each in root.iter()
    )


def _paragraphs_or_runs(content: Element) -> Iterator[str]:
    """Yield the text of each paragraph in a control, or of the whole where it stands within one."""
    inner = [each for each in content.iter() if name_of(each) == "p"]
    if not inner:
        yield _text(content)
    for each in inner:
        yield _text(each)


def _text(element: Element, *, counted: bool = True, controls: bool = True) -> str:
    pieces = list[str]()
    depth = 0

    def visit(each: Element) -> None:
        nonlocal depth
        name = name_of(each)
        if name in _PASSED_OVER or (name == "sdt" and not controls and _is_for_an_answer(each)):
            return
        if name == "fldSimple" and not counted:
            return
        if name == "fldChar" and not counted:
            state = value_of(each, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(state or "", 0)
        elif depth <= 0 and name == "t":
            pieces.append(each.text or "")
        elif depth <= 0 and name == "sym":
            pieces.append(_symbol(each))
        elif depth <= 0:
            pieces.append(_BREAKS.get(name, ""))
        for inner in each:
            if name_of(inner) != "p":  # a text box within a paragraph is told by itself
                visit(inner)

    visit(element)
    return "".join(pieces)


def _symbol(each: Element) -> str:
    try:
        return chr(int(value_of(each, "char") or "", 16))
    except (ValueError, OverflowError):
        return ""


def _is_for_an_answer(control: Element) -> bool:
    """Whether a control is neither a list of contents nor something put around others."""
    return not _is_made_by_the_program(control) and not any(
        name_of(each) == "sdt" for each in control.iter() if each is not control
    )


def _is_made_by_the_program(control: Element) -> bool:
    properties = child(control, "sdtPr")
    return properties is not None and child(properties, "docPartObj") is not None


def _is_passed_over(element: Element) -> bool:
    return any(name_of(above) in _PASSED_OVER for above in element.iterancestors())


def _ticked(properties: Element, text: str) -> bool | None:
    box = child(properties, "checkbox") if child(properties, "checkbox") is not None else None
    if box is None:
        box = child(properties, "checkBox")
    if box is not None:
        return switch(box, "checked")
    if text in _TICKED_SIGNS:
        return True
    return False if text == "☐" else None


def _options(properties: Element) -> Iterator[tuple[str, str]]:
    for name in ("dropDownList", "comboBox"):
        listed = child(properties, name)
        for each in listed if listed is not None else ():
            if name_of(each) == "listItem":
                value = value_of(each, "value") or ""
                yield value, value_of(each, "displayText") or value
