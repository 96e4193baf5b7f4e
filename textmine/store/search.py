"""Searching measures and issues for words: exact, with what else must hold of them, newest notices first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from msgspec import Struct

from textmine.chinese import fold
from textmine.notice import Span
from textmine.store.errors import StoreError
from textmine.store.words import find_words, phrases, split_words


class Hit(Struct, frozen=True):
    """A measure or an issue that has all the words; `spans` are their places in `text`.

    `text` is an issue's own words, or a measure's with its items and all that belongs to it; `issue` is the title, or
    the words, of the issue that a measure answers.
    """

    notice: str
    agency: str | None
    date: str | None
    node: str
    role: str
    issue: str | None
    problem: str | None
    status: str | None
    labels: list[str]
    text: str
    spans: list[Span]


@dataclass(frozen=True)
class Query:
    """What is searched for: all of `words`, and what else must hold.

    `agency` is any part of the agency's name or of the title; `problem` of a measure is its issue's; `since` and
    `until` are EDTF dates of any precision, both included: 2020, 2020-04, 2020-04-09.
    """

    words: str
    agency: str | None = None
    label: str | None = None
    status: str | None = None
    problem: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None


_ISSUE: Final = "LEFT JOIN nodes AS i ON i.notice = n.notice AND i.id = n.issue AND i.key <> n.key"
_FROM: Final = """
FROM search_index JOIN nodes AS n ON n.key = search_index.rowid JOIN notices AS d ON d.key = n.notice {issue}
WHERE search_index MATCH :match"""
_CONDITIONS: Final = {
    "agency": "(instr(fold(d.agency), :agency) OR instr(fold(d.title), :agency))",
    "label": "EXISTS (SELECT 1 FROM labels WHERE notice = n.notice AND node = n.id AND label = :label)",
    "status": "n.status = :status",
    "problem": "coalesce(n.problem, i.problem) = :problem",
    "role": "n.role = :role",
    "since": "d.date >= :since",
    # A day in 2021 is not after 2021: compare as far as the limit goes.
    "until": "substr(d.date, 1, length(:until)) <= :until",
}
# As many of the newest notices are asked one by one before all are.
_ASKED: Final = 200
_NODES: Final = "SELECT min(key), max(key) FROM nodes WHERE notice = ?"
# A common word has many hits: they are put in their order by what is narrow, and only those that are wanted are read.
_ORDER: Final = "ORDER BY d.date IS NULL, d.date DESC, n.notice, n.key LIMIT :limit"
_HIT: Final = f"""
SELECT d.id, d.agency, d.date, n.id, n.role, coalesce(i.title, i.text), coalesce(n.problem, i.problem), n.status,
  n.notice, n.start, n.end, n.extent_end, n.text
FROM nodes AS n JOIN notices AS d ON d.key = n.notice {_ISSUE} WHERE n.key = ?"""

_LABELS: Final = "SELECT label FROM labels WHERE notice = ? AND node = ? ORDER BY rank"


def count_hits(connection: sqlite3.Connection, query: Query) -> int:
    """Return how many measures and issues a query finds."""
    source, values = _compile(query)
    if len(values) == 1:  # the words alone, whatever their notice
        source = "FROM search_index JOIN nodes AS n ON n.key = search_index.rowid WHERE search_index MATCH :match"
    return int(connection.execute(f"SELECT count(*) {source}", values).fetchone()[0])


def find_hits(connection: sqlite3.Connection, query: Query, limit: int | None) -> Iterator[Hit]:
    """Yield what a query finds, the newest notices first and each in its own order; at most `limit`."""
    words = split_words(query.words)
    for key in _keys(connection, query, limit):
        (row,) = connection.execute(_HIT, key)
        notice, agency, date, node, role, issue, problem, status, number, start, end, extent_end, text = row
        if role == "measure" and end < extent_end:
            text = _whole(connection, number, start, extent_end)
        text = text.strip()
        labels = [label for (label,) in connection.execute(_LABELS, (number, node))]
        yield Hit(notice, agency, date, node, role, issue, problem, status, labels, text, find_words(text, words))


def _keys(connection: sqlite3.Connection, query: Query, limit: int | None) -> Iterable[tuple[int]]:
    """Return the keys of the nodes that a query finds, in their order.

    All hits of a word that stands everywhere take seconds to put in order. The newest notices hold enough of them, so
    these are asked first, one by one; what they do not fill is a rarer word, and has few hits.
    """
    source, values = _compile(query)
    if limit is not None:
        found: list[tuple[int]] = []
        within = f"SELECT n.key {source} AND search_index.rowid BETWEEN :first AND :last ORDER BY n.key LIMIT :limit"
        for notice in _newest(connection, query):
            if len(found) >= limit:
                return found
            (first, last), *_ = connection.execute(_NODES, notice)
            values |= {"first": first, "last": last, "limit": limit - len(found)}
            found += connection.execute(within, values)
        if len(found) >= limit:
            return found
    return connection.execute(f"SELECT n.key {source} {_ORDER}", values | {"limit": -1 if limit is None else limit})


def _newest(connection: sqlite3.Connection, query: Query) -> Iterator[tuple[int]]:
    """Yield the keys of the newest notices within the dates that a query names, those without a date last."""
    dates = {name: date for name in ("since", "until") if (date := getattr(query, name)) is not None}
    where = "".join(f" AND {_CONDITIONS[name]}" for name in dates)
    dated = f"SELECT d.key FROM notices AS d WHERE d.date IS NOT NULL{where} ORDER BY d.date DESC, d.key LIMIT {_ASKED}"
    newest = connection.execute(dated, dates).fetchall()
    if not dates and len(newest) < _ASKED:
        undated = f"SELECT key FROM notices WHERE date IS NULL ORDER BY key LIMIT {_ASKED - len(newest)}"
        newest += connection.execute(undated).fetchall()
    yield from newest


def _compile(query: Query) -> tuple[str, dict[str, Any]]:
    """Return where the query looks, with its conditions, and their values."""
    words = split_words(query.words)
    if not words:
        raise StoreError("no word to search for; name one or more")
    values: dict[str, Any] = {"match": phrases(words)}
    where = ""
    for name, condition in _CONDITIONS.items():
        if (value := getattr(query, name)) is not None:
            values[name] = fold(value) if name == "agency" else value
            where += f" AND {condition}"
    return _FROM.format(issue=_ISSUE if query.problem is not None else "") + where, values


def _whole(connection: sqlite3.Connection, notice: int, start: int, end: int) -> str:
    """Return the text from `start` to `end` of a notice, put together again from its nodes.

    What lies between two nodes is blank, by the partition law; it stands as a line end.
    """
    nodes = connection.execute(
        "SELECT start, end, text FROM nodes WHERE notice = ? AND start >= ? AND end <= ? ORDER BY start, key",
        (notice, start, end),
    )
    parts: list[str] = []
    at = start
    for node_start, node_end, own in nodes:
        if node_start > at and parts:
            parts.append("\n")
        parts.append(own)
        at = max(at, node_end)
    return "".join(parts)
