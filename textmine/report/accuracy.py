"""How sure the parser and the model are, as far as was measured."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

import msgspec
from msgspec import Struct

from textmine.compare import Column, Sample, Table
from textmine.labels.card import Card
from textmine.labels.model import own_model
from textmine.report.wording import Wording


class Unseen(Struct, frozen=True):
    """What was measured on notices that nobody who wrote the rules had seen, as docs/accuracy.md has it."""

    notices: int
    f1: tuple[float, float]
    status: tuple[float, float]
    labelled: int
    labels_f1: tuple[float, float]
    problem: tuple[float, float]


# The lots of docs/accuracy.md, lowest and highest; a test holds them to that page.
UNSEEN: Final = Unseen(46, (0.794, 1.000), (0.690, 0.962), 13, (0.736, 0.848), (0.653, 0.841))


def accuracy_of(sample: Sample, words: Wording) -> tuple[tuple[str, ...], Table | None]:
    """Return in words how sure parser and model are, and the model's figures on notices kept out of its training."""
    say = words.say
    said = [
        say(
            "accuracy.parser",
            version=version("textmine"),
            notices=UNSEEN.notices,
            f1=_range(UNSEEN.f1),
            status="–".join(words.number(end, "share") for end in UNSEEN.status),
        ),
        say("accuracy.parser_versions"),
    ]
    if not any(measure.labels for measure in sample.measures):
        return (*said, say("accuracy.no_labels")), None
    try:
        card = msgspec.json.decode((own_model() / "card.json").read_bytes(), type=Card)
    except (OSError, msgspec.MsgspecError):
        return (*said, say("accuracy.no_card")), None
    said.append(
        say(
            "accuracy.model",
            taxonomy=card.taxonomy,
            notices=card.notices,
            corpus=card.corpus_sha256[:12],
            unseen=UNSEEN.labelled,
            unseen_f1=_range(UNSEEN.labels_f1),
            unseen_problem=_range(UNSEEN.problem),
        )
    )
    return (*said, say("accuracy.model_own")), _table(card, words)


def _range(ends: tuple[float, float]) -> str:
    return "–".join(f"{end:.2f}" for end in ends)


def _table(card: Card, words: Wording) -> Table:
    """Return the card's figures, those of labels and problem types by name."""
    figures = {
        (words.say(f"card.{name.replace(' ', '_')}") if words.has(f"card.{name.replace(' ', '_')}") else name): figure
        for name, figure in card.figures.items()
    }
    figures |= {f"F1: {words.code('labels', name)}": figure for name, figure in card.labels.items()}
    figures |= {f"F1: {words.code('problems', name)}": figure for name, figure in card.problems.items()}
    columns = (
        Column("measured"),
        Column("value", "number"),
        Column("low", "number"),
        Column("high", "number"),
        Column("n", "count"),
    )
    rows = [(name, one.value, one.low, one.high, one.n) for name, one in figures.items()]
    return Table("model_card", columns, rows)  # type: ignore[arg-type]
