"""The entity families' word lists, read from the package's resources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from textmine.errors import ResourceError


@cache
def lexicon(name: str) -> dict[str, tuple[str, ...]]:
    """Return the word lists of `name`; raise `ResourceError` where the file is missing or broken.

    >>> lexicon("currencies")["USD"]
    ('美元', '美金')
    """
    source = files("textmine") / "resources" / "lexicon" / f"{name}.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"the lexicon {name}.toml cannot be read ({error}); install textmine again") from error
    if missing := {"version", "source"} - data.keys():
        raise ResourceError(f"the lexicon {name}.toml lacks {', '.join(sorted(missing))}; add it at its top")
    return {key: tuple(words.split()) for key, words in data["words"].items()}


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of `words`, by their first characters in the order given, the longest first.

    The engine tries one branch a first character instead of one a word, and none where no word begins so.

    >>> alternation(["个", "人", "人次"])
    '(?=[个人])(?:个|人(?:次|))'
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first, rests in tails.items():
        rest = "|".join(sorted(rests, key=lambda tail: (-len(tail), tail)))
        branches.append(first if rests == {""} else f"{first}(?:{rest})")
    return f"(?=[{''.join(tails)}])(?:{'|'.join(branches)})"
