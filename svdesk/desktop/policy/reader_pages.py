"""An entry of the policy pack as a page of the reader."""

from collections.abc import Iterable
from html import escape

from svdesk.domain.english import capitalised, show_date
from svdesk.policy.reference import KIND_NAMES, EntryLink, EntryPart, Index, ReferenceEntry
from svdesk.policy.rules.showing import confidence_words

ENTRY, OPEN, COPY = "entry", "open", "copy"
"""What a link of a page does: go to an entry, open an address in the browser, copy it."""


def page_of(entry: ReferenceEntry, index: Index, muted: str) -> str:
    """Return *entry* as the page that the reader shows, quieter words in the colour *muted*."""
    lead = KIND_NAMES[entry.kind][0]
    if entry.section and entry.kind != "section":
        where = entry.section if not entry.section[:1].isdigit() else f"section {entry.section}"
        lead = f"{lead}, {where} of the policy"
    parts = [f'<p style="color:{muted}">{escape(lead)}</p>', f"<h1>{escape(entry.title)}</h1>"]
    parts += [_part(part) for part in entry.parts]
    parts += _sources(entry, index)
    parts += _links(entry.links, index)
    parts += _address(entry)
    parts += [f'<p style="color:{muted}">{escape(line)}</p>' for line in _trust(entry)]
    return "".join(parts)


def front_page(index: Index, policy_title: str, muted: str) -> str:
    """Return the page that the reader opens with."""
    sections = [entry for entry in index.entries if entry.kind == "section"]
    stages = [entry for entry in index.entries if entry.kind == "cycle_stage"]
    terms = [entry for entry in index.entries if entry.kind == "term"]
    rules = [entry for entry in index.entries if entry.kind == "rule"]
    return "".join(
        (
            f"<h1>{escape(policy_title)}</h1>",
            f'<p style="color:{muted}">What the policy and the law say, in plain words. Titles are the '
            "policy's, explanations are SVDesk's own. Search by word, rule or section, or begin here.</p>",
            _list("The commissioning cycle", stages),
            _list("The policy by section", sections),
            _list(KIND_NAMES["term"][1], terms),
            _list(KIND_NAMES["rule"][1], rules),
        )
    )


def _part(part: EntryPart) -> str:
    heading = f"<h2>{escape(part.heading)}</h2>" if part.heading else ""
    if part.listed:
        return heading + "<ul>" + "".join(f"<li>{_lines(line)}</li>" for line in part.lines) + "</ul>"
    return heading + "".join(f"<p>{_lines(line)}</p>" for line in part.lines)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _to(entry: ReferenceEntry, words: str = "") -> str:
    return f'<a href="{ENTRY}:{escape(entry.id, quote=True)}">{escape(words or entry.title)}</a>'


def _list(heading: str, entries: Iterable[ReferenceEntry]) -> str:
    rows = "".join(f"<li>{_to(entry)}</li>" for entry in entries)
    return f"<h2>{escape(heading)}</h2><ul>{rows}</ul>" if rows else ""


def _links(links: Iterable[EntryLink], index: Index) -> list[str]:
    ordered: dict[str, list[str]] = {}
    for link in links:
        note = f" ({escape(link.note)})" if link.note else ""
        ordered.setdefault(link.heading, []).append(f"<li>{_to(index.entry(link.to))}{note}</li>")
    return [f"<h2>{escape(heading)}</h2><ul>{''.join(rows)}</ul>" for heading, rows in ordered.items()]


def _sources(entry: ReferenceEntry, index: Index) -> list[str]:
    if entry.kind in ("section", "source") or not entry.citations:
        return []
    rows = []
    for citation in entry.citations:
        landing = index.entry_for(citation)
        shown = _to(index.entry(landing), citation.title) if landing else escape(citation.title)
        rows.append(f"<li>{shown}</li>")
    return [f"<h2>Written in</h2><ul>{''.join(rows)}</ul>"]


def _address(entry: ReferenceEntry) -> list[str]:
    if not entry.url.startswith("https://"):
        return []
    address = escape(entry.url, quote=True)
    return [
        f"<h2>On the web</h2><p>{address}</p>",
        f'<p><a href="{COPY}:{address}">Copy the address</a> &nbsp; '
        f'<a href="{OPEN}:{address}">Open it in your browser</a></p>',
    ]


def _trust(entry: ReferenceEntry) -> list[str]:
    said = [confidence_words(entry.confidence)] if entry.confidence else []
    said += [f"read on {show_date(entry.checked)}"] if entry.checked else []
    line = "; ".join(said)
    return [f"{capitalised(line)}."] if line else []
