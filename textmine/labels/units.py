"""What is coded: the leaves of measures, and issues with the words around them, from parsed notices or gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol, TypeVar

from textmine.notice import Span

TENTHS: Final = 10


class Tree(Protocol):
    """A node of an outline, parsed or gold."""

    @property
    def role(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def children(self) -> Sequence[Tree]: ...


T = TypeVar("T", bound=Tree)


class Unit(NamedTuple):
    """A measure or an item with its own texts, its continuations included, and the units that stand in it.

    A unit without items in it is a leaf, the unit that is coded; what leads items in is a `lead`.
    """

    node: Tree
    texts: tuple[str, ...]
    items: tuple[Unit, ...]

    @property
    def text(self) -> str:
        """The texts as one."""
        return "\n".join(self.texts)


class Case(NamedTuple):
    """An issue with what its type is told from: headings, measures, and where it stands among the notice's issues."""

    node: Tree
    heading: str
    above: tuple[str, ...]  # the headings of the areas and issues that it stands in
    measures: tuple[str, ...]  # or, where issues stand in it, their headings
    place: float  # 0 to 1

    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Return the three groups of texts that its type is told from, each with weights of its own."""
        return (self.heading,), self.above, self.measures

    def tenth(self) -> int:
        """Return in which tenth of the notice's issues it stands, 0 to 9."""
        return min(TENTHS - 1, int(self.place * TENTHS))


def units(nodes: Sequence[Tree], text: str) -> Iterator[Unit]:
    """Yield the measures of an outline as units, in document order."""
    for node in nodes:
        if node.role == "measure":
            yield _unit(node, text)
        else:
            yield from units(node.children, text)


def _unit(node: Tree, text: str) -> Unit:
    own = [text[slice(*node.span)]]
    own += [text[slice(*child.span)] for child in node.children if child.role == "paragraph"]
    items = tuple(_unit(child, text) for child in _items(node))
    return Unit(node, tuple(own), items)


def _items(node: Tree) -> Iterator[Tree]:
    """Yield the items right below a node; one inside a continuation counts as the measure's."""
    for child in node.children:
        if child.role == "item":
            yield child
        elif child.role == "paragraph":
            yield from _items(child)


def leaves(unit: Unit) -> Iterator[Unit]:
    """Yield the leaves of a unit, itself where no item stands in it."""
    if not unit.items:
        yield unit
    for item in unit.items:
        yield from leaves(item)


def flat(unit: Unit) -> Iterator[Unit]:
    """Yield the unit and every unit in it, in document order."""
    yield unit
    for item in unit.items:
        yield from flat(item)


def cases(nodes: Sequence[Tree], text: str) -> list[Case]:
    """Return the issues of an outline with what their types are told from."""
    found = list(_cases(nodes, text, ()))
    return [case._replace(place=(at + 0.5) / len(found)) for at, case in enumerate(found)]


def _cases(nodes: Sequence[Tree], text: str, above: tuple[str, ...]) -> Iterator[Case]:
    for node in nodes:
        own = text[slice(*node.span)]
        if node.role == "issue":
            below = list(_walk(node.children))
            issues = [n for n in below if n.role == "issue"]
            parts = issues or [n for n in below if n.role in ("measure", "item", "paragraph")]
            yield Case(node, own, above, tuple(text[slice(*n.span)] for n in parts), 0.0)
        inner = (*above, own) if node.role == "issue" else (own,) if node.role in ("area", "section") else above
        yield from _cases(node.children, text, inner)


def _walk(nodes: Sequence[Tree]) -> Iterator[Tree]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
