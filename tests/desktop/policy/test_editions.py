"""A project keeps the edition it was made with until somebody asks for a newer one."""

import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.policy.edition_bar import EditionBar
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.paths import bundled
from svdesk.policy.loading.load import bundled_pack
from tests.desktop.conftest import OpenWindow, saved, view_of

SHIPPED = bundled("resources", "policy", "cheshire-east")
OWN_EDITION = bundled_pack().edition
NEWER = "2099.1"
BEFORE, NOW = "At least 10% of the marks", "No minimum weighting from Cheshire East"


def install_newer(folder: Path) -> Path:
    """Install an edition in which Cheshire East's minimum begins later and the highest mark reads anew."""
    pack = folder / "policy" / "newer"
    shutil.copytree(SHIPPED, pack)
    changes = {
        "pack.toml": (f'edition = "{OWN_EDITION}"', f'edition = "{NEWER}"'),
        "figures.toml": ("value = 100_000", "value = 150_000"),
        "policy.toml": ("Give every child the best start in life", "A good start for every child"),
        "practice.toml": ('label = "Excellent"', 'label = "Outstanding"'),
    }
    for name, (before, after) in changes.items():
        text = (pack / name).read_text(encoding="utf-8")
        assert before in text
        (pack / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return pack


@pytest.fixture
def offered(tmp_path: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The window with the example open and a newer edition of its pack at hand."""
    install_newer(tmp_path)
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: window.view is not None and window.view.edition.isVisible())
    return window


def project_in(window: MainWindow) -> Workspace:
    assert window.open_project is not None
    return window.open_project


def bar_of(window: MainWindow) -> EditionBar:
    return view_of(window).edition


def scale_of(window: MainWindow) -> str:
    """The marks as the evaluation page prints them."""
    label = project_in(window).page.findChild(QLabel, "info_scale")
    assert isinstance(label, QLabel)
    return label.text()


def made_small(window: MainWindow) -> bool:
    window.resize(853, 480)
    return window.width() == 853


def minimum_of(window: MainWindow) -> str:
    return project_in(window).session.assessment.of("CE-2").headline


def open_again(window: MainWindow, qtbot: QtBot) -> None:
    """Go to the list and open the project that is there."""
    window.go_home()
    qtbot.waitUntil(lambda: window.home.open_project.isEnabled())
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)


def test_a_project_under_its_newest_edition_is_told_of_none(example: MainWindow, qtbot: QtBot) -> None:
    project = project_in(example)
    project.go_to("facts")
    # One thread does what the window asks of the database, in order: what came later is done.
    about = replace(project.session.project.about, department="Adults")
    project.editor.change({"about": about}, "change to department")
    saved(qtbot, example)
    assert not bar_of(example).isVisible()


def test_a_newer_edition_is_offered_and_changes_nothing_by_itself(offered: MainWindow) -> None:
    assert NEWER in bar_of(offered).words.text()
    assert OWN_EDITION in bar_of(offered).words.text()
    assert "For this contract 1 answer changes." in bar_of(offered).words.text()
    assert project_in(offered).session.pack.edition == OWN_EDITION
    assert minimum_of(offered) == BEFORE


def test_assessing_again_changes_edition_answers_and_pages_as_one_change(
    offered: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    project, view = project_in(offered), view_of(offered)
    project.go_to("evaluation")
    assert "Excellent" in scale_of(offered)
    bar = bar_of(offered)
    bar.again.setFocus()
    qtbot.keyClick(bar.again, Qt.Key.Key_Space)
    session = project.session
    assert (session.project.pack_edition, session.pack.edition) == (NEWER, NEWER)
    assert minimum_of(offered) == NOW
    assert "Outstanding" in scale_of(offered)
    assert not bar.isVisible()
    assert project.page.focused
    saved(qtbot, offered)
    view.undo.click()
    assert (session.project.pack_edition, session.pack.edition) == (OWN_EDITION, OWN_EDITION)
    assert minimum_of(offered) == BEFORE
    assert "Excellent" in scale_of(offered)
    assert project.step.key == "evaluation"
    assert bar.isVisible()
    view.redo.click()
    saved(qtbot, offered)
    open_again(offered, qtbot)
    assert project_in(offered).session.pack.edition == NEWER
    kept = tmp_path / "policy-editions" / "cheshire-east"
    assert any(folder.name.startswith(NEWER) for folder in kept.iterdir())


def test_undo_by_key_in_a_field_leaves_the_focus_in_that_field(offered: MainWindow, qtbot: QtBot) -> None:
    project = project_in(offered)
    bar_of(offered).again.click()
    project.go_to("about", "about.portal")
    field = project.page.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert project.session.pack.edition == OWN_EDITION
    again = project.page.focusWidget()
    assert isinstance(again, QLineEdit)
    assert again is not field
    assert again.objectName() == "about__portal"
    qtbot.keyClicks(again, "!")
    assert project.session.project.about.portal.endswith("!")


def test_not_now_hides_the_offer_until_the_project_is_opened_again(offered: MainWindow, qtbot: QtBot) -> None:
    bar_of(offered).later.click()
    assert not bar_of(offered).isVisible()
    assert project_in(offered).page.focused
    project_in(offered).go_to("tender")
    assert not bar_of(offered).isVisible()
    open_again(offered, qtbot)
    qtbot.waitUntil(lambda: bar_of(offered).isVisible())


def test_what_differs_is_shown_with_the_project_s_own_changes_first(
    offered: MainWindow, qtbot: QtBot
) -> None:
    bar = bar_of(offered)
    bar.differs.click()
    dialog = bar.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    text = dialog.page.toPlainText()
    own, _, rest = text.partition("Everything else that differs")
    for words in (BEFORE, NOW, "£100,000", "£150,000", "Excellent", "Outstanding"):
        assert words in own
        assert words not in rest
    assert "A good start for every child" in rest
    assert dialog.focusWidget() is dialog.page
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert minimum_of(offered) == BEFORE
    bar.differs.click()
    assert bar.dialog is not None
    qtbot.keyClick(bar.dialog.again, Qt.Key.Key_Space)
    assert minimum_of(offered) == NOW
    qtbot.waitUntil(offered.isActiveWindow)
    assert project_in(offered).page.focused


def test_the_dialog_fits_into_a_small_window(offered: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: made_small(offered))  # not at once: the columns have to make room first
    bar_of(offered).differs.click()
    dialog = bar_of(offered).dialog
    assert dialog is not None
    assert dialog.width() <= offered.width()
    assert dialog.height() <= offered.height()


def test_buttons_are_reached_by_tab_before_the_steps(offered: MainWindow, qtbot: QtBot) -> None:
    bar = bar_of(offered)
    bar.differs.setFocus()
    seen: list[object] = []
    for _ in range(3):
        qtbot.keyClick(offered.focusWidget() or offered, Qt.Key.Key_Tab)
        seen.append(offered.focusWidget())
    assert seen == [bar.again, bar.later, view_of(offered).task_list]


def test_a_narrow_window_puts_the_buttons_below_the_words(offered: MainWindow, qtbot: QtBot) -> None:
    bar = bar_of(offered)
    below = lambda button: button.mapTo(bar, button.rect().topLeft()).y() >= bar.words.geometry().bottom()  # noqa: E731
    assert not below(bar.again)
    offered.resize(860, 640)
    qtbot.waitUntil(lambda: below(bar.again))
    for button in (bar.differs, bar.again, bar.later):
        assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))


def test_an_edition_that_is_not_here_is_told_with_the_one_that_stands_in(
    tmp_path: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    newer = install_newer(tmp_path)
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: window.view is not None and window.view.edition.isVisible())
    bar_of(window).again.click()
    saved(qtbot, window)
    qtbot.waitUntil(lambda: any((tmp_path / "policy-editions" / "cheshire-east").glob(f"{NEWER}*")))
    window.close()
    shutil.rmtree(newer)
    shutil.rmtree(tmp_path / "policy-editions")
    window = open_window()
    qtbot.waitUntil(lambda: window.home.open_project.isEnabled())
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.view is not None and window.view.edition.isVisible())
    bar = bar_of(window)
    assert NEWER in bar.words.text()
    assert f"edition {OWN_EDITION}" in bar.words.text()
    assert not bar.differs.isVisible()
    assert project_in(window).session.project.pack_edition == NEWER
    bar.again.click()
    assert project_in(window).session.project.pack_edition == OWN_EDITION
    assert not bar.isVisible()
    view_of(window).undo.click()
    assert project_in(window).session.project.pack_edition == NEWER
    assert bar.isVisible()


def test_documents_are_made_with_the_edition_that_is_shown(
    offered: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Even where the files of the newer edition have changed on disk since."""
    project = project_in(offered)
    bar_of(offered).again.click()
    saved(qtbot, offered)
    kept = tmp_path / "policy-editions" / "cheshire-east"
    qtbot.waitUntil(lambda: any(kept.glob(f"{NEWER}*")))
    scale = tmp_path / "policy" / "newer" / "practice.toml"
    scale.write_text(
        scale.read_text(encoding="utf-8").replace('label = "Outstanding"', 'label = "Splendid"'),
        encoding="utf-8",
    )
    project.go_to("documents")
    page = project.page
    assert isinstance(page, DocumentsPage)
    builder = page._builder  # noqa: SLF001 - the file that a person would look at
    with qtbot.waitSignal(builder.finished) as told:
        builder.build(project.session.project, project.session.pack, ("itt",))
    assert told.args == [True, ""]
    made = builder.made("itt", project.session.project)
    assert made is not None
    text = text_of(made)
    assert "Outstanding" in text
    assert "Splendid" not in text


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_bar_s_buttons_have_names(offered: MainWindow) -> None:
    assert [button.text() for button in bar_of(offered).findChildren(QPushButton)] == [
        "See what differs…",
        f"Assess again with edition {NEWER}",
        "Not now",
    ]
    assert bar_of(offered).accessibleName()
