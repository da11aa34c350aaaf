"""The document beside the step, as it comes out while somebody types."""

from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.open_project.workspace import Workspace
from svdesk.desktop.preview.live_head import LiveHead
from svdesk.desktop.preview.pane_memory import PaneMemory
from svdesk.desktop.viewer.page_view import PageView
from svdesk.desktop.worker.live_builder import LiveBuilder
from svdesk.documents.catalogue import DocumentKind, document_kind
from svdesk.documents.step_documents import document_of

PAUSE_MS = 300
"""After this pause in typing the document is made again."""

FOLLOW_MS = 150
"""After the focus has stood on a field for so long, the pages go to where it comes out."""

_BY_HAND = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
_RESTARTED = "The part of SVDesk that makes documents had stopped and was started again. Nothing was lost."
_SLOW = "The preview takes longer than usual. Go on working: if it does not answer, SVDesk starts it again."


class LivePane(QFrame):
    """Shows the document that the step feeds, or the one the officer chose, and keeps it up to date."""

    closed = Signal()
    """The officer wants the pane gone."""

    def __init__(self, workspace: Workspace, program: tuple[str, ...], memory: PaneMemory) -> None:
        """Preview the project of *workspace* with the worker that *program* starts."""
        super().__init__()
        self.setObjectName("preview")
        self._workspace, self._memory = workspace, memory
        self._builder = LiveBuilder(program, self)
        self._active = False
        self._key = ""
        self._at = self._held_at = ""
        self._shown: Path | None = None
        self._coming: Path | None = None
        self._place: tuple[int, QRectF] | None = None
        self._known_pages = WeakSet[StepPage]()
        self._make_soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._follow_soon = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    @property
    def shown_file(self) -> Path | None:
        """The PDF whose pages are shown."""
        return self._shown

    @property
    def builder(self) -> LiveBuilder:
        """What makes the documents."""
        return self._builder

    @property
    def said(self) -> str:
        """What stands above the pages in words; "" where all is well."""
        return self._head.said

    @property
    def is_current(self) -> bool:
        """Whether the pages show the project as it stands, and nothing is being made."""
        waiting = self._make_soon.isActive() or self._builder.busy
        return self._active and not waiting and self._coming is None

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 8, 8)
        column.setSpacing(8)
        self._head = LiveHead(follow=self._memory.follow)
        self.follow, self.documents = self._head.follow, self._head.documents
        self.hide_preview = self._head.hide_preview
        column.addWidget(self._head)
        self.pages = PageView(self, compact=True, passes_focus=False)
        column.addWidget(self.pages, 1)
        self.pages.zoom_to_width()
        self._blank = QWidget()
        self._blank.hide()
        column.addWidget(self._blank, 1)

    def _connect(self) -> None:
        opened = self._workspace
        opened.session.listen(self._session_changed)
        opened.step_changed.connect(self._step_changed)
        self._make_soon.timeout.connect(self._make)
        self._follow_soon.timeout.connect(self._follow)
        self.documents.activated.connect(self._chosen)
        self.follow.toggled.connect(self._follow_toggled)
        self.hide_preview.clicked.connect(self.closed)
        self._builder.progress.connect(self._show_progress)
        self._builder.made.connect(self._made)
        self._builder.placed.connect(self._placed)
        self._builder.failed.connect(self._failed)
        self._builder.rests.connect(self._show_rest)
        self._builder.restarted.connect(lambda: self._head.say(_RESTARTED))
        self._builder.slow.connect(self._slow)
        self.pages.ready.connect(self._pages_ready)
        self.pages.failed.connect(self._failed)
        for widget in (self.pages, *self.pages.findChildren(QWidget)):
            widget.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # ---- begin and end ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Follow the project from now on."""
        if not self._active:
            self._active = True
            self._step_changed()
            self._make()

    def rest(self) -> None:
        """Stop following, while the pane is not shown."""
        self._active = False
        self._make_soon.stop()
        self._follow_soon.stop()
        self._builder.cancel()

    def finish(self) -> None:
        """End the worker and remove what it made."""
        self.rest()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_moved)
        self.pages.close_document()
        self._builder.close()

    # ---- which document ---------------------------------------------------------------------------

    def _kind(self) -> DocumentKind:
        return document_kind(self._memory.chosen or self._fed())

    def _fed(self) -> str:
        session = self._workspace.session
        return document_of(self._workspace.step, session.case)

    def _chosen(self, index: int) -> None:
        self._memory.chosen = str(self.documents.itemData(index))
        self._make()

    def _step_changed(self) -> None:
        self._show_choice()
        page = self._workspace.page
        if page not in self._known_pages:
            self._known_pages.add(page)
            for editor in page.list_editors.values():
                editor.current_changed.connect(self._focus_moved)
        if self._active and self._kind().key != self._key:
            self._make()
        self._focus_moved()

    def _show_choice(self) -> None:
        self._head.show_choice(document_kind(self._fed()).title, self._memory.chosen)

    # ---- making -----------------------------------------------------------------------------------

    def _session_changed(self, _sections: frozenset[str]) -> None:
        if self._active:
            self._head.show_state("Updating…")
            self._make_soon.start()

    def _make(self) -> None:
        self._make_soon.stop()
        if not self._active:
            return
        self._show_choice()
        session, kind = self._workspace.session, self._kind()
        why = kind.available(session.case)
        if why or kind.key != self._key:
            self._forget_pages()
        self._key = kind.key
        self._show_pages(shown=not why)
        if why:
            self._builder.cancel()
            self._head.say(why)
            self._head.show_state("Not available")
            return
        self._head.say("")
        self._at = self._path_of_focus() or self._at
        self._head.show_state("Updating…" if self._shown else "Making it…")
        self._builder.make(session.project, session.pack, kind.key, self._at)

    def _forget_pages(self) -> None:
        self._head.show_aside(shown=False)
        self._shown = self._coming = None
        self._place = None
        self.pages.close_document()

    def _show_pages(self, *, shown: bool) -> None:
        self.pages.setVisible(shown)
        self._blank.setVisible(not shown)

    def _show_progress(self, done: int, total: int) -> None:
        if total:
            word = "Updating" if self._shown else "Making it"
            self._head.show_state(f"{word}… {100 * done // total}%")

    def _made(self, path: Path, note: str) -> None:
        if self._make_soon.isActive() and not self._builder.is_overdue:
            return  # what was typed meanwhile is on its way; the pages never go back to older words
        if note or self.said == _SLOW:
            self._head.say(note)
        self._coming = path
        self.pages.show_file(path)

    def _pages_ready(self) -> None:
        if self._coming is None:
            return
        self._shown, self._coming = self._coming, None
        self._builder.accept(self._shown)
        self._show_rest()
        self._go_to_place()

    def _show_rest(self) -> None:
        if self._shown is not None and self.is_current:
            self._head.show_state("Up to date")

    def _failed(self, words: str) -> None:
        self._coming = None
        self._head.say(words)
        self._head.show_state("Not up to date" if self._shown else "")

    def _slow(self) -> None:
        if self._builder.busy:
            self._head.say(_SLOW)

    # ---- following what is edited -----------------------------------------------------------------

    def _focus_moved(self, *_: object) -> None:
        if self._active and self._memory.follow:
            self._follow_soon.start()

    def _follow(self) -> None:
        at = self._path_of_focus()
        if not self._active or not at or at == self._at:
            return
        self._at, self._held_at = at, ""
        self._head.show_aside(shown=False)
        self._builder.find(at)

    def _follow_toggled(self, checked: bool) -> None:
        self._memory.follow = checked
        self._held_at = ""
        if checked and self._at:
            self._builder.find(self._at)

    def _path_of_focus(self) -> str:
        """Return the path of the field that is edited, or of its item; "" where there is none."""
        page = self._workspace.page
        if path := page.path_of_focus():
            return path
        if not page.focused:
            return ""
        keys = ((section, page.current_key(section)) for section in page.step.sections)
        return next((f"{section}.{key}." for section, key in keys if key), "")

    def _placed(self, at: str, page: int, area: QRectF) -> None:
        self._head.show_aside(shown=at == self._at and not page)
        wanted = self._memory.follow and page and at == self._at and at != self._held_at
        self._place = (page, area) if wanted else None
        if self._coming is None and self._shown is not None:
            self._go_to_place()

    def _go_to_place(self) -> None:
        if self._place is not None:
            page, area = self._place
            self._place = None
            self.pages.canvas.bring_into_view(page - 1, area.toAlignedRect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the pages to a person who goes through them, until another field is edited."""
        if event.type() in _BY_HAND:
            self._held_at = self._at
            self._place = None
        return super().eventFilter(watched, event)
