"""The letters for the Alt key."""

from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from svdesk.desktop.forms.letters import WINDOW_LETTERS, mark_of, marked, places
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.steps.order import STEPS


def letters(words: list[str], taken: str = "", optional: tuple[int, ...] = ()) -> list[str]:
    found = places(words, taken, optional=optional)
    return ["" if place is None else text[place].lower() for text, place in zip(words, found, strict=True)]


def test_first_letters_come_first() -> None:
    assert letters(["Title", "Reference", "Officer"]) == ["t", "r", "o"]


def test_a_letter_is_given_away_where_another_word_has_no_other() -> None:
    assert letters(["Tea", "Tt"]) == ["e", "t"]


def test_letters_that_are_taken_are_left_alone() -> None:
    assert letters(["Price", "Back"], taken="pb") == ["r", "a"]


def test_what_can_do_without_goes_without_and_the_rest_share() -> None:
    assert letters(["Tt", "Tt", "Tt"], optional=(2,)) == ["t", "t", ""]


def test_an_ampersand_in_the_words_stays_one() -> None:
    assert marked("Research & design", 0) == "&Research && design"
    assert mark_of("Research && &design") == "d"


def test_the_window_uses_no_letter_that_a_form_may_give(example: MainWindow) -> None:
    """The window's own letters are those that are reserved, on every step."""
    project = example.open_project
    assert project is not None
    seen = set()
    for step in STEPS:
        project.go_to(step.key)
        widgets = [*example.findChildren(QLabel), *example.findChildren(QAbstractButton)]
        visible = [widget for widget in widgets if widget.isVisible()]
        own = [widget for widget in visible if not project.page.isAncestorOf(widget)]
        seen |= {mark_of(widget.text()) for widget in own if isinstance(widget, QAbstractButton)}
        on_page = [mark_of(widget.text()) for widget in visible if project.page.isAncestorOf(widget)]
        assert not {letter for letter in on_page if letter} & WINDOW_LETTERS, step.key
    assert seen - {""} <= WINDOW_LETTERS


def test_no_letter_is_used_twice_on_the_documents_page(example: MainWindow, qtbot: QtBot) -> None:
    """Its own buttons are marked by hand: the form goes round them."""
    project = example.open_project
    assert project is not None
    project.go_to("documents")
    qtbot.waitUntil(project.page.isVisible)
    widgets = [*project.page.findChildren(QLabel), *project.page.findChildren(QAbstractButton)]
    used = [letter for widget in widgets if widget.isVisible() and (letter := mark_of(widget.text()))]
    assert sorted(used) == sorted(set(used))
