"""The ruled tables of a PDF page: from the lines that are drawn to cells, and from cells to rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from textmine.readers.pdf_page import Glyph, Rule

_NEAR: Final = 3.0
_MOST_CELLS: Final = 5000
_MOST_TABLES: Final = 40
# Rules that meet are looked for pair by pair.
_MOST_PAIRS: Final = 100_000


class Cell(NamedTuple):
    """A cell, which may span rows and columns: the row that it starts in, its sides, its characters."""

    row: int
    left: float
    right: float
    glyphs: list[Glyph]


class Grid(NamedTuple):
    """A ruled table: its outer sides and its cells, row by row from the top, each row from the left."""

    left: float
    bottom: float
    right: float
    top: float
    rows: list[list[Cell]]


def split_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[Grid]]:
    """Return the characters of a page that stand in no table, and its tables with theirs."""
    if len(rules) < 4:
        return list(glyphs), []
    nets = [net for net in map(_net, _joined(_merged(rules))) if net][:_MOST_TABLES]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        for net in nets:
            if net.take(x, y, glyph):
                break
        else:
            outside.append(glyph)
    return outside, [net.grid() for net in nets]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those that are drawn piece by piece, or twice, as one."""
    done: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.flat, round(rule.at / _NEAR), rule.start)):
        last = done[-1] if done else None
        if last and last.flat == rule.flat and abs(last.at - rule.at) < _NEAR and rule.start <= last.end + _NEAR:
            done[-1] = last._replace(end=max(last.end, rule.end))
        else:
            done.append(rule)
    return done


def _joined(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the groups of rules that hang together."""
    flat = [index for index, rule in enumerate(rules) if rule.flat]
    upright = [index for index, rule in enumerate(rules) if not rule.flat]
    if len(flat) * len(upright) > _MOST_PAIRS:
        return
    leader = list(range(len(rules)))
    for one in flat:
        for other in upright:
            if _meet(rules[one], rules[other]):
                leader[_root(leader, one)] = _root(leader, other)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(_root(leader, index), []).append(rule)
    yield from groups.values()


def _meet(flat: Rule, upright: Rule) -> bool:
    return (
        flat.start - _NEAR <= upright.at <= flat.end + _NEAR and upright.start - _NEAR <= flat.at <= upright.end + _NEAR
    )


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


class _Net:
    """The lines of one table, the smallest fields between them, and which fields no rule parts."""

    def __init__(self, xs: list[float], ys: list[float], rules: Sequence[Rule]) -> None:
        self.xs, self.ys = xs, ys
        self.columns = len(xs) - 1
        self.leader = list(range(self.columns * (len(ys) - 1)))
        self.held: dict[int, list[Glyph]] = {}
        self._join_fields(rules)

    def _join_fields(self, rules: Sequence[Rule]) -> None:
        flat: dict[int, list[Rule]] = {}
        upright: dict[int, list[Rule]] = {}
        for rule in rules:
            side, places = (flat, self.ys) if rule.flat else (upright, self.xs)
            side.setdefault(_nearest(places, rule.at), []).append(rule)
        for row in range(len(self.ys) - 1):
            for column in range(self.columns):
                field = row * self.columns + column
                x = (self.xs[column] + self.xs[column + 1]) / 2
                y = (self.ys[row] + self.ys[row + 1]) / 2
                if column + 1 < self.columns and not _covered(upright.get(column + 1, ()), y):
                    self.leader[_root(self.leader, field + 1)] = _root(self.leader, field)
                if row + 2 < len(self.ys) and not _covered(flat.get(row + 1, ()), x):
                    self.leader[_root(self.leader, field + self.columns)] = _root(self.leader, field)

    def take(self, x: float, y: float, glyph: Glyph) -> bool:
        """Take a character whose middle is (`x`, `y`), if that is inside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return False
        field = (bisect_right(self.ys, y) - 1) * self.columns + bisect_right(self.xs, x) - 1
        self.held.setdefault(_root(self.leader, field), []).append(glyph)
        return True

    def grid(self) -> Grid:
        """Return the table with what it has taken."""
        fields: dict[int, list[int]] = {}
        for field in range(len(self.leader)):
            fields.setdefault(_root(self.leader, field), []).append(field)
        top = len(self.ys) - 2
        rows: list[list[Cell]] = [[] for _ in range(top + 1)]
        for root, members in fields.items():
            columns = [field % self.columns for field in members]
            row = top - max(members) // self.columns
            left, right = self.xs[min(columns)], self.xs[max(columns) + 1]
            rows[row].append(Cell(row, left, right, self.held.get(root, [])))
        filled = [sorted(row, key=lambda cell: cell.left) for row in rows if row]
        return Grid(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1], filled)


def _net(rules: Sequence[Rule]) -> _Net | None:
    """Return the net of rules that hang together, or None where they make no table of two columns and more."""
    flat, upright = [rule for rule in rules if rule.flat], [rule for rule in rules if not rule.flat]
    if not flat or not upright:
        return None
    # A table may be open at its sides: its rules then end where it does.
    xs = _places([rule.at for rule in upright], min(rule.start for rule in flat), max(rule.end for rule in flat))
    ys = _places([rule.at for rule in flat], min(rule.start for rule in upright), max(rule.end for rule in upright))
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return _Net(xs, ys, rules)


def _places(places: list[float], first: float, last: float) -> list[float]:
    """Return places in order, those that are near one another as one."""
    done: list[float] = []
    for place in sorted((*places, first, last)):
        if not done or place - done[-1] > 2 * _NEAR:
            done.append(place)
    return done


def _nearest(places: list[float], at: float) -> int:
    index = bisect_right(places, at)
    return min(
        (other for other in (index - 1, index) if 0 <= other < len(places)), key=lambda other: abs(places[other] - at)
    )


def _covered(rules: Sequence[Rule], at: float) -> bool:
    return any(rule.start <= at <= rule.end for rule in rules)
