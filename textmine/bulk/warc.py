"""Pages and files in web archives (.warc, .warc.gz): what the server sent, with its address, date and encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from textmine.bulk.archives import fault_of, member_of
from textmine.bulk.records import Document, Failure
from textmine.readers import MAX_BYTES, SUFFIXES

# What a server calls a file that may be a notice; what it calls by no type of its own counts by its address.
_TYPES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-works": ".wps",
    "application/kswps": ".wps",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "multipart/related": ".mhtml",
}
_UNTYPED: Final = ("", "application/octet-stream", "application/x-download", "binary/octet-stream")
_RECORD: Final = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.|(?<=\n)WARC/0\.")
_WINDOW: Final = 1 << 20
_UNSAFE: Final = re.compile(r'[\0-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_LONGEST: Final = 60


def read_warc(path: Path, key: str, name: str) -> Iterator[Document | Failure]:
    """Yield the documents in a web archive; a damaged record is a failure, and reading goes on at the next sound one."""
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Failure(key, name, "archive", f"{key}: cannot be read ({error.strerror}); check the path")
        return
    with stream:
        start: int | None = 0
        told = False
        while start is not None:
            last = start
            try:
                for at, record in _records(stream, start):
                    last, told = at, False
                    found = _document(record, key, name, at)
                    if found is not None:
                        yield found
                return
            except (OSError, ValueError, EOFError, RuntimeError) as error:
                # Until a sound record comes it is the same damage.
                if not told:
                    message = f"{key}: a damaged record at byte {last:,} or behind it ({error}); get a complete copy"
                    yield Failure(f"{key}!{last:012d}", f"{name}/{last:012d}", "archive", message)
                told = True
            start = _next_record(stream, last + 1)


def _records(stream: IO[bytes], start: int) -> Iterator[tuple[int, Any]]:
    """Yield the responses from a place on, each with where it begins."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(start)
    types = WarcRecordType.response | WarcRecordType.resource
    for record in ArchiveIterator(stream, record_types=types, auto_decode="all"):
        yield start + record.stream_pos, record


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """Return where the next record may begin, from `start` on, or None."""
    while True:
        stream.seek(start)
        window = stream.read(_WINDOW)
        if found := _RECORD.search(window):
            return start + found.start()
        if len(window) < _WINDOW:
            return None
        start += _WINDOW - 16


def _document(record: Any, key: str, name: str, at: int) -> Document | Failure | None:
    """Return a record's document, its failure, or None where it is none: a picture, a redirection, a page not found."""
    address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    headers = record.http_headers
    if headers is not None and headers.status_code != 200:
        return None
    stated = (record.http_content_type if headers is not None else record.headers.get("Content-Type")) or ""
    suffix = _suffix(stated.partition(";")[0].strip().lower(), address)
    if suffix is None:
        return None
    below = f"{at:012d}-{_file_name(address, suffix)}"
    try:
        data = record.reader.read(MAX_BYTES + 1)
    except (OSError, ValueError, EOFError) as error:
        return fault_of(key, name, below, "archive", f"damaged in the archive ({error}); get a complete copy")
    found = member_of(key, name, below, data)
    if isinstance(found, Failure):
        return found
    return replace(found, metadata=_metadata(record, address), charset=record.http_charset if headers else None)


def _metadata(record: Any, address: str) -> dict[str, str]:
    date = record.record_date
    return {"url": address} | ({"retrieved": date.strftime("%Y-%m-%dT%H:%M:%SZ")} if date else {})


def _suffix(stated: str, address: str) -> str | None:
    if stated in _TYPES:
        return _TYPES[stated]
    path = urlsplit(address).path.lower() if stated in _UNTYPED else ""
    return next((suffix for suffix in sorted(SUFFIXES) if path.endswith(suffix)), None)


def _file_name(address: str, suffix: str) -> str:
    """Return a name for a file from its address that any system takes.

    >>> _file_name("https://example.gov.cn/art/2021/notice.html?id=1", ".html")
    'notice.html'
    """
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    stem = _UNSAFE.sub("_", last.rpartition(".")[0] or last).strip(". ")[:_LONGEST]
    return f"{stem or 'index'}{suffix}"
