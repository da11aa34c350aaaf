"""Words of a person in places where Qt would read mark-up: a label, a tip.

A title such as ``<img src="//server/x.png">`` would have Qt fetch that file, with the officer's name and
password where it lies on somebody's server. Whatever may hold words of a person comes through here.
It is loaded before the window is painted, so it asks for none of Qt's large enumerations.
"""

from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that reads no mark-up."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show *text* as it is."""
        super().__init__(parent)
        self.setProperty("textFormat", "PlainText")
        self.setText(text)


def plain_tip(text: str) -> str:
    """Return *text* for a tip, where Qt reads as mark-up whatever looks like it."""
    # It looks for a sign of mark-up in the first line, and for one that is written out.
    if "<" not in text and "&lt;" not in text:
        return text
    from html import escape

    return f"<qt>{escape(text, quote=False)}</qt>".replace("\n", "<br>")
