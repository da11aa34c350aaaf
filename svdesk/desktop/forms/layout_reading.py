"""Reading ``ui/steps/<key>.toml``, strictly: what is not known is an error that says what is.

Written by hand and not with pydantic: its checks take longer to build than a form, and a form is
part of what a person waits for when a project opens.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from svdesk.desktop.forms.form_layout import (
    Button,
    Cell,
    Field,
    FieldGroup,
    FormLayout,
    FormPlace,
    ListPlace,
    Note,
    Part,
)
from svdesk.desktop.forms.layout_table import LayoutTable
from svdesk.desktop.widgets.form_contract import FormError
from svdesk.domain.entry import FieldForm, field_forms
from svdesk.domain.field_paths import section_type
from svdesk.domain.field_words import FieldWords, words_of
from svdesk.domain.project import LIST_SECTIONS
from svdesk.paths import bundled
from svdesk.steps.step import Step

LOOKS = ("hint", "info", "lead", "notice")
"""The looks that a note can have."""
_WIDEST_ROW = 3
_CONTROLS = ("hints", "offered", "buttons", "notes", "places")
_GROUP = ("name", "section", "heading", "lead", "rows", *_CONTROLS)
_LIST = (
    *("list", "heading", "lead", "spoken", "grouped", "add", "remove", "item"),
    *("hints", "offered", "buttons"),
)
_ITEM = ("heading", "lead", "rows", "buttons", "notes", "places")
_FREE_BUTTON = ("name", "text", "spoken", "explained")
_BUTTON = (*_FREE_BUTTON, "beside", "below")
_KINDS = {"section": _GROUP, "list": _LIST, "place": ("place",), "note": ("note", "look")}


class _Special(NamedTuple):
    """What a form says of fields by name: other hints, and those whose choices the page offers."""

    hints: dict[str, str]
    offered: tuple[str, ...]


def layout_of(step: Step) -> FormLayout:
    """Read the form of *step*; raises :class:`FormError`, which names file, part and what is allowed."""
    return read_layout(bundled("ui", "steps", f"{step.key}.toml"), step)


def read_layout(file: Path, step: Step) -> FormLayout:
    """Read *file* as the form of *step*; raises :class:`FormError`."""
    try:
        content = tomli.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise FormError(f"{file.name}: the form can't be read ({error})") from error
    top = LayoutTable(content, file.name, ("part",))
    parts = tuple(_part(table, step) for table in top.tables("part", _part_keys))
    layout = FormLayout(key=step.key, parts=parts)
    _check_complete(layout, step, file.name)
    return layout


def _part_keys(content: dict[str, Any], where: str) -> tuple[str, ...]:
    """Return the keys that a part of this kind can have."""
    kinds = [kind for kind in _KINDS if kind in content]
    if len(kinds) != 1:
        raise FormError(f"{where}: say what it is with exactly one of {', '.join(_KINDS)}")
    return _KINDS[kinds[0]]


def _keys(keys: tuple[str, ...]) -> Callable[[dict[str, Any], str], tuple[str, ...]]:
    return lambda _content, _where: keys


def _part(table: LayoutTable, step: Step) -> Part:
    if table.has("place"):
        return FormPlace(name=table.text("place"))
    if table.has("note"):
        return Note(name=table.text("note"), look=table.one_of("look", LOOKS))
    return _list(table, step) if table.has("list") else _group(table, _section(table, "section", step))


def _section(table: LayoutTable, key: str, step: Step) -> str:
    fitting = [name for name in step.sections if (name in LIST_SECTIONS) == (key == "list")]
    return table.one_of(key, tuple(fitting))


def _list(table: LayoutTable, step: Step) -> ListPlace:
    section = _section(table, "list", step)
    heading = table.text("heading")
    special = _special(table, section)
    return ListPlace(
        section=section,
        heading=heading,
        lead=table.text("lead"),
        spoken=table.text("spoken", heading),
        add=table.text("add", ""),
        remove=table.text("remove", None if table.has("add") else ""),
        grouped=table.flag("grouped"),
        buttons=tuple(_button(each) for each in table.tables("buttons", _keys(_FREE_BUTTON))),
        item=tuple(_group(item, section, special) for item in table.tables("item", _keys(_ITEM))),
    )


def _words(section: str) -> dict[str, FieldWords]:
    section_class: Any = section_type(section)
    return words_of(section_class)


@cache
def _forms(section: str) -> dict[str, FieldForm]:
    return field_forms(section_type(section))


def _special(table: LayoutTable, section: str) -> _Special:
    names = tuple(_words(section))
    return _Special(table.texts_by_name("hints", names), table.some_of("offered", names))


def _group(table: LayoutTable, section: str, special: _Special | None = None) -> FieldGroup:
    words, forms = _words(section), _forms(section)
    special = special or _special(table, section)
    buttons = [_button(each) for each in table.tables("buttons", _keys(_BUTTON))]
    notes = [
        Note(name=each.text("name"), look=each.one_of("look", LOOKS), below=each.text("below", ""))
        for each in table.tables("notes", _keys(("name", "look", "below")))
    ]
    controls: list[Button | Note] = [*buttons, *notes]
    attached = [control for control in controls if _holder(control)]
    free: dict[str, Cell] = {name: FormPlace(name=name) for name in table.texts("places")}
    free |= {control.name: control for control in controls if not _holder(control)}

    def cell(name: str, where: str) -> Cell:
        if not name:
            return None
        if name in free:
            return free[name]
        if name not in words:
            raise FormError(
                f"{where}: there is no “{name}” here. Fields of {section}: {', '.join(words)}"
                + (f"; also declared here: {', '.join(free)}" if free else "")
            )
        return Field(
            section=section,
            name=name,
            form=forms[name],
            label=words[name].label,
            hint=special.hints.get(name, words[name].hint),
            offered=name in special.offered,
            sometimes=words[name].sometimes,
            beside=tuple(b for b in buttons if b.beside == name),
            below=tuple(c for c in attached if c.below == name),
        )

    rows = tuple(
        tuple(cell(name, f"{table.where}, row {number}") for name in row)
        for number, row in enumerate(table.rows("rows", _WIDEST_ROW), 1)
    )
    group = FieldGroup(
        rows=rows, heading=table.text("heading", ""), lead=table.text("lead", ""), name=table.text("name", "")
    )
    _check_controls(table, group, [*free, *(control.name for control in attached)])
    return group


def _button(table: LayoutTable) -> Button:
    return Button(
        name=table.text("name"),
        text=table.text("text"),
        spoken=table.text("spoken", ""),
        explained=table.text("explained", ""),
        beside=table.text("beside", ""),
        below=table.text("below", ""),
    )


def _holder(control: Button | Note) -> str:
    """Return the field that *control* stands at; "" for one that has a place of its own in a row."""
    return (control.beside if isinstance(control, Button) else "") or control.below


def _check_controls(table: LayoutTable, group: FieldGroup, declared: list[str]) -> None:
    """See that each button, note and place of the group stands in it exactly once."""
    counts = Counter(_controls(group))
    for name in declared:
        if counts[name] != 1:
            raise FormError(
                f"{table.where}: “{name}” stands {counts[name]} times on the form; name it once in a row, "
                "or say beside or below which field of these rows it stands"
            )


def _controls(group: FieldGroup) -> Iterator[str]:
    for row in group.rows:
        for cell in row:
            if isinstance(cell, Field):
                yield from (control.name for control in (*cell.beside, *cell.below))
            elif cell is not None:
                yield cell.name


def _check_complete(layout: FormLayout, step: Step, file: str) -> None:
    """See that each field that a person fills in on *step* stands on its form exactly once."""
    counts = Counter((field.section, field.name) for field in layout.fields())
    for section in step.sections:
        for name in _words(section):
            if counts[section, name] != 1:
                raise FormError(
                    f"{file}: the field “{name}” of {section} stands {counts[section, name]} times on "
                    "the form; each field stands on it once"
                )
