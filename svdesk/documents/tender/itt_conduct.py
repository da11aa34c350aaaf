"""What bidders have to keep to, and what follows once the contract is signed."""

from svdesk.documents.model.blocks import Block, Bullets, Inlines, Paragraph, Text, words
from svdesk.documents.model.frame import not_yet, part, say, section
from svdesk.documents.model.lookups import decided_commitments
from svdesk.documents.model.lots import lots_apart
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, TIMES, day, months, undecided_commitments, weeks
from svdesk.domain.choices import Decision
from svdesk.domain.english import count_in_words, listed, plural, within_sentence
from svdesk.policy.case import Case


def rules(case: Case) -> tuple[Block, ...]:
    """Return the part with the rules for answers."""
    return (
        part("Rules for your answer", id="rules"),
        Bullets(ordered=True, items=tuple(_rules(case))),
        Paragraph(
            content=(
                Text("How to show full-time equivalents (FTE). ", True),
                Text(
                    "One FTE is one person working full-time hours for a year, or parts that add up to it. "
                    "Divide the hours by your full-time week and show the sum. Example: two people work "
                    f"18.5 hours a week, and your full-time week is 37 hours. 2 {TIMES} 18.5 ÷ 37 = 1 FTE. "
                    "If they start half-way through the year, that year is 0.5 FTE."
                ),
            )
        ),
    )


def _rules(case: Case) -> list[Inlines]:
    area = case.facts.relevant_area
    place = area if area.strip() else "the area that it serves"
    measures = len(case.project.kpis)
    found = [
        _rule(
            "This contract only.",
            "Offer what will happen because of this contract, while it runs. Things that you would do "
            "anyway, that the specification or the law already requires, or that another customer pays for "
            "don't count.",
        ),
        _rule(
            "Both parts or neither.",
            f"Each outcome needs your answer in part {Ref('answers')} and, where part {Ref('offer')} has a "
            "measure for it, your numbers. If one of the two is missing, the question for that outcome "
            "gets no marks.",
        ),
        _rule(
            "Count once.",
            "Count a person, an hour or a pound under one measure only. Don't offer us what you have already "
            "promised to another customer.",
        ),
        _rule(
            "Keep to the measures in the form.",
            f"There {plural(measures, 'is', 'are')} {count_in_words(measures, 'measure')}. "
            "Extra measures and gifts earn no marks.",
        )
        if measures
        else _rule("Keep to the measures in the form.", "Extra measures and gifts earn no marks."),
        _rule(
            "Use the units in the form.",
            "Don't turn people, hours or sessions into pounds, and show how you reached each number.",
        ),
        _rule(
            "Benefit here, from anywhere.",
            f"We look for benefit to people and places in {place}. Where your organisation is based earns "
            "no marks.",
        ),
        _rule(
            "Equivalents are welcome.",
            "Where we name a scheme, standard or qualification, you may offer one that does the same job. "
            "Say why it does.",
        ),
        _rule(
            "Keep to the word limits.",
            "We stop reading at the limit. Words are what stands between spaces; a word with a hyphen is "
            "one. What you type in the tables isn't counted, so keep it short.",
        ),
        _rule(
            "No personal details.",
            "Name roles and not people. Leave out anything from which a member of staff or a resident could "
            "be recognised.",
        ),
    ]
    if lots_apart(case):
        found.append(
            _rule(
                "Lots.",
                "Fill in only the lots that you bid for. Your numbers and answers for a lot are for that lot "
                f"alone, so count nothing for two of them. In part {Ref('about-you')}, say what changes if "
                "you win only some "
                "of your lots.",
            )
        )
    elif len(case.project.lots) > 1:
        found.append(
            _rule(
                "Lots.",
                "Fill in one form for all the lots that you bid for. Your numbers are for those lots "
                f"together. In part {Ref('about-you')}, say what changes if you win only some of them.",
            )
        )
    return found


def _rule(name: str, text: str) -> Inlines:
    return (Text(name, True), Text(f" {text}"))


def after_award(case: Case) -> tuple[Block, ...]:
    """Return the part on what happens once the contract is awarded."""
    return (
        part("What happens after award", id="after-award"),
        Bullets(ordered=True, items=tuple(_after_award(case))),
        section("If delivery falls behind"),
        say(
            "We start at the first step that fits and go further only when it hasn't worked. "
            "The specification annex has the details of each step."
        ),
        Bullets(
            ordered=True,
            items=tuple(
                words(remedy.title) for remedy in sorted(case.pack.remedies, key=lambda remedy: remedy.step)
            ),
        ),
    )


def _after_award(case: Case) -> list[Inlines]:
    reporting, facts = case.project.reporting, case.facts
    plan, review = reporting.delivery_plan_weeks, reporting.delivery_plan_review_weeks
    every = within_sentence(reporting.frequency.label) if reporting.frequency else f"({NOT_YET.lower()})"
    first = (
        f" The first report is due on {day(reporting.first_report_on)}." if reporting.first_report_on else ""
    )
    steps = [
        _rule(
            "Your promises become terms.",
            f"Your numbers in part {Ref('offer')} and your commitments in part {Ref('answers')} go into the "
            "contract's social value "
            "annex.",
        ),
        _rule(
            "Only the winner writes a delivery plan.",
            f"You send it within {weeks(plan)} of award, and we answer within {weeks(review)}."
            if plan is not None and review is not None
            else f"Time to send it: {weeks(plan)}. Time for our answer: {weeks(review)}.",
        ),
        _rule("You report.", f"You report progress {every}, in a short form that we provide.{first}"),
        _rule(
            "We rate each measure.",
            f"The ratings are {listed([rating.title for rating in case.pack.ratings])}."
            if case.pack.ratings
            else f"Ratings: {NOT_YET}.",
        ),
        _rule(
            "No personal data.",
            "You keep the records behind your figures. You send us totals and anonymous extracts, never "
            "names.",
        ),
        _rule(
            "Change is fair.",
            "If the work grows, shrinks or changes, we agree new targets in the same proportion and write "
            "them down.",
        ),
    ]
    if facts.extension_months:
        steps.append(
            _rule(
                "If the contract is extended.",
                f"It can be extended by up to {months(facts.extension_months)}. We then agree the targets "
                "for the added time with you.",
            )
        )
    return steps


def commitments_list(case: Case) -> tuple[Bullets, int]:
    """Return the provider commitments taken into the contract, and how many are undecided."""
    items: list[Inlines] = []
    undecided = 0
    for commitment, made in decided_commitments(case):
        if made is None or made.decision is None:
            undecided += 1
        elif made.decision is Decision.CHOSEN:
            here = f" On this contract: {made.how}" if made.how.strip() else ""
            items.append(
                (Text(f"{commitment.title}."), Text(here)) if here else words(f"{commitment.title}.")
            )
    return Bullets(items=tuple(items)), undecided


def commitments(case: Case) -> tuple[Block, ...]:
    """Return the part with what is expected of every provider."""
    chosen, undecided = commitments_list(case)
    found: list[Block] = [
        part("What we expect of every provider", id="commitments"),
        say(
            f"The {case.pack.policy_title} expects these commitments of every provider. They carry no "
            "marks, and you don't have to meet them already to take part. They become terms of the "
            "contract, and you may meet each in an equivalent way. The annex has their wording."
        ),
    ]
    if chosen.items:
        found.append(chosen)
    if undecided:
        found.append(not_yet(undecided_commitments(undecided)))
    return tuple(found)
