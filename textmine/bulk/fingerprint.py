"""What parses: a digest that changes with the code, the resources, the model and the libraries that a notice depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from textmine.errors import TextmineError

_ROOT: Final = Path(__file__).parent.parent
# Rooms that only hand notices on, or make and judge them: a change there changes no parse.
_APART: Final = frozenset(
    "bulk cli store exporters compare report web models spacy_pipe.py collection.py evaluation.py coding.py gold.py generator.py".split()
)
_LIBRARIES: Final = ("lxml", "msgspec", "numpy", "pypdfium2", "python-docx", "resiliparse")


def fingerprint(model: Path | None = None, taxonomy: Path | None = None) -> str:
    """Return the digest of the parser with a model and a taxonomy, the package's own if not given.

    Notices parsed under another are parsed again. Raises `TextmineError` where the model or the taxonomy is not there.
    """
    from textmine.labels.model import own_model

    digest = hashlib.sha256()
    for below, data in [*_package(), *_files(model or own_model()), *(_files(taxonomy) if taxonomy else ())]:
        digest.update(f"{below}\0".encode() + hashlib.sha256(data).digest())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()[:16]


def _package() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_ROOT.rglob("*")):
        below = path.relative_to(_ROOT)
        if below.parts[0] not in _APART and "__pycache__" not in below.parts and path.is_file():
            yield below.as_posix(), path.read_bytes()


def _files(given: Path) -> Iterable[tuple[str, bytes]]:
    """Return the files of a folder, or the file itself, by names that do not say where it lies."""
    try:
        if given.is_dir():
            return [(path.name, path.read_bytes()) for path in sorted(given.iterdir()) if path.is_file()]
        return [("", given.read_bytes())]
    except OSError as error:
        raise TextmineError(f"{given}: cannot be read ({error.strerror or error}); check the path") from error


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"
