"""Help for bidders: a worked example and the words they may not know."""

import re

from svdesk.documents.model.blocks import Block, Bullets, Callout, Column, Table, Tone, texts, walk, words
from svdesk.documents.model.frame import led, part, say, section
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import TIMES
from svdesk.policy.case import Case
from svdesk.policy.content.items import GlossaryTerm


def blocks(case: Case, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the part with help; the glossary holds the words that *body* uses."""
    used = glossary(case.pack.glossary, body)
    return (
        part("Help", id="help"),
        *_example(),
        *((section("Words we use"), used) if used.items else ()),
    )


def glossary(terms: tuple[GlossaryTerm, ...], body: tuple[Block, ...]) -> Bullets:
    """Return the terms that *body* uses, in alphabetical order."""
    text = "\n".join(text for block in walk(body) for text in texts(block))
    return led(
        *(
            (f"{term.term}.", term.meaning)
            for term in sorted(terms, key=lambda term: term.term.lower())
            if any(
                re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)
                for word in term.term.split(" and ")
            )
        )
    )


def _example() -> tuple[Block, ...]:
    return (
        section("A worked example"),
        say(
            "This example comes from another kind of contract, the care of a park, so that it doesn't lead "
            "your answer. The bidder is a charity of eight people. The measure is hours of supported "
            "gardening for people living with dementia."
        ),
        Table(
            caption=f"Part {Ref('offer')}: the numbers",
            columns=(
                Column(title="Ref", width=0.6),
                Column(title="Measure and unit", width=3),
                Column(title="Year 1", width=1, number=True),
                Column(title="Year 2", width=1, number=True),
                Column(title="Total", width=1, number=True),
            ),
            rows=(
                (
                    words("E1"),
                    words("Supported gardening for people living with dementia (hours)"),
                    words("40"),
                    words("50"),
                    words("90"),
                ),
            ),
        ),
        led(
            (
                "How we reached the number:",
                f"Sessions of two hours. Year 1 starts in month 3: 20 sessions {TIMES} 2 hours = 40. "
                f"Year 2: 25 sessions {TIMES} 2 hours = 50. We stop for two weeks at Christmas.",
            ),
            (
                "Our commitment:",
                "We will run 20 gardening sessions of two hours in year 1 and 25 in year 2, each "
                "for up to six people living with dementia and those who care for them.",
            ),
            (
                "From our plan:",
                "Month 1: the site supervisor agrees dates with the dementia support group, which "
                "has said yes in principle. Month 2: two gardeners are trained. Month 3: first "
                "session. Every three months: we ask the group what to change.",
            ),
            (
                "Risk and fallback:",
                "In bad weather we plant indoors, so that no session is lost. If the supervisor is "
                "away, a trained gardener leads.",
            ),
        ),
        Callout(
            tone=Tone.PLAIN,
            title="Why this is a strong answer",
            body=(
                words(
                    "The number is small, but it fits the contract and the sum is shown. There are dates, "
                    "roles and a partner, and bad weather has been thought of. A promise to support local "
                    "dementia charities would earn little: nobody could count it."
                ),
            ),
        ),
    )
