"""The store's file: whose it is, of which version, and what happens when it cannot be used."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from textmine.notice import Notice
from textmine.store import Store, StoreError, migrations
from textmine.store.migrations import APPLICATION_ID, MIGRATIONS

_NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notices.db"


def test_a_new_store_is_in_wal_mode_and_marked(path: Path) -> None:
    with Store(path):
        pass
    connection = sqlite3.connect(path)
    values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version")]
    connection.close()
    assert values == ["wal", len(MIGRATIONS)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no database at all, but long enough to be looked at as one" * 20, "no SQLite file"),
        ("CREATE TABLE other (a)", "no store of textmine"),
        (f"PRAGMA user_version = 99; PRAGMA application_id = {APPLICATION_ID}", "made by a newer textmine"),
    ],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_another_file_is_refused_and_left_alone(path: Path, content: bytes | str, said: str, readonly: bool) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        connection = sqlite3.connect(path)
        connection.executescript(content)
        connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said):
        Store(path, readonly=readonly)
    assert path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date_step_by_step(
    path: Path, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        store.add(notice)

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE failures ADD COLUMN since TEXT")

    for module in ("textmine.store.migrations", "textmine.store.connection"):
        monkeypatch.setattr(f"{module}.MIGRATIONS", (*MIGRATIONS, step))
    with pytest.raises(StoreError, match="store check"):
        Store(path, readonly=True)
    with Store(path) as store:
        assert store.get(notice.id) == notice
        assert store._connection.execute("SELECT since FROM failures").fetchall() == []


def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path):
        pass

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        connection.execute("no statement")

    for module in ("textmine.store.migrations", "textmine.store.connection"):
        monkeypatch.setattr(f"{module}.MIGRATIONS", (*MIGRATIONS, half))
    with pytest.raises(StoreError):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert store._connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
        assert migrations.version_of(store._connection) == len(MIGRATIONS)


def test_while_another_writes_reading_goes_on_and_writing_waits_then_says_so(path: Path, notice: Notice) -> None:
    with Store(path) as writer, Store(path, timeout=0.05) as other, Store(path, readonly=True) as reader:
        writer.add(notice)
        writer._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            other.add(notice)
        assert len(reader) == 1
        writer._connection.execute("ROLLBACK")
        assert other.add(notice) == "unchanged"


def test_a_full_disk_loses_nothing_that_was_stored(path: Path, changed) -> None:
    with Store(path) as store:
        store.add(changed())
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            store.add_many(changed(id=f"{number:016x}", text="某" * 90_000) for number in range(30))
    with Store(path) as store:
        assert len(store) == 1
        assert store.check() == []


def test_to_read_only_never_writes(path: Path, notice: Notice) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store(path, readonly=True)
    with Store(path) as store:
        store.add(notice)
    with Store(path, readonly=True) as store:
        for write in (lambda: store.add(notice), lambda: store.remove(notice.id), lambda: store.add_failure("a", "b")):
            with pytest.raises(StoreError, match="only to read"):
                write()


@contextmanager
def anybody() -> Iterator[Path]:
    """Yield a folder in which this process, even if it is root's, may do only what the permissions say."""
    root = os.geteuid() == 0
    with TemporaryDirectory(dir="/tmp") as folder:
        if root:
            os.chown(folder, _NOBODY, -1)
            os.setresuid(_NOBODY, _NOBODY, 0)
        try:
            yield Path(folder)
        finally:
            if root:
                os.setresuid(0, 0, 0)
            os.chmod(folder, 0o700)


def test_a_file_without_permission_is_said_to_be_so(notice: Notice) -> None:
    with anybody() as folder:
        path = folder / "notices.db"
        with Store(path) as store:
            store.add(notice)
        path.chmod(0o400)
        folder.chmod(0o500)
        with Store(path, readonly=True) as store:
            assert len(store) == 1
        with pytest.raises(StoreError, match="permissions"), Store(path) as store:
            store.add_failure("a", "b")


def test_check_finds_what_was_changed_behind_its_back(path: Path, notice: Notice) -> None:
    with Store(path) as store:
        store.add(notice)
        store._connection.execute("UPDATE originals SET json = x'00'")
        assert [fault for fault in store.check() if "damaged" in fault] != []
        with pytest.raises(StoreError, match="damaged"):
            list(store.notices())
        store._connection.execute("PRAGMA foreign_keys = OFF")
        store._connection.execute("DELETE FROM notices")
        assert any("refers to nothing" in fault for fault in store.check())


def test_a_damaged_notice_can_be_replaced(path: Path, notice: Notice, changed) -> None:
    with Store(path) as store:
        store.add(notice)
        store._connection.execute("UPDATE originals SET json = x'00'")
        assert store.add(changed(warnings=[])) == "replaced"
        assert store.count("清退") == 1


@pytest.mark.parametrize("name", ["a b#c?d%20.db", "整改.db"])
def test_any_name_of_a_file_will_do(tmp_path: Path, notice: Notice, name: str) -> None:
    with Store(tmp_path / "new" / name) as store:
        store.add(notice)
    assert (tmp_path / "new" / name).exists()
    with Store(tmp_path / "new" / name, readonly=True) as store:
        assert len(store) == 1
