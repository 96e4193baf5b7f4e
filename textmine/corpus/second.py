"""A second coding of a sample, as tables: `units.tsv` and `issues.tsv`, each row with the text that was coded.

`units.tsv` has the columns notice, node, labels, status, basis, text; `issues.tsv` notice, node, problem, text. A node
is the path of sibling ordinals from the top (`1.3.2`), labels are joined by `;` with the primary first, `-` for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textmine.corpus.codings import Coding, Place
from textmine.errors import GoldError
from textmine.gold import GoldNode, GoldNotice

UNITS: Final = ("notice", "node", "labels", "status", "basis", "text")
ISSUES: Final = ("notice", "node", "problem", "text")


def is_second(folder: Path) -> bool:
    """Tell whether a folder holds a second coding as tables."""
    return (folder / "units.tsv").is_file() or (folder / "issues.tsv").is_file()


def read_second(folder: Path, gold: list[GoldNotice]) -> Coding:
    """Return the second coding in `folder` of nodes of `gold`; raise `GoldError` where a row fits no node or text."""
    texts = {notice.name: notice.text for notice in gold}
    nodes = {(notice.name, path): node for notice in gold for path, node in paths(notice.outline)}
    out = Coding({})
    for table, columns in (("units.tsv", UNITS), ("issues.tsv", ISSUES)):
        for where, row in _rows(folder / table, columns):
            name, path, *codes, text = row
            node = nodes.get((name, path))
            if node is None:
                raise GoldError(f"{where}: the first coding has no node {path} in a notice {name!r}")
            if text != line_of(texts[name], node):
                raise GoldError(f"{where}: the text of {name} at {path} is another by now; code it again")
            out.texts[name] = texts[name]
            place = Place(name, node.span)
            if place in (out.labels if len(codes) == 3 else out.problem):
                raise GoldError(f"{where}: {name} {path} is coded twice")
            if len(codes) == 3:
                out.labels[place] = () if codes[0] == "-" else tuple(codes[0].split(";"))
                out.status[place], out.basis[place] = codes[1:]
            else:
                out.problem[place] = codes[0]
    return out


def paths(nodes: list[GoldNode], above: str = "") -> Iterator[tuple[str, GoldNode]]:
    """Yield every node with its path, in document order."""
    for number, node in enumerate(nodes, 1):
        path = f"{above}{number}"
        yield path, node
        yield from paths(node.children, f"{path}.")


def line_of(text: str, node: GoldNode) -> str:
    """Return a node's own text as a table's cell, on one line."""
    return " ".join(text[slice(*node.span)].split())


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of a table with where they stand; a table that is missing has none."""
    if not path.exists():
        return
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, UnicodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
    if tuple(head.split("\t")) != columns:
        raise GoldError(f"{path}: its first line names other columns than {', '.join(columns)}")
    for number, line in enumerate(lines, 2):
        row = line.split("\t")
        if len(row) != len(columns):
            raise GoldError(f"{path}:{number}: {len(row)} columns, {len(columns)} wanted")
        yield f"{path}:{number}", row
