"""Errors of the database in words: what happened, what was kept, what to do next."""

import errno
import os
import re
import sqlite3
from pathlib import Path

import pytest

from svdesk.storage.failures import store_error

CODES = {
    sqlite3.SQLITE_FULL: "The disk is full.",
    sqlite3.SQLITE_BUSY: "Another SVDesk has your projects open.",
    sqlite3.SQLITE_BUSY_RECOVERY: "Another SVDesk has your projects open.",
    sqlite3.SQLITE_LOCKED: "Another SVDesk has your projects open.",
    sqlite3.SQLITE_READONLY_DBMOVED: "not allowed to write",
    sqlite3.SQLITE_PERM: "not allowed to write",
    sqlite3.SQLITE_CANTOPEN: "can't open the file",
    sqlite3.SQLITE_IOERR_WRITE: "The disk reported an error.",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "not a database of SVDesk",
    sqlite3.SQLITE_MISUSE: "The database reported an error.",
}


def failure(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("words of the library")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(("code", "words"), CODES.items())
def test_every_code_has_its_words(code: int, words: str):
    message = str(store_error("Not saved.", failure(code), Path("p.db")))
    assert message.startswith("Not saved. ")
    assert words in message
    assert message.endswith("The file is p.db.")
    assert "words of the library" not in message


def test_what_was_saved_is_called_kept_only_where_the_file_was_checked():
    full = failure(sqlite3.SQLITE_FULL)
    assert "Everything saved before is kept." in str(
        store_error("Not saved.", full, Path("p.db"), checked=True)
    )
    assert "kept" not in str(store_error("Not saved.", full, Path("p.db")))
    damaged = failure(sqlite3.SQLITE_CORRUPT)
    assert "kept" not in str(store_error("Not read.", damaged, Path("p.db"), checked=True))


def test_an_error_of_the_system_is_told_in_words():
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert "the disk is full" in str(store_error("Not saved.", error, Path("p.db")))


@pytest.mark.parametrize("code", CODES)
def test_sentences_are_short(code: int):
    message = str(store_error("Your last change was not saved.", failure(code), Path("p.db")))
    sentences = re.split(r"(?<=\.)\s", message)
    assert max(len(sentence.split()) for sentence in sentences) <= 25
