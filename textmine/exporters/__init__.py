"""Exports: notices in, one file of another format out. Each format has one module with `write(notices, out)`.

All stream: a notice is written as it comes, and none holds more than a bounded part of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

from textmine.errors import TextmineError
from textmine.notice import Notice

__all__ = ["EXPORTERS", "SUFFIXES", "export", "format_of"]

EXPORTERS: Final = {
    "jsonl": "textmine.exporters.jsonl",
    "csv": "textmine.exporters.csv",
    "xlsx": "textmine.exporters.xlsx",
    "parquet": "textmine.exporters.parquet",
    "spacy": "textmine.exporters.docbin",
    "label-studio": "textmine.exporters.label_studio",
}
SUFFIXES: Final = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".spacy": "spacy",
    ".json": "label-studio",
}


def format_of(out: Path, stated: str | None = None) -> str:
    """Return the format that was stated, or that a file's suffix names; raise `TextmineError` where there is none.

    >>> format_of(Path("ledger.xlsx")), format_of(Path("tasks.txt"), "label-studio")
    ('xlsx', 'label-studio')
    """
    name = stated or SUFFIXES.get(out.suffix.lower())
    if name not in EXPORTERS:
        what = f"format {stated!r}" if stated else f"suffix {out.suffix!r}"
        raise TextmineError(
            f"{out}: there is no export for the {what}; choose one of {', '.join(EXPORTERS)} with --format"
        )
    return name


def export(notices: Iterable[Notice], out: Path, *, format: str | None = None) -> int:  # noqa: A002 - the user's word
    """Write notices to the file `out` and return how many; it appears whole or not at all.

    Raises `TextmineError` where it cannot be written, and `MissingDependencyError` where an extra is missing.
    """
    module = import_module(EXPORTERS[format_of(out, format)])
    return int(module.write(notices, out))
