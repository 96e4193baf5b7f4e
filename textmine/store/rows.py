"""A notice as the rows of the store's tables."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from textmine.notice import HeaderField, Node, Notice, Span
from textmine.store.identity import date_of, layout_of, site_of, work_of
from textmine.store.words import part_terms, plain, terms

Row = tuple[object, ...]

_HEADER: Final = (
    "title", "kind", "agency", "inspector", "level", "inspection_period", "feedback_date", "published",
)  # fmt: skip
_DECIMAL: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?")
_COUNTED: Final = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_LARGEST: Final = 2**63
# Level 1 takes half the time of level 6 and leaves 4.1 kB of 17.6 against 3.5; not to compress would take 17.6.
_LEVEL: Final = 1


class Original(NamedTuple):
    """A notice's JSON, and the digest that tells whether another parse of it says the same."""

    json: bytes
    digest: str


def original(notice: Notice) -> Original:
    """Return the JSON of a notice; its digest leaves out where the notice came from, which says nothing of the parse."""
    json = msgspec.json.encode(notice)
    return Original(json, _digest(json, msgspec.json.encode(notice.source)))


def kept_digest(packed: bytes) -> str:
    """Return the digest of a JSON that was kept, as it lies there; raise `ValueError` where it is damaged."""
    try:
        json = zlib.decompress(packed)
        source = msgspec.json.decode(json, type=dict[str, msgspec.Raw])["source"]
    except (zlib.error, msgspec.MsgspecError, KeyError) as error:
        raise ValueError(str(error)) from error
    return _digest(json, bytes(source))


def _digest(json: bytes, source: bytes) -> str:
    return hashlib.sha256(json.replace(source, b"", 1)).hexdigest()


def pack(json: bytes) -> bytes:
    """Return JSON as it is kept."""
    return zlib.compress(json, _LEVEL)


def unpack(packed: bytes) -> Notice:
    """Return the notice whose JSON `pack` kept; raise `ValueError` where it is damaged."""
    try:
        return Notice.from_json(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(str(error)) from error


def notice_row(notice: Notice, digest: str) -> Row:
    """Return a notice's row of the table `notices`, without its key."""
    header, source = notice.header, notice.source
    return (
        notice.id, work_of(notice), *map(_value, (header.title, header.agency, header.kind, header.level)),
        date_of(header), layout_of(notice.walk()), source.media_type, source.encoding, source.sha256, source.bytes, digest,
    )  # fmt: skip


def source_row(key: int, notice: Notice) -> Row:
    source = notice.source
    return key, source.name, source.metadata.get("url", ""), site_of(source)


def header_rows(key: int, notice: Notice) -> Iterator[Row]:
    for name in _HEADER:
        if (stated := getattr(notice.header, name)) is not None:
            yield key, name, stated.value, *stated.span


class NodeRows(NamedTuple):
    """The rows of a notice's outline, in document order."""

    nodes: list[Row]
    labels: list[Row]
    terms: list[Row]


def node_rows(key: int, notice: Notice, first: int) -> NodeRows:
    """Return the rows of a notice's nodes, whose keys count up from `first`."""
    text, whole = notice.text, terms(plain(notice.text))
    out = NodeRows([], [], [])
    todo: list[tuple[Node, str | None, str | None]] = [(node, None, None) for node in reversed(notice.outline)]
    while todo:
        node, parent, issue = todo.pop()
        at = first + len(out.nodes)
        start, end = node.span
        if node.role == "issue":
            issue = node.id
        out.nodes.append((
            at, key, node.id, parent, issue, node.role, start, end, node.extent[1], node.marker, _integer(node.number),
            node.title, _set(node.key), _set(node.value), _set(node.problem), _set(node.problem_score),
            _set(node.status), _set(node.status_basis), text[start:end],
        ))  # fmt: skip
        if node.labels is not UNSET:
            out.labels.extend(
                (key, node.id, rank, label.label, label.score) for rank, label in enumerate(node.labels, 1)
            )
        if (span := searched_span(node)) is not None:
            out.terms.append((at, part_terms(whole, span)))
        todo += [(child, node.id, issue) for child in reversed(node.children)]
    return out


def searched_span(node: Node) -> Span | None:
    """Return what of a node the search looks at: an issue's own words, a measure's with all that belongs to it."""
    if node.role == "issue":
        return node.span
    return node.extent if node.role == "measure" else None


def entity_rows(key: int, notice: Notice) -> Iterator[Row]:
    text = notice.text
    for ordinal, e in enumerate(notice.entities, 1):
        start, end = e.span
        amount = _amount(e.value) if e.label in _COUNTED else None
        yield (
            key, ordinal, e.node, e.label, start, end, text[start:end], e.value, amount, e.unit, e.mod,
            _set(e.kind), _set(e.mention),
        )  # fmt: skip


def outcome_rows(key: int, notice: Notice) -> Iterator[Row]:
    text = notice.text
    for ordinal, o in enumerate(notice.outcomes, 1):
        start, end = o.span
        yield key, ordinal, o.node, o.kind, o.value, _amount(o.value), o.unit, start, end, text[start:end]


def claim_rows(key: int, notice: Notice) -> Iterator[Row]:
    text = notice.text
    for ordinal, c in enumerate(notice.claims, 1):
        start, end = c.span
        yield key, ordinal, c.kind, c.value, c.found, c.verdict, start, end, text[start:end]


def warning_rows(key: int, notice: Notice) -> Iterator[Row]:
    for ordinal, w in enumerate(notice.warnings, 1):
        yield key, ordinal, w.code, w.message, *(w.span or (None, None))


def _value(stated: HeaderField | None) -> str | None:
    return stated.value if stated else None


def _set(value: object | UnsetType) -> object:
    return None if value is UNSET else value


def _amount(value: str | None) -> float | None:
    """Return a decimal as a number to count with; the decimal itself is the value."""
    return float(value) if value and _DECIMAL.fullmatch(value) else None


def _integer(number: int | None) -> int | None:
    """Return a marker's number; one that no column can hold, as of 第99999999999999999999条, stands in the JSON alone."""
    return number if number is not None and -_LARGEST <= number < _LARGEST else None
