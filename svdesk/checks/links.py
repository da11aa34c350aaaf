"""The chain from outcome to question to KPI to commitment, and where it breaks."""

from collections.abc import Iterator

from svdesk.checks.finding import AddKpi, Edit, Finding, Fix, RemoveItem, SetField
from svdesk.checks.scene import Scene, name_of
from svdesk.checks.sharing import addition, removal
from svdesk.domain.choices import Decision
from svdesk.domain.project import Kpi, Question


def find(scene: Scene) -> Iterator[Finding]:
    """Yield the outcomes, questions and KPIs that lead nowhere."""
    asked = {question.outcome_id for question in scene.tender}
    measured = {kpi.outcome_id for kpi in scene.project.kpis}
    # Of a small contract nothing is asked: its measures are terms of the order.
    nothing_asked = not scene.project.questions and scene.project.evaluation.social_value_weight == 0
    if scene.has_tender and not nothing_asked:
        yield from _outcomes(scene, asked)
        yield from _questions(scene, measured)
        yield from _kpis(scene, asked)
    yield from _left_out(scene)
    yield from _selection(scene)


def _fix(scene: Scene, code: str, *edits: Edit | None, **words: str) -> Fix | None:
    check, made = scene.check(code), tuple(edit for edit in edits if edit is not None)
    return None if check is None or not made else Fix(label=check.fix.format(**words), edits=made)


def _outcomes(scene: Scene, asked: set[str]) -> Iterator[Finding]:
    code = "outcome-no-question"
    for outcome_id in scene.chosen:
        if outcome_id not in asked:
            title = scene.title_of(outcome_id)
            fix = _fix(scene, code, *_library_question(scene, outcome_id), outcome=title)
            yield from scene.finding(code, f"outcomes.{outcome_id}.decision", fix, outcome=title)


def _library_question(scene: Scene, outcome_id: str) -> tuple[Edit, ...]:
    outcome = scene.outcomes.get(outcome_id)
    return addition(scene.tender, outcome.tender_questions[0].id) if outcome else ()


def _library_kpi(scene: Scene, outcome_id: str) -> AddKpi | None:
    """Return the outcome's first measure that fits what is bought."""
    outcome = scene.outcomes.get(outcome_id)
    if outcome is None:
        return None
    category = scene.project.facts.category
    fitting = [m for m in outcome.measures if not m.categories or category in m.categories]
    return AddKpi(measure_id=(fitting or list(outcome.measures))[0].id)


def _questions(scene: Scene, measured: set[str]) -> Iterator[Finding]:
    code, told = "question-no-kpi", set[str]()
    for question in scene.tender:
        path = f"questions.{question.id}.outcome_id"
        if not question.outcome_id:
            yield from scene.finding("question-no-outcome", path, question=name_of(question))
        elif question.outcome_id not in measured and question.outcome_id not in told:
            told.add(question.outcome_id)
            title = scene.title_of(question.outcome_id)
            fix = _fix(scene, code, _library_kpi(scene, question.outcome_id), outcome=title)
            yield from scene.finding(code, path, fix, question=name_of(question), outcome=title)


def _kpis(scene: Scene, asked: set[str]) -> Iterator[Finding]:
    code, told = "kpi-no-commitment", set[str]()
    for kpi in scene.project.kpis:
        path, title = f"kpis.{kpi.id}.outcome_id", scene.title_of(kpi.outcome_id)
        if not kpi.outcome_id:
            yield from scene.finding("kpi-no-outcome", path, kpi=name_of(kpi))
        elif kpi.outcome_id not in asked and kpi.outcome_id not in told:
            told.add(kpi.outcome_id)
            fix = _fix(scene, code, *_library_question(scene, kpi.outcome_id), outcome=title)
            yield from scene.finding(code, path, fix, kpi=name_of(kpi), outcome=title)


def _left_out(scene: Scene) -> Iterator[Finding]:
    """Yield what asks about or measures an outcome that was left out, or that nobody decided on."""
    decisions = {decision.outcome_id: decision.decision for decision in scene.project.outcomes}
    listed = (("questions", scene.project.questions), ("kpis", scene.project.kpis))
    told: set[str] = set()
    for section, items in listed:
        for item in items:
            outcome_id = item.outcome_id
            decision = decisions.get(outcome_id)
            if not outcome_id or decision is Decision.CHOSEN:
                continue
            noun, title = ("question" if section == "questions" else "KPI"), scene.title_of(outcome_id)
            if decision is Decision.LEFT_OUT:
                fix = _fix(scene, "left-out-but-used", *_removal(scene, item), noun=noun)
                where = f"{section}.{item.id}.outcome_id"
                yield from scene.finding("left-out-but-used", where, fix, item=name_of(item), outcome=title)
            elif outcome_id in scene.outcomes and outcome_id not in told:
                told.add(outcome_id)
                path = f"outcomes.{outcome_id}.decision"
                fix = _fix(
                    scene, "used-but-undecided", SetField(path=path, value=Decision.CHOSEN), outcome=title
                )
                yield from scene.finding("used-but-undecided", path, fix, item=name_of(item), outcome=title)


def _removal(scene: Scene, item: Question | Kpi) -> tuple[Edit, ...]:
    if isinstance(item, Question):
        return removal(scene.tender, item.id)
    return (RemoveItem(section="kpis", key=str(item.id)),)


def _selection(scene: Scene) -> Iterator[Finding]:
    """Yield what becomes of selection questions, and what needs a legal check before it is scored."""
    if scene.assessment.selection_stage is False and scene.selection:
        path = f"questions.{scene.selection[0].id}.text"
        yield from scene.finding("selection-moved", path, count=len(scene.selection))
    if not scene.has_tender:
        return
    told: set[str] = set()
    for question in scene.tender:
        outcome = scene.outcomes.get(question.outcome_id)
        if outcome is not None and outcome.non_commercial and outcome.id not in told:
            told.add(outcome.id)
            where = f"questions.{question.id}.outcome_id"
            yield from scene.finding("workforce-scored", where, question=name_of(question))
