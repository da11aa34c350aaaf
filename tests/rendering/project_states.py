"""Projects in every state that documents are made of: from empty to the largest sensible one, and hostile."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from svdesk.domain.choices import Decision, Frequency
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.facts import Lot
from svdesk.domain.project import CommitmentDecision, OutcomeDecision, Project, Question
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import example_project
from tests.projects import full_project

MARK_UP = (
    "<b>bold</b></para> <img src='/etc/passwd'> &amp; &#x41; ]]> <john@x.org> javascript:alert(1) (\\) %PDF"
)
SCRIPTS = "👍🏽 🇬🇧 ŵ ŷ Ŵ Ŷ Ελληνικά Кириллица Tiếng Việt العربية עברית 日本語 e\u0301"
CONTROLS = "\x00\x07\x1b\ud800\uffff \u202eoverride\u2066 \ttab\r\nline\x0b\u2028end \ufeff a\u00adb c\u200bd"
LONG_WORDS = f"{'x' * 500} {'W' * 500} https://example.org/{'path/' * 100}"
YEARS = 10


def largest() -> Project:
    """The largest project that makes sense: twenty lots, all outcomes, thirty questions, forty KPIs."""
    example, pack = example_project(), bundled_pack()
    chosen = tuple(outcome.id for outcome in pack.outcomes)[:15]
    kpi, question = example.kpis[0], example.questions[0]
    return replace(
        example,
        facts=replace(example.facts, term_months=12 * YEARS),
        lots=tuple(
            Lot(id=UUID(int=900 + n), title=f"Lot for the area {n}", value=Decimal(70_000)) for n in range(20)
        ),
        outcomes=tuple(
            OutcomeDecision(
                outcome_id=outcome.id,
                decision=Decision.CHOSEN if outcome.id in chosen else Decision.LEFT_OUT,
                reason="It fits what is bought, and the people whom the contract reaches. " * 4,
                local_need="The joint strategic needs assessment names it. " * 4,
            )
            for outcome in pack.outcomes
        ),
        questions=tuple(
            Question(
                id=UUID(int=1000 + n),
                stage=question.stage,
                outcome_id=chosen[n % len(chosen)],
                text=f"{question.text} (part {n})",
                good_answer=question.good_answer,
                marking=question.marking,
                word_limit=500,
                weight=Decimal(100) / 40 if n < 20 else Decimal(5),
            )
            for n in range(30)
        ),
        commitments=tuple(
            CommitmentDecision(commitment_id=item.id, decision=Decision.CHOSEN, how="As the annex says.")
            for item in pack.commitments
        ),
        kpis=tuple(
            replace(
                kpi,
                id=UUID(int=2000 + n),
                outcome_id=chosen[n % len(chosen)],
                title=f"{kpi.title}, group {n}",
                targets=tuple(Decimal(year * 10) for year in range(1, YEARS + 1)),
                frequency=Frequency.MONTHLY,
            )
            for n in range(40)
        ),
    )


def with_every_text(text: str) -> Callable[[], Project]:
    """Return what makes a project, filled in everywhere, whose every typed text is *text*."""
    return lambda: _reworded(full_project(), text)


def forty_thousand_words() -> Project:
    """A project with a field of 40,000 words in its prose and one in a table."""
    example, text = example_project(), "word " * 40_000
    kpi, *others = example.kpis
    return replace(
        example,
        about=replace(example.about, purpose=text),
        kpis=(replace(kpi, counts=text), *others),
    )


STATES: Mapping[str, Callable[[], Project]] = {
    "example": example_project,
    "empty": lambda: Project(id=UUID(int=1)),
    "full": full_project,
    "largest": largest,
    "mark-up": with_every_text(MARK_UP),
    "scripts": with_every_text(SCRIPTS),
    "controls": with_every_text(CONTROLS),
    "long words": with_every_text(LONG_WORDS),
    "forty thousand words": forty_thousand_words,
}


def _reworded(value: Any, text: str) -> Any:  # noqa: ANN401 - a project or any part of it
    if isinstance(value, tuple):
        return tuple(_reworded(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    forms = field_forms(type(value))
    changes = {}
    for each in fields(value):
        form, held = forms.get(each.name), getattr(value, each.name)
        typed = form is not None and form.kind in (Kind.LINE, Kind.LONG)
        # What names an item of the policy pack is chosen from it, never typed.
        if typed and not each.name.endswith("_id") and not isinstance(value, Project):
            changes[each.name] = text
        elif isinstance(held, tuple) or is_dataclass(held):
            changes[each.name] = _reworded(held, text)
    return replace(value, **changes)
