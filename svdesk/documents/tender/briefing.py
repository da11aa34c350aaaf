"""The supplier briefing: what a market engagement tells suppliers before there is a tender.

In this document "we" is the authority and "you" is the supplier. It is a leaflet of two pages: where a
project has more to say, it says less of each thing, and that the tender documents say the rest.
"""

from dataclasses import dataclass, replace

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Document,
    FactList,
    Inlines,
    Paragraph,
    Text,
    text_of,
    words,
)
from svdesk.documents.model.frame import Rows, frame, lots_line, not_yet, part, say
from svdesk.documents.model.lookups import (
    counted_kpis,
    moved_questions,
    outcome_title,
    selection_questions,
    tender_questions,
    word_limit,
)
from svdesk.documents.model.page_budget import cut, fits
from svdesk.documents.model.phrases import (
    FIRST_STEP_DAY,
    NOT_YET,
    day,
    given,
    percent,
    pounds,
    typed,
    weekday,
)
from svdesk.documents.model.route import carries_no_marks, no_tender, seeks_nothing
from svdesk.documents.model.term import term
from svdesk.documents.model.wording import itself
from svdesk.domain.choices import EngagementKind
from svdesk.domain.english import capitalised, count_in_words, within_sentence
from svdesk.domain.project import answered_by_lot
from svdesk.policy.case import Case

TITLE = "Social value: a briefing for suppliers"

_MOST_NAMED = 5
"""More measures than this are only counted, so that the briefing stays on two pages."""

_PAGES = 2

_REST = "The tender documents will say more."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How much is said: of texts the most letters, of lists the most entries.

    *needs* and *measures* are for all outcomes and measures together.
    """

    purpose: int
    outcomes: int
    needs: int
    measures: int
    meetings: int
    lots: int
    line: int


# The fullest that fits is made. In the last nearly nothing is left that grows with the project.
_ROOMS = (
    _Room(purpose=900, outcomes=8, needs=1600, measures=600, meetings=6, lots=240, line=200),
    _Room(purpose=600, outcomes=6, needs=900, measures=340, meetings=4, lots=160, line=120),
    _Room(purpose=420, outcomes=5, needs=600, measures=200, meetings=3, lots=110, line=100),
    _Room(purpose=330, outcomes=5, needs=300, measures=100, meetings=2, lots=60, line=80),
    _Room(purpose=240, outcomes=4, needs=0, measures=0, meetings=1, lots=50, line=50),
    _Room(purpose=160, outcomes=3, needs=0, measures=0, meetings=1, lots=30, line=24),
)


def compose(case: Case) -> Document:
    """Return the briefing on *project*, with as much of each thing as two pages hold."""
    made = (_composed(case, room) for room in _ROOMS)
    found = next(made)
    for less in made:
        if fits(found, _PAGES):
            break
        found = less
    return found


def _composed(case: Case, room: _Room) -> Document:
    found = frame(
        case,
        kind="briefing",
        title=TITLE,
        what="Market engagement",
        cover=_cover(case, room),
        summary=None,
        blocks=(
            *_bought(case, room),
            *_priorities(case, room),
            *_asked(case, room),
            *_prepare(case),
            *_say(case, room),
        ),
        keywords=("social value", "market engagement", "suppliers"),
        compact=True,
    )
    return replace(
        found,
        subtitle=cut(found.subtitle, 2 * room.line),
        authority=cut(found.authority, room.line),
        cover=tuple((name, _cut_words(value, 2 * room.line)) for name, value in found.cover),
    )


def _cut_words(value: Inlines, most: int) -> Inlines:
    text = text_of(value)
    return value if cut(text, most) == text else words(cut(text, most))


def unavailable(case: Case) -> str:
    """Return why there is no market to brief; "" where suppliers may tender."""
    if not no_tender(case):
        return ""
    return "The route that you chose has no tender, so there are no suppliers to prepare for one."


def _cover(case: Case, room: _Room) -> Rows:
    facts = case.facts
    lots = (("Lots", words(_lots(case, room))),) if case.project.lots else ()
    return (
        ("Estimated value", words(pounds(facts.value, facts.vat))),
        ("Contract", words(term(facts))),
        *lots,
        (FIRST_STEP_DAY, words(weekday(facts.commencement_date))),
        ("Tenders by", words(weekday(facts.tender_deadline))),
    )


def _lots(case: Case, room: _Room) -> str:
    line = lots_line(case.project)
    short = cut(line, room.lots)
    return line if short == line else f"{count_in_words(len(case.project.lots), 'lot')}: {short}"


def _bought(case: Case, room: _Room) -> tuple[Block, ...]:
    purpose = case.project.about.purpose
    short = cut(purpose, room.purpose)
    return (
        part("What we are buying"),
        Paragraph(content=typed(purpose if short == purpose else f"{short} {_REST}")),
        say("This is not yet a tender. Plans may change, and only the tender documents count."),
    )


def _priorities(case: Case, room: _Room) -> tuple[Block, ...]:
    chosen = case.chosen
    area = cut(case.facts.relevant_area, room.line)
    found: list[Block] = [part(f"What matters in {area}" if area.strip() else "What matters here")]
    if seeks_nothing(case):
        return (*found, say("We don't plan to ask for anything beyond the specification."))
    if not chosen:
        return (*found, not_yet("We have not chosen the outcomes. What you tell us helps us to choose."))
    named = chosen[: room.outcomes]
    each = room.needs // len(named)
    needs = [cut(given(made.local_need), each) if each else "" for made in named]
    titles = [Text(f"{outcome_title(case, made.outcome_id)}.", True) for made in named]
    items = Bullets(
        items=tuple(
            (title, Text(f" {need}")) if need else (title,) for title, need in zip(titles, needs, strict=True)
        )
    )
    found += (say(f"Beyond {itself(case.facts)}, we want this contract to help with:"), items)
    more = len(chosen) - len(named)
    is_cut = any(need != given(made.local_need) for made, need in zip(named, needs, strict=True))
    if more:
        found.append(say(f"It is to help with {count_in_words(more, 'more outcome')} too. {_REST}"))
    elif is_cut:
        found.append(say(f"{_REST[:-1]} of the need for each."))
    return tuple(found)


def _asked(case: Case, room: _Room) -> tuple[Block, ...]:
    return (part("What we plan to ask"), Bullets(items=tuple(_asks(case, room))))


def _asks(case: Case, room: _Room) -> list[Inlines]:
    project = case.project
    weight = project.evaluation.social_value_weight
    questions, moved = tender_questions(case), moved_questions(case)
    selection = selection_questions(case)
    found: list[Inlines] = []
    if carries_no_marks(case):
        found.append(words("No question, and no marks for social value: this contract is small."))
    else:
        found.append(_item("Weight:", f"{percent(weight)} of all marks." if weight is not None else NOT_YET))
        limits = [limit for item in questions if (limit := word_limit(case, item)) is not None]
        most = f", with answers of up to {max(limits):,} words" if limits else ""
        found.append(
            _item(
                "Questions:",
                f"{capitalised(count_in_words(len(questions), 'question'))} about these outcomes{most}."
                if questions
                else NOT_YET,
            )
        )
    for items, where in ((moved, "in the tender, without marks"), (selection, "before the tender")):
        if items:
            found.append(
                _item(
                    "Experience:",
                    f"{count_in_words(len(items), 'short question')}, {where}. New organisations can answer.",
                )
            )
    if project.kpis:
        found.append(_item("Numbers:", _measures(case, room)))
    if project.evaluation.winner_only_method:
        found.append(words("Only the winner writes the full method statement."))
    if answered_by_lot(project):
        found.append(words("You answer for each lot that you bid for, and for no other."))
    return found


def _measures(case: Case, room: _Room) -> str:
    counted = counted_kpis(case)
    if len(counted) > _MOST_NAMED:
        return f"what you would deliver on {count_in_words(len(counted), 'measure')}."
    titles = "; ".join(within_sentence(given(item.kpi.title)) for item in counted)
    if cut(titles, room.measures) != titles:
        return f"what you would deliver on {count_in_words(len(counted), 'measure')}."
    return f"what you would deliver on each measure: {titles}."


def _item(label: str, text: str) -> Inlines:
    return (Text(label, True), Text(f" {text}"))


def _prepare(case: Case) -> tuple[Block, ...]:
    """Return how to prepare; the promises that the contract will hold come from the policy."""
    together = case.project.access.consortia_welcome
    items: list[Inlines] = [
        _item(
            "Think of this contract.",
            "What could you do here that would not happen otherwise? A small promise that you can keep is "
            "worth more than a large one that you can't.",
        ),
        _item(
            "Talk to others now.",
            "Community groups, training providers and smaller firms can tell you what is needed, and help "
            "you to do it." + (" You may bid together." if together else ""),
        ),
        _item(
            "Know your numbers.",
            "Check what you can count with the records that you keep already, and what a year could bring.",
        ),
        _item(
            "Look at the commitments.",
            f"The {case.pack.policy_title} has {count_in_words(len(case.pack.commitments), 'commitment')} "
            "for "
            "providers. Those that fit become terms of the contract, or an equivalent does. They carry no "
            "marks.",
        ),
    ]
    return (part("How to prepare"), Bullets(ordered=True, items=tuple(items)))


def _say(case: Case, room: _Room) -> tuple[Block, ...]:
    project = case.project
    about = project.about
    texts = cut(about.officer_role, room.line), cut(about.officer_email, 2 * room.line)
    contact = ", ".join(text for text in texts if text.strip())
    held = [entry for entry in project.engagement if entry.kind is EngagementKind.MARKET]
    if len(held) > room.meetings:
        held.sort(key=lambda entry: (entry.held_on is not None, entry.held_on))
    last = held[-room.meetings :]
    meetings = [f"{day(entry.held_on)}: {cut(given(entry.how), room.line)}" for entry in last]
    if before := len(held) - len(last):
        meetings.insert(0, f"{capitalised(count_in_words(before, 'meeting'))} before these")
    rows = [
        ("Meetings", words("\n".join(meetings) or NOT_YET)),
        ("Contact", words(given(contact))),
    ]
    return (
        part("Tell us what you think"),
        say(
            "Is this in proportion? Can it be counted? What would keep a small organisation from bidding? "
            "What you say is no part of a tender. What we tell one supplier we tell all."
        ),
        FactList(rows=tuple(rows)),
    )
