"""Reading returned files off the window's thread, one after the other; it can be stopped at any time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.returned_forms.report import FileRead
from svdesk.desktop.returned_forms.words import Sign, conclusion, form_and_sender, grouped, one_line, when
from svdesk.domain.english import counted
from svdesk.services.returned_forms.form_reading import FormReading, ReadingResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from svdesk.desktop.threads.use_case_runner import UseCaseRunner
    from svdesk.domain.project import Project
    from svdesk.domain.returned_form import ReturnedForm

_ENDINGS = (".pdf", ".xlsx", ".docx")
_MOST_LINES = 12
_MOST_LOOKED_AT = 10_000
_LONGEST_NAME = 80
_NOT_OURS = (
    "If you have the project that it was made for, open that and read the file in there. Else ask the "
    "sender for the form that you issued."
)
_NOTHING_KEPT = "Nothing of this file was kept."


class ReadingRun(QObject):
    """Has files read, and keeps those that are forms of the project."""

    began = Signal(object, int, int)
    """The file (its path) that is read now, how many were read before it, and how many there are."""
    read = Signal(object)
    """What came of one file."""
    finished = Signal(object)
    """No file is left; says which one (its path) was next or under way where it was stopped, else None."""

    def __init__(self, project: Project, runner: UseCaseRunner, parent: QObject) -> None:
        """Read for *project*."""
        super().__init__(parent)
        self._project, self._runner = project, runner
        self._left: list[Path] = []
        self._waiting: list[Path] = []
        self._done = 0
        self._stop: Callable[[], None] | None = None
        self._stopped = False
        self._left_alone = False

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return self._stop is not None

    def read_files(self, paths: Iterable[Path]) -> None:
        """Read *paths*, each once, after what is being read."""
        known = {*self._left, *self._waiting}
        self._waiting += [path for path in dict.fromkeys(paths) if path not in known]
        if self._waiting and not self.busy:
            self._done, self._stopped = 0, False
            self._start()

    def stop(self) -> None:
        """Read no further; nothing is kept of the file under way, even where it never answers."""
        self._stopped = True
        if self._stop is not None:
            self._stop()

    def leave(self) -> None:
        """Stop, and say nothing more: who listened is gone."""
        self._left_alone = True
        self.stop()

    def _start(self) -> None:
        self._left, self._waiting = self._waiting, []
        self._stop = self._runner.read_responses(
            self._project.id, tuple(self._left), self._came, self._ended, self._failed
        )
        self._say_what_is_read()

    def _say_what_is_read(self) -> None:
        if self._left and not self._stopped:
            total = self._done + len(self._left) + len(self._waiting)
            self.began.emit(self._left[0], self._done, total)

    def _came(self, response: FormReading, is_new: bool) -> None:
        if self._left_alone:
            return
        self._told(file_read(response, is_new=is_new))
        self._say_what_is_read()

    def _told(self, file: FileRead) -> None:
        self._left = self._left[1:]
        self._done += 1
        self.read.emit(file)

    def _failed(self, error: Exception) -> None:
        """Say of each file that is left that it was not read, and why."""
        for path in () if self._left_alone else tuple(self._left):
            self._told(_not_read(path, str(error)))
        self._ended()

    def _ended(self) -> None:
        self._stop = None
        if self._left_alone:
            return
        if self._waiting and not self._stopped:
            self._start()
            return
        stopped_at = next(iter((*self._left, *self._waiting)), None)
        self._left, self._waiting = [], []
        self.finished.emit(stopped_at)


def files_in(path: Path) -> tuple[Path, ...]:
    """Return the forms that stand in a folder, not in those below it; what is no folder as it is."""
    if not path.is_dir():
        return (path,)
    found = islice(path.iterdir(), _MOST_LOOKED_AT)
    return tuple(sorted(each for each in found if each.suffix.lower() in _ENDINGS)) or (path,)


def summary(files: tuple[FileRead, ...], stopped_at: Path | None) -> str:
    """Return in a line what came of *files*, and where the reading was stopped."""
    stopped = f"Stopped at {one_line(stopped_at.name, _LONGEST_NAME)}: nothing of it" if stopped_at else ""
    if not files:
        return f"{stopped} was kept."
    kept = sum(file.form_id is not None for file in files)
    read = counted(len(files), "file read", "files read")
    others = len(files) - kept
    came = f"{read}: {kept} kept, {others} not kept." if others else f"{read} and kept."
    return f"{stopped} or of those after it was kept. Before it: {came}" if stopped else came


def file_read(response: FormReading, *, is_new: bool) -> FileRead:
    """Return what to say of a file that was read."""
    form, before = response.form, response.kept_before
    notes = "\n".join(response.notes)
    if form is None:
        not_ours = response.outcome is ReadingResult.NOT_OURS
        parts = (notes, _NOT_OURS if not_ours else "", "" if "kept" in notes else _NOTHING_KEPT)
        more = "\n\n".join(part for part in parts if part)
        result = "Not ours" if not_ours else "Refused"
        return FileRead(path=response.path, sign=Sign.REFUSED, result=result, more=more)
    if not is_new:
        before = before or form
        return FileRead(
            path=response.path,
            sign=Sign.GOOD,
            result="Read before",
            more=f"This very file was read on {when(before.read_at)} as “{before.file_name}”. "
            "It is kept once, and nothing was changed.",
            form_id=before.id,
        )
    clear = response.outcome is ReadingResult.COMPLETE
    return FileRead(
        path=response.path,
        sign=Sign.GOOD if clear else Sign.CARE,
        result="Complete" if clear else "Look at it",
        more="\n".join(part for part in (_kept(form), notes) if part),
        form_id=form.id,
        kept=form,
    )


def _kept(form: ReturnedForm) -> str:
    lines = [f"{form_and_sender(form)}.", conclusion(form)]
    found = [line for heading, group in grouped(form) for line in ("", heading, *group)]
    lines += found[:_MOST_LINES]
    if len(found) > _MOST_LINES:
        lines += ["", "The report has the rest: press Enter on the file."]
    return "\n".join(lines)


def _not_read(path: Path, why: str) -> FileRead:
    return FileRead(path=path, sign=Sign.REFUSED, result="Not read", more=f"{why}\n\n{_NOTHING_KEPT}")
