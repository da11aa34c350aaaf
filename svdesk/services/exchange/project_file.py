"""Projects as files: the exchange file ``.svproj``, and the plain JSON of a plan inside it.

A file from a colleague is read strictly: what is not exactly as SVDesk writes it is refused, with
the reason, and nothing changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import svdesk
from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead, WholeProject, head_of
from svdesk.domain.keeping.record_chain import ChainFault, ChainHead, LinkedRecord, RecordChain, linked
from svdesk.domain.parts import Part
from svdesk.domain.project import PLAN, Project
from svdesk.domain.records import Record
from svdesk.domain.returned_form import ReturnedFormFile
from svdesk.files.errors import could_not
from svdesk.files.regular import opened_regular
from svdesk.files.whole import write_whole
from svdesk.services.exchange import container
from svdesk.services.exchange.container import (
    CHAIN,
    HEAD_AND_PARTS,
    MOST_FILE_BYTES,
    PARTS,
    PROJECT,
    RECORDS,
    Container,
    ContainerError,
)
from svdesk.services.exchange.limits import beyond_limits
from svdesk.services.exchange.part_json import PartJsonError, listed, read_value, value_json
from svdesk.services.exchange.records_json import (
    RecordsError,
    chain_json,
    read_chain,
    read_records,
    records_json,
)
from svdesk.services.exchange.returned_forms import (
    MOST_ORIGINALS_BYTES,
    ReturnedFormsError,
    is_of_return,
    is_original,
    parts_of,
    returned_forms_from,
)
from svdesk.services.exchange.sealing import WrongPasswordError, is_sealed, seal, unsealed
from svdesk.services.exchange.strict_json import JsonError
from svdesk.services.exchange.whole_limits import (
    MOST_JSON_BYTES,
    MOST_PLAN_BYTES,
    beyond_whole,
    too_many_values,
)

SUFFIX = ".svproj"
KINDS: Mapping[str, type[Part]] = MappingProxyType({PLAN: Project})
"""The kinds of part that a project file can hold, each with its class."""
_NOTHING = "Nothing was changed."
_REFUSED = (ContainerError, JsonError, PartJsonError, RecordsError, ReturnedFormsError)


class ExchangeError(Exception):
    """A project file can't be read or written; the message says which, why, and what was changed."""


class PasswordNeededError(ExchangeError):
    """A project file opens with a password, and none was given, or another than its own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a project file holds: the plan, and what goes along with it.

    *left_out* names what a newer version put there and this one lost. *returns* are the forms that came
    back, the last one read first, *others* the parts besides the plan, *records* in the order in which
    they were written, *links* theirs in the chain, () where they have none. *chain* is how far the chain
    went when the file was written, whether or not the records go along; None where nothing says so.
    *password* is the one that the file opened with, and under which it is written again; "" for none.
    """

    project: Project
    left_out: tuple[str, ...] = ()
    returns: tuple[ReturnedFormFile, ...] = ()
    stage: ProjectStage = ProjectStage.PLANNING
    others: tuple[Part, ...] = ()
    records: tuple[Record, ...] = ()
    links: tuple[str, ...] = ()
    chain: ChainHead | None = None
    password: str = field(default="", repr=False, compare=False)

    @property
    def record_chain(self) -> RecordChain:
        """The records that go along with their links; those that came without are linked here."""
        if len(self.links) != len(self.records):
            return linked(self.records)
        numbered = enumerate(zip(self.records, self.links, strict=True), 1)
        return RecordChain(tuple(LinkedRecord(record=r, number=n, link=link) for n, (r, link) in numbered))

    @property
    def record_faults(self) -> tuple[ChainFault, ...]:
        """What is wrong with the records that go along; () also where none do."""
        if not self.records:
            return ()
        chain = self.record_chain
        return chain.faults or (chain.against(self.chain) if self.chain is not None else ())

    @property
    def whole(self) -> WholeProject:
        """All of it as a project is kept, the form first that was read first."""
        return WholeProject(
            head=head_of(self.project, self.stage),
            parts=(self.project, *self.others),
            records=self.records,
            links=self.links,
            returns=self.returns[::-1],
        )


def write_exchange(project: Project, path: Path, returns: Iterable[ReturnedFormFile] = ()) -> None:
    """Write *project* and the forms that came back to it to *path*, as :func:`write_opened` does."""
    write_opened(Opened(project, returns=tuple(returns)), path)


def write_opened(content: Opened, path: Path, kinds: Mapping[str, type[Part]] = KINDS) -> None:
    """Write a project file to *path*: complete and on the disk, or not at all.

    The same content gives the same bytes, unless it is under a password. Raises :class:`ExchangeError`;
    *path* is then as it was.
    """
    not_saved = f"The project was not saved as {path}"
    project = content.project
    contents = {PROJECT: value_json(head_of(project, content.stage))}
    for part in (project, *content.others):
        if problems := (*beyond_limits(part), *beyond_whole(part)):
            raise ExchangeError(f"{not_saved}: {listed(problems)}. Mend that, then save again.")
        contents[_entry_of(part)] = value_json(part)
    if max(map(len, contents.values())) > MOST_PLAN_BYTES:
        most = MOST_PLAN_BYTES // 1024 // 1024
        raise ExchangeError(f"{not_saved}: its text is longer than {most} MB. Shorten the longest texts.")
    if sum(map(len, contents.values())) > MOST_JSON_BYTES:
        most = MOST_JSON_BYTES // 1024 // 1024
        raise ExchangeError(f"{not_saved}: its parts make more than {most} MB together. Save fewer of them.")
    if content.records:
        contents[RECORDS] = records_json(content.records, content.links)
    chain = content.chain or (content.record_chain.head if content.records else None)
    if chain is not None:
        contents[CHAIN] = chain_json(chain)
    try:
        _read_parts(Container(str(project.id), HEAD_AND_PARTS, contents, newer=False), kinds)
    except _REFUSED as error:
        raise ExchangeError(f"{not_saved}, because it could not be read again: {error}.") from error
    try:
        forms = parts_of(project, content.returns)
    except ReturnedFormsError as error:
        raise ExchangeError(f"{not_saved}: {error}.") from error
    packed = container.pack(str(project.id), contents | forms, f"SVDesk {svdesk.__version__}")
    if len(packed) > MOST_FILE_BYTES or sum(map(len, forms.values())) > MOST_ORIGINALS_BYTES:
        raise ExchangeError(
            f"{not_saved}: the files that came back make more than "
            f"{MOST_ORIGINALS_BYTES // 1024 // 1024} MB together. Save it without them."
        )
    try:
        write_whole(path, seal(packed, content.password) if content.password else packed)
    except OSError as error:
        raise ExchangeError(f"{could_not('write', path, error)} {_NOTHING}") from error


def read_exchange(path: Path, password: str = "") -> Project:
    """Return the plan in the file at *path*, whole.

    Raises :class:`ExchangeError`, also where a newer version put something there that this one
    would lose: :func:`open_exchange` reads such a file and says what is lost.
    """
    return read_whole(path, password).project


def read_whole(path: Path, password: str = "") -> Opened:
    """Return all that the file at *path* holds; as :func:`read_exchange`."""
    opened = open_exchange(path, password=password)
    if opened.left_out:
        raise ExchangeError(
            f"{path} can't be opened: a newer version of SVDesk put something there that this one "
            f"does not know: {listed(opened.left_out)}. {_NOTHING} Install the newest version of SVDesk."
        )
    return opened


def open_exchange(path: Path, kinds: Mapping[str, type[Part]] = KINDS, password: str = "") -> Opened:
    """Return what the file at *path* holds, without what only a newer version knows.

    Raises :class:`ExchangeError`, and :class:`PasswordNeededError` for a file whose *password* was not given.
    """
    try:
        with opened_regular(path) as file:
            if not is_sealed(file):
                return _read_parts(container.unpack(file), kinds)
            if not password:
                raise PasswordNeededError(f"{path} opens with a password. {_NOTHING}")
            found = container.unpack(unsealed(file, password))
        return replace(_read_parts(found, kinds), password=password)
    except WrongPasswordError as error:
        raise PasswordNeededError(f"{path} can't be opened: {error}. {_NOTHING} Try again.") from error
    except _REFUSED as error:
        raise ExchangeError(f"{path} can't be opened: {error}. {_NOTHING}") from error
    except OSError as error:
        raise ExchangeError(f"{could_not('read', path, error)} {_NOTHING}") from error
    except ValueError as error:
        raise ExchangeError(f"Could not read {path}: it is not the name of a file. {_NOTHING}") from error


def project_json(project: Project) -> bytes:
    """Return a plan as JSON; the same plan gives the same bytes.

    Its digest stands in the records and manifests of issued documents, so what it gives for a plan that
    is there never changes.
    """
    return value_json(project)


def read_project_json(content: bytes) -> Project:
    """Return the plan that :func:`project_json` wrote; what is not there is as in a new project.

    Raises :class:`ExchangeError`.
    """
    try:
        project, _ = read_value(content, Project, newer=False)
    except (JsonError, PartJsonError) as error:
        raise ExchangeError(f"This is not a project of SVDesk: {error}.") from error
    return project


def _entry_of(part: Part) -> str:
    return f"{PARTS}{part.part_id}.json"


def _read_parts(found: Container, kinds: Mapping[str, type[Part]]) -> Opened:
    """Return what a sound container holds; raises what :data:`_REFUSED` names."""
    newer = found.newer
    json = {name: part for name, part in found.contents.items() if not is_original(name)}
    if problems := tuple(too_many_values(json)):
        raise ContainerError(listed(problems))
    stage, left_out, entries = None, list(found.left_out), {f"{PARTS}{PLAN}.json": found.contents[PROJECT]}
    if found.version >= HEAD_AND_PARTS:
        head, unknown = read_value(found.contents[PROJECT], ProjectHead, newer=newer)
        stage = head.stage
        left_out += unknown
        entries = {name: part for name, part in found.contents.items() if name.startswith(PARTS)}
    parts: list[Part] = []
    for name, content in entries.items():
        kind = kinds.get(name.removeprefix(PARTS).removesuffix(".json").partition("/")[0])
        if kind is None and newer:
            left_out.append(name)
        elif kind is None:
            raise ContainerError(f"it holds a part that is not known: {name}")
        else:
            part, unknown = read_value(content, kind, newer=newer)
            left_out += unknown
            if str(part.id) != found.project_id or _entry_of(part) != name:
                raise ContainerError("its parts do not belong together")
            if problems := tuple(beyond_whole(part)):
                raise ContainerError(listed(problems))
            parts.append(part)
    project = next((part for part in parts if isinstance(part, Project)), None)
    if project is None:
        raise ContainerError("it has no plan, and this version opens a project by its plan")
    if stage is not None and head != head_of(project, stage):
        raise ContainerError("its parts do not belong together")
    records, chain = found.contents.get(RECORDS), found.contents.get(CHAIN)
    kept, links = ((), ()) if records is None else read_records(records, project.id, newer=newer)
    forms = {name: part for name, part in found.contents.items() if is_of_return(name)}
    return Opened(
        project,
        tuple(left_out),
        returned_forms_from(forms, project, newer=newer),
        stage=stage or ProjectStage.PLANNING,
        others=tuple(part for part in parts if part is not project),
        records=kept,
        links=links,
        chain=None if chain is None else read_chain(chain),
    )
