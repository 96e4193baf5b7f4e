"""The rules of a page's own style elements that change what is read: what they hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_STYLE: Final = re.compile(r"<style\b[^>]*>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+\*/")
_BRACE: Final = re.compile(r"([{}])")
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME: Final = re.compile(r"\s*[a-z]*[.#]([\w-]+)\s*")


def hidden_names(sheets: str) -> frozenset[str]:
    """Return the classes and ids that a rule of `sheets` hides; rules for some media do not count.

    >>> sorted(hidden_names(".a, p.b{display:none} .c .d{display:none} @media print{.e{display:none}}"))
    ['a', 'b']
    """
    if not _HIDES.search(sheets):
        return frozenset()
    return frozenset(
        name[1]
        for selectors, declarations in rules(sheets)
        if _HIDES.search(declarations)
        for selector in selectors
        # Only a plain name: what hides `.tab .pane` may show another pane.
        if (name := _NAME.fullmatch(selector))
    )


def style_sheets(markup: str) -> str:
    """Return what stands in the style elements of a page, without comments.

    >>> style_sheets("<style>p{color:red}</style><p>一</p><style>/* x */ b{}</style>")
    'p{color:red}\\n b{}\\n'
    """
    sheets: list[str] = []
    match = _STYLE.search(markup)
    while match:
        end = markup.find("</style", match.end())
        end = end if end > 0 else len(markup)
        sheets += markup[match.end() : end], "\n"
        match = _STYLE.search(markup, end)
    found = "".join(sheets)
    return _COMMENT.sub("", found) if "/*" in found else found


def rules(sheets: str) -> Iterator[tuple[list[str], str]]:
    """Yield the selectors and the declarations of each rule that holds for all media.

    >>> list(rules("ol, li.a {x:y} @media print {p{z:0}} b{}"))
    [(['ol', ' li.a '], 'x:y'), ([' b'], '')]
    """
    depth = 0
    selectors = ""
    for part in _BRACE.split(sheets):
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(0, depth - 1)
            selectors = ""
        elif depth == 0:
            selectors = part
        elif depth == 1 and selectors.strip() and not selectors.lstrip().startswith("@"):
            yield selectors.split(","), part
