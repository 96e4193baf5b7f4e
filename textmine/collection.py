"""Parsed notices read back from where `textmine parse` wrote them: a folder of JSON, a .jsonl file, a single .json."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from textmine.errors import ReadError
from textmine.notice import SCHEMA, Notice

# What to do with an input that is no notice: raise it, or note it and go on.
OnError = Callable[[ReadError], None]


def read_collection(path: str | Path, *, on_error: OnError | None = None) -> Iterator[Notice]:
    """Yield the notices below `path` one by one: a .json or .jsonl file, or a folder of them in the order of their names.

    Raises `ReadError` for a file or line that is no notice, or hands it to `on_error` and goes on. Gold files
    (NAME.gold.json) are another thing, and passed over in a folder.
    """
    path = Path(path)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in (".json", ".jsonl") and p.is_file())
        files = [p for p in found if not p.name.endswith(".gold.json") and not p.name.startswith(".")]
        if not files:
            raise ReadError(f"{path}: no .json or .jsonl file in it; write some with `textmine parse … -o {path}`")
    elif path.exists():
        files = [path]
    else:
        raise ReadError(f"{path}: there is no such file or folder; check the path")
    for file in files:
        yield from _read_file(file, on_error or _raise)


def read_json(data: str | bytes, *, name: str) -> Notice:
    """Return the notice that a JSON text holds; raise `ReadError` where it is none, or one of another schema.

    >>> read_json('{"schema": "textmine.notice/9"}', name="a.json")
    Traceback (most recent call last):
      ...
    textmine.errors.ReadError: a.json: its schema is 'textmine.notice/9', and 'textmine.notice/1' is read here; parse it again
    """
    try:
        return Notice.from_json(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"{name}: {_fault(data, error)}") from error


def _read_file(path: Path, on_error: OnError) -> Iterator[Notice]:
    try:
        with path.open("rb") as stream:
            lines = path.suffix.lower() == ".jsonl"
            for number, data in enumerate(stream if lines else [stream.read()], 1):
                if lines and not data.strip():
                    continue
                try:
                    notice = read_json(data, name=f"{path}:{number}" if lines else str(path))
                except ReadError as error:
                    on_error(error)
                    continue
                yield notice
    except OSError as error:
        on_error(ReadError(f"{path}: cannot be read ({error.strerror or error}); check the path and its permissions"))


def _fault(data: str | bytes, error: Exception) -> str:
    """Say what is wrong with JSON that is no notice."""
    if isinstance(error, RecursionError):
        return "nested too deeply to be a notice"
    if not isinstance(error, msgspec.ValidationError):
        return f"no JSON ({error}); write it again with `textmine parse`"
    try:
        schema = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("schema")
        stated = msgspec.json.decode(schema) if schema is not None else None
    except msgspec.MsgspecError:
        return "a JSON text, but no notice; give what `textmine parse` wrote"
    if stated is None:
        return "no notice: it names no schema; give what `textmine parse` wrote"
    if stated != SCHEMA:
        return f"its schema is {stated!r}, and {SCHEMA!r} is read here; parse it again"
    return f"breaks the contract {SCHEMA} ({error}); parse it again"


def _raise(error: ReadError) -> None:
    raise error
