"""Files that appear whole or not at all, and the extras that some formats need."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from textmine.errors import MissingDependencyError, TextmineError


@contextmanager
def replacing(out: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose content takes the place of `out` when all is written; `-` is stdout.

    A link is followed, and what is no ordinary file (a pipe, a device) is written to as it is. Raises `TextmineError` where it cannot be written; what stood there before then still stands.
    """
    if str(out) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if out.is_symlink():
        out = out.resolve()
    part = out.with_name(f"{out.name}.part")
    try:
        if out.exists() and not out.is_file():
            with out.open("wb") as stream:
                yield stream
            return
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("w+b") as stream:
                yield stream
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise TextmineError(
            f"{out}: cannot be written ({error.strerror or error}); name another place with -o"
        ) from error


def extra(module: str, name: str) -> Any:
    """Return the module of an extra; raise `MissingDependencyError` with the line that installs it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingDependencyError(
            f"this export needs {module.split('.')[0]}, which is not installed: pip install 'textmine[{name}]'"
        ) from error
