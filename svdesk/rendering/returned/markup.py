"""XML from a stranger: within bounds, without a document type, entities or anything fetched."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import TypeAlias

from lxml import etree

from svdesk.services.ports import FormRefusedError

Element: TypeAlias = etree._Element  # noqa: SLF001 - the library gives the type no other name
MOST_TAGS = 300_000
"""Elements of all the parts of a file, and the ends of them; our largest forms have a fifth."""
_MOST_ATTRIBUTES = 256
_LONG_TAG = re.compile(r"<[^<>]{2000,}")
"""What may have more attributes: the parser looks at each of them for each other one."""
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([^\"']*)[\"']")
_DOCUMENT_TYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
TOO_MUCH = (
    "It holds far more than a form does. Ask the bidder to fill in the form that you sent, and to send "
    "that file."
)
_DAMAGED = "It is damaged: a part of it can't be read. Ask the bidder to send the file again."


def parsed(content: bytes) -> Element:
    """Return the root of a part; raises :class:`FormRefusedError`."""
    text = _text(content)
    if _DOCUMENT_TYPE.search(text):
        raise FormRefusedError(
            "A part of it defines a document type, as no form does and attacks do. It may be meant to harm; "
            "don't open it."
        )
    if text.count("<") > MOST_TAGS or any(
        match[0].count("=") > _MOST_ATTRIBUTES for match in _LONG_TAG.finditer(text)
    ):
        raise FormRefusedError(TOO_MUCH)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        raise FormRefusedError(_DAMAGED) from None


def _text(content: bytes) -> str:
    """Return a part as text: a document type could hide in an encoding that only the parser knows."""
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return content.decode("utf-16")
        text = content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise FormRefusedError(_DAMAGED) from None
    declaration = _DECLARATION.match(text)
    stated = _ENCODING.search(declaration[0]) if declaration else None
    if stated and stated[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise FormRefusedError(_DAMAGED)
    return text


def name_of(element: Element) -> str:
    """Return the name of *element* without its namespace, which differs between editions of the standard."""
    return str(element.tag).rpartition("}")[2]


def value_of(element: Element, name: str) -> str | None:
    """Return an attribute by its name without its namespace; None where there is none."""
    found = element.get(name)
    if found is not None:
        return found
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name."""
    return next((each for each in element if name_of(each) == name), None)


def switch(element: Element, name: str) -> bool:
    """Whether the child of that name turns something on: alone, or by a value that says so."""
    found = child(element, name)
    return found is not None and (value_of(found, "val") or "1").lower() in ("1", "true", "on")
