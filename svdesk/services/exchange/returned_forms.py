"""Forms that came back, as they stand in a project file: one JSON each, and the files as they came.

They are read as strictly as the project: what SVDesk would not write in exactly these bytes is
refused.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC
from typing import Any

from pydantic import TypeAdapter, ValidationError

from svdesk.domain.project import Project
from svdesk.domain.returned_form import MOST_RETURN_BYTES, ReturnedForm, ReturnedFormFile
from svdesk.domain.texts import is_keepable
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import MOST_CHARACTERS, MOST_ITEMS, MOST_REVISION
from svdesk.services.exchange.strict_json import JsonError

RETURNED = "returned/"
ORIGINALS = "originals/"
MOST_RETURNS = 500
MOST_RETURNED_BYTES = 16 * 1024 * 1024
"""The largest JSON of a form, in bytes."""
MOST_ORIGINALS_BYTES = 100 * 1024 * 1024
"""The most that all files as they came make together, in bytes."""
_FORMAT = re.compile("[a-z0-9]{1,8}")
_LONGEST_NAME = 400
_MOST_ANSWERS = 30_000
"""The boxes of a form with 2,000 measures over ten years, and more."""


class ReturnedFormsError(ValueError):
    """Returned forms are refused; the message says why, as words that follow a colon."""


def is_of_return(name: str) -> bool:
    """Say whether a part of a project file belongs to a form that came back."""
    return name.startswith((RETURNED, ORIGINALS))


def parts_of(project: Project, returns: Iterable[ReturnedFormFile]) -> dict[str, bytes]:
    """Return the parts of a project file that hold *returns*, by their names and in order.

    Raises :class:`ReturnedFormsError` for what could not be read again.
    """
    parts: dict[str, bytes] = {}
    for each in returns:
        parts[f"{RETURNED}{each.form.id}.json"] = return_json(each.form)
        parts[f"{ORIGINALS}{each.form.sha256}"] = each.original
    returned_forms_from(parts, project, newer=False)
    return dict(sorted(parts.items()))


def returned_forms_from(
    parts: Mapping[str, bytes], project: Project, *, newer: bool
) -> tuple[ReturnedFormFile, ...]:
    """Return the forms in *parts*, the last one read first; raises :class:`ReturnedFormsError`."""
    files = {name.removeprefix(ORIGINALS): part for name, part in parts.items() if is_original(name)}
    for digest, content in files.items():
        if hashlib.sha256(content).hexdigest() != digest:
            raise ReturnedFormsError("a file that came back is not what it was when it was read")
    found = []
    for name, part in parts.items():
        if is_original(name):
            continue
        form = _form(part, newer=newer)
        original = files.get(form.sha256)
        if name != f"{RETURNED}{form.id}.json" or form.project_id != project.id:
            raise ReturnedFormsError("a form that came back is not one of this project")
        if original is None or len(original) != form.bytes:
            raise ReturnedFormsError("the file of a form that came back is missing")
        found.append(ReturnedFormFile(form, original))
    if len({each.form.sha256 for each in found}) != len(files) or len(found) != len(files):
        raise ReturnedFormsError("files that came back do not belong to forms, each to one")
    found.sort(key=lambda each: str(each.form.id))
    return tuple(sorted(found, key=lambda each: each.form.read_at, reverse=True))


def return_json(form: ReturnedForm) -> bytes:
    """Return a form as JSON; the same form gives the same bytes."""
    plain: dict[str, Any] = asdict(form)
    plain |= {"id": str(form.id), "project_id": str(form.project_id)}
    plain["read_at"] = form.read_at.astimezone(UTC).isoformat()
    return strict_json.dump(plain)


_ADAPTER = TypeAdapter(ReturnedForm)


def is_original(name: str) -> bool:
    """Say whether a part of a project file is a form as it came, and no JSON."""
    return name.startswith(ORIGINALS)


def _form(content: bytes, *, newer: bool) -> ReturnedForm:
    try:
        strict_json.parse(content)
        form = _ADAPTER.validate_json(content, strict=True, extra="ignore" if newer else "forbid")
    except JsonError as error:
        raise ReturnedFormsError(f"a form that came back can't be read: {error}") from error
    except ValidationError as error:
        raise ReturnedFormsError("a form that came back does not have what it should have") from error
    if form.read_at.tzinfo is None:
        raise ReturnedFormsError("a form that came back has a time without its zone")
    if not newer and return_json(form) != content:
        raise ReturnedFormsError("a form that came back is not written as SVDesk writes it")
    for where, is_sound in _limits(form).items():
        if not is_sound:
            raise ReturnedFormsError(f"of a form that came back {where} is out of range")
    return form


def _limits(form: ReturnedForm) -> dict[str, bool]:
    texts = [form.document, form.file_name, form.organisation, form.read_by]
    texts += [text for each in form.answers for text in (each.field, each.label, each.text)]
    texts += [text for each in form.findings for text in (each.message, each.field)]
    name = form.file_name
    return {
        "a text": all(len(text) <= MOST_CHARACTERS and is_keepable(text) for text in texts),
        "the number of answers": len(form.answers) <= _MOST_ANSWERS,
        "the number of findings": len(form.findings) <= MOST_ITEMS,
        "the format": _FORMAT.fullmatch(form.format) is not None,
        "the name of its file": len(name) <= _LONGEST_NAME and not set(name) & {"/", "\\"},
        "the size of its file": 0 < form.bytes <= MOST_RETURN_BYTES,
        "the revision": 0 <= form.revision <= MOST_REVISION,
        "a word limit": all(0 <= (each.word_limit or 0) <= MOST_CHARACTERS for each in form.answers),
    }
