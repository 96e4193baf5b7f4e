"""`textmine evaluate`: how well the parser does on notices that people have coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.notice import ModelOption, TaxonomyOption, stages_of

if TYPE_CHECKING:
    from textmine.evaluation import Evaluation


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder with NAME.gold.json files.")],
    model: ModelOption = None,
    taxonomy: TaxonomyOption = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Parse coded notices and print precision, recall and F1 of every stage, with their 95 % intervals over notices."""
    from textmine.evaluation import Evaluation
    from textmine.gold import read_folder
    from textmine.pipeline import parse_text

    stages = stages_of(model, taxonomy)
    evaluation = Evaluation()
    for notice in read_folder(gold):
        evaluation.add(notice, parse_text(notice.text, name=f"{notice.name}.txt", stages=stages))
    if json:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(evaluation.figures()), indent=1).decode())
    else:
        _print(evaluation)


def _print(evaluation: Evaluation) -> None:
    def show(value: float | None) -> str:
        return "    -" if value is None else f"{value:.3f}"

    for name, figure in evaluation.figures().items():
        value = figure.get("accuracy", figure.get("f1"))
        line = f"{name:30} {'acc' if 'accuracy' in figure else 'F1 '} {show(value)}"
        line += f" ({show(figure['low'])} to {show(figure['high'])})"
        if "n" in figure:
            line += f"   n {figure['n']}"
        if "precision" in figure:
            line += f"   P {show(figure['precision'])} R {show(figure['recall'])}"
            line += f"   gold {figure['gold']} found {figure['found']}"
        typer.echo(line)
    typer.echo("\nIn brackets: 95 % of what whole notices drawn again give.\n")
    for name, f1, whole in evaluation.notices():
        typer.echo(f"  {name:30} core F1 {show(f1)}  {'tree right' if whole else 'tree differs'}")
