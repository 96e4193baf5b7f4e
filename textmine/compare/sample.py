"""What an analysis reads: the notices that are compared, each once, with what was found in them and done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import Struct, structs

from textmine.store import Store


class Case(Struct, frozen=True, gc=False):
    """One notice; `group` is what it is compared by, None where it does not say. Dates are EDTF, as stated."""

    id: str
    title: str | None
    agency: str | None
    level: str | None
    kind: str | None
    inspector: str | None
    period: str | None
    feedback: str | None
    published: str | None
    date: str | None
    url: str
    layout: str
    characters: int
    group: str | None = None


class Issue(Struct, frozen=True, gc=False):
    """One problem that was found; `case` is the place of its notice in `Sample.cases`, `node` its id in the outline."""

    case: int
    node: str
    title: str | None
    problem: str | None
    problem_score: float | None
    text: str


class Measure(Struct, frozen=True, gc=False):
    """One measure with all that belongs to it; `labels` are its instruments, the primary first, each with its score."""

    case: int
    node: str
    issue: str | None
    labels: tuple[tuple[str, float], ...]
    status: str | None
    basis: str | None
    text: str


class Passage(Struct, frozen=True, gc=False):
    """What stands in no issue or measure: the title, the opening, what is said of organisation and next steps, the tail."""

    case: int
    role: str
    text: str


class Mention(Struct, frozen=True, gc=False):
    """One tagged expression; `node` is the measure that it stands in, or the issue, or whatever else.

    `mention` is `self` where the agency speaks of itself.
    """

    case: int
    node: str | None
    label: str
    value: str | None
    amount: float | None
    unit: str | None
    mention: str | None
    text: str


class Achievement(Struct, frozen=True, gc=False):
    """One outcome: money back, people held to account, rules issued; an `amount` of 0 was stated as none."""

    case: int
    node: str | None
    kind: str
    amount: float | None
    unit: str | None
    text: str


class Statement(Struct, frozen=True, gc=False):
    """One total that a notice states, with what was found in it (None where nothing countable answers it)."""

    case: int
    kind: str
    value: float
    found: float | None
    verdict: str
    text: str


class Sample(Struct, frozen=True, eq=False):
    """The notices that are compared; all other rows name theirs by its place in `cases`, and stand in its order.

    A sample is the same as itself alone, so that what takes long to find in it can be kept for the next who asks.
    """

    cases: list[Case]
    issues: list[Issue]
    measures: list[Measure]
    mentions: list[Mention]
    achievements: list[Achievement]
    statements: list[Statement]
    passages: list[Passage] = []

    def grouped(self, group_of: Callable[[Case], str | None]) -> Sample:
        """Return the sample with each notice in the group that `group_of` gives it.

        >>> sample = Sample([], [], [], [], [], []).grouped(lambda case: case.level)
        >>> sample.groups
        []
        """
        return structs.replace(self, cases=[structs.replace(case, group=group_of(case)) for case in self.cases])

    @property
    def groups(self) -> list[str]:
        """The groups, each once, in the order of their names."""
        return sorted({case.group for case in self.cases if case.group is not None})


def read_sample(store: Store | str | Path, *, keep: Callable[[Case], bool] | None = None) -> Sample:
    """Return the notices of a store for which `keep` holds, with their rows; of the versions of one notice the latest.

    Raise `StoreError` where the store cannot be read.
    """
    if not isinstance(store, Store):
        with Store(store, readonly=True) as opened:
            return read_sample(opened, keep=keep)
    keys: dict[int, int] = {}
    cases: list[Case] = []
    for key, *values in store.query(_CASES):
        case = Case(*values)
        if keep is None or keep(case):
            keys[key] = len(cases)
            cases.append(case)
    outline = _read_outline(store.query(_NODES), keys, _labels(store.query(_LABELS), keys))
    return Sample(
        cases=cases,
        issues=outline.issues,
        measures=outline.measures,
        mentions=[Mention(*row) for row in _placed(store.query(_MENTIONS), keys, outline.owners)],
        achievements=[Achievement(*row) for row in _placed(store.query(_ACHIEVEMENTS), keys, outline.owners)],
        statements=[Statement(keys[key], *rest) for key, *rest in store.query(_STATEMENTS) if key in keys],
        passages=outline.passages,
    )


def _labels(rows: Iterable[Any], keys: dict[int, int]) -> dict[tuple[int, str], tuple[tuple[str, float], ...]]:
    """Return the labels of each node, the primary first."""
    labels: dict[tuple[int, str], tuple[tuple[str, float], ...]] = {}
    for key, node, label, score in rows:
        if key in keys:
            labels[key, node] = (*labels.get((key, node), ()), (label, score))
    return labels


class _Outline(NamedTuple):
    """The issues, the measures and what is neither, and for each node that belongs to a measure, which."""

    issues: list[Issue]
    measures: list[Measure]
    passages: list[Passage]
    owners: dict[tuple[int, str], str]


def _read_outline(
    rows: Iterable[Any], keys: dict[int, int], labels: dict[tuple[int, str], tuple[tuple[str, float], ...]]
) -> _Outline:
    """Return what the nodes, in document order, say; a measure's words are its own and those of all below it."""
    issues, measures, passages, owners = [], [], [], {}
    words: list[list[str]] = []
    last, reach = -1, 0
    for key, node, issue, role, start, end, title, problem, problem_score, status, basis, text in rows:
        if key not in keys:
            continue
        if role == "measure":
            measures.append(Measure(keys[key], node, issue, labels.get((key, node), ()), status, basis, ""))
            words.append([])
            last, reach = key, end
        elif role == "issue":
            issues.append(Issue(keys[key], node, title, problem, problem_score, text))
        if key == last and start < reach:
            owners[key, node] = measures[-1].node
            words[-1].append(text)
        elif role != "issue":
            passages.append(Passage(keys[key], role, text))
    whole = [structs.replace(measure, text="".join(parts)) for measure, parts in zip(measures, words, strict=True)]
    return _Outline(issues, whole, passages, owners)


def _placed(rows: Iterable[Any], keys: dict[int, int], owners: dict[tuple[int, str], str]) -> Iterator[tuple[Any, ...]]:
    """Yield rows with the place of their notice and, where they stand in a measure, its node."""
    for key, node, *rest in rows:
        if key in keys:
            yield keys[key], owners.get((key, node), node), *rest


# Of the versions of one notice the one that came last speaks; their bytes differ, their agency, round and title do not.
_CASES: Final = """
SELECT d.key, d.id, d.title, d.agency, d.level, d.kind,
  (SELECT value FROM header_fields WHERE notice = d.key AND field = 'inspector'),
  (SELECT value FROM header_fields WHERE notice = d.key AND field = 'inspection_period'),
  (SELECT value FROM header_fields WHERE notice = d.key AND field = 'feedback_date'),
  (SELECT value FROM header_fields WHERE notice = d.key AND field = 'published'),
  d.date, coalesce((SELECT min(url) FROM sources WHERE notice = d.key AND url <> ''), ''), d.layout,
  (SELECT coalesce(sum(length(text)), 0) FROM nodes WHERE notice = d.key)
FROM notices AS d
WHERE d.key = (SELECT max(key) FROM notices WHERE work = d.work)
ORDER BY d.key"""
_NODES: Final = """
SELECT notice, id, issue, role, start, extent_end, title, problem, problem_score, status, status_basis, text
FROM nodes ORDER BY key"""
_LABELS: Final = "SELECT notice, node, label, score FROM labels ORDER BY notice, node, rank"
_MENTIONS: Final = """
SELECT notice, node, label, value, amount, unit, mention, text FROM entities ORDER BY notice, ordinal"""
_ACHIEVEMENTS: Final = """
SELECT notice, node, kind, amount, unit, text FROM outcomes ORDER BY notice, ordinal"""
_STATEMENTS: Final = """
SELECT notice, kind, value, found, verdict, text FROM claims ORDER BY notice, ordinal"""
