"""Word lists as patterns: a trie, so that a list of a thousand words is tried in the time of a few.

A walk to the left is a walk to the right over the reversed text, so words may be written into the pattern reversed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_END = ""
# The engine tries a node's branches one by one; more than this many are put in groups behind a set of characters.
_WIDE = 12


def alternation(words: Iterable[str], *, reverse: bool = False) -> str:
    """Return a pattern that matches the longest of `words`, each reversed where `reverse` is set.

    >>> alternation(["财政局", "财政所", "财政"])
    '财政(?:[局所])?'
    """
    return guarded(dict.fromkeys(words, ""), reverse=reverse)


def guarded(words: Mapping[str, str], *, reverse: bool = False, anchor: bool = False) -> str:
    """Return a pattern that matches the longest of `words` that its own guard (an assertion, or "") lets stand.

    An `anchor` opens with plain characters, branch by branch: the engine then scans for them before it tries a match.
    """
    trie: dict[str, Any] = {}
    for word, guard in words.items():
        node = trie
        for char in reversed(word) if reverse else word:
            node = node.setdefault(char, {})
        node[_END] = guard
    return _write(trie, grouped=not anchor)


def _write(node: dict[str, Any], *, grouped: bool = True) -> str:
    """Return the pattern of a node: its branches, longest first, then its own end."""
    leaves = [char for char, below in node.items() if char != _END and below == {_END: ""}]
    inner = [char for char, below in node.items() if char != _END and below != {_END: ""}]
    if grouped and len(inner) > _WIDE:
        size = round(len(inner) ** 0.5)
        groups = [inner[at : at + size] for at in range(0, len(inner), size)]
        branches = [f"(?={_set(chars)}){_join([re.escape(c) + _write(node[c]) for c in chars])}" for chars in groups]
    else:
        branches = [re.escape(char) + _write(node[char]) for char in inner]
    if leaves:
        branches.append(_set(leaves))
    if not branches:
        return str(node[_END])
    if _END not in node:
        return _join(branches)
    if node[_END] == "":
        return f"(?:{'|'.join(branches)})?"
    return f"(?:{'|'.join([*branches, str(node[_END])])})"


def _join(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _set(chars: list[str]) -> str:
    return re.escape(chars[0]) if len(chars) == 1 else f"[{''.join(map(re.escape, chars))}]"
