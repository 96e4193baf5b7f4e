"""The manifest: what is done and where it lies, what failed and why; one SQLite file beside the output."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Self, cast

from textmine.bulk.records import OUTER, Code, Document, Failure, Receipt
from textmine.errors import TextmineError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS documents (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, parser TEXT NOT NULL,
  run TEXT NOT NULL, code TEXT, message TEXT,
  part TEXT NOT NULL DEFAULT '', start INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failed ON documents (code) WHERE code IS NOT NULL;
CREATE INDEX IF NOT EXISTS parts ON documents (part) WHERE part != '';
CREATE TABLE IF NOT EXISTS targets (target TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
# A manifest is made anew in a newer form rather than read in an older one.
_VERSION: Final = 1


class Entry(NamedTuple):
    """What is known of a document: the bytes that were done, by which parser, and why they failed, if they did."""

    sha256: str
    parser: str
    code: Code | None


class Place(NamedTuple):
    """Where a notice's line lies: in a part, or (`part` empty) in the output itself."""

    key: str
    part: str
    start: int
    length: int


class Manifest:
    """The manifest in the file at `path`, made where it is missing; one run at a time holds it; a context manager.

    Raises `TextmineError` where it cannot be written, or while another run holds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._saying():
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.2)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        execute = self._connection.execute
        # Held until closed, by the system: a run that is killed holds nothing. It also spares SQLite the memory that
        # processes share in WAL mode, which a shared file system does not give.
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("PRAGMA journal_mode = WAL")
        # What the manifest says must last before anything is done that relies on it.
        execute("PRAGMA synchronous = FULL")
        execute("BEGIN IMMEDIATE")
        version = execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            execute("ROLLBACK")
            raise TextmineError(f"{self.path}: written by another version of textmine; name another output with -o")
        for statement in _SCHEMA.split(";")[:-1]:
            execute(statement)
        execute(f"PRAGMA user_version = {_VERSION}")
        execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    # Documents

    def find(self, key: str) -> Entry | None:
        """Return what is known of a document, or None."""
        row = self._row("SELECT sha256, parser, code FROM documents WHERE key = ?", key)
        return Entry._make(row) if row else None

    def failure(self, key: str) -> Failure | None:
        """Return why a document failed, or None where it did not."""
        statement = "SELECT key, name, code, message, sha256 FROM documents WHERE key = ? AND code IS NOT NULL"
        row = self._row(statement, key)
        return Failure(*row) if row else None  # type: ignore[arg-type]

    def has_bytes(self, sha256: str, *, besides: set[str]) -> bool:
        """Tell whether another document than some has the same bytes and is done."""
        with self._saying():
            # Made when it is first wanted: digests are strewn, and to keep them in order slows a run the longer it goes.
            self._connection.execute("CREATE INDEX IF NOT EXISTS bytes ON documents (sha256)")
            rows = self._connection.execute("SELECT key FROM documents WHERE sha256 = ? AND code IS NULL", (sha256,))
            return any(key not in besides for (key,) in rows)

    def record(self, receipts: list[Receipt], failures: list[Failure], *, parser: str, run: str) -> None:
        """Note what is done and what failed, all of it or nothing; what was known of these documents goes."""
        done: list[tuple[object, ...]] = [
            (r.key, r.name, r.sha256, parser, run, None, None, r.part, r.start, r.length)
            for r in receipts
            if not r.same
        ]
        failed: list[tuple[object, ...]] = [
            (f.key, f.name, f.sha256, parser, run, f.code, f.message, "", 0, 0) for f in failures
        ]
        with self.transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", done + failed
            )

    def failures(self) -> Iterator[Failure]:
        """Yield what failed, by key."""
        statement = "SELECT key, name, code, message, sha256 FROM documents WHERE code IS NOT NULL ORDER BY key"
        with self._saying():
            for row in self._connection.execute(statement).fetchall():
                yield Failure(*row)

    def end(self, keys: list[str], *, run: str) -> list[str]:
        """Forget what was wrong with archives, lists and folders, and in a run that read them to their end is not.

        Returns the names of what is forgotten.
        """
        codes = ", ".join(f"'{code}'" for code in sorted(OUTER))
        # In an archive, or below a folder: all that begins so, up to the next character.
        ranges = [(key + sign, key + chr(ord(sign) + 1)) for key in keys for sign in ("!", os.sep)]
        names: list[str] = []
        with self.transaction():
            for below, beyond in [*((key, key + "\0") for key in keys), *ranges]:
                condition = f"key >= ? AND key < ? AND code IN ({codes}) AND run != ?"
                rows = self._connection.execute(
                    f"DELETE FROM documents WHERE {condition} RETURNING name", (below, beyond, run)
                )
                names += [name for (name,) in rows]
        return names

    def target(self, document: Document) -> str:
        """Return the file for a document's notice in a folder: the same for good, and no other document's.

        To be called within a `transaction`.
        """
        if (known := self.known_target(document.key)) is not None:
            return known
        stem = document.name.rpartition("/")[2].rpartition(".")[0]
        plain = document.name[: -len(document.name.rpartition(".")[2]) - 1] if stem else document.name
        # report.html beside report.docx
        candidates = [f"{plain}.json", f"{document.name}.json"]
        number = 2
        while True:
            target = candidates.pop(0) if candidates else f"{document.name}-{number}.json"
            number += not candidates
            statement = "INSERT OR IGNORE INTO targets VALUES (?, ?)"
            if self._connection.execute(statement, (target, document.key)).rowcount:
                return target

    def known_target(self, key: str) -> str | None:
        """Return the file of a document's notice, or None where it never had one."""
        row = self._row("SELECT target FROM targets WHERE key = ?", key)
        return cast(str, row[0]) if row else None

    # Lines

    def places(self) -> Iterator[Place]:
        """Yield where every notice's line lies, by key."""
        statement = "SELECT key, part, start, length FROM documents WHERE code IS NULL ORDER BY key"
        with self._saying():
            yield from map(Place._make, self._connection.execute(statement))

    def parts(self) -> set[str]:
        """Return the parts that hold lines."""
        with self._saying():
            rows = self._connection.execute("SELECT DISTINCT part FROM documents WHERE part != ''").fetchall()
        return {part for (part,) in rows}

    def lines_outside_parts(self) -> tuple[int, int]:
        """Return how many lines of the output still count, and their bytes together."""
        row = self._row("SELECT count(*), coalesce(sum(length), 0) FROM documents WHERE code IS NULL AND part = ''")
        return cast(tuple[int, int], row)

    def forget_part(self, part: str) -> None:
        """Forget what lay in a part that is lost; an empty name is the output itself. It is done again."""
        with self.transaction():
            self._connection.execute("DELETE FROM documents WHERE part = ? AND code IS NULL", (part,))

    def move(self, places: Iterator[Place], size: int) -> None:
        """Note that every line lies in a new output now, of `size` bytes, which is about to take the place of the old."""
        with self.transaction():
            self._connection.executemany(
                "UPDATE documents SET part = '', start = ?, length = ? WHERE key = ?",
                ((place.start, place.length, place.key) for place in places),
            )
            self._connection.execute("INSERT OR REPLACE INTO state VALUES ('moving', 1), ('size', ?)", (size,))

    def moved(self) -> None:
        """Note that the new output has taken its place."""
        with self.transaction():
            self._connection.execute("DELETE FROM state WHERE name = 'moving'")

    def state(self, name: str) -> int | None:
        """Return `size`, the bytes of the output, or `moving`, set while a new output takes its place."""
        row = self._row("SELECT value FROM state WHERE name = ?", name)
        return cast(int, row[0]) if row else None

    # Beneath

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what happens inside last whole, or not at all."""
        with self._saying():
            self._connection.execute("BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _row(self, statement: str, *values: object) -> tuple[object, ...] | None:
        with self._saying():
            return cast("tuple[object, ...] | None", self._connection.execute(statement, values).fetchone())

    @contextmanager
    def _saying(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                why = "another run is writing to this output; wait until it is done"
            elif name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
                why = f"the manifest is damaged ({error}); remove its folder and the output, and run again"
            else:
                why = f"cannot be written ({error}); make room there, or name another place with -o"
            raise TextmineError(f"{self.path}: {why}") from error
