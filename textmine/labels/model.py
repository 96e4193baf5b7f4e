"""The model as a file: its meaning as JSON, its weights as plain numbers, and a hash over both.

    b"textmine labels 1\\n"  length of the JSON (4 bytes, little-endian)  JSON  weights (float16, little-endian)  SHA-256

Nothing in it is code, so a model from anybody can be read without trust in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from textmine.errors import TextmineError
from textmine.labels.features import layout, width
from textmine.labels.taxonomy import Taxonomy
from textmine.labels.units import TENTHS

MAGIC: Final = b"textmine labels 1\n"
FILE: Final = "weights.bin"
_DIGEST: Final = 32
_LARGEST: Final = 64 * 1024 * 1024
# An issue's type is told from three texts, each with weights of its own, and from where it stands.
PARTS: Final = 3
# A measure's primary label is told from the whole of it and from each of its first clauses.
OPENINGS: Final = 2


class ModelError(TextmineError):
    """A model is missing, damaged, made by another version, or of another taxonomy."""


class Gate(Struct, frozen=True):
    """How a raw score becomes a probability, 1 / (1 + exp(-(scale × score + shift))), and from which one a label holds."""

    scale: float
    shift: float
    threshold: float


class Meaning(Struct, frozen=True):
    """What the weights are for."""

    taxonomy: Taxonomy
    layout: str  # the hash of the features' layout: the lexicon and the sizes of its blocks
    corpus: str  # the hash of the gold that it was trained on
    gates: dict[str, Gate]
    heat: float  # what scores of problem types are multiplied by before they become probabilities
    versions: dict[str, str]


class Model(Struct, frozen=True):
    """Weights by feature and code.

    `units` has the labels' columns and beside them the primary label's; `openings` is what a measure's first clauses add
    to the latter, a block of features each; `problems` has three blocks, and rows for the tenths of a notice. The last
    row of `units` and of `problems` is the bias.
    """

    meaning: Meaning
    units: NDArray[np.float32]
    openings: NDArray[np.float32]
    problems: NDArray[np.float32]

    def parts(self) -> Iterator[NDArray[np.float32]]:
        """Yield the matrices in the order in which they are stored."""
        yield from (self.units, self.openings, self.problems)


def shapes(taxonomy: Taxonomy) -> list[tuple[int, int]]:
    """Return the rows and columns of the matrices."""
    features = width()
    labels, problems = len(taxonomy.labels), len(taxonomy.problems)
    return [
        (features + 1, 2 * labels),
        (features * OPENINGS, labels),
        (features * PARTS + TENTHS + 1, problems),
    ]


def encode_model(model: Model) -> bytes:
    """Return a model as the bytes of its file, the same for the same model."""
    meaning = msgspec.json.encode(model.meaning)
    weights = b"".join(part.astype("<f2").tobytes() for part in model.parts())
    body = MAGIC + len(meaning).to_bytes(4, "little") + meaning + weights
    return body + sha256(body).digest()


def decode_model(data: bytes, *, name: str) -> Model:
    """Return the model in the bytes of a file; raise `ModelError` where anything in them is not as it was written."""
    if not data.startswith(MAGIC):
        raise ModelError(f"{name} is no model of textmine's; make one with textmine train")
    body = memoryview(data)[:-_DIGEST]
    if len(data) < len(MAGIC) + 4 + _DIGEST or sha256(body).digest() != data[-_DIGEST:]:
        raise ModelError(
            f"{name} is damaged or was changed since it was written: its hash does not fit; train it again"
        )
    at = len(MAGIC) + 4
    end = at + int.from_bytes(body[at - 4 : at], "little")
    try:
        meaning = msgspec.json.decode(bytes(body[at:end]), type=Meaning)
    except msgspec.MsgspecError as error:
        raise ModelError(f"{name} does not say what its weights are for: {error}") from error
    if meaning.layout != layout():
        raise ModelError(f"{name} was trained with another cue lexicon or version; train it again with textmine train")
    sizes = shapes(meaning.taxonomy)
    if len(body) - end != 2 * sum(rows * columns for rows, columns in sizes):
        raise ModelError(f"{name} holds too few or too many weights for its taxonomy")
    if set(meaning.gates) != set(meaning.taxonomy.labels):
        raise ModelError(f"{name} has no threshold for some label of its taxonomy")
    parts = []
    for rows, columns in sizes:
        part = np.frombuffer(body, dtype="<f2", count=rows * columns, offset=end)
        parts.append(part.reshape(rows, columns).astype(np.float32))
        end += 2 * rows * columns
    return Model(meaning, *parts)


def load_model(folder: Path, taxonomy: Taxonomy) -> Model:
    """Return the model in a folder; raise `ModelError` where it cannot be read or is of another taxonomy."""
    path = folder / FILE if folder.is_dir() else folder
    try:
        if path.stat().st_size > _LARGEST:
            raise ModelError(f"{path} is too large for a model")
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"model {path} cannot be read: {error.strerror}; make one with textmine train") from error
    model = decode_model(data, name=str(path))
    theirs = model.meaning.taxonomy
    if not theirs.matches(taxonomy):
        raise ModelError(
            f"{path} was trained for taxonomy {theirs.name} {theirs.version}, not for {taxonomy.name} "
            f"{taxonomy.version} with its codes; name its file with --taxonomy, or train again"
        )
    return model


def own_model() -> Path:
    """Return the folder of the model that the package ships."""
    shipped = Path(str(files("textmine"))) / "models" / "labels-1"
    return shipped if shipped.is_dir() else shipped.parent.parent.parent / "models" / "labels-1"
