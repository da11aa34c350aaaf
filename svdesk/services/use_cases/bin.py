"""Projects deleted, restored and removed for good, and how long their records are to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from svdesk.domain.keeping.bin_clock import BinContents, BinRule
    from svdesk.domain.keeping.retention import OwnRule
    from svdesk.domain.project import Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.policy.guidance.retention import KeepUntil
    from svdesk.services.use_cases.backend import Backend


class ToDelete(NamedTuple):
    """A project that somebody wants to delete: how long its records are kept, and whether that forbids it.

    *is_early* says that the records are still to be kept, for all that is known: it can be deleted only
    with a reason. A project of which nothing was given out, nothing came back and no award is noted has no
    such records.
    """

    id: UUID
    title: str
    officer: str
    keep: KeepUntil
    is_early: bool


class Bin(NamedTuple):
    """What is in the bin, and by which rule it goes."""

    contents: BinContents
    rule: BinRule


def keep_until_of(backend: Backend, project: Project, pack: PolicyPack) -> KeepUntil:
    """Return until when the records of *project* are kept, by the law and the authority's own rule."""
    from svdesk.policy.guidance.retention import keep_until
    from svdesk.services.project.kept_rule import kept_rule

    return keep_until(project, pack, kept_rule(backend.folder))


def own_rule(backend: Backend) -> OwnRule | None:
    """Return the authority's own rule on keeping records; ``None`` where it has set none."""
    from svdesk.services.project.kept_rule import kept_rule

    return kept_rule(backend.folder)


def keep_own_rule(backend: Backend, rule: OwnRule | None) -> None:
    """Keep the authority's own rule; raises :class:`svdesk.services.project.kept_rule.KeptRuleError`."""
    from svdesk.services.project import kept_rule

    kept_rule.keep_rule(rule, backend.folder)


def look_before_deleting(backend: Backend, ids: Iterable[UUID], today: date) -> tuple[ToDelete, ...]:
    """Return what is to be known before the projects *ids* are deleted; those that are gone are left out."""
    from svdesk.services.editions.under_edition import pack_for
    from svdesk.services.recording.write_record import officer_of

    found = []
    for project_id in ids:
        try:
            project = backend.database.load(project_id)
        except KeyError:
            continue
        pack, _ = pack_for(project, backend.registry)
        keep = keep_until_of(backend, project, pack)
        found.append(
            ToDelete(
                id=project_id,
                title=project.about.title.strip() or "Untitled project",
                officer=officer_of(project),
                keep=keep,
                is_early=keep.binds_on(today) and _has_records(backend, project),
            )
        )
    return tuple(found)


def _has_records(backend: Backend, project: Project) -> bool:
    """Say whether there is anything of *project* that somebody outside could ask about."""
    from svdesk.domain.choices import ProjectStage
    from svdesk.domain.project import Award

    database = backend.database
    return bool(
        project.award != Award()
        or database.head(project.id).stage is not ProjectStage.PLANNING
        or database.issues_of(project.id)
        or database.returned_forms_of(project.id)
    )


def delete_projects(backend: Backend, wanted: Iterable[ToDelete], *, who: str = "", why: str = "") -> None:
    """Put projects into the bin, all or none, and write down who did it and why.

    A backup is made first where they are several: a slip of the hand is larger then. Raises ``ValueError``
    for one that is to be kept yet where no reason is given, and ``StoreError``.
    """
    from svdesk.domain.keeping.deletion import DELETED
    from svdesk.services.backups import BackupReason
    from svdesk.services.project.bin_rule import bin_rule
    from svdesk.services.recording.write_record import new_record
    from svdesk.services.use_cases.backups import back_up_before

    every = tuple(wanted)
    if not why.strip() and any(each.is_early for each in every):
        raise ValueError("a project whose records are to be kept yet is deleted only with a reason")
    if len(every) > 1:
        back_up_before(backend, BackupReason.BEFORE_DELETION)
    backend.database.put_in_bin(
        tuple(
            new_record(
                each.id,
                DELETED,
                who=who or each.officer,
                what=f"Deleted the project. {each.keep.headline}.",
                why=why,
                content=each.keep.in_words(),
            )
            for each in every
        ),
        bin_rule(),
    )


def restore_projects(backend: Backend, ids: Iterable[UUID], *, who: str = "", why: str = "") -> None:
    """Take projects out of the bin, all or none, and write that down.

    Raises ``StoreError``.
    """
    from svdesk.services.recording.write_record import RESTORED, new_record

    every = tuple(ids)
    deleted_by = {each.id: each.who for each in backend.database.bin_contents().projects}
    backend.database.restore(
        tuple(
            new_record(
                project_id,
                RESTORED,
                who=who or deleted_by.get(project_id, ""),
                what="Restored the project from the bin.",
                why=why,
            )
            for project_id in every
        )
    )


def bin_of(backend: Backend) -> Bin:
    """Return what is in the bin; what has been there for its time goes first."""
    from svdesk.services.project.bin_rule import bin_rule

    rule = bin_rule()
    backend.database.count_time(rule)
    return Bin(contents=backend.database.bin_contents(), rule=rule)


def look_through_bin(backend: Backend) -> int:
    """Remove for good what has been in the bin for its time, as SVDesk starts or closes; return how many.

    Nothing is opened for it: where the database is not open, that is left to the next time.
    """
    if not backend.is_open:
        return 0
    from svdesk.services.project.bin_rule import bin_rule

    return len(backend.database.count_time(bin_rule()))


def delete_for_good(backend: Backend, ids: Iterable[UUID]) -> None:
    """Remove projects for good, so that nothing of their text is left in the file.

    No backup is made before: it would keep what somebody wants to be gone.
    """
    for project_id in ids:
        backend.database.delete(project_id)
