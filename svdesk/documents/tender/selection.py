"""The selection question pack: track record only, and only where a selection stage is lawful.

In this document "we" is the authority and "you" is the supplier.
"""

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Paragraph,
    Size,
    Text,
    Tone,
    words,
)
from svdesk.documents.model.form_fields import answer, day_line, line, short, tick
from svdesk.documents.model.frame import Rows, frame, item_heading, lots_line, not_yet, part, say, section
from svdesk.documents.model.lookups import Numbered, decided_commitments, selection_questions
from svdesk.documents.model.phrases import (
    NOT_YET,
    fact_names,
    given,
    sources,
    typed,
    weekday,
)
from svdesk.documents.tender.itt_questions import SELECTION_RULES, asked, good_answer, limit, marks
from svdesk.domain.choices import Decision, Framework
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status

TITLE = "Selection question pack"
SYSTEMS_LIMIT = 200
"""Words allowed for the standing question on keeping track of promises."""


def compose(case: Case) -> Document:
    """Return the selection pack; where no selection stage is lawful it says so on its first page."""
    return frame(
        case,
        kind="selection",
        title=TITLE,
        what="Conditions of participation",
        cover=_cover(case),
        summary=Callout(
            tone=Tone.PLAIN,
            title="What we ask in one minute",
            body=(
                words(
                    "A few short questions about what you have done before, and declarations to tick. New "
                    "organisations are welcome: the experience of the people who will lead the work counts."
                ),
            ),
        ),
        blocks=blocks(case),
        keywords=("social value", "conditions of participation", "selection"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the pack, not yet numbered."""
    return (*_why(case), *_assessment(), *_questions(case), *_declarations(case))


def unavailable(case: Case) -> str:
    """Return "" where a selection stage is lawful, and else the reason why the pack can't be made."""
    assessment = case.assessment
    if assessment.selection_stage:
        return ""
    found = [item for item in assessment.determinations if item.rule in SELECTION_RULES]
    if assessment.selection_stage is None:
        missing = [name for item in found if item.status is Status.CANNOT_TELL for name in item.missing]
        needed = f" Still needed: {fact_names(missing)}." if missing else ""
        return f"It can't be told yet whether a separate selection stage is allowed here.{needed}"
    for rule in SELECTION_RULES:
        for item in found:
            if item.rule == rule and item.status is Status.APPLIES:
                return f"{item.headline.rstrip('.')}. {item.reason}"
    barred = "The procedure that you chose has no separate selection stage."
    # A call-off has other rules on how suppliers are chosen, and the first rule says which.
    why = [item.reason for item in found if item.rule == SELECTION_RULES[0]]
    return " ".join((barred, *why)) if case.facts.framework is Framework.CALL_OFF else barred


def _cover(case: Case) -> Rows:
    project, facts = case.project, case.facts
    about = project.about
    contact = ", ".join(part for part in (about.officer_role, about.officer_email) if part.strip())
    return (
        ("Procedure", words(facts.procedure.label if facts.procedure else NOT_YET)),
        ("Lots", words(lots_line(project))),
        ("Questions by", words(weekday(facts.enquiries_deadline))),
        ("Contact", words(given(contact))),
    )


def _why(case: Case) -> tuple[Block, ...]:
    reason = unavailable(case)
    found: list[Block] = [part("Why we ask at this stage", id="why", page_break=True)]
    if reason:
        tone = Tone.NOT_ALLOWED if case.assessment.selection_stage is False else Tone.CANNOT_TELL
        found.append(Callout(tone=tone, title="Do not issue this pack", body=(words(reason),)))
    else:
        found.append(
            Callout(
                tone=Tone.INFORMATION,
                title="Why a selection stage is allowed here",
                body=(
                    words(
                        "The procedure has a stage at which suppliers are assessed before they are invited "
                        "to tender, and nothing in the rules for this contract forbids it."
                    ),
                ),
                source=sources(
                    citation
                    for rule in SELECTION_RULES
                    if (item := case.determinations.get(rule))
                    for citation in item.citations[:1]
                ),
            )
        )
    found += (
        say(
            "These questions look at your organisation and not at your tender. They ask whether you, or the "
            "people who will lead the work, have the technical ability to deliver social value on this "
            "contract."
        ),
        say(
            "We use your answers at this stage only. At the tender stage we ask what you will do on this "
            "contract, and nothing that you write here earns or loses marks there."
        ),
        section("What we are buying"),
        Paragraph(content=typed(case.project.about.purpose)),
    )
    return tuple(found)


def _assessment() -> tuple[Block, ...]:
    found: list[Block] = [
        part("How we assess your answers", id="assessment"),
        Bullets(
            items=(
                words("Each condition is either met or not met. There are no marks."),
                words(
                    "An answer meets the condition when it shows what is listed below the question, or "
                    "something equivalent."
                ),
                words("If an answer is not clear, we ask you to explain it before we decide."),
                words(
                    "The tender notice states these conditions. It also says whether the number of suppliers "
                    "invited to tender is limited, and how they would then be chosen."
                ),
                words("We tell you the result and the reasons for it."),
            )
        ),
        section("Equivalents"),
        Bullets(
            items=(
                words(
                    "New organisations: use the experience of the people who will lead the work, from any "
                    "employer or from volunteering."
                ),
                words("Consortia and subcontractors: the experience of any member counts for all."),
                words(
                    "Voluntary, community and social enterprise organisations: projects paid for by grants, "
                    "gifts or members count like contracts."
                ),
                words("You don't need to have worked for us, or for any public body, before."),
                words("Where we name a scheme or a qualification, an equivalent is as good."),
            )
        ),
    ]
    return tuple(found)


def _questions(case: Case) -> tuple[Block, ...]:
    questions = selection_questions(case)
    found: list[Block] = [part("Questions", id="questions", page_break=True)]
    if not questions:
        found.append(not_yet("No selection question has been written."))
    for item in questions:
        found += _question(case, item)
    found += _systems(len(questions) + 1)
    return tuple(found)


def _question(case: Case, item: Numbered) -> tuple[Block, ...]:
    return (
        section(item.heading, sheet=f"Question {item.place}"),
        *asked(item),
        Paragraph(content=(Text(limit(case, item), True),)),
        *good_answer(item, "What the answer shows"),
        *marks(item, "If the number of suppliers is limited, what stronger answers show"),
        answer(
            f"experience_{item.question.id.hex}",
            f"Question {item.place}: your answer",
            limit=item.question.word_limit,
        ),
    )


def _systems(place: int) -> tuple[Block, ...]:
    return (
        section(f"Question {place}: Keeping track of promises", sheet=f"Question {place}"),
        say(
            "How do you keep track of what you promised in a contract, and how do you prove it? Describe "
            "one way that you have used, however simple.",
            size=Size.LEAD,
        ),
        Paragraph(content=words(f"Up to {SYSTEMS_LIMIT} words.", strong=True)),
        item_heading("What the answer shows"),
        Bullets(
            items=(
                words("What was recorded, by which role, and how often."),
                words("How someone else could check it."),
                words("What happened when the record showed that you were behind."),
                words("A spreadsheet, diary or register that was really used is enough."),
            )
        ),
        answer("experience_systems", f"Question {place}: your answer", limit=SYSTEMS_LIMIT),
    )


def _declarations(case: Case) -> tuple[Block, ...]:
    asked = [
        commitment
        for commitment, made in decided_commitments(case)
        if commitment.declared and made and made.decision is Decision.CHOSEN
    ]
    later = [
        commitment
        for commitment, made in decided_commitments(case)
        if not commitment.declared and made and made.decision is Decision.CHOSEN
    ]
    found: list[Block] = [
        part("Declarations", id="declarations", sheet="Declarations"),
        say(
            f"These come from the {case.pack.policy_title}. Tick those that are true of your "
            "organisation and of anyone whose experience you rely on. If you can't tick one, say why and "
            "what you have done since: we read it before we decide."
        ),
    ]
    if not asked and not later:
        found.append(not_yet("No provider commitment has been decided."))
    found += [
        tick(f"declare_{commitment.id}", f"{commitment.title}: this is how we work.") for commitment in asked
    ]
    found += (
        short(
            "declare_note",
            "If you could not tick a declaration: why, and what you have done since",
            limit=80,
            required=False,
        ),
        line("bidder_name", "Name of your organisation"),
        line("signed_by", "Name and role of the person who may sign for it"),
        day_line("signed_on", "Date"),
    )
    if later:
        found += (
            section("Commitments for the contract"),
            say(
                "We don't ask for these now. They become terms of the contract for whoever wins, and you "
                "may meet each in an equivalent way."
            ),
            Bullets(items=tuple(words(f"{commitment.title}.") for commitment in later)),
        )
    return tuple(found)
