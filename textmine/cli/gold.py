"""`textmine gold`: notices that people have coded, made from corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Make gold notices from corrections.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Keep `import` a command of its own beside those to come."""


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
