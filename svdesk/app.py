"""Where the window's parts are put together: the only place that knows them all."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.logs import log_directory
from svdesk.paths import data_directory, database_file, own_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtCore import QObject

    from svdesk.desktop.threads.desk import Desk
    from svdesk.domain.issued_document import IssuedDocument
    from svdesk.domain.project import HouseStyle, Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.policy.loading.editions import Shelf
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.exchange.returned_forms import KeptReturn
    from svdesk.services.ports import ProjectStore
    from svdesk.services.returned_forms.response import Response, ReturnRecord


LONGEST_WAIT = 1.0
"""Seconds that the window waits for another program to let go of the projects before it says so. A
window that is just closing needs less, and one that stays open is not closed any sooner by waiting."""


def run_window(data_dir: Path | None = None, open_file: Path | None = None) -> int:
    """Open the window on the data in *data_dir* (the per-user folder by default).

    The libraries for storage and documents are imported after the first paint, on the thread that
    uses them. Returns the exit status.
    """
    from svdesk.desktop.shell.application import run, start_qt
    from svdesk.storage.quick_list import quick_list

    folder = data_directory(data_dir)
    app = start_qt(["svdesk"])
    return run(make_desk(folder, app), quick_list(database_file(folder)), log_directory(folder), open_file)


def make_desk(folder: Path, parent: "QObject") -> "Desk":
    """Return the window's way to the database in *folder*, the policy pack and project files."""
    from svdesk.desktop.threads.desk import Desk

    packs = _Packs(folder)
    return Desk(
        open_store=lambda: _open_store(database_file(folder)),
        load_pack=packs.active,
        pack_of=packs.of,
        newer_of=packs.newer_for,
        read_file=_read_file,
        write_file=_write_file,
        example=_example,
        check_file=lambda path, store: _check_file(folder, path, store),
        make_again=lambda issued, store, path: _make_again(folder, issued, store, path),
        response_reader=lambda project_id, record: _response_reader(folder, project_id, record),
        kept_style=lambda: _kept_style(folder),
        keep_style=lambda style: _keep_style(style, folder),
        worker=(*own_program(), "worker", "--data-dir", str(folder)),
        parent=parent,
    )


class _Packs:
    """The policy packs at hand, looked at only when one is asked for, on the thread that asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelf: Shelf | None = None

    def active(self) -> "PolicyPack":
        """Return the pack that new projects are made with."""
        return self._opened().active()

    def of(self, project: "Project") -> "PolicyPack":
        """Return the pack that *project* is worked on with, kept from now on for its sake."""
        from svdesk.services.editions.editions import pack_for

        shelf = self._opened()
        pack, _ = pack_for(project, shelf)
        try:
            shelf.keep(pack)
        except OSError as error:
            logging.getLogger(__name__).warning("Edition %s of %s not kept: %s", pack.edition, pack.id, error)
        return pack

    def newer_for(self, project: "Project") -> "PolicyPack | None":
        """Return a newer edition of the pack of *project*, where one is at hand."""
        from svdesk.services.editions.editions import pack_for

        return pack_for(project, self._opened())[1]

    def _opened(self) -> "Shelf":
        from svdesk.policy.loading.editions import Shelf

        if self._shelf is None:
            self._shelf = Shelf(self._folder)
        return self._shelf


def _kept_style(folder: Path) -> "HouseStyle":
    from svdesk.services.project.kept_style import kept_style

    return kept_style(folder)


def _keep_style(style: "HouseStyle", folder: Path) -> None:
    from svdesk.services.project.kept_style import keep_style

    keep_style(style, folder)


def _open_store(database: Path) -> "ProjectStore":
    from svdesk.storage.store import SqliteProjectStore

    database.parent.mkdir(parents=True, exist_ok=True)
    return SqliteProjectStore(database, wait_seconds=LONGEST_WAIT)


def _read_file(path: Path) -> "Opened":
    from svdesk.rendering.attachments import PdfAttachments
    from svdesk.services.issuing.attaching import read_project_file

    return read_project_file(path, PdfAttachments())


def _write_file(project: "Project", path: Path, returns: "tuple[KeptReturn, ...]") -> None:
    from svdesk.services.exchange.project_file import write_exchange

    write_exchange(project, path, returns)


def _example() -> "Project":
    from svdesk.services.project.project_sources import example_project

    return example_project()


def _check_file(folder: Path, path: Path, store: "ProjectStore") -> str:
    from svdesk.policy.loading.editions import Shelf
    from svdesk.rendering.comparing.pdfs import PdfComparer
    from svdesk.rendering.pdf.renderer import PdfRenderer
    from svdesk.rendering.returned.kinds import office_forms
    from svdesk.services.verifying.checked_file import CheckSources
    from svdesk.services.verifying.verify import check_file
    from svdesk.services.verifying.words import checked_text

    sources = CheckSources(
        shelf=Shelf(folder),
        reader=PdfComparer(),
        renderer=PdfRenderer(),
        record=store,
        form_readers=office_forms(),
    )
    return checked_text(check_file(path, sources))


def _make_again(folder: Path, issued: "IssuedDocument", store: "ProjectStore", path: Path) -> str:
    from svdesk.policy.loading.editions import Shelf
    from svdesk.rendering.formats import renderers
    from svdesk.services.issuing.remake import make_again

    return make_again(issued, store, Shelf(folder), renderers((issued.format,)), path)


def _response_reader(
    folder: Path, project_id: "UUID", record: "ReturnRecord"
) -> "Callable[[Path], Response]":
    """Return what reads files that were returned to a project; it keeps the forms that it made again."""
    from svdesk.policy.loading.editions import Shelf
    from svdesk.rendering.formats import renderers
    from svdesk.rendering.returned.kinds import reader_for
    from svdesk.services.returned_forms.read import read_response
    from svdesk.services.returned_forms.response import ReadingSources

    sources = ReadingSources(
        shelf=Shelf(folder),
        reader_for=reader_for,
        renderer_of=lambda file_format: renderers((file_format,))[0],
        record=record,
        wanted=project_id,
    )
    return lambda path: read_response(path, sources)
