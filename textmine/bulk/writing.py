"""Writing the notices of one task, so that they are there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from secrets import token_hex
from typing import Final, Protocol

import msgspec

from textmine.bulk.records import Document, Output
from textmine.notice import Notice

# Other writers of a store have their turn first.
_STORE_SECONDS: Final = 600.0


class Writer(Protocol):
    """Takes the notices of a task one by one; they count once `finish` has returned. `part` names where lines lie."""

    part: str

    def add(self, document: Document, notice: Notice) -> tuple[int, int]:
        """Take a notice, and return where in the task's part it begins, and its length in bytes."""
        ...

    def finish(self) -> bytes:
        """Make what was added last; return it where it goes to a stream."""
        ...


def open_writer(output: Output, task: str) -> Writer:
    """Return the writer for the output of a task of some name."""
    # Nobody else's: a worker that was given up may still be at the same task.
    own = f"{task}-{token_hex(4)}"
    if output.kind == "stream":
        return _Stream()
    if output.kind == "lines":
        return _Part(parts_folder(output.state) / f"{own}.part")
    if output.kind == "folder":
        return _Files(Path(output.path), parts_folder(output.state) / f"{own}.tmp")
    return _Rows(output.path)


def parts_folder(state: str | Path) -> Path:
    """Return where a run keeps what is not yet in its place."""
    return Path(state) / "parts"


def write_whole(path: Path, data: bytes, *, through: Path) -> None:
    """Write a file that is there whole or not at all; `through` is its place until then.

    Even after a power failure, once `sync_folder` has made its name last.
    """
    try:
        with through.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        through.replace(path)
    except OSError:
        through.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some shared file systems cannot, and do not need to.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


class _Stream:
    """One notice a line, kept to be handed back."""

    part = ""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.size = 0

    def add(self, document: Document, notice: Notice) -> tuple[int, int]:
        line = msgspec.json.encode(notice) + b"\n"
        start = self.size
        self.lines.append(line)
        self.size += len(line)
        return start, len(line)

    def finish(self) -> bytes:
        return b"".join(self.lines)


class _Part(_Stream):
    """One notice a line, in a part that is put together with the others at the end of the run."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.part = path, path.name

    def finish(self) -> bytes:
        if self.lines:
            write_whole(self.path, b"".join(self.lines), through=self.path.with_suffix(".tmp"))
            sync_folder(self.path.parent)
        return b""


class _Files:
    """One file a notice."""

    part = ""

    def __init__(self, folder: Path, through: Path) -> None:
        self.folder = folder
        # Not by the document's name: that may be as long as a name can be.
        self.through = through
        self.touched: set[Path] = set()

    def add(self, document: Document, notice: Notice) -> tuple[int, int]:
        data = notice.to_json(indent=1).encode() + b"\n"
        target = self.folder / (document.target or document.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data, through=self.through)
        self.touched.add(target.parent)
        return 0, len(data)

    def finish(self) -> bytes:
        for folder in self.touched:
            sync_folder(folder)
        return b""


class _Rows:
    """Into a store, in one transaction."""

    part = ""

    def __init__(self, path: str) -> None:
        self.path = path
        self.notices: list[Notice] = []

    def add(self, document: Document, notice: Notice) -> tuple[int, int]:
        self.notices.append(notice)
        return 0, 0

    def finish(self) -> bytes:
        if self.notices:
            from textmine.store import Store

            with Store(self.path, timeout=_STORE_SECONDS, lasting=True) as store:
                store.add_many(self.notices)
        return b""
