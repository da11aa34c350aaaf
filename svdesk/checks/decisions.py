"""Decisions that nobody has taken yet, or that want a reason before the pack goes out."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding, Fix, SetField
from svdesk.checks.scene import Scene
from svdesk.domain.choices import Decision
from svdesk.domain.project import SINGLE_SECTIONS

_FIRST_FIELD = {"questions": "text", "kpis": "title"}


def find(scene: Scene) -> Iterator[Finding]:
    """Yield what is still to be decided, each kind once."""
    yield from _outcomes(scene)
    yield from _commitments(scene)
    yield from _proposals(scene)
    yield from _turnover(scene)
    yield from _minimum_mark(scene)


def _outcomes(scene: Scene) -> Iterator[Finding]:
    decisions = {decision.outcome_id: decision for decision in scene.project.outcomes}
    undecided = [key for key in scene.outcomes if key not in decisions or decisions[key].decision is None]
    if undecided:
        where = f"outcomes.{undecided[0]}.decision"
        yield from scene.finding("undecided-outcomes", where, count=len(undecided))
    bare = [d.outcome_id for d in scene.project.outcomes if d.decision and not d.reason.strip()]
    if bare:
        where = f"outcomes.{bare[0]}.reason"
        title = scene.title_of(bare[0])
        yield from scene.finding("decision-no-reason", where, count=len(bare), outcome=title)


def _commitments(scene: Scene) -> Iterator[Finding]:
    decided = {d.commitment_id for d in scene.project.commitments if d.decision is not None}
    undecided = [c.id for c in scene.pack.commitments if c.id not in decided]
    check = scene.check("undecided-commitments")
    if undecided and check is not None:
        edits = tuple(
            SetField(path=f"commitments.{key}.decision", value=Decision.CHOSEN) for key in undecided
        )
        fix = Fix(label=check.fix.format(count=len(undecided)), edits=edits)
        where = f"commitments.{undecided[0]}.decision"
        yield from scene.finding(check.id, where, fix, count=len(undecided))


def _proposals(scene: Scene) -> Iterator[Finding]:
    waiting = [proposal.target for proposal in scene.project.proposals if proposal.confirmed_on is None]
    if waiting:
        places = (where for target in waiting if (where := _place(scene, target)))
        yield from scene.finding("unconfirmed", next(places, "outcomes"), count=len(waiting))


def _place(scene: Scene, target: str) -> str:
    """Return the field at which a proposal can be seen; "" where what it proposed is gone."""
    section, _, rest = target.partition(".")
    if section in _FIRST_FIELD:
        items = getattr(scene.project, section)
        key = next((str(item.id) for item in items if rest.startswith(str(item.id))), "")
        return f"{section}.{key}.{rest[len(key) + 1 :] or _FIRST_FIELD[section]}" if key else ""
    known = {"outcomes": scene.outcomes, "commitments": {each.id for each in scene.pack.commitments}}
    if section in known:
        return target if rest.rpartition(".")[0] in known[section] else ""
    single = getattr(scene.project, section, None) if section in SINGLE_SECTIONS else None
    return target if hasattr(single, rest) else ""


def _turnover(scene: Scene) -> Iterator[Finding]:
    check = scene.check("turnover-threshold")
    if check is not None and scene.project.access.turnover_threshold:
        path = "access.turnover_threshold"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=False),))
        yield from scene.finding(check.id, path, fix)


def _minimum_mark(scene: Scene) -> Iterator[Finding]:
    evaluation, check = scene.project.evaluation, scene.check("minimum-mark-rule")
    if check is not None and evaluation.minimum_mark and not evaluation.minimum_mark_rule.strip():
        path = "evaluation.minimum_mark_rule"
        fix = Fix(label=check.fix, edits=(SetField(path=path, value=check.addition),))
        yield from scene.finding(check.id, path, fix, mark=evaluation.minimum_mark)
