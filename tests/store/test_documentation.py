"""docs/store.md names every table, view and column there is, and no statement in it fails."""

import re
from pathlib import Path

import pytest

from textmine.notice import Notice
from textmine.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")


@pytest.fixture
def store(tmp_path: Path, notice: Notice):
    with Store(tmp_path / "notices.db") as store:
        store.add(notice)
        yield store


def test_every_table_and_column_is_named(store: Store) -> None:
    find = store._connection.execute
    names = [name for (name,) in find("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    tables = [name for name in names if not name.startswith(("search_index_", "sqlite_"))]
    assert len(tables) > 10
    known = set(re.findall(r"`(\w+)`", PAGE))
    known |= {name for heading in re.findall(r"^### (.+?)(?::|$)", PAGE, re.M) for name in heading.split(", ")}
    missing = [name for name in tables if name not in known]
    for table in tables:
        missing += [f"{table}.{row[1]}" for row in find(f"PRAGMA table_info({table})") if row[1] not in known]
    assert missing == []


def test_the_diagram_has_every_table_that_refers_to_another(store: Store) -> None:
    find = store._connection.execute
    drawn = set(re.findall(r"\w+", PAGE.split("```mermaid")[1].split("```")[0]))
    for (table,) in find("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in find(f"PRAGMA foreign_key_list({table})"):
            assert {table, row[2]} <= drawn


def test_its_statements_run(store: Store) -> None:
    statements = re.findall(r'"(SELECT .+?)"', PAGE)
    assert statements
    for statement in statements:
        assert len(store._connection.execute(statement).fetchall()) == 1


def test_the_views_answer(store: Store, changed) -> None:
    store.add(changed(id="b" * 16, text=changed().text + "\n"))
    find = store._connection.execute
    assert find("SELECT notice, other FROM same_as ORDER BY notice").fetchall() == [
        ("a" * 16, "b" * 16), ("b" * 16, "a" * 16),
    ]  # fmt: skip
    row = find("SELECT issue, problem, node, status, labels FROM measures").fetchone()
    assert row == ("补贴发放不规范", "finance", "2.1", "completed", "fund sanction")
