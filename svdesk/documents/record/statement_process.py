"""Weights, engagement, access, commitments, changed terms and who decided, as the statement prints them."""

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    FactList,
    Inlines,
    Paragraph,
    Table,
    Text,
    Tone,
    words,
)
from svdesk.documents.model.frame import led, not_yet, part, say
from svdesk.documents.model.lookups import decided_commitments, tender_questions, unknown
from svdesk.documents.model.lots import lots_apart
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, day, given, percent, sources, typed, yes_no
from svdesk.documents.model.route import carries_no_marks, is_small_order, no_tender
from svdesk.documents.model.wording import agreed_in
from svdesk.documents.tender.itt_evaluation import total, weight_rows
from svdesk.domain.english import within_sentence
from svdesk.domain.project import CommitmentDecision, EngagementEntry
from svdesk.policy.case import Case


def weights(case: Case) -> tuple[Block, ...]:
    """Return the part on weights and questions."""
    if no_tender(case):
        return (
            part("Weights and questions", id="weights"),
            say(
                "This route has no tender: there are no marks to share out and no question is asked. What "
                f"the supplier has to deliver is agreed in {agreed_in(case.facts)}."
            ),
        )
    evaluation = case.project.evaluation
    lowest, weight = case.assessment.minimum_weighting, evaluation.social_value_weight
    rows = weight_rows(case)
    found: list[Block] = [
        part("Weights and questions", id="weights"),
        Table(
            caption="Weights",
            columns=(Column(title="Criterion", width=3), Column(title="Share of all marks", number=True)),
            rows=(
                *((words(name), words(percent(share))) for name, share in rows),
                (words("Total", strong=True), words(total(tuple(share for _, share in rows)), strong=True)),
            ),
        ),
    ]
    if lowest is not None:
        found.append(
            say(
                f"At least {percent(lowest)} of all marks is required for social value here; see part "
                f"{Ref('law')}."
            )
        )
        if weight is not None and weight < lowest:
            found.append(
                Callout(
                    tone=Tone.NOT_ALLOWED,
                    title="The weight is below the minimum",
                    body=(
                        words(f"Social value has {percent(weight)}. At least {percent(lowest)} is required."),
                    ),
                )
            )
    found.append(_labelled("Why this weight", evaluation.weight_reason))
    if lots_apart(case):
        found.append(
            say(
                "Bidders answer for each lot that they bid for. Each lot is marked on its own, with the same "
                "questions, weights and scale."
            )
        )
    questions = tender_questions(case)
    if questions:
        found.append(
            Table(
                caption="Tender questions",
                columns=(
                    Column(title="Question", width=0.9),
                    Column(title="Outcome", width=4),
                    Column(title="Share of social value", width=1.4, number=True),
                    Column(title="Word limit", width=1.2, number=True),
                ),
                rows=tuple(
                    (
                        words(str(item.place)),
                        words(item.outcome or NOT_YET),
                        words(percent(item.question.weight)),
                        words(
                            NOT_YET if item.question.word_limit is None else f"{item.question.word_limit:,}"
                        ),
                    )
                    for item in questions
                ),
            )
        )
    elif carries_no_marks(case):
        found.append(say("No question is asked, because social value carries no marks here."))
    else:
        found.append(not_yet("No tender question has been written."))
    return tuple(found)


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph(content=(Text(f"{label}: ", True), Text(given(text))))


def engagement(case: Case) -> tuple[Block, ...]:
    """Return the part with the engagement log."""
    entries = case.project.engagement
    found: list[Block] = [part("Engagement and coproduction", id="engagement")]
    if not entries:
        return (*found, not_yet("No engagement has been recorded."))
    found.append(
        Table(
            caption="Engagement held",
            show_caption=False,
            columns=(
                Column(title="When, how and with whom", width=2.4),
                Column(title="What we heard", width=2.6),
                Column(title="What it changed", width=2.3),
            ),
            rows=tuple(_entry(entry) for entry in entries),
        )
    )
    return tuple(found)


def _entry(entry: EngagementEntry) -> tuple[Cell, ...]:
    kind = entry.kind.label if entry.kind else NOT_YET
    notice = f"\nNotice: {entry.notice_reference}" if entry.notice_reference.strip() else ""
    return (
        words(f"{day(entry.held_on)}\n{kind}\n{given(entry.how)}\n{given(entry.who)}{notice}"),
        typed(entry.heard),
        typed(entry.changed),
    )


def access(case: Case) -> tuple[Block, ...]:
    """Return the part on the four steps that open the door to bidders."""
    if no_tender(case):
        return (
            part("Opening the door to suppliers", id="access"),
            say("Nobody competes for this contract, so there is no door to open here."),
        )
    steps = case.project.access
    rows = (
        ("Minimum turnover asked for", steps.turnover_threshold, steps.turnover_reason),
        ("Divided into lots", steps.lots_used, steps.lots_reason),
        ("Consortia welcome", steps.consortia_welcome, steps.consortia_note),
        ("Suppliers engaged before the tender", steps.supplier_engagement, steps.supplier_engagement_note),
    )
    return (
        part("Opening the door to bidders", id="access"),
        FactList(
            rows=tuple(
                (label, words(f"{yes_no(answer)}. {why}" if why.strip() else yes_no(answer)))
                for label, answer, why in rows
            )
        ),
    )


def commitments(case: Case) -> tuple[Block, ...]:
    """Return the part on the policy's provider commitments."""
    found: list[Block] = [
        part("Provider commitments", id="commitments"),
        say(
            f"The {case.pack.policy_title} expects these of providers. They are terms of the contract "
            "and never conditions of taking part."
        ),
    ]
    titled = [(commitment.title, made) for commitment, made in decided_commitments(case)]
    known = {commitment.id for commitment in case.pack.commitments}
    titled += [
        (unknown(made.commitment_id), made)
        for made in case.project.commitments
        if made.commitment_id not in known
    ]
    if is_small_order(case):
        return (*found, *_in_short(titled))
    found.append(Bullets(items=tuple(_commitment(title, made) for title, made in titled)))
    return tuple(found)


def _in_short(titled: list[tuple[str, CommitmentDecision | None]]) -> tuple[Block, ...]:
    """Return the commitments with each decision and reason once, for the many that share it."""
    same: dict[tuple[str, str], list[str]] = {}
    for title, made in titled:
        known = made if made and made.decision else None
        label = known.decision.label if known and known.decision else NOT_YET
        same.setdefault((label, known.reason if known else ""), []).append(within_sentence(title))
    return (
        led(*((f"{label}:", f"{'; '.join(titles)}. {why}".strip()) for (label, why), titles in same.items())),
    )


def _commitment(title: str, made: CommitmentDecision | None) -> Inlines:
    if made is None or made.decision is None:
        return (Text(f"{title}: "), Text(NOT_YET, True))
    why = " ".join(text for text in (made.reason, made.how) if text.strip())
    return (Text(f"{title}: "), Text(within_sentence(made.decision.label), True), Text(f". {given(why)}"))


def changed_terms(case: Case) -> tuple[Block, ...]:
    """Return the part on terms of the policy that have been replaced."""
    terms = case.pack.terms
    if not terms:
        return (
            part("Terms that have changed", id="changed-terms"),
            say("None is recorded in this edition of the policy pack."),
        )
    return (
        part("Terms that have changed", id="changed-terms"),
        say(
            "The policy keeps its own words. Where the law or the council has moved on, this is what stands "
            "now."
        ),
        Table(
            caption="Terms that have changed",
            show_caption=False,
            columns=(
                Column(title="The policy says", width=1.8),
                Column(title="Now", width=3.2),
                Column(title="Source", width=2),
            ),
            rows=tuple(
                (words(term.policy_says), words(term.now), sources(term.citations) or words("Not recorded"))
                for term in terms
            ),
        ),
    )


def who_decided(case: Case) -> tuple[Block, ...]:
    """Return the part that says who stands behind the decisions."""
    project = case.project
    about = project.about
    dates = sorted(made.decided_on for made in project.outcomes if made.decided_on)
    when = NOT_YET
    if dates:
        when = day(dates[0]) if dates[0] == dates[-1] else f"{day(dates[0])} to {day(dates[-1])}"
    return (
        part("Who decided", id="who-decided"),
        FactList(
            rows=(
                ("Officer", typed(about.officer)),
                ("Role", typed(about.officer_role)),
                ("Department", typed(about.department)),
                ("Outcomes decided", words(when)),
                ("Approved by", typed(project.control.approved_by)),
                ("Date and signature", words("\n")),
            )
        ),
    )
