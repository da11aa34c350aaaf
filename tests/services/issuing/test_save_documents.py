"""Documents are put where a person wants them, and what is said of it is so."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from svdesk.files.errors import advice
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.issuing.manifest import manifest_of
from svdesk.services.issuing.save_documents import DocumentsToSave, SavedDocuments, give_out, joined
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project

PROJECT = full_project()

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteProjectStore]:
    store = SqliteProjectStore(tmp_path / "data" / "svdesk.db")
    store.save(PROJECT)
    yield store
    store.close()


def files(folder: Path, **sizes: int) -> list[DocumentsToSave]:
    return [
        DocumentsToSave(document=key, content=b"x" * size, target=folder / f"{key}.pdf")
        for key, size in sizes.items()
    ]


def given(store: SqliteProjectStore, wanted: list[DocumentsToSave]) -> SavedDocuments:
    return give_out(PROJECT, bundled_pack(), wanted, store)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse larger files, as a disk without room does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_everything_is_saved_recorded_and_listed(store: SqliteProjectStore, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "deep"
    came = given(store, files(folder, itt=9, annex=8))
    assert came.in_words() == f"2 documents are in {folder}."
    assert names(folder) == {"itt.pdf", "annex.pdf", manifest_of(PROJECT, folder).name}
    assert {(each.document, each.revision) for each in store.issues_of(PROJECT.id)} == {
        ("itt", PROJECT.revision),
        ("annex", PROJECT.revision),
    }


@needs_limits
def test_where_nothing_finds_room_no_empty_folder_stays(store: SqliteProjectStore, tmp_path: Path) -> None:
    with no_file_larger_than(2_000_000):
        came = given(store, files(tmp_path / "out", itt=3_000_000, annex=3_000_000))
    assert came.in_words().startswith(f"Could not be saved in {tmp_path / 'out'}: ")
    assert names(tmp_path) == {"data"}


@needs_limits
def test_where_one_finds_no_room_the_others_are_saved_and_nothing_half_is_left(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    # Of what the database writes, nothing is as large.
    with no_file_larger_than(2_000_000):
        came = given(store, files(tmp_path / "out", itt=3_000_000, annex=8))
    words = came.in_words()
    assert words.startswith(f"1 of 2 documents is in {tmp_path / 'out'}. Not saved: itt.pdf: ")
    assert words.endswith(" Choose a folder on another disk.")
    assert names(tmp_path / "out") == {"annex.pdf", manifest_of(PROJECT, tmp_path / "out").name}
    assert [each.document for each in store.issues_of(PROJECT.id)] == ["annex"]


def test_a_file_of_which_nothing_could_be_written_is_not_issued(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("in the way")
    came = given(store, files(tmp_path / "out", itt=9))
    target = tmp_path / "out" / "itt.pdf"
    assert came.in_words().startswith(f"Could not be saved as {target}: ")
    assert came.in_words().endswith(" Choose another folder.")
    assert store.issues_of(PROJECT.id) == ()
    assert (tmp_path / "out").read_text() == "in the way"


def test_a_manifest_that_cannot_be_written_is_told_of_and_the_record_is_kept(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    manifest_of(PROJECT, tmp_path).mkdir()
    words = given(store, files(tmp_path, itt=9)).in_words()
    assert words.startswith(f"Saved as {tmp_path / 'itt.pdf'}. This is recorded as issued, but not in ")
    assert ".." not in words
    assert [each.document for each in store.issues_of(PROJECT.id)] == ["itt"]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(errno.ENOSPC, "room"), (errno.EROFS, "another disk"), (errno.EACCES, "Close the file")],
)
def test_advice_fits_the_error(number: int, wanted: str) -> None:
    assert wanted in advice(OSError(number, "words of the system"))
    assert ("Close the file" in advice(OSError(number, ""))) == (number == errno.EACCES)


def test_sentences_end_with_one_stop() -> None:
    assert joined("One.", "", "two", " Three… ") == "One. two. Three…"
