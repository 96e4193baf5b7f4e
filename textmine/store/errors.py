"""What can go wrong with a store, said in one sentence each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from textmine.errors import TextmineError


class StoreError(TextmineError):
    """A store cannot be opened, read or written, or a notice does not fit into it."""


# By SQLite's error names; extended ones (SQLITE_READONLY_DBMOVED) begin with the plain one. {why} is SQLite's own word.
_SAID: Final = {
    "SQLITE_BUSY": "another process is writing to this store; wait until it is done and run this again",
    "SQLITE_LOCKED": "another process is writing to this store; wait until it is done and run this again",
    "SQLITE_READONLY": "the store cannot be written; check the permissions of the file and of its folder",
    "SQLITE_FULL": "the disk is full; make room and run this again, what was stored before is whole",
    "SQLITE_CANTOPEN": "the store cannot be opened; check the path and its permissions",
    "SQLITE_NOTADB": "no SQLite file, so no store; name another file",
    "SQLITE_CORRUPT": "the store is damaged ({why}); make a new one from the notices",
    "SQLITE_IOERR": "the store cannot be read or written ({why}); check the disk",
    "SQLITE_CONSTRAINT": "the records do not fit together ({why}); check the store with `textmine store check`",
}


@contextmanager
def saying(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as a `StoreError` about the store at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_words(error)}") from error


def _words(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    for start, said in _SAID.items():
        if name.startswith(start):
            return said.format(why=error)
    if "fts5" in str(error):
        return "this Python's SQLite has no full-text search (FTS5); use a Python that is built with it"
    return f"the store cannot be used ({error})"
