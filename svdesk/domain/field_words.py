"""What a field is called and what is asked for in it, declared beside the field itself.

``title: str = ask("Title", "As bidders will see it", default="")`` says it once. Forms, messages and
documents read it here (:func:`words_of`), so that a label cannot differ between them.
"""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

_WORDS = "words"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of one field.

    *label* stands at the field, *hint* below the label. *missing* is what is asked of a person who
    left it blank, a sentence such as "Give the title."; "" for a field that may stay blank.
    *sometimes* marks one that has to be filled in only where other answers call for it: its step
    says when. *is_code* marks a text that nobody wrote as words, such as an id or an address.
    *unprinted* says why no document prints the field, or when none does; "" where they always do.
    *omitted_while_blank* leaves it out of a project's JSON while it is blank, so that the JSON of a
    project from before the field keeps its bytes, and with them its digest.
    """

    label: str
    hint: str = ""
    missing: str = ""
    sometimes: bool = False
    is_code: bool = False
    unprinted: str = ""
    omitted_while_blank: bool = False


def ask(
    label: str,
    hint: str = "",
    *,
    default: Any = None,  # noqa: ANN401 - as dataclasses.field
    missing: str = "",
    sometimes: bool = False,
    is_code: bool = False,
    unprinted: str = "",
    omitted_while_blank: bool = False,
) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a field that a person fills in: its *label*, a *hint*, and its *default* value.

    *missing* is the sentence for a person who has to fill it in and left it blank, *sometimes* says
    that only other answers make it so. *is_code*, *unprinted* and *omitted_while_blank* are those of
    :class:`FieldWords`.
    """
    words = FieldWords(label, hint, missing, sometimes, is_code, unprinted, omitted_while_blank)
    return field(default=default, metadata={_WORDS: words})


@cache
def words_of(section: type[Any]) -> dict[str, FieldWords]:
    """Return the words of each field of a section's dataclass that a person fills in."""
    return {each.name: each.metadata[_WORDS] for each in fields(section) if _WORDS in each.metadata}
