"""`textmine train`: a model of one's own from coded notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def train(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder with NAME.gold.json files.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MODEL", help="The folder of the model.")],
    taxonomy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A taxonomy of your own (TOML), for the package's.")
    ] = None,
) -> None:
    """Train a model of labels and problem types on coded notices, and write it with its card."""
    from textmine.corpus.groups import agency_of
    from textmine.gold import read_folder
    from textmine.labels.card import card_page, encode_card, make_card
    from textmine.labels.model import FILE, encode_model
    from textmine.labels.taxonomy import load_taxonomy
    from textmine.labels.training import train as train_on

    model, examples, kept = train_on(read_folder(gold), load_taxonomy(taxonomy), group_of=agency_of)
    card = make_card(model.meaning, examples, kept)
    _write(output, {FILE: encode_model(model), "card.json": encode_card(card)}, lambda notes: card_page(card, notes))
    typer.echo(f"{card.notices} notices, {card.units:,} units → {output}")
    for name, figure in card.figures.items():
        typer.echo(f"{name:28} {figure.value:.3f}  ({figure.low:.3f} to {figure.high:.3f}) on notices kept out")


def _write(folder: Path, files: dict[str, bytes], page: Callable[[str], str]) -> None:
    """Write the files of a model, and the card with the notes that somebody has put beside it.

    An older model stays whole until all of the new one is on disk.
    """
    from textmine.errors import TextmineError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        notes = folder / "notes.md"
        files["card.md"] = page(notes.read_text(encoding="utf-8") if notes.exists() else "").encode()
        for name, data in files.items():
            (folder / f"{name}.part").write_bytes(data)
        for name in files:
            (folder / f"{name}.part").replace(folder / name)
    except OSError as error:
        raise TextmineError(f"cannot write {folder}: {error.strerror or error}; name another folder") from error
