"""Gold notices: what a careful coder says of a text, as records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from textmine.errors import GoldError
from textmine.notice import HeaderField, Span


class GoldNode(Struct, frozen=True):
    """A coded node; labels, status and problem stand where they were coded."""

    role: str
    span: Span
    labels: list[str] = field(default_factory=list)
    status: str | None = None
    status_basis: str | None = None
    problem: str | None = None
    title: str | None = None
    children: list[GoldNode] = field(default_factory=list)

    def walk(self) -> Iterator[GoldNode]:
        """Yield this node and every node below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class GoldEntity(Struct, frozen=True):
    label: str
    span: Span
    value: str | None = None
    unit: str | None = None
    mod: str | None = None
    kind: str | None = None
    mention: str | None = None


class GoldClaim(Struct, frozen=True):
    kind: str
    value: float
    span: Span
    verdict: str | None = None


class GoldOutcome(Struct, frozen=True):
    kind: str
    value: str
    span: Span
    unit: str | None = None


class GoldNotice(Struct, frozen=True):
    """One coded notice. What was not coded is UNSET, and is not scored."""

    name: str
    text: str
    outline: list[GoldNode]
    header: dict[str, HeaderField] = field(default_factory=dict)
    entities: list[GoldEntity] = field(default_factory=list)
    claims: list[GoldClaim] | UnsetType = UNSET
    outcomes: list[GoldOutcome] | UnsetType = UNSET
    outcomes_not_coded: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[GoldNode]:
        """Yield every node of the outline in document order."""
        for node in self.outline:
            yield from node.walk()


def read_gold(path: Path) -> GoldNotice:
    """Return the gold notice in `path`; raise `GoldError` where it is broken."""
    try:
        raw: Any = msgspec.json.decode(path.read_bytes())
        if isinstance(raw, dict):
            raw.setdefault("name", path.name.removesuffix(".gold.json"))
        return msgspec.convert(raw, GoldNotice)
    except (OSError, msgspec.MsgspecError) as error:
        raise GoldError(f"{path} is no gold notice: {error}") from error


def read_folder(folder: Path) -> list[GoldNotice]:
    """Return the gold notices of a folder by name; raise `GoldError` where there is none."""
    found = sorted(folder.rglob("*.gold.json")) if folder.is_dir() else []
    if not found:
        raise GoldError(f"{folder} holds no gold notice (NAME.gold.json)")
    return [read_gold(path) for path in found]


def encode_gold(gold: GoldNotice) -> bytes:
    """Return a gold notice as the JSON that `read_gold` reads, two-level indented for people."""
    return msgspec.json.format(msgspec.json.encode(gold), indent=1) + b"\n"
