"""The order in which Tab goes through the window: as a person reads it."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget


def focusable(parts: Iterable[QWidget]) -> list[QWidget]:
    """Return what takes the focus by Tab within *parts*, in the order of their forms.

    What stands in two of them counts where it comes first.
    """
    found = (
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        # Of a pair of radio buttons Tab comes to the one that is chosen, whichever that will be.
        if (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QRadioButton))
        and not widget.objectName().startswith("qt_")
        and widget.window() is part.window()  # the list that a choice opens is a window of its own
    )
    return list(dict.fromkeys(found))


def set_tab_order(parts: Iterable[QWidget]) -> None:
    """Let Tab go through *parts* one after the other.

    Qt appends what is added later to the end of the chain; pages and cards come late and stand
    before the bar below them.
    """
    for before, after in pairwise(focusable(parts)):
        QWidget.setTabOrder(before, after)
