"""Looking through what SVDesk proposed, and confirming it as a named person."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.lines import add_line
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.project import Project, Proposal
from svdesk.domain.proposals import ProposalState, standing_of

_TARGET = Qt.ItemDataRole.UserRole
_NOW = {
    ProposalState.ACCEPTED: "It stands as proposed.",
    ProposalState.CHANGED: "You changed it. Say why below.",
    ProposalState.REMOVED: "You took it out. Say why below.",
    ProposalState.OPEN: "",
}
_SHORT = {ProposalState.CHANGED: " (changed)", ProposalState.REMOVED: " (taken out)"}


@dataclass(frozen=True, slots=True)
class Review:
    """What a person confirmed: the *targets*, *by* whom, and a *note* for what was changed."""

    targets: tuple[str, ...]
    by: str
    note: str


class ProposalDialog(QDialog):
    """The proposals with tick boxes, the selected one with its reason, and who confirms."""

    def __init__(self, parent: QWidget, project: Project, proposals: tuple[Proposal, ...], by: str) -> None:
        """Offer *proposals* of *project* for confirmation."""
        super().__init__(parent)
        self.setWindowTitle("Proposals to confirm")
        self.resize(820, 640)
        self._project = project
        self._proposals = {proposal.target: proposal for proposal in proposals}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        lead = PlainLabel(
            "Tick what you have looked at and stand behind. What you leave unticked stays open, and the "
            "documents stay drafts."
        )
        lead.setWordWrap(True)
        column.addWidget(lead)
        self.lines = QListWidget()
        self.lines.setAccessibleName("Proposals")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.lines, 3)
        self._more = QTextBrowser()
        self._more.setAccessibleName("The selected proposal and its reason")
        self._more.setTabChangesFocus(True)
        column.addWidget(self._more, 2)
        self.by = add_line(column, "&Confirmed by (name or role)", by)
        self.note = add_line(column, "&Reason, where you changed or took out what is ticked", "")
        self._buttons(column)
        self._fill(proposals)
        self.lines.currentItemChanged.connect(self._show_more)
        self.lines.itemChanged.connect(lambda _line: self._count())
        self.by.textChanged.connect(lambda _text: self._count())
        self.lines.setCurrentRow(0)
        self._count()

    def _buttons(self, column: QVBoxLayout) -> None:
        self.tick_all = QPushButton("&Tick all")
        self.tick_all.clicked.connect(self._tick_all)
        leave = QPushButton("Confirm nothing")
        leave.clicked.connect(self.reject)
        self.take = QPushButton("Confirm")
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.tick_all)
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addLayout(row)

    def _fill(self, proposals: tuple[Proposal, ...]) -> None:
        for proposal in proposals:
            now = _SHORT.get(standing_of(proposal, self._project), "")
            line = QListWidgetItem(f"{proposal.what}{now}", self.lines)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Unchecked)
            line.setData(_TARGET, proposal.target)

    def review(self) -> Review:
        """Return what is ticked and who confirms it."""
        every = (self.lines.item(row) for row in range(self.lines.count()))
        ticked = tuple(
            str(line.data(_TARGET)) for line in every if line.checkState() is Qt.CheckState.Checked
        )
        return Review(ticked, self.by.text().strip(), self.note.text().strip())

    def _tick_all(self) -> None:
        for row in range(self.lines.count()):
            self.lines.item(row).setCheckState(Qt.CheckState.Checked)

    def _show_more(self, line: QListWidgetItem | None) -> None:
        proposal = self._proposals.get(str(line.data(_TARGET))) if line is not None else None
        if proposal is None:
            self._more.clear()
            return
        now = _NOW[standing_of(proposal, self._project)]
        self._more.setPlainText(f"{proposal.what}\n\nWhy: {proposal.reason}\n\n{now}")

    def _count(self) -> None:
        made = self.review()
        self.take.setEnabled(bool(made.targets and made.by))
        self.take.setText(f"Confirm {len(made.targets)}" if made.targets else "Confirm")
        self.take.setToolTip("" if made.by else "Say first who confirms")


def review(parent: QWidget, project: Project, proposals: tuple[Proposal, ...], by: str) -> Review | None:
    """Show *proposals* and return what a person confirmed; ``None`` when they thought better."""
    dialog = ProposalDialog(parent, project, proposals, by)
    made = dialog.review() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return made
