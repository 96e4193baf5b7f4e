"""`textmine parse`: notices in, JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.batch import ModelOption, TaxonomyOption


def parse(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Files and folders; - reads text from stdin.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="OUT", help="A folder, a .jsonl file, or - for stdout."),
    ] = "-",
    model: ModelOption = None,
    taxonomy: TaxonomyOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Parse notices (text, HTML, Word, PDF) and write their structured JSON."""
    import sys

    from textmine.cli.batch import Batch, expand, progress
    from textmine.cli.output import open_sink

    jobs = expand(inputs)
    batch = Batch(model=model, taxonomy=taxonomy)
    with open_sink(output) as sink:
        for job in progress(jobs, hidden=quiet):
            notice = batch.run(job)
            if notice is not None:
                sink.write(notice, job)
            else:
                sink.fail(job, batch.failures[-1])
    if not quiet:
        batch.print_summary(sink.place)
    if batch.failures:
        sys.exit(1)
