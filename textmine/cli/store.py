"""`textmine store`: put parsed notices into a store, take them out, and see whether it is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Keep parsed notices in one SQLite file.", no_args_is_help=True, rich_markup_mode=None)
_STORE = typer.Argument(metavar="STORE", help="The store's file, such as notices.db.")


@app.command()
def add(
    store: Annotated[Path, _STORE],
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Parsed notices: .json, .jsonl, or folders of them.")
    ],
) -> None:
    """Put parsed notices in; a newer parse of a notice takes the place of the older."""
    from textmine.cli.inputs import Inputs
    from textmine.store import Store

    found = Inputs()
    with Store(store) as opened:
        counts = opened.add_many(found.collect(inputs))
        total = len(opened)
    words = ", ".join(f"{counts[name]:,} {name}" for name in ("added", "replaced", "unchanged"))
    failed = len(found.failures) + counts["failed"]
    print(f"{words}, {failed:,} failures → {store} ({total:,} notices)", file=sys.stderr)
    if failed:
        sys.exit(1)


@app.command()
def remove(
    store: Annotated[Path, _STORE],
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The ids of the notices to take out.")],
) -> None:
    """Take notices out."""
    from textmine.errors import TextmineError
    from textmine.store import Store

    with Store(store) as opened:
        missing = [notice for notice in ids if not opened.remove(notice)]
    if missing:
        raise TextmineError(f"{store}: there is no notice {', '.join(missing)} in it")


@app.command()
def check(store: Annotated[Path, _STORE]) -> None:
    """See whether a store is sound, and bring one of an older textmine up to date."""
    from textmine.errors import TextmineError
    from textmine.store import Store

    if not store.exists():
        raise TextmineError(f"{store}: there is no store")
    with Store(store) as opened:
        faults = opened.check()
        total = len(opened)
    for fault in faults:
        print(f"textmine: {store}: {fault}", file=sys.stderr)
    if faults:
        sys.exit(1)
    typer.echo(f"{store}: sound, {total:,} notices")
