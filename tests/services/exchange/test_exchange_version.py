"""A field more or less is a new format: an older SVDesk then says "newer", and not "wrong"."""

import hashlib
from dataclasses import fields

from svdesk.domain.entry import field_forms
from svdesk.domain.project import Project
from svdesk.domain.sections import sections_of
from svdesk.services.exchange.container import VERSION

FIELDS_OF_FORMAT = {
    (1, 1): "26231177a0dcdd9c",
    (2, 0): "26231177a0dcdd9c",
    (2, 1): "89cfe09db09e8da1",
    (2, 2): "845c0468be274e93",
}
"""The format of project files, and a digest of the names and words that a plan has in it."""


def names_in(part: type) -> list[str]:
    """Every name that a file holds for *part*, with its kind and the words it may take."""
    sections = sections_of(part)
    lines = sorted(each.name for each in fields(part) if each.name not in sections)
    for name, spec in sections.items():
        forms = field_forms(spec.item)
        for each in fields(spec.item):
            form = forms.get(each.name)
            words = ",".join(choice.value for choice in form.choices) if form and form.choices else ""
            lines.append(f"{name}.{each.name} {form.kind.value if form else 'id'} {words}".rstrip())
    return lines


def test_a_field_or_a_word_more_comes_with_a_new_format():
    digest = hashlib.sha256("\n".join(names_in(Project)).encode()).hexdigest()[:16]
    assert VERSION in FIELDS_OF_FORMAT, f'add the new format to FIELDS_OF_FORMAT: {VERSION}: "{digest}"'
    assert FIELDS_OF_FORMAT[VERSION] == digest, (
        f"The names or words in a project file are no longer those of format {VERSION}. Raise VERSION in "
        "svdesk/services/exchange/container.py (the second number where an older SVDesk may leave the new "
        "ones out, else the first, with MIN_READER), see that files of the format before are still read, "
        "and add the new format to FIELDS_OF_FORMAT."
    )
