"""Decisions that nobody has taken yet, or that want a reason before the pack goes out."""

from collections.abc import Iterator

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, Fix, SetField
from svdesk.domain.choices import Decision
from svdesk.domain.project import SINGLE_SECTIONS

_FIRST_FIELD = {"questions": "text", "kpis": "title"}


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what is still to be decided, each kind once."""
    yield from _outcomes(checked)
    yield from _commitments(checked)
    yield from _proposals(checked)
    yield from _turnover(checked)
    yield from _minimum_mark(checked)


def _outcomes(checked: CheckedCase) -> Iterator[Finding]:
    decisions = {decision.outcome_id: decision for decision in checked.project.outcomes}
    undecided = [
        key for key in checked.case.outcomes if key not in decisions or decisions[key].decision is None
    ]
    if undecided:
        where = f"outcomes.{undecided[0]}.decision"
        yield from checked.finding("undecided-outcomes", where, count=len(undecided))
    bare = [d.outcome_id for d in checked.project.outcomes if d.decision and not d.reason.strip()]
    if bare:
        where = f"outcomes.{bare[0]}.reason"
        title = checked.case.title_of(bare[0])
        yield from checked.finding("decision-no-reason", where, count=len(bare), outcome=title)


def _commitments(checked: CheckedCase) -> Iterator[Finding]:
    decided = {d.commitment_id for d in checked.project.commitments if d.decision is not None}
    undecided = [c.id for c in checked.pack.commitments if c.id not in decided]
    check = checked.check("undecided-commitments")
    if undecided and check is not None:
        edits = tuple(
            SetField(path=f"commitments.{key}.decision", value=Decision.CHOSEN) for key in undecided
        )
        fix = Fix(label=check.fix.format(count=len(undecided)), edits=edits)
        where = f"commitments.{undecided[0]}.decision"
        yield from checked.finding(check.id, where, fix, count=len(undecided))


def _proposals(checked: CheckedCase) -> Iterator[Finding]:
    waiting = [proposal.target for proposal in checked.project.proposals if proposal.confirmed_on is None]
    if waiting:
        places = (where for target in waiting if (where := _place(checked, target)))
        yield from checked.finding("unconfirmed", next(places, "outcomes"), count=len(waiting))


def _place(checked: CheckedCase, target: str) -> str:
    """Return the field at which a proposal can be seen; "" where what it proposed is gone."""
    section, _, rest = target.partition(".")
    if section in _FIRST_FIELD:
        items = getattr(checked.project, section)
        key = next((str(item.id) for item in items if rest.startswith(str(item.id))), "")
        return f"{section}.{key}.{rest[len(key) + 1 :] or _FIRST_FIELD[section]}" if key else ""
    known = {"outcomes": checked.case.outcomes, "commitments": {each.id for each in checked.pack.commitments}}
    if section in known:
        return target if rest.rpartition(".")[0] in known[section] else ""
    single = getattr(checked.project, section, None) if section in SINGLE_SECTIONS else None
    return target if hasattr(single, rest) else ""


def _turnover(checked: CheckedCase) -> Iterator[Finding]:
    check = checked.check("turnover-threshold")
    if check is not None and checked.project.access.turnover_threshold:
        path = "access.turnover_threshold"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=False),))
        yield from checked.finding(check.id, path, fix)


def _minimum_mark(checked: CheckedCase) -> Iterator[Finding]:
    evaluation, check = checked.project.evaluation, checked.check("minimum-mark-rule")
    if check is not None and evaluation.minimum_mark and not evaluation.minimum_mark_rule.strip():
        path = "evaluation.minimum_mark_rule"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=check.addition),))
        yield from checked.finding(check.id, path, fix, mark=evaluation.minimum_mark)
