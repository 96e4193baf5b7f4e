"""Data that a user may want to edit: lexicons, each with its version and source, validated when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from textmine.errors import ResourceError

_WORD: Final = re.compile(r"[一-鿿〇A-Za-z0-9·]+")
_LIMITS: Final = ("words", "after", "not_after", "not_before")
_KINDS: Final = ("named", "alone", "common", "placed", "own", "inspector", "group")


class Ending(Struct, frozen=True):
    """How a name may end, what may or must stand beside that ending, and when it makes a name (`kind`)."""

    word: str
    kind: str
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Lexicon(Struct, frozen=True):
    """One lexicon file: named word lists, endings of names, and pairs (a short form and what it stands for)."""

    name: str
    version: str
    source: str
    words: dict[str, tuple[str, ...]]
    endings: tuple[Ending, ...] = ()
    pairs: dict[str, str] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Return the word list `key`; raise `ResourceError` where the file has none."""
        if key not in self.words:
            raise ResourceError(f"lexicon {self.name}: there is no list {key!r}; give it under [words]")
        return self.words[key]


@cache
def load_lexicon(name: str) -> Lexicon:
    """Return the lexicon `name`, read once; raise `ResourceError` where it is missing or not what it should be.

    >>> "局长" in load_lexicon("surnames")["offices"]
    True
    """
    path = files(__name__) / "lexicon" / f"{name}.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ResourceError(f"lexicon {name} cannot be read: {error}; reinstall the package") from error
    return read_lexicon(text, name=name)


def read_toml(
    text: str, *, what: str, holds: Collection[str], states: Collection[str] = ("version", "source")
) -> dict[str, Any]:
    """Return what a resource says in TOML: what it `states` of itself, none of it empty, and some of what it may hold.

    Raises `ResourceError`, which begins with `what` it is, at the first fault.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{what} is no TOML: {error}") from error
    for key in states:
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise ResourceError(f"{what}: it does not state its {key}; give it one")
    if unknown := set(data) - {*states, *holds}:
        raise ResourceError(f"{what}: {min(unknown)!r} is none of {', '.join(holds)}")
    return data


def read_lexicon(text: str, *, name: str) -> Lexicon:
    """Return the lexicon that a TOML text states; raise `ResourceError`, saying where, at the first fault.

    >>> read_lexicon('version = "1"\\nsource = "own"\\n[words]\\nlevels = "省 市"', name="x")["levels"]
    ('省', '市')
    """
    data = read_toml(text, what=f"lexicon {name}", holds=("words", "ending", "pairs"))
    words = {key: _words(value, f"{name}: words.{key}") for key, value in _table(data, "words", name).items()}
    pairs = _table(data, "pairs", name)
    for short, full in pairs.items():
        if not isinstance(full, str) or not _WORD.fullmatch(short) or not _WORD.fullmatch(full):
            raise ResourceError(f"lexicon {name}: pairs.{short} does not pair two words")
    return Lexicon(name, data["version"], data["source"], words, _endings(data.get("ending", []), name), pairs)


def _table(data: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise ResourceError(f"lexicon {name}: {key} is no table")
    return table


def _words(value: Any, where: str) -> tuple[str, ...]:
    """Return a list of words that is written with blanks between them."""
    if not isinstance(value, str) or not value.strip():
        raise ResourceError(f"lexicon {where} holds no words; write them with blanks between them")
    words = tuple(value.split())
    for word in words:
        if not _WORD.fullmatch(word):
            raise ResourceError(f"lexicon {where}: {word!r} is no word")
    if len(set(words)) < len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise ResourceError(f"lexicon {where}: {twice!r} stands there twice")
    return words


def _endings(value: Any, name: str) -> tuple[Ending, ...]:
    """Return the endings of every [[ending]] table, each word with its table's limits."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ResourceError(f"lexicon {name}: ending is no list of [[ending]] tables")
    endings: list[Ending] = []
    for at, entry in enumerate(value, 1):
        where = f"{name}: ending {at}"
        kind = entry.get("kind")
        if kind not in _KINDS:
            raise ResourceError(f"lexicon {where}: its kind {kind!r} is none of {', '.join(_KINDS)}")
        if unknown := set(entry) - {*_LIMITS, "kind"}:
            raise ResourceError(f"lexicon {where}: {min(unknown)!r} is none of kind, {', '.join(_LIMITS)}")
        limits = {key: _words(entry[key], f"{where}.{key}") for key in _LIMITS if key in entry}
        if "words" not in limits:
            raise ResourceError(f"lexicon {where} names no words")
        words = limits.pop("words")
        endings += [Ending(word, kind, **limits) for word in words]
    return tuple(endings)
