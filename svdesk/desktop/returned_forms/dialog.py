"""The forms that came back to a project: read in, listed, reported on, compared, saved and removed."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from svdesk.desktop.returned_forms.compare_dialog import CompareDialog, comparable
from svdesk.desktop.returned_forms.layout import ORDERS, ReturnedFormsLayout
from svdesk.desktop.returned_forms.reading import ReadingRun, files_in, summary
from svdesk.desktop.returned_forms.report import FileRead
from svdesk.desktop.returned_forms.words import (
    about,
    conclusion,
    from_whom,
    grouped,
    one_line,
    removal_question,
    report_text,
)
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.tables import announce, copy_text
from svdesk.desktop.widgets.work_strip import WorkStrip
from svdesk.domain.project import Project
from svdesk.domain.returned_form import ReturnedForm
from svdesk.services.use_cases import documents

_MARGIN, _LARGEST_WIDTH, _LARGEST_HEIGHT = 40, 1500, 940
_KINDS = "Returned forms (*.pdf *.xlsx *.docx);;All files (*)"


class ReturnedFormsDialog(QDialog):
    """The list of returned forms, and below it the report and the answers of the chosen one."""

    def __init__(self, parent: QWidget, project: Project, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Show what came back to *project*; the list comes from the *runner* a moment later."""
        super().__init__(parent)
        self.setWindowTitle("Returned forms")
        room = parent.size()
        self.resize(
            min(_LARGEST_WIDTH, room.width() - _MARGIN), min(_LARGEST_HEIGHT, room.height() - _MARGIN)
        )
        self._project, self._runner, self._dialogs = project, runner, dialogs
        self._open = True
        self._shown: ReturnedForm | None = None
        self._kept_now: list[UUID] = []
        self._first_row = 0
        self.reading = ReadingRun(project, runner, self)
        work = WorkStrip(runner.stop_long_work)
        runner.working.connect(work.show_work)
        self.parts = ReturnedFormsLayout(self, work)
        self.setAcceptDrops(True)
        self._connect()
        self._sort_by(0)
        self._show_busy()
        self._say("Getting the list…")
        self._get_list(self._first_list)

    def _connect(self) -> None:
        parts = self.parts
        parts.read.clicked.connect(self._choose_files)
        parts.stop.clicked.connect(self._stop)
        parts.search.textChanged.connect(self._search)
        parts.order.activated.connect(self._sort_by)
        parts.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        parts.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        parts.files.chosen.connect(self._show_form)
        parts.save.clicked.connect(self._save_original)
        parts.copy.clicked.connect(self._copy_report)
        parts.compare.clicked.connect(self._compare)
        parts.remove.clicked.connect(self._remove)
        parts.leave.clicked.connect(self.reject)
        self.reading.began.connect(self._began)
        self.reading.read.connect(self._read_one)
        self.reading.finished.connect(self._read_all)
        self.finished.connect(self._end)

    def _end(self) -> None:
        """Take no more answers: what was asked for may come when the dialog is gone."""
        self._open = False
        self.reading.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as by the button."""
        self._end()
        super().closeEvent(event)

    # ---- the list -----------------------------------------------------------------------------

    def _first_list(self, forms: tuple[ReturnedForm, ...]) -> None:
        if self._open:
            self._say("")
            self._list(forms)
            self.focus_where_work_goes_on()

    def _list(self, forms: tuple[ReturnedForm, ...]) -> None:
        """Show *forms*, with the one chosen that was chosen before."""
        if not self._open:
            return
        chosen = self.chosen()
        row = max(0, self.parts.table.currentIndex().row())
        self.parts.model.fill(forms)
        self.parts.show_some(bool(forms) or bool(self.parts.files.model.rowCount()))
        if chosen is None or not self._select(chosen.id):
            self.parts.table.selectRow(min(row, self.parts.found.rowCount() - 1))
        self._show_chosen()

    def _select(self, form_id: UUID) -> bool:
        """Choose a form by its id; return whether it is shown."""
        row = self.parts.model.row_of(form_id)
        index = self.parts.found.mapFromSource(self.parts.model.index(row, 0))
        if row < 0 or not index.isValid():
            return False
        self.parts.table.selectRow(index.row())
        self.parts.table.scrollTo(index)
        return True

    def chosen(self) -> ReturnedForm | None:
        """Return the form that is selected in the list."""
        return self.parts.found.form_at(self.parts.table.currentIndex())

    def focus_where_work_goes_on(self) -> None:
        """Put the focus on the list, or where there is none on the button that reads files."""
        to: QWidget = self.parts.table if self.parts.model.rowCount() else self.parts.read
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self.parts.found.search(text)
        if self.chosen() is None:
            self.parts.table.selectRow(0)
        self._show_chosen()
        shown, total = self.parts.found.rowCount(), self.parts.model.rowCount()
        self._say(f"{shown} of {total} returned forms" if shown < total else "")

    def _sort_by(self, place: int) -> None:
        _, column, order = ORDERS[place]
        self.parts.table.sortByColumn(column, order)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        """Let the box say how a click on a heading has sorted; such an order may have no line in it."""
        place = next((n for n, (_, *how) in enumerate(ORDERS) if how == [column, order]), -1)
        self.parts.order.setCurrentIndex(place)

    def _show_chosen(self) -> None:
        form = self.chosen()
        for button in (self.parts.save, self.parts.copy, self.parts.remove):
            button.setEnabled(form is not None)
        self.parts.compare.setEnabled(comparable(self.parts.model.forms))
        if form is None or form != self._shown:  # while a person types in Find it is mostly the same
            self._shown = form
            self._show_report(form)

    def _show_report(self, form: ReturnedForm | None) -> None:
        self.parts.answers.show_form(form)
        if form is None:
            nothing = "No returned form is chosen." if self.parts.model.rowCount() else "No form is kept yet."
            self.parts.report.show_report((), nothing, ())
        else:
            self.parts.report.show_report(about(form), conclusion(form), grouped(form))

    def _show_form(self, form_id: UUID) -> None:
        """Show the report of a form, wherever the search would hide it."""
        if not self._select(form_id):
            self.parts.search.clear()
            self._select(form_id)
        self.parts.tabs.setCurrentWidget(self.parts.report)
        self.parts.report.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- reading ------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        paths = self._dialogs.open_paths(self, "Read returned files", _KINDS)
        if paths:
            self.read_files(paths)

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Read *paths*, after those that are being read."""
        if not self.reading.busy:
            self._kept_now = []
            self._first_row = self.parts.files.model.rowCount()
        self.reading.read_files(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are on this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # A folder may lie on a drive that does not answer.
        self._runner.run_aside(
            lambda _backend: tuple(file for path in paths for file in files_in(path)),
            self._read_dropped,
            self._failed,
            words="Looking for files in what you dropped",
        )

    def _read_dropped(self, paths: tuple[Path, ...]) -> None:
        if self._open:
            self.read_files(paths)

    def _stop(self) -> None:
        self.reading.stop()
        if self.reading.busy:  # a form is being kept just now; it is told in a moment
            self.parts.stop.setEnabled(False)
            self.parts.bar.setFormat("Stopping…")

    def _began(self, path: Path, done: int, total: int) -> None:
        if not self._open:
            return
        self.parts.bar.setRange(0, total)
        self.parts.bar.setValue(done)
        self.parts.bar.setFormat(f"File {done + 1} of {total}")
        had_focus = self.parts.read.hasFocus()
        self._show_busy()
        if not done:
            self.parts.show_some(True)
            self.parts.tabs.setCurrentWidget(self.parts.files)
        self._say(f"Reading {one_line(path.name, 80)}…")
        if had_focus:
            self.parts.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_one(self, file: FileRead) -> None:
        if not self._open:
            return
        self.parts.files.add(file)
        if file.kept is not None:
            self.parts.model.add(file.kept)
        if file.form_id is not None:
            self._kept_now.append(file.form_id)

    def _read_all(self, stopped_at: Path | None) -> None:
        if not self._open:
            return
        self._show_busy()
        self._say(summary(self.parts.files.model.files[self._first_row :], stopped_at))
        self._get_list(self._list_after_reading)

    def _list_after_reading(self, forms: tuple[ReturnedForm, ...]) -> None:
        """Show what is there now: the report where one file was read and kept, else what came of each."""
        if not self._open:
            return
        self._list(forms)
        read = self.parts.files.model.rowCount() - self._first_row
        if read == 1 and self._kept_now:
            self._show_form(self._kept_now[0])
        elif read:
            self.parts.tabs.setCurrentWidget(self.parts.files)
            self.parts.files.select(self._first_row)
            self.parts.files.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_busy(self) -> None:
        busy, parts = self.reading.busy, self.parts
        had_focus = parts.stop.hasFocus()
        parts.read.setVisible(not busy)
        parts.stop.setEnabled(True)
        parts.stop.setVisible(busy)
        parts.bar.setVisible(busy)
        if had_focus and not busy:
            self.focus_where_work_goes_on()

    # ---- what can be done with a form ---------------------------------------------------------

    def _save_original(self) -> None:
        form = self.chosen()
        if form is None:
            return
        path = self._dialogs.save_path(
            self, "Save the file as it came", Path(form.file_name).stem, f".{form.format}"
        )
        if path is not None:
            said = f"Saved as {path}, exactly as it came. Its SHA-256 was checked: {form.sha256}"
            self._runner.run_aside(
                lambda backend: documents.save_original(backend, form, path),
                lambda _none: self._say(said),
                self._failed,
                words=f"Saving {path.name}",
                gives_out=True,
                stopped=lambda: self._say("Stopped, as you asked. Nothing was changed."),
            )
        self.parts.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_report(self) -> None:
        form = self.chosen()
        if form is not None:
            copy_text(report_text(form), self.parts.copy, "The report was copied.")
            self._say("The report was copied: paste it where you need it.")

    def _compare(self) -> None:
        chosen = self.chosen()
        forms = self.parts.model.forms
        dialog = CompareDialog(
            self, forms, chosen.document if chosen is not None else "", self._runner, self._dialogs
        )
        dialog.exec()
        dialog.deleteLater()
        self.parts.compare.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        form = self.chosen()
        if form is None:
            return
        if self._dialogs.ask(
            self, "Remove a returned form", removal_question(form), "Remove the form", "Keep the form"
        ):
            self._runner.run(
                lambda backend: backend.database.remove_returned_form(form.id),
                self._removed(form),
                self._failed,
            )
        else:
            self.parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _removed(self, form: ReturnedForm) -> Callable[[None], None]:
        def then(_none: None) -> None:
            if self._open:
                self._say(f"The form from {from_whom(form)} was removed.")
                self._get_list(self._list_after_removing)

        return then

    def _list_after_removing(self, forms: tuple[ReturnedForm, ...]) -> None:
        if self._open:
            self._list(forms)
            self.focus_where_work_goes_on()

    def _get_list(self, show: Callable[[tuple[ReturnedForm, ...]], None]) -> None:
        project_id = self._project.id
        self._runner.run(lambda backend: backend.database.returned_forms_of(project_id), show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        if not self._open:
            return
        self.parts.said.setText(words)
        if words:
            announce(self.parts.said, words)
