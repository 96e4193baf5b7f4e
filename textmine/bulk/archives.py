"""Documents in .zip and .tar archives: each read within bounds, under a name that stays inside; what is not, a failure."""

from __future__ import annotations

import gzip
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from textmine.bulk.records import Code, Document, Failure
from textmine.readers import MAX_BYTES, SUFFIXES, printable

_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
# Text packs to a tenth; what unpacks to more than this many times itself was made to.
_RATIO: Final = 200
_SMALL: Final = 1 << 20
# What a damaged or hostile archive makes the libraries raise.
_DAMAGE: Final = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip
_OUT: Final = "its name leads out of the archive, or is none that a file can have; such a file is not read"
_OUTSIDE: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\0-\x1f]")


def read_zip(path: Path, key: str, name: str) -> Iterator[Document | Failure]:
    """Yield the documents in a .zip."""
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        yield _broken(key, name, error)
        return
    with archive:
        for member in archive.infolist():
            below = _member_name(member)
            if member.is_dir() or not _is_wanted(below):
                continue
            fault = _zip_fault(member, below)
            yield fault_of(key, name, below, *fault) if fault else _zip_document(archive, member, key, name, below)


def _zip_document(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, key: str, name: str, below: str
) -> Document | Failure:
    try:
        with archive.open(member) as stream:
            data = stream.read(MAX_BYTES + 1)
    except _DAMAGE as error:
        return fault_of(key, name, below, "archive", f"damaged in the archive ({error}); get a complete copy")
    return member_of(key, name, below, data)


def _zip_fault(member: zipfile.ZipInfo, below: str) -> tuple[Code, str] | None:
    if _OUTSIDE.search(below):
        return "path", _OUT
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "protected by a password; unpack the archive and parse the folder"
    return _size_fault(member.file_size, member.compress_size)


def _size_fault(size: int, packed: int) -> tuple[Code, str] | None:
    if size > MAX_BYTES or (size > _SMALL and size > _RATIO * max(packed, 1)):
        return "limit", f"unpacks to {size:,} bytes, far more than a notice has; it is not read"
    return None


def _member_name(member: zipfile.ZipInfo) -> str:
    return member.filename if member.flag_bits & _UTF8 else _decode(member.filename.encode("cp437", "replace"))


def _decode(name: bytes) -> str:
    """Return a name of unsaid encoding: UTF-8 if it is that, else most often GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return printable(name.decode("utf-8", "surrogateescape"))


def read_tar(path: Path, key: str, name: str) -> Iterator[Document | Failure]:
    """Yield the documents in a .tar or .tar.gz; after a damage in it nothing more can be had, and that is a failure."""
    with ExitStack() as stack:
        try:
            packed = path.suffix.lower() in (".gz", ".tgz")
            opened = gzip.GzipFile(path, "rb") if packed else path.open("rb")
            raw = cast("IO[bytes]", stack.enter_context(opened))
            # Looks like a file, reads like one, but never much at once: a header may claim any size.
            archive = stack.enter_context(tarfile.open(fileobj=cast("IO[bytes]", _Bounded(raw)), mode="r:"))
        except _DAMAGE as error:
            yield _broken(key, name, error)
            return
        while True:
            try:
                member = archive.next()
            except _DAMAGE as error:
                yield _broken(key, name, error)
                return
            if member is None:
                return
            archive.members = []  # type: ignore[attr-defined]  # it would keep all of them
            below = _decode(member.name.encode("utf-8", "surrogateescape"))
            if not member.isdir() and _is_wanted(below):
                yield _tar_document(archive, member, key, name, below)


def _tar_document(
    archive: tarfile.TarFile, member: tarfile.TarInfo, key: str, name: str, below: str
) -> Document | Failure:
    if _OUTSIDE.search(below):
        return fault_of(key, name, below, "path", _OUT)
    if not member.isreg():
        return fault_of(key, name, below, "path", "a link or a device in the archive; such a file is not read")
    if fault := _size_fault(member.size, member.size):
        return fault_of(key, name, below, *fault)
    try:
        stream = archive.extractfile(member)
        data = stream.read() if stream is not None else b""
    except _DAMAGE as error:
        return fault_of(key, name, below, "archive", f"damaged in the archive ({error}); get a complete copy")
    return member_of(key, name, below, data)


class _Bounded:
    """A stream that refuses to read more at once than a document may have."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int) -> bytes:
        if not 0 <= size <= MAX_BYTES:
            raise OSError(f"a header claims {size:,} bytes")
        return self._stream.read(size)


def member_of(key: str, name: str, below: str, data: bytes) -> Document | Failure:
    """Return a document that lies in an archive, with its bytes, or the failure that it has too many."""
    if len(data) > MAX_BYTES:
        return fault_of(key, name, below, "limit", f"more than the {MAX_BYTES:,} bytes that are read in one file")
    return Document(f"{key}!{below}", f"{name}/{below}", data=data)


def fault_of(key: str, name: str, below: str, code: Code, message: str) -> Failure:
    """Return the failure of what lies in an archive."""
    below = re.sub(r"[\0-\x1f\ud800-\udfff]", "\ufffd", below)
    return Failure(f"{key}!{below}", f"{name}/{below}", code, f"{key}!{below}: {message}")


def _broken(key: str, name: str, error: Exception) -> Failure:
    return Failure(key, name, "archive", f"{key}: a damaged archive ({error}); get a complete copy")


def _is_wanted(below: str) -> bool:
    path = PurePosixPath(below)
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))
