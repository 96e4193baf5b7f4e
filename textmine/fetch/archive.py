"""Where fetched pages lie: web archives (WARC 1.1), and a log of what became of every address."""

from __future__ import annotations

import fcntl
import gzip
import os
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import msgspec
from fastwarc.warc import WarcRecord, WarcRecordType
from msgspec import Struct

from textmine.errors import TextmineError

# A new archive is begun behind this size, so that each can be copied and parsed by itself.
_FULL: Final = 1 << 30
_LOG: Final = "fetched.jsonl"


class Exchange(Struct, frozen=True):
    """What a site answered: the head's fields as they came, the body before any decompression."""

    url: str
    status: int
    reason: str
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def location(self) -> str | None:
        """The address that a redirection names, as it names it."""
        named = next((value for name, value in self.headers if name.lower() == b"location"), None)
        return named.decode("utf-8", "replace") if named is not None and 300 <= self.status < 400 else None


class Entry(Struct, frozen=True, omit_defaults=True):
    """What became of one address: its last status, and why it failed, if it did; `archive` ends at `end` with it."""

    url: str
    status: int | None = None
    failure: str | None = None
    archive: str = ""
    end: int = 0


class Archive:
    """The archives and the log in a folder, made where it is missing; a context manager that one process may hold.

    An answer is on the disk before the log says so: what a killed run had not logged is cut off and fetched again.
    Raise `TextmineError` where the folder cannot be used.
    """

    def __init__(self, folder: Path, *, agent: str) -> None:
        self.folder, self._agent = folder, agent
        self.entries: dict[str, Entry] = {}
        self._warc: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._log = (folder / _LOG).open("a+b")
        except OSError as error:
            raise TextmineError(f"{folder}: cannot be written to ({error.strerror}); name another folder") from error
        try:
            fcntl.flock(self._log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._log.close()
            raise TextmineError(
                f"{folder}: another fetch is writing there; wait for it or name another folder"
            ) from error
        self._resume()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._warc is not None:
            self._warc.close()
        self._log.close()

    def add(self, exchange: Exchange) -> None:
        """Put an answer into the archive and wait until it is on the disk."""
        warc = self._open()
        _write_response(warc, exchange)
        _sync(warc)

    def note(self, url: str, *, status: int | None = None, failure: str | None = None) -> None:
        """Log what became of an address, with all that was archived until now."""
        warc = self._warc
        entry = Entry(url, status, failure, Path(warc.name).name if warc else "", warc.tell() if warc else 0)
        self._log.write(msgspec.json.encode(entry) + b"\n")
        _sync(self._log)
        self.entries[url] = entry

    def _resume(self) -> None:
        """Read the log, and cut off what a killed run left behind it."""
        self._log.seek(0)
        ends: dict[str, int] = {}
        sound = 0
        for line in self._log:
            try:
                entry = msgspec.json.decode(line, type=Entry)
            except msgspec.MsgspecError:
                break
            sound += len(line)
            self.entries[entry.url] = entry
            ends[entry.archive] = entry.end
        self._log.truncate(sound)
        for path in self.folder.glob("pages-*.warc.gz"):
            end = ends.get(path.name, 0)
            if path.stat().st_size > end:
                os.truncate(path, end)

    def _open(self) -> IO[bytes]:
        """Return the archive that is written to, a new one where the last is full."""
        if self._warc is not None and self._warc.tell() >= _FULL:
            self._warc.close()
            self._warc = None
        if self._warc is None:
            paths = sorted(self.folder.glob("pages-*.warc.gz"))
            if paths and paths[-1].stat().st_size < _FULL:
                path = paths[-1]
            else:
                path = self.folder / f"pages-{len(paths) + 1:05}.warc.gz"
            self._warc = path.open("ab")
            if not self._warc.tell():
                _write_info(self._warc, path.name, self._agent)
        return self._warc


def _sync(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _write_info(stream: IO[bytes], name: str, agent: str) -> None:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: {agent}\r\nformat: WARC File Format 1.1\r\n".encode())
    _write(stream, record)


def _write_response(stream: IO[bytes], exchange: Exchange) -> None:
    # What the wire wrapped around the body is off it already.
    kept = [
        name + b": " + value
        for name, value in exchange.headers
        if name.lower() not in (b"transfer-encoding", b"content-length")
    ]
    head = f"HTTP/1.1 {exchange.status} {exchange.reason}".rstrip().encode()
    lines = [head, *kept, b"Content-Length: " + str(len(exchange.body)).encode()]
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = exchange.url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"\r\n".join(lines) + b"\r\n\r\n" + exchange.body)
    _write(stream, record)


def _write(stream: IO[bytes], record: WarcRecord) -> None:
    """Append a record as a gzip member of its own, so that a cut archive is sound up to there."""
    whole = BytesIO()
    record.write(whole)
    stream.write(gzip.compress(whole.getvalue()))
