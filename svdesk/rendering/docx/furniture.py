"""What stands on every page: running head, foot, page number, and the watermark of a draft."""

from svdesk.documents.model.blocks import Document
from svdesk.documents.model.phrases import day
from svdesk.rendering.docx.faces import FACE
from svdesk.rendering.docx.markup import FIELD_END, NAMESPACES, TAB, Para, field_start, run
from svdesk.rendering.look.text import shortened

_LONGEST = 46
_LONGEST_FOOT = 70
_SEPARATOR = " · "
# The word across the page that Word itself makes and offers to remove, by its name for it.
_WATERMARK = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/>'
    '</v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="" '
    'style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:150pt;rotation:308;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#dfe5e7" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;{face}&quot;;font-size:1pt;font-weight:bold" string="DRAFT"/>'
    "</v:shape></w:pict></w:r>"
)


def head(document: Document, refused: set[str]) -> str:
    """Return the running head: the project on the left, the document on the right, a draft's mark."""
    left = _joined((document.project_title, document.reference), _LONGEST, refused)
    title = shortened(document.title, _LONGEST, refused)
    draft = run("DRAFT", "DraftMark") + run(_SEPARATOR) if document.draft else ""
    mark = _mark(1) if document.draft else ""
    return _part("hdr", Para(style="Header", runs=mark + run(left) + TAB + draft + run(title)))


def cover_head(document: Document) -> str:
    """Return the head of the cover, which holds no more than the watermark of a draft."""
    return _part("hdr", Para(style="Normal", runs=_mark(2) if document.draft else ""))


def foot(document: Document, refused: set[str]) -> str:
    """Return the foot: whose document, which version, and "Page x of y"."""
    version = f"version {document.version}" if document.version else ""
    dated = day(document.dated) if document.dated else ""
    left = _joined(
        (document.authority, version, "draft" if document.draft else "", dated), _LONGEST_FOOT, refused
    )
    number = f"{run('Page ')}{_counted('PAGE')}{run(' of ')}{_counted('NUMPAGES')}"
    return _part("ftr", Para(style="Footer", runs=run(left) + TAB + number))


def cover_foot() -> str:
    """Return the foot of the cover, which is empty."""
    return _part("ftr", Para(style="Normal", runs=""))


def _joined(parts: tuple[str, ...], longest: int, refused: set[str]) -> str:
    """Return *parts* on one line; the first gives way where they are too long together."""
    rest = [short for part in parts[1:] if (short := shortened(part, longest // 2, refused))]
    room = longest - sum(len(_SEPARATOR) + len(part) for part in rest)
    first = shortened(parts[0], max(room, longest // 3), refused)
    return _SEPARATOR.join(part for part in (first, *rest) if part)


def _counted(instruction: str) -> str:
    return field_start(instruction) + run("1") + FIELD_END


def _mark(number: int) -> str:
    return _WATERMARK.format(number=number, spid=2048 + number, face=FACE)


def _part(name: str, paragraph: Para) -> str:
    return f"<w:{name} {NAMESPACES}>{paragraph.xml()}</w:{name}>"
