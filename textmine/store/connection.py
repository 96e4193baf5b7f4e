"""Opening a store's file: new or known, to write or only to read, and never anybody else's."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from textmine.store.errors import StoreError, saying
from textmine.store.migrations import APPLICATION_ID, MIGRATIONS, migrate, version_of

# Pages of WAL before they are moved into the store: 16 MB.
_CHECKPOINT: Final = 4000


def connect(path: Path, *, readonly: bool, timeout: float, lasting: bool = False) -> sqlite3.Connection:
    """Return a connection to the store at `path`, at the newest version; raise `StoreError` where there is none.

    To write makes a new store where there is no file. `timeout` is how many seconds to wait for another writer.
    In WAL mode a power failure can lose the last transactions, though never damage the store: not with `lasting`.
    """
    if readonly and not path.exists():
        raise StoreError(f"{path}: there is no store; make one with `textmine parse … -o {path.name}`")
    if not readonly:
        _make_folder(path)
    with saying(path):
        connection = sqlite3.connect(_address(path, readonly=readonly), timeout=timeout, isolation_level=None, uri=True)
        try:
            _prepare(connection, path, readonly=readonly)
            if not readonly:
                connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
        except BaseException:
            connection.close()
            raise
    return connection


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: its folder cannot be made ({error.strerror}); name another place") from error


def _address(path: Path, *, readonly: bool) -> str:
    address = f"file:{quote(str(path.absolute()))}"
    if not readonly:
        return address
    # Reading a store in WAL mode makes a file beside it. In a folder that is itself read-only there can be no writer
    # either, and SQLite may take the file as it is.
    unwritten = not Path(f"{path}-wal").exists() and not os.access(path.absolute().parent, os.W_OK)
    return f"{address}?mode=ro{'&immutable=1' if unwritten else ''}"


def _prepare(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    version, newest = version_of(connection), len(MIGRATIONS)
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    known = mark == APPLICATION_ID
    if not known and (readonly or _is_used(connection)):
        raise StoreError(f"{path}: an SQLite file, but no store of textmine; name another file")
    if version > newest:
        raise StoreError(
            f"{path}: a store of version {version}, made by a newer textmine (this one knows {newest}); update textmine"
        )
    if version < newest:
        if readonly:
            raise StoreError(
                f"{path}: a store of version {version} of {newest}; `textmine store check {path}` brings it up to date"
            )
        migrate(connection)
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")


def _is_used(connection: sqlite3.Connection) -> bool:
    return version_of(connection) > 0 or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
