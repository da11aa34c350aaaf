"""How a step asks for what is still blank: in the words that are declared beside the field."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from svdesk.checks.finding import Finding, FindingKind
from svdesk.domain.field_paths import section_type
from svdesk.domain.field_words import FieldWords, words_of
from svdesk.domain.project import SECTIONS


def asked(path: str, message: str) -> Finding:
    """Return the problem of an answer that has not been given."""
    return Finding(code="missing", path=path, kind=FindingKind.MISSING, message=message)


def is_blank(value: object) -> bool:
    """Say whether a field holds no answer: nothing, no items (or none filled in), or only spaces."""
    if isinstance(value, tuple):
        return all(item is None for item in value)
    return value is None or (isinstance(value, str) and not value.strip())


def unanswered(prefix: str, part: object, called_for: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what is asked for each field of *part* that has to be filled in and is blank.

    The fields declare it (:func:`svdesk.domain.field_words.ask`), in their order. *called_for* names
    those that only other answers make necessary. *prefix* is the path before the fields.
    """
    for name, words in _words(prefix).items():
        if words.missing and (name in called_for or not words.sometimes) and is_blank(getattr(part, name)):
            yield asked(f"{prefix}.{name}", words.missing)


def unlisted(section: str, part: object) -> Iterator[Finding]:
    """Yield what is asked where the list *section* of *part* has no item; its declaration says so."""
    wanted = SECTIONS[section].missing
    if wanted and not getattr(part, section):
        yield asked(section, wanted)


def _words(prefix: str) -> Mapping[str, FieldWords]:
    item: Any = section_type(prefix.partition(".")[0])
    return words_of(item)
