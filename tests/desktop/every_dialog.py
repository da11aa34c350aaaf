"""Every dialog, and the reader, open with a word of the test's own in all that they show."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.backups.dialog import BackupsDialog
from svdesk.desktop.guidance.proposal_dialog import ProposalDialog
from svdesk.desktop.keeping.bin_dialog import BinDialog
from svdesk.desktop.keeping.delete_dialog import DeleteDialog
from svdesk.desktop.keeping.records_dialog import RecordsDialog
from svdesk.desktop.keeping.rule_dialog import RuleDialog
from svdesk.desktop.making.issued_dialog import IssuedDialog
from svdesk.desktop.merging.compare_dialog import CompareProjectsDialog
from svdesk.desktop.pages.library_dialog import LibraryDialog, Offer
from svdesk.desktop.policy.cpv_dialog import CpvDialog
from svdesk.desktop.policy.edition_dialog import EditionDialog
from svdesk.desktop.policy.reader import Reader
from svdesk.desktop.policy.reckon_dialog import ReckonDialog
from svdesk.desktop.policy.what_if_dialog import WhatIfDialog
from svdesk.desktop.returned_forms.compare_dialog import CompareDialog
from svdesk.desktop.returned_forms.dialog import ReturnedFormsDialog
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.viewer.document_window import PreviewDialog
from svdesk.desktop.widgets.password_dialogs import NewPasswordDialog, OpenPasswordDialog
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.keeping.deletion import DELETED
from svdesk.domain.keeping.retention import OwnRule
from svdesk.domain.project import Project
from svdesk.domain.proposals import open_proposals
from svdesk.domain.returned_form import Matter
from svdesk.paths import database_file
from svdesk.policy.guidance.retention import Keeping, KeepUntil
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.backups import BackupReason
from svdesk.services.exchange.project_file import Opened
from svdesk.services.merging.taking_over import ComparedFile, compare_file
from svdesk.services.merging.words import names_in
from svdesk.services.project.bin_rule import bin_rule
from svdesk.services.recording.write_record import MERGED, new_record, write_record
from svdesk.services.use_cases.bin import ToDelete
from svdesk.storage.backups.keeper import FileBackups
from svdesk.storage.store import SqliteProjectStore
from tests.desktop.conftest import AnsweringDialogs
from tests.desktop.mark_up import spoilt_words
from tests.desktop.returned_forms.example_forms import form_from, keep, with_findings


def every_dialog(
    project: Project,
    tag: str,
    folder: Path,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    parent: QWidget,
    runner: UseCaseRunner,
) -> list[QWidget]:
    """Open all of them on *project*, with *tag* in what is there besides, and wait until they are filled."""
    forms = tuple(
        replace(
            with_findings(form_from(project, f"{tag}{name}", place, {tag: tag}), (Matter.NOTE, tag, tag)),
            file_name=f"{tag}{place}",
            read_by=tag,
        )
        for place, name in enumerate(("Ash", "Birch"))
    )
    keep(folder, project, *forms)
    pack = bundled_pack()
    spoilt_pack = spoilt_words(pack, tag)
    compared = filled_up(folder, project, tag, Opened(changed(project, tag)))
    returns = ReturnedFormsDialog(parent, project, runner, dialogs)
    documents = IssuedDialog(parent, project, runner, dialogs)
    records = RecordsDialog(parent, project, pack, runner, dialogs)
    deleted = BinDialog(parent, runner, dialogs)
    backups = BackupsDialog(parent, runner, dialogs)
    differences = CompareProjectsDialog(parent, compared, tag, runner, dialogs)
    reader = Reader(spoilt_pack)
    qtbot.addWidget(reader)
    qtbot.waitUntil(lambda: returns.parts.model.rowCount() == len(forms))
    qtbot.waitUntil(lambda: documents.model.rowCount() == 1)
    qtbot.waitUntil(lambda: tag in records.said.toPlainText())
    qtbot.waitUntil(lambda: tag in deleted.said.toPlainText())
    qtbot.waitUntil(lambda: backups.parts.preview_model.rowCount() > 0)
    assert tag in differences.theirs.toPlainText()
    returns.parts.table.selectRow(0)
    return [
        returns,
        documents,
        records,
        deleted,
        backups,
        differences,
        reader,
        CompareDialog(parent, forms, "itt", runner, dialogs),
        ProposalDialog(parent, project, open_proposals(project), tag),
        LibraryDialog(parent, tag, tag, tag, [Offer("a", tag, tag, ticked=True)]),
        CpvDialog(parent, ("55520000",)),
        ReckonDialog(parent, spoilt_pack),
        WhatIfDialog(parent, project),
        EditionDialog(parent, project, pack, spoilt_pack),
        PreviewDialog(parent, tag, folder / "missing.pdf"),
        DeleteDialog(parent, (to_delete(project, tag),), 30),
        RuleDialog(parent, OwnRule(name=tag, years=6)),
        NewPasswordDialog(parent),
        OpenPasswordDialog(parent, tag),
    ]


def filled_up(folder: Path, project: Project, tag: str, file: Opened) -> ComparedFile:
    """Keep an issue, a record, a deleted project and a backup, and return *file* beside *project*."""
    gone = replace(project, id=uuid4())
    store = SqliteProjectStore(database_file(folder))
    try:
        store.save(gone)
        store.record_issue((issued(project, tag),), b"{}")
        write_record(store, project.id, MERGED, who=tag, what=tag)
        record = new_record(gone.id, DELETED, who=tag, what=tag, why=tag, content=tag)
        store.put_in_bin((record,), bin_rule())
        FileBackups(database_file(folder)).make(store.live_copy(), BackupReason.ASKED, None)
        compared = compare_file(store, file, names_in(spoilt_words(bundled_pack(), tag)))
    finally:
        store.close()
    assert compared is not None
    return compared


def changed(project: Project, tag: str) -> Project:
    """Return *project* as a colleague changed it."""
    return replace(project, about=replace(project.about, title=f"{tag} of a colleague"), kpis=())


def to_delete(project: Project, tag: str) -> ToDelete:
    """Return *project* as one whose records are to be kept yet."""
    keep_on = KeepUntil(keeping=Keeping.OPEN, why=(tag,), missing=(tag,))
    return ToDelete(id=project.id, title=tag, officer=tag, keep=keep_on, is_early=True)


def issued(project: Project, tag: str) -> IssuedDocument:
    """Return a document of *project* as it was given out."""
    return IssuedDocument(
        id=uuid4(),
        project_id=project.id,
        document="itt",
        format="pdf",
        file_name=tag,
        version=tag,
        status=tag,
        issued_at=datetime(2026, 11, 2, tzinfo=UTC),
        issued_by=tag,
        sha256="0" * 64,
        bytes=1,
        made_with=tag,
        pack_id="x",
        pack_edition="1",
        pack_fingerprint="0",
        revision=1,
        project_sha256="0" * 64,
    )
