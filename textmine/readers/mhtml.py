"""A web page saved in one file with its pictures (.mht, .mhtml; RFC 2557): its HTML part, read as a page."""

from __future__ import annotations

import email
import re
from email.message import Message
from typing import Final

from textmine.errors import ReadError
from textmine.readers import html, text
from textmine.readers.draft import Draft

# Browsers write one multipart, Outlook two or three within one another; the parser recurs into each.
_MOST_NESTED: Final = 20
_MULTIPART: Final = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
# A page of frames is saved as one part a frame.
_MOST_PARTS: Final = 12
_PAGES: Final = ("text/html", "application/xhtml+xml")
_FRAMESET: Final = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
_SHORT: Final = 200


def read(data: bytes, *, name: str) -> Draft:
    """Return the notice of a saved page; raise `ReadError` where no part of the file is a page or a text."""
    if len(_MULTIPART.findall(data)) > _MOST_NESTED:
        raise ReadError(f"{name}: more than {_MOST_NESTED} archives within one another; save the page again")
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    drafts = [_read_part(part, name) for part in _parts(message)]
    if not drafts:
        raise ReadError(f"{name}: a web archive without a page in it; save the page again, as HTML or as text")
    # The first part is the page; where it says little, the notice is in one of its frames.
    draft = drafts[0] if len(drafts[0].text) >= _SHORT else max(drafts, key=lambda draft: len(draft.text))
    metadata = dict(draft.metadata)
    if address := _header(message, "Snapshot-Content-Location"):
        metadata["url"] = address
    return draft._replace(media_type="multipart/related", metadata=metadata)


def _parts(message: Message) -> list[Message]:
    """Return the parts that are pages, or those that are text if none is; the one that is named as the first, first."""
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    parts = parts or [part for part in message.walk() if part.get_content_type() == "text/plain"]
    start = _header(message, "Snapshot-Content-Location")
    root = message.get_param("start")

    def is_first(part: Message) -> bool:
        named = _header(part, "Content-Location") == start if start else part.get("Content-ID") == root
        return bool(start or root) and named

    parts.sort(key=is_first, reverse=True)
    # A page of frames says nothing itself.
    return [part for part in parts[:_MOST_PARTS] if not _FRAMESET.search(_content(part))]


def _read_part(part: Message, name: str) -> Draft:
    reader = text.read if part.get_content_type() == "text/plain" else html.read
    draft = reader(_content(part), name=name, charset=part.get_content_charset())
    address = _header(part, "Content-Location")
    # A frame's address is that browser's own (cid:…).
    metadata = {"url": address, **draft.metadata} if address.startswith(("http:", "https:")) else draft.metadata
    return draft._replace(metadata=metadata)


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())
