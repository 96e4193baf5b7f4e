"""`textmine label`: the measures of one notice with their labels, and the words that decided them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.notice import ModelOption, TaxonomyOption

if TYPE_CHECKING:
    from textmine.labels.model import Model
    from textmine.labels.units import Unit
    from textmine.notice import Node


def label(
    input: Annotated[Path, typer.Argument(metavar="INPUT", help="A notice, or - for text from stdin.")],
    words: Annotated[int, typer.Option(min=0, max=20, help="How many words to name behind a label.")] = 3,
    model: ModelOption = None,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Print a notice's issues and measures with their codes, and the words that speak most for each label."""
    from textmine.cli.notice import parse_one, stages_of
    from textmine.labels.classifier import default_model
    from textmine.labels.model import load_model
    from textmine.labels.taxonomy import load_taxonomy
    from textmine.labels.units import units

    notice = parse_one(input, stages_of(model, taxonomy))
    used = load_model(model, load_taxonomy(taxonomy)) if model else default_model()
    if not notice.issues and not notice.measures:
        typer.echo(f"textmine: {notice.source.name}: no issue or measure was found to label", err=True)
    answers = {id(measure.node): measure for measure in units(notice.outline, notice.text)}
    for node in notice.walk():
        own = " ".join(notice.text_of(node).split())
        if node.role == "issue":
            typer.echo(f"\n{node.id}  {own[:60]}\n    problem {node.problem} {node.problem_score:.2f}")
        elif node.role == "measure":
            typer.echo(f"\n{node.id}  {own[:100]}\n    {node.status} ({node.status_basis})")
            _print_labels(node, answers[id(node)], used, words)


def _print_labels(node: Node, measure: Unit, model: Model, most: int) -> None:
    """Print the labels of a measure, each with the words of all its units that speak most for it."""
    from msgspec import UNSET

    from textmine.labels.explain import explain
    from textmine.labels.units import flat

    for given in [] if node.labels is UNSET else node.labels:
        reasons = {
            reason.word: reason
            for unit in flat(measure)
            for reason in explain(unit.text, given.label, model, most=most)
        }
        heaviest = sorted(reasons.values(), key=lambda reason: -reason.weight)[:most]
        said = "  ".join(f"{reason.word} +{reason.weight:.1f}" for reason in heaviest)
        name = model.meaning.taxonomy.labels[given.label]
        typer.echo(f"    {given.label} {name} {given.score:.2f}   {said}".rstrip())
