"""What the window says of a returned form. All of it is plain text, whatever a bidder typed."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum

from svdesk.domain.english import counted, show_date
from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer, ReturnedForm
from svdesk.services.returned_forms.answer_words import count_words
from svdesk.services.returned_forms.source_form import title_of
from svdesk.services.returned_forms.words import HEADINGS

LONGEST_CELL = 200
"""Characters of a text that a cell of a table shows; the whole stands below the table."""

_LONGEST_PIECE = 1500
"""Characters of a paragraph that are laid out together."""

_IN_A_CELL = {
    Matter.MISSING: "Missing",
    Matter.OVER_LIMIT: "Over the limit",
    Matter.NOT_UNDERSTOOD: "Not understood",
    Matter.TOTAL: "Does not add up",
    Matter.CHANGED: "Changed",
    Matter.NOT_OURS: "Not ours",
}
_QUOTE = "\N{LEFT DOUBLE QUOTATION MARK}"
"""A finding that quotes something says itself what it is about."""

_TURNS_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Sign(Enum):
    """How something came out; drawn as a shape, and always said in words beside it."""

    GOOD = "good"
    CARE = "care"
    REFUSED = "refused"


def from_whom(returned: ReturnedForm) -> str:
    """Return whose form it is, in a line."""
    return one_line(returned.organisation) or "No name given"


def form_and_sender(returned: ReturnedForm) -> str:
    """Return which form it is and whose: "Monitoring return, from Ash Ltd"."""
    who = one_line(returned.organisation)
    return f"{title_of(returned.document)}, {f'from {who}' if who else 'with no name given'}"


def when(moment: datetime) -> str:
    """Return a time in UTC as the local day and time."""
    here = moment.astimezone()
    return f"{show_date(here.date())}, {here:%H:%M}"


def to_look_at(returned: ReturnedForm) -> int:
    """Return how many findings want a person's eye; notes do not."""
    return sum(finding.matter is not Matter.NOTE for finding in returned.findings)


def state_of(returned: ReturnedForm) -> tuple[Sign, str]:
    """Return how a form stands: a sign and the words that go with it."""
    count = to_look_at(returned)
    if not count:
        return Sign.GOOD, "Complete"
    return Sign.CARE, counted(count, "thing to look at", "things to look at")


def state_of_answer(answer: ReturnedAnswer, findings: Iterable[FormFinding]) -> tuple[Sign | None, str]:
    """Return how an answer stands; without a sign where there is nothing to say of it."""
    said = dict.fromkeys(_IN_A_CELL[each.matter] for each in findings if each.matter in _IN_A_CELL)
    if said:
        return Sign.CARE, ", ".join(said)
    return (Sign.GOOD, "Answered") if answer.text.strip() else (None, "Left empty")


def answer_length(answer: ReturnedAnswer) -> str:
    """Return the length of an answer in words, against its limit where it has one."""
    count = count_words(answer.text)
    if answer.word_limit is not None:
        return f"{count:,} of {answer.word_limit:,} words"
    return f"{count:,} words" if count > 1 else ""


def length_in_words(answer: ReturnedAnswer) -> str:
    """Return the length of an answer as :func:`answer_length`, and by how much it is over its limit."""
    over = count_words(answer.text) - answer.word_limit if answer.word_limit is not None else 0
    return f"{answer_length(answer)}: {over:,} over the limit" if over > 0 else answer_length(answer)


def labels_of(returned: ReturnedForm) -> Mapping[str, str]:
    """Return what the form called its fields, by their names."""
    return {answer.field: one_line(answer.label) for answer in returned.answers}


def by_field(returned: ReturnedForm) -> Mapping[str, tuple[FormFinding, ...]]:
    """Return the findings by the field that they are about."""
    found: dict[str, list[FormFinding]] = {}
    for finding in returned.findings:
        found.setdefault(finding.field, []).append(finding)
    return {field: tuple(findings) for field, findings in found.items()}


def grouped(returned: ReturnedForm) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the findings as headings, each with its lines, as the command line has them."""
    labels = labels_of(returned)
    groups = []
    for matter, heading in HEADINGS.items():
        lines = [_finding_line(each, labels) for each in returned.findings if each.matter is matter]
        if lines:
            groups.append((f"{heading} ({len(lines)})", tuple(lines)))
    return tuple(groups)


def _finding_line(finding: FormFinding, labels: Mapping[str, str]) -> str:
    label, message = labels.get(finding.field, finding.field), one_line(finding.message)
    named = not label or label in message or _QUOTE in message
    return message if named else f"{label}: {message}"


def about(returned: ReturnedForm) -> tuple[str, ...]:
    """Return the lines that say which file this is."""
    return (
        form_and_sender(returned),
        f"File: {one_line(returned.file_name)} ({returned.bytes:,} bytes)",
        f"Received {when(returned.read_at)}"
        + (f", read in by {one_line(returned.read_by)}" if returned.read_by.strip() else ""),
        f"Made from revision {returned.revision} of the project",
        f"SHA-256 of the file as it came: {returned.sha256}",
    )


def conclusion(returned: ReturnedForm) -> str:
    """Return in a sentence what the report comes to."""
    answered = sum(bool(answer.text.strip()) for answer in returned.answers)
    fields = len(returned.answers)
    answers = f"{answered} of {fields} fields hold an answer."
    sign, words = state_of(returned)
    return f"{words}. {answers}" if sign is Sign.CARE else f"Complete: nothing needs a look. {answers}"


def report_text(returned: ReturnedForm) -> str:
    """Return the report as plain text, to be read aloud, copied or sent."""
    lines = [*about(returned), "", conclusion(returned)]
    for heading, findings in grouped(returned):
        lines += ["", heading, *(f"- {finding}" for finding in findings)]
    return "\n".join(lines) + "\n"


def removal_question(returned: ReturnedForm) -> str:
    """Return what to ask before a form is removed: what goes, and that it does not come back."""
    return (
        f"Remove this form?\n\n{form_and_sender(returned)}\n"
        f"Received {when(returned.read_at)}, {one_line(returned.file_name, LONGEST_CELL)}\n\n"
        f"The file as it came, what was entered in its {len(returned.answers)} fields and the report go from "
        "this computer. This cannot be undone. The file that you read it from stays where it is; if you may "
        "need the form again, save the original first."
    )


def one_line(text: str, most: int = 0) -> str:
    """Return *text* as one line that shows what is there: no breaks, nothing that turns text round.

    With *most*, only about so many characters of it.
    """
    cut = bool(most) and len(text) > most
    part = text[: most + 1] if cut else text
    line = " ".join((part if part.isprintable() else _without_breaks(part)).split())
    return f"{line[:most].rstrip()}…" if cut else line


def _without_breaks(text: str) -> str:
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if char not in _TURNS_TEXT_ROUND
    )


def in_pieces(text: str) -> str:
    """Return *text* with breaks in paragraphs that are too long for the window to lay out at once.

    A paragraph is laid out whole, and one of 40,000 words or a word of 200,000 letters takes seconds.
    """
    return "\n".join(piece for paragraph in text.splitlines() for piece in _pieces(paragraph))


def _pieces(paragraph: str) -> Iterator[str]:
    start = 0
    while len(paragraph) - start > _LONGEST_PIECE:
        space = paragraph.rfind(" ", start + 1, start + _LONGEST_PIECE)
        end = space if space > 0 else start + _LONGEST_PIECE
        yield paragraph[start:end]
        start = end + (space > 0)
    yield paragraph[start:]


def listed_lines(lines: Iterable[str], most: int) -> str:
    """Return *lines* one below the other; where there are more than *most*, how many are left out."""
    all_lines = tuple(lines)
    more = len(all_lines) - most
    return "\n".join((*all_lines[:most], *((f"and {more} more",) if more > 0 else ())))
