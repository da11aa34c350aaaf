"""Saying what is wrong with a field: in a label below it, and to assistive technology."""

from collections.abc import Iterable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.widgets.style import restyle


def say(label: QLabel, problems: Iterable[Finding]) -> str:
    """Print in *label* what is wrong or worth a look, hide it where nothing is; return the words.

    That a field is blank can be seen; it is said where a check knows what it leads to.
    """
    said = [problem for problem in problems if problem.kind is not FindingKind.MISSING or problem.why]
    message = " ".join(problem.message for problem in said)
    if label.text() != message:
        label.setText(message)
        wrong = any(problem.kind is FindingKind.BLOCK for problem in said)
        label.setProperty("tone", "" if wrong else "advice")
        restyle(label)
    label.setVisible(bool(message))
    return message


class Announcer:
    """Tells assistive technology of a message that appears, or changes, while its field is looked at.

    What stands there already when another item or step is shown is no news: it is part of the
    field's description, which is read with the field.
    """

    def __init__(self, label: QLabel) -> None:
        """Speak for the message in *label*."""
        self._label = label
        self._known: tuple[str, str] | None = None

    def follow(self, path: str, message: str, name: str) -> None:
        """Announce the *message* of the field *path*, called *name*, where it is new; no focus moves."""
        before, self._known = self._known, (path, message)
        is_news = before is not None and before[0] == path and before[1] != message
        if message and is_news and self._label.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._label, f"{name}: {message}"))
