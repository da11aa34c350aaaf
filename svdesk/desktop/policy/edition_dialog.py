"""What a newer edition of the policy pack changes for the project that is open."""

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from svdesk.desktop.widgets.cards import plain_label
from svdesk.domain.project import Project
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.editions.under_edition import compare_packs
from svdesk.services.editions.words import Before, DifferenceGroup, Told, told_after, told_first

_ALIKE = "Nothing that this project uses differs. The rules say the same of this contract as before."
_LEAD = (
    "Your answers, choices and wording stay as they are. What the rules say of them is worked out again, and "
    "you can undo that."
)
_LARGEST_WIDTH, _LARGEST_HEIGHT, _MARGIN = 860, 680, 48


class EditionDialog(QDialog):
    """First what changes for the project, then the rest; accepted to assess the project again."""

    def __init__(self, parent: QWidget, project: Project, old: PolicyPack, new: PolicyPack) -> None:
        """Compare *old*, under which *project* stands, with *new*."""
        super().__init__(parent)
        self.setWindowTitle(f"Edition {new.edition} beside edition {old.edition}")
        room = parent.size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        comparison = compare_packs(project, old, new)
        self.page = QTextBrowser()
        self.page.setAccessibleName("What differs")
        self.page.setTabChangesFocus(True)
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.page.setHtml("".join(_page(told_first(comparison, new), told_after(comparison))))
        self.again = QPushButton(f"Assess again with edition {new.edition}")
        self.again.setProperty("role", "primary")
        self.again.clicked.connect(self.accept)
        leave = QPushButton(f"Keep edition {old.edition}")
        leave.setDefault(True)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(_LEAD))
        column.addWidget(self.page, 1)
        column.addLayout(row)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)


def _page(first: tuple[DifferenceGroup, ...], after: tuple[DifferenceGroup, ...]) -> Iterator[str]:
    yield "<h2>What changes for this project</h2>"
    if not first:
        yield f"<p>{escape(_ALIKE)}</p>"
    yield from _groups(first, "h3")
    yield from _groups(after, "h2")


def _groups(groups: Iterable[DifferenceGroup], heading: str) -> Iterator[str]:
    for group in groups:
        yield f"<{heading}>{escape(group.title)}</{heading}>"
        for told in group.items:
            yield from _told(told)


def _told(told: Told) -> Iterator[str]:
    yield f"<p><b>{escape(told.title)}</b>"
    if not told.changes and told.note:
        yield f"<br>{escape(told.note)}"
    yield "</p>"
    for change in told.changes:
        yield from _change(change)
    if told.changes and told.note:
        yield f'<p style="margin-left: 24px">{escape(told.note)}</p>'


def _change(change: Before) -> Iterator[str]:
    yield '<p style="margin-left: 24px">'
    if change.what:
        yield f"<i>{escape(change.what)}</i><br>"
    yield f"Before: {_lines(change.before)}<br>Now: {_lines(change.now)}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
