"""The output contract `textmine.notice/1`: one notice, from its source facts to its warnings, as typed records.

Every offset is half-open, `[start, end)`, in Unicode code points of `Notice.text`. Records are frozen: a stage
fills its own fields in a new `Notice` (`msgspec.structs.replace`) and never changes an old one.
They hold no cycles, so the garbage collector need not look at them (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

SCHEMA: Final = "textmine.notice/1"

Span = tuple[int, int]
Role = Literal[
    "title",
    "section",
    "area",
    "issue",
    "measure",
    "item",
    "paragraph",
    "subhead",
    "field",
    "contact",
    "signature",
    "date",
    "noise",
]
Kind = Literal["inspection", "audit", "environmental", "other"]
Level = Literal["central", "province", "city", "county", "organisation"]
FieldKey = Literal["owner_unit", "owner_person", "deadline", "goal", "status"]
Status = Literal["completed", "basic", "phased", "ongoing", "delayed", "not_done", "disputed", "unstated"]
StatusBasis = Literal["explicit", "aspect", "outcome", "none"]
Modifier = Literal["approx", "over", "under"]
Verdict = Literal["match", "mismatch", "uncheckable"]


class Source(Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a notice came from.

    `encoding` is the text encoding that was used, or None for formats that have none of their own; `metadata` is
    what the page or file says of itself beside its text (`title`, `published`, `publisher`, `url` …).
    """

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    bytes: int
    metadata: dict[str, str] = field(default_factory=dict)


class HeaderField(Struct, frozen=True, gc=False):
    """One header value with the place in the text that states it."""

    value: str
    span: Span


class Header(Struct, frozen=True, gc=False):
    """What the notice says about itself; a field that it does not state is None."""

    title: HeaderField | None = None
    kind: HeaderField | None = None
    agency: HeaderField | None = None
    inspector: HeaderField | None = None
    level: HeaderField | None = None
    inspection_period: HeaderField | None = None
    feedback_date: HeaderField | None = None
    published: HeaderField | None = None


class Label(Struct, frozen=True, gc=False):
    """A measure label of the codebook with its calibrated score, 0 to 1."""

    label: str
    score: float


class Node(Struct, frozen=True, gc=False):
    """One node of the outline.

    `span` is the node's own text, marker included and children excluded; `extent` reaches to the end of its last
    descendant. `id` is the path of sibling ordinals from the top, 1-based: `2.1.3`. `key` and `value` stand on
    `field` nodes, `problem` on issues, `labels` and `status` on measures and items.
    """

    id: str
    role: Role
    span: Span
    extent: Span
    marker: str | None = None
    number: int | None = None
    title: str | None = None
    key: FieldKey | UnsetType = UNSET
    value: str | UnsetType | None = UNSET
    problem: str | UnsetType = UNSET
    problem_score: float | UnsetType = UNSET
    labels: list[Label] | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    status_basis: StatusBasis | UnsetType = UNSET
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, in document order."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo += node.children[::-1]


class Entity(Struct, frozen=True, gc=False):
    """A tagged expression: its exact place, a normalised `value`, and the id of the `node` it stands in."""

    label: str
    span: Span
    value: str | None
    unit: str | None = None
    mod: Modifier | None = None
    node: str | None = None
    kind: str | UnsetType = UNSET
    mention: str | UnsetType = UNSET


class Outcome(Struct, frozen=True, gc=False):
    """Something that was achieved, as a number: money back, people held to account, documents issued."""

    kind: str
    value: str
    unit: str | None
    span: Span
    node: str | None = None


class Claim(Struct, frozen=True, gc=False):
    """A total that the notice states, against what was parsed (`found`, None where nothing countable answers it)."""

    kind: str
    value: float
    span: Span
    found: float | None
    verdict: Verdict


class NoticeWarning(Struct, frozen=True, gc=False):
    """Something that a person should look at; `code` is stable, `message` is for people."""

    code: str
    message: str
    span: Span | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """One published notice as data.

    >>> notice = Notice(id="0" * 16, source=Source("a.txt", "text/plain", "utf-8", "0" * 64, 3), text="通报")
    >>> Notice.from_json(notice.to_json()) == notice
    True
    """

    schema: Literal["textmine.notice/1"] = SCHEMA
    id: str
    source: Source
    text: str
    header: Header = field(default_factory=Header)
    outline: list[Node] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    warnings: list[NoticeWarning] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield every node of the outline in document order."""
        for node in self.outline:
            yield from node.walk()

    @property
    def areas(self) -> list[Node]:
        """The problem areas (方面), in document order."""
        return [node for node in self.walk() if node.role == "area"]

    @property
    def issues(self) -> list[Node]:
        """The problems that were found (问题), sub-issues included, in document order."""
        return [node for node in self.walk() if node.role == "issue"]

    @property
    def measures(self) -> list[Node]:
        """The rectification measures (措施), in document order."""
        return [node for node in self.walk() if node.role == "measure"]

    def text_of(self, node: Node | Entity | Outcome | Claim) -> str:
        """Return the printed text of a node's own span, or of an entity, outcome or claim."""
        start, end = node.span
        return self.text[start:end]

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the notice as JSON by the contract, on one line or with `indent` spaces a level."""
        raw = msgspec.json.encode(self)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()

    def to_spacy(self, nlp: Any = None) -> Any:
        """Return the notice as a spaCy `Doc` whose tokens fit its entities, with span groups `entities` and `outline`.

        `nlp` gives the vocabulary, a blank Chinese pipeline where it is left out.
        """
        # The one look upward in the package, for those who have a notice at hand: named, not imported.
        return import_module("textmine.spacy_pipe").to_doc(self, nlp)

    @classmethod
    def from_json(cls, data: str | bytes) -> Notice:
        """Return the notice that `to_json` wrote; raise `msgspec.ValidationError` where it breaks the contract."""
        return msgspec.json.decode(data, type=cls)


def json_schema() -> dict[str, Any]:
    """Return the contract as a JSON Schema (2020-12)."""
    return msgspec.json.schema(Notice)
