"""Whether a store is sound: its file, its references, its index, and every notice kept in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from textmine.store import rows


def find_faults(connection: sqlite3.Connection) -> list[str]:
    """Return every fault of a store in words; reads it once through."""
    return [*_file(connection), *_references(connection), *_index(connection), *_originals(connection)]


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"the file: {said}"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} refers to nothing in {other}"


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    """Look into the index by its own check, which writes nothing but needs a store that is open to write."""
    if connection.execute("PRAGMA query_only").fetchone()[0]:
        return
    try:
        connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield f"the search index: {error}"


def _originals(connection: sqlite3.Connection) -> Iterator[str]:
    statement = "SELECT id, digest, json FROM notices LEFT JOIN originals ON notice = key ORDER BY key"
    for name, digest, packed in connection.execute(statement):
        if packed is None:
            yield f"notice {name}: its JSON is missing"
            continue
        try:
            rows.unpack(packed)
            whole = rows.kept_digest(packed) == digest
        except ValueError as error:
            yield f"notice {name}: its JSON is damaged ({error})"
            continue
        if not whole:
            yield f"notice {name}: its JSON is not what was stored"
