"""What a library of outcomes owes to bidders, whoever wrote the pack.

A measure has to be countable by someone who was not there, a question open to everybody who can do
the work, and proof open to more than one scheme. The shipped pack is held to the same.
"""

import re
from collections.abc import Iterable, Iterator

from svdesk.policy.content.outcomes import LibraryQuestion, Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.pack_finding import PackFinding, pack_error, pack_warning
from svdesk.policy.loading.plain import all_items
from svdesk.policy.loading.texts import texts_of

_UPPER_MARKS = ("three", "four", "five")
_COMPARED = re.compile(r"\bother (?:bidders|tenders|suppliers)\b|\bthan (?:others|the others|another)\b")
_WITH_US = re.compile(r"\bthis (?:council|authority|borough)\b|\bwith us\b")
_NAMED_SCHEME = re.compile(r"[Aa]ccreditation|[Cc]ertificate|certified|Social Value Award|Living Wage")
_OTHER_PROOF = re.compile(r"equivalent|other evidence")
_SLIP = re.compile(r"  |\t|\s[,.;?!]|\b(\w+) \1\b|\.\.", re.IGNORECASE)
_ENDED = re.compile(r"[.?!]['\"\u2019\u201d]?$")
_RUNNING = frozenset(
    ("counts", "excludes", "method", "evidence", "baseline", "remedy", "clause", "how", "meaning", "summary")
)
_NOT_READ = frozenset(("check", "word_list"))


def library_findings(pack: PolicyPack) -> Iterator[PackFinding]:
    """Yield what the outcomes, questions, measures and terms of *pack* lack."""
    for outcome in pack.outcomes:
        yield from _outcome(pack, outcome)
        for measure in outcome.measures:
            yield from _measure(measure)
        for question in outcome.questions:
            yield from _question(question)
        yield from _open_to_all(outcome.selection_question)
    yield from _one_scheme_only(pack)
    yield from _titles(pack)
    yield from _terms(pack)
    for kind, key, item in all_items(pack):
        if kind not in _NOT_READ:
            yield from _typed_carelessly(kind, key, item)


def _outcome(pack: PolicyPack, outcome: Outcome) -> Iterator[PackFinding]:
    themes = next((each.themes for each in pack.objectives if each.id == outcome.objective), ())
    for theme in themes:
        if theme not in outcome.themes:
            yield pack_error("outcome", outcome.id, "themes", f"“{theme}” is a theme of its objective")


def _measure(measure: Measure) -> Iterator[PackFinding]:
    if not measure.remedy.strip():
        yield pack_error("measure", measure.id, "remedy", "say what follows first when the target is missed")
    if not measure.life_cycle:
        yield pack_error("measure", measure.id, "life_cycle", "name at least one stage at which it bites")
    if not measure.needs:
        yield pack_error("measure", measure.id, "needs", "name at least one source in which the need stands")
    if measure.guide_minimum and not measure.guide_minimum.startswith("Guidance"):
        yield pack_error(
            "measure",
            measure.id,
            "guide_minimum",
            "begin with “Guidance”, so that nobody takes it for a rule",
        )


def _question(question: LibraryQuestion) -> Iterator[PackFinding]:
    marks = [getattr(question.marks, name).strip() for name in _UPPER_MARKS]
    if len(set(marks)) < len(marks):
        yield pack_error("question", question.id, "marks", "say of each of marks 3, 4 and 5 what it needs")
    for name, text in zip(_UPPER_MARKS, marks, strict=True):
        if match := _COMPARED.search(text):
            yield pack_error(
                "question",
                question.id,
                f"marks.{name}",
                f"“{match.group()}”: an answer is marked for what it says, not against others",
            )
    limit = question.guided_word_limit
    if limit is not None and limit < question.word_limit:
        yield pack_error(
            "question",
            question.id,
            "guided_word_limit",
            "the guided variant needs as much room as the open one",
        )


def _open_to_all(question: LibraryQuestion) -> Iterator[PackFinding]:
    if match := _WITH_US.search(question.text):
        yield pack_error(
            "question", question.id, "text", f"“{match.group()}”: experience from elsewhere counts as much"
        )


def _one_scheme_only(pack: PolicyPack) -> Iterator[PackFinding]:
    """Yield what asks for a named scheme or certificate and lets nothing else prove the same."""
    texts: list[tuple[str, str, str]] = []
    for outcome in pack.outcomes:
        for measure in outcome.measures:
            said = (measure.title, measure.counts, measure.method, measure.evidence)
            texts.append(("measure", measure.id, " ".join(said)))
        for question in outcome.questions:
            asked = (question.text, *question.guided, *question.good_answer)
            texts.append(("question", question.id, " ".join(asked)))
    texts += [("commitment", each.id, f"{each.how} {each.clause}") for each in pack.commitments]
    for kind, key, text in texts:
        if (match := _NAMED_SCHEME.search(text)) and not _OTHER_PROOF.search(text):
            yield pack_error(
                kind, key, "", f"“{match.group()}” is the only proof: add “or equivalent” or other evidence"
            )


def _titles(pack: PolicyPack) -> Iterator[PackFinding]:
    outcomes = [("outcome", each.id, each.title) for each in pack.outcomes]
    measures = [("measure", each.id, each.title) for each in pack.measures()]
    commitments = [("commitment", each.id, each.title) for each in pack.commitments]
    questions = [("question", each.id, each.title) for each in pack.questions()]
    yield from _twice(pack, [*outcomes, *measures, *commitments])
    yield from _twice(pack, questions)


def _twice(pack: PolicyPack, titles: Iterable[tuple[str, str, str]]) -> Iterator[PackFinding]:
    """Yield the titles that an item has after another, those of an overlay after those of its base."""

    def in_overlay(named: tuple[str, str, str]) -> bool:
        kind, key, _ = named
        file = pack.origins.file_of(f"{kind} “{key}”", "title")
        return bool(pack.extends) and not file.startswith(f"{pack.extends}/")

    first: dict[str, tuple[str, str]] = {}
    for kind, key, title in sorted(titles, key=in_overlay):
        other_kind, other = first.setdefault(title, (kind, key))
        if other != key:
            yield pack_error(kind, key, "title", f"“{title}” is also the title of {other_kind} “{other}”")


def _terms(pack: PolicyPack) -> Iterator[PackFinding]:
    for term in pack.terms:
        for field, asked in (
            ("policy_says", "give the old term"),
            ("now", "give what stands in its place"),
            ("citations", "say where the new term stands"),
        ):
            if not getattr(term, field):
                yield pack_error("term", term.id, field, asked)


def _typed_carelessly(kind: str, key: str, item: object) -> Iterator[PackFinding]:
    for field, text in texts_of(item):
        if kind == "outcome" and field.startswith(("selection_question", "tender_questions", "measures")):
            continue
        if match := _SLIP.search(text):
            yield pack_warning(kind, key, field, f"“{match.group()}” looks like a slip of typing")
        if field in _RUNNING and not _ENDED.search(text):
            yield pack_warning(kind, key, field, "the last sentence does not end")
