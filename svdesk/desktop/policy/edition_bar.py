"""The bar that says when a project is not shown under the newest edition of its policy pack."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.editions.offering import offer_words, stand_in_words
from svdesk.services.use_cases import projects

if TYPE_CHECKING:
    from svdesk.desktop.policy.edition_dialog import EditionDialog
    from svdesk.policy.content.determinations import Assessment
    from svdesk.services.editions.under_edition import Reassessed

SIDE_BY_SIDE_FROM = 1000
"""From this width (logical pixels) on the buttons stand beside the words, below it under them."""


class EditionBar(QFrame):
    """Offers a newer edition, or says which edition stands in for one that is not on this computer."""

    shown = Signal()
    """The bar came or went: Tab has to find its way through it."""

    def __init__(self, workspace: Workspace, runner: UseCaseRunner) -> None:
        """Watch the project of *workspace*; *runner* knows of newer editions."""
        super().__init__()
        self._workspace, self._runner = workspace, runner
        self._newer: PolicyPack | None = None
        self._target: PolicyPack | None = None
        self._compared: tuple[Assessment, str, tuple[Reassessed, ...]] | None = None
        self._dismissed = False
        self.dialog: EditionDialog | None = None
        self.setObjectName("edition")
        self.setAccessibleName("Edition of the policy pack")
        self.words = plain_label("")
        self.differs = QPushButton("See what differs…")
        self.again = QPushButton()
        self.later = QPushButton("Not now")
        self.later.setAccessibleDescription("Hides this line until the project is opened again")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(18, 8, 12, 8)
        self._box.setSpacing(10)
        self._box.addWidget(self.words, 1)
        self._box.addWidget(self._buttons())
        self.differs.clicked.connect(self._show_differences)
        self.again.clicked.connect(self._go_over)
        self.later.clicked.connect(self._dismiss)
        self.hide()
        workspace.session.listen(lambda _sections: self._follow())

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in (self.differs, self.again, self.later):
            row.addWidget(button)
        row.addStretch()
        return buttons

    def begin(self) -> None:
        """Say what is known of the project's edition, and ask for a newer one."""
        self._follow()
        # An edition that can't be looked for is no trouble of the project's: it goes on as it is.
        project = self._workspace.session.project
        self._runner.run(
            lambda backend: projects.newer_edition(backend, project), self._found, lambda _error: None
        )

    def _found(self, newer: PolicyPack | None) -> None:
        if shiboken6.isValid(self):
            self._newer = newer
            self._follow()

    def _follow(self) -> None:
        """Show the bar where there is something to say, and hide it where there no longer is."""
        session = self._workspace.session
        words = stand_in_words(session.project, session.pack)
        self._target = session.pack if words else self._newer
        self.differs.setVisible(not words)
        if self._target is not None and self._target is not session.pack:
            words = offer_words(session.project, self._target, self._changed(self._target))
            self.again.setText(f"Assess again with edition {self._target.edition}")
        else:
            self.again.setText(f"Go on with edition {session.pack.edition}")
        self.words.setText(words)
        wanted = bool(words) and not self._dismissed
        if self.isHidden() == wanted:
            self.setVisible(wanted)
            self.shown.emit()

    def _changed(self, target: PolicyPack) -> "tuple[Reassessed, ...]":
        """Return what *target* says otherwise, worked out anew only where the answers have changed."""
        assessment = self._workspace.session.assessment
        if self._compared is None or self._compared[:2] != (assessment, target.fingerprint):
            # What only an offer needs is loaded with it.
            from svdesk.policy.rules.assess import assess_project
            from svdesk.services.editions.under_edition import reassessed

            after = assess_project(self._workspace.session.project, target)
            self._compared = (assessment, target.fingerprint, reassessed(assessment, after))
        return self._compared[2]

    def _show_differences(self) -> None:
        # What only this dialog needs is loaded with it.
        from svdesk.desktop.policy.edition_dialog import EditionDialog

        session = self._workspace.session
        if self._target is None:
            return
        self.dialog = EditionDialog(self.window(), session.project, session.pack, self._target)
        self.dialog.accepted.connect(self._go_over)
        self.dialog.rejected.connect(lambda: self.differs.setFocus(Qt.FocusReason.OtherFocusReason))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _go_over(self) -> None:
        target = self._target
        if target is None:
            return
        self._workspace.editor.change_edition(target, f"going over to edition {target.edition}")
        project = self._workspace.session.project
        self._runner.run(
            lambda backend: projects.keep_edition(backend, project), lambda _pack: None, lambda _error: None
        )
        self._workspace.page.focus_first()

    def _dismiss(self) -> None:
        self._dismissed = True
        self._follow()
        self._workspace.page.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the words where there is room, else under them."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE_FROM
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
