"""Two codings of the same notices, code by code, and how far they agree.

Units of coding are the codebook's: labels stand on leaves (items, and measures without items), statuses on measures,
problem types on issues. What only one coder marked as a unit is no disagreement on its code, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from msgspec import Struct, field

from textmine.agreement import Alpha, Distance, alpha_over, masi, nominal
from textmine.errors import GoldError
from textmine.gold import GoldNode, GoldNotice
from textmine.labels.units import leaves, units
from textmine.notice import Span

Labels = tuple[str, ...]
FEATURES: Final = ("labels", "primary", "status", "status basis", "problem type")


class Place(NamedTuple):
    """Where a code stands: a node's own span in a notice."""

    notice: str
    span: Span


class Coding(Struct, frozen=True):
    """What one coder said, by place. Labels are as coded, the primary first; none where nothing codable was seen."""

    texts: dict[str, str]
    labels: dict[Place, Labels] = field(default_factory=dict)
    status: dict[Place, str] = field(default_factory=dict)
    basis: dict[Place, str] = field(default_factory=dict)
    problem: dict[Place, str] = field(default_factory=dict)

    def feature(self, name: str) -> dict[Place, Labels]:
        """Return one of `FEATURES` by place, each code as a tuple."""
        if name == "labels":
            return self.labels
        if name == "primary":
            return {place: labels[:1] for place, labels in self.labels.items()}
        single = {"status": self.status, "status basis": self.basis, "problem type": self.problem}[name]
        return {place: (code,) for place, code in single.items()}


class Difference(NamedTuple):
    """A place that two coders coded differently."""

    feature: str
    place: Place
    text: str
    first: Labels
    second: Labels


def coding_of(gold: Iterable[GoldNotice]) -> Coding:
    """Return what gold notices say, by place."""
    out = Coding({})
    for notice in gold:
        out.texts[notice.name] = notice.text
        for measure in units(notice.outline, notice.text):
            own = list(leaves(measure))
            # Items of which none is coded were left to their measure.
            if not any(_gold(leaf.node).labels for leaf in own):
                own = [measure] if _gold(measure.node).labels else []
            for leaf in own:
                out.labels[Place(notice.name, leaf.node.span)] = tuple(_gold(leaf.node).labels)
        for node in notice.walk():
            place = Place(notice.name, node.span)
            if node.role == "measure" and node.status:
                out.status[place] = node.status
            if node.role == "measure" and node.status_basis:
                out.basis[place] = node.status_basis
            if node.role == "issue" and node.problem:
                out.problem[place] = node.problem
    return out


def _gold(node: object) -> GoldNode:
    assert isinstance(node, GoldNode)
    return node


def agreement(first: Coding, second: Coding) -> dict[str, Alpha]:
    """Return α of every feature, then of every label by itself, over what both coded.

    Label sets by their MASI distance, all else by nominal; the intervals from drawing notices again. Raise `GoldError`
    where the codings share no unit, or are of different texts.
    """
    _check(first, second)
    out = {}
    for name in FEATURES:
        pairs = _pairs(first.feature(name), second.feature(name))
        if pairs:
            out[name] = _alpha(pairs, masi if name == "labels" else nominal)
    pairs = _pairs(first.labels, second.labels)
    used = sorted({label for rows in pairs.values() for row in rows for labels in row for label in labels})
    for label in used:
        said = {name: [tuple((label,) * (label in x) for x in row) for row in rows] for name, rows in pairs.items()}
        out[f"label {label}"] = _alpha(said, nominal)
    if not out:
        raise GoldError("the two codings have no unit in common; are they of the same notices?")
    return out


def _check(first: Coding, second: Coding) -> None:
    shared = first.texts.keys() & second.texts.keys()
    if not shared:
        raise GoldError("the two codings have no notice in common; notices are told by their names")
    for name in sorted(shared):
        if first.texts[name] != second.texts[name]:
            raise GoldError(f"{name}: the two codings are of different texts, and cannot be compared")


_Rows = dict[str, list[tuple[Labels, ...]]]


def _pairs(first: dict[Place, Labels], second: dict[Place, Labels]) -> _Rows:
    """Return what both say of the places that both coded, by notice; a set's order, its primary apart, says nothing."""
    out: defaultdict[str, list[tuple[Labels, ...]]] = defaultdict(list)
    for place in sorted(first.keys() & second.keys()):
        out[place.notice].append((tuple(sorted(first[place])), tuple(sorted(second[place]))))
    return out


def _alpha(pairs: _Rows, distance: Distance[Labels]) -> Alpha:
    return alpha_over(list(pairs.values()), distance)


def differences(first: Coding, second: Coding) -> Iterator[Difference]:
    """Yield every place that both coded, and differently, feature by feature in document order.

    A primary that differs where the sets do is not given again.
    """
    _check(first, second)
    for name in FEATURES:
        one, other = first.feature(name), second.feature(name)
        for place in sorted(one.keys() & other.keys()):
            a, b = one[place], other[place]
            same = set(a) == set(b) if name == "labels" else a == b
            if name == "primary" and set(first.labels[place]) != set(second.labels[place]):
                continue
            if not same:
                start, end = place.span
                yield Difference(name, place, first.texts[place.notice][start:end].strip(), a, b)
