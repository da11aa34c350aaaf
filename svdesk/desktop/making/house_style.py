"""How documents look: the logo and the colour, chosen, shown and kept for new projects."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QPushButton, QWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.explaining import say
from svdesk.desktop.forms.letters import keep_mark
from svdesk.desktop.making.cover_picture import CoverPicture
from svdesk.desktop.making.logo_sources import has_picture, pixmap_of, read_file, read_image
from svdesk.desktop.threads.questions import StoppedError
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain import colours
from svdesk.domain.entry import FieldForm, Kind
from svdesk.domain.field_paths import FieldPath
from svdesk.domain.project import HouseStyle
from svdesk.rendering.look.palette import palette_of
from svdesk.services.project.editing import unread_text, with_text
from svdesk.services.use_cases import projects

KINDS = "Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp);;All files (*)"
_COLOUR = FieldForm(Kind.COLOUR)
_COLOUR_PATH = FieldPath("house_style", "", "colour")
_LOGO_PATH = "house_style.logo"
_Part = TypeVar("_Part", bound=QWidget)
_READING = "Reading the picture…"
_WIDEST, _TALLEST = 240, 66


class HouseStylePanel(QObject):
    """The part of the documents' page that says how they look."""

    def __init__(self, page: QWidget, editor: Editor, runner: UseCaseRunner, dialogs: Dialogs) -> None:
        """Fill the places that the form of *page* leaves for the logo and for the picture of a cover."""
        super().__init__(page)
        self._page, self._editor, self._runner, self._dialogs = page, editor, runner, dialogs
        self._closed = self._busy = False
        self._refused = ""
        self._shown: HouseStyle | None = None
        self._problems: tuple[Finding, ...] = ()
        self._error = self._find(QLabel, "error_house_style__logo")
        self._place = self._find(QWidget, "house_style__logo")
        self._colour = self._find(QLineEdit, "house_style__colour")
        self._fill_place()
        self._fill_cover()
        self._pick = self._find(QPushButton, "pick_colour")
        self._pick.clicked.connect(self._pick_colour)
        self._shade = self._find(QPushButton, "use_shade")
        self._shade.clicked.connect(self._use_shade)
        keep = self._find(QPushButton, "keep_look")
        keep.clicked.connect(self._keep)

    def _find(self, kind: type[_Part], name: str) -> _Part:
        return cast("_Part", self._page.findChild(kind, name))

    def _fill_place(self) -> None:
        """Put the logo, its buttons and what is to be said of it into the place of the form."""
        layout = cast("QLayout", self._place.layout())
        self._picture = PlainLabel()
        self._picture.setProperty("role", "paper")
        self._said = plain_label("", "hint")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self._choose = QPushButton("Ch&oose a picture…")
        self._choose.setAccessibleName("Choose a picture for the logo")
        self._choose.setToolTip("Or drop a file here, or paste a picture")
        self._choose.clicked.connect(self._choose_file)
        self._remove = QPushButton("R&emove")
        self._remove.setAccessibleName("Remove the logo")
        self._remove.clicked.connect(self._take_away)
        line.addWidget(self._choose)
        line.addWidget(self._remove)
        line.addStretch()
        for widget in (self._picture, row, self._said):
            layout.addWidget(widget)
        self._place.setAcceptDrops(True)
        self._place.installEventFilter(self)
        self._choose.installEventFilter(self)

    def _fill_cover(self) -> None:
        layout = cast("QLayout", self._find(QWidget, "look_place").layout())
        self._cover = CoverPicture()
        self._kept = plain_label("", "hint")
        layout.addWidget(self._cover)
        layout.addWidget(self._kept)

    def focus(self) -> None:
        """Put the focus on the button that chooses a logo."""
        # A focus proxy would do it without being asked, and would lead Tab round in a circle.
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Take nothing more from what is being read, and don't wait for it."""
        self._closed = True

    # ---- shown ------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the look as the project has it."""
        style = self._editor.session.project.house_style
        self._offer_shade()
        if style == self._shown:
            return
        if self._shown is None or style.logo != self._shown.logo:
            self._refused = ""
        self._shown = style
        logo = pixmap_of(style.logo)
        self._picture.setVisible(logo is not None)
        self._remove.setVisible(bool(style.logo))
        if logo is not None:
            ratio = self._page.devicePixelRatioF()
            small = logo.scaled(
                round(_WIDEST * ratio),
                round(_TALLEST * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            self._picture.setPixmap(small if small.width() < logo.width() else logo)
        self._picture.setAccessibleName(f"The logo: {style.logo_words or 'no words for it yet'}")
        self._cover.look(palette_of(style.colour), logo, _in_words(style))
        self.explain(self._problems)

    def explain(self, problems: Iterable[Finding]) -> None:
        """Show what is wrong with the logo, and why the last picture was not taken."""
        self._problems = tuple(problem for problem in problems if problem.path == _LOGO_PATH)
        refused = [
            Finding(code="logo-refused", path=_LOGO_PATH, kind=FindingKind.BLOCK, message=self._refused)
        ]
        message = say(self._error, (*self._problems, *(refused if self._refused else ())))
        self._choose.setAccessibleDescription(message or self._place.accessibleDescription())
        self._said.setText(_READING if self._busy else "")
        self._said.setVisible(self._busy)

    def _offer_shade(self) -> None:
        """Offer the nearest darker shade where the colour that was typed is too light."""
        shade = self._darker_shade()
        self._shade.setVisible(bool(shade))
        if shade:
            keep_mark(self._shade, f"Use {shade.upper()} instead")

    def _darker_shade(self) -> str:
        typed = colours.read(unread_text(self._editor.session.project, _COLOUR_PATH) or "")
        return colours.darkened(typed) if typed else ""

    # ---- the logo ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a picture that is dropped on the logo's place, or pasted on its button."""
        if watched is self._place and event.type() is QEvent.Type.DragEnter:
            entering = cast("QDragEnterEvent", event)
            if has_picture(entering.mimeData()):
                entering.acceptProposedAction()
                return True
        if watched is self._place and event.type() is QEvent.Type.Drop:
            dropped = cast("QDropEvent", event)
            dropped.acceptProposedAction()
            self._take_from(dropped.mimeData())
            return True
        if watched is self._choose and event.type() is QEvent.Type.KeyPress:
            data = QGuiApplication.clipboard().mimeData()
            if cast("QKeyEvent", event).matches(QKeySequence.StandardKey.Paste) and has_picture(data):
                self._take_from(data)
                return True
        return super().eventFilter(watched, event)

    def _choose_file(self) -> None:
        path = self._dialogs.open_path(self._page, "Choose the logo", KINDS)
        if path is not None:
            self._take(lambda: read_file(path))

    def _take_from(self, data: QMimeData) -> None:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self._take(lambda: read_file(files[0]))
        elif data.hasImage():
            image = QImage(data.imageData())
            self._take(lambda: read_image(image))

    def _take(self, read: Callable[[], str]) -> None:
        """Read a picture off the window's thread and make it the logo; what was there stays until then."""
        if self._busy:
            return
        self._busy, self._refused = True, ""
        self.explain(self._problems)
        self._runner.run_aside(
            lambda _backend: read(),
            self._taken,
            self._not_taken,
            words="Reading the picture for the logo",
            stopped=lambda: self._not_taken(StoppedError("You stopped the reading of the picture.")),
        )

    def _taken(self, logo: str) -> None:
        if self._closed:
            return
        self._busy = False
        project = self._editor.session.project
        style = project.house_style
        words = style.logo_words if style.logo_words.strip() else project.about.authority.strip()
        self._editor.end_typing()
        self._editor.change(
            {"house_style": replace(style, logo=logo, logo_words=words)}, "choice of the logo"
        )
        self.explain(self._problems)
        self._announce("The logo is in the documents.")

    def _not_taken(self, error: Exception) -> None:
        if self._closed:
            return
        self._busy = False
        kept = " The logo that was there stays." if self._editor.session.project.house_style.logo else ""
        self._refused = f"{error}{kept}"
        self.explain(self._problems)
        self._announce(self._refused)

    def _take_away(self) -> None:
        style = self._editor.session.project.house_style
        self._editor.end_typing()
        self._editor.change({"house_style": replace(style, logo="")}, "removal of the logo")
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the colour -------------------------------------------------------------------------------

    def _pick_colour(self) -> None:
        start = self._editor.session.project.house_style.colour
        picked = self._dialogs.colour(self._page, "Choose the colour", start)
        if picked is not None:
            self._use(picked)

    def _use_shade(self) -> None:
        if shade := self._darker_shade():
            self._use(shade)
            self._colour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self, colour: str) -> None:
        project = self._editor.session.project
        self._editor.end_typing()
        self._editor.change(with_text(project, _COLOUR_PATH, _COLOUR, colour), "choice of the colour")

    # ---- new projects -----------------------------------------------------------------------------

    def _keep(self) -> None:
        style = self._editor.session.project.house_style
        self._runner.run(
            lambda backend: projects.keep_style(backend, style),
            lambda _none: self._tell_kept(style),
            self._not_kept,
        )

    def _tell_kept(self, style: HouseStyle) -> None:
        if not self._closed:
            empty = not style.logo and not style.colour
            self._kept.setText(
                "New projects begin without a logo and in SVDesk's own colour."
                if empty
                else "New projects begin with this logo and colour. Projects that are there stay as they are."
            )
            self._announce(self._kept.text())

    def _not_kept(self, error: Exception) -> None:
        if not self._closed:
            self._kept.setText(str(error))
            self._announce(str(error))

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._place, words))


def _in_words(style: HouseStyle) -> str:
    """Return the look in a sentence, for the picture of the cover."""
    colour = f"the colour {style.colour.upper()}" if style.colour else "SVDesk's own colour"
    if not style.logo:
        return f"A cover without a logo, in {colour}."
    return f"A cover with the logo ({style.logo_words.strip() or 'no words for it yet'}), in {colour}."
