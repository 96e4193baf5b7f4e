"""What is wrong with coded notices: gold that contradicts itself, passages written twice, folds that leak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, get_args

import numpy as np
from msgspec import structs

from textmine.coding import read_coding
from textmine.corpus.groups import agency_of
from textmine.errors import GoldError
from textmine.evaluation import holds_partition
from textmine.gold import GoldNode, GoldNotice, encode_gold
from textmine.labels.examples import number_groups
from textmine.labels.taxonomy import Taxonomy
from textmine.labels.training import folds
from textmine.labels.units import cases, flat, leaves, units
from textmine.likeness import Likeness, Passage, near_copies
from textmine.notice import Header, Role, Span, Status, StatusBasis, Verdict

ENTITIES: Final = frozenset(
    "DATE DURATION FREQUENCY MONEY PERCENT QUANTITY ORG DOCUMENT ARTICLE PHONE EMAIL POSTCODE PLACE PERSON ADDRESS".split()
)


def faults(gold: GoldNotice, taxonomy: Taxonomy) -> Iterator[str]:
    """Yield what is wrong with one coded notice, each in a line that names the notice and the place."""
    yield from (f"{gold.name}: {fault}" for fault in _faults(gold, taxonomy))


def _faults(gold: GoldNotice, taxonomy: Taxonomy) -> Iterator[str]:
    if not holds_partition(gold):
        yield "the outline does not hold every character of the text once, in order"
    for node in gold.walk():
        yield from (f"{node.role} at {node.span[0]}: {fault}" for fault in _node_faults(node, taxonomy))
    for measure in units(gold.outline, gold.text):
        below = {label for leaf in flat(measure) for label in _coded(leaf.node).labels}
        if extra := below - set(_coded(measure.node).labels):
            yield f"measure at {measure.node.span[0]}: lacks its items' label {min(extra)!r}"
    yield from _span_faults(gold)
    seen = set()
    for entity in gold.entities:
        if entity.label not in ENTITIES:
            yield f"entity at {entity.span[0]}: {entity.label!r} is no entity label"
        if (entity.label, entity.span) in seen:
            yield f"entity at {entity.span[0]}: {entity.label} is coded twice"
        seen.add((entity.label, entity.span))
    for claim in gold.claims or ():
        if claim.verdict not in (None, *get_args(Verdict)):
            yield f"claim at {claim.span[0]}: {claim.verdict!r} is no verdict"
    for key in gold.header.keys() - set(Header.__struct_fields__):
        yield f"header: {key!r} is no field of it"


def _node_faults(node: GoldNode, taxonomy: Taxonomy) -> Iterator[str]:
    if node.role not in get_args(Role):
        yield f"{node.role!r} is no role"
    for label in node.labels:
        if label not in taxonomy.labels:
            yield f"{label!r} is no label of the taxonomy {taxonomy.name}"
    if len(set(node.labels)) < len(node.labels):
        yield "a label is given twice"
    if node.role == "measure":
        if not node.labels:
            yield "has no labels"
        if node.status not in get_args(Status):
            yield f"{node.status!r} is no status"
        if node.status_basis not in get_args(StatusBasis):
            yield f"{node.status_basis!r} is no basis of a status"
    if node.role == "issue" and node.problem not in taxonomy.problems:
        yield f"{node.problem!r} is no problem type of the taxonomy {taxonomy.name}"


def _span_faults(gold: GoldNotice) -> Iterator[str]:
    """Yield what is not a place in the text; what is coded neither begins nor ends in white space."""
    coded: list[tuple[str, Span]] = [(f"header {key}", value.span) for key, value in gold.header.items()]
    coded += [(entity.label, entity.span) for entity in gold.entities]
    coded += [(f"claim {claim.kind}", claim.span) for claim in gold.claims or ()]
    coded += [(f"outcome {outcome.kind}", outcome.span) for outcome in gold.outcomes or ()]
    for what, (start, end) in coded:
        words = gold.text[start:end]
        if not 0 <= start < end <= len(gold.text):
            yield f"{what}: [{start}, {end}) is no place in the text"
        elif words != words.strip():
            yield f"{what} at {start}: {words!r} begins or ends in white space"


def stale(folder: Path) -> Iterator[str]:
    """Yield the notices whose gold is not what the coded files beside it say."""
    for path in sorted(folder.glob("*.ann")):
        gold = path.with_suffix(".gold.json")
        try:
            coded = encode_gold(read_coding(path.with_suffix("")))
        except GoldError as error:
            yield str(error)
            continue
        if not gold.exists() or gold.read_bytes() != coded:
            yield f"{path.stem}: {gold.name} is not what its coding says; build it again"


def copies(gold: list[GoldNotice]) -> list[Likeness]:
    """Return the leaf units and issue titles of different notices that are next to copies of each other."""
    passages = []
    for notice in gold:
        measures = units(notice.outline, notice.text)
        passages += [Passage(notice.name, leaf.text.strip()) for measure in measures for leaf in leaves(measure)]
        issues = cases(notice.outline, notice.text)
        passages += [Passage(notice.name, (_coded(case.node).title or case.heading).strip()) for case in issues]
    return near_copies(passages)


def copied(pair: Likeness) -> str:
    """Return a pair of near copies as a line."""
    one, other = pair.first, pair.second
    return f"{one.source} and {other.source} are worded alike ({pair.share:.2f}): {one.text!r}, {other.text!r}"


def leaks(
    gold: list[GoldNotice], pairs: list[Likeness], *, group_of: Callable[[GoldNotice], str] = agency_of
) -> Iterator[str]:
    """Yield what two folds of the training's cross-validation share: an agency, or one of the `pairs` worded alike.

    `group_of` is what the training groups notices by.
    """
    gold = sorted(gold, key=lambda notice: notice.name)
    fold = dict(zip((notice.name for notice in gold), _folds(gold, group_of), strict=True))
    home: dict[str, str] = {}
    for notice in gold:
        first = home.setdefault(agency_of(notice), notice.name)
        if fold[first] != fold[notice.name]:
            yield f"{first} and {notice.name} are of one agency, and in two folds"
    for pair in pairs:
        if fold[pair.first.source] != fold[pair.second.source]:
            yield f"{pair.first.source} and {pair.second.source} share a passage, and are in two folds"


def _folds(gold: list[GoldNotice], group_of: Callable[[GoldNotice], str]) -> list[int]:
    sizes = [sum(1 for one in units(notice.outline, notice.text) for _ in flat(one)) for notice in gold]
    found: list[int] = folds(np.array(sizes), number_groups(gold, group_of)).tolist()
    return found


def shared(gold: list[GoldNotice], held: list[GoldNotice]) -> Iterator[str]:
    """Yield what notices that are held out for a test share with those that are learnt from: an agency, or passages."""
    known = {agency_of(notice): notice.name for notice in gold}
    for notice in held:
        if first := known.get(agency_of(notice)):
            yield f"{first} and {notice.name}, which is held out, are of one agency"
    # Both folders may have a notice of the same name.
    apart = [structs.replace(notice, name=f"{notice.name} (held out)") for notice in held]
    names = {notice.name for notice in apart}
    for pair in copies([*gold, *apart]):
        if (pair.first.source in names) != (pair.second.source in names):
            yield copied(pair)


def _coded(node: object) -> GoldNode:
    assert isinstance(node, GoldNode)
    return node
