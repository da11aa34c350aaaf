"""Working with a project under the edition of the policy pack that it was made with."""

from dataclasses import dataclass, replace
from pathlib import Path

from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Assessment, Determination, LegalStanding, Status
from svdesk.policy.content.items import Correction
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.diff import Difference, affecting, compare
from svdesk.policy.loading.load import load_pack
from svdesk.policy.loading.pack_registry import PackRegistry, edition_order
from svdesk.policy.rules.assess import assess_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessed:
    """A rule that says something else of a project under another edition.

    *before* or *after* is None where that edition does not have the rule.
    """

    rule: str
    before: Determination | None
    after: Determination | None

    @property
    def is_another_answer(self) -> bool:
        """Whether the rule was there before and answers otherwise now, not only in other words."""
        return (
            self.before is not None
            and self.after is not None
            and (self.before.status, self.before.severity) != (self.after.status, self.after.severity)
        )

    @property
    def is_new_and_speaks(self) -> bool:
        """Whether the rule is new, and applies, is advised or cannot tell."""
        after = self.after
        return (
            self.before is None
            and after is not None
            and not (after.status is Status.DOES_NOT_APPLY and after.standing is LegalStanding.NONE)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackComparison:
    """What another edition changes: in all, of what a project uses, and of what the rules say of it.

    *corrections* are those of the other edition that the one before did not have.
    """

    differences: tuple[Difference, ...]
    affecting: tuple[Difference, ...]
    reassessed: tuple[Reassessed, ...]
    corrections: tuple[Correction, ...] = ()

    def corrected(self, rule: str) -> tuple[Correction, ...]:
        """Return the corrections of what *rule* says."""
        return tuple(each for each in self.corrections if rule in each.rules)


def pack_for(project: Project, registry: PackRegistry) -> tuple[PolicyPack, PolicyPack | None]:
    """Return the pack to work on *project* with, and a newer edition of it if one is at hand.

    The first is the edition that the project was made with; where that is not at hand, the newest
    of that pack, or else the active pack. Raises :class:`svdesk.policy.loading.reading.PackError` only
    where not even the pack that ships with SVDesk can be used.
    """
    if not project.pack_id:
        return registry.active(), None
    own = registry.edition(project.pack_id, project.pack_edition)
    newest = registry.newest(project.pack_id)
    if own is None:
        return newest or registry.active(), None
    if newest is None or edition_order(newest.edition) <= edition_order(own.edition):
        return own, None
    return own, newest


def edition_note(project: Project, pack: PolicyPack) -> str:
    """Return what to tell a person where *pack* is not the edition that *project* was made with."""
    if (project.pack_id, project.pack_edition) == (pack.id, pack.edition):
        return ""
    made_with = f"{project.pack_id or 'none'}, edition {project.pack_edition or 'none'}"
    return (
        f"This project was made with policy pack {made_with}. "
        f"Its documents are made with {pack.id}, edition {pack.edition}."
    )


def pack_in(folder: Path, registry: PackRegistry) -> PolicyPack:
    """Return the pack or overlay in a folder; raises :class:`svdesk.policy.loading.reading.PackError`."""
    return load_pack(folder, registry.bases())


def compare_packs(project: Project, old: PolicyPack, new: PolicyPack) -> PackComparison:
    """Return what *new* changes for a project that stands under *old*; nothing is changed yet."""
    differences = compare(old, new)
    known = {each.id for each in old.corrections}
    return PackComparison(
        differences=differences,
        affecting=affecting(project, differences, old, new),
        reassessed=reassessed(assess_project(project, old), assess_project(project, new)),
        corrections=tuple(each for each in new.corrections if each.id not in known),
    )


def reassessed(old: Assessment, new: Assessment) -> tuple[Reassessed, ...]:
    """Return the rules that say something else in *new* than in *old*."""
    before = {said.rule: said for said in old.determinations}
    after = {said.rule: said for said in new.determinations}
    return tuple(
        Reassessed(rule=rule, before=before.get(rule), after=after.get(rule))
        for rule in dict.fromkeys((*before, *after))
        if _says(before.get(rule)) != _says(after.get(rule))
    )


def under_edition(project: Project, pack: PolicyPack) -> Project:
    """Return *project* as one of *pack*'s edition; its answers and choices stay as they are."""
    return replace(project, pack_id=pack.id, pack_edition=pack.edition)


def _says(said: Determination | None) -> tuple[object, ...]:
    """Return what counts as the answer of a rule: not its checking date or the look of a citation."""
    return () if said is None else (said.status, said.severity, said.reason, said.standing)
