"""Every screen by keyboard and for a screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from svdesk.app import make_runner
from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.returned_forms.compare_dialog import CompareDialog
from svdesk.desktop.returned_forms.dialog import ReturnedFormsDialog
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.style import DARK, LIGHT, Tokens
from svdesk.services.project.project_sources import example_project
from svdesk.steps.order import STEPS
from tests.desktop.conftest import AnsweringDialogs, view_of
from tests.desktop.returned_forms.example_forms import form_from, keep


def _nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if widget.objectName().startswith("qt_") or (
            isinstance(widget.parent(), QWidget) and widget.focusProxy()
        ):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_everything_that_takes_the_focus_has_a_name(example: MainWindow, key: str) -> None:
    assert example.open_project is not None
    example.open_project.go_to(key)
    QApplication.processEvents()
    assert _nameless(example) == []


def test_the_home_screen_names_everything(example: MainWindow) -> None:
    example.go_home()
    assert _nameless(example) == []


@pytest.fixture
def returned(qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs) -> Iterator[tuple[QDialog, ...]]:
    """The window of returned forms, and that which compares them, as a small laptop shows them."""
    project, parent = example_project(), QWidget()
    qtbot.addWidget(parent)
    parent.resize(1090, 560)
    forms = tuple(form_from(project, name, place) for place, name in enumerate(("Ash", "Birch")))
    keep(tmp_path, project, *forms)
    runner = make_runner(tmp_path, parent)
    listed = ReturnedFormsDialog(parent, project, runner, dialogs)
    compared = CompareDialog(parent, forms, "itt", runner, dialogs)
    for dialog in (listed, compared):
        dialog.show()
    qtbot.waitUntil(lambda: listed.parts.model.rowCount() == len(forms))
    yield listed, compared
    for dialog in (listed, compared):
        dialog.reject()
    runner.close()


def test_the_windows_of_returned_forms_name_everything(returned: tuple[QDialog, ...]) -> None:
    listed, compared = returned
    assert _nameless(compared) == []
    for tabs in listed.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            QApplication.processEvents()
            assert _nameless(listed) == []


def test_tab_leaves_every_part_of_the_window_of_returned_forms(
    returned: tuple[QDialog, ...], qtbot: QtBot
) -> None:
    listed = returned[0]
    listed.activateWindow()
    for tabs in listed.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            reached: list[QWidget | None] = []
            while listed.focusWidget() not in reached:
                reached.append(listed.focusWidget())
                qtbot.keyClick(listed.focusWidget(), Qt.Key.Key_Tab)
            wanted = [
                widget
                for widget in listed.findChildren(QWidget)
                if widget.isVisible()
                and widget.isEnabled()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and widget.focusProxy() is None
                and not widget.objectName().startswith("qt_")
            ]
            assert [widget for widget in wanted if widget not in reached] == []


def test_the_windows_of_returned_forms_fit_a_small_laptop_screen(returned: tuple[QDialog, ...]) -> None:
    for dialog in returned:
        assert dialog.width() <= 1090
        assert dialog.height() <= 560
        assert dialog.minimumSizeHint().width() <= dialog.width()
        assert dialog.minimumSizeHint().height() <= dialog.height()


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_tab_goes_through_a_step_and_out_again(example: MainWindow, qtbot: QtBot, key: str) -> None:
    assert example.open_project is not None
    example.open_project.go_to(key)
    reached: list[QWidget] = []
    for _ in range(200):
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            break
        reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    page = example.open_project.page
    fields = [stop_of(b.widget) for b in page.bindings if b.widget.isVisible() and b.widget.isEnabled()]
    wanted = [
        view_of(example).task_list,
        *fields,
        *(b for b in (view_of(example).back, view_of(example).forward) if b.isEnabled()),
    ]
    order = [reached.index(widget) for widget in wanted if widget.isVisible()]
    start = order[0]
    assert [(place - start) % len(reached) for place in order] == sorted(
        (place - start) % len(reached) for place in order
    )


def stop_of(field: QWidget) -> QWidget:
    """Where Tab comes to in a field: of a pair of radio buttons to the answer that is chosen."""
    if isinstance(field, YesNo):
        return field.no if field.answer is False else field.yes
    return field


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_borders_stand_out_enough(tokens: Tokens) -> None:
    for ground in (tokens.paper, tokens.wash):
        for text in (
            tokens.ink,
            tokens.muted,
            tokens.brand,
            tokens.red,
            tokens.green,
            tokens.amber,
            tokens.blue,
        ):
            assert _contrast(text, ground) >= 4.5, (text, ground)
        assert _contrast(tokens.border, ground) >= 3, ground
    for text, ground in (
        (tokens.on_brand, tokens.brand),
        (tokens.on_dark, tokens.brand_dark),
        (tokens.green, tokens.green_wash),
        (tokens.red, tokens.red_wash),
        (tokens.amber, tokens.amber_wash),
        (tokens.blue, tokens.blue_wash),
        (tokens.ink, tokens.brand_wash),
        (tokens.ink, tokens.amber_wash),
    ):
        assert _contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_the_window_fits_a_small_laptop_screen(example: MainWindow, key: str) -> None:
    assert example.open_project is not None
    example.open_project.go_to(key)
    example.resize(1090, 560)
    QApplication.processEvents()
    assert example.minimumSizeHint().width() <= 1090
    assert example.minimumSizeHint().height() <= 560
