"""The policy packs at hand: those that ship with SVDesk, the organisation's own, and editions kept.

Own packs and overlays lie in ``<data folder>/policy/<any name>/``. Which of them new projects are
made with is said by ``<data folder>/policy/active.toml`` (``pack = "<id>"``); without that file it is
the only own pack, or else the one that ships. A folder that cannot be read is no reason to stop: it
is told in :attr:`PackRegistry.problems`.

Every edition that a project was made with is kept as files in
``<data folder>/policy-editions/<id>/<edition>-<fingerprint>/``, one folder in it for the pack and one
for each pack that it is laid over, so that the project can be worked on when newer editions are there.
"""

import errno
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import tomli

from svdesk.files.below import TooManyError, files_below
from svdesk.files.errors import why
from svdesk.files.regular import read_regular
from svdesk.files.whole_folder import whole_folder, write_unsynced
from svdesk.paths import KEPT_EDITIONS
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack, bundled_packs, kept_folder, known_bundled_pack, load_pack
from svdesk.policy.loading.reading import (
    MOST_HEAD_BYTES,
    MOST_PACK_BYTES,
    MOST_PACK_ENTRIES,
    PackError,
    read_head,
)

OWN = "policy"
KEPT = KEPT_EDITIONS
ACTIVE = "active.toml"


class PackSource(StrEnum):
    """Where a pack comes from."""

    BUNDLED = "bundled"
    """It ships with SVDesk."""
    OWN = "own"
    """It lies in the organisation's own folder."""
    KEPT = "kept"
    """It was kept for projects that were made with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlace:
    """A pack at hand, by what its head says; it has not been checked yet."""

    id: str
    edition: str
    title: str
    folder: Path
    origin: PackSource
    extends: str = ""


class PackRegistry:
    """The packs at hand for one data folder. Heads are read when first asked for, packs when needed."""

    def __init__(self, data_dir: Path | None) -> None:
        """Look in *data_dir*; with None only the packs that ship are at hand, and none is kept."""
        self._data_dir = data_dir
        self._problems: dict[str, None] = {}
        self._places: tuple[PackPlace, ...] | None = None
        self._loaded: dict[Path, PolicyPack | None] = {}
        self._seen_whole = set[Path]()
        """The kept editions that were compared with what they were made of."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with folders that could not be used, as far as they have been looked at."""
        return tuple(self._problems)

    def packs(self) -> tuple[PackPlace, ...]:
        """Return every pack at hand: own ones, those that ship, those that were kept."""
        if self._places is None:
            self._places = tuple(self._find())
        return self._places

    def active(self) -> PolicyPack:
        """Return the pack that new projects are made with; raises :class:`PackError` if none loads."""
        for place in self._active_places():
            if pack := self.load(place):
                return pack
        return self._bundled()

    def edition(self, pack_id: str, edition: str) -> PolicyPack | None:
        """Return a pack in a certain edition; None where it is not at hand or cannot be used."""
        return self._first(place for place in self.packs() if (place.id, place.edition) == (pack_id, edition))

    def exactly(self, pack_id: str, edition: str, fingerprint: str) -> PolicyPack | None:
        """Return a pack in a certain edition whose files are those of *fingerprint*, if it is at hand."""
        named = [place for place in self.packs() if (place.id, place.edition) == (pack_id, edition)]
        found = (pack for place in named if (pack := self.load(place)))
        return next((pack for pack in found if pack.fingerprint == fingerprint), None)

    def newest(self, pack_id: str) -> PolicyPack | None:
        """Return the newest edition of a pack that is at hand and can be used."""
        of_id = [place for place in self.packs() if place.id == pack_id]
        # Sorting is stable: of the same edition, what is kept stays behind what is installed.
        return self._first(sorted(of_id, key=lambda place: edition_order(place.edition), reverse=True))

    def load(self, place: PackPlace) -> PolicyPack | None:
        """Return the pack in *place*, or None and a new problem."""
        if place.folder not in self._loaded:
            try:
                self._loaded[place.folder] = self._read(place)
            except PackError as error:
                self._loaded[place.folder] = None
                self._problems.update(dict.fromkeys(f"{place.folder}: {each}" for each in error.problems))
        return self._loaded[place.folder]

    def keep(self, pack: PolicyPack, folder: Path | None = None) -> None:
        """Keep the files of *pack*, for the day on which only a newer edition is installed.

        *folder* is where it was read from, if that is not on this registry. Nothing happens where it
        is kept already, or cannot be found; what is kept and no longer as it was is made again. Raises
        ``OSError`` where it cannot be written.
        """
        if self._data_dir is None:
            return
        target = self._data_dir / KEPT / kept_folder(pack.id, pack.edition, pack.fingerprint)
        if target in self._seen_whole:
            return
        sources = self._sources(pack, folder)
        if not sources:
            return
        damaged = target.is_dir()
        if damaged and _is_kept(sources, target):
            self._seen_whole.add(target)
            return
        try:
            with whole_folder(target, replace=damaged) as made:
                for pack_id, source in sources.items():
                    _copy_toml(source, made / pack_id)
        except OSError:
            if damaged or not target.is_dir():  # another SVDesk has not kept it in the meantime
                raise
        self._places = None

    def bases(self) -> dict[str, Path]:
        """Return the folders of the installed packs by id, for overlays to be laid over."""
        return {
            place.id: place.folder for place in reversed(self.packs()) if place.origin is not PackSource.KEPT
        }

    def _bundled(self) -> PolicyPack:
        return bundled_pack() if self._data_dir is None else known_bundled_pack(self._data_dir / KEPT)

    def _read(self, place: PackPlace) -> PolicyPack:
        if place.origin is PackSource.BUNDLED:
            pack = self._bundled()
            return pack if pack.id == place.id else load_pack(place.folder)
        if place.origin is PackSource.OWN:
            return load_pack(place.folder, self.bases())
        beside = {folder.name: folder for folder in place.folder.parent.iterdir() if folder.is_dir()}
        pack = load_pack(place.folder, beside)
        if not place.folder.parent.name.endswith(f"-{pack.fingerprint}"):
            raise PackError(("the files are not as they were when this edition was kept.",))
        return pack

    def _first(self, places: Iterable[PackPlace]) -> PolicyPack | None:
        return next((pack for place in places if (pack := self.load(place))), None)

    def _active_places(self) -> list[PackPlace]:
        installed = [place for place in self.packs() if place.origin is not PackSource.KEPT]
        own = [place for place in installed if place.origin is PackSource.OWN]
        named = self._named_active()
        if named:
            chosen = [place for place in installed if place.id == named]
            if not chosen:
                self._problems[f"{ACTIVE}: pack: there is no pack “{named}” in the folder."] = None
            return chosen
        return own if len(own) == 1 else []

    def _named_active(self) -> str:
        if self._data_dir is None:
            return ""
        file = self._data_dir / OWN / ACTIVE
        try:
            named = tomli.loads(read_regular(file, MOST_HEAD_BYTES).decode("utf-8-sig")).get("pack")
        except FileNotFoundError:
            return ""
        except OSError as error:
            self._problems[f"{file}: can't be read ({why(error)})."] = None
            return ""
        except (ValueError, RecursionError) as error:
            self._problems[f"{file}: can't be read ({error})."] = None
            return ""
        if not isinstance(named, str):
            self._problems[f'{file}: write pack = "..." with the id of a pack.'] = None
            return ""
        return named

    def _find(self) -> Iterator[PackPlace]:
        if self._data_dir is not None:
            yield from self._places_in(_folders(self._data_dir / OWN), PackSource.OWN)
        yield from self._places_in(bundled_packs().values(), PackSource.BUNDLED)
        if self._data_dir is not None:
            for registry in _folders(self._data_dir / KEPT):
                # The latest first: of one edition that was changed without a new name.
                kept = sorted(_folders(registry), key=lambda folder: folder.stat().st_mtime, reverse=True)
                yield from self._places_in((folder / registry.name for folder in kept), PackSource.KEPT)

    def _places_in(self, folders: Iterable[Path], origin: PackSource) -> Iterator[PackPlace]:
        for folder in folders:
            try:
                head = read_head(folder)
            except PackError as error:
                self._problems.update(dict.fromkeys(error.problems))
                continue
            texts = {name: str(head.get(name, "")) for name in ("id", "edition", "title", "extends")}
            yield PackPlace(**texts, folder=folder, origin=origin)

    def _sources(self, pack: PolicyPack, folder: Path | None) -> dict[str, Path]:
        """Return the folders that *pack* is made of, by the ids of the packs; none if not known."""
        bases = self.bases()
        here = folder or self._folder_of(pack)
        sources: dict[str, Path] = {}
        pack_id = pack.id
        while here is not None:
            sources[pack_id] = here
            pack_id = str(read_head(here).get("extends", ""))
            here = bases.get(pack_id)
        return sources

    def _folder_of(self, pack: PolicyPack) -> Path | None:
        named = (pack.id, pack.edition)
        for place in self.packs():
            if (place.id, place.edition) == named and place.origin is not PackSource.KEPT:
                there = self.load(place)
                if there and there.fingerprint == pack.fingerprint:
                    return place.folder
        return None


def edition_order(edition: str) -> tuple[tuple[int, int, str], ...]:
    """Return what orders editions as people do: 2026.9 before 2026.11, 2026.11 before 2027.1."""
    parts = re.findall(r"\d+|[^\W\d_]+", edition.lower())
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts)


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))


def _is_kept(sources: Mapping[str, Path], target: Path) -> bool:
    """Say whether *target* holds what was kept there: a power cut or a hand can have emptied it."""
    try:
        for pack_id, source in sources.items():
            for path in files_below(source, ".toml", MOST_PACK_ENTRIES):
                kept = target / pack_id / path.relative_to(source)
                if read_regular(kept, MOST_PACK_BYTES) != read_regular(path, MOST_PACK_BYTES):
                    return False
    except (OSError, TooManyError):
        return False
    return True


def _copy_toml(source: Path, target: Path) -> None:
    """Copy the ``.toml`` files of a pack, and nothing else that lies beside them."""
    try:
        paths = files_below(source, ".toml", MOST_PACK_ENTRIES)
    except TooManyError as error:
        raise OSError(errno.EOVERFLOW, str(error), str(source)) from error
    for path in paths:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_unsynced(place, read_regular(path, MOST_PACK_BYTES))
