"""Addresses of pages: which are taken, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit


class Address(NamedTuple):
    """An address without its fragment, and the site that serves it: scheme, host and port."""

    url: str
    site: str


def read_address(text: str) -> Address | None:
    """Return the address that a text is, or None where it is none of the web.

    >>> read_address(" https://Example.gov.cn:8443/a.html#top ")
    Address(url='https://Example.gov.cn:8443/a.html', site='https://example.gov.cn:8443')
    >>> read_address("ftp://example.gov.cn/a"), read_address("file:///etc/passwd"), read_address("某局.html")
    (None, None, None)
    """
    url = urldefrag(text.strip()).url
    if any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
        return None
    return Address(url, f"{parts.scheme.lower()}://{parts.hostname}" + (f":{port}" if port else ""))


def read_lines(lines: Iterable[str]) -> list[str]:
    """Return the lines of a list, without blank ones and those that begin with #, each once."""
    stripped = (line.strip().removeprefix("\ufeff") for line in lines)
    return list(dict.fromkeys(line for line in stripped if line and not line.startswith("#")))
