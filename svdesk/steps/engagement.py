"""Engagement and coproduction: a log of who was heard, and what it changed."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import EngagementKind
from svdesk.domain.english import counted, show_date
from svdesk.domain.project import EngagementEntry
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, invalid, is_blank, unanswered
from svdesk.steps.step import Phase, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the log's entries lack, and dates that cannot be right."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    for entry in case.project.engagement:
        path = f"engagement.{entry.id}"
        yield from unanswered(path, entry)
        if entry.kind is EngagementKind.MARKET:
            yield from _market(path, entry, case)


def _market(path: str, entry: EngagementEntry, case: Case) -> Iterator[Finding]:
    notice = case.project.facts.commencement_date
    if entry.held_on and notice and entry.held_on > notice:
        yield invalid(
            f"{path}.held_on",
            f"Preliminary market engagement comes before the tender notice, {show_date(notice)}. "
            "Change one of the dates, or the kind of engagement.",
        )
    if is_blank(entry.notice_reference):
        yield advice(
            f"{path}.notice_reference",
            "Give the reference of the engagement notice, if one was published.",
        )


def summary(case: Case) -> str:
    """Return how many entries the log has, or that engagement was decided against."""
    count = len(case.project.engagement)
    if count:
        return counted(count, "entry", "entries")
    access = case.project.access
    decided_against = access.supplier_engagement is False and not is_blank(access.supplier_engagement_note)
    return "None, for the reason given" if decided_against else ""


STEP = Step(
    key="engagement",
    title="Engagement and coproduction",
    phase=Phase.PLAN,
    purpose="Record whom you listened to before the tender, what you heard and what it changed.",
    sections=("engagement",),
    check=check,
    summary=summary,
    documents=("statement",),
)
