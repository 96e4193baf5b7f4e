"""`textmine fetch`: pages in, web archives out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from textmine.fetch.run import Fetched


def fetch(
    urls: Annotated[
        list[str],
        typer.Argument(metavar="URLS...", help="Addresses, or files with an address a line; - reads them from stdin."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the web archives go.")],
    contact: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A mail or web address that sites can write to; please give one."),
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="The pause between two pages of a site.")
    ] = 2.0,
    tries: Annotated[int, typer.Option(min=1, help="How often a page is asked for while its site is busy.")] = 4,
    sites: Annotated[int, typer.Option(min=1, help="Sites at once, each asked for one page at a time.")] = 8,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Ask again for what failed before.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line a page and no summary.")] = False,
) -> None:
    """Fetch pages politely into web archives (WARC), which `textmine parse` takes.

    Every site's robots.txt is kept to. A second run into the same FOLDER does what is not done yet.
    """
    from textmine.fetch import fetch as fetch_all
    from textmine.fetch.client import Manners

    addresses = _read(urls)
    if not addresses:
        raise typer.BadParameter("there is no address in it", param_hint="URLS")

    def report(fetched: Fetched) -> None:
        if fetched.failure is not None:
            print(f"textmine: {fetched.url}: {fetched.failure}", file=sys.stderr)
        elif not quiet:
            print(fetched.url, file=sys.stderr)

    try:
        summary = fetch_all(
            addresses, output, contact=contact, manners=Manners(delay=delay, tries=tries), sites=sites,
            retry_failed=retry_failed, report=report,
        )  # fmt: skip
    except KeyboardInterrupt:
        print("textmine: stopped; what is fetched is kept, run it again for the rest", file=sys.stderr)
        sys.exit(130)
    if not quiet:
        before = f", {summary.before:,} before" if summary.before else ""
        left = f", {summary.left:,} left for another run" if summary.left else ""
        again = f", {summary.failed_before:,} before (--retry-failed asks again)" if summary.failed_before else ""
        print(
            f"{summary.fetched:,} pages fetched{before}, {summary.failed:,} failed{again}{left} → {output}",
            file=sys.stderr,
        )
    if summary.failed or summary.failed_before or summary.left:
        sys.exit(1)


def _read(urls: list[str]) -> list[str]:
    """Return the addresses that are named, on the command line or in lists."""
    from textmine.fetch.addresses import read_lines

    lines: list[str] = []
    for one in urls:
        if "://" in one:
            lines.append(one)
        elif one == "-":
            lines += sys.stdin
        elif Path(one).is_file():
            lines += Path(one).read_text(encoding="utf-8", errors="replace").splitlines()
        else:
            raise typer.BadParameter(
                f"{one!r} is neither an address (http://…) nor a file with some", param_hint="URLS"
            )
    return read_lines(lines)
