"""The underlined letters by which the Alt key reaches a field or presses a button, given automatically."""

from collections import Counter
from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

WINDOW_LETTERS = frozenset("bhmps")
"""Letters that the window itself uses on every step; a test holds them against the real window."""
_HARD_TO_SEE = "gijlqy"
"""Their underline is short, or runs into the letter."""


def marked(words: str, place: int | None) -> str:
    """Return *words* for a label, with the letter at *place* as its mark; without one for ``None``."""
    parts = (words,) if place is None else (words[:place], words[place:])
    return "&".join(part.replace("&", "&&") for part in parts)


def mark_of(text: str) -> str:
    """Return the letter that *text* is marked with, as a small letter; "" where it has none."""
    _, _, rest = text.replace("&&", "").partition("&")
    return rest[:1].lower()


def places(
    words: Sequence[str], taken: Collection[str], *, optional: Collection[int] = ()
) -> list[int | None]:
    """Return where each of *words* has its letter, none used twice as long as there are enough.

    *taken* are letters that others use. Those of *words* whose numbers are in *optional* go without
    where no letter is left; the others share one.
    """
    given: dict[str, int] = {}
    candidates = [_candidates(text, taken) for text in words]
    for number in sorted(range(len(words)), key=lambda number: number in optional):
        _give(number, candidates, given, set())
    letters = {number: letter for letter, number in given.items()}
    uses = Counter(letters.values())
    for number, text in enumerate(words):
        if number not in letters and number not in optional and candidates[number]:
            letters[number] = min(candidates[number], key=lambda letter: uses[letter])
            uses[letters[number]] += 1
        elif number not in letters and number not in optional:
            letters[number] = next((char for char in text.lower() if char.isalpha()), "")
    return [_place(text, letters.get(number, "")) for number, text in enumerate(words)]


def _give(number: int, candidates: list[list[str]], given: dict[str, int], tried: set[str]) -> bool:
    """Give *number* a letter, moving others to another of theirs where that frees one."""
    for letter in candidates[number]:
        if letter in tried:
            continue
        tried.add(letter)
        if letter not in given or _give(given[letter], candidates, given, tried):
            given[letter] = number
            return True
    return False


def _candidates(text: str, taken: Collection[str]) -> list[str]:
    """Return the letters of *text* that are free, first those that a person would look for."""
    small = text.lower()
    letters = {char: place for place, char in reversed(list(enumerate(small))) if "a" <= char <= "z"}
    first = {small[place] for place in range(len(small)) if place == 0 or not small[place - 1].isalpha()}

    def order(letter: str) -> tuple[bool, bool, int]:
        return letter not in first, letter in _HARD_TO_SEE, letters[letter]

    return sorted(letters.keys() - set(taken), key=order)


def _place(text: str, letter: str) -> int | None:
    """Return where *letter* is marked: at the beginning of a word where it begins one."""
    small = text.lower()
    found = [place for place, char in enumerate(small) if letter and char == letter]
    starts = [place for place in found if place == 0 or not small[place - 1].isalpha()]
    return next(iter(starts or found), None)


def letters_on(page: QWidget, but: Collection[QWidget]) -> frozenset[str]:
    """Return the letters that labels and buttons of *page* have, those of *but* left out."""
    widgets: list[QLabel | QPushButton] = [*page.findChildren(QLabel), *page.findChildren(QPushButton)]
    return frozenset(mark_of(widget.text()) for widget in widgets if widget not in but) - {""}


def keep_mark(widget: QPushButton, words: str) -> None:
    """Give *widget* other *words*, with the letter that it has where they hold it."""
    widget.setText(marked(words, _place(words, mark_of(widget.text()))))


def mark_all(
    labels: Sequence[tuple[QLabel, str]],
    buttons: Sequence[tuple[QPushButton, str]],
    taken: Collection[str] = (),
) -> None:
    """Give each of *labels* a letter, and *buttons* those that are left; each comes with its words.

    *taken* are letters that the page itself has given away, besides those of the window.
    """
    everything: list[tuple[QLabel | QPushButton, str]] = [*labels, *buttons]
    optional = range(len(labels), len(everything))
    found = places([words for _, words in everything], WINDOW_LETTERS | set(taken), optional=optional)
    for (widget, words), place in zip(everything, found, strict=True):
        text = marked(words, place)
        if widget.text() != text:
            widget.setText(text)
