"""Forms to send back: made by the renderers, filled and spoilt by other means."""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from svdesk.documents.model.blocks import (
    Block,
    CheckField,
    ChoiceField,
    Column,
    Document,
    Heading,
    Holds,
    Paragraph,
    ResponseField,
    Table,
    TextField,
    words,
)
from svdesk.documents.model.forms import FormField, form_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.formats import renderers
from svdesk.rendering.returned.kinds import reader_for
from svdesk.services.ports import FilledForm, FormRefusedError
from svdesk.services.project.project_sources import example_project
from tests.documents.making import made
from tests.rendering.samples import document

Make = Callable[[], bytes]
TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rendered_as(file_format: str, form: Document) -> bytes:
    """The file of a document."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"form.{file_format}")
        renderers((file_format,))[0].render(form, path)
        return path.read_bytes()


@cache
def question_pack() -> Document:
    """The question pack of the example project, with its response form."""
    return made("itt", example_project(), bundled_pack())


@cache
def small_form() -> Document:
    """A form with every kind of field, and with names that no file takes as they are."""
    return document(*_small(), origin="svdesk:itt?project=p&revision=3")


def _small() -> tuple[Block, ...]:
    years = tuple(
        TextField(name=f"offer_year_{year}", label=f"Jobs, year {year}", holds=Holds.NUMBER)
        for year in (1, 2, 3)
    )
    total = TextField(
        name="offer_total", label="Jobs, total", holds=Holds.NUMBER, sums=tuple(each.name for each in years)
    )
    return (
        Heading(level=1, text="Your offer", sheet="Offer"),
        Paragraph(content=words("Write a number for every year.")),
        Table(
            caption="Jobs",
            columns=(Column(title="Measure", width=2), *(Column(title=f"Year {y}") for y in (1, 2, 3, 4))),
            rows=((words("Jobs (people)"), *years, total),),
        ),
        ResponseField(field=TextField(name="q1.answer", label="Your answer", lines=6, word_limit=500)),
        ResponseField(field=TextField(name="name" * 30, label="Your name", required=False)),
        ResponseField(
            field=ChoiceField(
                name="kind", label="Who are you?", options=(("sme", "A small firm"), ("vcse", "A charity"))
            )
        ),
        ResponseField(field=CheckField(name="declared", label="What we wrote is true.")),
        ResponseField(field=TextField(name="signed_on", label="Date", holds=Holds.DATE)),
    )


def fields_of(form: Document) -> tuple[FormField, ...]:
    """The fields of a form."""
    return form_of(form)


@cache
def file_of(file_format: str, *, whole: bool = False) -> bytes:
    """The small form as a file, or the question pack."""
    return rendered_as(file_format, question_pack() if whole else small_form())


def read(content: bytes, form: Document | None = None) -> FilledForm:
    """What is read from a file, once its origin is known to be well."""
    reader = reader_for(content)
    reader.origin(content)
    return reader.read(content, fields_of(form or small_form()))


def answers(content: bytes, form: Document | None = None) -> dict[str, str]:
    """The answers in a file that are not empty."""
    return {name: text for name, text in read(content, form).answers.items() if text}


def refusal(content: bytes) -> str:
    """Why a file is refused, by whichever step refuses it first."""
    try:
        read(content)
    except FormRefusedError as error:
        return str(error)
    return ""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of *parts*."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return file.getvalue()


def with_parts(content: bytes, added: dict[str, bytes]) -> bytes:
    """A zip with parts added or put in the place of others."""
    return zipped((parts_of(content) | added).items())


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """A zip with the first *old* in a part replaced; it has to be there."""
    parts = parts_of(content)
    text = parts[part].decode("utf-8")
    assert old in text, f"{old} is not in {part}"
    return with_parts(content, {part: text.replace(old, new, 1).encode("utf-8")})


def related(
    content: bytes, relationships: str, kind: str, target: str, *, outside: bool = False, base: str = ""
) -> bytes:
    """A zip in which a part leads to another, or to an address outside."""
    base = base or "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="rIdBad" Type="{base}{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(content, relationships, "</Relationships>", line)


def without_origin(form: Document) -> Document:
    """The form without a word of where it is from."""
    return replace(form, origin="")


def typed(content: bytes, name: str, kind: str) -> bytes:
    """A zip in which a part is of another type."""
    return changed(content, TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
