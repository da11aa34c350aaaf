"""The chain from outcome to question to KPI to commitment, and where it breaks."""

from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase, name_of
from svdesk.checks.finding import AddKpi, Edit, Finding, Fix, RemoveItem, SetField
from svdesk.checks.sharing import addition, removal
from svdesk.domain.choices import Decision
from svdesk.domain.project import Kpi, Question


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the outcomes, questions and KPIs that lead nowhere."""
    asked = {question.outcome_id for question in checked.case.tender_questions}
    # Of a small contract nothing is asked: its measures are terms of the order.
    nothing_asked = not checked.project.questions and checked.project.evaluation.social_value_weight == 0
    if checked.case.has_tender and not nothing_asked:
        yield from _unasked(checked, asked)
        yield from _questions(checked)
        yield from _kpis(checked, asked)
    yield from _uncounted(checked)
    yield from _left_out(checked)
    yield from _selection(checked)


def _fix(checked: CheckedCase, code: str, *edits: Edit | None, **words: str) -> Fix | None:
    check, made = checked.check(code), tuple(edit for edit in edits if edit is not None)
    return None if check is None or not made else Fix(label=check.fix.format(**words), edits=made)


def _unasked(checked: CheckedCase, asked: set[str]) -> Iterator[Finding]:
    """Yield the outcomes about which nothing is asked: a gap, where the answers would earn marks."""
    code = "outcome-no-question"
    tell = checked.finding if checked.project.evaluation.social_value_weight == 0 else checked.gap
    for outcome_id in checked.case.chosen_outcomes:
        if outcome_id not in asked:
            title = checked.case.title_of(outcome_id)
            fix = _fix(checked, code, *_library_question(checked, outcome_id), outcome=title)
            yield from tell(code, "questions", fix, outcome=title)


def _uncounted(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the outcomes that no KPI measures."""
    code, measured = "outcome-no-kpi", {kpi.outcome_id for kpi in checked.project.kpis}
    for outcome_id in checked.case.chosen_outcomes:
        if outcome_id not in measured:
            title = checked.case.title_of(outcome_id)
            fix = _fix(checked, code, _library_kpi(checked, outcome_id), outcome=title)
            yield from checked.gap(code, "kpis", fix, outcome=title)


def _library_question(checked: CheckedCase, outcome_id: str) -> tuple[Edit, ...]:
    outcome = checked.case.outcomes.get(outcome_id)
    return addition(checked.case.tender_questions, outcome.tender_questions[0].id) if outcome else ()


def _library_kpi(checked: CheckedCase, outcome_id: str) -> AddKpi | None:
    """Return the outcome's first measure that fits what is bought."""
    outcome = checked.case.outcomes.get(outcome_id)
    if outcome is None:
        return None
    category = checked.project.facts.category
    fitting = [m for m in outcome.measures if not m.categories or category in m.categories]
    return AddKpi(measure_id=(fitting or list(outcome.measures))[0].id)


def _questions(checked: CheckedCase) -> Iterator[Finding]:
    for question in checked.case.tender_questions:
        if not question.outcome_id:
            path = f"questions.{question.id}.outcome_id"
            yield from checked.gap("question-no-outcome", path, question=name_of(question))


def _kpis(checked: CheckedCase, asked: set[str]) -> Iterator[Finding]:
    code, told = "kpi-no-commitment", set[str]()
    for kpi in checked.project.kpis:
        path, title = f"kpis.{kpi.id}.outcome_id", checked.case.title_of(kpi.outcome_id)
        if not kpi.outcome_id:
            yield from checked.gap("kpi-no-outcome", path, kpi=name_of(kpi))
        elif kpi.outcome_id not in {*asked, *told} and not checked.case.is_left_out(kpi.outcome_id):
            told.add(kpi.outcome_id)
            fix = _fix(checked, code, *_library_question(checked, kpi.outcome_id), outcome=title)
            yield from checked.finding(code, path, fix, kpi=name_of(kpi), outcome=title)


def _left_out(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what asks about or measures an outcome that was left out, or that nobody decided on."""
    decisions = {decision.outcome_id: decision.decision for decision in checked.project.outcomes}
    listed = (("questions", checked.project.questions), ("kpis", checked.project.kpis))
    told: set[str] = set()
    for section, items in listed:
        for item in items:
            outcome_id = item.outcome_id
            decision = decisions.get(outcome_id)
            if not outcome_id or decision is Decision.CHOSEN:
                continue
            noun, title = ("question" if section == "questions" else "KPI"), checked.case.title_of(outcome_id)
            if decision is Decision.LEFT_OUT:
                fix = _fix(checked, "left-out-but-used", *_removal(checked, item), noun=noun)
                where = f"{section}.{item.id}.outcome_id"
                yield from checked.finding("left-out-but-used", where, fix, item=name_of(item), outcome=title)
            elif outcome_id in checked.case.outcomes and outcome_id not in told:
                told.add(outcome_id)
                path = f"outcomes.{outcome_id}.decision"
                fix = _fix(
                    checked, "used-but-undecided", SetField(path=path, value=Decision.CHOSEN), outcome=title
                )
                yield from checked.gap("used-but-undecided", path, fix, item=name_of(item), outcome=title)


def _removal(checked: CheckedCase, item: Question | Kpi) -> tuple[Edit, ...]:
    if isinstance(item, Question):
        return removal(checked.case.tender_questions, item.id)
    return (RemoveItem(section="kpis", key=str(item.id)),)


def _selection(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what becomes of selection questions, and what needs a legal check before it is scored."""
    if checked.case.assessment.selection_stage is False and checked.case.selection_questions:
        path = f"questions.{checked.case.selection_questions[0].id}.text"
        yield from checked.finding("selection-moved", path, count=len(checked.case.selection_questions))
    if not checked.case.has_tender:
        return
    told: set[str] = set()
    for question in checked.case.tender_questions:
        outcome = checked.case.outcomes.get(question.outcome_id)
        if outcome is not None and outcome.non_commercial and outcome.id not in told:
            told.add(outcome.id)
            where = f"questions.{question.id}.outcome_id"
            yield from checked.finding("workforce-scored", where, question=name_of(question))
