"""Choose among the candidate markers, and nest them, so that the ordinals of the whole notice agree.

The candidates of a line's start are taken as they come, unless their neighbours speak against a damaged one. A
candidate inside a line counts only in a run (a 一是 wants a 二是). Nesting is one pass with a stack: a scheme keeps
the depth at which it first stood under its parent; a scheme that is new under its parent goes below the open one,
unless it ranks higher by convention and the open one never goes on.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Final, NamedTuple

from textmine.outline.markers import RANKS, Marker

# How many markers ahead a look for an open scheme's next ordinal may go; keeps the pass linear.
_HORIZON: Final = 120
# Schemes that hold the notice's divisions; inside a line they nest by rank, others below what is open.
DIVISIONS: Final = frozenset({"chapter", "roman", "formal", "ordinal", "part", "paren", "problem"})


# Schemes that one damaged sign turns into one another.
_ALIKE: Final = frozenset({"digit", "paren_digit"})


class Branch(NamedTuple):
    """A chosen marker with its parent (index into the chosen list, -1 at the top) and its depth."""

    marker: Marker
    parent: int
    depth: int


def choose(markers: list[Marker]) -> list[Branch]:
    """Return the markers that hold, nested, in document order."""
    return _nest(_chosen(markers))


def _chosen(markers: list[Marker]) -> list[Marker]:
    """Return the markers that their neighbours bear out, in document order."""
    leads = _leading(markers)
    first_of_line = {marker.line: marker for marker in reversed(leads)}
    kept = list(leads)
    last: dict[str, int] = {}
    inside = groupby((marker for marker in markers if not marker.leads), key=lambda marker: marker.line)
    at = 0
    for line, group in inside:
        while at < len(leads) and leads[at].line <= line:
            last[leads[at].scheme] = leads[at].number
            at += 1
        runs = _runs(list(group), first_of_line.get(line), first_of_line.get(line + 1), last)
        for marker in runs:
            last[marker.scheme] = marker.number
        kept += runs
    kept.sort()
    return kept


def _leading(markers: list[Marker]) -> list[Marker]:
    """Return the markers at line starts but for damaged ones that do not run on from, or into, one of their scheme."""
    leads = [marker for marker in markers if marker.leads]
    if not any(marker.weak for marker in leads):
        return _unstacked(leads)
    inside = {(marker.line, marker.scheme, marker.number) for marker in markers if not marker.leads}
    by_scheme: dict[str, list[Marker]] = defaultdict(list)
    for marker in leads:
        by_scheme[marker.scheme].append(marker)
    out = set()
    for group in by_scheme.values():
        for at, marker in enumerate(group):
            if marker.weak:
                before = group[at - 1].number if at else 0
                after = group[at + 1].number if at + 1 < len(group) else 0
                split = (marker.line, marker.scheme, marker.number + 1) in inside
                if not (marker.number == before + 1 > 1 or after == marker.number + 1 or split):
                    out.add(marker)
    return _unstacked([marker for marker in leads if marker not in out])


def _unstacked(leads: list[Marker]) -> list[Marker]:
    """Of markers that stand right behind one another keep those that open a level of their own (1.问题1： is one)."""
    kept: list[Marker] = []
    for marker in leads:
        before = kept[-1] if kept else None
        if (
            before
            and before.line == marker.line
            and RANKS[marker.scheme] <= max(RANKS[before.scheme], RANKS["problem"])
        ):
            continue
        kept.append(marker)
    return kept


def _runs(inside: list[Marker], lead: Marker | None, following: Marker | None, last: dict[str, int]) -> list[Marker]:
    """Return the candidates inside one line that form runs."""
    by_scheme: dict[str, list[list[Marker]]] = {}
    for marker in inside:
        runs = by_scheme.setdefault(marker.scheme, [])
        before = runs[-1][-1].number if runs else 0
        if marker.number == 1 or not runs:
            runs.append([marker])
        elif marker.number == before + 1 or (
            # One left out, or given twice.
            marker.number in (before, before + 2) and (len(runs[-1]) > 1 or marker.scheme == "circled")
        ):
            runs[-1].append(marker)
        elif marker.number == last.get(marker.scheme, 0) + 1:
            runs.append([marker])
    kept: list[Marker] = []
    divisions: set[str] = set()  # the schemes of divisions among the kept
    for scheme in sorted(by_scheme, key=lambda name: RANKS[name]):
        for run in by_scheme[scheme]:
            first = run[0].number
            goes_on = first > 1 and (first == last.get(scheme, 0) + 1)
            split = following is not None and following.scheme == scheme and following.number == run[-1].number + 1
            divided = bool(divisions - {scheme})
            lone = first == 1 and (split or (divided and not run[0].weak and RANKS[scheme] <= RANKS["paren_digit"]))
            if goes_on or (first == 1 and len(run) > 1) or lone:
                # 1、关于…的问题。整改情况：1. … 2. …: what begins anew in its scheme's own line stands below it.
                anew = first == 1 and lead is not None and lead.scheme == scheme and not divided
                kept += [marker._replace(scheme=f"inner {scheme}") for marker in run] if anew else run
                if scheme in DIVISIONS:
                    divisions.add(scheme)
    return kept


def _nest(markers: list[Marker]) -> list[Branch]:
    """Give every marker its parent, in one pass with a stack of the open ones."""
    branches: list[Branch] = []
    stack: list[int] = []
    schemes: list[str] = []  # of the open ones
    under: set[tuple[str, str]] = set()  # (lower, upper) schemes as they have nested so far
    for at, marker in enumerate(markers):
        scheme = marker.scheme
        if scheme in schemes:
            depth = schemes.index(scheme)
        elif (damaged := _goes_on(branches, stack, marker)) is not None:
            depth = damaged
        else:
            depth = len(stack)
            while depth and (scheme, schemes[depth - 1]) not in under and _closes(markers, at, stack[depth - 1]):
                depth -= 1
        del stack[depth:], schemes[depth:]
        if schemes and marker.number == 1:
            under.add((scheme, schemes[-1]))
        branches.append(Branch(marker, stack[-1] if stack else -1, depth))
        stack.append(at)
        schemes.append(scheme)
    return branches


def _goes_on(branches: list[Branch], stack: list[int], marker: Marker) -> int | None:
    """Return the depth of the open marker that one of another scheme goes on from (1. 2. 3)): a bracket or stop was lost."""
    if marker.number == 1 or not marker.leads or marker.scheme not in _ALIKE:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        open_ = branches[stack[depth]].marker
        if open_.leads and open_.scheme in _ALIKE and open_.number == marker.number - 1:
            return depth
    return None


def _closes(markers: list[Marker], at: int, top: int) -> bool:
    """Tell whether the marker at `at`, of a scheme new under its parent, closes the open marker at `top`."""
    new, open_ = markers[at], markers[top]
    if RANKS[new.scheme] > RANKS[open_.scheme]:
        return False
    if new.number == 1 and not new.leads and new.scheme not in DIVISIONS:
        return False
    if new.number != 1:
        return True
    for later in markers[at + 1 : at + _HORIZON]:
        if later.scheme == open_.scheme:
            return later.number != open_.number + 1
        if RANKS[later.scheme] < min(RANKS[new.scheme], RANKS[open_.scheme]):
            break
    return True
