"""What a site lets be fetched: its robots.txt (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import httpx
    from protego import Protego

# More of the file need not be read (RFC 9309, 2.5), and nobody need wait longer between two pages.
_LONGEST: Final = 500 * 1024
_SLOWEST: Final = 60.0


class Robots(NamedTuple):
    """A site's rules for one agent; `refusal` says why nothing may be fetched, where nothing may."""

    rules: Protego | None = None
    agent: str = ""
    refusal: str | None = None

    def refuses(self, url: str) -> str | None:
        """Return why an address may not be fetched, or None where it may."""
        if self.refusal is None and self.rules is not None and not self.rules.can_fetch(url, self.agent):
            return "the site's robots.txt does not let it be fetched"
        return self.refusal

    @property
    def delay(self) -> float:
        """The seconds that the site asks for between two requests, a minute at most."""
        asked = self.rules.crawl_delay(self.agent) if self.rules is not None else None
        return min(float(asked or 0), _SLOWEST)


async def read_robots(client: httpx.AsyncClient, site: str, agent: str) -> Robots:
    """Return a site's rules: all is open where it has none (4xx), nothing where they cannot be had (5xx, no answer)."""
    import httpx
    from protego import Protego

    try:
        async with client.stream("GET", f"{site}/robots.txt", follow_redirects=True) as response:
            if response.status_code >= 500:
                return Robots(refusal=f"the site's robots.txt cannot be had (status {response.status_code})")
            if response.status_code >= 400:
                return Robots()
            text = await _beginning(response)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Robots(refusal=f"the site's robots.txt cannot be had ({type(error).__name__})")
    return Robots(Protego.parse(text), agent)


async def _beginning(response: httpx.Response) -> str:
    """Return the beginning of a text, decoded."""
    read = b""
    async for chunk in response.aiter_bytes():
        read += chunk
        if len(read) >= _LONGEST:
            break
    return read[:_LONGEST].decode("utf-8-sig", "replace")
