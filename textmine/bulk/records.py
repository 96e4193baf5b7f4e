"""What goes between a run and its workers: documents and tasks one way, receipts the other, as MessagePack."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

# Why a document gave no notice. `dependency`: a program or extra is missing; `limit`: larger than is read, or unpacks
# to more; `path`: a name in an archive that leads out of it; `archive`: an archive is damaged there; `bug`: textmine's own.
Code = Literal[
    "unreadable",
    "dependency",
    "missing",
    "archive",
    "path",
    "encrypted",
    "limit",
    "crashed",
    "timeout",
    "memory",
    "bug",
]
# These may pass by themselves: a new run tries them again, unasked.
PASSING: Final[frozenset[Code]] = frozenset({"dependency", "missing"})
# These are met wherever an archive, a list or a folder is read, each time anew.
OUTER: Final[frozenset[Code]] = frozenset({"missing", "archive", "path", "encrypted", "limit"})


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One notice to be: its `key` says for good where it lies; `name` is its path below the input that held it.

    `path` is that of a file, in the system's own bytes, since it need not be text; it is read where it is parsed. `data`
    holds the bytes of what lies in an archive. `known` is the SHA-256 of the bytes that were done before, and `target`
    where its notice goes in a folder.
    """

    key: str
    name: str
    path: bytes | None = None
    data: bytes | None = None
    metadata: dict[str, str] = {}
    charset: str | None = None
    known: str | None = None
    target: str | None = None


class Failure(msgspec.Struct, frozen=True):
    """A document that gave no notice, with the reason as a code and in words."""

    key: str
    name: str
    code: Code
    message: str
    sha256: str = ""


class Ended(msgspec.Struct, frozen=True):
    """An archive, a list or a folder has been read to its end: what was wrong with it before and is not now, is over."""

    key: str


class Counts(msgspec.Struct, frozen=True):
    """How much was found in a notice."""

    areas: int
    issues: int
    measures: int
    warnings: int


class Receipt(msgspec.Struct, frozen=True):
    """A document that is done: where its notice lies. `same` tells that its bytes are those that were done before."""

    key: str
    name: str
    sha256: str
    same: bool = False
    part: str = ""
    start: int = 0
    length: int = 0
    counts: Counts | None = None


class Output(msgspec.Struct, frozen=True):
    """Where notices go, as a worker has to know it."""

    kind: Literal["stream", "lines", "folder", "store"]
    path: str
    state: str


class Limits(msgspec.Struct, frozen=True):
    """What one document may take: seconds, and bytes beyond what a worker has at its start."""

    seconds: float = 120.0
    memory: int = 2 << 30


class Setup(msgspec.Struct, frozen=True):
    """What a worker has to know before its first task; `model` and `taxonomy` are paths, the package's if not given."""

    limits: Limits = Limits()
    model: str | None = None
    taxonomy: str | None = None


class Task(msgspec.Struct, frozen=True):
    """Some documents that are done together; what is written of them on the way bears `name`."""

    name: str
    output: Output
    documents: list[Document]


class Result(msgspec.Struct, frozen=True):
    """What became of a task's documents; `lines` are the notices themselves where they go to a stream.

    `fault` says why nothing could be written: a matter of the output, and not of any document.
    """

    receipts: list[Receipt] = []
    failures: list[Failure] = []
    lines: bytes = b""
    fault: str = ""
