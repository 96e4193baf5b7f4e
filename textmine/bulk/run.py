"""A run from end to end: documents that are new or changed, in tasks, through an engine, into a sink."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from textmine.bulk.local import Engine, cores, run_here, run_local
from textmine.bulk.records import Document, Ended, Failure, Receipt, Result, Task
from textmine.bulk.sink import Sink
from textmine.bulk.sources import Found
from textmine.bulk.task import path_of

# Documents a task: few at first, so that all workers soon have some, then enough that what a task costs is shared.
_FIRST: Final = 2
_MOST: Final = 32
# Bytes of archived documents a task; they go through the pipe.
_MOST_BYTES: Final = 8 << 20
_SMALL_BYTES: Final = 1 << 20
# A task goes out, if need be an empty one, before more failures than this have gathered.
_MOST_FAILURES: Final = 500


@dataclass
class Summary:
    """What a run did: `counts` of notices (new ones), `unchanged`, areas, issues, measures, warnings; and `failed`."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: int = 0

    def add(self, result: Result) -> None:
        """Count what became of some documents."""
        for receipt in result.receipts:
            if receipt.same:
                self.counts["unchanged"] += 1
            if (found := receipt.counts) is not None:
                self.counts.update(
                    notices=1,
                    areas=found.areas,
                    issues=found.issues,
                    measures=found.measures,
                    warnings=found.warnings,
                )
        self.failed += len(result.failures)


# Told what became of some documents, once it lasts.
Report = Callable[[Result], object]


def run(
    found: Iterable[Found],
    sink: Sink,
    *,
    engine: Engine | None = None,
    jobs: int | None = None,
    report: Report = lambda result: None,
) -> Summary:
    """Parse what is new or changed into the sink, and return what was done; a document's fault stops nothing.

    Without an `engine` it runs in `jobs` processes on this machine. Whatever ends it, an error, Ctrl-C or a kill, what
    was done lasts, and another run does the rest.
    """
    summary = Summary()
    failures: list[Failure] = []
    found = iter(found)
    first = list(islice(found, 2))
    engine = engine or _choose_engine(first, sink, jobs or cores())

    def settle(result: Result) -> None:
        # What failed before anything was parsed goes along with what comes back next.
        whole = Result(result.receipts, result.failures + failures, result.lines, result.fault)
        failures.clear()
        whole = _with_earlier(whole, sink)
        sink.settle(whole)
        summary.add(whole)
        report(whole)

    try:
        # Closed whatever happens, so that no worker outlives the run.
        with closing(engine(_tasks(chain(first, found), sink, failures))) as results:
            for result in results:
                settle(result)
        settle(Result())
        sink.complete()
    finally:
        sink.finish()
    return summary


def _choose_engine(first: list[Found], sink: Sink, jobs: int) -> Engine:
    """Return what suits the documents: one small one is done before a worker has started."""
    if len(first) < 2 and all(map(_is_small, first)):
        return lambda tasks: run_here(tasks, sink.setup)
    return lambda tasks: run_local(tasks, sink.setup, jobs=jobs)


def _is_small(found: Found) -> bool:
    if not isinstance(found, Document) or found.path is None:
        return True
    path = path_of(found)
    return not path.is_file() or path.stat().st_size <= _SMALL_BYTES


def _tasks(found: Iterable[Found], sink: Sink, failures: list[Failure]) -> Iterator[Task]:
    """Yield tasks of documents, prepared; failures on the way are put aside."""
    documents: list[Document] = []
    size, number, most = 0, 0, _FIRST
    for one in found:
        if isinstance(one, Ended):
            sink.end(one)
        elif isinstance(one, Failure):
            failures.append(one)
        else:
            documents.append(one)
            size += len(one.data or b"")
        if len(documents) >= most or size >= _MOST_BYTES or len(failures) >= _MOST_FAILURES:
            yield Task(f"{sink.name}-{number:08d}", sink.output, sink.prepare(documents))
            documents, size, number, most = [], 0, number + 1, min(_MOST, most + 1)
    if documents:
        yield Task(f"{sink.name}-{number:08d}", sink.output, sink.prepare(documents))


def _with_earlier(result: Result, sink: Sink) -> Result:
    """Return a result in which bytes that failed before, and were not tried again, are failures still."""
    if sink.manifest is None:
        return result
    kept: list[Receipt] = []
    failures = list(result.failures)
    for receipt in result.receipts:
        earlier = sink.manifest.failure(receipt.key) if receipt.same else None
        if earlier is None:
            kept.append(receipt)
        else:
            failures.append(earlier)
    return Result(kept, failures, result.lines, result.fault)
