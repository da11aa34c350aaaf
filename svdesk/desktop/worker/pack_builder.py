"""Documents made outside the window's process, with progress and cancel.

A document takes the processor for up to seconds; in a process of its own the window never waits.
"""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QProcess, Signal

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.worker.temporary_folders import Scratch
from svdesk.documents.catalogue import document_kind
from svdesk.domain.project import Project
from svdesk.files.errors import why
from svdesk.policy.content.pack import PolicyPack
from svdesk.rendering.formats import SHOWN
from svdesk.services.issuing.attaching import can_carry
from svdesk.services.use_cases.projects import write_copy

if TYPE_CHECKING:
    from collections.abc import Callable


class PackBuilder(QObject):
    """Makes documents of one project snapshot at a time.

    Made files stay in a folder that lives as long as the builder; :meth:`made` finds those of the
    project's present revision.
    """

    progress = Signal(str, int, int)
    finished = Signal(bool, str)
    """Whether all was made, and in words what was not."""

    def __init__(self, runner: UseCaseRunner, parent: QObject) -> None:
        """Hand the snapshots over through *runner*."""
        super().__init__(parent)
        self._runner = runner
        self._scratch = Scratch("documents")
        self._process: QProcess | None = None
        self._busy = False
        self._made: dict[tuple[str, str, bool], tuple[int, Path]] = {}
        self._revision = -1
        self._attach = False
        self._waiting = b""
        self._said = ""
        self._cancelled = False
        self._again: Callable[[], None] | None = None
        self._snapshot = Path()
        # At the end of the session windows may not be closed one by one.
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)
        self.note = ""
        """What is worth knowing of the documents that were made last, in words."""

    @property
    def busy(self) -> bool:
        """Whether documents are being made."""
        return self._busy

    def made(
        self, key: str, project: Project, file_format: str = SHOWN, *, attach: bool = False
    ) -> Path | None:
        """Return the file of a document of exactly this revision, if it has been made.

        With *attach* it is the one with the project's data, where the document can carry it.
        """
        carries = attach and can_carry(document_kind(key), file_format)
        revision, path = self._made.get((key, file_format, carries), (-1, Path()))
        return path if revision == project.revision and path.is_file() else None

    def build(
        self,
        project: Project,
        pack: PolicyPack,
        keys: tuple[str, ...],
        formats: tuple[str, ...] = (SHOWN,),
        *,
        attach: bool = False,
    ) -> None:
        """Start making the documents *keys* with *pack*, each in those of *formats* that suit it.

        With *attach* the project's data goes into those that can carry it. Does nothing while others are
        being made.
        """
        if self._busy:
            return
        self._busy, self._revision, self._attach = True, project.revision, attach
        self._waiting, self._said, self._cancelled, self.note = b"", "", False, ""
        self._again = partial(self._begin, project, pack, keys, formats, attach=attach)
        self._begin(project, pack, keys, formats, attach=attach)

    def _begin(
        self,
        project: Project,
        pack: PolicyPack,
        keys: tuple[str, ...],
        formats: tuple[str, ...],
        *,
        attach: bool,
    ) -> None:
        try:
            folder = self._scratch.folder
        except OSError as error:
            self._not_started(error)
            return
        self._snapshot = snapshot = folder / "snapshot.svproj"
        out = folder / f"{project.revision}{'-attached' if attach else ''}"
        named = [pack.id, pack.edition, pack.fingerprint]
        order = {
            "project": str(snapshot),
            "keys": list(keys),
            "formats": list(formats),
            "out": str(out),
            "pack": named,
            "attach": attach,
        }
        self._runner.run_aside(
            lambda backend: write_copy(backend, project, snapshot),
            lambda _none: self._start(order),
            self._not_started,
        )

    def _start(self, order: dict[str, Any]) -> None:
        if self._cancelled:
            self._end(complete=False)
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broke)
        self._process = process
        program, *arguments = self._runner.worker
        process.start(program, arguments)
        process.write(json.dumps(order).encode() + b"\n")

    def _not_started(self, error: Exception) -> None:
        if self._was_taken_away():
            return
        reason = why(error) if isinstance(error, OSError) else str(error)
        self._said = f"The documents could not be started: {reason.rstrip('.')}."
        self._end(complete=False)

    def cancel(self) -> None:
        """Stop what is under way; documents already made stay."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Stop and remove everything that was made."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(3000)
        self._scratch.close()

    def _read(self) -> None:
        if self._process is None:
            return
        self._waiting += self._process.readAllStandardOutput().data()
        *lines, self._waiting = self._waiting.split(b"\n")
        for line in lines:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            self._take(event)

    def _take(self, event: dict[str, Any]) -> None:
        match event.get("event"):
            case "progress":
                self.progress.emit(event["document"], event["done"], event["total"])
            case "made":
                key, made_as = event["document"], event["format"]
                carries = self._attach and can_carry(document_kind(key), made_as)
                self._made[key, made_as, carries] = self._revision, Path(event["path"])
                self.note = event["note"] or self.note
            case "failed":
                self._said = event["message"]
            case "skipped" if event["format"]:
                # That a document has no such format is no news: the window shows what suits it.
                if event["format"] in document_kind(event["document"]).formats:
                    self.note = event["why"]
            case "skipped":
                self._said = event["why"]

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._said = "The part of SVDesk that makes documents could not be started."
            self._ended(1)

    def _ended(self, code: int) -> None:
        if self._process is None:
            return
        self._read()
        self._process.deleteLater()
        self._process = None
        if code == 0 or not self._was_taken_away():
            self._end(complete=code == 0)

    def _was_taken_away(self) -> bool:
        """Begin once more, in a new folder, where something else removed the one that was worked in."""
        again, self._again = self._again, None
        if again is None or self._cancelled or self._snapshot.exists():
            return False
        self._waiting, self._said = b"", ""
        again()
        return True

    def _end(self, *, complete: bool) -> None:
        self._busy = False
        if self._cancelled:
            self.finished.emit(False, "Stopped. Nothing was saved.")
        elif not complete or self._said:
            self.finished.emit(
                False, self._said or "The documents could not be made. Your project is unharmed."
            )
        else:
            self.finished.emit(True, "")
