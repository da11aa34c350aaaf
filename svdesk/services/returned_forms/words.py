"""Returned forms in words for a person, as JSON for another program, and as one table of answers."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from svdesk.documents.model.forms import TICKED
from svdesk.domain.english import show_date
from svdesk.domain.returned_form import Matter, ReturnedAnswer, ReturnedForm
from svdesk.services.returned_forms.answer_words import count_words, is_blank
from svdesk.services.returned_forms.form_reading import FormReading, ReadingResult
from svdesk.services.returned_forms.source_form import title_of

SAYS = {
    ReadingResult.COMPLETE: "Complete.",
    ReadingResult.NEEDS_ATTENTION: "Needs a person to look at it.",
    ReadingResult.NOT_OURS: "Not read.",
    ReadingResult.REFUSED: "Refused.",
}
HEADINGS = {
    Matter.NOT_OURS: "Not part of our form",
    Matter.CHANGED: "Changed in the form",
    Matter.MISSING: "Missing",
    Matter.OVER_LIMIT: "Over the word limit",
    Matter.NOT_UNDERSTOOD: "Not understood",
    Matter.TOTAL: "Totals that do not add up",
    Matter.NOTE: "For your information",
}
"""What findings of each matter are listed under, in the order in which they are told."""


def response_text(response: FormReading, kept: Sequence[str] = ()) -> str:
    """Return what came of reading a file, in lines of which the first names it; *kept* says where it is."""
    lines = [f"{response.path}: {SAYS[response.outcome]}"]
    if response.form is not None:
        lines += [f"  {line}" for line in form_lines(response.form)]
    lines += [f"  {note}" for note in response.notes]
    lines += [f"  {note}" for note in kept]
    return "\n".join(lines)


def form_lines(form: ReturnedForm) -> Iterator[str]:
    """Yield what is known of a returned form, with its findings under headings."""
    answered = sum(not is_blank(answer.text) for answer in form.answers)
    sender = form.organisation or "an organisation that gives no name"
    yield (
        f"{title_of(form.document)} from {sender}, made of revision {form.revision:,} of the project. "
        f"{answered:,} of {len(form.answers):,} boxes are filled in."
    )
    for matter, heading in HEADINGS.items():
        found = [finding for finding in form.findings if finding.matter is matter]
        if found:
            yield f"{heading}:"
            yield from (f"  {finding.message}" for finding in found)


def answer_lines(form: ReturnedForm) -> Iterator[str]:
    """Yield the answers of a form, each below its label."""
    for answer in form.answers:
        yield f"{answer.label}{_length(answer)}"
        yield from (f"    {line}" for line in (_said(answer.text) or "(nothing)").splitlines())


def return_line(form: ReturnedForm) -> str:
    """Return a form in a line of a list."""
    state = "complete" if form.is_clear else _counted(form)
    return (
        f"{form.id}  {form.organisation or '(no name given)'}: {title_of(form.document)}, {form.file_name}, "
        f"read on {show_date(form.read_at.date())}: {state}"
    )


def return_entry(form: ReturnedForm, *, with_answers: bool) -> dict[str, Any]:
    """Return a form as JSON has it."""
    entry: dict[str, Any] = {
        "id": str(form.id),
        "project_id": str(form.project_id),
        "document": form.document,
        "title": title_of(form.document),
        "format": form.format,
        "file_name": form.file_name,
        "sha256": form.sha256,
        "bytes": form.bytes,
        "organisation": form.organisation,
        "revision": form.revision,
        "read_at": form.read_at.isoformat(),
        "read_by": form.read_by,
        "complete": form.is_clear,
        "findings": [
            {"matter": each.matter.value, "field": each.field, "message": each.message}
            for each in form.findings
        ],
    }
    if with_answers:
        entry["answers"] = [
            {
                "field": each.field,
                "label": each.label,
                "text": each.text,
                "words": count_words(each.text),
                "word_limit": each.word_limit,
            }
            for each in form.answers
        ]
    return entry


def response_entry(response: FormReading, kept: Sequence[str] = ()) -> dict[str, Any]:
    """Return what came of reading a file as JSON has it."""
    return {
        "file": str(response.path),
        "outcome": response.outcome.value,
        "notes": [*response.notes, *kept],
        "read_before": response.kept_before is not None,
        "form": None if response.form is None else return_entry(response.form, with_answers=True),
    }


def as_json(entries: Iterable[dict[str, Any]]) -> str:
    """Return entries as a JSON list."""
    return json.dumps(list(entries), ensure_ascii=False, indent=2)


def answers_table(forms: Sequence[ReturnedForm]) -> list[list[str]]:
    """Return the answers side by side: a row for each box, a column for each form, with a header row.

    Forms of several documents stand below each other, each with the boxes of its own.
    """
    rows: list[list[str]] = [["Document", "Box", "Label", *(_column(form, forms) for form in forms)]]
    answers = [{(form.document, each.field): each for each in form.answers} for form in forms]
    boxes: dict[tuple[str, str], str] = {}
    for document in dict.fromkeys(form.document for form in forms):
        for form in forms:
            if form.document == document:
                for each in form.answers:
                    boxes.setdefault((document, each.field), each.label)
    for key, label in boxes.items():
        cells = (each.get(key) for each in answers)
        rows.append([title_of(key[0]), key[1], label, *(cell.text if cell else "" for cell in cells)])
    return rows


def _column(form: ReturnedForm, forms: Sequence[ReturnedForm]) -> str:
    """Return the head of a form's column, with the name of its file where the organisation's is no key."""
    name = form.organisation or form.file_name
    alike = [each for each in forms if (each.organisation or each.file_name) == name]
    return f"{name} ({form.file_name})" if len(alike) > 1 and name != form.file_name else name


def _counted(form: ReturnedForm) -> str:
    counts = [
        f"{heading.lower()}: {count}"
        for matter, heading in HEADINGS.items()
        if matter is not Matter.NOTE
        and (count := sum(1 for finding in form.findings if finding.matter is matter))
    ]
    return ", ".join(counts)


def _length(answer: ReturnedAnswer) -> str:
    if answer.word_limit is None:
        return ""
    return f" ({count_words(answer.text):,} of {answer.word_limit:,} words)"


def _said(text: str) -> str:
    """Return an answer as people read it."""
    return "ticked" if text == TICKED else text.strip()
