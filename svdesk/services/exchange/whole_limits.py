"""What a file from somebody else may hold in all, so that it is opened, checked and shown in a moment.

The limits of fields and lists (:mod:`svdesk.services.exchange.limits`) hold for each by itself; a file that
stays within all of them could still keep a computer busy for a minute. These hold for the whole of it. They
are far above the largest project that anybody works with, and are not asked of what is stored already.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from svdesk.domain.entry import Kind
from svdesk.domain.parts import Part
from svdesk.domain.sections import sections_of
from svdesk.services.exchange import strict_json
from svdesk.services.exchange.limits import forms_of
from svdesk.services.exchange.returned_forms import RETURNED

MOST_PLAN_BYTES = 8 * 1024 * 1024
"""The longest JSON of one part of a project, in bytes."""
MOST_RECORDS_BYTES = 8 * 1024 * 1024
MOST_JSON_BYTES = 32 * 1024 * 1024
"""The most that all JSON of a file makes together, in bytes."""
MOST_VALUES = 200_000
"""The most values of one part: strings, brackets and commas."""
MOST_VALUES_IN_ALL = 700_000
"""The most values in all JSON of a file: the boxes of some forms that came back, with 2,000 measures each."""
MOST_IN_A_LIST = 1_000
"""The most items of one section. The largest projects known have 400 questions and 300 measures."""
MOST_ITEMS_IN_ALL = 4_000
"""The most items of all sections together."""
MOST_ENTRIES_IN_ALL = 20_000
"""The most entries of all lists within items, such as the targets of measures year by year."""
MOST_CHARACTERS_IN_ALL = 1_200_000
"""The most characters of all texts that are checked, pictures aside: about 400 pages."""


def too_many_values(contents: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is beyond the limits in the JSON of a file, by entry, before anything reads it."""
    if sum(map(len, contents.values())) > MOST_JSON_BYTES:
        yield f"it holds more than {MOST_JSON_BYTES // 1024 // 1024} MB of text"
        return
    left = MOST_VALUES_IN_ALL
    for name, content in contents.items():
        most = left if name.startswith(RETURNED) else min(MOST_VALUES, left)
        found = strict_json.count_values(content, most)
        left -= found
        if found > most:
            yield "it holds too many values"
            return


def beyond_whole(part: Part) -> Iterator[str]:
    """Yield what is beyond the limits of a whole part, as words that name what is too much."""
    plan: Any = part
    items, entries, characters = 0, *_in(plan)
    for name, spec in sections_of(plan.__class__).items():
        found = getattr(plan, name) if spec.many else (getattr(plan, name),)
        if spec.many:
            items += len(found)
        if len(found) > MOST_IN_A_LIST:
            yield f"{name} has {len(found):,} items, and at most {MOST_IN_A_LIST:,} can be worked with"
        for value in found:
            more, letters = _in(value)
            entries += more
            characters += 0 if spec.unchecked else letters
    for what, count, most in (
        ("items in all", items, MOST_ITEMS_IN_ALL),
        ("entries of lists within items", entries, MOST_ENTRIES_IN_ALL),
        ("characters of text", characters, MOST_CHARACTERS_IN_ALL),
    ):
        if count > most:
            yield f"it has {count:,} {what}, and at most {most:,} can be worked with"


def _in(value: Any) -> tuple[int, int]:  # noqa: ANN401 - a part, or an item of any section
    """Return how many entries the lists of a value have, and how many characters its texts."""
    entries, characters = 0, 0
    for name, form in forms_of(value.__class__).items():
        field = getattr(value, name)
        if isinstance(field, tuple):
            entries += len(field)
            characters += sum(len(each) for each in field if isinstance(each, str))
        elif isinstance(field, str) and form.kind is not Kind.PICTURE:
            characters += len(field)
    return entries, characters
