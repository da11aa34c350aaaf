"""The bin: deleted projects, when each goes for good, and what can be done with them until then."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.keeping.rule_dialog import RuleDialog
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.plain import plain_tip
from svdesk.desktop.widgets.tables import announce, prepared, read_only, table_view
from svdesk.domain.english import counted, plural, show_date
from svdesk.domain.keeping.bin_clock import BinnedProject, Disposal
from svdesk.domain.keeping.retention import OwnRule
from svdesk.services.use_cases import bin as project_bin
from svdesk.services.use_cases.bin import Bin

_LEAD = (
    "Deleted projects stay here for {days} and are then removed when SVDesk starts or closes. The days are "
    "counted while SVDesk is used, so that a wrong clock or a long holiday takes nothing away."
)
_NONE = "The bin is empty."
_COLUMNS = ("Title", "Reference", "Deleted", "By", "Goes for good on")
_WIDTHS = (1, 0, 0, 0, 0)
_LARGEST_WIDTH, _LARGEST_HEIGHT, _MARGIN = 1060, 620, 48
_SAID_LINES = 8
_ELSEWHERE = (
    "It can't be restored after that. What it leaves elsewhere is not touched: backups of your projects that "
    "were made before, copies and exports that were saved as files, and documents that were given out still "
    "hold what they hold."
)


class BinDialog(QDialog):
    """The deleted projects in a table, with what is known of the selected one."""

    restored = Signal()
    """Projects were restored: the list is to be read again."""

    def __init__(self, parent: QWidget, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Show what is in the bin; it comes from the *runner* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Bin")
        room = parent.window().size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._runner, self._dialogs = runner, dialogs
        self._bin: Bin | None = None
        self._open = True
        self.finished.connect(self._end)
        self.lead = plain_label("")
        self.state = plain_label("Looking into the bin…", "hint")
        self.model = QStandardItemModel(0, len(_COLUMNS), self)
        self.model.setHorizontalHeaderLabels(_COLUMNS)
        self.table = prepared(table_view(self.model, "Deleted projects, the last one first"), _WIDTHS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.said = read_only(QPlainTextEdit(), "About the selected project")
        self.restore = QPushButton("&Restore")
        self.restore.setProperty("role", "primary")
        self.remove = QPushButton("Delete for &good…")
        self.rule = QPushButton("&Own rule on records…")
        self._lay_out()
        self._show()
        self._read()

    def _lay_out(self) -> None:
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.said.setFixedHeight(self.said.fontMetrics().lineSpacing() * _SAID_LINES)
        self.restore.clicked.connect(self._restore)
        self.remove.clicked.connect(self._remove)
        self.rule.clicked.connect(self._ask_rule)
        leave = QPushButton("C&lose")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.restore, self.remove, self.rule):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.lead)
        column.addWidget(self.state)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False

    def _read(self) -> None:
        self._runner.run(project_bin.bin_of, self._list, self._failed)

    def _list(self, found: Bin) -> None:
        if not self._open:
            return
        self._bin = found
        today = datetime.now().astimezone().date()
        self.lead.setText(_LEAD.format(days=counted(found.rule.stay.days, "day")))
        self.model.setRowCount(0)
        for each in found.contents.projects:
            goes_on = each.goes_on(found.contents.clock, found.rule, today)
            self.model.appendRow([_cell(text) for text in (*_words(each), show_date(goes_on))])
        # Rows that are added do not make Qt look at the widths again.
        self.table.horizontalHeader().reset()
        count = len(found.contents.projects)
        self._say(f"{counted(count, 'deleted project')}." if count else _NONE)
        if count:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def _chosen(self) -> tuple[BinnedProject, ...]:
        if self._bin is None:
            return ()
        every = self._bin.contents.projects
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(every[row] for row in rows if row < len(every))

    def _show(self) -> None:
        chosen = self._chosen()
        for button in (self.restore, self.remove):
            button.setEnabled(bool(chosen))
        texts = [about_binned(each) for each in chosen]
        if not texts and self._bin is not None and self._bin.contents.gone:
            texts = ["Gone for good before:", *map(about_gone, self._bin.contents.gone)]
        self.said.setPlainText("\n\n".join(texts))

    def _restore(self) -> None:
        chosen = self._chosen()
        ids = tuple(each.id for each in chosen)
        self._runner.run(
            lambda backend: project_bin.restore_projects(backend, ids),
            lambda _none: self._changed(f"Restored {_named(chosen)}.", restored=True),
            self._failed,
        )

    def _remove(self) -> None:
        chosen = self._chosen()
        ids = tuple(each.id for each in chosen)
        kept = "\n".join(f"{each.title or 'Untitled project'}: {each.kept}" for each in chosen if each.kept)
        message = f"Delete {_named(chosen)} for good now?\n\n{_ELSEWHERE}\n\n{kept}".strip()
        if not self._dialogs.ask(self, "Delete for good", message, "Delete for good", "Leave in the bin"):
            return
        self._runner.run(
            lambda backend: project_bin.delete_for_good(backend, ids),
            lambda _none: self._changed(f"Deleted {_named(chosen)} for good.", restored=False),
            self._failed,
        )

    def _changed(self, words: str, *, restored: bool) -> None:
        if restored:
            self.restored.emit()
        if self._open:
            announce(self, words)
            self._read()

    def _ask_rule(self) -> None:
        self._runner.run(project_bin.own_rule, self._show_rule, self._failed)

    def _show_rule(self, rule: OwnRule | None) -> None:
        if not self._open:
            return
        dialog = RuleDialog(self, rule)

        def keep() -> None:
            self._runner.run(
                lambda backend: project_bin.keep_own_rule(backend, dialog.rule),
                lambda _none: self._say(_about_rule(dialog.rule)),
                self._failed,
            )

        dialog.accepted.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if self._open:
            self.state.setText(words)


def about_binned(project: BinnedProject) -> str:
    """Return what is known of a deleted project besides its name."""
    lines = [project.title.strip() or "Untitled project"]
    if project.why:
        lines.append(f"Why it was deleted: {project.why}")
    if project.kept:
        lines.append(f"As it was deleted: {project.kept}")
    return "\n".join(lines)


def about_gone(gone: Disposal) -> str:
    """Return what is left of a project that went for good."""
    when = show_date(gone.gone_at.astimezone().date())
    why = f" Why: {gone.why}" if gone.why else ""
    who = gone.who or "nobody named"
    return f"{gone.project_id}: gone on {when}, deleted by {who}.{why} {gone.kept}".strip()


def _about_rule(rule: OwnRule | None) -> str:
    if rule is None:
        return "Your authority has no rule of its own here: the law alone decides."
    return f"“{rule.name}” is used from now on: {counted(rule.years, 'year')}. {rule.counted_from.label}."


def _named(chosen: tuple[BinnedProject, ...]) -> str:
    if len(chosen) == 1:
        return f"“{chosen[0].title.strip()[:200] or 'Untitled project'}”"
    return counted(len(chosen), plural(len(chosen), "project"), "projects")


def _words(project: BinnedProject) -> tuple[str, ...]:
    at = project.deleted_at.astimezone()
    return (
        project.title.strip() or "Untitled project",
        project.reference,
        f"{show_date(at.date())}, {at:%H:%M}",
        " ".join(project.who.split()),
    )


def _cell(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setToolTip(plain_tip(text))
    return item
