"""Notices in, the same notices out: added, replaced, linked, and what is known of those that failed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from textmine.generator import LAYOUTS, generate
from textmine.notice import Header, HeaderField, Node, Notice, Source
from textmine.pipeline import parse_text
from textmine.store import Store, StoreError
from textmine.store.database import BATCH

TABLES = "notices sources header_fields nodes labels entities outcomes claims warnings originals failures".split()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notices.db"


def counts(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        found = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    connection.close()
    return found


def dump(path: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(path)
    rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in [*TABLES, "search_index_data"]}
    connection.close()
    return rows


def test_a_notice_comes_back_as_it_was_added(path: Path, notice: Notice) -> None:
    with Store(path) as store:
        assert store.add(notice) == "added"
    with Store(path, readonly=True) as store:
        assert store.get(notice.id) == notice
        assert store.get("0" * 16) is None
        assert list(store.notices()) == [notice]


def test_adding_again_changes_nothing(path: Path, notice: Notice) -> None:
    with Store(path) as store:
        store.add(notice)
        before = dump(path)
        assert store.add(notice) == "unchanged"
        assert dump(path) == before


def test_a_newer_parse_replaces_the_older_whole(path: Path, notice: Notice) -> None:
    newer = replace(notice, outline=[], entities=[], outcomes=[], claims=[], warnings=[], header=Header())
    with Store(path) as store:
        store.add(notice)
        assert store.add(newer) == "replaced"
        assert store.get(notice.id) == newer
        assert list(store.search("清退")) == []
        assert store.check() == []
    rows = counts(path)
    assert rows == dict.fromkeys(TABLES, 0) | {"notices": 1, "sources": 1, "originals": 1}


def test_the_same_bytes_from_another_place_are_noted(path: Path, notice: Notice) -> None:
    elsewhere = replace(notice, source=replace(notice.source, metadata={"url": "https://other.example/b.html"}))
    with Store(path) as store:
        store.add(notice)
        assert store.add(elsewhere) == "unchanged"
        assert store.add(replace(elsewhere, warnings=[])) == "replaced"
        sites = store._connection.execute("SELECT site FROM sources ORDER BY site").fetchall()
    assert sites == [("other.example",), ("www.wanghu.example",)]


def test_versions_of_one_notice_are_linked(path: Path, changed) -> None:
    first = changed()
    other_bytes = changed(id="b" * 16, text=first.text + "\n打印本页")
    other_round = changed(
        id="c" * 16, header=replace(first.header, inspection_period=HeaderField("2023-01-05/2023-03-01", (0, 2)))
    )
    spaced = replace(first.header, title=HeaderField("中共望湖区水务局党组关于巡察整改进展情况的 通报", (0, 24)))
    other_blanks = changed(id="d" * 16, header=spaced)
    with Store(path) as store:
        store.add_many([first, other_bytes, other_round, other_blanks])
        assert store.versions(first.id) == ["b" * 16, "d" * 16]
        assert store.versions(other_round.id) == []


def test_notices_that_state_no_round_are_one_work_only_with_one_text(path: Path, changed) -> None:
    with Store(path) as store:
        store.add(changed(header=Header()))
        store.add(changed(id="b" * 16, header=Header()))
        store.add(changed(id="c" * 16, header=Header(), text="另一份通报", outline=[], entities=[], outcomes=[]))
        assert store.versions("a" * 16) == ["b" * 16]


def test_generated_notices_come_back(path: Path) -> None:
    notices = [
        parse_text(generate(Random(seed), layout).text) for seed, layout in enumerate(LAYOUTS.values(), 3)
    ]  # fmt: skip
    with Store(path) as store:
        assert store.add_many(notices)["added"] == len(notices)
        assert list(store.notices()) == notices
        assert store.check() == []
        nodes = store._connection.execute("SELECT count(*) FROM nodes").fetchone()[0]
    assert nodes == sum(1 for notice in notices for _ in notice.walk())


def test_what_came_before_an_error_is_kept(path: Path, changed) -> None:
    def broken() -> Iterator[Notice]:
        for number in range(BATCH + 3):
            yield changed(id=f"{number:016x}")
        raise RuntimeError("the source broke off")

    with Store(path) as store:
        with pytest.raises(RuntimeError):
            store.add_many(broken())
        assert len(store) == BATCH + 3


@pytest.mark.parametrize(
    "fault",
    [
        {"outline": [Node("1", "issue", (0, 3), (0, 3)), Node("1", "issue", (3, 5), (3, 5))]},  # one id twice
        {"source": Source("a.txt", "text/plain", None, "a", 2**70)},
    ],
)
def test_one_bad_notice_stops_no_other(path: Path, changed, fault: dict[str, object]) -> None:
    bad = changed(id="b" * 16, entities=[], outcomes=[], **fault)
    with Store(path) as store:
        done = store.add_many([changed(), bad, changed(id="c" * 16)])
        assert dict(done) == {"added": 2, "failed": 1}
        assert [failure.name for failure in store.failures()] == [bad.source.name]
        assert store.get("b" * 16) is None
        with pytest.raises(StoreError, match="do not fit together"):
            store.add(bad)


def test_a_number_beyond_all_columns_stands_in_the_json(path: Path, changed) -> None:
    notice = changed(outline=[Node("1", "issue", (0, 3), (0, 3), number=10**20)], entities=[], outcomes=[])
    with Store(path) as store:
        assert store.add(notice) == "added"
        assert store.get(notice.id) == notice


def test_remove(path: Path, notice: Notice) -> None:
    with Store(path) as store:
        store.add(notice)
        assert store.remove(notice.id)
        assert not store.remove(notice.id)
        assert list(store.search("清退")) == []
    assert counts(path) == dict.fromkeys(TABLES, 0)


def test_failures_are_kept_until_they_are_cleared(path: Path) -> None:
    with Store(path) as store:
        store.add_failure("a.doc", "a.doc: encrypted")
        store.add_failure("a.doc", "a.doc: damaged")
        store.add_failure("b.doc", "b.doc: empty")
        store.clear_failures(["b.doc"])
        assert store.failures() == [("a.doc", "a.doc: damaged")]


def test_stats_count_what_is_there(path: Path, changed) -> None:
    with Store(path) as store:
        store.add_many([changed(), changed(id="b" * 16, warnings=[], claims=[])])
        store.add_failure("c.doc", "c.doc: damaged")
        stats = store.stats()
    assert (stats.total.notices, stats.total.issues, stats.total.measures) == (2, 2, 2)
    assert (stats.total.mismatches, stats.total.warned, stats.works, stats.failures) == (1, 1, 1, 1)
    assert [(group.name, group.notices) for group in stats.sites] == [("www.wanghu.example", 2)]
    assert [group.name for group in stats.layouts] == ["· · 一、 1. (1)"]
    assert stats.warnings == {"totals-mismatch": 1}


def test_an_empty_store_has_empty_results(path: Path) -> None:
    with Store(path) as store:
        assert (len(store), list(store.notices()), list(store.search("清退")), store.check()) == (0, [], [], [])
        assert store.stats().total.notices == 0
