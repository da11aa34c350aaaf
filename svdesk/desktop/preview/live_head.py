"""What stands above the pages of the preview: which document it is, how it stands, and what to know."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.tables import announce
from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.english import within_sentence

_NOT_HERE = "What you edit now does not show in this document. Others may say it: choose one above."
_LONGEST_STATE = "Updating… 100%"


class LiveHead(QWidget):
    """The choice of the document, and in words how it comes out.

    Its texts are their own names for those who have the screen read out. What calls for a person is
    announced too; that the pages are brought up to date while somebody types is not.
    """

    def __init__(self, *, follow: bool) -> None:
        """Show nothing yet; *follow* says whether the pages go where somebody edits."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._first_row(follow=follow))
        column.addLayout(self._second_row())
        self.notice = plain_label("", "notice")
        self.notice.hide()
        column.addWidget(self.notice)
        self.aside = plain_label(_NOT_HERE, "hint")
        self.aside.hide()
        column.addWidget(self.aside)

    def _first_row(self, *, follow: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(plain_label("Preview", "h2"))
        self.follow = QCheckBox("Follow what I edit")
        self.follow.setAccessibleDescription("The pages go to where the field with the keyboard comes out.")
        self.follow.setChecked(follow)
        row.addWidget(self.follow)
        row.addStretch()
        self.hide_preview = QPushButton("Close")
        self.hide_preview.setProperty("role", "link")
        self.hide_preview.setAccessibleName("Close the preview")
        row.addWidget(self.hide_preview)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.documents = QComboBox()
        self.documents.setAccessibleName("Document in the preview")
        self.documents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents.setMinimumContentsLength(12)
        self.documents.addItem("", "")
        for kind in CATALOGUE:
            self.documents.addItem(kind.title, kind.key)
        row.addWidget(self.documents, 1)
        self.status = PlainLabel()
        self.status.setProperty("role", "hint")
        self.status.setAccessibleDescription("State of the preview")
        self.status.setMinimumWidth(self.status.fontMetrics().horizontalAdvance(_LONGEST_STATE))
        row.addWidget(self.status)
        return row

    @property
    def said(self) -> str:
        """What stands above the pages in words; "" where all is well."""
        return self.notice.text() if self.notice.isVisibleTo(self) else ""

    def show_choice(self, fed: str, chosen: str) -> None:
        """Show the document *chosen* by its key, "" for the one that the step feeds, whose title is *fed*."""
        with QSignalBlocker(self.documents):
            self.documents.setItemText(0, f"For this step: {within_sentence(fed)}")
            self.documents.setCurrentIndex(max(0, self.documents.findData(chosen)))

    def show_state(self, words: str) -> None:
        """Show how the pages stand to the project."""
        self.status.setText(words)

    def say(self, words: str) -> None:
        """Show *words* above the pages and announce them; nothing stands there for ""."""
        new = words != self.said
        self.notice.setText(words)
        self.notice.setVisible(bool(words))
        if words and new:
            announce(self.notice, words)

    def show_aside(self, *, shown: bool) -> None:
        """Say, or say no more, that the field which is edited is not in this document."""
        new = shown and not self.aside.isVisibleTo(self)
        self.aside.setVisible(shown)
        if new:
            announce(self.aside, _NOT_HERE)
