"""Documents to render: one with every kind of block, and any other from a few blocks."""

from datetime import date

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    CheckField,
    ChoiceField,
    Column,
    Document,
    FactList,
    Heading,
    Link,
    Paragraph,
    ResponseField,
    Size,
    Table,
    Text,
    TextField,
    Together,
    Tone,
    words,
)

SCALE = (
    ("5", "Excellent", "All of 4, and clearly greater benefit for the people named, still deliverable."),
    ("4", "Strong", "All of 3, with named roles or partners, risks handled, no material gaps."),
    ("3", "Sound", "Specific, dated commitments for this contract and a method that works."),
    ("2", "Limited", "Some specific commitments; important gaps in method, timing or measurement."),
    ("1", "Weak", "Vague, or not for this contract."),
    ("0", "No usable answer", "Missing, or general company policy only."),
)
YES_NO = (("y", "Yes"), ("n", "No"))


def document(*blocks: Block, **changes: object) -> Document:
    """Return a document of *blocks*; *changes* replace its other parts."""
    parts: dict[str, object] = {
        "kind": "itt",
        "title": "Social value question pack",
        "subtitle": "Invitation to tender: Extra Care Catering",
        "authority": "Cheshire East Council",
        "project_title": "Extra Care Catering",
        "reference": "DN776889",
        "version": "1.0",
        "status": "Issued",
        "dated": date(2025, 10, 13),
        "draft": False,
        "cover": (("Reference", words("DN776889")), ("Tenders by", words("10 November 2025, 12:00"))),
        "summary": Callout(
            tone=Tone.PLAIN, title="What we ask in one minute", body=(words("Three questions."),)
        ),
        "blocks": blocks,
        "stamp": 1_760_350_000,
        "origin": "svdesk:itt?project=x&revision=1",
    }
    return Document(**(parts | changes))


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(content=words(text))


def long_text(count: int, seed: int = 0) -> str:
    """Return *count* different words."""
    return " ".join(f"w{seed}x{number}" for number in range(count))


def question(number: int) -> tuple[Block, ...]:
    """Return a question with its marking table and the fields of its answer."""
    return (
        Heading(
            level=2,
            text=f"How will you help people into lasting jobs, part {number}?",
            kicker=f"Question {number} of 3 · worth 4 of the 10% for social value",
            page_break=True,
        ),
        Paragraph(
            content=(Text("State how many people, and in which years. "), Text("Up to 500 words.", True))
        ),
        Heading(level=3, text="What good looks like"),
        Bullets(items=(words("Numbers that fit the contract."), words("Named roles, and partners."))),
        Table(
            caption="How we mark it",
            columns=(
                Column(title="Mark", width=0.11),
                Column(title="Standard", width=0.19),
                Column(title="What earns it", width=0.7),
            ),
            rows=tuple((words(mark), words(label), words(meaning)) for mark, label, meaning in SCALE),
        ),
        ResponseField(
            field=TextField(name=f"q{number}.answer", label="Your answer", lines=12, word_limit=500)
        ),
        ResponseField(
            field=ChoiceField(name=f"q{number}.kind", label="What do you offer?", options=YES_NO),
            hint="One of these.",
        ),
        ResponseField(field=CheckField(name=f"q{number}.evidence", label="The evidence is attached.")),
    )


def every_block() -> tuple[Block, ...]:
    """Return every kind of block in every variant, with an exemplary pack's words."""
    tones = tuple(
        Callout(
            tone=tone,
            title=f"A card of tone {tone.value}",
            body=(words("The policy asks for 10%."), words("This contract is worth £130,000.")),
            source=(Text("Policy, section 4 · "), Link("read it", "https://example.org/policy?a=1&b=2")),
        )
        for tone in Tone
    )
    return (
        Heading(level=1, text="About this pack", page_break=True),
        Paragraph(content=words("What this contract can do beyond good meals."), size=Size.LEAD),
        Paragraph(
            content=(
                Text("The council's "),
                Link(
                    "Social Value Policy, which is long enough to go over the end of a line", "http://e.org/p"
                ),
                Text(" sets six objectives. Ask "),
                Link("procurement@example.gov.uk", "mailto:procurement@example.gov.uk"),
                Text("."),
            )
        ),
        Paragraph(content=words("First line\nsecond line\n\nlast line"), size=Size.HINT),
        Heading(level=2, text="Local priorities"),
        Bullets(items=tuple(words(f"Priority {number}") for number in range(1, 13)), ordered=True),
        *tones,
        Heading(level=1, text="Questions"),
        *question(1),
        *question(2),
        Heading(level=1, text="Your offer in numbers", kicker="Response form", page_break=True),
        Table(
            caption="Measures",
            columns=(
                Column(title="Ref", width=0.1),
                Column(title="Measure and unit", width=0.4),
                Column(title="Year 1", width=0.2, number=True),
                Column(title="Basis", width=0.3),
            ),
            rows=tuple(
                (
                    words(f"M{number}"),
                    words("People who start a job (people)"),
                    TextField(name=f"m{number}.year1", label=f"Measure {number}, year 1", required=False),
                    TextField(
                        name=f"m{number}.basis", label=f"Measure {number}, basis", lines=2, word_limit=30
                    ),
                )
                for number in range(1, 5)
            ),
        ),
        Table(
            caption="Declarations, without a printed caption",
            show_caption=False,
            columns=(Column(title="Statement", width=0.7), Column(title="Your answer", width=0.3)),
            rows=(
                (words("We pay the real Living Wage."), ChoiceField(name="d1", label="Pay", options=YES_NO)),
            ),
        ),
        Together(
            blocks=(
                Heading(level=2, text="A KPI"),
                FactList(rows=(("Reference", words("K3")), ("Baseline", words("0")), ("Owner", ()))),
            )
        ),
        Table(
            caption="Catalogue",
            columns=(
                Column(title="Ref"),
                Column(title="Measure", width=4),
                Column(title="Target", number=True),
            ),
            rows=tuple(
                (words(f"NX{number}"), words(long_text(10, number)), words(f"{number * 37 % 900:,}"))
                for number in range(60)
            ),
        ),
    )
