"""Elements of a page. Text reaches them cleaned, and the serialiser escapes it."""

from xml.etree.ElementTree import Element, SubElement

from svdesk.documents.model.blocks import Inlines, Link
from svdesk.rendering.look.links import safe_url
from svdesk.rendering.look.text import plain


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with *text*, its line breaks kept; ``class_`` and ``for_`` lose their stroke.

    Other strokes in an attribute's name become hyphens, as in ``aria_label``.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element = SubElement(parent, tag, named)
    add_text(element, text)
    return element


def add_text(parent: Element, text: str) -> None:
    """Add *text* at the end of *parent*, cleaned, with a ``br`` for each line break."""
    first, *others = plain(text).split("\n")
    _append(parent, first)
    for line in others:
        SubElement(parent, "br")
        _append(parent, line)


def add_run(parent: Element, content: Inlines) -> None:
    """Add runs of text and links; a link that leads nowhere safe stands as text."""
    for inline in content:
        if isinstance(inline, Link):
            url = safe_url(inline.url)
            text = inline.text if plain(inline.text).strip() else url
            add_text(add(parent, "a", href=url) if url else parent, text)
        elif inline.strong and inline.text:
            add(parent, "strong", inline.text)
        else:
            add_text(parent, inline.text)


def has_words(content: Inlines) -> bool:
    """Say whether runs hold anything to read."""
    return any(plain(inline.text).strip() for inline in content)


def _append(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
