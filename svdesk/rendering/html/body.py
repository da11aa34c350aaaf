"""Blocks as elements of a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    FactList,
    Heading,
    Inlines,
    PageBreak,
    Paragraph,
    ResponseField,
    Table,
    Together,
)
from svdesk.rendering.html.elements import add, add_run, has_words
from svdesk.rendering.html.fields import HtmlControls
from svdesk.rendering.look.styles import TONES
from svdesk.rendering.look.text import one_line

_IN_CONTENTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeading:
    """A heading that a list of contents can name, and where it is."""

    key: str
    text: str
    level: int


class Body:
    """Adds the blocks of one page to it and remembers its headings.

    The title is the page's one ``h1``, so that a heading of level 1 is an ``h2``; no level is skipped.
    """

    def __init__(self) -> None:
        """Begin a page."""
        self.places: list[PageHeading] = []
        self.has_fields = False
        self._controls = HtmlControls()
        self._numbers = count(1)
        self._level = 0
        self._new_page = False

    def add(self, parent: Element, blocks: Iterable[Block], done: Callable[[], None]) -> None:
        """Add *blocks* to *parent*; calls *done* after each."""
        for block in blocks:
            self._block(parent, block)
            done()

    def _block(self, parent: Element, block: Block) -> None:
        before = len(parent)
        match block:
            case PageBreak():
                self._new_page = True
                return
            case Heading():
                self._heading(parent, block)
            case Paragraph():
                if has_words(block.content):
                    add_run(add(parent, "p", class_=block.size.value), block.content)
            case Bullets():
                self._bullets(parent, block)
            case Table():
                self._table(parent, block)
            case FactList():
                facts(parent, block.rows)
            case Callout():
                self.callout(parent, block)
            case ResponseField():
                self.has_fields = True
                self._controls.standing(parent, block.field, block.hint)
            case Together():
                together = add(parent, "div", class_="together")
                for inner in block.blocks:
                    self._block(together, inner)
        if self._new_page and len(parent) > before:
            first = parent[before]
            first.set("class", f"{first.get('class', '')} new-page".strip())
            self._new_page = False

    def _heading(self, parent: Element, block: Heading) -> None:
        text = one_line(block.text)
        if not text:
            return
        self._level = min(max(block.level, 1), self._level + 1)
        key = f"h{len(self.places) + 1}"
        self.places.append(PageHeading(key=key, text=text, level=min(block.level, _IN_CONTENTS + 1)))
        tag = f"h{self._level + 1}"
        self._new_page = self._new_page or block.page_break
        kicker = one_line(block.kicker)
        if kicker:
            group = add(parent, "hgroup")
            add(group, "p", kicker, class_="kicker")
            add(group, tag, text, id=key)
        else:
            add(parent, tag, text, id=key)

    def _bullets(self, parent: Element, block: Bullets) -> None:
        if block.items:
            listed = add(parent, "ol" if block.ordered else "ul")
            for item in block.items:
                add_run(add(listed, "li"), item)

    def callout(self, parent: Element, block: Callout) -> None:
        """Add a card: the word for its tone, its title, its sentences and its source."""
        look = TONES[block.tone]
        card = add(parent, "section", role="note", class_=f"card {block.tone.value.replace('_', '-')}")
        names = []
        for tag, words in (("chip", look.word), ("card-title", one_line(block.title))):
            if words:
                key = f"c{next(self._numbers)}"
                add(card, "p", words, class_=tag, id=key)
                names.append(key)
        if names:
            card.set("aria-labelledby", " ".join(names))
        for sentence in block.body:
            if has_words(sentence):
                add_run(add(card, "p"), sentence)
        if has_words(block.source):
            source = add(card, "p", "Source: ", class_="source")
            add_run(source, block.source)

    def _table(self, parent: Element, block: Table) -> None:
        key = f"t{next(self._numbers)}"
        scroll = add(parent, "div", class_="scroll", role="region", tabindex="0")
        table = add(scroll, "table")
        caption = one_line(block.caption) or "Table"
        scroll.set("aria-labelledby", key)
        add(table, "caption", caption, id=key, **({} if block.show_caption else {"class_": "unseen"}))
        group, whole = SubElement(table, "colgroup"), sum(column.width for column in block.columns)
        for column in block.columns:
            add(group, "col", style=f"width: {100 * column.width / whole:.1f}%")
        head = SubElement(SubElement(table, "thead"), "tr")
        for column in block.columns:
            title = one_line(column.title)
            cell = add(head, "th", title, scope="col") if title else add(head, "td")
            if column.number:
                cell.set("class", "number")
        body = SubElement(table, "tbody")
        for row in block.rows:
            line = SubElement(body, "tr")
            for place, column in enumerate(block.columns):
                content = row[place] if place < len(row) else ()
                cell = self._cell(line, content, header=place == 0)
                if column.number:
                    cell.set("class", "number")

    def _cell(self, line: Element, content: Cell, *, header: bool) -> Element:
        if not isinstance(content, tuple):
            self.has_fields = True
            cell = add(line, "td")
            self._controls.in_cell(cell, content)
            return cell
        cell = add(line, "th", scope="row") if header and has_words(content) else add(line, "td")
        add_run(cell, content)
        return cell


def facts(parent: Element, rows: Iterable[tuple[str, Inlines]]) -> None:
    """Add labels with what stands for each; nothing where there are none."""
    rows = tuple(rows)
    if not rows:
        return
    listed = add(parent, "dl")
    for label, content in rows:
        group = add(listed, "div")
        add(group, "dt", one_line(label))
        add_run(add(group, "dd"), content)
