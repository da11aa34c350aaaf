"""What the pack linter finds, as people read it in a terminal and as other programs read it."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from svdesk.checks.finding import Edit, Finding, FindingKind, Fix
from svdesk.domain.english import plain_number
from svdesk.domain.project import Project
from svdesk.services.project.repairing import place_of

WIDTH = 100
"""Columns that the text fits into."""

_HEADS = {
    FindingKind.BLOCK: "Must be put right",
    FindingKind.MISSING: "Still to give",
    FindingKind.CAUTION: "Take care",
    FindingKind.INFORMATION: "Worth knowing",
}


def findings_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return *findings* as the plain values of their JSON form."""
    return {"findings": [_finding(finding) for finding in findings]}


def findings_json(findings: Sequence[Finding]) -> str:
    """Return *findings* as indented JSON text."""
    return json.dumps(findings_data(findings), ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.kind.value,
        "where": finding.path,
        "message": finding.message,
        "why": finding.why,
        "citations": [{"title": each.title, "url": each.url} for each in finding.citations],
        "fix": _fix(finding.fix),
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"label": fix.label, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    return {"kind": _kind(edit), **{each.name: _plain(getattr(edit, each.name)) for each in fields(edit)}}


def _kind(edit: Edit) -> str:
    """Return the name of the edit's kind, such as "replace_text"."""
    name = type(edit).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _plain(value: object) -> object:
    """Return a field's value as exchange files write it."""
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


def findings_text(findings: Sequence[Finding], project: Project) -> str:
    """Return *findings* as text, grouped by how much they weigh, :data:`WIDTH` columns wide at most."""
    if not findings:
        return "Nothing to put right was found."
    lines: list[str] = []
    for kind, head in _HEADS.items():
        group = [finding for finding in findings if finding.kind is kind]
        if group:
            lines += [f"{head} ({len(group)})", "-" * WIDTH]
            for finding in group:
                lines += [*_lines(finding, project), ""]
    return "\n".join(lines).rstrip("\n")


def _lines(finding: Finding, project: Project) -> Iterator[str]:
    yield f"{finding.title} [{finding.code}]" if finding.title else f"[{finding.code}]"
    paragraphs = [
        f"Where: {place_of(finding.path, project)}",
        finding.message,
    ]
    if finding.why:
        paragraphs.append(f"Why: {finding.why}")
    if finding.citations:
        paragraphs.append(f"Source: {'; '.join(citation.title for citation in finding.citations)}")
    if finding.fix is not None:
        paragraphs.append(f"Fix: {finding.fix.label}.")
    for paragraph in paragraphs:
        yield from textwrap.wrap(paragraph, WIDTH - 2, initial_indent="  ", subsequent_indent="    ")
