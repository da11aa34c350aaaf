"""Making the edits of a fix, as new section values in the style of :mod:`svdesk.services.project.editing`."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from svdesk.checks.finding import (
    AddKpi,
    AddQuestion,
    AppendText,
    Edit,
    Fix,
    RemoveItem,
    ReplaceText,
    SetField,
)
from svdesk.domain.choices import Stage
from svdesk.domain.field_paths import parse_path
from svdesk.domain.project import Kpi, Project, Question
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.project.editing import holder, with_item, with_value, without_item
from svdesk.services.project.from_library import kpi_from, question_from


class FixError(ValueError):
    """A fix no longer fits: what it would change is gone or reads otherwise by now."""


def apply_fix(project: Project, fix: Fix, pack: PolicyPack) -> dict[str, Any]:
    """Return the sections that change when all edits of *fix* are made, in their order.

    Raises :class:`FixError` where one of them no longer fits; nothing is changed then.
    """
    changed: dict[str, Any] = {}
    now = project
    for edit in fix.edits:
        try:
            sections = _apply(now, edit, pack)
        except (KeyError, AttributeError, TypeError) as error:
            raise FixError(f"{fix.label}: it is no longer there") from error
        changed |= sections
        now = replace(now, **sections)
    return {name: value for name, value in changed.items() if getattr(project, name) != value}


def fixed(project: Project, fix: Fix, pack: PolicyPack) -> Project:
    """Return *project* with *fix* applied; raises :class:`FixError`."""
    return replace(project, **apply_fix(project, fix, pack))


def _apply(project: Project, edit: Edit, pack: PolicyPack) -> dict[str, Any]:
    match edit:
        case SetField(path=path, value=value):
            return with_value(project, parse_path(path), value)
        case ReplaceText(path=path, at=at, old=old, new=new):
            text = _text(project, path)
            if text[at : at + len(old)] != old:
                raise FixError(f"the words at {path} have changed since")
            return with_value(project, parse_path(path), text[:at] + new + text[at + len(old) :])
        case AppendText(path=path, text=more):
            return with_value(project, parse_path(path), _text(project, path) + more)
        case RemoveItem(section=section, key=key):
            sections = without_item(project, section, key)
            if len(sections[section]) == len(getattr(project, section)):
                raise KeyError(key)
            return sections
        case AddQuestion(question_id=question_id, weight=weight):
            asked = _question(project, question_id, pack)
            return with_item(project, "questions", replace(asked, weight=weight) if weight else asked)
        case AddKpi(measure_id=measure_id):
            return with_item(project, "kpis", _kpi(project, measure_id, pack))


def _text(project: Project, path: str) -> str:
    place = parse_path(path)
    return str(getattr(holder(project, place), place.field))


def _new_id(project: Project, section: str, source: str) -> UUID:
    """Return an id that the same fix of the same project always gives, unless it is taken."""
    wanted = uuid5(project.id, f"{section}:{source}")
    return uuid4() if any(item.id == wanted for item in getattr(project, section)) else wanted


def _question(project: Project, question_id: str, pack: PolicyPack) -> Question:
    source = pack.question(question_id)
    outcome = next(outcome for outcome in pack.outcomes if source in outcome.questions)
    stage = Stage.SELECTION if source == outcome.selection_question else Stage.TENDER
    return question_from(outcome, source, id=_new_id(project, "questions", question_id), stage=stage)


def _kpi(project: Project, measure_id: str, pack: PolicyPack) -> Kpi:
    measure = pack.measure(measure_id)
    outcome = next(outcome for outcome in pack.outcomes if measure in outcome.measures)
    return kpi_from(outcome, measure, id=_new_id(project, "kpis", measure_id))
