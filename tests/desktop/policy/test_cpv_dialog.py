"""Looking for CPV codes, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.pages.facts import FactsPage
from svdesk.desktop.policy.cpv_dialog import CpvDialog
from svdesk.desktop.policy.cpv_models import CpvTree
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.policy.guidance.cpv import vocabulary
from tests.desktop.conftest import view_of

KEY = Qt.Key


@pytest.fixture
def page(example: MainWindow) -> FactsPage:
    opened = example.open_project
    assert opened is not None
    opened.go_to("facts")
    assert isinstance(opened.page, FactsPage)
    return opened.page


@pytest.fixture
def dialog(page: FactsPage, qtbot: QtBot) -> CpvDialog:
    """The dialog as its button opens it."""
    qtbot.mouseClick(page.find_cpv, Qt.MouseButton.LeftButton)
    found = page.findChild(CpvDialog)
    assert isinstance(found, CpvDialog)
    qtbot.waitExposed(found)
    return found


def codes(window: MainWindow) -> tuple[str, ...]:
    assert window.open_project is not None
    return window.open_project.session.project.facts.cpv


def words(model: CpvTree, index: QModelIndex) -> str:
    return str(model.data(index, Qt.ItemDataRole.DisplayRole))


def test_it_opens_with_the_codes_there_are_and_changes_nothing_by_itself(
    dialog: CpvDialog, example: MainWindow, qtbot: QtBot
) -> None:
    assert [dialog.chosen.item(row).text() for row in range(dialog.chosen.count())] == [
        "55520000  Catering services"
    ]
    assert dialog.search.hasFocus()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert codes(example) == ("55520000",)
    assert not view_of(example).undo.isVisible()


def test_a_search_by_keyboard_adds_a_code_as_one_change(
    dialog: CpvDialog, page: FactsPage, example: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.search, "school meal")
    assert "School-meal services" in str(dialog.hits.model().index(1, 0).data())
    qtbot.keyClick(dialog.search, KEY.Key_Return)
    assert dialog.hits.hasFocus()
    qtbot.keyClick(dialog.hits, KEY.Key_Down)
    qtbot.keyClick(dialog.hits, KEY.Key_Return)
    assert dialog.isVisible(), "Enter chooses, and does not close"
    qtbot.keyClick(dialog.hits, KEY.Key_Up)
    qtbot.keyClick(dialog.hits, KEY.Key_Space)
    assert codes(example) == ("55520000",), "nothing changes before it is accepted"
    assert dialog.chosen_title.text() == "C&hosen codes (3)"
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert codes(example) == ("55520000", "55523100", "15894210")
    titles = page.findChild(QLabel, "info_cpv")
    assert isinstance(titles, QLabel)
    assert titles.text() == "Catering services\nSchool-meal services\nSchool meals"
    view_of(example).undo.click()
    assert codes(example) == ("55520000",)
    assert titles.text() == "Catering services"
    assert not view_of(example).undo.isVisible()


def test_a_chosen_code_is_removed_by_delete(dialog: CpvDialog, example: MainWindow, qtbot: QtBot) -> None:
    dialog.chosen.setFocus()
    qtbot.keyClick(dialog.chosen, KEY.Key_Delete)
    assert dialog.chosen.count() == 0
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert codes(example) == ()


def test_a_tick_is_set_and_taken_by_mouse(dialog: CpvDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "5552")
    box = dialog.hits.visualRect(dialog.hits.model().index(1, 0))
    tick = box.topLeft() + QPoint(18, box.height() // 2)
    for chosen in (("55520000", "55521000"), ("55520000",)):
        with qtbot.waitSignal(dialog.hits.model().dataChanged):  # so that it is painted
            qtbot.mouseClick(dialog.hits.viewport(), Qt.MouseButton.LeftButton, pos=tick)
        assert dialog.codes == chosen


def test_the_buttons_do_the_same(dialog: CpvDialog, qtbot: QtBot) -> None:
    assert not dialog.add.isEnabled()
    qtbot.keyClicks(dialog.search, "cutlery")
    qtbot.keyClick(dialog.search, KEY.Key_Down)
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert len(dialog.codes) == 2
    assert dialog.add.text() == "Leave out"
    dialog.chosen.setCurrentRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert "55520000" not in dialog.codes


def test_the_tree_opens_by_keyboard_and_space_chooses(dialog: CpvDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.search, KEY.Key_Down)
    assert dialog.tree.hasFocus()
    assert dialog.current_code() == "03000000"
    qtbot.keyClick(dialog.tree, KEY.Key_Right)
    qtbot.keyClick(dialog.tree, KEY.Key_Down)
    assert dialog.current_code() == "03100000"
    assert dialog.current.text().endswith(
        ", in Agricultural, farming, fishing, forestry and related products"
    )
    qtbot.keyClick(dialog.tree, KEY.Key_Space)
    assert dialog.codes == ("55520000", "03100000")
    qtbot.keyClick(dialog.tree, KEY.Key_Space)
    assert dialog.codes == ("55520000",)


def test_what_was_found_is_shown_in_its_place_in_the_tree(dialog: CpvDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "meals-on-wheels")
    shown = str(dialog.hits.model().index(0, 0).data())
    assert shown.startswith("55521100  Meals-on-wheels services\nin Catering services")
    qtbot.keyClick(dialog.search, KEY.Key_Return)
    qtbot.mouseClick(dialog.show_in_tree, Qt.MouseButton.LeftButton)
    assert dialog.search.text() == ""
    assert dialog.tree.isVisible()
    assert dialog.current_code() == "55521100"
    assert dialog.tree.visualRect(dialog.tree.currentIndex()).isValid()


def test_a_search_in_vain_says_so(dialog: CpvDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "zeppelinology")
    assert dialog.found.text().startswith("No code found.")
    qtbot.keyClick(dialog.search, KEY.Key_Return)
    assert dialog.search.hasFocus()
    assert not dialog.add.isEnabled()


def test_codes_typed_in_another_form_keep_it_and_unknown_ones_are_named(
    page: FactsPage, example: MainWindow, qtbot: QtBot
) -> None:
    field = page.findChild(QLineEdit, "facts__cpv")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "55320000-9, 12345678")
    qtbot.mouseClick(page.find_cpv, Qt.MouseButton.LeftButton)
    dialog = page.findChild(CpvDialog)
    assert isinstance(dialog, CpvDialog)
    assert dialog.chosen.item(1).text() == "12345678  not in the vocabulary"
    dialog.toggle("55500000")
    dialog.accept()
    assert codes(example) == ("55320000-9", "12345678", "55500000")


def test_text_that_cannot_be_read_stays_where_nothing_was_chosen(
    page: FactsPage, example: MainWindow, qtbot: QtBot
) -> None:
    field = page.findChild(QLineEdit, "facts__cpv")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "catering")
    qtbot.mouseClick(page.find_cpv, Qt.MouseButton.LeftButton)
    dialog = page.findChild(CpvDialog)
    assert isinstance(dialog, CpvDialog)
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert field.text() == "catering"
    assert codes(example) == ()


def test_everything_has_a_name_and_tab_goes_as_one_reads(dialog: CpvDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "meals")
    qtbot.keyClick(dialog.search, KEY.Key_Return)
    dialog.search.setFocus()
    reached: list[QWidget | None] = [QApplication.focusWidget()]
    for _ in range(7):
        qtbot.keyClick(reached[-1], KEY.Key_Tab)
        reached.append(QApplication.focusWidget())
    wanted = [
        *(dialog.search, dialog.hits, dialog.add, dialog.show_in_tree),
        *(dialog.chosen, dialog.remove, dialog.leave, dialog.use),
    ]
    assert reached == wanted
    assert all(widget.accessibleName() or getattr(widget, "text", str)() for widget in wanted)


def test_the_tree_says_the_same_as_the_vocabulary_without_holding_it(dialog: CpvDialog) -> None:
    model = dialog.tree.model()
    assert isinstance(model, CpvTree)
    waiting = [QModelIndex()]
    seen = 0
    for index in waiting:
        for row in range(model.rowCount(index)):
            child = model.index(row, 0, index)
            assert model.parent(child) == index
            assert model.index_of(model.code_at(child)) == child
            waiting.append(child)
            seen += 1
    assert seen == len(vocabulary())
    assert words(model, model.index_of("55520000")) == "55520000  Catering services"
    spoken = model.data(model.index_of("55520000"), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Catering services, 55520000, chosen"
