"""Where parsed notices go: a folder of JSON files, a JSON-lines file, a store, or stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from textmine.cli.batch import Job
from textmine.errors import TextmineError
from textmine.notice import Notice

if TYPE_CHECKING:
    from textmine.store import Store


class Sink(Protocol):
    """Takes notices one by one; `place` says in words where they go."""

    place: str

    def write(self, notice: Notice, job: Job) -> None: ...

    def fail(self, job: Job, reason: str) -> None:
        """Note a source that gave no notice; most sinks keep no such notes."""
        return


class Lines(Sink):
    """One notice a line, on a binary stream."""

    def __init__(self, stream: BinaryIO, place: str) -> None:
        self.stream, self.place = stream, place

    def write(self, notice: Notice, job: Job) -> None:
        self.stream.write(notice.to_json().encode() + b"\n")
        self.stream.flush()


class Folder(Sink):
    """One `NAME.json` a notice, below the folder as the inputs lay below theirs; each file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.place = folder, f"{folder}{os.sep}"
        self.taken: set[Path] = set()

    def write(self, notice: Notice, job: Job) -> None:
        target = self.folder / job.name.with_suffix(".json")
        if target in self.taken:  # report.html beside report.docx
            target = self.folder / (str(job.name) + ".json")
        number = 2
        while target in self.taken:
            target, number = self.folder / f"{job.name}-{number}.json", number + 1
        self.taken.add(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        part.write_text(notice.to_json(indent=1) + "\n", encoding="utf-8")
        part.replace(target)


class Stored(Sink):
    """Into a store, some notices a transaction; `close` puts in the last of them."""

    def __init__(self, store: Store) -> None:
        self.store, self.place = store, str(store.path)
        self.waiting: list[Notice] = []
        self.names: list[str] = []

    def write(self, notice: Notice, job: Job) -> None:
        self.waiting.append(notice)
        self.names.append(str(job.name))
        if len(self.waiting) >= self.store.batch:
            self.close()

    def fail(self, job: Job, reason: str) -> None:
        """Note a source that gave no notice."""
        self.store.add_failure(str(job.name), reason)

    def close(self) -> None:
        waiting, names, self.waiting, self.names = self.waiting, self.names, [], []
        self.store.clear_failures(names)
        self.store.add_many(waiting)


@contextmanager
def open_sink(output: str) -> Iterator[Sink]:
    """Yield the sink that `output` names; raise `TextmineError` where it cannot be written."""
    try:
        if output == "-":
            yield Lines(sys.stdout.buffer, "stdout")
        elif output.endswith(".jsonl"):
            target = Path(output)
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(target.name + ".part")
            with part.open("wb") as stream:
                yield Lines(stream, output)
            part.replace(target)
        elif output.endswith((".db", ".sqlite", ".sqlite3")):
            from textmine.store import Store

            with Store(output) as store:
                sink = Stored(store)
                try:
                    yield sink
                finally:
                    sink.close()
        else:
            Path(output).mkdir(parents=True, exist_ok=True)
            yield Folder(Path(output))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TextmineError(
            f"cannot write to {output}: {error.strerror or error}; name another place with -o"
        ) from error
