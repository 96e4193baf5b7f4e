"""Many parts and the output before them into one new output, which takes its place whole; killed anywhere, it goes on."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, Self

import msgspec

from textmine.bulk.manifest import Manifest, Place
from textmine.bulk.records import Output
from textmine.bulk.writing import parts_folder, sync_folder
from textmine.errors import TextmineError

# Lines lie by key and parts were filled by key, nearly: few are open at a time.
_OPEN: Final = 32


def assemble(output: Output, manifest: Manifest) -> None:
    """Write every notice's line, by key, into a new output, and put it in the place of the old one.

    First the new output is whole on disk, then the manifest says that the lines lie there, then it takes its place,
    then the parts go. Whatever is killed between two of these, `recover` goes on from there.
    """
    path = Path(output.path)
    parts = manifest.parts()
    size = path.stat().st_size if path.exists() else None
    if not parts and size is not None and (size == manifest.lines_outside_parts()[1] == (manifest.state("size") or 0)):
        return
    new = _new(output)
    try:
        with new.open("wb") as stream, TemporaryFile(dir=output.state) as moved:
            written = _copy(output, manifest.places(), stream, moved)
            stream.flush()
            os.fsync(stream.fileno())
            sync_folder(new.parent)
            manifest.move(_read_moved(moved), written)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise TextmineError(
            f"{path}: cannot be written ({error.strerror or error}); what is done is kept: make room and run again"
        ) from error
    _put_in_place(output, manifest)


def recover(output: Output, manifest: Manifest) -> None:
    """Finish what a killed `assemble` had begun, and see whether the output is still what was written.

    Raises `TextmineError` where somebody else has changed it.
    """
    path = Path(output.path)
    if manifest.state("moving"):
        _put_in_place(output, manifest)
    _new(output).unlink(missing_ok=True)
    size = manifest.state("size")
    if size is None:
        return
    if not path.exists():
        manifest.forget_part("")
    elif path.stat().st_size != size:
        raise TextmineError(f"{path}: changed since textmine wrote it; move it away, and it is written anew")


def _new(output: Output) -> Path:
    return Path(output.state) / "new.tmp"


def _put_in_place(output: Output, manifest: Manifest) -> None:
    path, new = Path(output.path), _new(output)
    if new.exists():
        try:
            new.replace(path)
        except OSError as error:
            raise TextmineError(
                f"{path}: cannot be put in place ({error.strerror}); see what stands there, and run again"
            ) from error
        sync_folder(path.parent)
    manifest.moved()
    # None of them is noted any more.
    for part in parts_folder(output.state).glob("*.part"):
        part.unlink(missing_ok=True)


def _copy(output: Output, places: Iterator[Place], stream: IO[bytes], moved: IO[bytes]) -> int:
    """Copy the lines from where they lie, note in `moved` where each lies now, and return the bytes written."""
    written = 0
    with _Sources(output) as sources:
        for place in places:
            stream.write(sources.read(place))
            row = msgspec.json.encode((place.key, "", written, place.length))
            moved.write(row + b"\n")
            written += place.length
    return written


class _Sources:
    """The output and the parts that lines are copied from, the last few of them open."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self._open: OrderedDict[str, IO[bytes]] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for source in self._open.values():
            source.close()

    def read(self, place: Place) -> bytes:
        """Return a notice's line; raise `TextmineError` where something else stands in its place."""
        source = self._source(place.part)
        source.seek(place.start)
        line = source.read(place.length)
        if len(line) != place.length or not line.endswith(b"\n"):
            raise TextmineError(
                f"{source.name}: not as textmine wrote it (line at byte {place.start:,}); move it away and run again"
            )
        return line

    def _source(self, part: str) -> IO[bytes]:
        if part not in self._open:
            if len(self._open) >= _OPEN:
                self._open.popitem(last=False)[1].close()
            where = parts_folder(self.output.state) / part if part else Path(self.output.path)
            self._open[part] = where.open("rb")
        self._open.move_to_end(part)
        return self._open[part]


def _read_moved(moved: IO[bytes]) -> Iterator[Place]:
    moved.seek(0)
    decoder = msgspec.json.Decoder(tuple[str, str, int, int])
    for row in moved:
        yield Place(*decoder.decode(row))
