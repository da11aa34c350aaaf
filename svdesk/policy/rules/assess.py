"""Assessing a contract: what each rule of a pack says of its facts, and what follows for the stages.

Pure functions: the same facts and the same pack give the same assessment.
"""

from decimal import Decimal
from itertools import combinations

from svdesk.domain.facts import ContractFacts
from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Assessment, Determination, Duty, LegalStanding, Status
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Rule, RuleCase, StageRules
from svdesk.policy.rules.deciding import Compared, Decider, Road
from svdesk.policy.rules.following import with_lots
from svdesk.policy.rules.possible import FACTS, facts_behind, only_difference
from svdesk.policy.rules.words import SentenceWriter, figures_used


def assess(facts: ContractFacts, pack: PolicyPack) -> Assessment:
    """Return what every rule of *pack* says of *facts*, in the order of the register."""
    assessor = _Assessor(facts, pack)
    determinations: list[Determination] = []
    minimums: list[Decimal] = []
    for rule in pack.rules:
        roads = assessor.roads(rule)
        determinations.append(assessor.determine(rule, roads))
        if determinations[-1].status is Status.APPLIES:
            minimums.append(assessor.certain_minimum(roads))
    by_rule = {determination.rule: determination.status for determination in determinations}
    stages = pack.parts.stages
    procedure = facts.procedure
    return Assessment(
        pack_id=pack.id,
        pack_edition=pack.edition,
        determinations=tuple(determinations),
        selection_stage=assessor.selection_stage(stages, by_rule[stages.selection_closed_by]),
        tender_stage=None if procedure is None else procedure in stages.tender,
        minimum_weighting=max(minimums, default=Decimal(0)) or None,
    )


def assess_project(project: Project, pack: PolicyPack) -> Assessment:
    """Return what every rule of *pack* says of *project*: of its facts, and of what it says of lots."""
    return assess(with_lots(project.facts, project.lots, project.access), pack)


class _Assessor:
    """Assesses one contract by one pack."""

    def __init__(self, facts: ContractFacts, pack: PolicyPack) -> None:
        self._facts = facts
        self._decider = Decider(pack, facts)
        self._writer = SentenceWriter(pack, self._decider)
        self._settled = pack.parts.wording.settled

    def roads(self, rule: Rule) -> list[Road]:
        """Return every road of *rule* that the facts leave open."""
        return list(self._decider.roads(rule))

    def determine(self, rule: Rule, roads: list[Road]) -> Determination:
        """Return what *rule* says of the contract, given its *roads*."""
        statuses = {road.status for road in roads}
        if len(statuses) != 1 or Status.CANNOT_TELL in statuses:
            return self._open(rule, roads)
        (status,) = statuses
        case = self._certain_case(roads)
        duty, advised = rule.duty, _advised_alike(roads)
        if case is None:
            headline, severity = rule.headlines.of(status), rule.severity
            reason = rule.settled or self._settled
        else:
            duty, advised = case.duty or rule.duty, case
            roads = [road for road in roads if road.case is case] or roads
            headline = case.headline or rule.headlines.of(status)
            severity = case.severity or rule.severity
            reason = case.reason
        return Determination(
            rule=rule.id,
            title=rule.title,
            status=status,
            severity=severity,
            headline=self._writer.fill(headline, roads),
            reason=self._writer.fill(reason, roads),
            figures=figures_used(self._compared(roads), self._decider.world),
            citations=rule.citations,
            confidence=rule.confidence,
            checked=rule.checked,
            affects=rule.affects,
            forbids=rule.forbids,
            stage=rule.stage,
            standing=LegalStanding.BINDS if status is Status.APPLIES else _standing(advised),
            recommendation=self._writer.fill(advised.recommendation, roads) if advised else "",
            duty=self._filled(duty, roads) if duty and status is Status.APPLIES else None,
        )

    def _filled(self, duty: Duty, roads: list[Road]) -> Duty:
        """Return *duty* with the placeholders of its words filled."""
        return Duty(
            action=self._writer.fill(duty.action, roads),
            by=self._writer.fill(duty.by, roads),
            notice=self._writer.fill(duty.notice, roads),
            contents=tuple(self._writer.fill(each, roads) for each in duty.contents),
            otherwise=self._writer.fill(duty.otherwise, roads),
            periods=duty.periods,
        )

    def _open(self, rule: Rule, roads: list[Road]) -> Determination:
        gaps = {gap.reason: gap for road in roads for gap in road.gaps}
        stated = [gap for gap in gaps.values() if all(self._known(fact) for fact in gap.missing)]
        asked = self._that_change_the_answer(roads)
        of_gaps = {fact for gap in gaps.values() for fact in gap.missing}
        named = asked | of_gaps
        missing = tuple(fact for fact in FACTS if fact in named)
        world = self._decider.world
        sentences = [gap.reason for gap in stated]
        if to_give := tuple(fact for fact in missing if not self._known(fact)):
            sentences.append(self._writer.ask(to_give, roads))
        if against := tuple(fact for fact in missing if self._known(fact) and fact not in of_gaps):
            sentences.append(self._writer.contradict(against))
        return Determination(
            rule=rule.id,
            title=rule.title,
            status=Status.CANNOT_TELL,
            severity=rule.severity,
            headline=self._writer.fill(rule.headlines.cannot_tell, roads),
            reason=self._writer.fill(" ".join(sentences), roads),
            missing=missing,
            # Without a value there is nothing that a figure was used for.
            figures=figures_used(self._compared(roads), world) if self._known("value") else (),
            citations=rule.citations,
            confidence=rule.confidence,
            checked=rule.checked,
            affects=rule.affects,
            forbids=rule.forbids,
            stage=rule.stage,
        )

    def _known(self, fact: str) -> bool:
        return getattr(self._facts, fact) not in (None, ())

    def _certain_case(self, roads: list[Road]) -> RuleCase | None:
        """Return the case that holds whatever the unknown facts turn out to be."""
        cases = list({id(road.case): road.case for road in roads}.values())
        if len(cases) == 1:
            return cases[0]
        for case in cases:
            if case.when is not None and all(fork.truth for fork in self._decider.ask(case.when)):
                return case
        return None

    def _that_change_the_answer(self, roads: list[Road]) -> set[str]:
        """Return the facts of which two values lead, all else equal, to different answers."""
        found: set[str] = set()
        possible = self._decider.world
        # What is as open as at the start overlaps everywhere: only what a road has narrowed can differ.
        narrowed = [
            (road.status, {name: left for name, left in road.world.items() if possible.get(name) is not left})
            for road in roads
        ]
        told: set[str] = set()
        for (one, here), (other, there) in combinations(narrowed, 2):
            if one is other or here.keys() & there.keys() <= told:
                continue  # nothing that is not told already can be what they differ in
            if name := only_difference(here, there):
                told.add(name)
                found.update(facts_behind(name, self._facts))
        return found

    @staticmethod
    def _compared(roads: list[Road]) -> list[Compared]:
        return [entry for road in roads for entry in road.compared]

    def certain_minimum(self, roads: list[Road]) -> Decimal:
        """Return the minimum weighting that binds on every one of *roads*, in percent; 0 for none."""
        return min(self._minimum(road) for road in roads)

    def _minimum(self, road: Road) -> Decimal:
        name = road.case.minimum_weighting
        figures = self._decider.figures(name, road.world) if name else ()
        return min((figure.value for _, figure in figures if figure), default=Decimal(0))

    def selection_stage(self, stages: StageRules, closed: Status) -> bool | None:
        """Return whether a separate selection stage may be run; ``None`` where it can't be told."""
        procedure = self._facts.procedure
        if closed is Status.APPLIES or (procedure is not None and procedure not in stages.selection):
            return False
        known = all(fork.truth for fork in self._decider.ask(stages.selection_known))
        if procedure is None or closed is Status.CANNOT_TELL or not known:
            return None
        return True


def _advised_alike(roads: list[Road]) -> RuleCase | None:
    """Return a case that advises what the cases of all *roads* advise; ``None`` where they differ."""
    advised = {(road.case.standing, road.case.recommendation) for road in roads}
    return roads[0].case if len(advised) == 1 else None


def _standing(case: RuleCase | None) -> LegalStanding:
    return LegalStanding.NONE if case is None or case.standing is None else case.standing.standing
