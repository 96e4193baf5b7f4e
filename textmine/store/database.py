"""The store: parsed notices in one SQLite file, to be searched, counted, and queried by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from textmine.chinese import fold
from textmine.notice import Notice
from textmine.store import rows
from textmine.store.check import find_faults
from textmine.store.connection import connect
from textmine.store.errors import StoreError, saying
from textmine.store.search import Hit, Query, count_hits, find_hits
from textmine.store.stats import Stats, read_stats
from textmine.store.writing import Change, Writer

# Notices written in one transaction: enough that its cost is shared, few enough that others soon get their turn.
BATCH: Final = 64
# Notices read at a time, so that a long export does not keep a writer from tidying up behind itself.
_PAGE: Final = 50


class Failure(NamedTuple):
    """A source that gave no notice, and why."""

    name: str
    reason: str


class Store:
    """Parsed notices in the SQLite file at `path`, made where it is missing; a context manager.

    `readonly` opens a store that is there and never changes it. `timeout` is how many seconds to wait while another
    process writes; with `lasting`, what is written outlives a power failure at once. Every method raises `StoreError`, in one sentence, where the file cannot be used.

    >>> import tempfile
    >>> from textmine.pipeline import parse_text
    >>> notice = parse_text("某局党组关于巡察整改情况的通报\\n一、关于收费不规范的问题\\n1.清退多收费用3万元。")
    >>> with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/notices.db") as store:
    ...     store.add(notice), store.add(notice), len(store)
    ...     [hit.text for hit in store.search("清退 费用")]
    ('added', 'unchanged', 1)
    ['1.清退多收费用3万元。']
    """

    batch = BATCH

    def __init__(
        self, path: str | Path, *, readonly: bool = False, timeout: float = 10.0, lasting: bool = False
    ) -> None:
        self.path, self.readonly = Path(path), readonly
        self._connection = connect(self.path, readonly=readonly, timeout=timeout, lasting=lasting)
        self._connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store that is closed cannot be used any more."""
        self._connection.close()

    # Writing

    def add(self, notice: Notice) -> Change:
        """Put a notice in and say what changed; another parse of the same bytes takes the place of the older, whole.

        The same notice from another place changes nothing but that the place is noted.
        """
        with self._writing() as writer:
            return writer.put(notice)

    def add_many(self, notices: Iterable[Notice]) -> Counter[str]:
        """Put notices in as they come, many a transaction, and return how many were added, replaced, unchanged.

        One that breaks the contract is noted among the failures, and counted as `failed`; the others go on. What came
        before an error of `notices` itself is kept.
        """
        counts: Counter[str] = Counter()
        waiting: list[Notice] = []
        try:
            for notice in notices:
                waiting.append(notice)
                if len(waiting) >= BATCH:
                    counts += self._add_batch(waiting)
                    waiting = []
        finally:
            counts += self._add_batch(waiting)
        return counts

    def remove(self, notice_id: str) -> bool:
        """Take a notice out with all that belongs to it, and tell whether it was there."""
        with self._writing() as writer:
            found = self._connection.execute("SELECT key FROM notices WHERE id = ?", (notice_id,)).fetchone()
            if found is not None:
                writer.remove(found[0])
        return found is not None

    def add_failure(self, name: str, reason: str) -> None:
        """Note that a source gave no notice."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?)", (name, reason))

    def clear_failures(self, names: Iterable[str]) -> None:
        """Strike sources off the failures, since they have been read after all."""
        with self._writing():
            self._connection.executemany("DELETE FROM failures WHERE name = ?", ((name,) for name in names))

    # Reading

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM notices")[0][0])

    def has(self, notice_id: str) -> bool:
        """Tell whether the notice with an id is there."""
        return bool(self._rows("SELECT 1 FROM notices WHERE id = ?", notice_id))

    def get(self, notice_id: str) -> Notice | None:
        """Return the notice with an id, exactly as it was added, or None."""
        found = self._rows("SELECT json FROM originals JOIN notices ON key = notice WHERE id = ?", notice_id)
        return self._unpack(notice_id, found[0][0]) if found else None

    def notices(self) -> Iterator[Notice]:
        """Yield every notice exactly as it was added, in the order in which they first came."""
        last = -1
        statement = (
            "SELECT key, id, json FROM originals JOIN notices ON key = notice WHERE key > ? ORDER BY key LIMIT ?"
        )
        while page := self._rows(statement, last, _PAGE):
            for _, notice_id, json in page:
                yield self._unpack(notice_id, json)
            last = page[-1][0]

    def search(self, words: str, *, limit: int | None = None, **conditions: str | None) -> Iterator[Hit]:
        """Yield the measures and issues that have all the words, the newest notices first.

        `conditions` are those of `Query`: agency, label, status, problem, role, since, until.
        """
        with saying(self.path):
            yield from find_hits(self._connection, Query(words, **conditions), limit)

    def count(self, words: str, **conditions: str | None) -> int:
        """Return how many measures and issues `search` finds without a limit."""
        with saying(self.path):
            return count_hits(self._connection, Query(words, **conditions))

    def versions(self, notice_id: str) -> list[str]:
        """Return the ids of the other versions of a notice: same agency, round and title, other bytes."""
        return [
            other for (other,) in self._rows("SELECT other FROM same_as WHERE notice = ? ORDER BY other", notice_id)
        ]

    def failures(self) -> list[Failure]:
        """Return the sources that gave no notice, by name."""
        return [Failure(*row) for row in self._rows("SELECT name, reason FROM failures ORDER BY name")]

    def query(self, statement: str, *values: object) -> Iterator[Any]:
        """Yield the rows that an SQL statement gives; docs/store.md describes the tables."""
        with saying(self.path):
            yield from self._connection.execute(statement, values)

    def stats(self) -> Stats:
        """Return what is in the store, and how well it was parsed."""
        with saying(self.path):
            return read_stats(self._connection)

    def check(self) -> list[str]:
        """Return every fault of the store, in words; none is a sound store."""
        with saying(self.path):
            return find_faults(self._connection)

    # Beneath

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """Make what happens inside one transaction, whole or not at all."""
        if self.readonly:
            raise StoreError(f"{self.path}: opened only to read; open it to write")
        with saying(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                writer = Writer(self._connection)
                yield writer
                writer.finish()
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has already rolled back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _add_batch(self, notices: list[Notice]) -> Counter[str]:
        if not notices:
            return Counter()
        counts: Counter[str] = Counter()
        failed: list[Failure] = []
        with self._writing() as writer:
            for notice in notices:
                try:
                    counts[writer.put(notice)] += 1
                except StoreError as error:
                    failed.append(Failure(notice.source.name, str(error)))
            self._connection.executemany("INSERT OR REPLACE INTO failures VALUES (?, ?)", failed)
        counts["failed"] += len(failed)
        return +counts

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with saying(self.path):
            return self._connection.execute(statement, values).fetchall()

    def _unpack(self, notice_id: str, packed: bytes) -> Notice:
        try:
            return rows.unpack(packed)
        except ValueError as error:
            raise StoreError(
                f"{self.path}: notice {notice_id} is damaged in it ({error}); check it with `textmine store check`"
            ) from error
