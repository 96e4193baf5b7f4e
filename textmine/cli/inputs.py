"""Parsed notices that a command takes: from a store, or from the JSON that `textmine parse` wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from textmine.bulk.sink import STORE_SUFFIXES
from textmine.collection import read_collection
from textmine.errors import TextmineError
from textmine.notice import Notice

_SQLITE: Final = b"SQLite format 3\0"


@dataclass
class Inputs:
    """What could not be read on the way; the reason was printed when it was met."""

    failures: list[str] = field(default_factory=list)

    def fail(self, error: TextmineError) -> None:
        self.failures.append(str(error))
        print(f"textmine: {error}", file=sys.stderr)

    def collect(self, paths: list[Path]) -> Iterator[Notice]:
        """Yield the notices of files and folders of JSON; what is none is printed and counted."""
        for path in paths:
            try:
                yield from read_collection(path, on_error=self.fail)
            except TextmineError as error:
                self.fail(error)


@contextmanager
def open_notices(path: Path) -> Iterator[tuple[Iterator[Notice], Inputs]]:
    """Yield the notices in a store, a .jsonl, a .json or a folder of them, and what could not be read."""
    inputs = Inputs()
    if is_store(path):
        from textmine.store import Store

        with Store(path, readonly=True) as store:
            yield store.notices(), inputs
    else:
        yield read_collection(path, on_error=inputs.fail), inputs


def is_store(path: Path) -> bool:
    """Tell whether a path is a store, by what is in it, or by its name where there is nothing."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE or path.suffix.lower() in STORE_SUFFIXES
    except OSError:
        return path.suffix.lower() in STORE_SUFFIXES and not path.is_dir()
