"""How a step says what is missing, wrong or worth a second look."""

from collections.abc import Iterator, Mapping
from functools import cache

from svdesk.checks.finding import Finding, FindingKind
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.field_paths import section_type

LONGEST_LINE = 200
"""Characters of a one-line answer beyond which it crowds covers, headings and tables."""
LONGEST_ANSWER = 2_000
"""Words of a longer answer beyond which few people read on."""


def missing(path: str, message: str) -> Finding:
    """Return the problem of an answer that has not been given."""
    return Finding(code="missing", path=path, kind=FindingKind.MISSING, message=message)


def invalid(path: str, message: str) -> Finding:
    """Return the problem of an answer that cannot be right."""
    return Finding(code="not-right", path=path, kind=FindingKind.BLOCK, message=message)


def advice(path: str, message: str) -> Finding:
    """Return the problem of an answer that is worth a second look."""
    return Finding(code="second-look", path=path, kind=FindingKind.CAUTION, message=message)


def is_blank(value: object) -> bool:
    """Say whether a field holds no answer: nothing, no items, or only spaces."""
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def unanswered(prefix: str, part: object, wanted: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a problem for each field of *part* that *wanted* (name to message) asks for in vain."""
    for name, message in wanted.items():
        if is_blank(getattr(part, name)):
            yield missing(f"{prefix}.{name}", message)


def overlong(prefix: str, part: object) -> Iterator[Finding]:
    """Yield advice for each text of *part* that is longer than people will read.

    *prefix* is the path before its fields, which begins with the name of the section.
    """
    for name, kind in _texts(prefix.partition(".")[0]):
        text = getattr(part, name)
        if kind is Kind.LINE and len(text) > LONGEST_LINE:
            yield advice(
                f"{prefix}.{name}",
                f"This has {len(text):,} characters. All of it is kept, but it will crowd headings and "
                f"tables. Aim for {LONGEST_LINE} characters at most.",
            )
        elif kind is Kind.LONG and (count := _many_words(text)):
            yield advice(
                f"{prefix}.{name}",
                f"This has {count:,} words. All of them are kept and will be printed. Few people will read "
                f"so much: aim for {LONGEST_ANSWER:,} words at most, and attach the rest.",
            )


@cache
def _texts(section: str) -> tuple[tuple[str, Kind], ...]:
    """Return the names and kinds of a section's texts; kept, because the checks follow typing."""
    forms = field_forms(section_type(section)).items()
    return tuple((name, form.kind) for name, form in forms if form.kind in (Kind.LINE, Kind.LONG))


def _many_words(text: str) -> int:
    """Return the number of words where it is above the limit, and 0 where it is not."""
    if len(text) < 2 * LONGEST_ANSWER:  # too short to hold that many words, so do not count them
        return 0
    count = len(text.split())
    return count if count > LONGEST_ANSWER else 0
