"""What bidders are asked, how their answers are assessed, and what the supplier commits to."""

from dataclasses import dataclass
from uuid import UUID

from svdesk.domain.choices import Decision, Stage
from svdesk.domain.english import beginning
from svdesk.domain.entry import LongText, Mark, Percent
from svdesk.domain.field_words import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question put to bidders.

    *source_id* names the library question it came from ("" when the officer wrote it).
    *weight* is its share of the social value marks in percent (all tender questions together
    make 100). *good_answer* is what a good answer looks like, one point a line; *marking* says what
    the upper marks need, one mark a line.
    """

    id: UUID
    stage: Stage
    outcome_id: str = ask(
        "Outcome",
        "What the question is about; one of the outcomes you chose",
        default="",
        missing="Choose the outcome that this question is about.",
        is_code=True,
    )
    source_id: str = ""
    text: LongText = ask(
        "Question",
        "Ask for one thing: how much, how, by when and how it is measured",
        default="",
        missing="Write the question.",
    )
    good_answer: LongText = ask(
        "What a good answer looks like",
        "One point a line; bidders see it",
        default="",
        missing="Say what a good answer looks like, so that bidders know how it is judged.",
    )
    marking: LongText = ask(
        "What the upper marks need",
        "A line for each of marks 3, 4 and 5; printed for bidders",
        default="",
        unprinted="A question that moved into the tender carries no marks.",
    )
    word_limit: int | None = ask(
        "Word limit", "For each answer, for example 500", missing="Give a word limit."
    )
    weight: Percent = ask(
        "Weight",
        "In percent of the social value marks",
        missing="Give the question's share of the social value marks.",
        sometimes=True,
    )

    def in_list(self, place: int) -> str:
        """Return the line of this question in a list, as the one at *place*."""
        return f"{place}. {beginning(self.text) or 'no wording yet'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How tenders are assessed. Weights are percent of all marks; shares percent of social value.

    *minimum_mark* is on the 0 to 5 scale; *minimum_mark_rule* says what happens below it. With
    *winner_only_method* bidders give figures and a short answer, and only the winner writes the
    full method statement. With *form_for_each_lot* the response form has boxes for each lot; without,
    a bidder answers once for all of them. It matters only where there are two or more lots.
    """

    social_value_weight: Percent = ask(
        "Social value",
        "In percent, for example 10",
        missing="Give the share of all marks that social value has.",
    )
    quality_weight: Percent = ask(
        "Quality", "In percent", missing="Give the share of all marks that quality has."
    )
    price_weight: Percent = ask("Price", "In percent", missing="Give the share of all marks that price has.")
    quantitative_share: Percent = ask(
        "What is offered",
        "The numbers promised, in percent",
        missing="Give the share of the social value marks for what is offered in numbers.",
    )
    qualitative_share: Percent = ask(
        "How it will be done",
        "The method described, in percent",
        missing="Give the share of the social value marks for how it will be done.",
    )
    minimum_mark: Mark = ask(
        "Lowest acceptable mark",
        "From 0 to 5; leave blank if there is none",
        missing="Give the lowest mark that your rule speaks of.",
        sometimes=True,
    )
    minimum_mark_rule: LongText = ask(
        "What happens below that mark",
        "For example that the tender is not considered further",
        default="",
        missing="Say what happens to a tender below the lowest mark.",
        sometimes=True,
    )
    weight_reason: LongText = ask(
        "Reason for the weight of social value",
        "Why it is right for this contract; printed in the statement",
        default="",
        missing="Say why the weight of social value is right for this contract.",
    )
    winner_only_method: bool | None = ask(
        "Full method from the winner only", "Others give figures and a short answer"
    )
    form_for_each_lot: bool | None = ask(
        "A response form for each lot",
        "With “No” a bidder answers once for all the lots it bids for. With “Yes” the form has boxes for "
        "each lot, and each bidder fills in only those of the lots it bids for.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDecision:
    """How one of the policy's provider commitments (section 5) is met on this contract."""

    commitment_id: str
    decision: Decision | None = ask(
        "Decision", "Choose it, or leave it out", missing="Choose this commitment or leave it out."
    )
    reason: LongText = ask(
        "Reason",
        "Needed where you leave it out",
        default="",
        missing="Say why this commitment is left out.",
        sometimes=True,
    )
    how: LongText = ask(
        "How it is met here",
        "What the supplier does on this contract; leave blank for the wording above",
        default="",
    )
