"""What is open while a notice's pieces are given their roles, and the nodes to be that come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from textmine.notice import FieldKey, Role
from textmine.outline.captions import Caption
from textmine.outline.markers import Marker
from textmine.outline.sections import Levels
from textmine.outline.tree import Branch

# What a table's column holds.
Column = Literal["number", "area", "issue", "measure", "account", "other"] | FieldKey

# How deep each role stands; an issue's sub-issues stand one deeper each, an item's parts likewise.
DEPTH: Final[dict[Role, int]] = {
    "title": 0,
    "contact": 1,
    "signature": 1,
    "date": 1,
    "noise": 1,
    "section": 1,
    "area": 2,
    "issue": 3,
    "subhead": 7,
    "measure": 7,
    "paragraph": 7,
    "field": 8,
    "item": 8,
}


@dataclass(slots=True)
class Placed:
    """A node to be: its role, how deep it stands, its own text, and its marker."""

    role: Role
    depth: int
    start: int
    end: int
    marker: Marker | None = None
    key: FieldKey | None = None
    head: tuple[int, int] | None = None  # a heading's own words, for its title
    value: tuple[int, int] | None = None  # a field's value


@dataclass(slots=True)
class Walk:
    """What is open while the pieces are walked."""

    folded: str
    branches: list[Branch]
    levels: Levels
    captions: dict[int, Caption]
    measured: frozenset[str]  # the schemes whose members are measures in this notice
    refrains: frozenset[str]  # the notice's own captions
    placed: list[Placed] = field(default_factory=list)
    zone: str | None = None  # the kind of the open section
    heading: Placed | None = None  # the innermost open area or issue
    lost: bool = False  # the open heading stands inside a line, its line breaks lost
    measure: Placed | None = None
    numbered: bool = False  # the open measure has a number of its own
    listing: bool = False  # the open caption (存在问题：) is followed by a list of findings
    listed: bool = False  # the open heading's findings were listed so
    columns: list[Column] | None = None  # what the open table's columns hold
    items: dict[int, int] = field(default_factory=dict)  # branch → depth, of the open measure and its items
    inner: dict[tuple[int, str], bool] = field(default_factory=dict)  # (parent, scheme) → its members are items

    def put(
        self, role: Role, start: int, end: int, *, depth: int | None = None, marker: Marker | None = None
    ) -> Placed:
        node = Placed(role, DEPTH[role] if depth is None else depth, start, end, marker)
        self.placed.append(node)
        return node

    def close(self) -> None:
        """Close the open measure."""
        self.measure, self.numbered = None, False
        self.items.clear()


def skip_blanks(folded: str, start: int, end: int) -> int:
    """Return `start` behind the blanks that stand there."""
    while start < end and folded[start].isspace():
        start += 1
    return start


def trim(folded: str, start: int, end: int) -> int:
    """Return `end` before the blanks that stand there, at least `start`."""
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
