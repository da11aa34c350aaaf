"""What the law and the policy require of this contract: each determination with its sources."""

from collections.abc import Iterable, Sequence

from svdesk.documents.model.blocks import Block, Callout, Cell, Column, Inlines, Table, Text, Tone, words
from svdesk.documents.model.frame import not_yet, part, say, section
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import day, fact_names, sources
from svdesk.domain.english import capitalised, count_in_words
from svdesk.domain.entry import show_pounds
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import CycleStage, Determination, FigureUsed, Severity, Status
from svdesk.policy.rules.showing import ADVICE_TITLES, STAGE_TITLES, duty_words

STATUS_WORDS = {
    Status.APPLIES: "Applies",
    Status.DOES_NOT_APPLY: "Does not apply",
    Status.CANNOT_TELL: "Cannot tell",
}
_STAGES = (*CycleStage, None)
_VAT = {"inclusive": " including VAT", "exclusive": " excluding VAT"}


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part with the determinations: duties and limits first, then what is good to know."""
    found: list[Block] = [
        part("What the law and the policy require", id="law"),
        say(
            f"SVDesk compared the facts in part {Ref('contract')} with the rules in its policy pack. This "
            "is what it "
            "answered. The words are addressed to the officer, so “you” is the officer. Each answer says "
            "when its law was read. This is not legal advice."
        ),
    ]
    said = sorted(case.assessment.determinations, key=lambda item: _STAGES.index(item.stage))
    if not said:
        return (*found, not_yet("The rules have not been applied to this contract."))
    applies = [item for item in said if item.status is Status.APPLIES]
    advised = [item for item in said if item.standing in ADVICE_TITLES]
    carded = (
        (
            "What applies, and asks something of us",
            [i for i in applies if i.severity is not Severity.INFORMATION],
        ),
        ("What can't be told yet", [i for i in said if i.status is Status.CANNOT_TELL]),
    )
    others = [i for i in said if i.status is Status.DOES_NOT_APPLY and i not in advised]
    tabled = (
        ("What also applies", [(i,) for i in applies if i.severity is Severity.INFORMATION]),
        ("Advice, which is not law here", [(i,) for i in advised]),
        ("What does not apply", _alike(others)),
    )
    for title, items in carded:
        found += (section(title), *(_card(item) for item in items)) if items else ()
    for title, groups in tabled:
        found += (section(title), _table(title, groups)) if groups else ()
    return (*found, *_figures(said))


def _alike(items: Iterable[Determination]) -> list[tuple[Determination, ...]]:
    """Return *items* in groups of the same reason, so that a document says it once."""
    groups: dict[str, list[Determination]] = {}
    for item in items:
        groups.setdefault(item.reason, []).append(item)
    return [tuple(group) for group in groups.values()]


def _card(item: Determination) -> Callout:
    tone = Tone.TAKE_CARE if item.severity is Severity.CAUTION else Tone.APPLIES
    if item.forbids and item.status is Status.APPLIES:
        tone = Tone.NOT_ALLOWED
    if item.status is Status.CANNOT_TELL:
        tone = Tone.CANNOT_TELL
    duty = (words(duty_words(item.duty)),) if item.duty else ()
    missing = (words(f"Still needed: {fact_names(item.missing)}."),) if item.missing else ()
    return Callout(
        tone=tone,
        title=item.headline or item.title,
        body=(words(item.reason), *duty, *missing),
        source=_standing(item),
    )


def _table(title: str, groups: Sequence[tuple[Determination, ...]]) -> Table:
    return Table(
        caption=title,
        show_caption=False,
        columns=(Column(title="Rule", width=1.8), Column(title="Why, and where it is written", width=5.2)),
        rows=tuple(_row(*items) for items in groups),
    )


def _row(first: Determination, *others: Determination) -> tuple[Cell, ...]:
    """Return the row of one rule, or of several that give the same reason."""
    advice = ADVICE_TITLES.get(first.standing, "")
    duty = duty_words(first.duty) if first.duty else ""
    said = " ".join(filter(None, (advice and f"{advice}.", first.reason, first.recommendation, duty)))
    if not others:
        return (words(first.title), (Text(f"{said}\n"), *_standing(first)))
    alike = (first, *others)
    runs = [run for item in alike for run in (Text(f"\n{item.title}. ", True), *_standing(item))]
    return (words(f"{capitalised(count_in_words(len(alike), 'rule'))} with one reason"), (Text(said), *runs))


def _standing(item: Determination) -> Inlines:
    stage = f"; stage: {STAGE_TITLES[item.stage].lower()}" if item.stage else ""
    checked = f"; law read on {day(item.checked)}" if item.checked else ""
    return (
        Text(f"{item.rule}: {STATUS_WORDS[item.status].lower()}, {item.confidence}{stage}{checked}. "),
        *sources(item.citations),
    )


def _figures(said: Iterable[Determination]) -> tuple[Block, ...]:
    """Return the figures that the answers rest on, each once, with the rules that use it."""
    used: dict[FigureUsed, list[str]] = {}
    for item in said:
        for figure in item.figures:
            used.setdefault(figure, []).append(item.rule)
    if not used:
        return ()
    return (
        Table(
            caption="Figures that these answers rest on",
            columns=(
                Column(title="Figure, and the rules that use it", width=3),
                Column(title="Value", width=1.6),
                Column(title="In force", width=2),
                Column(title="This contract", width=1.6),
            ),
            rows=tuple(
                (
                    words(f"{capitalised(figure.name)} ({', '.join(dict.fromkeys(rules))})"),
                    words(f"{show_pounds(figure.value)}{_VAT.get(figure.vat, '')}"),
                    words(in_force(figure)),
                    words(stands(figure)),
                )
                for figure, rules in used.items()
            ),
        ),
    )


def in_force(figure: FigureUsed) -> str:
    """Return the days on which a figure is in force."""
    if figure.effective_from and figure.effective_to:
        return f"{day(figure.effective_from)} to {day(figure.effective_to)}"
    if figure.effective_from:
        return f"Since {day(figure.effective_from)}"
    return f"Until {day(figure.effective_to)}" if figure.effective_to else "No dates recorded"


def stands(figure: FigureUsed) -> str:
    """Return the contract's value and how it stands to a figure."""
    if figure.compared_with is None:
        return capitalised(figure.comparator) or "Not compared"
    return f"{show_pounds(figure.compared_with)}, {figure.comparator}"
