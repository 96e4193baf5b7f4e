"""The names that a page's own style rules hide."""

from __future__ import annotations

import re
from typing import Final

_STYLE: Final = re.compile(r"<style\b[^>]*>")
_COMMENT: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+\*/")
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NAME: Final = re.compile(r"\s*[a-z]*[.#]([\w-]+)\s*")


def hidden_names(markup: str) -> frozenset[str]:
    """Return the classes and ids that a rule of `markup`'s style elements hides; rules for some media do not count.

    >>> sorted(hidden_names("<style>.a, p.b{display:none} .c .d{display:none} @media print{.e{display:none}}</style>"))
    ['a', 'b']
    """
    names: set[str] = set()
    match = _STYLE.search(markup)
    while match:
        end = markup.find("</style", match.end())
        end = end if end > 0 else len(markup)
        sheet = markup[match.end() : end]
        if _HIDES.search(sheet):
            names.update(_hidden_in(_COMMENT.sub("", sheet)))
        match = _STYLE.search(markup, end)
    return frozenset(names)


def _hidden_in(sheet: str) -> set[str]:
    names: set[str] = set()
    depth = 0
    selectors = ""
    for part in re.split(r"([{}])", sheet):
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(0, depth - 1)
            selectors = ""
        elif depth == 0:
            selectors = part
        elif depth == 1 and not selectors.lstrip().startswith("@") and _HIDES.search(part):
            for selector in selectors.split(","):
                # Only a plain name: what hides `.tab .pane` may show another pane.
                if name := _NAME.fullmatch(selector):
                    names.add(name[1])
    return names
