"""``svdesk responses``: forms that came back from bidders and suppliers."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.kept_responses import database, kept_forms, original, project_file, the_form
from svdesk.console import CommandError, complain, say

if TYPE_CHECKING:
    from svdesk.domain.returned_form import ReturnedForm
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.ports import Database
    from svdesk.services.returned_forms.form_reading import FormReading

FOR_A_PERSON = 1
"""The exit status where a form is not complete, was changed, or is none of ours."""
REFUSED = 2
"""The exit status where a file is refused or can't be read."""


def responses(read: Namespace, data_dir: Path) -> int:
    """Do what stands after ``responses``."""
    return _COMMANDS[read.responses_command](read, data_dir)


def _read(read: Namespace, data_dir: Path) -> int:
    from svdesk.services.returned_forms.form_reading import ReadingResult
    from svdesk.services.returned_forms.words import as_json, response_entry, response_text

    target = _target(read)
    opened = project_file(read.project, read) if read.project else None
    with database(data_dir) as store:
        found = _read_files(read.files, data_dir, store, opened)
        notes = [[] if read.dry_run else _keep(each, store) for each in found]
    failed = False
    if opened is not None and target is not None and not read.dry_run:
        try:
            _keep_in_file(found, notes, opened, target, is_copy=read.out is not None)
        except CommandError as error:
            failed = True
            for problem in error.problems:
                complain(problem)
    if read.json:
        say(as_json(response_entry(each, kept) for each, kept in zip(found, notes, strict=True)))
    else:
        say("\n\n".join(response_text(each, kept) for each, kept in zip(found, notes, strict=True)))
    outcomes = {each.outcome for each in found}
    if failed or ReadingResult.REFUSED in outcomes:
        return REFUSED
    return 0 if outcomes == {ReadingResult.COMPLETE} else FOR_A_PERSON


def _target(read: Namespace) -> Path | None:
    """Return the project file to keep forms in; raises :class:`CommandError` before anything is read."""
    if read.out is None:
        project: Path | None = read.project
        return project
    out: Path = read.out
    if read.project is None:
        raise CommandError("--out makes a copy of a project file. Name that file with --project.")
    if out.exists() and not read.force:
        raise CommandError(f"{out} is there already. Give another name, or --force to replace it.")
    return out


def _read_files(
    files: Sequence[Path], data_dir: Path, store: "Database | None", opened: "Opened | None"
) -> "list[FormReading]":
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.rendering.formats import renderers
    from svdesk.rendering.returned.kinds import reader_for
    from svdesk.services.returned_forms.form_reading import ReadingSources
    from svdesk.services.returned_forms.read import read_returned_form

    sources = ReadingSources(
        registry=PackRegistry(data_dir),
        reader_for=reader_for,
        renderer_of=lambda file_format: renderers((file_format,))[0],
        database=store,
        projects=(opened.project,) if opened else (),
        returns=tuple(each.form for each in opened.returns) if opened else (),
    )
    found: list[FormReading] = []
    for path in files:
        response = read_returned_form(path, sources)
        found.append(response)
        if response.form is not None:
            # So that what the next file says of earlier returns is true of this one too.
            sources = replace(sources, returns=(*sources.returns, response.form))
    return found


def _keep(response: "FormReading", store: "Database | None") -> list[str]:
    """Keep a form in the database where that holds its project; return what to say of it."""
    form = response.form
    if form is None or store is None or form.project_id not in {each.id for each in store.list_projects()}:
        return []
    if store.keep_returned_form(form, response.original):
        return ["Kept with the project in your data folder."]
    return ["Your data folder has this very file already, from an earlier reading. It is kept once."]


def _keep_in_file(
    found: "Sequence[FormReading]",
    notes: list[list[str]],
    opened: "Opened",
    target: Path,
    *,
    is_copy: bool,
) -> None:
    """Write the forms of the project in *opened* to *target*, and add to *notes* what came of each."""
    from svdesk.domain.returned_form import ReturnedFormFile
    from svdesk.services.exchange.project_file import ExchangeError, write_opened

    kept = {each.form.sha256: each for each in opened.returns}
    before = len(kept)
    told: list[tuple[list[str], str]] = []
    for response, note in zip(found, notes, strict=True):
        form = response.form
        if form is None or form.project_id != opened.project.id:
            continue
        if form.sha256 in kept:
            told.append((note, f"{target} has this very file already. It is kept once."))
        else:
            kept[form.sha256] = ReturnedFormFile(form, response.original)
            told.append((note, f"Kept in {target}."))
    if len(kept) > before or is_copy:
        try:
            write_opened(replace(opened, returns=tuple(kept.values())), target)
        except ExchangeError as error:
            raise CommandError(str(error)) from error
    for note, words in told:
        note.append(words)


def _list(read: Namespace, data_dir: Path) -> int:
    from svdesk.services.returned_forms.words import as_json, return_entry, return_line

    with database(data_dir) as store:
        found = [each.form for each in kept_forms(read, store)]
    if read.json:
        say(as_json(return_entry(form, with_answers=False) for form in found))
    else:
        say("\n".join(map(return_line, found)) or "No form that came back is kept.")
    return 0


def _show(read: Namespace, data_dir: Path) -> int:
    from svdesk.services.returned_forms.words import answer_lines, as_json, form_lines, return_entry

    with database(data_dir) as store:
        form = the_form(read.form, kept_forms(read, store)).form
    if read.json:
        say(as_json([return_entry(form, with_answers=True)]))
    else:
        say("\n".join((*form_lines(form), "", *answer_lines(form))))
    return 0


def _export(read: Namespace, data_dir: Path) -> int:
    from svdesk.services.ports import StoreError
    from svdesk.services.returned_forms.keeping import write_original

    _refuse_replacing(read)
    with database(data_dir) as store:
        kept = the_form(read.form, kept_forms(read, store))
        content = original(kept, store)
    try:
        write_original(kept.form, content, read.out)
    except StoreError as error:
        raise CommandError(str(error)) from error
    say(f"Wrote {read.out}, byte for byte as it came (SHA-256 {kept.form.sha256}).")
    return 0


def _table(read: Namespace, data_dir: Path) -> int:
    from svdesk.files.errors import could_not
    from svdesk.files.whole import write_whole
    from svdesk.rendering.csv_rows import rows_as_csv
    from svdesk.services.returned_forms.words import answers_table

    _refuse_replacing(read)
    with database(data_dir) as store:
        found = [each.form for each in kept_forms(read, store)]
    if not found:
        raise CommandError("No form that came back is kept, so there is nothing to put side by side.")
    if len({form.project_id for form in found}) > 1:
        raise CommandError("Forms came back to several projects. Name one with --project.")
    try:
        write_whole(read.out, rows_as_csv(answers_table(sorted(found, key=_by_sender))))
    except OSError as error:
        raise CommandError(could_not("write", read.out, error)) from error
    say(f"Wrote {read.out}")
    return 0


def _by_sender(form: "ReturnedForm") -> tuple[str, str, str]:
    return form.organisation.casefold(), form.read_at.isoformat(), str(form.id)


def _refuse_replacing(read: Namespace) -> None:
    if read.out.exists() and not read.force:
        raise CommandError(f"{read.out} is there already. Give another name, or --force to replace it.")


_COMMANDS: dict[str, Callable[[Namespace, Path], int]] = {
    "read": _read,
    "list": _list,
    "show": _show,
    "export": _export,
    "table": _table,
}
