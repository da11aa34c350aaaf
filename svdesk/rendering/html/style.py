"""The style sheet of a page: the look of the PDF, for a screen of any width and for paper."""

from svdesk.documents.model.blocks import Tone
from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BORDER, INK, LINE, MUTED, TONES

_SHEET = """
:root { color-scheme: light; }
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 112.5%; }
body { margin: 0; color: #INK; background: #fff; line-height: 1.5; overflow-wrap: break-word;
  font-family: "Source Sans 3", "Source Sans Pro", "Segoe UI", "Noto Sans", Arial, sans-serif; }
.inner { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: #TEAL; text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid #TEAL; outline-offset: 2px; }
.skip { position: absolute; left: -100vw; top: 0; padding: 0.75rem 1.25rem; background: #fff; z-index: 1; }
.skip:focus { left: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; margin: 0; padding: 0; }
.band { background: #BAND; color: #fff; border-bottom: 5px solid #EDGE; padding: 2.5rem 0 2rem; }
.logo { padding-top: 1.5rem; padding-bottom: 1.2rem; }
.logo img { display: block; max-width: 100%; height: auto; }
.band p { margin: 0; color: #PALE; }
.band .who { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 2rem;
  margin-bottom: 1.75rem; }
.band .who p { font-weight: 600; color: #fff; }
.band .subtitle { font-size: 1.2rem; }
.draft { margin: 0; padding: 0.6rem 0; background: #CAREWASH; color: #CAREINK; font-weight: 600;
  border-bottom: 1px solid #CAREINK; }
.draft p { margin: 0; }
h1, h2, h3, h4 { line-height: 1.2; margin: 2.2rem 0 0.6rem; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 5vw, 2.6rem); margin: 0 0 0.75rem; color: #fff; }
h2 { font-size: 1.75rem; color: #DEEP; margin-top: 3rem; }
h3 { font-size: 1.3rem; }
h4 { font-size: 1.05rem; color: #TEAL; margin-top: 1.6rem; }
hgroup { margin: 2.6rem 0 0.6rem; }
hgroup h2, hgroup h3, hgroup h4 { margin: 0; }
.kicker { margin: 0 0 0.15rem; font-weight: 600; color: #TEAL; font-size: 0.92rem; }
p { margin: 0 0 0.8rem; }
.lead { font-size: 1.2rem; line-height: 1.45; }
.hint, .note, .source { font-size: 0.9rem; color: #MUTED; }
ul, ol { margin: 0 0 1rem; padding-left: 1.6rem; }
li { margin-bottom: 0.35rem; }
nav { border-top: 1px solid #LINE; border-bottom: 1px solid #LINE; margin: 2rem 0; padding: 1.2rem 0 0.4rem; }
nav h2 { font-size: 1.3rem; margin: 0 0 0.8rem; }
nav ol { list-style: none; padding-left: 0; margin-bottom: 0.6rem; }
nav ol ol { padding-left: 1.25rem; }
nav li { margin: 0 0 0.3rem; padding: 0.1rem 0; }
nav > ol > li > a { font-weight: 600; }
dl { margin: 1.2rem 0; }
dl div { display: grid; grid-template-columns: minmax(8rem, 1fr) 2.4fr; gap: 0 1.25rem; padding: 0.5rem 0;
  border-bottom: 1px solid #LINE; }
dt { font-weight: 600; color: #MUTED; }
dd { margin: 0; min-width: 0; }
.card { border-left: 4px solid #TEAL; background: #WASH; border-radius: 3px; padding: 0.9rem 1.2rem 0.4rem;
  margin: 1.2rem 0 1.4rem; }
.chip { display: inline-block; color: #fff; font-weight: 700; font-size: 0.85rem; border-radius: 3px;
  padding: 0.1rem 0.6rem; margin: 0 0 0.4rem; background: #TEAL; }
.card-title { font-weight: 700; font-size: 1.08rem; margin-bottom: 0.25rem; }
.scroll { overflow-x: auto; margin: 1rem 0 1.6rem; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.6rem; border-bottom: 1px solid #LINE;
  min-width: 3rem; }
thead th, thead td { background: #WASH; color: #DEEP; border-bottom: 2px solid #TEAL;
  vertical-align: bottom; }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
label { display: block; font-weight: 700; margin: 0 0 0.2rem; }
.field { margin: 1.2rem 0; }
.field .note { margin: 0 0 0.3rem; }
td .note { margin: 0.2rem 0 0; }
input, select, textarea { font: inherit; color: inherit; background: #fff; border: 1px solid #BORDER;
  border-radius: 4px; padding: 0.45rem 0.6rem; width: 100%; min-height: 2.5rem; }
td input, td select, td textarea { min-width: 6rem; }
textarea { resize: vertical; field-sizing: content; min-height: calc(1lh * var(--lines, 2) + 1rem); }
.tick { display: grid; grid-template-columns: 1.6rem 1fr; gap: 0 0.7rem; align-items: start; }
.tick input { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0; accent-color: #TEAL; }
.tick label { font-weight: 400; margin: 0; }
.tick .note { grid-column: 2; }
footer { border-top: 1px solid #LINE; margin: 3rem 0 0; padding: 1.2rem 0 2.5rem; color: #MUTED;
  font-size: 0.9rem; }
footer p { margin: 0; }
@media (max-width: 30rem) {
  html { font-size: 106%; }
  dl div { grid-template-columns: 1fr; }
  th + th, th + td, td + td { min-width: 7rem; }
}
@page { size: A4; margin: 18mm 18mm 20mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9.5pt sans-serif; } }
@media print {
  html { font-size: 12pt; }
  .inner { max-width: none; padding: 0; }
  .skip { display: none; }
  .band { background: none; color: #INK; border-bottom: 3pt solid #BAND; padding: 0 0 12pt; }
  .band p, .band .who p { color: #INK; }
  h1 { color: #DEEP; }
  .draft { background: none; border: 1.5pt solid #CAREINK; padding: 4pt 8pt; margin-bottom: 12pt; }
  .new-page { break-before: page; }
  h1, h2, h3, h4, .kicker, caption { break-after: avoid; }
  hgroup { break-inside: avoid; break-after: avoid; }
  .together, .card, .field, tr, li, dl div { break-inside: avoid; }
  .field:has(textarea) { break-inside: auto; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  table { font-size: 10.5pt; }
  th, td, td input, td select, td textarea { min-width: 0; }
  a { color: inherit; }
  .card, .chip, thead th, thead td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

_DRAFT_PAGES = """
@page { @top-left { content: "Draft"; font: bold 9.5pt sans-serif; } }
"""


def sheet(palette: Palette, *, draft: bool) -> str:
    """Return the style sheet in the colours of *palette*.

    It says on every printed page of a *draft* that it is one.
    """
    care = TONES[Tone.TAKE_CARE]
    named = {
        "CAREINK": care.ink,
        "CAREWASH": care.wash,
        "INK": INK,
        "TEAL": palette.accent,
        "DEEP": palette.deep,
        "BAND": palette.band,
        "EDGE": palette.edge,
        "PALE": palette.pale,
        "MUTED": MUTED,
        "LINE": LINE,
        "WASH": palette.wash,
        "BORDER": BORDER,
    }
    text = _SHEET
    for name, colour in named.items():
        text = text.replace(f"#{name}", f"#{colour.digits}")
    tones = "".join(
        f".card.{tone.value.replace('_', '-')} {{ border-color: #{look.ink.digits}; "
        f"background: #{look.wash.digits}; }}\n"
        f".card.{tone.value.replace('_', '-')} .chip {{ background: #{look.ink.digits}; }}\n"
        for tone, look in ((tone, palette.tone(tone)) for tone in TONES)
    )
    return f"{text}{tones}{_DRAFT_PAGES if draft else ''}"
