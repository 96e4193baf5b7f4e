"""What Excel takes: names of sheets, and texts that fit into a cell. It counts UTF-16 units."""

from __future__ import annotations

import re
from typing import Final

MAX_ROWS: Final = 1_048_576
_MAX_CELL: Final = 32_767
_MAX_NAME: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\0-\x1f\x7f]")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a sheet's name: 31 characters at most, no sign that Excel forbids, and unlike all `taken`.

    >>> sheet_name("某县[财政]局/党组", set()), sheet_name("某局", {"某局"}), sheet_name("'", set())
    ('某县 财政 局 党组', '某局 (2)', '_')
    """
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ") or "_"
    if plain.casefold() == "history":  # Excel keeps this name for itself
        plain += "_"
    lower = {name.casefold() for name in taken}
    name, number = _cut(plain, _MAX_NAME), 2
    while name.casefold() in lower:
        tail = f" ({number})"
        name, number = _cut(plain, _MAX_NAME - len(tail)) + tail, number + 1
    return name


def fitting(text: str) -> str:
    """Return a text that fits into a cell; a longer one ends in an ellipsis.

    >>> len(fitting("长" * 40000)), fitting("短")
    (32767, '短')
    """
    if len(text) <= _MAX_CELL // 2 or _units(text) <= _MAX_CELL:
        return text
    return _cut(text, _MAX_CELL - 1) + "…"


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a column `width` characters wide; a Chinese character takes two.

    >>> lines_of("修订收费办法", 8), lines_of("", 8), lines_of("甲\\n乙", 8)
    (2, 1, 2)
    """
    room = max(1, width - 1)
    return sum(max(1, -(-_width(line) // room)) for line in text.split("\n"))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(1 if char < "\u0370" else 2 for char in text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text: at most so many units, no half character, no quote or blank at its end."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore").rstrip("' ")
