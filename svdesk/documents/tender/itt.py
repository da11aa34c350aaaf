"""The social value question pack of an invitation to tender, with its response form.

In this document "we" is the authority and "you" is the bidder.
"""

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    FactList,
    Paragraph,
    Size,
    Table,
    Text,
    Tone,
    words,
)
from svdesk.documents.model.frame import Rows, frame, lots_line, not_yet, part, say, section
from svdesk.documents.model.lookups import (
    counted_kpis,
    kpis_about,
    moved_questions,
    objective_title,
    outcome_title,
    questions_about,
    tender_questions,
)
from svdesk.documents.model.lots import lots_apart, pages_for
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, deadline, given, percent, pounds, typed, weekday
from svdesk.documents.model.regime import card, governing
from svdesk.documents.model.route import carries_no_marks, no_tender, nothing_is_asked, seeks_nothing
from svdesk.documents.model.term import extension, term
from svdesk.documents.model.wording import itself, to_deliver
from svdesk.documents.tender import itt_conduct, itt_evaluation, itt_help, itt_nothing_asked, response_form
from svdesk.domain.english import capitalised, count_in_words, listed, plural
from svdesk.domain.project import OutcomeDecision
from svdesk.policy.case import Case

TITLE = "Social value question pack"


def compose(case: Case) -> Document:
    """Return the question pack of a project."""
    asked = not nothing_is_asked(case)
    invitation = "Invitation to tender" if asked else "Invitation to quote or tender"
    keywords = ("question pack", "response form") if asked else ("quotation",)
    return frame(
        case,
        kind="itt",
        title=TITLE,
        what="Question pack" if governing(case.assessment) else invitation,
        cover=_cover(case),
        summary=_in_one_minute(case) if asked else None,
        blocks=blocks(case),
        keywords=("social value", *keywords),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the pack, not yet numbered; the short ones where nothing is asked."""
    if nothing_is_asked(case):
        return itt_nothing_asked.blocks(case)
    body = _body(case)
    return (*body, *itt_help.blocks(case, body))


def _body(case: Case) -> tuple[Block, ...]:
    return (
        *_introduction(case),
        *_priorities(case),
        *itt_evaluation.blocks(case),
        *itt_conduct.rules(case),
        *response_form.blocks(case),
        *itt_conduct.after_award(case),
        *itt_conduct.commitments(case),
    )


def unavailable(case: Case) -> str:
    """Return why there is nothing to put to bidders; "" where a tender is possible."""
    if not no_tender(case):
        return ""
    return "The route that you chose has no tender, so no bidder is asked anything."


def _cover(case: Case) -> Rows:
    weight = case.project.evaluation.social_value_weight
    return (
        ("Lots", words(lots_line(case.project))),
        ("Tenders by", words(_tenders_by(case))),
        ("Questions by", words(weekday(case.facts.enquiries_deadline))),
        ("Social value weight", words(NOT_YET if weight is None else f"{percent(weight)} of the marks")),
    )


def _tenders_by(case: Case) -> str:
    facts = case.facts
    return deadline(facts.tender_deadline, facts.tender_time, case.project.about.portal)


def _in_one_minute(case: Case) -> Callout:
    questions, moved = tender_questions(case), moved_questions(case)
    asked = (
        f"{capitalised(count_in_words(len(questions), 'question'))} about what this contract can do for "
        "people and places, "
        f"beyond {itself(case.facts)}."
        if questions
        else "The questions have not been written yet."
    )
    if carries_no_marks(case):
        return _without_marks(case)
    also = (
        f" {capitalised(count_in_words(len(moved), 'short question'))} about your experience."
        if moved
        else ""
    )
    return Callout(
        tone=Tone.PLAIN,
        title="What we ask in one minute",
        body=(
            words(
                f"{asked}{also} You answer in the form in part {Ref('form')}, without being online. "
                f"{_for_each_lot(case)}A small organisation can reach full marks with a small, "
                "well-planned offer."
            ),
        ),
    )


def _for_each_lot(case: Case) -> str:
    """Return how much of a form with boxes for each lot is meant for one bidder."""
    lots = lots_apart(case)
    if not lots:
        return ""
    pages = pages_for(lots[0], blocks(case))
    return (
        f"The form has boxes for each of the {count_in_words(len(lots), 'lot')}: fill in only those of the "
        "lots that "
        f"you bid for, about {count_in_words(pages, 'page')} for each. "
    )


def _without_marks(case: Case) -> Callout:
    counted = counted_kpis(case)
    terms = (
        f"{capitalised(count_in_words(len(counted), 'measure'))} in part {Ref('form')} "
        f"{plural(len(counted), 'becomes a term', 'become terms')} of the contract."
        if counted
        else f"Nothing is asked beyond the specification and the commitments in part {Ref('commitments')}."
    )
    return Callout(
        tone=Tone.PLAIN,
        title="What we ask in one minute",
        body=(words(f"No question and no marks for social value: this contract is small. {terms}"),),
    )


def _introduction(case: Case) -> tuple[Block, ...]:
    project, facts = case.project, case.facts
    area = facts.relevant_area if facts.relevant_area.strip() else "the area that this contract serves"
    do, does = to_deliver(facts)
    return (
        part("Introduction", id="introduction", page_break=True),
        *card(case),
        say(
            f"This pack asks what else this contract can do for people and places in {area}. "
            "We call that social value.",
            size=Size.LEAD,
        ),
        say(
            "Social value is over and above the specification. The specification says what you must do to "
            f"{do}. Here you say what more will come of it because you are the one who {does}."
        ),
        say(
            "It is about this contract and not about your organisation as a whole. General policies, awards "
            "and good causes that you support elsewhere earn nothing by themselves."
        ),
        section("What we are buying"),
        Paragraph(content=typed(project.about.purpose)),
        *_lots(case),
        FactList(
            rows=(
                ("Estimated value", words(_value(case))),
                ("Contract", words(term(facts))),
                ("Extension", words(extension(facts))),
                ("Questions to us by", words(weekday(facts.enquiries_deadline))),
                ("Tenders by", words(_tenders_by(case))),
            )
        ),
        *_how_to_use(case),
    )


def _lots(case: Case) -> tuple[Block, ...]:
    if not case.project.lots:
        return ()
    return (
        Table(
            caption="Lots",
            columns=(
                Column(title="Lot", width=0.5),
                Column(title="Name", width=1.8),
                Column(title="What it covers", width=3),
                Column(title="Estimated value", width=1.8),
            ),
            rows=tuple(
                (
                    words(str(place)),
                    typed(lot.title),
                    typed(lot.description),
                    words(pounds(lot.value, case.facts.vat)),
                )
                for place, lot in enumerate(case.project.lots, 1)
            ),
        ),
    )


def _value(case: Case) -> str:
    value = pounds(case.facts.value, case.facts.vat)
    return value if case.facts.value is None else f"{value}, for the whole contract and any extension"


def _how_to_use(case: Case) -> tuple[Block, ...]:
    portal = case.project.about.portal
    through = f" through {portal}" if portal.strip() else ""
    together = (
        " You may bid on your own or together with others, as a consortium or with subcontractors: what "
        "your partners do on this contract counts."
        if case.project.access.consortia_welcome
        else ""
    )
    return (
        section("How to use this pack"),
        Bullets(
            ordered=True,
            items=(
                (
                    Text("Read", True),
                    Text(
                        f" parts {Ref('priorities')} to {Ref('rules')}: what matters here, how we mark, and "
                        "the rules."
                    ),
                ),
                (
                    Text("Fill in", True),
                    Text(f" the form in part {Ref('form')}. You don't need to be online."),
                ),
                (Text("Return", True), Text(f" it with the rest of your tender{through}.")),
            ),
        ),
        say(
            "If anything is unclear, ask us. We send the question and our answer to every bidder, without "
            f"saying who asked.{together}"
        ),
    )


def _priorities(case: Case) -> tuple[Block, ...]:
    chosen = case.chosen
    found: list[Block] = [part("What matters here", id="priorities")]
    if seeks_nothing(case):
        return (*found, say("No outcome beyond the specification is sought in this contract."))
    if not chosen:
        return (*found, not_yet("No outcome has been chosen for this contract."))
    found.append(
        say(
            f"The {case.pack.policy_title} sets {count_in_words(len(case.pack.objectives), 'objective')}. "
            f"Under them we chose {count_in_words(len(chosen), 'outcome')} for this contract. Each has to "
            "do with "
            "what we are buying, and fits its size."
        )
    )
    for made in chosen:
        found += _priority(case, made)
    return tuple(found)


def _priority(case: Case, made: OutcomeDecision) -> tuple[Block, ...]:
    questions = [f"question {item.place}" for item in questions_about(case, made.outcome_id)]
    kpis = [item.ref for item in kpis_about(case, made.outcome_id)]
    where = []
    if questions:
        where.append(f"We ask about it in {listed(questions)}.")
    if kpis:
        where.append(f"We count it with {listed(kpis)}.")
    return (
        section(outcome_title(case, made.outcome_id), kicker=objective_title(case, made.outcome_id)),
        Paragraph(content=(Text("The need here: ", True), Text(given(made.local_need)))),
        *((say(" ".join(where), size=Size.HINT),) if where else ()),
    )
