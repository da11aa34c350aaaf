"""The parts of an Office file and how they hang together, and what no form of ours has among them.

What a part is for is told by the relationship that leads to it. Kinds that programs add when they save
are known by name; any other is refused, so that what nobody has thought of is not let in.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from svdesk.rendering.returned.archive import Archive
from svdesk.rendering.returned.markup import MOST_TAGS, TOO_MUCH, Element, name_of, parsed, value_of
from svdesk.rendering.returned.office_parts import part_of_another_file
from svdesk.rendering.returned.values import shown
from svdesk.services.ports import FormRefusedError

AGAIN = "Ask the bidder to fill in the form that you sent, and to send that file."
_TYPES = "[Content_Types].xml"
_MOST_RELATIONSHIPS = 5_000
_HARMLESS = frozenset(
    """
    officeDocument core-properties extended-properties custom-properties thumbnail theme themeOverride
    styles stylesWithEffects settings webSettings fontTable numbering footnotes endnotes header footer
    comments commentsExtended commentsIds commentsExtensible people person threadedComment font image
    customXml customXmlProps glossaryDocument printerSettings worksheet sharedStrings calcChain
    vmlDrawing drawing sheetMetadata classificationlabels signature origin documenttasks intelligence
    extendedProperties customProperties namedSheetView hdphoto media rdRichValue rdRichValueStructure
    rdRichValueTypes rdSupportingPropertyBag featurePropertyBag hyperlink table
    """.split()  # noqa: SIM905 - so many words read better on a few lines
)
# What the end of a relationship's kind gives away, and how to say it.
_HARMFUL: tuple[tuple[str, str], ...] = (
    ("vbaProject", "macros, which are small programs"),
    ("wordVbaData", "macros, which are small programs"),
    ("xlMacrosheet", "a sheet of macros, which are small programs"),
    ("xlIntlMacrosheet", "a sheet of macros, which are small programs"),
    ("dialogsheet", "a sheet of macros, which are small programs"),
    ("attachedToolbars", "buttons that run programs"),
    ("keyMapCustomizations", "keys that run programs"),
    ("activeXControlBinary", "an ActiveX control, which is a small program"),
    ("control", "an ActiveX control, which is a small program"),
    ("ctrlProp", "buttons that can run programs"),
    ("ui/extensibility", "changes to the menus of the program that opens it"),
    ("userCustomization", "changes to the menus of the program that opens it"),
    ("webextension", "an add-in from the web"),
    ("webextensiontaskpanes", "an add-in from the web"),
    ("oleObject", "an embedded object of another program"),
    ("package", "another file inside the file"),
    ("aFChunk", "another document that is put into it when it is opened"),
    ("subDocument", "another document that is put into it when it is opened"),
    ("externalLink", "links to another workbook"),
    ("externalLinkPath", "links to another workbook"),
    ("connections", "a connection to data elsewhere"),
    ("queryTable", "a connection to data elsewhere"),
    ("volatileDependencies", "a connection to data elsewhere"),
    ("xmlMaps", "a connection to data elsewhere"),
    ("pivotCacheDefinition", "a pivot table, which can fetch data from elsewhere"),
    ("pivotTable", "a pivot table, which can fetch data from elsewhere"),
    ("mailMergeSource", "a connection to data elsewhere"),
    ("customData", "a connection to data elsewhere"),
)
# Elements that make a program do or fetch something, wherever they stand.
_HARMFUL_ELEMENTS = {
    "oleobject": "an embedded object of another program",
    "oleobjects": "an embedded object of another program",
    "object": "an embedded object of another program",
    "olelink": "a link to data of another program",
    "ddelink": "a link to data of another program (DDE)",
    "control": "an ActiveX control, which is a small program",
    "controls": "buttons that can run programs",
    "fmlamacro": "buttons that run programs",
    "entrymacro": "boxes that run programs",
    "exitmacro": "boxes that run programs",
    "altchunk": "another document that is put into it when it is opened",
    "subdoc": "another document that is put into it when it is opened",
    "attachedtemplate": "a template that is fetched from elsewhere",
    "mailmerge": "a connection to data elsewhere",
    "externalreference": "links to another workbook",
    "externalbook": "links to another workbook",
    "externaldata": "a connection to data elsewhere",
    "webpublishitem": "a page that it writes to the web",
    "frameset": "pages that are fetched from elsewhere",
}
_OLD_DRAWING = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_FROM_ELSEWHERE = {
    "attachedTemplate": "a template that is fetched from elsewhere",
    "image": "a picture that is fetched from elsewhere",
    "hyperlink": "a link",
    "frame": "a page that is fetched from elsewhere",
    "video": "a film that is fetched from elsewhere",
    "audio": "a sound that is fetched from elsewhere",
}
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|ms-office\.vba|macrosheet", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?://[^\s\\/@]|mailto:)[^\s\\]*", re.IGNORECASE)
_INSIDE_LINK = re.compile(r"#[^\\]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """That *source* (the name of a part, "" for the whole file) leads to *target*.

    *kind* is the last word of its type. The target is an address where it is *outside*.
    """

    source: str
    key: str
    kind: str
    target: str
    outside: bool


class Office:
    """A Word or Excel file that holds only parts of known kinds."""

    def __init__(self, content: bytes, main_type: str) -> None:
        """Open the file, whose main part is of *main_type*; raises :class:`FormRefusedError`."""
        self._archive = Archive(content)
        self._roots: dict[str, Element] = {}
        self._tags = 0
        self.types = self._content_types()
        self.relationships = tuple(islice(self._relationships(), _MOST_RELATIONSHIPS + 1))
        if len(self.relationships) > _MOST_RELATIONSHIPS:
            raise FormRefusedError(TOO_MUCH)
        for each in self.relationships:
            _refuse_harmful(each)
        self.main = self._main(main_type)
        self._refuse_other_files()
        for _, root in self.parts_in_markup():
            for element in root.iter():
                if _may_harm(element.tag):
                    _refuse_harmful_element(element)

    def root(self, name: str) -> Element:
        """Return the root of a part; raises :class:`FormRefusedError` where it can't be read."""
        if name not in self._roots:
            content = self._archive.read(name)
            self._tags += content.count(b"<")
            if self._tags > MOST_TAGS:
                raise FormRefusedError(TOO_MUCH)
            self._roots[name] = parsed(content)
        return self._roots[name]

    def led_to(self, source: str, kind: str) -> tuple[str, ...]:
        """Return the names of the parts of a *kind* that *source* leads to."""
        return tuple(
            each.target
            for each in self.relationships
            if each.source == source and each.kind == kind and each.target in self._archive
        )

    def target(self, source: str, key: str | None) -> str:
        """Return the name of the part that the relationship *key* of *source* leads to; "" where none."""
        found = (
            each.target
            for each in self.relationships
            if each.source == source and each.key == key and not each.outside
        )
        return next((name for name in found if name in self._archive), "")

    def links(self) -> tuple[str, ...]:
        """Return the addresses outside that links lead to."""
        return tuple(each.target for each in self.relationships if each.outside)

    def parts_in_markup(self) -> Iterator[tuple[str, Element]]:
        """Yield the parts that are XML, but for relationships and types, with their names."""
        for name in self._archive.names:
            if name.lower().endswith((".xml", ".vml")) and name != _TYPES:
                yield name, self.root(name)

    def custom_property(self, name: str) -> str:
        """Return the text of a custom property of the file; "" where there is none."""
        parts = (*self.led_to("", "custom-properties"), *self.led_to("", "customProperties"))
        for part in parts:
            for each in self.root(part):
                if (value_of(each, "name") or "").casefold() == name.casefold():
                    return "".join(inner.text or "" for inner in each).strip()
        return ""

    def _content_types(self) -> dict[str, str]:
        """Return the types of parts by their names, and of endings by a dot and the ending."""
        found: dict[str, str] = {}
        for each in self.root(_TYPES):
            kind = value_of(each, "ContentType") or ""
            if "sheet.binary" in kind:
                raise FormRefusedError(
                    "It is an Excel Binary Workbook (.xlsb). Ask the bidder to save it as an Excel Workbook "
                    "(.xlsx) and send it again."
                )
            if _MACRO_TYPES.search(kind):
                raise FormRefusedError(_holds("macros, which are small programs"))
            if name_of(each) == "Override":
                found[(value_of(each, "PartName") or "").lstrip("/")] = kind
            else:
                found["." + (value_of(each, "Extension") or "").lower()] = kind
        return found

    def _relationships(self) -> Iterator[Relationship]:
        for name in self._archive.names:
            folder, _, file = name.rpartition("_rels/")
            if not name.lower().endswith(".rels"):
                continue
            source = folder + file[: -len(".rels")]
            for each in self.root(name):
                kind = (value_of(each, "Type") or "").rstrip("/")
                target = value_of(each, "Target") or ""
                outside = (value_of(each, "TargetMode") or "").lower() == "external"
                if not outside:
                    target = _inside(posixpath.dirname(source), target)
                yield Relationship(
                    source=source,
                    key=value_of(each, "Id") or "",
                    kind="ui/extensibility" if "ui/extensibility" in kind else kind.rpartition("/")[2],
                    target=target,
                    outside=outside,
                )

    def _main(self, main_type: str) -> str:
        for name in self.led_to("", "officeDocument"):
            if self.types.get(name, "").startswith(main_type):
                return name
        raise FormRefusedError(f"It is damaged, or it is no form of ours. {AGAIN}")

    def _refuse_other_files(self) -> None:
        """Refuse parts that no program writes into a form, or that nothing leads to."""
        led_to = ((each.source, each.target) for each in self.relationships if not each.outside)
        if found := part_of_another_file(self._archive.names, led_to, self.types, self._archive.read):
            raise FormRefusedError(_holds(found))


def is_safe_link(address: str) -> bool:
    """Say whether a link leads to the web, a mailbox or a place in the file."""
    return bool(_SAFE_LINK.fullmatch(address.strip()) or _INSIDE_LINK.fullmatch(address.strip()))


def refuse_link(address: str, where: str = "") -> None:
    """Refuse a link that leads elsewhere than to the web, a mailbox or a place in the file."""
    if not is_safe_link(address):
        raise FormRefusedError(
            f"It holds a link{where} that leads to {shown(address)}, not to a page of the web. "
            f"Don't follow it. {AGAIN}"
        )


def _holds(what: str) -> str:
    return f"It holds {what}. No form that you sent does; don't open it. {AGAIN}"


def _refuse_harmful(found: Relationship) -> None:
    for ending, words in _HARMFUL:
        if found.kind.lower() == ending.lower():
            raise FormRefusedError(_holds(words))
    if found.outside and found.kind == "hyperlink":
        refuse_link(found.target)
    elif found.outside:
        what = _FROM_ELSEWHERE.get(found.kind, "something that is fetched from elsewhere")
        raise FormRefusedError(_holds(f"{what} ({shown(found.target)})"))
    elif found.kind not in _HARMLESS:
        raise FormRefusedError(_holds(f"a part of a kind that is not known here ({shown(found.kind)})"))


@lru_cache(maxsize=4096)  # a file has few names for its many elements
def _may_harm(tag: str) -> bool:
    tag = tag.lower()
    return tag.rpartition("}")[2] in _HARMFUL_ELEMENTS or "drawing" in tag or "microsoft-com:" in tag


def _refuse_harmful_element(element: Element) -> None:
    name = name_of(element).lower()
    words = _HARMFUL_ELEMENTS.get(name)
    if words and not (name == "fmlamacro" and not (element.text or "").strip()):
        raise FormRefusedError(_holds(words))
    macro = element.get("macro")
    if macro and macro.strip() and "drawing" in str(element.tag).lower():
        raise FormRefusedError(_holds("buttons that run programs"))
    if str(element.tag).startswith(tuple(f"{{{each}" for each in _OLD_DRAWING)):
        for key, value in element.attrib.items():
            if key.rpartition("}")[2].lower() == "src" and value.strip():
                raise FormRefusedError(_holds(f"a picture that is fetched from elsewhere ({shown(value)})"))
            if key.rpartition("}")[2].lower() == "href" and value.strip():
                refuse_link(value)


def _inside(folder: str, target: str) -> str:
    """Return the name of the part that an address inside the file leads to."""
    try:
        path = unquote(urlsplit(target).path)
    except ValueError:
        return ""
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
