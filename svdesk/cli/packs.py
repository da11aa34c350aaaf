"""Which policy pack a command works with: the one that is named, a project's own, or the active one."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.console import CommandError, complain

if TYPE_CHECKING:
    from svdesk.domain.project import Project
    from svdesk.policy.content.pack import PolicyPack


def chosen_pack(read: Namespace, data_dir: Path) -> "PolicyPack":
    """Return the pack in the folder that is named, or the active one of the data folder.

    Folders that cannot be used are told on standard error. Raises :class:`CommandError` where the
    named one cannot.
    """
    from svdesk.policy.loading.pack_registry import PackRegistry

    registry = PackRegistry(data_dir)
    pack = _named(read, data_dir) or registry.active()
    for problem in registry.problems:
        complain(problem)
    return pack


def pack_of_project(project: "Project", read: Namespace, data_dir: Path) -> "PolicyPack":
    """Return the pack in the folder that is named, or the edition that *project* was made with.

    Where that is not at hand, it is the newest of that pack, or else the active one; the person is
    told. Raises :class:`CommandError` where a named folder cannot be used.
    """
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.services.editions.under_edition import edition_note, pack_for

    pack = _named(read, data_dir)
    if pack is None:
        registry = PackRegistry(data_dir)
        pack, newer = pack_for(project, registry)
        for problem in registry.problems:
            complain(problem)
        if newer is not None:
            complain(f"A newer edition of policy pack {pack.id} is at hand: {newer.edition}.")
    if note := edition_note(project, pack):
        complain(note)
    return pack


def keep_edition(pack: "PolicyPack", read: Namespace, data_dir: Path) -> None:
    """Keep the files of the pack that a project was made with, for the day a newer one is installed."""
    from svdesk.policy.loading.pack_registry import PackRegistry

    try:
        PackRegistry(data_dir).keep(pack, read.pack)
    except OSError as error:
        complain(f"The policy pack could not be kept for later ({error.strerror}). The project was made.")


def _named(read: Namespace, data_dir: Path) -> "PolicyPack | None":
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.policy.loading.reading import PackError
    from svdesk.services.editions.under_edition import pack_in

    if read.pack is None:
        return None
    try:
        return pack_in(read.pack, PackRegistry(data_dir))
    except PackError as error:
        raise CommandError(*error.problems) from error
