"""A list of addresses fetched: one request at a time a site, many sites side by side."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from msgspec import Struct

from textmine.fetch.addresses import Address, read_address
from textmine.fetch.archive import Archive
from textmine.fetch.client import Manners, Refused, agent_of, ask, make_client
from textmine.fetch.robots import Robots, read_robots

if TYPE_CHECKING:
    import httpx

# Redirections that are followed from one address.
_HOPS: Final = 5
# A site that gives no answer so often in a row is left for another run.
_SILENT: Final = 5


class Fetched(NamedTuple):
    """What became of one address; `failure` says why there is no page."""

    url: str
    status: int | None
    failure: str | None


class Summary(Struct):
    """How many addresses were fetched, failed, were fetched or failed before, or were left for another run."""

    fetched: int = 0
    failed: int = 0
    before: int = 0
    failed_before: int = 0
    left: int = 0


class _Wanted(NamedTuple):
    """A page to ask for; `asked` is the address on the list that led there."""

    asked: str
    address: Address
    hops: int = 0


def fetch(
    addresses: Iterable[str],
    folder: str | Path,
    *,
    contact: str | None = None,
    manners: Manners | None = None,
    sites: int = 8,
    retry_failed: bool = False,
    report: Callable[[Fetched], None] = lambda fetched: None,
) -> Summary:
    """Fetch pages into web archives in a folder and return how many were; a second run does what is not done yet.

    Every site's robots.txt is kept to, one request at a time a site with a pause behind it, at most `sites` sites at
    once. Raise `TextmineError` where the folder cannot be used or the extra `fetch` is not installed.
    """
    agent = agent_of(contact)
    with Archive(Path(folder), agent=agent) as archive:
        run = _Run(archive, agent, manners or Manners(), report)
        run.plan(addresses, retry_failed=retry_failed)
        asyncio.run(run.all(sites))
    return run.summary


class _Run:
    """One run's queues, a queue a site."""

    def __init__(self, archive: Archive, agent: str, manners: Manners, report: Callable[[Fetched], None]) -> None:
        self._archive, self._agent, self._manners, self._report = archive, agent, manners, report
        self._queues: defaultdict[str, deque[_Wanted]] = defaultdict(deque)
        self._working: set[str] = set()
        self._robots: dict[str, Robots] = {}
        self.summary = Summary()

    def plan(self, addresses: Iterable[str], *, retry_failed: bool) -> None:
        """Put what is not done into its site's queue."""
        for text in dict.fromkeys(addresses):
            address = read_address(text)
            url = address.url if address else text.strip()
            entry = self._archive.entries.get(url)
            if entry is not None and not (entry.failure and retry_failed):
                self.summary.before += entry.failure is None
                self.summary.failed_before += entry.failure is not None
            elif address is None:
                self._end(url, failure="not an address of the web (http or https)")
            else:
                self._queues[address.site].append(_Wanted(url, address))

    async def all(self, sites: int) -> None:
        """Work off every queue, at most so many at once, those that redirections open included."""
        async with make_client(self._agent, self._manners) as client:
            tasks: set[asyncio.Task[None]] = set()
            while tasks or self._waiting():
                for site in self._waiting()[: sites - len(tasks)]:
                    self._working.add(site)
                    tasks.add(asyncio.create_task(self._work_off(client, site)))
                # A redirection may have opened another site's queue in the meantime.
                done, tasks = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()

    def _waiting(self) -> list[str]:
        return [site for site, queue in self._queues.items() if queue and site not in self._working]

    async def _work_off(self, client: httpx.AsyncClient, site: str) -> None:
        """Ask for a site's pages one after another."""
        queue, silent = self._queues[site], 0
        robots = self._robots.get(site) or await read_robots(client, site, self._agent)
        self._robots[site] = robots
        pause = max(self._manners.delay, robots.delay)
        while queue and robots.refusal is None and silent < _SILENT:
            await asyncio.sleep(pause)
            wanted = queue.popleft()
            try:
                await self._take(client, wanted, robots)
                silent = 0
            except Refused as refused:
                silent += not refused.lasting
                self._end(wanted.asked, failure=str(refused))
        if queue:
            self._leave(site, robots.refusal or f"no answer {_SILENT} times in a row")
        self._working.discard(site)

    def _leave(self, site: str, why: str) -> None:
        """Leave what is in a site's queue for another run, and tell why."""
        queue = self._queues[site]
        self.summary.left += len(queue)
        self._report(Fetched(site, None, f"{why}; {len(queue):,} of its pages are left for another run"))
        queue.clear()

    async def _take(self, client: httpx.AsyncClient, wanted: _Wanted, robots: Robots) -> None:
        """Ask for one page, keep the answer, and follow where it leads; raise `Refused` where there is no page."""
        url = wanted.address.url
        if (refusal := robots.refuses(url)) is not None:
            raise Refused(refusal, lasting=True)
        exchange = await ask(client, url, self._manners)
        self._archive.add(exchange)
        if exchange.location is not None:
            self._follow(wanted, exchange.location)
        elif exchange.status == 200:
            self._end(wanted.asked, status=200)
        else:
            self._end(
                wanted.asked, status=exchange.status, failure=f"status {exchange.status} {exchange.reason}".rstrip()
            )

    def _follow(self, wanted: _Wanted, location: str) -> None:
        """Put the page that a redirection names into its site's queue."""
        try:
            target = read_address(urljoin(wanted.address.url, location))
        except ValueError:
            target = None
        if target is None:
            raise Refused("sent on to what is no address of the web", lasting=True)
        if wanted.hops == _HOPS:
            raise Refused(f"sent on more than {_HOPS} times", lasting=True)
        self._queues[target.site].append(_Wanted(wanted.asked, target, wanted.hops + 1))

    def _end(self, url: str, *, status: int | None = None, failure: str | None = None) -> None:
        """Log and tell what became of an address."""
        self._archive.note(url, status=status, failure=failure)
        self.summary.fetched += failure is None
        self.summary.failed += failure is not None
        self._report(Fetched(url, status, failure))
