"""`textmine stats`: what is in a store, and how well it was parsed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from textmine.store.stats import Group, Stats

_WIDTH: Final = 80
# Groups of a kind in the table; --json has them all.
_MOST: Final = 12


def stats(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The store's file, such as notices.db.")],
    json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Print what is in a store, with warnings, unmatched totals and failures by format, site and layout."""
    from textmine.store import Store

    with Store(store, readonly=True) as opened:
        found = opened.stats()
        failures = opened.failures()
    if json:
        import msgspec

        figures = msgspec.to_builtins(found) | {"failed": [failure._asdict() for failure in failures]}
        typer.echo(msgspec.json.format(msgspec.json.encode(figures), indent=1).decode())
        return
    _print(found)
    for failure in failures[:_MOST]:
        typer.echo(f"failed: {failure.reason}")
    if len(failures) > _MOST:
        typer.echo(f"failed: {len(failures) - _MOST:,} more (--json has them all)")


def _print(found: Stats) -> None:
    from rich.console import Console
    from rich.table import Table

    total = found.total
    typer.echo(f"{total.notices:,} notices of {found.works:,} works, {found.failures:,} failures;")
    typer.echo(f"{found.entities:,} entities, {found.outcomes:,} outcomes, {total.warnings:,} warnings")
    table = Table(box=None, pad_edge=False, padding=(0, 1), width=_WIDTH)
    table.add_column("", ratio=1, no_wrap=True, overflow="ellipsis")
    for name in ("notices", "issues", "measures", "claims", "unmatched", "warned"):
        table.add_column(name, justify="right", no_wrap=True)
    _section(table, "format", found.formats)
    _section(table, "site", found.sites)
    _section(table, "layout", found.layouts)
    _row(table, "all", total)
    Console(highlight=False, width=_WIDTH).print(table)
    typer.echo("layout: the numbering of sections, areas, issues, measures, items;")
    typer.echo("        · where there is no such level, - where it has no number")
    for code, count in found.warnings.items():
        typer.echo(f"warning {code}: {count:,}")


def _section(table: object, name: str, groups: list[Group]) -> None:
    from rich.table import Table

    assert isinstance(table, Table)
    if not any(group.name for group in groups):
        return
    table.add_row(f"by {name}", style="bold")
    for group in groups[:_MOST]:
        _row(table, f"  {group.name or '(unknown)'}", group)
    if len(groups) > _MOST:
        table.add_row(f"  … {len(groups) - _MOST:,} more")


def _row(table: object, name: str, group: Group) -> None:
    from rich.table import Table

    assert isinstance(table, Table)
    figures = (group.notices, group.issues, group.measures, group.claims, group.mismatches, group.warned)
    table.add_row(name, *(f"{figure:,}" for figure in figures))
