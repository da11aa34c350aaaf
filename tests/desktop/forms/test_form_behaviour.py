"""What every form does for the person who fills it in, with the events that a person makes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.forms.arranging import ListAndItem
from svdesk.desktop.forms.item_list import ItemList, ItemTree
from svdesk.desktop.forms.page_area import PageArea
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.closed_list import ClosedList
from svdesk.domain.choices import Regime
from svdesk.domain.project import Project

CTRL = Qt.KeyboardModifier.ControlModifier


def show(window: MainWindow, qtbot: QtBot, step: str, path: str = "") -> StepPage:
    """Go to a field as a link does, and let the page settle."""
    assert window.open_project is not None
    window.open_project.go_to(step, path)
    qtbot.wait(50)
    return window.open_project.page


def project(window: MainWindow) -> Project:
    assert window.open_project is not None
    return window.open_project.session.project


def area_of(page: QWidget) -> PageArea:
    area = page.parentWidget().parentWidget()
    assert isinstance(area, PageArea)
    return area


def part(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    widget = page.findChild(kind, name)
    assert widget is not None, name
    return widget


def yes_no(page: QWidget, name: str) -> YesNo:
    widget = part(page, YesNo, name)
    assert isinstance(widget, YesNo)
    return widget


def turn_wheel(widget: QWidget, notches: int) -> None:
    """Turn the wheel with the pointer on *widget*; a negative number goes down the page."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, 120 * notches))


def in_view(widget: QWidget, area: PageArea) -> bool:
    place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    return area.viewport().rect().contains(place)


# ---- the wheel --------------------------------------------------------------------------------------


def test_the_wheel_scrolls_the_page_and_leaves_a_closed_list_alone(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.regime")
    combo = part(page, ClosedList, "facts__regime")
    assert combo.hasFocus(), "even the one that has the focus"
    before, bar = project(example), area_of(page).verticalScrollBar()
    start = bar.value()
    turn_wheel(combo, -2)
    assert bar.value() > start
    assert project(example) == before


def test_the_wheel_leaves_every_value_of_a_form_alone(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts")
    before, bar = project(example), area_of(page).verticalScrollBar()
    for _ in range(30):
        turn_wheel(area_of(page).viewport(), -1)
    assert bar.value() > 0
    assert project(example) == before


# ---- closed lists -----------------------------------------------------------------------------------


def test_letters_find_a_choice_while_the_list_is_closed(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.regime")
    QTest.keyClicks(part(page, ClosedList, "facts__regime"), "nhs")
    assert project(example).facts.regime is Regime.PROVIDER_SELECTION


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_list_opens_whole_with_the_choice_marked(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts", "facts.procedure")
    combo = part(page, ClosedList, "facts__procedure")
    assert isinstance(combo, QComboBox)
    QTest.keyClick(combo, Qt.Key.Key_Space)
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    assert view.currentIndex().data() == combo.currentText() == "Open procedure"
    last = view.visualRect(combo.model().index(combo.count() - 1, 0))
    assert view.viewport().rect().contains(last), "nothing has to be scrolled to"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()


# ---- yes and no -------------------------------------------------------------------------------------


def test_yes_and_no_are_chosen_by_pointer_and_cleared_by_the_button(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "access", "access.lots_used")
    field = yes_no(page, "access__lots_used")
    assert project(example).access.lots_used is True
    qtbot.mouseClick(field.no, Qt.MouseButton.LeftButton)
    assert project(example).access.lots_used is False
    assert (field.yes.isChecked(), field.no.isChecked()) == (False, True)
    qtbot.mouseClick(field.clear, Qt.MouseButton.LeftButton)
    assert project(example).access.lots_used is None
    assert (field.yes.isChecked(), field.no.isChecked()) == (False, False)
    assert field.clear.isHidden()
    assert field.yes.hasFocus(), "the keyboard goes on where the pointer was"


def test_a_double_click_answers_once(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "access", "access.lots_used")
    field = yes_no(page, "access__lots_used")
    qtbot.mouseClick(field.no, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(field.no, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(field.no, Qt.MouseButton.LeftButton)
    assert project(example).access.lots_used is False


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_yes_and_no_are_answered_and_cleared_by_keys(example: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    page = show(example, qtbot, "access", "access.lots_used")
    field = yes_no(page, "access__lots_used")
    answers = []
    assert field.yes.hasFocus(), "the chosen one has the focus"
    for pressed in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_N, key, Qt.Key.Key_Y):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, pressed)
        answers.append(project(example).access.lots_used)
    assert answers == [False, True, False, None, True]
    QTest.keyClick(field.yes, Qt.Key.Key_Z, CTRL)
    assert project(example).access.lots_used is None
    assert not field.yes.isChecked()


def test_space_answers_a_question_that_has_no_answer_yet(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "access", "access.lots_used")
    field = yes_no(page, "access__lots_used")
    QTest.keyClick(field.yes, Qt.Key.Key_Delete)
    QTest.keyClick(field.yes, Qt.Key.Key_Space)
    assert project(example).access.lots_used is True


@pytest.mark.parametrize("answer", [True, False, None])
def test_tab_comes_to_a_pair_once(example: MainWindow, qtbot: QtBot, answer: bool | None) -> None:
    page = show(example, qtbot, "access", "access.lots_used")
    field = yes_no(page, "access__lots_used")
    key = {True: Qt.Key.Key_Y, False: Qt.Key.Key_N, None: Qt.Key.Key_Delete}[answer]
    QTest.keyClick(field.yes, key)
    before, after = (part(page, QWidget, f"access__{name}") for name in ("turnover_reason", "lots_reason"))
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is (field.no if answer is False else field.yes)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    QTest.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is (field.no if answer is False else field.yes)


def test_a_screen_reader_hears_what_a_pair_asks(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "access")
    field = yes_no(page, "access__lots_used")
    group = QAccessible.queryAccessibleInterface(field)
    assert group is not None
    assert group.role() is QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Divided into lots"
    button = QAccessible.queryAccessibleInterface(field.yes)
    assert button is not None
    assert (button.role(), button.text(QAccessible.Text.Name)) == (QAccessible.Role.RadioButton, "Yes")
    assert button.text(QAccessible.Text.Description) == (
        "So that small organisations can bid for a part The Delete key clears the answer."
    )


# ---- lists and their items --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "section", "first"),
    [
        ("facts", "lots", "lots__title"),
        ("engagement", "engagement", "engagement__kind"),
        ("tender", "questions", "questions__outcome_id"),
        ("kpis", "kpis", "kpis__outcome_id"),
    ],
)
def test_adding_an_item_puts_the_cursor_into_its_first_field(
    example: MainWindow, qtbot: QtBot, step: str, section: str, first: str
) -> None:
    page = show(example, qtbot, step)
    count = len(getattr(project(example), section))
    add = part(page, QPushButton, f"add_{section}")
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Space)
    assert len(getattr(project(example), section)) == count + 1
    field = part(page, QWidget, first)
    assert QApplication.focusWidget() is field
    qtbot.waitUntil(lambda: in_view(field, area_of(page)))


def test_the_first_letters_of_a_new_lot_are_typed_at_once(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts")
    part(page, QPushButton, "add_lots").click()
    QTest.keyClicks(QApplication.focusWidget(), "Congleton")
    assert project(example).lots[-1].title == "Congleton"
    title = part(page, QLabel, "title_lots")
    assert isinstance(title, QLabel)
    assert title.text() == f"Lot {len(project(example).lots)}: Congleton", "the title follows"


def test_removing_the_last_item_leaves_the_focus_where_one_can_be_added(
    example: MainWindow, qtbot: QtBot
) -> None:
    page = show(example, qtbot, "facts")
    remove = part(page, QPushButton, "remove_lots")
    remove.setFocus()
    for _ in range(len(project(example).lots)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert project(example).lots == ()
    assert part(page, QPushButton, "add_lots").hasFocus()


def test_a_list_stands_beside_its_item_where_there_is_room(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "kpis")
    both = page.findChild(ListAndItem)
    assert isinstance(both, ListAndItem)
    items, title = part(page, ItemList, "list_kpis"), part(page, QLabel, "title_kpis")
    first = part(page, QWidget, "kpis__outcome_id")

    def left_and_top(widget: QWidget) -> tuple[int, int]:
        place = widget.mapTo(page, QPoint(0, 0))
        return place.x(), place.y()

    assert not both.beside
    assert left_and_top(items)[1] < left_and_top(title)[1] < left_and_top(first)[1]
    example.resize(1920, 1080)
    qtbot.waitUntil(lambda: both.beside)
    qtbot.waitUntil(lambda: left_and_top(title)[0] > left_and_top(items)[0] + items.width())
    assert left_and_top(title)[1] < left_and_top(first)[1]
    example.resize(1280, 720)
    qtbot.waitUntil(lambda: not both.beside)
    assert area_of(page).horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_list_shows_every_line_whole(example: MainWindow, qtbot: QtBot, width: int) -> None:
    example.resize(width, 1080)
    page = show(example, qtbot, "outcomes")
    tree = part(page, ItemTree, "list_outcomes")
    assert isinstance(tree, ItemTree)

    def whole() -> bool:
        first = tree.topLevelItem(0).child(0)
        room = tree.visualItemRect(first).adjusted(12, 0, -8, 0)
        words = tree.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, first.text(0))
        return words.height() <= room.height()

    qtbot.waitUntil(whole)


def test_typing_the_beginning_of_a_word_goes_to_its_line(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "kpis")
    items = part(page, ItemList, "list_kpis")
    assert isinstance(items, ItemList)
    items.setFocus()
    wanted = project(example).kpis[2]
    QTest.keyClicks(items, wanted.title.split()[1][:6])
    assert page.current_key("kpis") == str(wanted.id)
    assert items.currentItem().text().startswith("KPI 3: ")


def test_typing_goes_through_a_list_below_headings(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "outcomes")
    tree = part(page, ItemTree, "list_outcomes")
    assert isinstance(tree, ItemTree)
    tree.setFocus()
    QTest.keyClicks(tree, "appren")
    assert (
        tree.currentItem()
        .text(0)
        .endswith("Apprentices learn a trade on this contract and go on to skilled work")
    )


# ---- what has the focus is in view ------------------------------------------------------------------


def test_tab_brings_each_field_wholly_into_view(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts")
    area = area_of(page)
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if not page.isAncestorOf(focus):
            break
        block = [widget for widget in page.block_of(focus) if widget.isVisible()]
        qtbot.waitUntil(lambda block=block: all(in_view(widget, area) for widget in block))
    assert area.verticalScrollBar().value() > 0


@pytest.mark.parametrize("path", ["facts.urgency_reason", "facts.authority_type", "facts.end_date"])
def test_a_link_brings_a_field_into_view_with_its_label(example: MainWindow, qtbot: QtBot, path: str) -> None:
    page = show(example, qtbot, "facts", "facts.urgency_reason")
    show(example, qtbot, "about")
    show(example, qtbot, "facts", path)
    name = path.replace(".", "__")
    for kind, of in ((QLabel, f"label_{name}"), (QWidget, name)):
        qtbot.waitUntil(lambda kind=kind, of=of: in_view(part(page, kind, of), area_of(page)))


def test_a_field_that_is_clicked_stays_under_the_pointer(example: MainWindow, qtbot: QtBot) -> None:
    page = show(example, qtbot, "facts")
    area, field = area_of(page), part(page, QLineEdit, "facts__vat_rate")
    field.setFocus()
    qtbot.waitUntil(lambda: in_view(field, area))
    above = part(page, QWidget, "facts__authority_type")
    above.setFocus()
    qtbot.waitUntil(lambda: in_view(above, area))
    bar = area.verticalScrollBar()
    top = field.mapTo(page, QPoint(0, 0)).y()
    bar.setValue(top - area.viewport().height() + 10)
    before = bar.value()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    qtbot.wait(50)
    assert field.hasFocus()
    assert bar.value() == before


# ---- announcements ----------------------------------------------------------------------------------


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What assistive technology is told, as Qt is given it."""
    words: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            words.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return lambda: words


def test_an_error_that_appears_or_changes_is_announced_once(
    example: MainWindow, qtbot: QtBot, spoken: Callable[[], list[str]]
) -> None:
    page = show(example, qtbot, "facts", "facts.start_date")
    field = part(page, QLineEdit, "facts__start_date")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "31 February 2026")
    error = part(page, QLabel, "error_facts__start_date")
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: "no such day as 31 February 2026" in error.text())
    assert spoken()[-1] == f"First day of the contract: {error.text()}"
    assert field.hasFocus(), "the focus stays"
    assert field.accessibleDescription() == f"{error.text()} For example 1 March 2026"
    count = len(spoken())
    show(example, qtbot, "about")
    show(example, qtbot, "facts", "facts.start_date")
    assert len(spoken()) == count, "what stood there before is no news"
    field.selectAll()
    QTest.keyClicks(field, "1 March 2026")
    qtbot.waitUntil(error.isHidden)
    assert field.accessibleDescription() == "For example 1 March 2026"


def test_the_errors_of_another_item_are_not_announced(
    example: MainWindow, qtbot: QtBot, spoken: Callable[[], list[str]]
) -> None:
    page = show(example, qtbot, "facts", "facts.value")
    page.list_editors["lots"].list.setCurrentRow(0)
    field = part(page, QLineEdit, "lots__value")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "much")
    qtbot.waitUntil(lambda: any(words.startswith("Value of the lot: ") for words in spoken()))
    count = len(spoken())
    page.list_editors["lots"].list.setCurrentRow(1)
    page.list_editors["lots"].list.setCurrentRow(0)
    assert part(page, QLabel, "error_lots__value").isVisible()
    assert len(spoken()) == count


def test_an_error_of_a_target_is_announced_and_described(
    example: MainWindow, qtbot: QtBot, spoken: Callable[[], list[str]]
) -> None:
    page = show(example, qtbot, "kpis")
    year = page.findChild(QWidget, "kpis__targets").findChildren(QLineEdit)[0]
    year.setFocus()
    year.selectAll()
    QTest.keyClicks(year, "some")
    qtbot.waitUntil(lambda: any(words.startswith("Target for each year: Year 1") for words in spoken()))
    assert year.accessibleDescription().startswith("Year 1: ")
