"""Everything the window asks in a dialog, in one place.

The window gets an object of this class, so that a test can answer as a person would. It is loaded before
the window is painted; Qt's dialogs are imported with the first that is shown.
"""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from svdesk.domain.english import counted, plural
from svdesk.paths import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMessageBox

    from svdesk.domain.project import Project

_LONGEST_NAME = 80


class ForKnown(Enum):
    """What to do with a file of a project that is here already."""

    OPEN = auto()
    COMPARE = auto()
    COPY = auto()


def file_stem(text: str) -> str:
    """Return *text* as a file name that every system takes, without an ending."""
    kept = "".join(char if char.isalnum() or char in " -_()" else " " for char in text)
    return " ".join(kept.split())[:_LONGEST_NAME] or "project"


class Dialogs:
    """Asks and tells."""

    def open_path(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file to open; ``None`` when the person thinks better of it."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(parent, title, str(_documents()), kinds)
        return Path(name) if name else None

    def open_paths(self, parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
        """Ask for files to open, as many as the person likes; none when they think better of it."""
        from PySide6.QtWidgets import QFileDialog

        names, _kind = QFileDialog.getOpenFileNames(parent, title, str(_documents()), kinds)
        return tuple(Path(name) for name in names)

    def save_path(self, parent: QWidget, title: str, name: str, ending: str) -> Path | None:
        """Ask where to save a file; the system asks before anything is replaced."""
        from PySide6.QtWidgets import QFileDialog

        proposed = _documents() / f"{file_stem(name)}{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), f"*{ending}")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def save_path_of_kinds(
        self, parent: QWidget, title: str, name: str, kinds: "Mapping[str, str]"
    ) -> Path | None:
        """Ask where to save a file of one of several kinds: the ending of each, and what it is."""
        from PySide6.QtWidgets import QFileDialog

        filters = {f"{words} (*{ending})": ending for ending, words in kinds.items()}
        first = next(iter(kinds))
        chosen, kind = QFileDialog.getSaveFileName(
            parent, title, str(_documents() / f"{file_stem(name)}{first}"), ";;".join(filters)
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() in kinds else path.with_name(path.name + filters.get(kind, first))

    def colour(self, parent: QWidget, title: str, start: str) -> str | None:
        """Ask for a colour, beginning with *start*; return it as ``#rrggbb``."""
        from PySide6.QtGui import QColor
        from PySide6.QtWidgets import QColorDialog

        chosen = QColorDialog.getColor(QColor(start or "#ffffff"), parent, title)
        return chosen.name() if chosen.isValid() else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, title, str(_documents()))
        return Path(chosen) if chosen else None

    def tell(self, parent: QWidget, title: str, message: str) -> None:
        """Say something that needs no answer."""
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Information, title, message, parent)
        box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, parent: QWidget, title: str, message: str, verb: str, keep: str) -> bool:
        """Ask whether to do *verb*; Enter and Escape give the safe answer, *keep*."""
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Question, title, message, parent)
        act = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is act

    def include_returns(self, parent: QWidget, count: int) -> bool | None:
        """Ask whether a copy takes the returned forms along; ``None`` when no copy is wanted after all."""
        forms = plural(count, "the returned form", f"the {count:,} returned forms")
        them, hold = ("it", "It holds") if count == 1 else ("them", "They hold")
        chosen = _chosen_way(
            parent,
            "Save a copy of the project",
            f"Include {forms}?\n\n{hold} what bidders wrote, and the files as they came. Leave {them} out "
            "where the copy goes to people who may not see tenders.",
            ("&Include", "&Leave out", "&Cancel"),
            default=1,
        )
        return None if chosen is None else chosen == 0

    def new_password(self, parent: QWidget) -> str | None:
        """Ask for a password for a copy; "" for none, ``None`` when no copy is wanted after all."""
        from svdesk.desktop.widgets.password_dialogs import NewPasswordDialog

        dialog = NewPasswordDialog(parent)
        wanted = dialog.exec()
        dialog.deleteLater()
        if not wanted:
            return None
        return "" if dialog.without_one else dialog.password

    def password(self, parent: QWidget, why: str) -> str | None:
        """Ask for the password that opens a file; ``None`` when it is not to be opened after all."""
        from svdesk.desktop.widgets.password_dialogs import OpenPasswordDialog

        dialog = OpenPasswordDialog(parent, why)
        wanted = dialog.exec()
        dialog.deleteLater()
        return dialog.password if wanted else None

    def restore_way(self, parent: QWidget, title: str) -> bool | None:
        """Ask how a project comes back: in the place of the one here, or (False) as a copy beside it."""
        chosen = _chosen_way(
            parent,
            "Restore a project",
            f"“{title[:200]}” is among your projects.\n\nAs a copy, the one from the backup stands beside "
            "it, and you can compare them. In its place, what the backup holds takes over; what was issued "
            "and what came back since stays. A backup of how things stand is made first.",
            ("As a &copy beside it", "In its &place", "Don't &restore it"),
            default=0,
        )
        return None if chosen is None else chosen == 1

    def confirm_import(self, parent: QWidget, project: "Project", path: Path, returns: int = 0) -> bool:
        """Show what a file holds, with so many *returns*, before it becomes a project here."""
        about = project.about
        came_back = f"{counted(returns, 'returned form')}, with what bidders wrote\n" if returns else ""
        message = (
            f"{path.name} holds this project:\n\n{about.title[:200] or 'Untitled project'}\n"
            f"Reference: {about.reference[:100] or 'not given'}\n"
            f"Authority: {about.authority[:100] or 'not given'}\n"
            f"{counted(len(project.questions), 'question')}, {counted(len(project.kpis), 'KPI')}\n"
            f"{came_back}\n"
            "It will be added as a project of its own; none of your projects changes."
        )
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Question, "Import a project", message, parent)
        add = box.addButton("Add the project", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Don't add it", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is add

    def known_project(self, parent: QWidget, message: str, *, differs: bool) -> ForKnown | None:
        """Ask what to do with a file of a project that is here; ``None`` for nothing."""
        from PySide6.QtWidgets import QMessageBox

        box = _box(QMessageBox.Icon.Question, "Open a project file", message, parent)
        role = QMessageBox.ButtonRole.AcceptRole
        buttons = {box.addButton("&Open yours", role): ForKnown.OPEN}
        if differs:
            compare = box.addButton("Co&mpare…", role)
            buttons[compare] = ForKnown.COMPARE
            box.setDefaultButton(compare)
        buttons[box.addButton("&Add a copy", role)] = ForKnown.COPY
        box.setEscapeButton(box.addButton("&Cancel", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        chosen = box.clickedButton()
        return next((each for button, each in buttons.items() if button is chosen), None)

    def close_unsaved(self, parent: QWidget, trouble: str) -> bool:
        """Ask what to do when the last changes can't be saved as the window closes."""
        message = f"{trouble}\n\nIf you close now, the changes since the last save are lost."
        return self.ask(parent, "Not saved", message, "Close and lose the changes", "Keep SVDesk open")

    def close_writing(self, parent: QWidget, writing: tuple[str, ...]) -> bool:
        """Ask whether to close while files are being written: what is not finished is then not there."""
        message = (
            "SVDesk is still at work:\n\n"
            + "\n".join(each[:200] for each in writing)
            + "\n\nYour projects are saved. If you close now, what is not finished is stopped, and no half "
            "of a file is left."
        )
        return self.ask(parent, "Still at work", message, "Close and stop it", "Keep SVDesk open")

    def show_help(self, parent: QWidget) -> None:
        """Show the help: how SVDesk works, the keys, the words."""
        from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout

        dialog = QDialog(parent)
        dialog.setWindowTitle("Help")
        dialog.resize(760, 600)
        page = QTextBrowser(dialog)
        page.setAccessibleName("Help")
        page.setMarkdown(bundled("resources", "help", "help.md").read_text(encoding="utf-8"))
        QVBoxLayout(dialog).addWidget(page)
        dialog.exec()
        dialog.deleteLater()


def _box(icon: "QMessageBox.Icon", title: str, message: str, parent: QWidget) -> "QMessageBox":
    """Return a box whose words are plain text: those of a project or a bidder can look like mark-up."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(icon, title, message, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _chosen_way(
    parent: QWidget, title: str, question: str, words: tuple[str, str, str], *, default: int
) -> int | None:
    """Ask which of two ways to go, the first words or the second; ``None`` for neither, the third."""
    from PySide6.QtWidgets import QMessageBox

    box = _box(QMessageBox.Icon.Question, title, question, parent)
    role = QMessageBox.ButtonRole
    ways = [box.addButton(words[0], role.AcceptRole), box.addButton(words[1], role.DestructiveRole)]
    box.setEscapeButton(box.addButton(words[2], role.RejectRole))
    box.setDefaultButton(ways[default])
    box.exec()
    chosen = box.clickedButton()
    return next((number for number, way in enumerate(ways) if way is chosen), None)


def _documents() -> Path:
    from PySide6.QtCore import QStandardPaths

    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
