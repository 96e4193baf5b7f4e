"""A coder's files read as a gold notice: NAME.txt, NAME.ann and the tables beside them.

`NAME.ann` is the text line for line, each line led by a code and a tab: T title, P preamble or section text, S section,
A area, I issue, J and K sub-issues, M measure, = continuation of the measure, L subhead, F ledger field, R table row,
C contact, G signature, D date, X page noise, and 1 2 3 for an item of that depth. Inside a line ⟨1⟩ ⟨2⟩ ⟨I⟩ ⟨M⟩ ⟨F⟩ …
stand before what begins there; `I!` is a heading with its account in one line, the account behind ¦.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from textmine.errors import GoldError
from textmine.gold import GoldNotice

_CODES: Final = {
    "T": ("title", 0), "S": ("section", 1), "A": ("area", 2), "I": ("issue", 3), "J": ("issue", 4), "K": ("issue", 5),
    "M": ("measure", 6), "P": ("paragraph", 6), "L": ("subhead", 6), "=": ("paragraph", 7), "F": ("field", 7),
    "1": ("item", 8), "2": ("item", 9), "3": ("item", 10), "4": ("item", 11),
    "C": ("contact", 1), "G": ("signature", 1), "D": ("date", 1), "X": ("noise", 1),
}  # fmt: skip
_MARK: Final = re.compile(r"⟨([1-4IJKMFPL=])⟩")


def read_coding(base: Path) -> GoldNotice:
    """Return the gold notice that the files `base`.txt, .ann and .tsv code; raise `GoldError` at the first fault."""
    text = _text(base, ".txt")
    nodes = _outline(base, text)
    flat = list(_walk(nodes))
    where = _Places(base, text)
    _label(base, flat)
    _label_items(base, flat)
    gold: dict[str, Any] = {"name": base.name, "text": text, "outline": nodes, "entities": _entities(base, where)}
    gold |= _meta(base, where)
    try:
        return msgspec.convert(gold, GoldNotice)
    except msgspec.ValidationError as error:
        raise GoldError(f"{base}: {error}") from error


def _text(base: Path, suffix: str) -> str:
    try:
        return base.with_name(base.name + suffix).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise GoldError(f"{base}{suffix} cannot be read: {error}") from error


def _outline(base: Path, text: str) -> list[dict[str, Any]]:
    """Return the annotation's nodes as a forest; every line must be the text's own."""
    root: dict[str, Any] = {"depth": -1, "children": []}
    stack, at = [root], 0

    def put(code: str, start: int, end: int) -> None:
        role, depth = _CODES[code]
        while stack[-1]["depth"] >= depth:
            stack.pop()
        node = {"role": role, "depth": depth, "span": (start, end), "children": []}
        stack[-1]["children"].append(node)
        stack.append(node)

    for number, raw in enumerate(_text(base, ".ann").rstrip("\n").split("\n"), 1):
        code, tab, body = raw.partition("\t")
        if not tab:
            if raw.strip():
                raise GoldError(f"{base}.ann:{number}: no code and tab before {raw[:20]!r}")
            at = text.find("\n", at) + 1
            continue
        plain = _MARK.sub("", body).replace("¦", "")
        if not text.startswith(plain, at) or text[at + len(plain) : at + len(plain) + 1] not in ("", "\n"):
            raise GoldError(f"{base}.ann:{number}: differs from the text: {plain[:30]!r}")
        start = at
        for piece_code, piece in _pieces(code, body, f"{base}.ann:{number}"):
            put(piece_code, start, start + len(piece))
            start += len(piece)
        at += len(plain) + 1
    return list(root["children"])


def _pieces(code: str, body: str, where: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of one annotated line with their codes."""
    heads = code.endswith("!")
    code = code.rstrip("!")
    if code == "R":
        first = _MARK.match(body)
        if first is None:
            raise GoldError(f"{where}: a row starts with a mark such as ⟨I⟩")
        code, body = first[1], body[first.end() :]
    if code not in _CODES:
        raise GoldError(f"{where}: unknown code {code!r}")
    parts = [(code, body)]
    if heads:
        head, _, rest = body.partition("¦")
        parts = [(code, head), ("M" if code in "AIJKL" else "=", rest)]
    for part_code, part in parts:
        first_text, *marked = _MARK.split(part)
        yield part_code, first_text
        yield from zip(marked[::2], marked[1::2], strict=True)


def _walk(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _walk(node["children"])


def _rows(base: Path, suffix: str, least: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of a table beside the text with where they stand; a missing table has none."""
    path = base.with_name(base.name + suffix)
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            row = line.split("\t")
            if len(row) < least:
                raise GoldError(f"{path}:{number}: {len(row)} columns, at least {least} wanted")
            yield f"{path}:{number}", row


def _label(base: Path, flat: list[dict[str, Any]]) -> None:
    """Write the measures' and issues' codes into their nodes; every one must be coded."""
    for role, suffix in (("measure", ".measures.tsv"), ("issue", ".issues.tsv")):
        nodes = [node for node in flat if node["role"] == role]
        coded = set()
        for where, row in _rows(base, suffix, 2):
            index = int(row[0]) - 1
            if not 0 <= index < len(nodes):
                raise GoldError(f"{where}: there are {len(nodes)} {role}s")
            if role == "measure":
                basis = row[3] if len(row) > 3 else None
                nodes[index] |= {"labels": row[1].split(";"), "status": row[2], "status_basis": basis}
            else:
                nodes[index] |= {"problem": row[1], "title": _value(row[2]) if len(row) > 2 else None}
            coded.add(index)
        if coded and len(coded) < len(nodes):
            raise GoldError(f"{base}{suffix}: {len(nodes)} {role}s, {len(coded)} coded")


def _label_items(base: Path, flat: list[dict[str, Any]]) -> None:
    """Write the items' codes into their nodes, where a coder gave them; a measure's labels must hold its items'."""
    items = [node for node in flat if node["role"] == "item"]
    coded = set()
    for where, row in _rows(base, ".items.tsv", 2):
        index = int(row[0]) - 1 if row[0].isdecimal() else -1
        if not 0 <= index < len(items):
            raise GoldError(f"{where}: there is no item {row[0]!r}; there are {len(items)}")
        if index in coded:
            raise GoldError(f"{where}: item {row[0]} is coded twice")
        items[index]["labels"] = [] if row[1] == "-" else row[1].split(";")
        coded.add(index)
    if coded and len(coded) < len(items):
        raise GoldError(f"{base}.items.tsv: {len(items)} items, {len(coded)} coded")
    for number, measure in enumerate((node for node in flat if node["role"] == "measure"), 1):
        below = {
            label for node in _walk(measure["children"]) if node["role"] == "item" for label in node.get("labels", ())
        }
        if missing := below - set(measure.get("labels", below)):
            raise GoldError(f"{base}.measures.tsv: measure {number} lacks its items' label {min(missing)!r}")


class _Places:
    """Finds a surface by its line and occurrence."""

    def __init__(self, base: Path, text: str) -> None:
        self.base, self.lines, self.starts = base, text.split("\n"), [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def find(self, where: str, line: str, surface: str, occurrence: str = "1") -> tuple[int, int]:
        at = -1
        for _ in range(int(occurrence)):
            at = self.lines[int(line) - 1].find(surface, at + 1)
            if at < 0:
                raise GoldError(f"{where}: line {line} has no occurrence {occurrence} of {surface!r}")
        start = self.starts[int(line) - 1] + at
        return start, start + len(surface)


def _value(cell: str) -> str | None:
    return None if cell in ("-", "") else cell


def _entities(base: Path, places: _Places) -> list[dict[str, Any]]:
    entities = []
    for where, row in _rows(base, ".entities.tsv", 4):
        line, surface, occurrence, label, value, unit, mod = (row + ["-"] * 3)[:7]
        entity: dict[str, Any] = {"label": label, "span": places.find(where, line, surface, occurrence)}
        entity |= {"value": _value(value), "mod": _value(mod)}
        if label == "DOCUMENT":
            entity["kind"] = _value(unit)
        elif unit == "self":
            entity["mention"] = "self"
        else:
            entity["unit"] = _value(unit)
        entities.append(entity)
    return sorted(entities, key=lambda entity: entity["span"])


def _meta(base: Path, places: _Places) -> dict[str, Any]:
    """Return header, claims and outcomes."""
    out: dict[str, Any] = {"header": {}, "claims": [], "outcomes": []}
    for where, row in _rows(base, ".meta.tsv", 5):
        what = row[0]
        if what == "header":
            out["header"][row[1]] = {"value": row[2], "span": places.find(where, row[3], row[4])}
        elif what == "claim":
            span = places.find(where, row[3], row[4])
            out["claims"].append({"kind": row[1], "value": float(row[2]), "span": span, "verdict": row[5]})
        elif what == "outcome":
            span = places.find(where, row[4], row[5])
            out["outcomes"].append({"kind": row[1], "value": row[2], "unit": _value(row[3]), "span": span})
        else:
            raise GoldError(f"{where}: {what!r} is neither header, claim nor outcome")
    return out
