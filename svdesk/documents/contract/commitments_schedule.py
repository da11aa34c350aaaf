"""The provider commitments schedule: the policy's commitments as terms, with room to say how each is met."""

from svdesk.documents.contract.clauses import clauses
from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    FactList,
    Paragraph,
    Together,
    Tone,
    words,
)
from svdesk.documents.model.form_fields import box, day_line, line
from svdesk.documents.model.frame import Rows, frame, not_yet, part, say, section
from svdesk.documents.model.lookups import decided_commitments
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import given, undecided_commitments
from svdesk.documents.model.term import extension, term
from svdesk.domain.choices import Decision
from svdesk.domain.english import capitalised, count_in_words, plural
from svdesk.domain.project import CommitmentDecision
from svdesk.policy.case import Case
from svdesk.policy.content.items import Commitment

TITLE = "Provider commitments schedule"


def compose(case: Case) -> Document:
    """Return the schedule of a project."""
    return frame(
        case,
        kind="commitments",
        title=TITLE,
        what="Contract schedule",
        cover=_cover(case),
        summary=_summary(case),
        blocks=blocks(case),
        keywords=("social value", "provider commitments", "contract schedule"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the schedule, not yet numbered."""
    return (*_how_it_works(case), *_terms(case), *_others(case), *_confirmation())


def _cover(case: Case) -> Rows:
    return (
        ("Contract", words(term(case.facts))),
        ("Extension", words(extension(case.facts))),
        ("Purpose", words(given(case.project.about.purpose))),
    )


def _decided(case: Case, decision: Decision) -> list[tuple[Commitment, CommitmentDecision]]:
    return [(item, made) for item, made in decided_commitments(case) if made and made.decision is decision]


def _summary(case: Case) -> Callout:
    terms = len(_decided(case, Decision.CHOSEN))
    return Callout(
        tone=Tone.PLAIN,
        title="This schedule in one minute",
        body=(
            words(
                f"{capitalised(count_in_words(terms, 'commitment'))} of the {case.pack.policy_title} "
                f"{plural(terms, 'is a term', 'are terms')} of this contract. The supplier says in a few "
                "words how it meets each of them, or what it does that is equivalent."
                if terms
                else "No commitment has been made a term of this contract."
            ),
        ),
    )


def _how_it_works(case: Case) -> tuple[Block, ...]:
    return (
        part("How this schedule works", id="how-it-works", page_break=True),
        *clauses(
            f"The {case.pack.policy_title} expects these commitments of every provider. They carry no "
            "marks, and nobody has to meet them already to take part.",
            f"Each commitment in part {Ref('commitments')} is a term of the contract. Its wording is that "
            "of the social value "
            "annex; if the two differ, the annex decides.",
            "The supplier may meet a commitment in an equivalent way that the authority agrees in writing.",
            "The supplier fills in the boxes before the contract starts. What it writes is read together "
            "with the wording, and never lowers it.",
        ),
    )


def _terms(case: Case) -> tuple[Block, ...]:
    found: list[Block] = [part("The commitments", id="commitments", sheet="Commitments")]
    terms = _decided(case, Decision.CHOSEN)
    for place, (commitment, made) in enumerate(terms, 1):
        here = ("On this contract", words(made.how))
        usual = ("A way to show it", words(commitment.how))
        found.append(
            Together(
                blocks=(
                    section(f"C{place} {commitment.title}"),
                    Paragraph(content=words(commitment.clause)),
                    FactList(rows=(here if made.how.strip() else usual,)),
                    box(
                        f"commitment_{commitment.id}",
                        f"C{place}: how we meet it, or our equivalent, and what shows it",
                    ),
                )
            )
        )
    undecided = sum(1 for _, made in decided_commitments(case) if made is None or made.decision is None)
    if undecided:
        found.append(not_yet(undecided_commitments(undecided)))
    elif not terms:
        found.append(say("Every commitment was considered, and none is a term of this contract."))
    return tuple(found)


def _others(case: Case) -> tuple[Block, ...]:
    left_out = _decided(case, Decision.LEFT_OUT)
    return (
        part("Commitments that are not terms here", id="others"),
        Bullets(items=tuple(words(f"{item.title}.") for item, _ in left_out))
        if left_out
        else say("None was left out."),
    )


def _confirmation() -> tuple[Block, ...]:
    return (
        Together(
            blocks=(
                part("Confirmation", id="confirmation", sheet="Confirmation"),
                say(
                    f"We will meet the commitments in part {Ref('commitments')} in the ways that we have "
                    "described."
                ),
                line("supplier_name", "Name of the supplier"),
                line("signed_by", "Name and role of the person who may sign for it"),
                day_line("signed_on", "Date"),
            )
        ),
    )
