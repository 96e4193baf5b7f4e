"""Entities: dates, sums, quantities, bodies and their like, each with its place and its normalised value."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.entities.contacts import find_contacts
from textmine.entities.dates import Printed, resolve
from textmine.entities.names import find_names
from textmine.entities.organisations import find_organisations
from textmine.entities.scan import find_entities
from textmine.notice import Entity, Node, Notice, Span

__all__ = ["tag"]


def tag(notice: Notice) -> Notice:
    """Return the notice with its entities in document order, each with the node it stands in.

    >>> from textmine.outline import outline
    >>> from textmine.readers import from_text
    >>> notice = tag(outline(from_text("2020年3月至6月，修订《差旅费办法》，追回1.2万元，诫勉2人。")))
    >>> [(e.label, e.value) for e in notice.entities]  # doctest: +NORMALIZE_WHITESPACE
    [('DATE', '2020-03/2020-06'), ('DOCUMENT', '差旅费办法'), ('MONEY', '12000'), ('QUANTITY', '2')]
    """
    folded = fold(notice.text)
    nodes = list(notice.walk())
    contacts = _disjoint(find_contacts(notice.text, folded))
    found = find_entities(notice.text, _unmarked(folded, nodes), [entity.span for entity in contacts])
    dates = resolve(
        [hit for hit in found if isinstance(hit, Printed)],
        folded,
        notice.header,
        [node for node in nodes if node.role == "measure"],
    )
    entities = [entity for hit in found if (entity := next(dates) if isinstance(hit, Printed) else hit)]
    entities += contacts
    entities += find_organisations(notice, folded, _taken(entities))
    entities += find_names(notice, folded, _taken(entities))
    return replace(notice, entities=_placed(entities, nodes))


def _unmarked(folded: str, nodes: list[Node]) -> str:
    """Return the text with blanks for the markers that run into a number (2.20天, 1.2019年): they are none of it."""
    for node in nodes:
        start = node.span[0]
        end = start + len(node.marker or "")
        if node.marker and end < node.span[1] and folded[end].isdigit() and folded[start:end] == fold(node.marker):
            folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _taken(entities: list[Entity]) -> list[Span]:
    """Return the spans that entities hold, in document order; within a title, names are tagged as elsewhere."""
    return sorted(entity.span for entity in entities if entity.label != "DOCUMENT")


def _disjoint(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities in document order without those that overlap an earlier one."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: entity.span):
        if not kept or entity.span[0] >= kept[-1].span[1]:
            kept.append(entity)
    return kept


def _placed(entities: list[Entity], nodes: list[Node]) -> list[Entity]:
    """Return the entities in document order, each with the id of the node whose own span it begins in."""
    entities.sort(key=lambda entity: entity.span)
    placed, at, last = [], 0, len(nodes) - 1
    for e in entities:
        start = e.span[0]
        while at < last and nodes[at].span[1] <= start:
            at += 1
        node = nodes[at].id if nodes and nodes[at].span[0] <= start < nodes[at].span[1] else None
        placed.append(Entity(e.label, e.span, e.value, e.unit, e.mod, node, e.kind, e.mention))
    return placed
