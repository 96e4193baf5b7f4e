"""`textmine agreement`: how far two codings of the same notices agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from textmine.corpus.codings import Difference


def agreement(
    first: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="One coder's folder of NAME.gold.json files.")],
    second: Annotated[
        Path, typer.Argument(metavar="SECOND", help="Another's, or a folder with a sample as units.tsv and issues.tsv.")
    ],
    differing: Annotated[bool, typer.Option("--differences", help="List every difference, tab-separated.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Print Krippendorff's α of two codings: sets of labels, each label, status, problem type."""
    from textmine.corpus.codings import agreement as agree
    from textmine.corpus.codings import coding_of, differences
    from textmine.corpus.second import is_second, read_second
    from textmine.gold import read_folder

    gold = read_folder(first)
    one = coding_of(gold)
    other = read_second(second, gold) if is_second(second) else coding_of(read_folder(second))
    figures = agree(one, other)
    if json:
        import msgspec

        named = {name: figure._asdict() for name, figure in figures.items()}
        typer.echo(msgspec.json.format(msgspec.json.encode(named), indent=1).decode())
    elif differing:
        for difference in differences(one, other):
            typer.echo(_line(difference))
    else:
        for name, (value, low, high, units) in figures.items():
            said = "nothing varies" if None in (value, low, high) else f"{value:6.3f}  ({low:.3f} to {high:.3f})"
            typer.echo(f"{name:20} {said:26} n {units:,}")


def _line(difference: Difference) -> str:
    feature, place, text, first, second = difference
    codes = (";".join(first) or "-", ";".join(second) or "-")
    return "\t".join((place.notice, str(place.span[0]), feature, *codes, " ".join(text.split())))
