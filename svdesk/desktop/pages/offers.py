"""The outcomes a question or a KPI can belong to."""

from svdesk.domain.choices import Decision
from svdesk.services.project.session import Session


def outcomes_on_offer(session: Session, section: str) -> list[tuple[str, str]]:
    """Return (id, title) of the outcomes that are chosen, and of those that *section* uses already.

    One that the policy pack no longer has is offered by its id, so that an old answer still shows.
    """
    project, pack = session.project, session.pack
    chosen = {d.outcome_id for d in project.outcomes if d.decision is Decision.CHOSEN}
    used = {item.outcome_id for item in getattr(project, section) if item.outcome_id}
    known = [(outcome.id, outcome.title) for outcome in pack.outcomes if outcome.id in chosen | used]
    gone = used - {outcome.id for outcome in pack.outcomes}
    return known + [(key, f"{key} (no longer in the policy pack)") for key in sorted(gone)]
