"""`textmine export`: parsed notices in another format."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer


def export(
    input: Annotated[
        Path, typer.Argument(metavar="INPUT", help="A store, a .jsonl or .json file, or a folder of JSON.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="The file to write; - for stdout (jsonl, csv).")
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="jsonl, csv, xlsx, parquet, spacy or label-studio; else by the suffix of OUT (.json: label-studio).",
        ),
    ] = None,
) -> None:
    """Write a ledger (Excel, CSV), data (JSON lines, Parquet), or training material (spaCy, Label Studio)."""
    from textmine import exporters
    from textmine.cli.inputs import open_notices

    exporters.format_of(output, format)
    with open_notices(input) as (notices, inputs):
        first = next(notices, None)
        if first is None and inputs.failures:
            sys.exit(1)  # what could not be read has been said, and what stands at OUT is not replaced by nothing
        count = exporters.export(chain([first] if first else [], notices), output, format=format)
    print(f"{count:,} notices, {len(inputs.failures):,} failures → {output}", file=sys.stderr)
    if inputs.failures:
        sys.exit(1)
