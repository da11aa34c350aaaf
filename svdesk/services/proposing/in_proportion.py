"""What a contract usually carries beside what this one asks, in words for the card on a step."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from svdesk.domain.choices import Decision, Stage
from svdesk.domain.english import listed, plural
from svdesk.domain.entry import show_number, show_pounds
from svdesk.domain.field_paths import items_by_key, parse_path
from svdesk.domain.project import Project, answered_by_lot
from svdesk.policy.case import Case
from svdesk.policy.content.items import Citation
from svdesk.policy.guidance.burden import Burden, Cut, burden
from svdesk.policy.guidance.proportion import Amount, Proportion, Risk, Weighting, proportion
from svdesk.policy.rules.stages import questions_at
from svdesk.steps.step import Proportionate, Step

METHOD = "evaluation.winner_only_method"
"""The field that lets only the winner write the method statement."""

_FEW = 2
"""So many sizes that the facts leave open are still named."""

_RISKS = {Risk.LOW: "Low risk", Risk.MEDIUM: "Medium risk", Risk.HIGH: "High risk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionRow:
    """One thing that can be too much: what is *usual*, what is asked *here*, whether that is *over*."""

    name: str
    usual: str
    here: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCut:
    """Something to leave out or shorten, and what that saves.

    *places* are the fields that it is good for, each by its path and by what people call it.
    """

    places: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InProportion:
    """What the card of one step shows.

    *size* and *risk* are sentences, *risk_reasons* what the risk comes from. *ask* is the path of the
    fact on which the size still hangs, "" where it is known. *notes* are further sentences on what is
    asked. *method* is what would come of it if only the winner wrote the method, "" where that is no
    help. *evidence* pairs a text with its sources.
    """

    label: str
    size: str
    ask: str
    risk: str
    risk_reasons: tuple[str, ...]
    rows: tuple[ProportionRow, ...]
    notes: tuple[str, ...]
    cuts: tuple[NamedCut, ...]
    method: str
    evidence: tuple[tuple[str, tuple[Citation, ...]], ...]


def in_proportion(case: Case, step: Step) -> InProportion:
    """Return what is to be shown on *step*, which has rows of *proportion*."""
    project, guide, load = case.project, proportion(case), burden(case)
    # What bidders write is told in full where their questions and the weights are decided.
    full = Proportionate.WORDS in step.proportion
    rows = tuple(row for row in _rows(case, guide, load) if row.name in step.proportion)
    ladder = (guide.evidence, guide.citations)
    reckoning = ((load.evidence, load.citations),) if Proportionate.HOURS in step.proportion else ()
    cuts = [
        cut
        for cut in load.cuts
        if cut.path != METHOD and (full or parse_path(cut.path).section in step.sections)
    ]
    method = [cut for cut in load.cuts if cut.path == METHOD and full]
    return InProportion(
        label=guide.label,
        size=_size(guide),
        ask=f"facts.{guide.missing[0]}" if guide.missing else "",
        risk=_RISKS[guide.risk],
        risk_reasons=guide.risk_reasons,
        rows=rows,
        notes=tuple(_notes(guide, load, full=full, by_lot=answered_by_lot(project))),
        cuts=tuple(_named(cuts, project)),
        method="".join(_method(cut) for cut in method),
        evidence=(ladder, *reckoning),
    )


def _size(guide: Proportion) -> str:
    if guide.rung is not None:
        return f"A contract {guide.rung.title}"
    if len(guide.possible) > _FEW:
        return "How big the contract is, the facts leave open"
    return f"A contract {listed((rung.title for rung in guide.possible), 'or')}: the facts leave that open"


def _rows(case: Case, guide: Proportion, load: Burden) -> Iterator[ProportionRow]:
    project, known = case.project, guide.rung is not None
    asked = case.assessment.tender_stage is not False
    scored = questions_at(Stage.TENDER, project.questions, case.assessment) if asked else ()
    chosen = sum(decided.decision is Decision.CHOSEN for decided in project.outcomes)
    for name, amount, here in (
        (Proportionate.OUTCOMES, guide.outcomes, Decimal(chosen)),
        (Proportionate.QUESTIONS, guide.questions, Decimal(len(scored))),
        (Proportionate.WORDS, guide.words, Decimal(load.words)),
        (Proportionate.MEASURES, guide.kpis, Decimal(len(project.kpis))),
    ):
        yield ProportionRow(
            name=name, usual=_range(amount), here=_count(here), over=known and here > amount.most
        )
    weight = project.evaluation.social_value_weight
    yield ProportionRow(
        name=Proportionate.WEIGHT,
        usual=_percents(guide.weighting),
        here="not given" if weight is None else f"{show_number(weight)}%",
        over=known and weight is not None and weight > guide.weighting.most,
    )
    yield ProportionRow(
        name=Proportionate.HOURS, usual=_range(guide.hours), here=_count(load.hours), over=load.over
    )


def _range(amount: Amount) -> str:
    if not amount.most:
        return "none"
    if amount.least == amount.most:
        return f"{amount.most:,}"
    return f"up to {amount.most:,}" if not amount.least else f"{amount.least:,} to {amount.most:,}"


def _percents(weighting: Weighting) -> str:
    least, most = show_number(weighting.least), show_number(weighting.most)
    if not weighting.most:
        return "none"
    return f"{most}%" if least == most else f"{least}% to {most}%"


def _count(number: Decimal) -> str:
    return show_number(number) if number else "none"


def _notes(guide: Proportion, load: Burden, *, full: bool, by_lot: bool) -> Iterator[str]:
    if guide.rung is None:
        yield f"What is usual is shown for a contract {guide.basis.title}."
    if not full:
        return
    yield "Questions are those with marks; words and hours are one bidder's."
    if guide.weighting.minimum:
        yield f"A weight of at least {show_number(guide.weighting.minimum)}% is binding here."
    if load.hours:
        worth = load.value_an_hour
        each = f", and the contract is worth {show_pounds(worth)} for each of them" if worth else ""
        share = show_number(load.share_of_bid)
        yield f"{_hours(load.hours)} of work: {share}% of the usual time for a whole bid{each}."
    if load.winner_only:
        yield "Only the winner writes the method statement. That is counted here."
    if by_lot:
        yield "That is for one lot: whoever bids for more answers again for each."


def _named(cuts: list[Cut], project: Project) -> Iterator[NamedCut]:
    """Yield the cuts in words, those that say the same as one."""
    alike: dict[tuple[str, Decimal], list[Cut]] = {}
    names = _names(project)
    for cut in cuts:
        alike.setdefault((cut.text, cut.hours_saved), []).append(cut)
    for (text, saved), group in alike.items():
        each = " each" if len(group) > 1 else ""
        places = tuple(_place(cut.path, names) for cut in group)
        yield NamedCut(places=places, text=f"{text} Saves {_hours(saved)}{each}.")


def _method(cut: Cut) -> str:
    saved = _hours(cut.hours_saved)
    return f"Bidders then give their numbers and a short answer. That saves each of them {saved}."


def _names(project: Project) -> Mapping[str, str]:
    """Return what each question and KPI is called on its step, by its key."""
    names = {key: f"KPI {n}" for n, key in enumerate(items_by_key("kpis", project.kpis), 1)}
    counts: Counter[Stage] = Counter()
    for key, question in items_by_key("questions", project.questions).items():
        counts[question.stage] += 1
        names[key] = f"{question.stage.label} question {counts[question.stage]}"
    return names


def _place(cut_path: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the path of the field to go to, and what its item is called on its step."""
    section, _, rest = cut_path.partition(".")
    key, _, field = rest.partition(".")
    first = "title" if section == "kpis" else "text"
    return f"{section}.{key}.{field or first}", names[key]


def _hours(hours: Decimal) -> str:
    return f"{show_number(hours)} {plural(hours, 'hour')}"
