"""What an OLE2 file (.doc, .wps and their like) holds, from its directory: which application's, and whether locked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from textmine.errors import ReadError

_FREE: Final = 0xFFFFFFFA  # from here on up, sector numbers are marks: free, end of chain
_ENTRY: Final = 128
_MOST_SECTORS: Final = 4096
_STREAM: Final = 2
# The Word document's own head: what it is, and its flags.
_WORD_MARKS: Final = (0xA5EC, 0xA5DC)
_LOCKED: Final = 0x0100
_OTHERS: Final = {
    "workbook": "a spreadsheet",
    "book": "a spreadsheet",
    "powerpoint document": "a presentation",
    "visiodocument": "a drawing",
    "__properties_version1.0": "an e-mail",
    "hwpsummaryinformation": "a Hangul document",
}
_LOCKS: Final = ("encryptedpackage", "encryptioninfo")


def check_ole(data: bytes, *, name: str) -> None:
    """Raise `ReadError` for an OLE2 file that is locked by a password, damaged, or another application's."""
    streams: dict[str, int] = {}
    for title, sector in _streams(data):
        streams.setdefault(title.lower(), sector)
    if any(lock in streams for lock in _LOCKS) or _is_locked(data, streams.get("worddocument")):
        raise ReadError(f"{name}: protected by a password; open it, save it without a password and read that")
    if not streams:
        raise ReadError(f"{name}: a damaged or cut-off Word file; get a complete copy")
    # A text may hold a spreadsheet.
    for stream, what in _OTHERS.items():
        if stream in streams and "worddocument" not in streams:
            raise ReadError(f"{name}: {what}, not a text; a notice is read from text, HTML, Word or PDF")


def _is_locked(data: bytes, sector: int | None) -> bool:
    if sector is None:
        return False
    at = (sector + 1) * _sector_size(data)
    if at + 12 > len(data):
        return False
    mark, flags = struct.unpack_from("<H8xH", data, at)
    return mark in _WORD_MARKS and bool(flags & _LOCKED)


def _sector_size(data: bytes) -> int:
    return 4096 if data[30:32] == b"\x0c\x00" else 512


def _streams(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name and the first sector of every stream that the directory lists."""
    if len(data) < 512:
        return
    size = _sector_size(data)
    table = struct.unpack_from("<109I", data, 76)
    (sector,) = struct.unpack_from("<I", data, 48)
    seen: set[int] = set()
    # The directory is a chain of sectors, each with the number of the next in a table that is itself in sectors. A
    # chain that runs in a ring or out of the file ends there.
    while sector < _FREE and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - _ENTRY + 1), _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind == _STREAM and 2 <= length <= 64:
                (first,) = struct.unpack_from("<I", data, at + 116)
                yield data[at : at + length - 2].decode("utf-16-le", "replace"), first
        block, index = divmod(sector, size // 4)
        place = (table[block] + 1) * size + 4 * index if block < len(table) and table[block] < _FREE else len(data)
        if place + 4 > len(data):
            return
        (sector,) = struct.unpack_from("<I", data, place)
