"""One page asked for: patiently where a site is busy, and with a limit to what it may send."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, NamedTuple

from textmine.errors import TextmineError
from textmine.fetch.archive import Exchange
from textmine.readers import MAX_BYTES

if TYPE_CHECKING:
    import httpx

# What may be better a little later.
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
# A site that asks for more patience than this is left for another run.
_PATIENCE: Final = 300.0


class Manners(NamedTuple):
    """How a site is treated: seconds between requests, tries a page, seconds before the second try (doubled each time)."""

    delay: float = 2.0
    tries: int = 4
    backoff: float = 5.0
    timeout: float = 30.0


class Refused(Exception):  # noqa: N818 (an outcome rather than an error)
    """No answer to keep; `lasting` where another run would end the same."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


def agent_of(contact: str | None) -> str:
    """Return the name under which pages are asked for, with whom to write to, if anybody is named."""
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise TextmineError(f"contact {contact!r} has signs that a request cannot carry; give a mail or web address")
    return f"textmine/{version('textmine')}" + (f" (+{contact})" if contact else "")


def make_client(agent: str, manners: Manners) -> httpx.AsyncClient:
    """Return a client that says who asks; raise `TextmineError` where the extra is not installed."""
    try:
        import httpx
        import protego  # noqa: F401
    except ImportError as error:
        raise TextmineError("fetching needs two more packages: pip install 'textmine[fetch]'") from error

    headers = {"User-Agent": agent, "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip"}
    return httpx.AsyncClient(headers=headers, timeout=manners.timeout, follow_redirects=False)


async def ask(client: httpx.AsyncClient, url: str, manners: Manners) -> Exchange:
    """Return a site's answer, asked for again while it is busy; raise `Refused` where none can be had."""
    for tried in range(1, manners.tries + 1):
        wait = manners.backoff * 2 ** (tried - 1) * random.uniform(0.75, 1.25)
        try:
            exchange, later = await _ask_once(client, url)
        except _NoAnswer as error:
            if tried == manners.tries:
                raise Refused(f"no answer in {tried} tries ({error})") from error
        else:
            if exchange.status not in _BUSY:
                return exchange
            if tried == manners.tries:
                raise Refused(f"status {exchange.status} in {tried} tries")
            wait = max(wait, later)
            if wait > _PATIENCE:
                raise Refused(f"status {exchange.status}; the site asks to come back in {later:,.0f} s")
        await asyncio.sleep(wait)
    raise Refused("no tries are left")


class _NoAnswer(Exception):  # noqa: N818
    """The network gave nothing."""


async def _ask_once(client: httpx.AsyncClient, url: str) -> tuple[Exchange, float]:
    """Return an answer, and the seconds after which to come back."""
    import httpx

    try:
        async with client.stream("GET", url) as response:
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise Refused(f"larger than {MAX_BYTES >> 20} MB", lasting=True)
    except httpx.InvalidURL as error:
        raise Refused(f"not an address ({error})", lasting=True) from error
    except httpx.HTTPError as error:
        raise _NoAnswer(str(error) or type(error).__name__) from error
    exchange = Exchange(url, response.status_code, response.reason_phrase, response.headers.raw, bytes(body))
    return exchange, _seconds(response.headers.get("Retry-After"))


def _seconds(retry_after: str | None) -> float:
    """Return what a site's Retry-After says, in seconds or as a date; 0 where it says nothing.

    >>> _seconds("7"), _seconds("soon"), _seconds("Thu, 01 Jan 1970 00:00:00 GMT")
    (7.0, 0.0, 0.0)
    """
    if not retry_after:
        return 0.0
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
