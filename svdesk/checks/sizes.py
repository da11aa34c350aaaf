"""Too long, too many, too hard to read."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeAlias

from svdesk.checks.checked_case import CheckedCase, FieldText, name_of
from svdesk.checks.finding import Edit, Finding, Fix, SetField
from svdesk.checks.texts import word_count
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.project import SECTIONS, Question
from svdesk.policy.guidance.proportion import Amount, Proportion, proportion
from svdesk.policy.guidance.readability import Readability, readability

_ROUND_TO = 50
"""Words to which a shortened limit is rounded down."""
_FEWEST = 100
"""Words below which a limit is not shortened: nothing of use fits."""
_ENOUGH_WORDS = 40
"""Words of a text from which on its reading age means something."""

_NOT_WRITTEN = ("proposals", "unread")
"""Sections that no step edits: the program fills them."""

Telling: TypeAlias = Callable[..., Iterator[Finding]]
""":meth:`CheckedCase.finding` or :meth:`CheckedCase.gap`."""

_read = lru_cache(maxsize=8_192)(readability)


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what is longer, more or harder than this contract warrants."""
    for question in checked.project.questions:
        yield from _question(checked, question)
    yield from _overlong(checked)
    yield from _hard(checked)
    guide = proportion(checked.case)
    if guide.rung is not None and checked.case.has_tender:
        yield from _together(checked, guide)


def _question(checked: CheckedCase, question: Question) -> Iterator[Finding]:
    path = f"questions.{question.id}"
    source = checked.case.library_questions.get(question.source_id)
    usual = source.word_limit if source else None
    limit = question.word_limit
    name = name_of(question)
    if limit is None and checked.is_asked(question):
        yield from _limit(checked, checked.gap, "no-word-limit", f"{path}.word_limit", usual, question=name)
    elif limit == 0 and checked.is_asked(question):
        yield from _limit(checked, checked.finding, "word-limit-nought", f"{path}.word_limit", usual)
    elif limit is not None and (most := checked.limit("answer-long")) is not None and limit > most:
        shorter = usual if usual is not None and usual <= most else int(most)
        words = {"question": name, "count": limit, "limit": most}
        yield from _limit(checked, checked.finding, "answer-long", f"{path}.word_limit", shorter, **words)
    if (most := checked.limit("question-long")) is not None and (count := word_count(question.text)) > most:
        yield from checked.finding("question-long", f"{path}.text", question=name, count=count, limit=most)
    if question.text.strip() and not question.good_answer.strip() and checked.is_asked(question):
        yield from _no_good_answer(checked, question, path)


def _no_good_answer(checked: CheckedCase, question: Question, path: str) -> Iterator[Finding]:
    source, check = checked.case.library_questions.get(question.source_id), checked.check("no-good-answer")
    fix = None
    if source is not None and check is not None:
        edit = SetField(path=f"{path}.good_answer", value="\n".join(source.good_answer))
        fix = Fix(label=check.fix, edits=(edit,))
    yield from checked.gap("no-good-answer", f"{path}.good_answer", fix, question=name_of(question))


def _limit(
    checked: CheckedCase, tell: Telling, code: str, path: str, words: int | None, **said: object
) -> Iterator[Finding]:
    check = checked.check(code)
    if check is None:
        return
    limit = words or (int(check.limit) if check.limit is not None else None)
    fix = None
    if limit is not None:
        fix = Fix(label=check.fix.format(value=limit), edits=(SetField(path=path, value=limit),))
    yield from tell(code, path, fix, **said)


def _overlong(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the texts of all sections that are longer than people will read."""
    project, kept = checked.project, checked.case.worked_out
    line, text = checked.limit("line-long"), checked.limit("text-long")
    # Of questions less is asked, and that is told already.
    told = () if checked.limit("question-long") is None else (".text",)
    for section, spec in SECTIONS.items():
        value = getattr(project, section)
        for item in (value if spec.many else (value,)) if section not in _NOT_WRITTEN else ():
            for code, path, count, limit in kept.of(_too_long, item, section, line, text):
                if path.endswith(told):
                    continue
                yield from checked.finding(code, path, count=f"{count:,}", limit=f"{limit:,}")


def _too_long(
    item: object, section: str, line: Decimal | None, text: Decimal | None
) -> tuple[tuple[str, str, int, Decimal], ...]:
    """Return the check, the path, the length and the limit of each text of *item* that is too long."""
    spec = SECTIONS[section]
    prefix = f"{section}.{spec.key_of(item)}" if spec.many else section
    found = []
    for name, kind in _texts(section):
        written = getattr(item, name)
        if kind is Kind.LINE and line is not None and len(written) > line:
            found.append(("line-long", f"{prefix}.{name}", len(written), line))
        # A text of too few letters to hold that many words is not counted.
        elif (
            kind is Kind.LONG
            and text is not None
            and len(written) >= 2 * text
            and (count := word_count(written)) > text
        ):
            found.append(("text-long", f"{prefix}.{name}", count, text))
    return tuple(found)


@cache
def _texts(section: str) -> tuple[tuple[str, Kind], ...]:
    """Return the names and kinds of a section's texts; kept, because the checks follow typing."""
    forms = field_forms(SECTIONS[section].item).items()
    return tuple((name, form.kind) for name, form in forms if form.kind in (Kind.LINE, Kind.LONG))


def _hard(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the texts that are harder to read, or have longer sentences, than their checks allow."""
    kept = checked.case.worked_out
    for code, value in (("reading-age", _age), ("sentence-long", _longest)):
        check = checked.check(code)
        if check is None or check.limit is None:
            continue
        for texts in checked.texts:
            for path, read in kept.of(_measured, check.fields, texts):
                if value(read) > check.limit:
                    yield from checked.finding(code, path, value=f"{value(read):.0f}", limit=check.limit)


def _measured(fields: tuple[str, ...], texts: tuple[FieldText, ...]) -> tuple[tuple[str, Readability], ...]:
    """Return how long and hard those texts of one item are that a check of these fields reads."""
    return tuple(
        (text.path, _read(text.text))
        for text in texts
        if text.section in fields or f"{text.section}.{text.field}" in fields
    )


def _age(read: Readability) -> float:
    return read.reading_age if read.words >= _ENOUGH_WORDS else 0.0


def _longest(read: Readability) -> float:
    return float(read.longest_sentence)


def _together(checked: CheckedCase, guide: Proportion) -> Iterator[Finding]:
    """Yield what is more than usual for a contract of this size, all together."""
    project = checked.project
    yield from _many(
        checked,
        "outcomes",
        [f"outcomes.{key}.decision" for key in checked.case.chosen_outcomes],
        guide.outcomes,
    )
    questions = [question for question in project.questions if question.text.strip()]
    asked = [f"questions.{question.id}.text" for question in checked.case.tender_questions]
    yield from _many(checked, "tender questions", asked, guide.questions)
    yield from _many(checked, "KPIs", [f"kpis.{kpi.id}.title" for kpi in project.kpis], guide.kpis)
    words = sum(question.word_limit or 0 for question in questions)
    if words > guide.words.most > 0:
        yield from _words_in_all(checked, questions, words, guide.words.most)


def _many(checked: CheckedCase, noun: str, paths: list[str], usual: Amount) -> Iterator[Finding]:
    if len(paths) > usual.most:
        where = paths[usual.most]
        yield from checked.finding("out-of-proportion", where, count=len(paths), noun=noun, most=usual.most)


def _words_in_all(
    checked: CheckedCase, questions: list[Question], words: int, most: int
) -> Iterator[Finding]:
    check = checked.check("words-in-all")
    if check is None:
        return
    share = Decimal(most) / Decimal(words)
    edits: list[Edit] = []
    total = 0
    for question in questions:
        limit = question.word_limit or 0
        shorter = max(int(limit * share) // _ROUND_TO * _ROUND_TO, min(limit, _FEWEST))
        total += shorter
        if shorter != limit:
            edits.append(SetField(path=f"questions.{question.id}.word_limit", value=shorter))
    fix = Fix(label=check.fix, edits=tuple(edits)) if total <= most else None
    longest = max(questions, key=lambda question: question.word_limit or 0)
    where = f"questions.{longest.id}.word_limit"
    yield from checked.finding(check.id, where, fix, count=words, most=most)
