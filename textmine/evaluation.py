"""Gold against parsed: precision, recall and F1 of every stage, exact matches only.

White space never counts: offsets are compared as positions in the text without it. Where the parsed text differs from
the gold's (noise that a reader left in), nodes are compared by their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from msgspec import UNSET

from textmine.bootstrap import LEAST, Counts, Values, draw, figure
from textmine.gold import GoldNode, GoldNotice
from textmine.notice import Node, Notice, Span

ROLES: Final = (
    "title", "section", "area", "issue", "measure", "item", "subhead", "field", "contact", "signature", "date",
)  # fmt: skip
CORE: Final = frozenset({"area", "issue", "measure"})
_Key = Callable[[Span], Hashable]
_Any = Node | GoldNode


@dataclass
class Matches:
    """Counts of what was found and what should have been."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        wanted, had = Counter(gold), Counter(found)
        self.hit += sum((wanted & had).values())
        self.gold += sum(wanted.values())
        self.found += sum(had.values())

    @property
    def precision(self) -> float | None:
        return self.hit / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.hit / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else None


@dataclass
class Tally:
    """What one notice adds to each figure, by its name: to those of what is found, and to shares of what is right."""

    matches: defaultdict[str, Matches] = field(default_factory=lambda: defaultdict(Matches))
    shares: defaultdict[str, Matches] = field(default_factory=lambda: defaultdict(Matches))

    def share(self, name: str, right: bool) -> None:
        """Count one answer in; an answer is gold and found at once, so F1 is accuracy."""
        self.shares[name].add([True], [right])

    def add(self, gold: GoldNotice, parsed: Notice) -> None:
        """Count the notice in."""
        keys = _keys(gold.text, parsed.text)
        self._outline(gold, parsed, *keys)
        for name, wanted in gold.header.items():
            had = getattr(parsed.header, name, None)
            right = had is not None and _plain(had.value) == _plain(wanted.value)
            self.share(f"header {name}", right)
            self.share("header all", right)
        if gold.entities:
            self._entities(gold, parsed, *keys)
        self._facts(gold, parsed)
        self._labels(gold, parsed, *keys)

    def _outline(self, gold: GoldNotice, parsed: Notice, gold_key: _Key, key: _Key) -> None:
        self.share("partition law", holds_partition(parsed))
        wanted = [(node.role, gold_key(node.span)) for node, _ in _walk(gold.outline)]
        had = [(node.role, key(node.span)) for node, _ in _walk(parsed.outline)]
        for role in ROLES:
            rows = [k for k in wanted if k[0] == role], [k for k in had if k[0] == role]
            if rows[0] or rows[1]:
                self.matches[f"outline {role}"].add(*rows)
        core = [k for k in wanted if k[0] in CORE], [k for k in had if k[0] in CORE]
        self.matches["outline area+issue+measure"].add(*core)
        self.matches["outline all roles"].add([k for k in wanted if k[0] in ROLES], [k for k in had if k[0] in ROLES])
        chains = list(_chains(gold.outline, gold_key)), list(_chains(parsed.outline, key))
        self.matches["outline with parents"].add(*chains)
        whole = Counter(c for c in chains[0] if c[0] in CORE) == Counter(c for c in chains[1] if c[0] in CORE)
        self.share("whole tree right", whole)

    def _entities(self, gold: GoldNotice, parsed: Notice, gold_key: _Key, key: _Key) -> None:
        wanted = [(e.label, gold_key(e.span), e.value, e.unit or None, e.mod or None) for e in gold.entities]
        had = [(e.label, key(e.span), e.value, e.unit or None, e.mod or None) for e in parsed.entities]
        labels = sorted({row[0] for row in wanted})
        for label in labels:
            rows = [r for r in wanted if r[0] == label], [r for r in had if r[0] == label]
            self.matches[f"entity {label} span"].add([r[:2] for r in rows[0]], [r[:2] for r in rows[1]])
            self.matches[f"entity {label} span+value"].add(*rows)
        known = [r for r in had if r[0] in labels]
        self.matches["entity all span"].add([r[:2] for r in wanted], [r[:2] for r in known])
        self.matches["entity all span+value"].add(wanted, known)

    def _facts(self, gold: GoldNotice, parsed: Notice) -> None:
        if gold.claims is not UNSET:
            self.matches["claims"].add(
                [(c.kind, c.value) for c in gold.claims], [(c.kind, c.value) for c in parsed.claims]
            )
            self.matches["claims with verdict"].add(
                [(c.kind, c.value, c.verdict) for c in gold.claims],
                [(c.kind, c.value, c.verdict) for c in parsed.claims],
            )
        if gold.outcomes is not UNSET:
            self.matches["outcomes"].add(
                [(o.kind, float(o.value)) for o in gold.outcomes if o.kind not in gold.outcomes_not_coded],
                [(o.kind, float(o.value)) for o in parsed.outcomes if o.kind not in gold.outcomes_not_coded],
            )

    def _labels(self, gold: GoldNotice, parsed: Notice, gold_key: _Key, key: _Key) -> None:
        """Compare labels, status, problem and title; a node that was missed counts as wrong, save in its title."""
        at: defaultdict[tuple[str, Hashable], list[Node]] = defaultdict(list)
        for node in parsed.walk():
            at[node.role, key(node.span)].append(node)
        for wanted, _ in _walk(gold.outline):
            assert isinstance(wanted, GoldNode)
            found = at[wanted.role, gold_key(wanted.span)]
            had = found.pop(0) if found else None
            if wanted.role == "measure" and wanted.labels:
                got = [x.label for x in had.labels] if had and had.labels is not UNSET else []
                for label in {*wanted.labels, *got}:
                    self.matches[f"label {label}"].add([1] * (label in wanted.labels), [1] * (label in got))
                self.matches["labels micro"].add(wanted.labels, got)
                self.share("label primary", got[:1] == wanted.labels[:1])
                self.share("status", had is not None and had.status == wanted.status)
            if wanted.role == "issue" and wanted.problem:
                self.share("problem type", had is not None and had.problem == wanted.problem)
            if had is not None and wanted.role == "issue" and wanted.title:
                self.share("issue title", had.title == wanted.title)


@dataclass
class Evaluation:
    """Notices against their gold: the tally of each by its name, and the figures of all."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, gold: GoldNotice, parsed: Notice) -> None:
        """Count one notice in."""
        self.tallies[gold.name] = tally = Tally()
        tally.add(gold, parsed)

    def figures(self) -> dict[str, dict[str, float | int | None]]:
        """Return every figure by name: precision, recall, f1, gold and found, or accuracy and n.

        `low` and `high` bound 95 % of what they are when whole notices are drawn again.
        """
        if not self.tallies:
            return {}
        shares, matches = ([getattr(tally, kind) for tally in self.tallies.values()] for kind in ("shares", "matches"))
        times = draw(len(self.tallies))
        out: dict[str, dict[str, float | int | None]] = {}
        for name in _names(shares):
            m = _total(shares, name)
            out[name] = {"accuracy": m.f1, "n": m.gold, **_bounds(_counts(shares, [name]).f1(times))}
        for name in _names(matches):
            m = _total(matches, name)
            out[name] = {"f1": m.f1, "precision": m.precision, "recall": m.recall, "gold": m.gold, "found": m.found}
            out[name] |= _bounds(_counts(matches, [name]).f1(times))
        labels = [name for name in _names(matches) if name.startswith("label ")]
        if any(_total(matches, name).gold >= LEAST for name in labels):
            macro = _counts(matches, labels).macro(times)
            out["labels macro"] = {"f1": float(macro[0]), **_bounds(macro)}
        return out

    def notices(self) -> Iterator[tuple[str, float | None, bool]]:
        """Yield each notice's name, the F1 of its areas, issues and measures, and whether its whole tree is right."""
        for name, tally in self.tallies.items():
            yield name, tally.matches["outline area+issue+measure"].f1, bool(tally.shares["whole tree right"].hit)


def _names(tables: list[dict[str, Matches]]) -> list[str]:
    """Return the names of figures, in the order in which they arose."""
    return list(dict.fromkeys(name for table in tables for name in table))


def _counts(tables: list[dict[str, Matches]], names: list[str]) -> Counts:
    """Return the counts of figures by notice; a notice that has nothing to say of one adds nothing."""
    none = Matches()
    rows = [[table.get(name, none) for name in names] for table in tables]
    return Counts.of([[(m.hit, m.gold, m.found) for m in row] for row in rows])


def _total(tables: list[dict[str, Matches]], name: str) -> Matches:
    counts = _counts(tables, [name])
    return Matches(*(int(table.sum()) for table in (counts.hit, counts.gold, counts.found)))


def _bounds(values: Values) -> dict[str, float | int | None]:
    known = figure(values, 0)
    return {"low": known.low, "high": known.high}


def holds_partition(notice: Notice | GoldNotice) -> bool:
    """Tell whether the own spans ascend, do not overlap, and hold every character but white space."""
    at = 0
    for node in notice.walk():
        start, end = node.span
        if start < at or end < start or notice.text[at:start].strip():
            return False
        at = end
    return not notice.text[at:].strip()


def _walk(nodes: Iterable[_Any], above: tuple[_Any, ...] = ()) -> Iterator[tuple[_Any, tuple[_Any, ...]]]:
    for node in nodes:
        yield node, above
        yield from _walk(node.children, (*above, node))


def _chains(nodes: Iterable[_Any], key: _Key) -> Iterator[tuple[Hashable, ...]]:
    """Yield every core node and item with the areas, issues and measures above it."""
    for node, above in _walk(nodes):
        if node.role in CORE or node.role == "item":
            yield (node.role, key(node.span), *(key(up.span) for up in above if up.role in CORE))


def _keys(gold: str, parsed: str) -> tuple[_Key, _Key]:
    """Return what a span of either text is compared by: its place without white space, or its words."""
    places = _places(gold), _places(parsed)
    if places[0][1] == places[1][1]:
        return tuple(lambda span, at=at: (at[span[0]], at[span[1]]) for at, _ in places)  # type: ignore[return-value]
    return (
        lambda span: _plain(gold[span[0] : span[1]])[:60],
        lambda span: _plain(parsed[span[0] : span[1]])[:60],
    )


def _places(text: str) -> tuple[list[int], str]:
    """Return each offset's place in the text without white space, and that text."""
    places, at = [], 0
    for char in text:
        places.append(at)
        at += not char.isspace()
    places.append(at)
    return places, "".join(text.split())


def _plain(value: str) -> str:
    return "".join(value.split()).replace("（", "(").replace("）", ")")
