"""Putting notices into a store's tables, and taking them out; the caller holds the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Literal

from textmine.notice import Notice
from textmine.store import rows
from textmine.store.errors import StoreError

Change = Literal["added", "replaced", "unchanged"]


class Writer:
    """Writes the notices of one transaction; `finish` comes before its end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        # The index is told of all notices at once: at every savepoint it would write what it has, each a part of its
        # own to be merged later, which took as long as everything else.
        self.terms: list[rows.Row] = []

    def put(self, notice: Notice) -> Change:
        """Write a notice, unless the store has the very same parse of it; an older parse goes, whole.

        Raises `StoreError` where the notice's records do not fit together; nothing of it is written then.
        """
        original = rows.original(notice)
        old = self.connection.execute("SELECT key, digest FROM notices WHERE id = ?", (notice.id,)).fetchone()
        if old is not None and old[1] == original.digest:
            self._insert("sources", [rows.source_row(old[0], notice)])
            return "unchanged"
        if old is not None:
            self.finish()
        self.connection.execute("SAVEPOINT notice")
        try:
            if old is None:
                terms = self._write(notice, original, None, [])
            else:
                # The places where it was met stay known.
                sources = self.connection.execute("SELECT * FROM sources WHERE notice = ?", (old[0],)).fetchall()
                self.remove(old[0])
                terms = self._write(notice, original, old[0], sources)
        except (sqlite3.IntegrityError, OverflowError) as error:
            self.connection.execute("ROLLBACK TO notice")
            self.connection.execute("RELEASE notice")
            raise StoreError(
                f"{notice.source.name}: its records do not fit together ({error}); parse it again"
            ) from error
        self.connection.execute("RELEASE notice")
        self.terms += terms
        return "added" if old is None else "replaced"

    def remove(self, key: int) -> None:
        """Delete a notice with all that belongs to it."""
        # The index keeps no text: it is told once more what it was given, to forget it. What it cannot be told, since
        # the JSON is damaged, stays in it and does no harm: the keys that it points to are never used again.
        told: list[rows.Row] = []
        with suppress(ValueError):
            told = self._indexed(key)
        self.connection.executemany(
            "INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', ?, ?)", told
        )
        self.connection.execute("DELETE FROM notices WHERE key = ?", (key,))

    def finish(self) -> None:
        """Tell the index of the notices that were put in."""
        self.connection.executemany("INSERT INTO search_index (rowid, terms) VALUES (?, ?)", self.terms)
        self.terms = []

    def _indexed(self, key: int) -> list[rows.Row]:
        """Return what the index was given of a notice; raise `ValueError` where its JSON is damaged."""
        find = self.connection.execute
        (packed,) = find("SELECT json FROM originals WHERE notice = ?", (key,)).fetchone() or (b"",)
        (first,) = find("SELECT min(key) FROM nodes WHERE notice = ?", (key,)).fetchone()
        return rows.node_rows(key, rows.unpack(packed), first).terms if first is not None else []

    def _write(self, notice: Notice, original: rows.Original, key: int | None, sources: list[Any]) -> list[rows.Row]:
        """Write all rows of a notice, under a new key or the one it had, and return what the index is to be told."""
        columns = (key, *rows.notice_row(notice, original.digest))
        marks = ", ".join("?" * len(columns))
        key = self.connection.execute(f"INSERT INTO notices VALUES ({marks})", columns).lastrowid
        assert key is not None
        last = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'nodes'").fetchone()
        outline = rows.node_rows(key, notice, last[0] + 1 if last else 1)
        self._insert("sources", [*sources, rows.source_row(key, notice)])
        self._insert("header_fields", rows.header_rows(key, notice))
        self._insert("nodes", outline.nodes)
        self._insert("labels", outline.labels)
        self._insert("entities", rows.entity_rows(key, notice))
        self._insert("outcomes", rows.outcome_rows(key, notice))
        self._insert("claims", rows.claim_rows(key, notice))
        self._insert("warnings", rows.warning_rows(key, notice))
        self._insert("originals", [(key, rows.pack(original.json))])
        return outline.terms

    def _insert(self, table: str, found: Iterable[rows.Row]) -> None:
        found = list(found)
        if not found:
            return
        # A place that is already known is no second row; all else is new, and a clash is a fault.
        verb = "INSERT OR IGNORE" if table == "sources" else "INSERT"
        marks = ", ".join("?" * len(found[0]))
        self.connection.executemany(f"{verb} INTO {table} VALUES ({marks})", found)
