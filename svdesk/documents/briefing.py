"""The supplier briefing: what a market engagement tells suppliers before there is a tender.

In this document "we" is the authority and "you" is the supplier. It is a leaflet of two pages.
"""

from svdesk.documents.blocks import Block, Bullets, Document, FactList, Inlines, Paragraph, Text, words
from svdesk.documents.front import Rows, frame, led, lots_line, not_yet, part, say
from svdesk.documents.lots import answered_by_lot
from svdesk.documents.outline import Reading, term
from svdesk.documents.phrases import (
    NOT_YET,
    begin,
    count,
    day,
    given,
    percent,
    pounds,
    typed,
    weekday,
    within,
)
from svdesk.documents.wording import itself
from svdesk.domain.choices import EngagementKind
from svdesk.domain.project import Project
from svdesk.policy.determinations import Assessment
from svdesk.policy.pack import PolicyPack

TITLE = "Social value: a briefing for suppliers"

_MOST_NAMED = 5
"""More measures than this are only counted, so that the briefing stays on two pages."""


def compose(project: Project, assessment: Assessment, pack: PolicyPack) -> Document:
    """Return the briefing on *project*."""
    reading = Reading(project=project, assessment=assessment, pack=pack)
    return frame(
        reading,
        kind="briefing",
        title=TITLE,
        what="Market engagement",
        cover=_cover(reading),
        summary=None,
        blocks=(
            *_bought(reading),
            *_priorities(reading),
            *_asked(reading),
            *_prepare(reading),
            *_say(reading),
        ),
        keywords=("social value", "market engagement", "suppliers"),
        compact=True,
    )


def unavailable(assessment: Assessment) -> str:
    """Return why there is no market to brief; "" where suppliers may tender."""
    if assessment.tender_stage is not False:
        return ""
    return "The route that you chose has no tender, so there are no suppliers to prepare for one."


def _cover(reading: Reading) -> Rows:
    facts = reading.facts
    lots = (("Lots", words(lots_line(reading.project))),) if reading.project.lots else ()
    return (
        ("Estimated value", words(pounds(facts.value, facts.vat))),
        ("Contract", words(term(facts))),
        *lots,
        ("Tender notice", words(weekday(facts.commencement_date))),
        ("Tenders by", words(weekday(facts.tender_deadline))),
    )


def _bought(reading: Reading) -> tuple[Block, ...]:
    return (
        part("What we are buying"),
        Paragraph(content=typed(reading.project.about.purpose)),
        say("This is not yet a tender. Plans may change, and only the tender documents count."),
    )


def _priorities(reading: Reading) -> tuple[Block, ...]:
    chosen = reading.chosen()
    area = reading.facts.relevant_area
    found: list[Block] = [part(f"What matters in {area}" if area.strip() else "What matters here")]
    if reading.seeks_nothing:
        return (*found, say("We don't plan to ask for anything beyond the specification."))
    if not chosen:
        return (*found, not_yet("We have not chosen the outcomes. What you tell us helps us to choose."))
    found += (
        say(f"Beyond {itself(reading.facts)}, we want this contract to help with:"),
        led(
            *((f"{reading.outcome_title(made.outcome_id)}.", given(made.local_need)) for made in chosen),
        ),
    )
    return tuple(found)


def _asked(reading: Reading) -> tuple[Block, ...]:
    return (part("What we plan to ask"), Bullets(items=tuple(_asks(reading))))


def _asks(reading: Reading) -> list[Inlines]:
    project = reading.project
    weight = project.evaluation.social_value_weight
    questions, moved = reading.tender_questions(), reading.moved_questions()
    selection = reading.selection_questions()
    found: list[Inlines] = []
    if reading.carries_no_marks:
        found.append(words("No question, and no marks for social value: this contract is small."))
    else:
        found.append(_item("Weight:", f"{percent(weight)} of all marks." if weight is not None else NOT_YET))
        limits = [limit for item in questions if (limit := reading.word_limit(item)) is not None]
        most = f", with answers of up to {max(limits):,} words" if limits else ""
        found.append(
            _item(
                "Questions:",
                f"{begin(count(len(questions), 'question'))} about these outcomes{most}."
                if questions
                else NOT_YET,
            )
        )
    for items, where in ((moved, "in the tender, without marks"), (selection, "before the tender")):
        if items:
            found.append(
                _item(
                    "Experience:",
                    f"{count(len(items), 'short question')}, {where}. New organisations can answer.",
                )
            )
    if project.kpis:
        found.append(_item("Numbers:", _measures(reading)))
    if project.evaluation.winner_only_method:
        found.append(words("Only the winner writes the full method statement."))
    if answered_by_lot(project):
        found.append(words("You answer for each lot that you bid for, and for no other."))
    return found


def _measures(reading: Reading) -> str:
    counted = reading.kpis()
    if len(counted) > _MOST_NAMED:
        return f"what you would deliver on {count(len(counted), 'measure')}."
    titles = "; ".join(within(given(item.kpi.title)) for item in counted)
    return f"what you would deliver on each measure: {titles}."


def _item(label: str, text: str) -> Inlines:
    return (Text(label, True), Text(f" {text}"))


def _prepare(reading: Reading) -> tuple[Block, ...]:
    """Return how to prepare; the promises that the contract will hold come from the policy."""
    together = reading.project.access.consortia_welcome
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
            f"The {reading.pack.policy_title} has {count(len(reading.pack.commitments), 'commitment')} for "
            "providers. Those that fit become terms of the contract, or an equivalent does. They carry no "
            "marks.",
        ),
    ]
    return (part("How to prepare"), Bullets(ordered=True, items=tuple(items)))


def _say(reading: Reading) -> tuple[Block, ...]:
    project = reading.project
    about = project.about
    contact = ", ".join(text for text in (about.officer_role, about.officer_email) if text.strip())
    meetings = [
        f"{day(entry.held_on)}: {given(entry.how)}"
        for entry in project.engagement
        if entry.kind is EngagementKind.MARKET
    ]
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
