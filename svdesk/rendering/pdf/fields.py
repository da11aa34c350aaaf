"""Form fields: a box that prints, with a field of the same size on top of it.

The box is drawn on the page because some viewers, and every printer, leave empty fields out.
"""

from collections.abc import Iterable

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

from svdesk.documents.model.blocks import CheckField, ChoiceField, TextField
from svdesk.documents.model.blocks import Field as AnyField
from svdesk.rendering.look.styles import BODY, BODY_HEIGHT, BORDER, INK, MUTED, WHITE
from svdesk.rendering.look.text import shortened
from svdesk.rendering.pdf.canvas import Rectangle, TaggedCanvas
from svdesk.rendering.pdf.file.objects import File, array
from svdesk.rendering.pdf.file.repairs import text_string
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.form_font import form_font
from svdesk.rendering.pdf.layout.boxes import Box, Halves
from svdesk.rendering.pdf.layout.rows import Item
from svdesk.rendering.pdf.layout.textbox import TextBox

_REQUIRED, _MULTILINE, _COMBO = 1 << 1, 1 << 12, 1 << 17
_PADDING = 9.0
_HIGHEST = 0.86 * BODY_HEIGHT
_LONGEST_FIELD_NAME = 200
_LINE = 16.0
_GIVES = 0.45
_LEAST_LINES = 6
_TICK = 15.0
_LABEL_INDENT = _TICK + 10.0
_RADIUS = 3.0
_FONT = "SVDesk"
_APPEARANCE = f"/{_FONT} 11 Tf {INK.fill}"


class FieldNames:
    """Names for a form's fields that every viewer accepts, one for each field.

    A dot means a hierarchy to PDF, so it is written ``%2E``, as are control characters and ``%``
    itself; a name used twice gets ``%232`` behind it, and a name is cut at 200 characters.
    ``urllib.parse.unquote`` gives any other name back.
    """

    def __init__(self) -> None:
        """Start a form without fields."""
        self._used: set[str] = set()

    def name(self, wanted: str) -> str:
        """Return the name in the file for a field that the document calls *wanted*."""
        name = "".join(
            f"%{ord(sign):02X}" if sign in "%." or not sign.isprintable() else sign for sign in wanted.strip()
        )
        name = name.encode("utf-8", "ignore").decode("utf-8")[:_LONGEST_FIELD_NAME] or "field"
        unique, count = name, 1
        while unique in self._used:
            count += 1
            unique = f"{name}%23{count}"
        self._used.add(unique)
        return unique


def spoken_name(field: AnyField) -> str:
    """Return what a screen reader says at *field*: its label, its limit and whether it may stay empty."""
    parts = [shortened(field.label) or shortened(field.name) or "Answer"]
    if isinstance(field, TextField):
        if field.word_limit is not None:
            parts.append(f"up to {field.word_limit:,} words")
        if not field.required:
            parts.append("optional")
    return ", ".join(parts)


class FieldBox(Box):
    """A text or choice field as wide as its column."""

    def __init__(
        self, field: TextField | ChoiceField, name: str, node: Node, height: float | None = None
    ) -> None:
        """Take the *field*, its *name* in the file and its Form node; *height* overrides its lines."""
        self._field = field
        self._name = name
        self._node = node
        lines = field.lines if isinstance(field, TextField) else 1
        self._height = height or min(max(lines, 1) * _LINE + _PADDING, _HIGHEST)
        self.before = 3.0
        self.after = 12.0

    def height(self, width: float) -> float:  # noqa: ARG002 - a field is as high in every column
        """Return the height of its lines; never more than a page can hold."""
        return self._height

    def give(self, width: float) -> float:  # noqa: ARG002 - as above
        """Return what a large field can lose: it scrolls, so it holds the same answer."""
        return max(min(_GIVES * self._height, self._height - _LEAST_LINES * _LINE), 0.0)

    def lowered(self, width: float, by: float) -> "FieldBox":  # noqa: ARG002 - as above
        """Return the field with a lower box."""
        box = FieldBox(self._field, self._name, self._node, self._height - by)
        box.before, box.after = self.before, self.after
        return box

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the box and put the field on it."""
        bottom = top - self.height(width)
        rectangle = (x, bottom, x + width, top)
        canvas.box(rectangle, fill=WHITE, edge=BORDER, radius=_RADIUS, width=0.8)
        entries: dict[str, object] = {
            "T": text_string(self._name),
            "TU": text_string(spoken_name(self._field)),
            "DA": text_string(_APPEARANCE),
            "AP": PDFDictionary({"N": _nothing(rectangle)}),
        }
        if isinstance(self._field, TextField):
            flags = _REQUIRED if self._field.required else 0
            flags |= _MULTILINE if self._field.lines > 1 else 0
            entries |= {"FT": PDFName("Tx"), "Ff": flags}
        else:
            self._draw_arrow(canvas, x + width - 13, (top + bottom) / 2)
            entries |= {"FT": PDFName("Ch"), "Ff": _COMBO | _REQUIRED, "Opt": self._options(self._field)}
        canvas.widget(self._node, rectangle, entries)

    def _options(self, field: ChoiceField) -> PDFArray:
        return PDFArray(
            [
                PDFArray([text_string(shortened(value)), text_string(shortened(words))])
                for value, words in field.options
            ]
        )

    def _draw_arrow(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        with canvas.artifact():
            canvas.draw_path(MUTED, 1.3, ((x - 3.5, y + 2), (x, y - 2), (x + 3.5, y + 2)))


class CheckBox(Box):
    """A box to tick, with its label to the right of it."""

    def __init__(self, field: CheckField, name: str, node: Node, label: TextBox) -> None:
        """Take the *field*, its *name* in the file, its Form node and the printed *label*."""
        self._field = field
        self._name = name
        self._node = node
        self._label = label
        self.before = 5.0
        self.after = 7.0

    def height(self, width: float) -> float:
        """Return the height of the label, or of the box where that is more."""
        return max(self._label.height(width - _LABEL_INDENT), _TICK + 2)

    def start(self, width: float) -> float:
        """Return the height of the first lines of its label."""
        return self._label.start(width - _LABEL_INDENT)

    def split(self, width: float, room: float) -> Halves:
        """Split a long label; the box stays with its first lines."""
        head, tail = self._label.split(width - _LABEL_INDENT, room)
        if tail is None:
            return self, None
        if head is None:
            return None, self
        return CheckBox(self._field, self._name, self._node, head), Item(None, tail, _LABEL_INDENT)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw box, field and label."""
        upper = top - (BODY.leading - _TICK) / 2
        rectangle = (x, upper - _TICK, x + _TICK, upper)
        canvas.box(rectangle, fill=WHITE, edge=BORDER, radius=2, width=0.9)
        ticked = f"q {INK.stroke} 1.8 w 1 J 1 j 3.4 7.4 m 6.4 4.2 l 11.6 10.8 l S Q"
        entries: dict[str, object] = {
            "T": text_string(self._name),
            "TU": text_string(spoken_name(self._field)),
            "FT": PDFName("Btn"),
            "V": PDFName("Off"),
            "AS": PDFName("Off"),
            "AP": PDFDictionary(
                {"N": PDFDictionary({"Yes": _appearance(rectangle, ticked), "Off": _nothing(rectangle)})}
            ),
        }
        canvas.widget(self._node, rectangle, entries)
        self._label.draw(canvas, x + _LABEL_INDENT, top, width - _LABEL_INDENT)


def _nothing(rectangle: Rectangle) -> PDFStream:
    return _appearance(rectangle, "/Tx BMC EMC")


def _appearance(rectangle: Rectangle, operators: str) -> PDFStream:
    left, bottom, right, top = rectangle
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": array(0, 0, right - left, top - bottom),
        "Resources": PDFDictionary({}),
    }
    return PDFStream(PDFDictionary(entries), operators.encode("ascii"))


def add_form(file: File, fields: Iterable[PDFDictionary]) -> None:
    """Tell *file* of its *fields*, and of the font that typed text is shown in."""
    fields = list(fields)
    if not fields:
        return
    file.catalogue.AcroForm = PDFDictionary(
        {
            "Fields": PDFArray([file.reference(field) for field in fields]),
            "DA": text_string(_APPEARANCE),
            "DR": PDFDictionary({"Font": PDFDictionary({_FONT: file.reference(form_font(file))})}),
        }
    )
