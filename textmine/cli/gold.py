"""`textmine gold`: notices that people have coded, made from corrections, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.notice import TaxonomyOption

app = typer.Typer(
    help="Make gold notices from corrections, and check them.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("import")
def import_tasks(
    tasks: Annotated[Path, typer.Argument(metavar="TASKS", help="An export of Label Studio in its format JSON.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to write NAME.gold.json files.")
    ],
) -> None:
    """Take corrected Label Studio tasks as gold; tasks without a correction are passed over."""
    from textmine.exporters.corrections import write_gold

    typer.echo(f"{len(write_gold(tasks, output)):,} gold notices → {output}", err=True)


@app.command("check")
def check_gold(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder with NAME.gold.json files.")],
    apart: Annotated[
        Path | None, typer.Option(metavar="GOLD_DIR", help="Coded notices held out for a test: what do they share?")
    ] = None,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Tell what is wrong with coded notices: broken gold, passages written twice, a test that is no test."""
    from textmine.corpus.checks import copied, copies, faults, shared, stale
    from textmine.gold import read_folder
    from textmine.labels.taxonomy import load_taxonomy

    notices, codes = read_folder(gold), load_taxonomy(taxonomy)
    found = [*stale(gold), *(fault for notice in notices for fault in faults(notice, codes))]
    found += map(copied, copies(notices))
    if apart is not None:
        held = read_folder(apart)
        found += [fault for notice in held for fault in faults(notice, codes)]
        found += shared(notices, held)
    for line in found:
        typer.echo(line)
    typer.echo(f"{len(notices):,} coded notices, {len(found):,} faults", err=True)
    if found:
        raise typer.Exit(1)
