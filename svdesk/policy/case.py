"""One project under the law: what steps, checks, composers and proposals are given to look at."""

from dataclasses import dataclass
from functools import cached_property

from svdesk.domain.choices import Decision, Stage
from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import OutcomeDecision, Project, Question
from svdesk.policy.content.determinations import Assessment, Determination
from svdesk.policy.content.outcomes import Measure, Outcome
from svdesk.policy.content.pack import PolicyPack


@dataclass(frozen=True, eq=False)
class Case:
    """A project, what the rules say of its facts, and the policy pack, with look-ups.

    One is made for each revision; look-ups are kept with it and end with it. Two cases are the same
    only where they are the same object.
    """

    project: Project
    assessment: Assessment
    pack: PolicyPack

    @property
    def facts(self) -> ContractFacts:
        """The contract facts."""
        return self.project.facts

    @cached_property
    def determinations(self) -> dict[str, Determination]:
        """What each rule says, by the rule's id."""
        return {determination.rule: determination for determination in self.assessment.determinations}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """The pack's outcomes by id."""
        return {outcome.id: outcome for outcome in self.pack.outcomes}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The pack's measures by id."""
        return {measure.id: measure for measure in self.pack.measures()}

    @cached_property
    def chosen(self) -> tuple[OutcomeDecision, ...]:
        """The outcomes that were chosen, in the officer's order."""
        return tuple(made for made in self.project.outcomes if made.decision is Decision.CHOSEN)

    def questions_of(self, stage: Stage) -> tuple[Question, ...]:
        """Return the questions that were written for *stage*, in the officer's order."""
        return tuple(question for question in self.project.questions if question.stage is stage)
