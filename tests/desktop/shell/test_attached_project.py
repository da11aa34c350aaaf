"""A PDF saved from the window carries its project where that is ticked, and is imported again."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import ForKnown
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.attaching import NAME
from svdesk.services.issuing.manifest import read_manifest
from tests.desktop.conftest import AnsweringDialogs, saved


@pytest.fixture
def page(example: MainWindow, qtbot: QtBot) -> DocumentsPage:
    saved(qtbot, example)
    assert example.open_project is not None
    example.open_project.go_to("documents")
    page = example.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def attach_box(page: DocumentsPage) -> QCheckBox:
    (box,) = [box for box in page.findChildren(QCheckBox) if "project's data" in box.text()]
    return box


def press(box: QCheckBox) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def save(page: DocumentsPage, title: str, to: Path, qtbot: QtBot, dialogs: AnsweringDialogs) -> Path:
    """Save a document under the name *to*, and wait until it is written down."""
    to.parent.mkdir(exist_ok=True)
    dialogs.path = to
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == f"Save the {title}").click()
    qtbot.waitUntil(lambda: bool(list(to.parent.glob("*-manifest.json"))))
    return to


def notes(page: DocumentsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if "It is saved with" in label.text()]


def test_nothing_is_attached_unless_that_is_ticked(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    assert not attach_box(page).isChecked()
    assert notes(page) == []
    plan = save(page, "commissioning project plan", tmp_path / "a" / "plan.pdf", qtbot, dialogs)
    assert not pypdf.PdfReader(plan).attachments


def test_a_plan_with_its_project_is_saved_written_down_and_imported_again(
    page: DocumentsPage, example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    without = save(page, "commissioning project plan", tmp_path / "a" / "plan.pdf", qtbot, dialogs)
    press(attach_box(page))
    assert len(notes(page)) == 3
    plan = save(page, "commissioning project plan", tmp_path / "b" / "plan.pdf", qtbot, dialogs)
    assert example.open_project is not None
    project = example.open_project.session.project
    assert pypdf.PdfReader(plan).attachments[NAME] == [project_json(project)]
    assert not pypdf.PdfReader(without).attachments
    recorded = [read_manifest(next(folder.glob("*.json"))) for folder in (without.parent, plan.parent)]
    assert [[each.attached for each in issued] for issued in recorded] == [[False], [True]]

    example.go_home()
    dialogs.path, dialogs.for_known = plan, ForKnown.COPY
    example.home.import_project.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    imported = example.open_project.session.project
    assert imported.id != project.id
    assert (imported.about, imported.kpis) == (project.about, project.kpis)


def test_a_document_for_bidders_never_carries_it(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    press(attach_box(page))
    pack = save(page, "social value question pack", tmp_path / "a" / "itt.pdf", qtbot, dialogs)
    assert not pypdf.PdfReader(pack).attachments
    assert not any(each.attached for each in read_manifest(next(pack.parent.glob("*.json"))))


def test_only_a_pdf_can_carry_it(page: DocumentsPage) -> None:
    press(attach_box(page))
    pdf = next(box for box in page.findChildren(QCheckBox) if box.text().endswith("(.pdf)"))
    press(pdf)
    assert not attach_box(page).isEnabled()
    assert notes(page) == []
    press(pdf)
    assert attach_box(page).isEnabled()
    assert len(notes(page)) == 3


def test_a_pdf_without_a_project_is_refused_in_plain_words(
    page: DocumentsPage, example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    plan = save(page, "commissioning project plan", tmp_path / "a" / "plan.pdf", qtbot, dialogs)
    example.go_home()
    dialogs.path = plan
    dialogs.told.clear()
    example.home.import_project.click()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert "it holds no project of SVDesk" in dialogs.told[0]
    assert example.open_project is None
