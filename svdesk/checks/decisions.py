"""Decisions that nobody has taken yet, or that want a reason before the pack goes out."""

from collections.abc import Iterator
from dataclasses import replace

from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, Fix, SetField
from svdesk.domain.choices import Decision
from svdesk.domain.project import SINGLE_SECTIONS
from svdesk.domain.proposals import open_proposals, without_reason

_FIRST_FIELD = {"questions": "text", "kpis": "title"}


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what is still to be decided, each kind once."""
    yield from _outcomes(checked)
    yield from _other_editions(checked)
    yield from _commitments(checked)
    yield from _proposals(checked)
    yield from _minimum_mark(checked)


def _outcomes(checked: CheckedCase) -> Iterator[Finding]:
    decided = {made.outcome_id: made.decision for made in checked.project.outcomes if made.decision}
    # What a question or a KPI is about is told of on its own.
    told = {question.outcome_id for question in checked.project.questions}
    told |= {kpi.outcome_id for kpi in checked.project.kpis}
    if checked.check("used-but-undecided") is None:
        told = set()
    undecided = [key for key in checked.case.outcomes if key not in decided and key not in told]
    if undecided:
        where, *others = (f"outcomes.{key}.decision" for key in undecided)
        yield from checked.gap("undecided-outcomes", where, others=tuple(others), count=len(undecided))
    reasons = {made.outcome_id: made.reason.strip() for made in checked.project.outcomes}
    bare = [key for key in decided if key in checked.case.outcomes and not reasons[key]]
    if bare:
        where, *others = (f"outcomes.{key}.reason" for key in bare)
        yield from checked.gap(
            "decision-no-reason",
            where,
            others=tuple(others),
            count=len(bare),
            outcome=checked.case.title_of(bare[0]),
        )
    offered = [decided.get(key) for key in checked.case.outcomes]
    if offered and all(decision is Decision.LEFT_OUT for decision in offered):
        yield from checked.finding("all-left-out", "outcomes")


def _other_editions(checked: CheckedCase) -> Iterator[Finding]:
    """Yield decisions and answers to what this edition of the policy does not ask."""
    for made in checked.project.outcomes:
        if made.outcome_id not in checked.case.outcomes:
            yield from checked.finding("outcome-not-offered", f"outcomes.{made.outcome_id}.decision")
    asked = {question.id for question in checked.pack.profile_questions}
    for given in checked.project.profile:
        if given.question_id not in asked:
            yield from checked.finding("answer-not-asked", f"profile.{given.question_id}.answer")


def _commitments(checked: CheckedCase) -> Iterator[Finding]:
    decided = {d.commitment_id for d in checked.project.commitments if d.decision is not None}
    undecided = [c.id for c in checked.pack.commitments if c.id not in decided]
    check = checked.check("undecided-commitments")
    if undecided and check is not None:
        edits = tuple(
            SetField(path=f"commitments.{key}.decision", value=Decision.CHOSEN) for key in undecided
        )
        fix = Fix(label=check.fix.format(count=len(undecided)), edits=edits)
        where, *others = (f"commitments.{key}.decision" for key in undecided)
        yield from checked.gap(check.id, where, fix, tuple(others), count=len(undecided))


def _proposals(checked: CheckedCase) -> Iterator[Finding]:
    """Yield how much of what SVDesk proposed still waits for a person, or for that person's reason.

    It stands where the first can be seen, and with the state of the documents, which are drafts till then.
    """
    waiting = [proposal.target for proposal in open_proposals(checked.project)]
    if waiting:
        places = (where for target in waiting if (where := _place(checked, target)))
        for finding in checked.finding("unconfirmed", next(places, "outcomes"), count=len(waiting)):
            yield replace(finding, others=("control.status",))
    if count := len(without_reason(checked.project)):
        yield from checked.finding("changed-without-reason", "control.status", count=count)


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


def _minimum_mark(checked: CheckedCase) -> Iterator[Finding]:
    evaluation, check = checked.project.evaluation, checked.check("minimum-mark-rule")
    if not checked.case.has_tender:
        return
    if evaluation.minimum_mark == 0:
        yield from checked.finding("minimum-mark-nought", "evaluation.minimum_mark")
    elif check is not None and evaluation.minimum_mark and not evaluation.minimum_mark_rule.strip():
        path = "evaluation.minimum_mark_rule"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=check.addition),))
        yield from checked.gap(check.id, path, fix, mark=evaluation.minimum_mark)
