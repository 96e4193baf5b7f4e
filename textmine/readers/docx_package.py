"""The parts of a Word file, a zip: found by its relationships, inflated one by one within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final
from urllib.parse import unquote

from lxml import etree

from textmine.errors import ReadError
from textmine.readers.docx_markup import parse_part

# Pictures are never inflated, so these hold for the XML alone: a notice of a hundred pages has some 5 MB of it. As a
# tree it takes up to thirty times that.
MAX_PART: Final = 32 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
# Word's XML shrinks to a tenth or a fiftieth; a thousandth is what nothing but repetition reaches.
MAX_RATIO: Final = 250
_ALWAYS_FINE: Final = 2 * 1024 * 1024

_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open Word file: the paths of its document (`main`), of its `properties`, of what the document refers to."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        self._inflated = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ReadError(f"{name}: a damaged or cut-off Word file ({error}); get a complete copy") from error
        # Part names do not tell capitals from small letters, and some writers part them by backslashes.
        self._members = {_normal(info.filename): info for info in self._archive.infolist()}
        own = self._relations("")
        self.main = self._main(own.get("officeDocument", ""))
        self.properties = own.get("core-properties", "docProps/core.xml")
        # What a lost list of relationships does not say stands by its usual name.
        usual = {kind: posixpath.join(posixpath.dirname(self.main), f"{kind}.xml") for kind in ("styles", "numbering")}
        self.related = usual | self._relations(self.main)

    def part(self, path: str | None) -> etree._Element | None:
        """Return the root of the part at `path`, None where there is no such part; raise `ReadError` for a bad one."""
        member = self._members.get(_normal(path)) if path else None
        if member is None:
            return None
        return parse_part(self._inflate(member), where=f"{self.name}: {member.filename}")

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        where = f"{self.name}: {member.filename}"
        if member.flag_bits & _ENCRYPTED:
            raise ReadError(f"{where}: is encrypted; save the file without a password")
        if member.compress_type not in _METHODS:
            raise ReadError(f"{where}: is packed in a way that no Word file is; open it in Word and save it again")
        check_size(member, where=where, unpacked=self._inflated)
        size = member.file_size
        try:
            with self._archive.open(member) as stream:
                # What a directory says of a size need not be so.
                data = stream.read(size + 1)
        except _DAMAGE as error:
            raise ReadError(f"{where}: damaged or cut off ({error}); get a complete copy") from error
        self._inflated += len(data)
        if len(data) != size:
            raise ReadError(f"{where}: has {len(data):,} bytes, not {size:,} as its directory says; get a good copy")
        return data

    def _main(self, named: str) -> str:
        """Return the path of the document part: what the package names, else what has its usual name."""
        usual = (path for path in self._members if path.startswith("word/document") and path.endswith(".xml"))
        path = named if _normal(named) in self._members else min(usual, default="")
        if not path:
            raise ReadError(f"{self.name}: a Word file without its document part; get a complete copy")
        return path

    def _relations(self, path: str) -> dict[str, str]:
        """Return the parts that the part at `path` refers to, by the last word of the relationship's type."""
        folder, base = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations: dict[str, str] = {}
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                target = unquote(relation.get("Target", ""))
                relations.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return relations


def check_size(member: zipfile.ZipInfo, *, where: str, unpacked: int = 0) -> None:
    """Raise `ReadError` for XML that is too large, by itself or with what is `unpacked`, or packed too densely."""
    size, packed = member.file_size, member.compress_size
    is_dense = size > _ALWAYS_FINE and size > MAX_RATIO * max(packed, 1)
    if size > MAX_PART or unpacked + size > MAX_TOTAL or is_dense:
        raise ReadError(
            f"{where}: would unpack from {packed:,} to {size:,} bytes, as no notice does; do not trust this file"
        )


def _normal(path: str) -> str:
    """Return a part's name as they are compared.

    >>> _normal("/Word\\\\Document.xml")
    'word/document.xml'
    """
    return path.replace("\\", "/").lstrip("/").lower()
