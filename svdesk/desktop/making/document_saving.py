"""Documents saved: what was asked of which state of the project, where it is to go, and how it came out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from svdesk.desktop.making.page_tools import PageTools
from svdesk.desktop.widgets.dialogs import file_stem
from svdesk.desktop.worker.pack_builder import PackBuilder
from svdesk.documents.catalogue import DocumentKind, document_kind
from svdesk.domain.project import Project
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.issuing.record import MOST_DOCUMENT_BYTES
from svdesk.services.issuing.save_documents import DocumentsToSave, SavedDocuments, give_out, joined

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Documents by their keys, as they were asked for, with the project as it stood at that moment.

    A person may go on typing while they are made: what comes of it is still what was asked for.
    """

    project: Project
    pack: PolicyPack
    keys: tuple[str, ...]
    formats: tuple[str, ...]
    attach: bool = False

    def made(self, builder: PackBuilder) -> tuple[tuple[str, Path], ...]:
        """Return the files of these documents that *builder* has made, each with its document's key."""
        return tuple(
            (key, path)
            for key in self.keys
            for each in self.formats
            if (path := builder.made(key, self.project, each, attach=self.attach))
        )

    def are_all_made(self, builder: PackBuilder) -> bool:
        """Say whether nothing of it has to be made any more."""
        return all(
            builder.made(key, self.project, each, attach=self.attach)
            for key in self.keys
            for each in self.formats
            if each in document_kind(key).formats
        )

    def since(self, project: Project) -> str:
        """Say where *project*, as it is now, has changed since this was asked; else ""."""
        if project.revision == self.project.revision:
            return ""
        return (
            f"Made from revision {self.project.revision}, the project as it was when you asked: what you "
            "have changed since is not in it."
        )


class DocumentSaving:
    """Asks where made documents are to go, and has them put there and written down as issued."""

    def __init__(self, page: QWidget, builder: PackBuilder, tools: PageTools) -> None:
        """Ask above *page* for the documents that *builder* makes."""
        self._page, self._builder, self._tools = page, builder, tools

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        return self._tools.dialogs.folder(self._page, title)

    def save_one(self, asked: Asked, kind: DocumentKind, tell: Tell) -> None:
        """Ask for a name and save the document under it; *tell* gets how that came out."""
        for key, path in asked.made(self._builder):
            title = f"Save the {kind.title.lower()}"
            target = self._tools.dialogs.save_path(self._page, title, path.stem, path.suffix)
            if target is not None:
                self._give_out(asked, ((key, path, target),), tell)

    def save_in(self, asked: Asked, folder: Path, tell: Tell) -> None:
        """Save what was made in a folder of the project within *folder*; *tell* gets how that came out."""
        made = asked.made(self._builder)
        if not made:
            tell(self._builder.note or "No document can be saved as what is ticked.")
            return
        about = asked.project.about
        subfolder = folder / file_stem(f"{about.reference} {about.title}".strip())
        self._give_out(asked, tuple((key, path, subfolder / path.name) for key, path in made), tell)

    def _give_out(self, asked: Asked, files: tuple[tuple[str, Path, Path], ...], tell: Tell) -> None:
        note = self._builder.note
        wanted: list[DocumentsToSave] = []
        for key, path, target in files:
            try:
                # Read now: the files go with the page, which may be left before they are written.
                wanted.append(
                    DocumentsToSave(
                        document=key, content=read_regular(path, MOST_DOCUMENT_BYTES), target=target
                    )
                )
            except OSError as error:
                tell(f"{could_not('read', path, error)} Nothing was saved. Ask for it again.")
                return
        tell("Saving…")
        self._tools.runner.run_aside(
            lambda backend: give_out(
                asked.project, asked.pack, wanted, backend.database, attach=asked.attach
            ),
            partial(_tell_outcome, tell=tell, note=note),
            lambda error: tell(str(error)),
            words=f"Saving documents in {files[0][2].parent}",
            gives_out=True,
            stopped=lambda: tell("Stopped, as you asked. Look in the folder for what was finished by then."),
        )


def _tell_outcome(given: SavedDocuments, *, tell: Tell, note: str) -> None:
    tell(joined(given.in_words(), note))
