"""Reading a web page as a browser does, and what is wrong with it for people who don't see it."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

_CONTROLS = ("input", "select", "textarea")
POLICY = "Content-Security-Policy"
_LANDMARKS = ("header", "nav", "main", "footer")
_REFERENCES = ("aria-labelledby", "aria-describedby", "for")


def read_page(data: bytes) -> Element:
    """Return the page; raises where it breaks the rules of HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(data, transport_encoding="utf-8")


def text_of(element: Element) -> str:
    """Return what is read of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def faults(page: Element) -> list[str]:
    """Return every fault that keeps a page from people who hear it, or work it with the keyboard."""
    return [*_frame(page), *_names(page), *_headings(page), *_tables(page), *_controls(page), *_outside(page)]


def _frame(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "no language"
    if not text_of(page.find("head/title")):
        yield "no title"
    for tag in ("main", "h1", "header", "footer"):
        if len(list(page.iter(tag))) != 1:
            yield f"not one {tag}"
    policy = [each.get("content", "") for each in page.iter("meta") if each.get("http-equiv") == POLICY]
    if not policy or "default-src 'none'" not in policy[0] or "script-src" in policy[0]:
        yield "it may load something"
    for element in page.find("body"):
        # Whoever goes from landmark to landmark would miss it.
        if element.tag not in _LANDMARKS and element.get("class") != "skip":
            yield from (f"a {each.tag} outside all landmarks" for each in element if each.tag != "nav")
    first = next(page.find("body").iter("a"))
    if first.get("href") != f"#{page.find('.//main').get('id')}":
        yield "the first link does not skip to the content"


def _names(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    yield from (f"id {key} comes {times} times" for key, times in ids.items() if times > 1)
    for element in page.iter():
        for name in _REFERENCES:
            yield from (
                f"{name} {key} leads nowhere" for key in (element.get(name) or "").split() if key not in ids
            )
        if element.tag == "a":
            target = element.get("href", "")
            if target.startswith("#") and target[1:] not in ids:
                yield f"link {target} leads nowhere"
            if not text_of(element):
                yield "a link without words"


def _headings(page: Element) -> Iterator[str]:
    before = 0
    for element in page.iter():
        if re.fullmatch("h[1-6]", str(element.tag)):
            level = int(element.tag[1])
            if level > before + 1:
                yield f"h{level} after h{before}"
            if not text_of(element):
                yield f"empty h{level}"
            before = level


def _tables(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption):
            yield "a table without caption"
        columns = len(table.findall("thead/tr/*"))
        if any(len(row) != columns for row in table.findall("tbody/tr")):
            yield "a row of another length"
        for cell in table.iter("th"):
            if cell.get("scope") not in ("col", "row") or not text_of(cell):
                yield "a header without scope or words"


def _controls(page: Element) -> Iterator[str]:
    labels = {label.get("for"): text_of(label) for label in page.iter("label")}
    for tag in _CONTROLS:
        for control in page.iter(tag):
            if not labels.get(control.get("id")):
                yield f"{control.get('name')} without label"
    for menu in page.iter("select"):
        if any(not text_of(option) for option in menu.iter("option")):
            yield "an empty option"


def _outside(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag in ("script", "link", "iframe", "object"):
            yield f"a {element.tag}"
        if element.tag == "img":
            if not element.get("src", "").startswith("data:image/png;base64,"):
                yield "a picture from outside"
            if not element.get("alt", "").strip():
                yield "a picture without words"
        if any(name.startswith("on") for name in element.keys()):  # noqa: SIM118 - an element is no mapping
            yield f"a script on {element.tag}"
    if re.search(r"url\(|@import|expression", text_of(page.find("head/style"))):
        yield "the style sheet loads something"


def contrasts(page: Element) -> Iterator[tuple[str, str, str]]:
    """Yield each rule of the style sheet for a screen with the colours of its letters and their ground.

    A rule that names no ground is for letters on any ground but that of the band at the top.
    """
    sheet = page.find("head/style").text
    style = re.sub(r"@media print \{.*?\n\}\n", "", sheet, flags=re.DOTALL)
    rules = [(each[0].strip(), _declared(each[1])) for each in re.findall(r"([^{}]+)\{([^{}]*)\}", style)]
    body = next(found["color"] for selector, found in rules if selector == "body")
    on_cards = (
        found
        for selector, found in rules
        if selector.startswith((".card", "thead")) and ".chip" not in selector
    )
    cards = {found["background"] for found in on_cards if "background" in found}
    band = next(found["background"] for selector, found in rules if selector == ".band")
    for selector, found in rules:
        ink, ground = found.get("color", ""), found.get("background", "")
        if selector.startswith(".band") or selector == "h1":
            yield from [(selector, ink, band)] if ink.startswith("#") else []
        elif ground.startswith("#"):
            yield selector, ink if ink.startswith("#") else "#fff" if ".chip" in selector else body, ground
        elif ink.startswith("#") and ".chip" not in selector:
            yield from ((selector, ink, each) for each in ("#fff", *sorted(cards)))


def _declared(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}
