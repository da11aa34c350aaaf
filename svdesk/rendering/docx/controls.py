"""Content controls: what a bidder fills in, by name, so that an answer can be read back.

A control's tag is the field's name and its title the field's label; Word takes 64 characters of each.
"""

import hashlib

from svdesk.documents.model.blocks import CheckField, ChoiceField, Field, TextField
from svdesk.rendering.docx.faces import BOX_FACE, FACE
from svdesk.rendering.docx.markup import attribute, run
from svdesk.rendering.look.text import one_line, shortened

LONGEST_NAME = 64
_WRITE = "Write here"
_CHOOSE = "Choose one"
PLACEHOLDERS = (_WRITE, _CHOOSE)
"""What stands in a control that nothing was entered in."""
_EMPTY_BOX, _CROSSED_BOX = 0x2610, 0x2612


def title_of(label: str, name: str, refused: set[str] | None = None) -> str:
    """Return what a field's control is called, of its *label* and its *name*."""
    refused = set() if refused is None else refused
    return shortened(one_line(label, refused) or one_line(name, refused) or "Answer", LONGEST_NAME, refused)


class ControlNames:
    """Gives the controls of one document their tags, in the order of its fields."""

    def __init__(self, refused: set[str] | None = None) -> None:
        """Start without any; what no file can hold is added to *refused*."""
        self._refused = set() if refused is None else refused
        self._names: set[str] = set()

    def name(self, wanted: str) -> str:
        """Return a tag for the field *wanted*: its name, where that is short enough and not taken."""
        name = one_line(wanted, self._refused) or "field"
        if len(name) > LONGEST_NAME:
            name = f"{name[: LONGEST_NAME - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        unique, count = name, 1
        while unique in self._names:
            count += 1
            ending = f"#{count}"
            unique = name[: LONGEST_NAME - len(ending)] + ending
        self._names.add(unique)
        return unique


class ContentControls:
    """Makes the controls of one document; each has a number and a name of its own."""

    def __init__(self, refused: set[str]) -> None:
        """Start without any; what no file can hold is added to *refused*."""
        self.faces = {FACE}
        """The faces of the document's text, those of its controls among them."""
        self._refused = refused
        self._names = ControlNames(refused)
        self._count = 0

    def number(self) -> int:
        """Return a number for the next control, whatever its kind."""
        self._count += 1
        return self._count

    def control(self, field: Field) -> str:
        """Return *field* as mark-up that stands in a paragraph."""
        match field:
            case TextField():
                kind = '<w:text w:multiLine="1"/>' if field.lines > 1 else "<w:text/>"
                return self._control(field, f"<w:showingPlcHdr/>{kind}", _placeholder(_WRITE))
            case ChoiceField():
                kind = f"<w:showingPlcHdr/><w:dropDownList>{self._options(field)}</w:dropDownList>"
                return self._control(field, kind, _placeholder(_CHOOSE))
            case CheckField():
                self.faces.add(BOX_FACE)
                kind = (
                    '<w14:checkbox><w14:checked w14:val="0"/>'
                    f'<w14:checkedState w14:val="{_CROSSED_BOX:04X}" w14:font="{BOX_FACE}"/>'
                    f'<w14:uncheckedState w14:val="{_EMPTY_BOX:04X}" w14:font="{BOX_FACE}"/></w14:checkbox>'
                )
                box = (
                    f'<w:r><w:rPr><w:rFonts w:ascii="{BOX_FACE}" w:hAnsi="{BOX_FACE}" '
                    f'w:eastAsia="{BOX_FACE}" w:hint="eastAsia"/></w:rPr><w:t>{chr(_EMPTY_BOX)}</w:t></w:r>'
                )
                return self._control(field, kind, box)

    def _control(self, field: Field, kind: str, shown: str) -> str:
        title = title_of(field.label, field.name, self._refused)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(title)}"/>'
            f'<w:tag w:val="{attribute(self._names.name(field.name))}"/><w:id w:val="{self.number()}"/>'
            f'<w:lock w:val="sdtLocked"/>{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'
        )

    def _options(self, field: ChoiceField) -> str:
        # Word refuses a list in which two lines, or two values, are the same or empty.
        values, lines = set[str](), set[str]()
        items = []
        for value, words in field.options:
            key = _told_apart(one_line(value, self._refused) or "-", values)
            line = _told_apart(one_line(words, self._refused) or key, lines)
            items.append(f'<w:listItem w:displayText="{attribute(line)}" w:value="{attribute(key)}"/>')
        return "".join(items)


def _told_apart(text: str, taken: set[str]) -> str:
    unique, count = text, 1
    while unique in taken:
        count += 1
        unique = f"{text} ({count})"
    taken.add(unique)
    return unique


def _placeholder(words: str) -> str:
    return run(words, "PlaceholderText")
