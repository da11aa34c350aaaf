"""Documents: made, previewed, saved and printed."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from svdesk.checks.finding import Finding
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.making.document_card import DocumentCard
from svdesk.desktop.making.document_outcome import DocumentProgress
from svdesk.desktop.making.document_saving import Asked, DocumentSaving
from svdesk.desktop.making.format_choice import FormatChoice
from svdesk.desktop.making.house_style import HouseStylePanel
from svdesk.desktop.making.page_tools import PageTools
from svdesk.desktop.making.refusal import BlockList, refusal_words
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.worker.pack_builder import PackBuilder
from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.domain.project import Project
from svdesk.rendering.formats import SHOWN
from svdesk.services.issuing.attaching import can_carry
from svdesk.services.issuing.save_documents import joined
from svdesk.steps.order import must_not_stand
from svdesk.steps.step import Step

_CARRYING = "It is saved with the project's data: don't publish it."


class _Request(NamedTuple):
    """What is being made, where it is told how that goes, and what comes then."""

    asked: Asked
    outcome: DocumentProgress
    then: Callable[[], None]


class DocumentsPage(StepPage):
    """A card for each document; whatever is asked of one, it is made first where it has to be."""

    documents: QWidget

    def __init__(self, step: Step, editor: Editor, tools: PageTools) -> None:
        """Build a card for every document of the catalogue."""
        super().__init__(step, editor)
        self._tools = tools
        self._look = HouseStylePanel(self, editor, tools.runner, tools.dialogs)
        self._closed = False
        self._builder = PackBuilder(tools.runner.worker, self)
        self._builder.progress.connect(self._show_progress)
        self._builder.finished.connect(self._made)
        self._saving = DocumentSaving(self, self._builder, tools)
        self._everything = QPushButton("Save all documents in a &folder…")
        self._outcome = DocumentProgress()
        self._asked: _Request | None = None
        self._returns_to: QWidget | None = None
        self._cards: list[DocumentCard] = []
        layout = self.documents.layout()
        if layout is not None:
            self._fill(layout)
        self.form.mark_letters(self)
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
        self._issued = QPushButton("&Issued documents…")
        self._issued.clicked.connect(self._show_issued)
        self._returned = QPushButton("&Returned forms…")
        self._returned.clicked.connect(self._show_returned)
        layout.addWidget(self._saving_everything())
        layout.addWidget(_row(self._issued, self._returned))
        for kind in CATALOGUE:
            layout.addWidget(self._card(kind))

    def _saving_everything(self) -> QWidget:
        """Return the button that saves everything, with the place below it for how that comes out."""
        self._everything.setProperty("role", "primary")
        self._everything.clicked.connect(lambda: self._if_allowed(self._outcome, self._save_all))
        self._outcome.stopped.connect(self._builder.cancel)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_row(self._everything))
        column.addWidget(self._outcome)
        return place

    def _card(self, kind: DocumentKind) -> DocumentCard:
        card = DocumentCard(kind)
        for wanted, act in (
            (card.preview, partial(self._with_file, card, self._preview)),
            (card.save, partial(self._save, card)),
            (card.to_print, partial(self._with_file, card, self._print)),
        ):
            wanted.connect(partial(self._if_allowed, card.outcome, act))
        card.outcome.stopped.connect(self._builder.cancel)
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

    def explain(self, problems: Iterable[Finding]) -> None:
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
            why = kind.available(session.case)
            chosen = self._chosen(kind)
            note = why or self._formats.about(kind.formats, chosen)
            if self._formats.attach() and any(can_carry(kind, each) for each in chosen):
                note = f"{note} {_CARRYING}".strip()
            possible = not busy and not why
            card.show_state(note, can_show=possible, can_save=possible and bool(chosen))
        self._formats.setEnabled(not busy)
        self._everything.setEnabled(not busy and bool(self._formats.chosen()))

    def _chosen(self, kind: DocumentKind) -> tuple[str, ...]:
        return tuple(each for each in self._formats.chosen() if each in kind.formats)

    # ---- making -----------------------------------------------------------------------------------

    def _ask(self, keys: tuple[str, ...], formats: tuple[str, ...], *, attach: bool = False) -> Asked:
        session = self.editor.session
        return Asked(project=session.project, pack=session.pack, keys=keys, formats=formats, attach=attach)

    def _if_allowed(self, outcome: DocumentProgress, act: Callable[[], None]) -> None:
        """Do *act*, unless something must be put right first: then say in *outcome* what, and where."""
        session = self.editor.session
        blocks = must_not_stand(session.case)
        if not blocks:
            act()
            return
        if self._builder.busy:
            return
        self._clear_outcomes()
        places = BlockList(blocks, session.project)
        places.go_to.connect(self.go_to_field)
        outcome.refuse(refusal_words(blocks), places)
        self.rebuilt.emit()

    def _clear_outcomes(self) -> None:
        for outcome in (self._outcome, *(card.outcome for card in self._cards)):
            outcome.end("")

    def _make(self, asked: Asked, outcome: DocumentProgress, then: Callable[[], None]) -> None:
        """Make what is *asked*, unless it is all there, and go on with *then*; tell of it in *outcome*."""
        if self._builder.busy:
            return
        self._clear_outcomes()
        self._asked = _Request(asked, outcome, then)
        if asked.are_all_made(self._builder):
            self._go_on()
            return
        outcome.begin("Getting ready…")
        # What has the focus is about to be disabled, and Qt would hand the focus to anything.
        focus = self.window().focusWidget()
        self._returns_to = focus if focus is not None and self.documents.isAncestorOf(focus) else None
        if self._returns_to is not None:
            outcome.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._builder.build(asked.project, asked.pack, asked.keys, asked.formats, attach=asked.attach)
        self.refresh_documents()

    def _show_progress(self, key: str, done: int, total: int) -> None:
        if self._asked is not None:
            title = next((kind.title for kind in CATALOGUE if kind.key == key), key)
            self._asked.outcome.progress(f"Making the {title.lower()}…", done, total)

    def _made(self, complete: bool, words: str) -> None:
        self.refresh_documents()
        if self._asked is None or self._closed:
            return
        outcome = self._asked.outcome
        if self.window().focusWidget() is outcome.stop:
            self._give_focus_back()
        outcome.end(words or self._builder.note)
        if complete:
            self._go_on()
        else:
            self._asked = None

    def _give_focus_back(self) -> None:
        back = self._returns_to
        if back is None or not back.isEnabled():
            back = self._everything if self._everything.isEnabled() else self._issued
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """Do what the documents were made for, with those of the state of the project that was asked of."""
        request, self._asked = self._asked, None
        if request is None:
            return
        if since := request.asked.since(self.editor.session.project):
            request.outcome.end(joined(since, self._builder.note))
        request.then()

    def _tell_in(self, asked: Asked, outcome: DocumentProgress) -> Callable[[str], None]:
        """Return what tells in *outcome* how saving came out; nobody is told once the page is gone."""

        def tell(words: str) -> None:
            if not self._closed:
                outcome.end(joined(words, asked.since(self.editor.session.project)))

        return tell

    # ---- what a person asks -----------------------------------------------------------------------

    def _with_file(self, card: DocumentCard, act: Callable[[DocumentKind, Path], None]) -> None:
        """Do *act* with the document's file, made now unless it is there for this revision."""
        asked = self._ask((card.kind.key,), (SHOWN,))

        def then() -> None:
            for _key, path in asked.made(self._builder):
                act(card.kind, path)

        self._make(asked, card.outcome, then)

    def _preview(self, kind: DocumentKind, path: Path) -> None:
        self._show(kind, path, printing=False)

    def _print(self, kind: DocumentKind, path: Path) -> None:
        self._show(kind, path, printing=True)

    def _show(self, kind: DocumentKind, path: Path, *, printing: bool) -> None:
        # The PDF engine is loaded with the first preview and not with the window.
        from svdesk.desktop.viewer.document_window import PreviewDialog

        dialog = PreviewDialog(self.window(), kind.title, path)
        if printing:
            dialog.print_when_ready()
        dialog.exec()
        dialog.deleteLater()

    def _save(self, card: DocumentCard) -> None:
        kind = card.kind
        formats = self._chosen(kind)
        asked = self._ask((kind.key,), formats, attach=self._formats.attach())
        tell = self._tell_in(asked, card.outcome)
        if len(formats) > 1:
            folder = self._saving.folder(f"Choose a folder for the {kind.title.lower()}")
            if folder is not None:
                self._make(asked, card.outcome, lambda: self._saving.save_in(asked, folder, tell))
        elif formats:
            self._make(asked, card.outcome, lambda: self._saving.save_one(asked, kind, tell))

    def _save_all(self) -> None:
        folder = self._saving.folder("Choose a folder for the documents")
        if folder is None:
            return
        session = self.editor.session
        keys = tuple(k.key for k in CATALOGUE if not k.available(session.case))
        asked = self._ask(keys, self._formats.chosen(), attach=self._formats.attach())
        tell = self._tell_in(asked, self._outcome)
        self._make(asked, self._outcome, lambda: self._saving.save_in(asked, folder, tell))

    def _show_issued(self) -> None:
        from svdesk.desktop.making.issued_dialog import IssuedDialog

        self._show_dialog(IssuedDialog)

    def _show_returned(self) -> None:
        from svdesk.desktop.returned_forms.dialog import ReturnedFormsDialog

        self._show_dialog(ReturnedFormsDialog)

    def _show_dialog(self, made_by: Callable[[QWidget, Project, UseCaseRunner, Dialogs], QDialog]) -> None:
        project = self.editor.session.project
        dialog = made_by(self.window(), project, self._tools.runner, self._tools.dialogs)
        dialog.exec()
        dialog.deleteLater()


def _row(*parts: QWidget) -> QWidget:
    """Return *parts* beside one another; rows are short, for the step is narrow beside the preview."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        line.addWidget(part)
    line.addStretch()
    return row
