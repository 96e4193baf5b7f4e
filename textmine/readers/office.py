"""Texts of other word processors (.doc, .wps, .rtf, .odt, Word's XML files): made into .docx, then read as such.

Text formats would lose the list numbers; .docx keeps them.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from msgspec.structs import replace

from textmine.errors import MissingDependencyError, ReadError
from textmine.notice import Notice
from textmine.readers import docx
from textmine.readers.docx_flat import repack
from textmine.readers.docx_package import check_size
from textmine.readers.draft import Draft
from textmine.readers.office_ole import check_ole
from textmine.readers.office_soffice import STALL_SECONDS, to_docx
from textmine.readers.sniff import sniff

_OLE2: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK"
# LibreOffice starts in a second and then takes a tenth of one a file; a group is what one crash can make it repeat.
_GROUP: Final = 50
_MANIFEST: Final = "META-INF/manifest.xml"
_LOCKED: Final = b"encryption-data"
_MOST_BYTES: Final = 256 * 1024 * 1024


class _Kind(NamedTuple):
    suffix: str
    media_type: str


_WORD: Final = _Kind(".doc", "application/msword")
_WPS: Final = _Kind(".wps", "application/msword")
_RTF: Final = _Kind(".rtf", "application/rtf")
_ODT: Final = _Kind(".odt", "application/vnd.oasis.opendocument.text")
_XML: Final = _Kind(".xml", "application/xml")


def read(data: bytes, *, name: str) -> Draft:
    """Return the text of a word processor's file; raise `ReadError` where it is locked, damaged or not convertible.

    Raises `MissingDependencyError`, which names the package, where LibreOffice is needed and not installed.
    """
    (converted,) = _convert([(name, data)])
    if isinstance(converted, ReadError):
        raise converted
    return docx.read(converted, name=name)._replace(media_type=_kind(data, name=name).media_type)


def convert(paths: Iterable[Path]) -> Iterator[tuple[Path, bytes | ReadError | None]]:
    """Yield each file with its .docx, with the reason why there is none, or with None if it needs no conversion.

    Many files are converted in one run of LibreOffice, which starts when the first of them is asked for. A file's
    bytes decide, not its name: what is called .doc may be a web page.
    """
    waiting = iter(paths)
    while group := list(islice(waiting, _GROUP)):
        held = {path: data for path in group if (data := _office_data(path)) is not None}
        converted = dict(zip(held, _convert([(path.name, data) for path, data in held.items()]), strict=True))
        yield from ((path, converted.get(path)) for path in group)


def read_converted(path: Path, converted: bytes) -> Notice:
    """Return the file at `path` as a `Notice`, its text from the .docx that `convert` made of it."""
    from textmine.readers import read_bytes

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read any more ({error.strerror}); check the path") from error
    notice = read_bytes(converted, name=path.name)
    digest = hashlib.sha256(data).hexdigest()
    media_type = _kind(data, name=path.name).media_type
    source = replace(notice.source, media_type=media_type, sha256=digest, bytes=len(data))
    return replace(notice, id=digest[:16], source=source)


def _office_data(path: Path) -> bytes | None:
    """Return the bytes of a file that is this reader's; None for any other, and for one that cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        data = path.read_bytes()
        return data if sniff(data, name=path.name) == "office" else None
    except (OSError, ReadError):
        return None


def _convert(sources: Sequence[tuple[str, bytes]]) -> list[bytes | ReadError]:
    """Return each file, given as its name and bytes, as .docx, or the reason why it cannot be one."""
    results: list[bytes | ReadError] = [_prepare(name, data) for name, data in sources]
    waiting = [at for at, (_, data) in enumerate(sources) if results[at] is data]
    files = [(sources[at][1], _kind(sources[at][1], name=sources[at][0]).suffix) for at in waiting]
    try:
        converted: Sequence[bytes | ReadError | None] = to_docx(files) if files else ()
    except MissingDependencyError as error:
        converted = [MissingDependencyError(f"{sources[at][0]}: {error}") for at in waiting]
    for at, result in zip(waiting, converted, strict=True):
        results[at] = result or ReadError(
            f"{sources[at][0]}: LibreOffice cannot convert it, or not within {STALL_SECONDS:.0f} seconds; "
            "open it in Word or WPS and save it as .docx"
        )
    return results


def _prepare(name: str, data: bytes) -> bytes | ReadError:
    """Return what needs no LibreOffice as .docx, all else as it is, or the reason why it is not to be converted."""
    try:
        if data.startswith(_OLE2):
            check_ole(data, name=name)
        elif data.startswith(_ZIP):
            _check_odt(data, name=name)
        elif _kind(data, name=name) is _XML:
            return repack(data, name=name)
    except ReadError as error:
        return error
    return data


def _kind(data: bytes, *, name: str) -> _Kind:
    if data.startswith(_OLE2):
        return _WPS if PurePath(name).suffix.lower() == ".wps" else _WORD
    if data.startswith(_ZIP):
        return _ODT
    return _RTF if data[:1024].lstrip().startswith(b"{\\rtf") else _XML


def _check_odt(data: bytes, *, name: str) -> None:
    """Raise `ReadError` for an OpenDocument text that is locked by a password or would unpack to no end."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.filename.endswith(".xml"):
                    check_size(member, where=f"{name}: {member.filename}")
            manifest = archive.read(_MANIFEST) if _MANIFEST in archive.namelist() else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise ReadError(f"{name}: a damaged or cut-off OpenDocument text ({error}); get a complete copy") from error
    if _LOCKED in manifest:
        raise ReadError(f"{name}: protected by a password; open it, save it without a password and read that")
