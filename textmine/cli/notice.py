"""One notice that a user names, and the model that is to label it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from textmine.notice import Notice
    from textmine.pipeline import Stage

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="MODEL", help="A model that `textmine train` wrote, for the package's."),
]
TaxonomyOption = Annotated[
    Path | None, typer.Option("--taxonomy", metavar="FILE", help="The taxonomy that the model was trained for.")
]


def stages_of(model: Path | None, taxonomy: Path | None) -> tuple[Stage, ...]:
    """Return the stages, with a user's model where one is named; a taxonomy without its model is wrong use."""
    from textmine import pipeline

    if model is None:
        if taxonomy is not None:
            raise typer.BadParameter("name the --model that was trained for it", param_hint="--taxonomy")
        return pipeline.STAGES
    return pipeline.stages_with(model, taxonomy)


def parse_one(path: Path, stages: tuple[Stage, ...] | None = None) -> Notice:
    """Return the notice in one file, or of stdin (`-`), parsed; a name that does not exist is wrong use.

    Raises `ReadError` where it cannot be read.
    """
    from textmine import pipeline
    from textmine.readers import read_bytes

    stages = stages or pipeline.STAGES
    if str(path) == "-":
        return pipeline.analyse(read_bytes(sys.stdin.buffer.read(), name="stdin"), stages)
    if not path.exists():
        raise typer.BadParameter(f"there is no file {str(path)!r}", param_hint="INPUT")
    return pipeline.parse(path, stages=stages)
