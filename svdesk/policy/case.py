"""One project under the law: what steps, checks, composers and proposals are given to look at."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from svdesk.domain.choices import Decision, Stage
from svdesk.domain.facts import ContractFacts
from svdesk.domain.identity import IdentityCache
from svdesk.domain.project import OutcomeDecision, Project, Question
from svdesk.policy.content.determinations import Assessment, Determination, Severity, Status
from svdesk.policy.content.outcomes import LibraryQuestion, Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.rules.assess import assess_project

_Result = TypeVar("_Result")
_ASSESSED = ("facts", "lots", "access")
"""The sections that the rules' answers come from."""


@dataclass(frozen=True, eq=False)
class Case:
    """A project, what the rules say of its facts, and the policy pack, with look-ups.

    One is made for each revision; look-ups are kept with it and end with it. Two cases are the same
    only where they are the same object. *worked_out* keeps what was worked out from parts of the
    project that have not changed; a case that follows another (:meth:`with_project`) takes it over,
    so that following somebody who types costs only what the change touches.
    """

    project: Project
    assessment: Assessment
    pack: PolicyPack
    worked_out: IdentityCache = field(default_factory=IdentityCache, repr=False)

    def once(self, work_out: Callable[["Case"], _Result]) -> _Result:
        """Return ``work_out(case)``, worked out once for this case."""
        results = self._results
        if work_out not in results:
            results[work_out] = work_out(self)
        result: _Result = results[work_out]
        return result

    @cached_property
    def _results(self) -> dict[Callable[["Case"], Any], Any]:
        return {}

    def with_project(self, project: Project) -> "Case":
        """Return the case of *project*, a later revision of this one's, under the same pack."""
        same = all(getattr(project, name) is getattr(self.project, name) for name in _ASSESSED)
        assessment = self.assessment if same else assess_project(project, self.pack)
        return Case(project, assessment, self.pack, self.worked_out)

    def changed(self, **sections: Any) -> "Case":  # noqa: ANN401 - sections of every kind
        """Return the case of the project with other *sections*."""
        return self.with_project(replace(self.project, **sections))

    @property
    def facts(self) -> ContractFacts:
        """The contract facts."""
        return self.project.facts

    @cached_property
    def determinations(self) -> dict[str, Determination]:
        """What each rule says, by the rule's id."""
        return {determination.rule: determination for determination in self.assessment.determinations}

    @cached_property
    def applying_rules(self) -> frozenset[str]:
        """The ids of the rules that apply for certain."""
        return frozenset(
            determination.rule
            for determination in self.assessment.determinations
            if determination.status is Status.APPLIES
        )

    @cached_property
    def cautioning_rules(self) -> frozenset[str]:
        """The ids of the rules that apply for certain and ask for care, or more."""
        return frozenset(
            name
            for name in self.applying_rules
            if self.determinations[name].severity is not Severity.INFORMATION
        )

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """The pack's outcomes by id."""
        return {outcome.id: outcome for outcome in self.pack.outcomes}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The pack's measures by id."""
        return {measure.id: measure for measure in self.pack.measures()}

    @cached_property
    def library_questions(self) -> dict[str, LibraryQuestion]:
        """The questions of the pack's library by id."""
        return {question.id: question for question in self.pack.questions()}

    @cached_property
    def decisions(self) -> dict[str, OutcomeDecision]:
        """What was noted of each outcome, by the outcome's id."""
        return {made.outcome_id: made for made in self.project.outcomes}

    @cached_property
    def chosen(self) -> tuple[OutcomeDecision, ...]:
        """The outcomes that were chosen, in the officer's order."""
        return tuple(made for made in self.project.outcomes if made.decision is Decision.CHOSEN)

    @cached_property
    def chosen_outcomes(self) -> tuple[str, ...]:
        """The ids of the outcomes that were chosen, in the officer's order."""
        return tuple(made.outcome_id for made in self.chosen)

    def is_left_out(self, outcome_id: str) -> bool:
        """Say whether the officer decided against an outcome."""
        made = self.decisions.get(outcome_id)
        return made is not None and made.decision is Decision.LEFT_OUT

    def title_of(self, outcome_id: str) -> str:
        """Return an outcome's title as a part of a sentence; its id where the pack does not have it."""
        outcome = self.outcomes.get(outcome_id)
        return outcome.title.rstrip(".") if outcome else outcome_id

    @cached_property
    def tender_questions(self) -> tuple[Question, ...]:
        """The questions that were written for the tender, in the officer's order."""
        return self.questions_of(Stage.TENDER)

    @cached_property
    def selection_questions(self) -> tuple[Question, ...]:
        """The questions that were written for a selection stage, in the officer's order."""
        return self.questions_of(Stage.SELECTION)

    def questions_of(self, stage: Stage) -> tuple[Question, ...]:
        """Return the questions that were written for *stage*, in the officer's order."""
        return tuple(question for question in self.project.questions if question.stage is stage)

    @property
    def has_tender(self) -> bool:
        """Whether the route has a tender, as far as can be told."""
        return self.assessment.tender_stage is not False


def case_of(project: Project, pack: PolicyPack) -> Case:
    """Return the case of *project* under *pack*, its facts assessed by the pack's rules."""
    return Case(project, assess_project(project, pack), pack)
