"""Doing one task: its documents are read, parsed and written; what is handed back is receipts. The same everywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from textmine.bulk.records import Code, Counts, Document, Failure, Receipt, Result, Setup, Task
from textmine.bulk.writing import open_writer
from textmine.errors import MissingDependencyError, ReadError, TextmineError
from textmine.notice import Notice
from textmine.readers import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textmine.pipeline import Stage

# Entered for each document of a task by its place: a worker tells its parent then, and sets its limits.
Guard = Callable[[int], AbstractContextManager[object]]

_OFFICE_SUFFIXES: Final = frozenset({".doc", ".wps", ".rtf", ".odt"})
# Touches whatever is loaded when it is first wanted, so that no document pays for it.
_WARMING: Final = "某局党组关于巡察整改情况的通报\n一、关于学习不深入的问题\n1.修订《学习制度》，清退补贴3万元。"


def load_stages(setup: Setup) -> tuple[Stage, ...]:
    """Return the stages that a run is to use, everything they need loaded; raise `TextmineError` where it cannot be."""
    from textmine import pipeline

    taxonomy = Path(setup.taxonomy) if setup.taxonomy else None
    stages = pipeline.stages_with(Path(setup.model), taxonomy) if setup.model else pipeline.STAGES
    pipeline.parse_text(_WARMING, stages=stages)
    return stages


def perform(task: Task, stages: tuple[Stage, ...], *, guard: Guard = lambda at: nullcontext()) -> Result:
    """Do a task and return what became of it; a document's fault is a failure, never an exception.

    Nothing is written of a task before all its documents are parsed, save in a folder, file by file.
    """
    converted = _convert(task.documents)
    receipts: list[Receipt] = []
    failures: list[Failure] = []
    try:
        writer = open_writer(task.output, task.name)
        for at, document in enumerate(task.documents):
            with guard(at):
                done = _parse(document, converted, stages)
            if isinstance(done, Failure):
                failures.append(done)
            elif isinstance(done, Receipt):
                receipts.append(done)
            else:
                start, length = writer.add(document, done)
                receipts.append(_receipt(document, done, writer.part, start, length))
        lines = writer.finish()
    except (OSError, TextmineError) as error:
        return Result(fault=_say(error))
    return Result(receipts, failures, lines)


def _parse(
    document: Document, converted: Mapping[str, bytes | ReadError | None], stages: tuple[Stage, ...]
) -> Notice | Receipt | Failure:
    """Return a document's notice, a receipt where its bytes were done before, or its failure."""
    try:
        if document.known is not None and digest(document) == document.known:
            return Receipt(document.key, document.name, document.known, same=True)
        return _analyse(document, converted.get(document.key), stages)
    except MissingDependencyError as error:
        return fail(document, "dependency", str(error))
    except ReadError as error:
        return fail(document, "unreadable", str(error))
    except OSError as error:
        return fail(document, "missing", f"{document.key}: cannot be read ({error.strerror or error}); check the path")
    except MemoryError:
        return fail(document, "memory", f"{document.key}: needs more memory than one document may take")
    except Exception as error:
        # A stage that fails on one notice must not stop the others; it is called what it is, a bug.
        why = f"textmine failed on it ({type(error).__name__}: {error}); report it"
        return fail(document, "bug", f"{document.key}: {why}")


def _analyse(document: Document, converted: bytes | ReadError | None, stages: tuple[Stage, ...]) -> Notice:
    from textmine import pipeline, readers

    if isinstance(converted, ReadError):
        raise converted
    if document.data is not None:
        name = PurePosixPath(document.name).name
        notice = readers.read_bytes(
            document.data, name=name, metadata=document.metadata or None, charset=document.charset
        )
    elif converted is not None:
        from textmine.readers import office

        notice = office.read_converted(path_of(document), converted)
    else:
        notice = readers.read(path_of(document))
    return pipeline.analyse(notice, stages)


def _convert(documents: list[Document]) -> dict[str, bytes | ReadError | None]:
    """Return what LibreOffice makes of a task's files in one run; one alone is converted where it is read."""
    paths = {
        path_of(document): document.key
        for document in documents
        if document.path and document.known is None and path_of(document).suffix.lower() in _OFFICE_SUFFIXES
    }
    if len(paths) < 2:
        return {}
    from textmine.readers import office

    return {paths[path]: converted for path, converted in office.convert(paths)}


def _receipt(document: Document, notice: Notice, part: str, start: int, length: int) -> Receipt:
    counts = Counts(len(notice.areas), len(notice.issues), len(notice.measures), len(notice.warnings))
    return Receipt(
        document.key, document.name, notice.source.sha256, part=part, start=start, length=length, counts=counts
    )


def fail(document: Document, code: Code, message: str) -> Failure:
    """Return a document's failure, with the digest of its bytes; a file that cannot even be opened is `missing`."""
    try:
        return Failure(document.key, document.name, code, message, digest(document))
    except OSError:
        return Failure(document.key, document.name, "missing", message)


def digest(document: Document) -> str:
    """Return the SHA-256 of a document's bytes; nothing for one so large that nobody reads it.

    Raises `OSError` where its file cannot be read.
    """
    if document.data is not None:
        return hashlib.sha256(document.data).hexdigest()
    with path_of(document).open("rb") as stream:
        # A sparse file may claim any size.
        large = os.fstat(stream.fileno()).st_size > MAX_BYTES
        return "" if large else hashlib.file_digest(stream, "sha256").hexdigest()


def path_of(document: Document) -> Path:
    """Return where a document's file lies."""
    return Path(os.fsdecode(document.path or b""))


def _say(error: OSError | TextmineError) -> str:
    if isinstance(error, TextmineError):
        return str(error)
    return f"{error.filename or 'the output'}: cannot be written ({error.strerror or error})"
