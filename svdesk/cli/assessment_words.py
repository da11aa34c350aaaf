"""An assessment as people read it in a terminal and as other programs read it."""

import json
import textwrap
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from svdesk.domain.english import plain_number
from svdesk.policy.content.determinations import (
    Assessment,
    Determination,
    Duty,
    FigureUsed,
)
from svdesk.policy.rules.showing import ADVICE_TITLES, STAGE_TITLES, duty_parts

FORMAT = "svdesk-determinations"
VERSION = 1
WIDTH = 100
"""Columns that the table fits into."""

_RULE_COLUMN, _ANSWER_COLUMN = 11, 16


def determinations_data(assessment: Assessment) -> dict[str, Any]:
    """Return *assessment* as the plain values of its JSON form (``docs/case-file.md``)."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "policy_pack": {"id": assessment.pack_id, "edition": assessment.pack_edition},
        "determinations": [_determination(each) for each in assessment.determinations],
        "stages": {"selection": assessment.selection_stage, "tender": assessment.tender_stage},
        "minimum_weighting_percent": _number(assessment.minimum_weighting),
    }


def determinations_json(assessment: Assessment) -> str:
    """Return *assessment* as indented JSON text."""
    return json.dumps(determinations_data(assessment), ensure_ascii=False, indent=2)


def _determination(determination: Determination) -> dict[str, Any]:
    return {
        "rule": determination.rule,
        "title": determination.title,
        "status": determination.status.value,
        "standing": determination.standing.value,
        "stage": determination.stage.value if determination.stage else None,
        "severity": determination.severity.value,
        "headline": determination.headline,
        "reason": determination.reason,
        "recommendation": determination.recommendation,
        "duty": _duty(determination.duty) if determination.duty else None,
        "missing": list(determination.missing),
        "figures": [_figure(figure) for figure in determination.figures],
        "citations": [{"title": each.title, "url": each.url} for each in determination.citations],
        "confidence": determination.confidence,
        "checked": determination.checked.isoformat() if determination.checked else None,
        "affects": list(determination.affects),
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "action": duty.action,
        "by": duty.by,
        "notice": duty.notice,
        "contents": list(duty.contents),
        "otherwise": duty.otherwise,
        "periods": list(duty.periods),
    }


def _figure(figure: FigureUsed) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": plain_number(figure.value),
        "comparator": figure.comparator,
        "vat": figure.vat,
        "compared_with": None if figure.compared_with is None else plain_number(figure.compared_with),
        "effective_from": figure.effective_from.isoformat() if figure.effective_from else None,
        "effective_to": figure.effective_to.isoformat() if figure.effective_to else None,
    }


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def determinations_table(assessment: Assessment) -> str:
    """Return *assessment* as a table of text, :data:`WIDTH` columns wide at most."""
    lines = [
        f"Policy pack {assessment.pack_id}, edition {assessment.pack_edition}",
        f"Selection stage: {_yes_no(assessment.selection_stage)}",
        f"Tender stage: {_yes_no(assessment.tender_stage)}",
        f"Minimum weighting for social value: {_minimum(assessment.minimum_weighting)}",
        "",
        f"{'RULE':<{_RULE_COLUMN}}{'ANSWER':<{_ANSWER_COLUMN}}WHY",
        "-" * WIDTH,
    ]
    for determination in assessment.determinations:
        lines.extend(_rows(determination))
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _rows(determination: Determination) -> Iterator[str]:
    answer = determination.status.value.replace("_", " ").capitalize()
    sources = "; ".join(citation.title for citation in determination.citations)
    paragraphs = [determination.headline.rstrip(".") + ".", determination.reason]
    if advice := ADVICE_TITLES.get(determination.standing):
        paragraphs.append(f"{advice}: {determination.recommendation}".removesuffix(": "))
    if determination.duty:
        paragraphs += [f"{name}: {text}" for name, text in duty_parts(determination.duty)]
    if determination.missing:
        paragraphs.append(f"Missing: {', '.join(determination.missing)}")
    trust = "" if determination.confidence == "verified" else f" ({determination.confidence})"
    paragraphs.append(f"Source: {sources}{trust}")
    if determination.stage:
        paragraphs.append(f"Stage: {STAGE_TITLES[determination.stage]}")
    before = f"{determination.rule:<{_RULE_COLUMN}}{answer:<{_ANSWER_COLUMN}}"
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, WIDTH - _RULE_COLUMN - _ANSWER_COLUMN):
            yield before + line
            before = " " * (_RULE_COLUMN + _ANSWER_COLUMN)


def _yes_no(answer: bool | None) -> str:
    return "cannot tell" if answer is None else "yes" if answer else "no"


def _minimum(percent: Decimal | None) -> str:
    return "none known" if percent is None else f"{plain_number(percent)}%"
