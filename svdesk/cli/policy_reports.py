"""What the validator and the comparison of packs say, for people and for other programs."""

import json
from typing import Any

from svdesk.domain.english import plural
from svdesk.policy.content.determinations import Determination
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.diff import Difference, ItemChange
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.policy.loading.plain import plain
from svdesk.policy.loading.validation import PackReport
from svdesk.services.editions.under_edition import PackComparison, Reassessed

_LONGEST_SHOWN = 160


def check_json(pack: PolicyPack, report: PackReport) -> str:
    """Return what the validator found, as indented JSON text."""
    return _json(
        {
            "pack": _named(pack),
            "ok": not report.errors,
            "findings": plain(report.findings),
            "reading": plain(report.readings),
        }
    )


def refused_json(problems: tuple[str, ...]) -> str:
    """Return why a pack cannot be loaded, in the form of :func:`check_json`."""
    blank = {"level": "error", "kind": "", "id": "", "field": ""}
    findings = [{**blank, "message": each, "file": _file_in(each)} for each in problems]
    return _json({"pack": None, "ok": False, "findings": findings})


def _file_in(problem: str) -> str:
    """Return the file that the text of a problem begins with, or ""."""
    file, _, rest = problem.partition(": ")
    return file if rest and file.endswith(".toml") else ""


def check_text(pack: PolicyPack, report: PackReport) -> str:
    """Return what the validator found, a finding a line, and the table of how hard texts are to read."""
    lines = [f"{pack.title} ({pack.id}, edition {pack.edition})", ""]
    for finding in report.findings:
        where = " ".join(part for part in (finding.kind, finding.id) if part)
        field = f", {finding.field}" if finding.field else ""
        file = f"{finding.file}: " if finding.file else ""
        lines.append(f"{finding.level.value.upper():<8} {file}{where}{field}: {finding.message}")
    errors = len(report.errors)
    warnings = len(report.findings) - errors
    lines += [
        "",
        f"{errors or 'no'} {plural(errors, 'error')}, {warnings or 'no'} {plural(warnings, 'warning')}.",
        "",
    ]
    rows = [("Kind", "Items", "Words", "Average", "Longest", "Age", "Longest sentence in")]
    rows += [
        (
            each.kind,
            str(each.items),
            f"{each.words:,}",
            f"{each.average_sentence:.1f}",
            str(each.longest_sentence),
            f"{each.reading_age:.1f}",
            each.longest,
        )
        for each in report.readings
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        kind, *numbers, longest = row
        cells = [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
        lines.append("  ".join((kind.ljust(widths[0]), *cells, longest)))
    lines.append("Average and longest are words a sentence; age is the reading age in years.")
    return "\n".join(lines)


def diff_json(old: PolicyPack, new: PolicyPack, differences: tuple[Difference, ...]) -> str:
    """Return what differs between two packs, as indented JSON text."""
    return _json({"old": _named(old), "new": _named(new), "differences": plain(differences)})


def comparison_json(old: PolicyPack, new: PolicyPack, comparison: PackComparison) -> str:
    """Return what another edition changes for a project, as indented JSON text."""
    return _json(
        {
            "old": _named(old),
            "new": _named(new),
            "differences": plain(comparison.affecting),
            "reassessed": plain(comparison.reassessed),
            "corrections": plain(comparison.corrections),
        }
    )


def diff_text(old: PolicyPack, new: PolicyPack, differences: tuple[Difference, ...]) -> str:
    """Return what differs between two packs, item by item and field by field."""
    lines = [f"{old.id} {old.edition} -> {new.id} {new.edition}"]
    if not differences:
        lines.append("Nothing differs.")
    for each in differences:
        lines.append(f"\n{_SIGNS[each.change]} {each.kind} {each.id}: {_short(each.title)}")
        for changed in each.fields:
            lines.append(f"    {changed.field}")
            lines.append(f"      was {_short(changed.before)}")
            lines.append(f"      is  {_short(changed.after)}")
    counts = [sum(each.change is change for each in differences) for change in ItemChange]
    words = ", ".join(f"{count} {change.value}" for change, count in zip(ItemChange, counts, strict=True))
    return "\n".join([*lines, "", f"{words}."])


def comparison_text(old: PolicyPack, new: PolicyPack, comparison: PackComparison) -> str:
    """Return what of another edition touches a project, and which rules then say something else."""
    lines = [diff_text(old, new, comparison.affecting)]
    for each in comparison.reassessed:
        lines += ["", f"{each.rule} is judged anew"]
        for was, now in _judged(each):
            lines += [f"      was {was}", f"      is  {now}"]
        lines += [f"      wrong before: {correction.was}" for correction in comparison.corrected(each.rule)]
    if not comparison.reassessed:
        lines += ["", "Every rule says of this project what it said before."]
    return "\n".join(lines)


def _judged(each: Reassessed) -> tuple[tuple[str, str], ...]:
    """Return what a rule said and says: the headline where that differs, or else whatever does."""
    if each.before is None or each.after is None:
        none = "no such rule"
        before = each.before.headline if each.before else none
        return ((before, each.after.headline if each.after else none),)
    told = [(said.headline, said.reason, _weight(said)) for said in (each.before, each.after)]
    differing = tuple((was, now) for was, now in zip(*told, strict=True) if was != now)
    return differing[:1]


def _weight(said: Determination) -> str:
    figures = "; ".join(f"{figure.name} {figure.value} ({figure.comparator})" for figure in said.figures)
    return f"{said.status.value}, {said.severity.value}{f', {figures}' if figures else ''}"


def packs_data(registry: PackRegistry) -> dict[str, Any]:
    """Return the packs at hand, which of them is active, and what is wrong with other folders."""
    active = registry.active()
    return {
        "active": _named(active),
        "packs": [
            {
                "id": place.id,
                "edition": place.edition,
                "title": place.title,
                "extends": place.extends,
                "origin": place.origin.value,
                "folder": str(place.folder),
            }
            for place in registry.packs()
        ],
        "problems": list(registry.problems),
    }


def packs_text(registry: PackRegistry) -> str:
    """Return the packs at hand, a line each, the active one marked."""
    told = packs_data(registry)
    lines = []
    for pack in told["packs"]:
        active = (pack["id"], pack["edition"]) == (told["active"]["id"], told["active"]["edition"])
        mark = "*" if active and pack["origin"] != "kept" else " "
        lines.append(
            f"{mark} {pack['id']}@{pack['edition']}  {pack['origin']}  {pack['title']}  {pack['folder']}"
        )
    return "\n".join([*lines, *told["problems"], "* is what new projects are made with."])


_SIGNS = {ItemChange.ADDED: "+", ItemChange.REMOVED: "-", ItemChange.CHANGED: "~"}


def _named(pack: PolicyPack) -> dict[str, str]:
    return {"id": pack.id, "edition": pack.edition, "title": pack.title, "fingerprint": pack.fingerprint}


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
