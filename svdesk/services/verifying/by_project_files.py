"""Checking files by project files alone, where no record of issue and no manifest is known.

A document says what it was made from, and SVDesk makes the same document of the same project to the
byte. So a project file shows what a file is; that it was ever given out it does not show.
"""

from collections.abc import Iterator
from pathlib import Path

from svdesk.documents.catalogue import CATALOGUE
from svdesk.documents.model.origin import Origin
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.reading import PackError
from svdesk.services.editions.under_edition import pack_for
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.attaching import can_carry
from svdesk.services.issuing.build_documents import file_name
from svdesk.services.verifying.checked_file import PDF, Checked, CheckSources, MadeOf, Verdict
from svdesk.services.verifying.compare_remade import (
    ONLY_READ,
    MadeAgain,
    UntoldError,
    carries_files,
    compared,
    made_again,
    saved_again,
)
from svdesk.services.verifying.comparison import FileComparison

_NO_RECORD = (
    "No record of issuing it is known, here or beside it: this shows what it was made from, and not that it "
    "was given out."
)
_MAYBE_OLDER = (
    "Nothing says which version of SVDesk made the file. Another version may word or draw some things "
    "otherwise, or the project file may have been changed."
)


def check_by_projects(
    path: Path, digest: str, origin: Origin | None, sources: CheckSources
) -> tuple[Checked | None, list[str]]:
    """Return what the project files of *sources* show of the file at *path*, and why others show nothing.

    *digest* is the file's SHA-256, *origin* what it says that it was made from.
    """
    notes: list[str] = []
    nearest: Checked | None = None
    file_format = path.suffix.lower().removeprefix(".")
    for project in sources.projects:
        if origin is not None and origin.project_id != project.id:
            continue
        if origin is not None and origin.revision != project.revision:
            notes.append(
                f"The project file that you named holds revision {project.revision:,} of the project, and "
                f"the file says that it was made from revision {origin.revision:,}."
            )
            continue
        if origin is not None and _pack(project, origin, sources) is None:
            notes.append(
                f"Edition {origin.pack_edition} of policy pack {origin.pack_id} is not at hand, so the "
                "document can't be made again."
            )
            continue
        content = project_json(project)
        for recipe, is_meant in _recipes(path, file_format, project, origin, sources):
            try:
                with made_again(recipe, content, sources) as again:
                    # Beside a document that it does not claim to be, all of a file would differ.
                    is_it = is_meant or again.sha256 == digest
                    found = _found(path, digest, recipe, again, sources) if is_it else None
            except UntoldError as error:
                notes.append(str(error))
                continue
            if found is not None and found.verdict is Verdict.AS_MADE:
                return found, []
            nearest = nearest or found
    return nearest, notes


def _found(path: Path, digest: str, recipe: MadeOf, again: MadeAgain, sources: CheckSources) -> Checked:
    """Return what the file at *path* is beside a document made again; raises :class:`UntoldError`."""

    def checked(verdict: Verdict, comparison: FileComparison | None, *notes: str) -> Checked:
        return Checked(
            path=path, verdict=verdict, sha256=digest, made_of=recipe, comparison=comparison, notes=notes
        )

    if again.sha256 == digest:
        return checked(Verdict.AS_MADE, None, _NO_RECORD)
    if again.format != PDF and again.format not in sources.form_readers:
        return checked(Verdict.CHANGED, None, _NO_RECORD, _MAYBE_OLDER, ONLY_READ)
    found = compared(path, again, sources)
    if found.same and found.filled:
        return checked(Verdict.FILLED_IN, found, _NO_RECORD)
    if found.same:
        same = saved_again(again.format, "what is made of the project")
        return checked(Verdict.CHANGED, found, _NO_RECORD, same)
    return checked(Verdict.CHANGED, found, _NO_RECORD, _MAYBE_OLDER)


def _recipes(
    path: Path, file_format: str, project: Project, origin: Origin | None, sources: CheckSources
) -> Iterator[tuple[MadeOf, bool]]:
    """Yield what the file can be of *project*, and whether it says or its name says that it is that.

    Files of some formats say nothing of themselves: every document that comes in the format is tried.
    """
    try:
        pack = _pack(project, origin, sources)
    except PackError:
        return
    if pack is None:
        return
    case = case_of(project, pack)
    says_of_itself = file_format == PDF or file_format in sources.form_readers
    for kind in CATALOGUE:
        if kind.available(case) or kind.unsuited(file_format, case):
            continue
        for subject in kind.subjects(case):
            if origin is not None:
                is_meant = (origin.document, origin.subject) == (kind.key, subject)
            else:
                is_meant = path.name == file_name(project, kind, file_format, subject)
            if not is_meant and (origin is not None or says_of_itself):
                continue
            recipe = MadeOf(
                document=kind.key,
                format=file_format,
                project_id=project.id,
                project=project.about.title,
                revision=project.revision,
                pack_id=pack.id,
                pack_edition=pack.edition,
                pack_fingerprint=pack.fingerprint,
                attached=can_carry(kind, file_format) and carries_files(path, sources.reader),
                subject=subject,
            )
            yield recipe, is_meant


def _pack(project: Project, origin: Origin | None, sources: CheckSources) -> PolicyPack | None:
    if origin is None:
        return pack_for(project, sources.registry)[0]
    return sources.registry.exactly(origin.pack_id, origin.pack_edition, origin.pack_fingerprint)
