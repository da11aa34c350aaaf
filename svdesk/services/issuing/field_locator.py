"""Where in a document a field of the project comes out.

No list says which field goes where: the document is composed once as it is and once with the field
changed, and what differs is the place. So every field of every document is found, also of those that
are added later.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    ChoiceField,
    Document,
    FactList,
    Field,
    Heading,
    Paragraph,
    ResponseField,
    Table,
    TextField,
    text_of,
    walk,
)
from svdesk.domain.choices import Choice
from svdesk.domain.entry import FieldForm, Kind, field_forms
from svdesk.domain.field_paths import FieldPath, parse_path, section_type
from svdesk.domain.project import Project
from svdesk.policy.case import Case
from svdesk.services.project.editing import holder, with_value

_MARK = "§ "
"""Put before every line of a text to change it."""

_WRITTEN = (Kind.LINE, Kind.LONG)
_SECTION_LEVEL = 2
_LOOK = "house_style"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: after its first *heading* headings (0: before any), where *words* stand."""

    heading: int
    words: tuple[str, ...]


class _DocumentLine(NamedTuple):
    """A line of a document: what stands there, below which headings, and what stands beside it."""

    section: str
    under: str
    text: str
    heading: int
    beside: str

    @property
    def same(self) -> tuple[str, str, str]:
        """What makes it the same line in another state of the document."""
        return self.section, self.under, self.text


class Whereabouts:
    """Finds fields in one document of one state of a project; what it composed is kept for the next."""

    def __init__(self, case: Case, key: str) -> None:
        """Look in the document called *key*; raises ``KeyError`` where there is none."""
        self._case = case
        self._kind = document_kind(key)
        self._lines: tuple[_DocumentLine, ...] | None = None

    def find(self, path: str) -> Spot | None:
        """Return where the field of *path* comes out, or its item where it does not come out itself.

        None where the document says nothing of it, and for a path that the project does not have.
        """
        target = parse_path(path)
        if target.section not in _sections():
            return None
        if target.section == _LOOK:
            # It changes no words. The first page has the logo and most of the colour.
            return Spot(0, ())
        try:
            differing = self._that_differ(_changed(self._case.project, target)) if target.field else []
            if not target.key:
                return _spot(_text_first(differing)[0]) if differing else None
            whole = self._that_differ(_changed_whole(self._case.project, target))
        except KeyError:
            return None
        if not whole and not differing:
            return None
        # What is said of an item stands together in one section; elsewhere it is only mentioned.
        home = _most_frequent(line.section for line in _text_first(whole or differing))
        whole, differing = _text_first(whole), _text_first(differing)
        at_home = [line for line in differing if line.section == home]
        return _spot((at_home or differing or [line for line in whole if line.section == home])[0])

    def _that_differ(self, changed: Project) -> list[_DocumentLine]:
        """Return the lines that are not there, or not like that, in the document of *changed*."""
        if self._lines is None:
            self._lines = self._lines_of(self._case)
        others = self._lines_of(self._case.with_project(changed))
        known = {line.same for line in others}
        gone = [line for line in self._lines if line.same not in known]
        if gone:
            return gone
        own = {line.same for line in self._lines}
        return [line for line in others if line.same not in own]

    def _lines_of(self, case: Case) -> tuple[_DocumentLine, ...]:
        return tuple(_lines(self._kind.compose(case)))


def _sections() -> frozenset[str]:
    return frozenset(each.name for each in fields(Project)) - {"id", "revision", "pack_id", "pack_edition"}


def _spot(line: _DocumentLine) -> Spot:
    return Spot(line.heading, tuple(dict.fromkeys(each for each in (line.text, line.beside) if each.strip())))


def _text_first(lines: list[_DocumentLine]) -> list[_DocumentLine]:
    """Return the lines below a heading; those of the cover only where there are no others."""
    return [line for line in lines if line.heading] or lines


def _most_frequent(sections: Iterable[str]) -> str:
    counted: dict[str, int] = {}
    for section in sections:
        counted[section] = counted.get(section, 0) + 1
    return max(counted, key=lambda section: counted[section])


# ---- a field changed -----------------------------------------------------------------------------


def _changed(project: Project, path: FieldPath) -> Project:
    """Return *project* with another value in the field of *path*; raises ``KeyError``."""
    form = field_forms(section_type(path.section))[path.field]
    before = getattr(holder(project, path), path.field)
    return replace(project, **with_value(project, path, _another(before, form)))


def _changed_whole(project: Project, path: FieldPath) -> Project:
    """Return *project* with other words in all of an item's texts; raises ``KeyError``."""
    for name, form in field_forms(section_type(path.section)).items():
        whole = FieldPath(path.section, path.key, name)
        if form.kind in _WRITTEN and not name.endswith("_id"):
            before = getattr(holder(project, whole), name)
            project = replace(project, **with_value(project, whole, _another(before, form)))
    return project


def _another(value: Any, form: FieldForm) -> Any:  # noqa: ANN401 - a field of any kind
    match value:
        case bool():
            return not value
        case Choice():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case str():
            return "\n".join(_MARK + line for line in value.split("\n"))
        case Decimal() | int():
            return value - 1 if value >= 1 else value + 1
        case date():
            return value + timedelta(days=1)
        case time():
            return value.replace(minute=(value.minute + 1) % 60)
        case tuple() if value and form.kind is Kind.CODES:
            return value[:-1]
        case tuple():
            return tuple(_another(each, form) for each in value)
    return _FIRST[form.kind](form)


_FIRST: dict[Kind, Callable[[FieldForm], Any]] = {
    Kind.LINE: lambda _form: _MARK,
    Kind.LONG: lambda _form: _MARK,
    Kind.POUNDS: lambda _form: Decimal(1),
    Kind.PERCENT: lambda _form: Decimal(1),
    Kind.NUMBER: lambda _form: Decimal(1),
    Kind.TARGETS: lambda _form: Decimal(1),
    Kind.MONTHS: lambda _form: 1,
    Kind.WHOLE: lambda _form: 1,
    Kind.MARK: lambda _form: 1,
    Kind.DATE: lambda _form: date(2030, 1, 1),
    Kind.TIME: lambda _form: time(12),
    Kind.YES_NO: lambda _form: True,
    Kind.CHOICE: lambda form: next(iter(form.choices or ()), None),
    Kind.CODES: lambda _form: (),
}
"""What stands in a field of each kind that was empty."""


# ---- a document as lines -------------------------------------------------------------------------


def _lines(document: Document) -> Iterator[_DocumentLine]:
    def line(text: str, beside: str = "") -> _DocumentLine:
        return _DocumentLine(section, under, text, heading, beside)

    section = under = ""
    heading = 0
    for text in (document.title, document.subtitle, document.project_title, document.reference):
        yield line(text)
    for name, content in document.cover:
        yield line(text_of(content), name)
    if document.summary is not None:
        yield from (line(text) for text, _ in _texts(document.summary))
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            # Those without a letter have no entry in the outline, so they are not counted.
            heading += bool(block.text.strip())
            under = block.text
            if block.level <= _SECTION_LEVEL:
                section = block.text
            yield line(block.text)
            if block.kicker:
                yield line(block.kicker, block.text)
        else:
            yield from (line(text, beside) for text, beside in _texts(block))


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    """Yield each text of a block and what stands beside it: the first cell of its row, its label."""
    match block:
        case Paragraph(content=content):
            yield text_of(content), ""
        case Bullets(items=items):
            yield from ((text_of(item), "") for item in items)
        case Table(rows=rows):
            for row in rows:
                first = _cell(row[0]) if row else ""
                yield from ((_cell(cell), first) for cell in row)
        case FactList(rows=rows):
            yield from ((text_of(content), label) for label, content in rows)
        case Callout(title=title, body=body):
            yield title, ""
            yield from ((text_of(content), title) for content in body)
        case ResponseField(field=each):
            yield _label(each), ""


def _cell(cell: Cell) -> str:
    return _label(cell) if isinstance(cell, TextField | ChoiceField) else text_of(cell)


def _label(each: Field) -> str:
    limit = f" ({each.word_limit})" if isinstance(each, TextField) and each.word_limit else ""
    return f"{each.label}{limit}"
