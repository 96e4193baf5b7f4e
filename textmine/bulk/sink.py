"""Where notices go, as the run sees it: what is done there, what is to be done, and how the lines become one file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec.structs import replace

from textmine.bulk.assembly import assemble, recover
from textmine.bulk.fingerprint import fingerprint
from textmine.bulk.manifest import Manifest
from textmine.bulk.records import PASSING, Document, Ended, Failure, Output, Receipt, Result, Setup
from textmine.bulk.writing import parts_folder, sync_folder
from textmine.errors import TextmineError
from textmine.notice import Notice

if TYPE_CHECKING:
    from textmine.store import Store

# How long another writer of a store may hold it.
_STORE_SECONDS: Final = 60.0
STORE_SUFFIXES: Final = (".db", ".sqlite", ".sqlite3")


def plan_output(given: str) -> Output:
    """Return what a user's OUT means: `-` stdout, a .jsonl file, a store, or else a folder; and where its state lies.

    >>> plan_output("out/notices.jsonl").state, plan_output("out").state
    ('out/notices.jsonl.textmine', 'out/.textmine')
    """
    if given == "-":
        return Output("stream", "", "")
    path = Path(given)
    beside = str(path.with_name(f"{path.name}.textmine")) if path.name else ""
    if given.endswith(".jsonl"):
        return Output("lines", str(path), beside)
    if given.endswith(STORE_SUFFIXES):
        return Output("store", str(path), beside)
    return Output("folder", str(path), str(path / ".textmine"))


def manifest_path(output: Output) -> Path:
    """Return where the manifest of an output lies."""
    return Path(output.state) / "manifest.db"


class Sink:
    """An output that is open for a run; `stream` takes the lines where it is stdout, `store` is open where it is one."""

    def __init__(
        self,
        output: Output,
        manifest: Manifest | None,
        setup: Setup,
        *,
        store: Store | None = None,
        stream: BinaryIO | None = None,
        retry: bool = False,
    ) -> None:
        self.output, self.manifest, self.setup = output, manifest, setup
        self.store, self.stream, self.retry = store, stream, retry
        model, taxonomy = (Path(path) if path else None for path in (setup.model, setup.taxonomy))
        self.parser = fingerprint(model, taxonomy)
        # Parts of this run bear its name, so that one of a killed run that comes late harms nothing.
        self.name = secrets.token_hex(4)
        self._ended: list[str] = []

    def prepare(self, documents: list[Document]) -> list[Document]:
        """Return the documents with what is known of them, so that each is only done if it is new or changed."""
        if self.manifest is None:
            return documents
        if self.output.kind != "folder":
            return [self._prepare(self.manifest, document, None) for document in documents]
        with self.manifest.transaction():
            return [self._prepare(self.manifest, document, self.manifest.target(document)) for document in documents]

    def _prepare(self, manifest: Manifest, document: Document, target: str | None) -> Document:
        entry = manifest.find(document.key)
        known = None
        if entry is not None and entry.parser == self.parser and entry.sha256:
            again = entry.code is not None and (self.retry or entry.code in PASSING)
            lost = entry.code is None and self._is_lost(entry.sha256, target)
            known = None if again or lost else entry.sha256
        return replace(document, known=known, target=target)

    def _is_lost(self, sha256: str, target: str | None) -> bool:
        """Tell whether a notice that was done is not in its place any more; lines are looked after as a whole."""
        if target is not None:
            return not Path(self.output.path, target).exists()
        return self.store is not None and not self.store.has(sha256[:16])

    def settle(self, result: Result) -> None:
        """Note what became of some documents: from here on it lasts."""
        if result.fault:
            raise TextmineError(f"{result.fault}; what is done is kept: make room or name another place, and run again")
        if self.stream is not None:
            self.stream.write(result.lines)
            self.stream.flush()
        if self.manifest is None:
            return
        if self.store is not None:
            if result.lines:  # from a cluster, whose workers do not write to a store themselves
                self.store.add_many(map(Notice.from_json, result.lines.splitlines()))
            self._tell_store(self.store, self.manifest, result)
        if self.output.kind == "folder":
            for failure in result.failures:
                self._drop_file(self.manifest, failure)
        self.manifest.record(result.receipts, result.failures, parser=self.parser, run=self.name)

    def end(self, source: Ended) -> None:
        """Note that an archive, a list or a folder was read to its end."""
        self._ended.append(source.key)

    def complete(self) -> None:
        """Forget earlier failures of archives, lists and folders that are sound now: nothing of them is open any more."""
        if self.manifest is None or not self._ended:
            return
        names = self.manifest.end(self._ended, run=self.name)
        if names and self.store is not None:
            self.store.clear_failures(names)

    def finish(self) -> None:
        """Put the lines of all parts into the output, if there are new ones."""
        if self.manifest is not None and self.output.kind == "lines":
            assemble(self.output, self.manifest)

    def _drop_file(self, manifest: Manifest, failure: Failure) -> None:
        """Remove the notice of what the document was before it changed, and failed."""
        entry = manifest.find(failure.key)
        if entry is not None and entry.code is None:
            target = manifest.known_target(failure.key)
            if target is not None:
                Path(self.output.path, target).unlink(missing_ok=True)

    def _tell_store(self, store: Store, manifest: Manifest, result: Result) -> None:
        """Take out what has changed since, and note the failures."""
        fresh = [receipt for receipt in result.receipts if not receipt.same]
        gone = self._gone(manifest, fresh, result.failures)
        # What failed before and is done now is no failure any more.
        mended = [done.name for done in fresh if (entry := manifest.find(done.key)) and entry.code]
        for sha256 in gone:
            store.remove(sha256[:16])
        if mended:
            store.clear_failures(mended)
        for failure in result.failures:
            store.add_failure(failure.name, failure.message)

    def _gone(self, manifest: Manifest, fresh: list[Receipt], failures: list[Failure]) -> set[str]:
        """Return the digests of bytes that were done, and that no document has any more."""
        changed = {receipt.key for receipt in fresh} | {failure.key for failure in failures}
        entries = [entry for key in changed if (entry := manifest.find(key)) is not None and entry.code is None]
        before = {entry.sha256 for entry in entries} - {receipt.sha256 for receipt in fresh}
        return {sha256 for sha256 in before if not manifest.has_bytes(sha256, besides=changed)}


@contextmanager
def open_sink(
    output: Output, setup: Setup | None = None, *, stream: BinaryIO | None = None, retry: bool = False
) -> Iterator[Sink]:
    """Yield the sink of an output, set right after whatever ended the run before; `retry` does again what failed.

    Raises `TextmineError` where it cannot be written, or another run is writing to it.
    """
    setup = setup or Setup()
    if output.kind == "stream":
        yield Sink(output, None, setup, stream=stream, retry=retry)
        return
    _make_folders(output)
    with Manifest(manifest_path(output)) as manifest:
        _restore(output, manifest)
        if output.kind != "store":
            yield Sink(output, manifest, setup, retry=retry)
            return
        from textmine.store import Store

        with Store(output.path, timeout=_STORE_SECONDS, lasting=True) as store:
            yield Sink(output, manifest, setup, store=store, retry=retry)


def _make_folders(output: Output) -> None:
    parts = parts_folder(output.state)
    try:
        Path(output.path).parent.mkdir(parents=True, exist_ok=True)
        parts.mkdir(parents=True, exist_ok=True)
        for folder in (parts.parent, parts.parent.parent):
            sync_folder(folder)
    except OSError as error:
        raise TextmineError(
            f"cannot write to {output.path}: {error.strerror or error}; name another place with -o"
        ) from error


def _restore(output: Output, manifest: Manifest) -> None:
    """Bring manifest and output together: what is noted and gone is done again, what is there and not noted goes."""
    if output.kind == "lines":
        recover(output, manifest)
    noted = manifest.parts()
    folder = parts_folder(output.state)
    there = set(os.listdir(folder))
    for part in noted - there:
        manifest.forget_part(part)
    for part in there - noted:
        with suppress(FileNotFoundError):  # one of a killed run's workers may have finished it just now
            (folder / part).unlink()
