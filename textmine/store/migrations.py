"""The store's tables, as ordered steps: each takes a store from one version to the next.

A step that was released is never changed; a new one is added behind it. docs/store.md describes what they make.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from textmine.store.words import TOKENIZER

# "TxMn": tells a store from any other SQLite file.
APPLICATION_ID: Final = 0x54784D6E


def _1_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of the notices and what was found in them, and the views for people."""
    for statement in _TABLES.split(";\n\n"):
        connection.execute(statement)


def _2_search(connection: sqlite3.Connection) -> None:
    """Make the index of the words. It keeps no text of its own and no sizes: nothing is ranked by them."""
    tokenizer = TOKENIZER.replace("'", "''")
    connection.execute(
        f"CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', columnsize=0, tokenize='{tokenizer}')"
    )


def _3_dates(connection: sqlite3.Connection) -> None:
    """Make the index that gives the newest notices first."""
    connection.execute("CREATE INDEX notices_by_date ON notices (date)")


Migration = Callable[[sqlite3.Connection], None]
MIGRATIONS: Final[tuple[Migration, ...]] = (_1_tables, _2_search, _3_dates)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many steps the store has behind it; 0 for a file that is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Take the store to the newest version, all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)  # again, now that no other process can write
        for number, step in enumerate(MIGRATIONS[version:], version + 1):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


# A node is referred to by its notice and its id of the contract (2.1.3), which a person can read; and since all such
# keys begin with the notice, the tables' own keys serve to find what refers to a node, with no index beside them.
# Keys of nodes are never used twice (AUTOINCREMENT): a word of a node that is gone can never point to another node.
_TABLES: Final = """
CREATE TABLE notices (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  work TEXT NOT NULL,
  title TEXT,
  agency TEXT,
  kind TEXT,
  level TEXT,
  date TEXT,
  layout TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding TEXT,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL
);

CREATE INDEX notices_by_work ON notices (work);

CREATE TABLE sources (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  site TEXT NOT NULL,
  PRIMARY KEY (notice, name, url)
) WITHOUT ROWID;

CREATE TABLE header_fields (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (notice, field)
) WITHOUT ROWID;

CREATE TABLE nodes (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  id TEXT NOT NULL,
  parent TEXT,
  issue TEXT,
  role TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  extent_end INTEGER NOT NULL,
  marker TEXT,
  number INTEGER,
  title TEXT,
  field TEXT,
  value TEXT,
  problem TEXT,
  problem_score REAL,
  status TEXT,
  status_basis TEXT,
  text TEXT NOT NULL,
  UNIQUE (notice, id),
  FOREIGN KEY (notice, parent) REFERENCES nodes (notice, id) ON DELETE CASCADE,
  FOREIGN KEY (notice, issue) REFERENCES nodes (notice, id) ON DELETE CASCADE
);

CREATE TABLE labels (
  notice INTEGER NOT NULL,
  node TEXT NOT NULL,
  rank INTEGER NOT NULL,
  label TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (notice, node, rank),
  FOREIGN KEY (notice, node) REFERENCES nodes (notice, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE entities (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  node TEXT,
  label TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  value TEXT,
  amount REAL,
  unit TEXT,
  mod TEXT,
  kind TEXT,
  mention TEXT,
  PRIMARY KEY (notice, ordinal),
  FOREIGN KEY (notice, node) REFERENCES nodes (notice, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE outcomes (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  node TEXT,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  amount REAL,
  unit TEXT,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (notice, ordinal),
  FOREIGN KEY (notice, node) REFERENCES nodes (notice, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE claims (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value REAL NOT NULL,
  found REAL,
  verdict TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (notice, ordinal)
) WITHOUT ROWID;

CREATE TABLE warnings (
  notice INTEGER NOT NULL REFERENCES notices (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  start INTEGER,
  end INTEGER,
  PRIMARY KEY (notice, ordinal)
) WITHOUT ROWID;

CREATE TABLE originals (
  notice INTEGER PRIMARY KEY REFERENCES notices (key) ON DELETE CASCADE,
  json BLOB NOT NULL
);

CREATE TABLE failures (
  name TEXT PRIMARY KEY,
  reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIEW same_as AS
SELECT a.id AS notice, b.id AS other, a.work AS work
FROM notices AS a JOIN notices AS b ON b.work = a.work AND b.key <> a.key;

CREATE VIEW measures AS
SELECT d.id AS notice, d.agency AS agency, d.date AS date, i.title AS issue, i.problem AS problem,
  n.id AS node, n.text AS text, n.status AS status,
  (SELECT group_concat(label, ' ') FROM (
    SELECT label FROM labels AS l WHERE l.notice = n.notice AND l.node = n.id ORDER BY rank)) AS labels
FROM nodes AS n JOIN notices AS d ON d.key = n.notice
LEFT JOIN nodes AS i ON i.notice = n.notice AND i.id = n.issue
WHERE n.role = 'measure'
""".strip()
