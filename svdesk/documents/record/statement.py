"""The relevance and proportionality statement: what was decided, why, and on what sources.

In this document "we" is the authority. Its part on the law prints the determinations as the officer read
them, so there "you" is the officer.
"""

from collections.abc import Iterator
from decimal import Decimal

from svdesk.documents.model import regime
from svdesk.documents.model.blocks import (
    Block,
    Callout,
    Column,
    Document,
    FactList,
    Inlines,
    Paragraph,
    Table,
    Tone,
    words,
)
from svdesk.documents.model.frame import Rows, frame, lots_line, part, say, section
from svdesk.documents.model.lookups import (
    moved_questions,
    outcome_title,
    selection_questions,
    tender_questions,
    unknown,
)
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import FIRST_STEP_DAY, NOT_YET, day, given, percent, pounds, typed, yes_no
from svdesk.documents.model.route import no_offer, no_tender, seeks_nothing
from svdesk.documents.model.term import extension, term
from svdesk.documents.record import statement_law, statement_outcomes, statement_process, statement_proportion
from svdesk.domain.choices import Decision
from svdesk.domain.english import capitalised, count_in_words, listed, within_sentence
from svdesk.domain.entry import field_forms, show_entry
from svdesk.domain.facts import ContractFacts
from svdesk.domain.field_words import words_of
from svdesk.policy.case import Case
from svdesk.policy.guidance.cpv import vocabulary

TITLE = "Relevance and proportionality statement"


def compose(case: Case) -> Document:
    """Return the statement of a project."""
    return frame(
        case,
        kind="statement",
        title=TITLE,
        what="Record of decisions",
        cover=_cover(case),
        summary=_summary(),
        blocks=blocks(case),
        keywords=("social value", "relevance", "proportionality"),
    )


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the parts of the statement, not yet numbered."""
    return (
        *_decided(case),
        *_contract(case),
        *statement_law.blocks(case),
        *statement_outcomes.blocks(case),
        *statement_process.weights(case),
        *statement_proportion.blocks(case),
        *statement_process.engagement(case),
        *statement_process.access(case),
        *statement_process.commitments(case),
        *statement_process.changed_terms(case),
        *statement_proportion.proposals(case),
        *statement_process.who_decided(case),
    )


def _cover(case: Case) -> Rows:
    return (
        ("Lots", words(lots_line(case.project))),
        ("Estimated value", words(pounds(case.facts.value, case.facts.vat))),
        (FIRST_STEP_DAY, words(day(case.facts.commencement_date))),
        ("Approved by", words(given(case.project.control.approved_by))),
    )


def _summary() -> Callout:
    return Callout(
        tone=Tone.PLAIN,
        title="What this statement is for",
        body=(
            words(
                "It records what we considered, what we chose for this contract and what we left out. It "
                "gives the reason and the source for each decision, so that anyone can follow it."
            ),
        ),
    )


def _decided(case: Case) -> tuple[Block, ...]:
    project = case.project
    made = [item.decision for item in project.outcomes]
    chosen, left_out = made.count(Decision.CHOSEN), made.count(Decision.LEFT_OUT)
    undecided = len(statement_outcomes.undecided(case))
    return (
        part("What was decided", id="decided", page_break=True),
        *regime.card(case),
        FactList(
            rows=(
                (
                    "Outcomes",
                    words(f"{chosen:,} chosen, {left_out:,} left out, {undecided:,} not yet decided"),
                ),
                (
                    "Chosen",
                    words(
                        "\n".join(outcome_title(case, item.outcome_id) for item in case.chosen)
                        or ("None" if seeks_nothing(case) else NOT_YET)
                    ),
                ),
                *_weight(case),
                ("Separate selection stage", words(_selection(case))),
                ("What bidders are asked", words(_asked(case))),
                ("Measures in the contract", words(f"{len(project.kpis):,}")),
            )
        ),
    )


def _weight(case: Case) -> Rows:
    if no_tender(case):
        return (("Social value weight", words("None: there is nothing to give marks to on this route")),)
    return (
        ("Social value weight", words(percent(case.project.evaluation.social_value_weight))),
        ("Lowest weight that binds", words(minimum(case))),
    )


def _selection(case: Case) -> str:
    """Return where experience is asked about, if anywhere."""
    if no_tender(case):
        return "None: nobody is selected by questions on this route"
    if case.assessment.selection_stage is None:
        return "It can't be told yet"
    if case.assessment.selection_stage:
        return "Allowed"
    if moved_questions(case):
        return "Not open, so its questions are asked in the tender"
    return "Not open, and no question about experience is asked"


def minimum(case: Case) -> str:
    """Return the lowest weight for social value that binds this contract."""
    lowest = case.assessment.minimum_weighting
    return (
        f"None that could be determined; see part {Ref('law')}"
        if lowest is None
        else f"{percent(lowest)} of all marks"
    )


def _asked(case: Case) -> str:
    if no_offer(case):
        return "Nothing"
    tender, moved = tender_questions(case), moved_questions(case)
    selection = selection_questions(case)
    parts = [count_in_words(len(tender), "tender question")]
    if moved:
        parts.append(f"{count_in_words(len(moved), 'experience question')} without marks")
    if selection:
        parts.append(count_in_words(len(selection), "selection question"))
    limits = [item.question.word_limit or 0 for item in (*tender, *moved, *selection)]
    return capitalised(
        f"{listed(parts)}: up to {sum(limits):,} words in all" if sum(limits) else listed(parts)
    )


def _contract(case: Case) -> tuple[Block, ...]:
    project, facts = case.project, case.facts
    kinds = (facts.category, facts.regime, facts.framework)
    lots = "\n".join(
        f"{place} {given(lot.title)}: {pounds(lot.value, facts.vat)}. {lot.description}".rstrip()
        for place, lot in enumerate(project.lots, 1)
    )
    vat_rate = "" if facts.vat_rate is None else f" (VAT at {percent(facts.vat_rate)})"
    return (
        part("The contract", id="contract"),
        section("What is bought, and why"),
        Paragraph(content=typed(project.about.purpose)),
        Paragraph(content=typed(project.about.need)),
        section("Facts that the rules use"),
        FactList(
            rows=(
                ("Authority", words(_authority(case))),
                ("Kind of contract", words(" · ".join(kind.label if kind else NOT_YET for kind in kinds))),
                ("Procedure", words(facts.procedure.label if facts.procedure else NOT_YET)),
                ("Estimated value", words(f"{pounds(facts.value, facts.vat)}{vat_rate}")),
                ("Lots", words(lots or lots_line(project))),
                (FIRST_STEP_DAY, words(day(facts.commencement_date))),
                ("Term", words(f"{term(facts)}\nExtension: {within_sentence(extension(facts))}")),
                ("Full-time posts", words(_posts(facts))),
                ("CPV codes", words(_codes(facts) or NOT_YET)),
                ("Relevant area", typed(facts.relevant_area)),
                ("Urgency", words(_urgency(case))),
                *_where_given(facts),
            )
        ),
        *_estimates(case),
        *_about_the_work(case),
    )


def _about_the_work(case: Case) -> tuple[Block, ...]:
    """Return the answers to the short questions about the work, where there are any."""
    texts = {question.id: question.text for question in case.pack.profile_questions}
    given_answers = [each for each in case.project.profile if each.answer is not None or each.note.strip()]
    if not given_answers:
        return ()
    return (
        section("About the work"),
        FactList(
            rows=tuple(
                (
                    texts.get(each.question_id) or unknown(each.question_id),
                    words(" ".join(text for text in (yes_no(each.answer) + ".", each.note) if text.strip())),
                )
                for each in given_answers
            )
        ),
    )


def _where_given(facts: ContractFacts) -> Iterator[tuple[str, Inlines]]:
    """Yield the facts that only some contracts call for, where they are known."""
    forms = field_forms(ContractFacts)
    for name, said in words_of(ContractFacts).items():
        value = getattr(facts, name)
        if said.omitted_while_blank and value is not None:
            yield said.label, words(show_entry(forms[name], value))


def _posts(facts: ContractFacts) -> str:
    return "Not given" if facts.workforce is None else f"About {facts.workforce:,}"


def _authority(case: Case) -> str:
    kind = case.facts.authority_type
    return f"{given(case.project.about.authority)} ({within_sentence(kind.label) if kind else NOT_YET})"


def _codes(facts: ContractFacts) -> str:
    """Return each CPV code with its title, one a line."""
    return "\n".join(f"{code} {vocabulary().title(code)}".strip() for code in facts.cpv)


def _estimates(case: Case) -> tuple[Block, ...]:
    if not case.project.estimates:
        return ()
    return (
        say(
            "The rules use the estimate above. The value was also stated as follows, which is kept for the "
            "record."
        ),
        Table(
            caption="Other estimates on record",
            columns=(
                Column(title="Source", width=3.4),
                Column(title="Date", width=1.5),
                Column(title="Value", width=1.7),
                Column(title="VAT rate", width=1),
            ),
            rows=tuple(
                (
                    typed(estimate.source),
                    words(day(estimate.stated_on)),
                    words(pounds(estimate.value, estimate.vat)),
                    words(rate(estimate.vat_rate)),
                )
                for estimate in case.project.estimates
            ),
        ),
    )


def rate(vat_rate: Decimal | None) -> str:
    """Return a VAT rate, or that none was given."""
    return "Not given" if vat_rate is None else percent(vat_rate)


def _urgency(case: Case) -> str:
    facts = case.facts
    if facts.urgent is None:
        return NOT_YET
    if not facts.urgent:
        return "Not urgent"
    delay = {None: NOT_YET, True: "Caused by our own delay", False: "Not caused by our own delay"}
    return f"Urgent. {delay[facts.urgency_own_delay]}. {given(facts.urgency_reason)}"
