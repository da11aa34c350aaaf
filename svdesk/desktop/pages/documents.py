"""Documents: made, previewed, saved and printed."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QProgressBar, QPushButton, QWidget

from svdesk.desktop.cards import plain_label
from svdesk.desktop.commands import Editor
from svdesk.desktop.desk import Desk
from svdesk.desktop.dialogs import Dialogs, file_stem
from svdesk.desktop.document_card import DocumentCard
from svdesk.desktop.format_choice import FormatChoice
from svdesk.desktop.house_style import HouseStylePanel
from svdesk.desktop.pack_builder import PackBuilder
from svdesk.desktop.step_page import StepPage
from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.domain.problems import Problem
from svdesk.domain.project import Project
from svdesk.rendering.formats import SHOWN
from svdesk.services.attaching import can_carry
from svdesk.steps.step import Step

_CARRYING = "It is saved with the project's data: don't publish it."


@dataclass(frozen=True, slots=True)
class PageTools:
    """What the documents page works with besides the project."""

    desk: Desk
    dialogs: Dialogs


class DocumentsPage(StepPage):
    """A card for each document; whatever is asked of one, it is made first where it has to be."""

    documents: QWidget

    def __init__(self, step: Step, editor: Editor, tools: PageTools) -> None:
        """Build a card for every document of the catalogue."""
        super().__init__(step, editor)
        self._tools = tools
        self._look = HouseStylePanel(self, editor, tools.desk, tools.dialogs)
        self._closed = False
        self._builder = PackBuilder(tools.desk, self)
        self._builder.progress.connect(self._show_progress)
        self._builder.finished.connect(self._made)
        self._after: Callable[[], None] | None = None
        self._cards: list[DocumentCard] = []
        layout = self.documents.layout()
        if layout is not None:
            self._fill(layout)
        self.refresh_documents()

    def close(self) -> bool:
        """Stop what is being made and remove the files made so far."""
        self._closed = True
        self._builder.close()
        self._look.close()
        return super().close()

    def _fill(self, layout: QLayout) -> None:
        self._formats = FormatChoice()
        self._formats.changed.connect(self.refresh_documents)
        layout.addWidget(self._formats)
        self._everything = QPushButton("Save all documents in a &folder…")
        self._everything.setProperty("role", "primary")
        self._everything.clicked.connect(self._save_all)
        self._stop = QPushButton("&Stop")
        self._stop.clicked.connect(self._builder.cancel)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress of the documents")
        self._said = plain_label("", "lead")
        self._said.setAccessibleName("How the documents came out")
        self._issued = QPushButton("&Issued documents…")
        self._issued.clicked.connect(self._show_issued)
        self._returned = QPushButton("&Returned forms…")
        self._returned.clicked.connect(self._show_returned)
        layout.addWidget(_row(self._everything, self._bar, self._stop))
        layout.addWidget(_row(self._issued, self._returned))
        layout.addWidget(self._said)
        for kind in CATALOGUE:
            layout.addWidget(self._card(kind))

    def _card(self, kind: DocumentKind) -> DocumentCard:
        card = DocumentCard(kind)
        card.preview.connect(partial(self._with_file, kind, self._preview))
        card.save.connect(partial(self._save, kind))
        card.to_print.connect(partial(self._with_file, kind, self._print))
        self._cards.append(card)
        return card

    def show_fields(self) -> None:
        """Show the fields and how documents look."""
        super().show_fields()
        self._look.show()

    def focus_field(self, path: str) -> None:
        """Put the focus on a field; the logo's is the button that chooses one."""
        if path == "house_style.logo":
            self._look.focus()
        else:
            super().focus_field(path)

    def explain(self, problems: Iterable[Problem]) -> None:
        """Show at each field what is wrong with it, the logo's among them."""
        super().explain(problems)
        self._look.explain(self._problems)

    def refresh(self) -> None:
        """Show what can be made, and why not where it can't."""
        super().refresh()
        self.refresh_documents()

    def refresh_documents(self) -> None:
        """Bring the cards up to date with the project and with what is being made."""
        session, busy = self.editor.session, self._builder.busy
        for card in self._cards:
            kind = card.kind
            why = kind.available(session.project, session.assessment)
            chosen = self._chosen(kind)
            note = why or self._formats.about(kind.formats, chosen)
            if self._formats.attach() and any(can_carry(kind, each) for each in chosen):
                note = f"{note} {_CARRYING}".strip()
            possible = not busy and not why
            card.show_state(note, can_show=possible, can_save=possible and bool(chosen))
        self._formats.setEnabled(not busy)
        self._everything.setVisible(not busy)
        self._everything.setEnabled(bool(self._formats.chosen()))
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._said.setVisible(bool(self._said.text()))

    @property
    def _attach(self) -> bool:
        return self._formats.attach()

    def _chosen(self, kind: DocumentKind) -> tuple[str, ...]:
        return tuple(each for each in self._formats.chosen() if each in kind.formats)

    # ---- making -----------------------------------------------------------------------------------

    def _with_file(self, kind: DocumentKind, act: Callable[[DocumentKind, Path], None]) -> None:
        """Do *act* with the document's file, made now unless it is there for this revision."""

        def after() -> None:
            made = self._builder.made(kind.key, self.editor.session.project)
            if made is not None:
                act(kind, made)

        self._make((kind.key,), after)

    def _make(
        self,
        keys: tuple[str, ...],
        after: Callable[[], None],
        formats: tuple[str, ...] = (SHOWN,),
        *,
        attach: bool = False,
    ) -> None:
        """Make documents, unless all of them are there for this revision, and go on with *after*."""
        session = self.editor.session
        if self._builder.busy:
            return
        made = partial(self._builder.made, project=session.project, attach=attach)
        if all(made(key, file_format=each) for key in keys for each in formats):
            after()
            return
        self._after = after
        self._said.setText("")
        self._bar.setRange(0, 0)
        self._bar.setFormat("Getting ready…")
        self._builder.build(session.project, session.pack, keys, formats, attach=attach)
        self.refresh_documents()

    def _show_progress(self, key: str, done: int, total: int) -> None:
        title = next((kind.title for kind in CATALOGUE if kind.key == key), key)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._bar.setFormat(f"{title}: %p%")

    def _made(self, complete: bool, words: str) -> None:
        self._said.setText(words or self._builder.note)
        self.refresh_documents()
        after, self._after = self._after, None
        if complete and after is not None:
            after()

    # ---- what a person asks -----------------------------------------------------------------------

    def _preview(self, kind: DocumentKind, path: Path) -> None:
        self._show(kind, path, printing=False)

    def _print(self, kind: DocumentKind, path: Path) -> None:
        self._show(kind, path, printing=True)

    def _show(self, kind: DocumentKind, path: Path, *, printing: bool) -> None:
        # The PDF engine is loaded with the first preview and not with the window.
        from svdesk.desktop.preview import PreviewDialog

        dialog = PreviewDialog(self.window(), kind.title, path)
        if printing:
            dialog.print_when_ready()
        dialog.exec()
        dialog.deleteLater()

    def _save(self, kind: DocumentKind) -> None:
        formats = self._chosen(kind)
        if len(formats) > 1:
            folder = self._tools.dialogs.folder(self, f"Choose a folder for the {kind.title.lower()}")
            if folder is not None:
                self._make(
                    (kind.key,),
                    lambda: self._copy_all((kind.key,), formats, folder),
                    formats,
                    attach=self._attach,
                )
        elif formats:
            self._make((kind.key,), lambda: self._save_one(kind, formats[0]), formats, attach=self._attach)

    def _save_one(self, kind: DocumentKind, file_format: str) -> None:
        path = self._builder.made(kind.key, self.editor.session.project, file_format, attach=self._attach)
        if path is None:
            return
        target = self._tools.dialogs.save_path(self, f"Save the {kind.title.lower()}", path.stem, path.suffix)
        if target is not None:
            self._copy([(kind.key, path, target)], f"Saved as {target}")

    def _save_all(self) -> None:
        session = self.editor.session
        keys = tuple(k.key for k in CATALOGUE if not k.available(session.project, session.assessment))
        folder = self._tools.dialogs.folder(self, "Choose a folder for the documents")
        formats = self._formats.chosen()
        if folder is not None:
            self._make(keys, lambda: self._copy_all(keys, formats, folder), formats, attach=self._attach)

    def _copy_all(self, keys: tuple[str, ...], formats: tuple[str, ...], folder: Path) -> None:
        session = self.editor.session
        made = [
            (key, path)
            for key in keys
            for each in formats
            if (path := self._builder.made(key, session.project, each, attach=self._attach))
        ]
        if not made:
            self._said.setText(self._builder.note or "No document can be saved as what is ticked.")
            self.refresh_documents()
            return
        subfolder = folder / file_stem(
            f"{session.project.about.reference} {session.project.about.title}".strip()
        )
        self._copy(
            [(key, path, subfolder / path.name) for key, path in made],
            f"1 document is in {subfolder}"
            if len(made) == 1
            else f"{len(made)} documents are in {subfolder}",
        )

    def _copy(self, files: list[tuple[str, Path, Path]], words: str) -> None:
        """Copy files (document, from, to) to where the person wants them: so they are issued."""
        copied: list[tuple[str, Path]] = []
        try:
            for key, source, target in files:
                target.parent.mkdir(parents=True, exist_ok=True)
                partly = target.with_name(f".{target.name}.part")
                shutil.copyfile(source, partly)
                partly.replace(target)
                copied.append((key, target))
        except OSError as error:
            words = (
                f"Could not be saved: {error.strerror or error}. "
                "Close the file if it is open elsewhere, or choose another folder."
            )
        self._said.setText(f"{words}. {self._builder.note}" if self._builder.note else words)
        self.refresh_documents()
        if copied:
            session = self.editor.session
            self._tools.desk.issue(
                session.project,
                session.pack,
                tuple(copied),
                lambda _none: None,
                self._not_written_down,
                attach=self._attach,
            )

    def _not_written_down(self, error: Exception) -> None:
        if self._closed:
            return
        self._said.setText(f"{self._said.text()}. That was not written down as issued. {error}")
        self.refresh_documents()

    def _show_issued(self) -> None:
        from svdesk.desktop.issued_dialog import IssuedDialog

        self._show_dialog(IssuedDialog)

    def _show_returned(self) -> None:
        from svdesk.desktop.returns_dialog import ReturnsDialog

        self._show_dialog(ReturnsDialog)

    def _show_dialog(self, made_by: Callable[[QWidget, Project, Desk, Dialogs], QDialog]) -> None:
        project = self.editor.session.project
        dialog = made_by(self.window(), project, self._tools.desk, self._tools.dialogs)
        dialog.exec()
        dialog.deleteLater()


def _row(*parts: QWidget) -> QWidget:
    """Return *parts* beside one another; rows are short, for the step is narrow beside the preview."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        line.addWidget(part, isinstance(part, QProgressBar))
    line.addStretch()
    return row
