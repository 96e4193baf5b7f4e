"""A notice's own totals, checked against what was parsed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.notice import Claim, Node, Notice, NoticeWarning, Span, Verdict
from textmine.statuses import STATUS_GROUP, read_status, status_of_issue
from textmine.totals import Total, find_totals

# What was done to the rules that a total counts: the nearest word for it, unless the total is of both (制定修订7项).
_ACTS = re.compile("(?P<issued>制定|制订|出台|印发|新建|新立|新订|建立)|(?P<revised>修订|修改|完善)")
_BOTH = re.compile(
    r"(?:制定|制订|出台|印发|新建|新立|新订|建立|健全)[、和及或]?(?:修订|修改|完善|健全)|"
    r"(?:修订|修改|完善)[、和及或]?(?:制定|制订|出台|新建|新立|新订|建立)"
)
_STATUS_KINDS = ("completed", "basic", "phased", "ongoing", "not_done")


def check_claims(notice: Notice) -> Notice:
    """Return the notice with its claims, and a `totals-mismatch` warning for each that does not hold.

    Totals are read from the notice's running text only: what a measure counts is that measure's.
    """
    folded = fold(notice.text)
    spans = list(_running_text(notice.outline))
    totals = list(find_totals(folded, spans))
    if not totals:
        return notice
    counts = _counts(notice)
    if any(total.kind in _STATUS_KINDS for total in totals):
        counts |= _status_counts(notice, folded)
    parts = _parts(notice.outline)
    stated: dict[str, float] = {}  # the last of each kind so far: a rate speaks of the totals before it
    whole: Total | None = None  # the last total of issues that is no part of another
    claims = []
    for total in totals:
        if total.kind == "issues" and whole and _is_part(total, whole, folded):
            claims.append(_check(total, counts | {"issues": parts or counts["issues"]}, stated, folded))
            continue
        if total.kind == "issues":
            whole = total
        claims.append(_check(total, counts, stated, folded))
        stated[total.kind] = total.value
    warnings = [
        NoticeWarning("totals-mismatch", f"states {c.value:g} {c.kind}, {c.found:g} found", c.span)
        for c in claims
        if c.verdict == "mismatch" and c.found is not None
    ]
    return replace(notice, claims=claims, warnings=notice.warnings + warnings)


def _running_text(nodes: list[Node]) -> Iterator[Span]:
    """Yield the own spans of what speaks of the whole notice: all but issues, measures and what lies below them."""
    for node in nodes:
        if node.role in ("title", "section", "paragraph", "area"):
            yield node.span
        if node.role not in ("issue", "measure"):
            yield from _running_text(node.children)


def _counts(notice: Notice) -> dict[str, set[float]]:
    """Return for each kind of claim the counts that may answer it; an empty set where nothing countable does."""
    nodes = list(notice.walk())
    issues = [node for node in nodes if node.role == "issue"]
    below = sum(child.role == "issue" for issue in issues for child in issue.children)
    parents = sum(any(child.role == "issue" for child in issue.children) for issue in issues)
    measures = [node for node in nodes if node.role == "measure"]
    issued, revised = (
        float(sum(outcome.kind == kind and outcome.value == "1" for outcome in notice.outcomes))
        for kind in ("documents_issued", "documents_revised")
    )
    return {
        "areas": {float(sum(node.role == "area" for node in nodes))} - {0.0},
        "issues": {float(n) for n in (len(issues) - parents, len(issues), len(issues) - below)} - {0.0},
        "measures": {float(len(measures))} - {0.0},
        "tasks": {float(sum(measure.number is not None for measure in measures))} - {0.0},
        "documents_issued": {issued},
        "documents_revised": {revised},
        "documents": {issued + revised},
    }


def _parts(nodes: list[Node]) -> set[float]:
    """Return how many issues each section and each area holds, those apart that hold none."""
    held = {
        float(sum(below.role == "issue" and all(c.role != "issue" for c in below.children) for below in node.walk()))
        for top in nodes
        for node in top.walk()
        if node.role in ("section", "area")
    }
    return held - {0.0}


def _is_part(total: Total, whole: Total, folded: str) -> bool:
    """Tell whether a total of issues tells of a part of the one before it, in its sentence: 15个,其中审计指出6个."""
    return total.value < whole.value and not re.search("[。;\n]", folded[whole.span[1] : total.span[0]])


def _status_counts(notice: Notice, folded: str) -> dict[str, set[float]]:
    """Return how many issues state each status, nothing where not every one of them states one."""
    statuses = list(_issue_statuses(notice.outline, folded, None))
    if not statuses or not all(statuses):
        return {}
    tally = Counter(statuses)
    counts = {kind: {float(tally[kind])} for kind in _STATUS_KINDS}
    # 未完成4个 may take in what is still under way and what was put off.
    counts["not_done"].add(float(tally["not_done"] + tally["ongoing"] + tally["delayed"]))
    return counts


def _issue_statuses(nodes: list[Node], folded: str, group: str | None) -> Iterator[str | None]:
    """Yield the stated status of every leaf issue: its group heading's, by which a notice counts, else its own."""
    for node in nodes:
        below = group
        if node.role == "section":
            heading = folded[slice(*node.span)].removeprefix(fold(node.marker or "")).strip(" 。")
            below = read_status(heading) if STATUS_GROUP.search(heading) else None
        if node.role == "issue" and not any(child.role == "issue" for child in node.children):
            yield below or status_of_issue(node, folded)
        else:
            yield from _issue_statuses(node.children, folded, below)


def _check(total: Total, counts: dict[str, set[float]], stated: dict[str, float], folded: str) -> Claim:
    """Return the claim that a stated total makes, with its verdict."""
    kind, value, span = total
    found: float | None
    verdict: Verdict
    if kind == "completion_rate":
        whole = stated.get("issues") or stated.get("tasks")
        done = stated.get("completed")
        found = round(100 * done / whole, 2) if whole and done is not None else None
        close = found is not None and abs(found - value) < 0.06
        verdict = "uncheckable" if found is None else "match" if close else "mismatch"
        return Claim(kind, value, span, found, verdict)
    if kind == "documents":
        acts = [match.lastgroup for match in _ACTS.finditer(folded, max(0, span[0] - 30), span[0])]
        listed = _BOTH.search(folded, max(0, span[0] - 30), span[0])
        kind_counted = kind if not acts or listed else f"documents_{acts[-1]}"
    else:
        kind_counted = kind
    answers = counts.get(kind_counted, set())
    found = value if value in answers else min(answers, default=None, key=lambda n: abs(n - value))
    verdict = "uncheckable" if found is None else "match" if found == value else "mismatch"
    if kind == "tasks" and verdict == "mismatch":
        verdict = "uncheckable"
    return Claim(kind, value, span, found, verdict)
