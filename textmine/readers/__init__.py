"""Reading: one file of any format in, a `Notice` with its text and source facts out.

Each format has one module with `read(data, *, name) -> Draft`; it is imported when a file of it is met.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from textmine.errors import ReadError
from textmine.notice import Notice, NoticeWarning, Source
from textmine.readers.draft import Draft
from textmine.readers.sniff import SUFFIXES, Format, sniff

__all__ = ["MAX_BYTES", "SUFFIXES", "from_text", "printable", "read", "read_bytes"]

# A notice is some ten to hundred kilobytes; nothing that is read in one piece is near this.
MAX_BYTES: Final = 256 * 1024 * 1024

_READERS: Final[dict[Format, str]] = {
    "text": "textmine.readers.text",
    "html": "textmine.readers.html",
    "mhtml": "textmine.readers.mhtml",
    "docx": "textmine.readers.docx",
    "pdf": "textmine.readers.pdf",
    "office": "textmine.readers.office",
}
# The formats whose encoding may be declared from outside, by an HTTP header.
_ENCODED: Final = frozenset({"text", "html"})

_LINE_END: Final = re.compile("[\r\v\f\x85\u2028\u2029]")
_HARMFUL: Final = re.compile("[\0\ud800-\udfff]")
_CHINESE: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def read(path: str | Path) -> Notice:
    """Read one file of any format into a `Notice` that has its text, and nothing parsed yet.

    What the bytes are decides how they are read, whatever the file is called. Raises `ReadError`, in one sentence,
    for a file that is missing, empty, too large, encrypted, damaged or of no known format.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise ReadError(f"{path}: a folder, not a file; give the files in it")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(
                f"{path}: {size:,} bytes are more than the {MAX_BYTES:,} that are read in one file; split it"
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"{path}: cannot be read ({why}); check the path and its permissions") from error
    return read_bytes(data, name=printable(path.name))


def printable(path: str) -> str:
    """Return a path as text that goes into any file: what in it is no UTF-8 (names in GBK, say) as escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def read_bytes(
    data: bytes, *, name: str, metadata: Mapping[str, str] | None = None, charset: str | None = None
) -> Notice:
    """Read the bytes of one file into a `Notice`; `name` is what the file is called, its suffix a hint only.

    `metadata` is what is known of the file from outside (its `url`, say) and goes before what it says of itself;
    `charset` is the encoding that an HTTP header declared. A text without a Chinese character is valid and has a
    warning, `no-chinese`.

    >>> notice = read_bytes("关于整改情况的通报\\r\\n一、已完成".encode("gbk"), name="notice.txt")
    >>> notice.text, notice.source.encoding, notice.id
    ('关于整改情况的通报\\n一、已完成', 'gb18030', 'd667fbfb3741ecbe')
    """
    if not data:
        raise ReadError(f"{name}: an empty file; there is nothing to read")
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"{name}: {len(data):,} bytes are more than the {MAX_BYTES:,} that are read in one file; split it"
        )
    form = sniff(data, name=name)
    reader = import_module(_READERS[form])
    options = {"charset": charset} if charset and form in _ENCODED else {}
    draft: Draft = reader.read(data, name=name, **options)
    text, warnings = clean(draft.text)
    if not text.strip():
        raise ReadError(f"{name}: no text in it; if it shows pictures of pages, run a text recognition on it first")
    if not _CHINESE.search(text):
        warnings.append(NoticeWarning("no-chinese", "not one Chinese character in the text; it is hardly a notice"))
    digest = hashlib.sha256(data).hexdigest()
    source = Source(
        name=name,
        media_type=draft.media_type,
        encoding=draft.encoding,
        sha256=digest,
        bytes=len(data),
        metadata={**draft.metadata, **(metadata or {})},
    )
    return Notice(id=digest[:16], source=source, text=text, warnings=[*draft.warnings, *warnings])


def clean(text: str) -> tuple[str, list[NoticeWarning]]:
    r"""Return `text` with line ends as `\n` and nothing in it that cannot be written as JSON or UTF-8.

    NULs and lone surrogates become U+FFFD, one for one, with a warning; all else stays as it is.

    >>> clean("一、\r\n（一）\0")[0]
    '一、\n（一）�'
    """
    text = _LINE_END.sub("\n", text.replace("\r\n", "\n"))
    text, harmed = _HARMFUL.subn("\ufffd", text)
    if not harmed:
        return text, []
    message = f"{harmed} NUL characters or halves of surrogate pairs stand as U+FFFD; the source is damaged"
    return text, [NoticeWarning("damaged-characters", message)]


def from_text(text: str, *, name: str = "text") -> Notice:
    """Return a text that is already at hand as a `Notice`, with nothing parsed yet; an empty one is valid too.

    >>> from_text("关于整改情况的通报").source.media_type
    'text/plain'
    """
    text, warnings = clean(text)
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name=name, media_type="text/plain", encoding=None, sha256=digest, bytes=len(data))
    return Notice(id=digest[:16], source=source, text=text, warnings=warnings)
