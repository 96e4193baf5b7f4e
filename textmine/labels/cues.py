"""The cue lexicon: classes of words, and which of them, alone or after one another, speak for a code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from textmine.errors import ResourceError
from textmine.resources import read_toml

# The longest word that is looked for; n-grams of every length up to it are looked up.
LONGEST: Final = 8


class Cues(Struct, frozen=True):
    """Words with the numbers of their classes, and for each code the patterns that speak for it.

    A pattern is a class's number with -1, or two classes' numbers: the second follows the first in a clause.
    """

    version: str
    classes: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    labels: dict[str, tuple[tuple[int, int], ...]]


@cache
def load_cues() -> Cues:
    """Return the cue lexicon that the package holds, read once; raise `ResourceError` where it is broken."""
    path = files("textmine.resources") / "cues.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ResourceError(f"the cue lexicon cannot be read: {error}; reinstall the package") from error
    return read_cues(text)


def read_cues(text: str) -> Cues:
    """Return the cue lexicon that a TOML text states; raise `ResourceError`, saying where, at the first fault.

    >>> cues = read_cues('version = "1"\\nsource = "own"\\n[words]\\nissue = "修订"\\n[labels]\\nrule = ["issue"]')
    >>> cues.words, cues.labels
    ({'修订': (0,)}, {'rule': ((0, -1),)})
    """
    data = read_toml(text, what="the cue lexicon", holds=("words", "labels"))
    lists = _table(data, "words")
    classes = tuple(lists)
    words: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(classes):
        if not isinstance(lists[name], str):
            raise ResourceError(f"the cue lexicon: words.{name} is no list of words with blanks between them")
        for word in lists[name].split():
            if len(word) > LONGEST:
                raise ResourceError(f"the cue lexicon: {word!r} in words.{name} has over {LONGEST} characters")
            if at in words.get(word, ()):
                raise ResourceError(f"the cue lexicon: {word!r} stands twice in words.{name}")
            words[word] = (*words.get(word, ()), at)
    labels = {label: _patterns(label, rows, classes) for label, rows in _table(data, "labels").items()}
    return Cues(data["version"], classes, words, labels)


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict) or not table:
        raise ResourceError(f"the cue lexicon holds no [{key}]")
    return table


def _patterns(label: str, rows: Any, classes: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    if not isinstance(rows, list) or not all(isinstance(row, str) and 1 <= len(row.split()) <= 2 for row in rows):
        raise ResourceError(f"the cue lexicon: labels.{label} is no list of one class or two")
    patterns = []
    for row in rows:
        for name in row.split():
            if name not in classes:
                raise ResourceError(f"the cue lexicon: labels.{label} names {name!r}, no class under [words]")
        numbers = [classes.index(name) for name in row.split()]
        patterns.append((numbers[0], numbers[1] if len(numbers) > 1 else -1))
    return tuple(patterns)
