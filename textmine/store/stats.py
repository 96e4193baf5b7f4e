"""What is in a store, and how well it was parsed: by format, by site and by layout."""

from __future__ import annotations

import sqlite3
from typing import Final

from msgspec import Struct


class Group(Struct, frozen=True):
    """The figures of one group of notices; `mismatches` are stated totals that the parse does not bear out."""

    name: str
    notices: int
    issues: int
    measures: int
    claims: int
    mismatches: int
    warned: int
    warnings: int


class Stats(Struct, frozen=True):
    """The whole store's figures, those of its groups, and the commonest warnings with their counts."""

    total: Group
    works: int
    entities: int
    outcomes: int
    failures: int
    formats: list[Group]
    sites: list[Group]
    layouts: list[Group]
    warnings: dict[str, int]


# Counted once a notice, so that joining them cannot multiply.
_FIGURES: Final = """
WITH figures AS (
  SELECT d.key AS key, d.media_type AS format, d.layout AS layout,
    coalesce((SELECT min(site) FROM sources WHERE notice = d.key AND site <> ''), '') AS site,
    (SELECT count(*) FROM nodes WHERE notice = d.key AND role = 'issue') AS issues,
    (SELECT count(*) FROM nodes WHERE notice = d.key AND role = 'measure') AS measures,
    (SELECT count(*) FROM claims WHERE notice = d.key) AS claims,
    (SELECT count(*) FROM claims WHERE notice = d.key AND verdict = 'mismatch') AS mismatches,
    (SELECT count(*) FROM warnings WHERE notice = d.key) AS warnings
  FROM notices AS d
)
SELECT {name}, count(*), coalesce(sum(issues), 0), coalesce(sum(measures), 0), coalesce(sum(claims), 0),
  coalesce(sum(mismatches), 0), coalesce(sum(warnings > 0), 0), coalesce(sum(warnings), 0)
FROM figures {group}"""


def read_stats(connection: sqlite3.Connection) -> Stats:
    """Return the figures of a store."""
    whole = connection.execute(_FIGURES.format(name="'all'", group="")).fetchone()
    codes = connection.execute("SELECT code, count(*) FROM warnings GROUP BY code ORDER BY count(*) DESC, code")
    return Stats(
        total=Group(*whole),
        works=_count(connection, "SELECT count(DISTINCT work) FROM notices"),
        entities=_count(connection, "SELECT count(*) FROM entities"),
        outcomes=_count(connection, "SELECT count(*) FROM outcomes"),
        failures=_count(connection, "SELECT count(*) FROM failures"),
        formats=_groups(connection, "format"),
        sites=_groups(connection, "site"),
        layouts=_groups(connection, "layout"),
        warnings=dict(codes),
    )


def _groups(connection: sqlite3.Connection, name: str) -> list[Group]:
    rows = connection.execute(_FIGURES.format(name=name, group=f"GROUP BY {name} ORDER BY count(*) DESC, {name}"))
    return [Group(*row) for row in rows]


def _count(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
