"""Corrections made in Label Studio, taken as gold: its export read back as `GoldNotice` records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct, field

from textmine.errors import GoldError
from textmine.gold import GoldEntity, GoldNode, GoldNotice, encode_gold
from textmine.notice import HeaderField, Role, Span

# How deep each role stands, for regions that were drawn anew or are something else now, and those that hold no other.
# The title holds all that follows it, as in a coded notice.
_DEPTHS: Final[dict[str, int]] = {
    "title": 0, "section": 1, "contact": 1, "signature": 1, "date": 1, "noise": 1, "area": 2, "issue": 3, "measure": 4,
    "paragraph": 4, "subhead": 4, "field": 5, "item": 5,
}  # fmt: skip
_LEAVES: Final = frozenset({"contact", "signature", "date", "noise", "subhead", "field"})
_UNSAFE: Final = re.compile(r"[^\w.-]+")


class _Value(Struct):
    start: int = -1
    end: int = -1
    text: str | None = None
    labels: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


class _Region(Struct):
    id: str = ""
    from_name: str = ""
    value: _Value = field(default_factory=_Value)
    parentID: str | None = None  # noqa: N815 - Label Studio's name


class _Annotation(Struct):
    result: list[_Region] = field(default_factory=list)
    was_cancelled: bool = False


class _Parsed(Struct):
    """What the parser said of a node."""

    role: str
    parent: str | None = None
    title: str | None = None


class _Data(Struct):
    text: str
    name: str = "notice"
    notice: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    nodes: dict[str, _Parsed] = field(default_factory=dict)
    header: dict[str, HeaderField] = field(default_factory=dict)


class _Task(Struct):
    data: _Data
    annotations: list[_Annotation] = field(default_factory=list)


def read_corrections(path: Path) -> Iterator[GoldNotice]:
    """Yield the corrected notices of a Label Studio export (JSON); tasks that nobody has corrected are passed over.

    Of several annotations of a task the last counts. Claims and outcomes are not shown to the coder and stay uncoded;
    the header is the parser's. Raises `GoldError` where a task is broken, or two of its nodes overlap.
    """
    try:
        tasks = msgspec.json.decode(path.read_bytes(), type=list[_Task])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise GoldError(f"{path}: no export of Label Studio ({error}); choose its format JSON") from error
    for number, found in enumerate(tasks, 1):
        done = [annotation for annotation in found.annotations if not annotation.was_cancelled]
        if done:
            yield _gold(found.data, done[-1].result, f"{path}: task {number}")


def write_gold(path: Path, folder: Path) -> list[Path]:
    """Write every corrected notice of a Label Studio export as NAME.gold.json and return the files."""
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for gold in read_corrections(path):
            target, number = folder / f"{gold.name}.gold.json", 2
            while target in written:
                target, number = folder / f"{gold.name}-{number}.gold.json", number + 1
            target.write_bytes(encode_gold(gold))
            written.append(target)
    except OSError as error:
        raise GoldError(
            f"{folder}: cannot be written ({error.strerror or error}); name another place with -o"
        ) from error
    return written


def safe_name(name: str) -> str:
    """Return the name of a file without its suffix and without anything that could lead out of a folder.

    >>> safe_name("../../某局 通报.html"), safe_name("..")
    ('某局_通报', 'notice')
    """
    stem = name.replace("\\\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _UNSAFE.sub("_", stem).strip("._")[:80] or "notice"


def _gold(data: _Data, regions: list[_Region], where: str) -> GoldNotice:
    choices: dict[str, dict[str, list[str]]] = {}
    nodes: list[tuple[Span, _Region]] = []
    entities: list[tuple[Span, _Region]] = []
    for region in regions:
        if region.value.choices:
            choices.setdefault(region.id, {})[region.from_name] = region.value.choices
        if region.value.labels and region.from_name in ("outline", "entities"):
            kind = nodes if region.from_name == "outline" else entities
            kind.append((_span(data.text, region.value, where), region))
    return GoldNotice(
        name=safe_name(data.name),
        text=data.text,
        outline=_outline(data, nodes, choices, where),
        header=data.header,
        entities=[_entity(data, span, region, where) for span, region in sorted(entities, key=lambda found: found[0])],
    )


def _span(text: str, value: _Value, where: str) -> Span:
    """Return a region's place in code points: versions of Label Studio differ in whether they count UTF-16 units."""
    start, end = value.start, value.end
    if 0 <= start < end <= len(text) and value.text in (None, text[start:end]):
        return start, end
    units = text.encode("utf-16-le")
    if 0 <= start < end <= len(units) // 2:
        before, own = units[: 2 * start], units[2 * start : 2 * end]
        if value.text is not None and own.decode("utf-16-le", errors="replace") == value.text:
            first = len(before.decode("utf-16-le", errors="replace"))
            return first, first + len(value.text)
    raise GoldError(f"{where}: the region {start}-{end} is not in the text; was the text changed?")


def _outline(
    data: _Data, nodes: list[tuple[Span, _Region]], choices: dict[str, dict[str, list[str]]], where: str
) -> list[GoldNode]:
    """Return the regions as a forest, by the parents that they had or were given, else by their roles."""
    nodes.sort(key=lambda found: found[0])
    roles = {region.id: region.value.labels[0] for _, region in nodes}
    top: list[GoldNode] = []
    open_nodes: list[tuple[str, GoldNode]] = []
    last = 0
    for span, region in nodes:
        role = roles[region.id]
        if role not in get_args(Role):
            raise GoldError(f"{where}: {role!r} at {span[0]} is no role; roles are {', '.join(get_args(Role))}")
        if span[0] < last:
            raise GoldError(
                f"{where}: two nodes overlap at {span[0]}: {data.text[span[0] : span[0] + 10]!r}; part them"
            )
        last = span[1]
        parent = _parent(data, region, roles, [name for name, _ in open_nodes])
        if parent is not None:
            del open_nodes[parent:]
        while parent is None and open_nodes and _DEPTHS[open_nodes[-1][1].role] >= _DEPTHS[role]:
            open_nodes.pop()
        node = _node(data, span, region, choices.get(region.id, {}))
        (open_nodes[-1][1].children if open_nodes else top).append(node)
        if role not in _LEAVES:
            open_nodes.append((region.id, node))
    return top


def _parent(data: _Data, region: _Region, roles: dict[str, str], names: list[str]) -> int | None:
    """Return how many of the open nodes stay open above a region; None where its role must decide."""
    parsed = data.nodes.get(region.id)
    if region.parentID in names and (parsed is None or parsed.parent != region.parentID):
        return names.index(region.parentID) + 1  # a person has hung it there
    if parsed is None or parsed.role != roles[region.id]:
        return None
    if parsed.parent is None:
        return 0
    known = data.nodes.get(parsed.parent)
    if parsed.parent in names and known is not None and known.role == roles[parsed.parent]:
        return names.index(parsed.parent) + 1
    return None


def _node(data: _Data, span: Span, region: _Region, chosen: dict[str, list[str]]) -> GoldNode:
    parsed = data.nodes.get(region.id)
    return GoldNode(
        role=region.value.labels[0],
        span=span,
        labels=chosen.get("labels", []),
        status=next(iter(chosen.get("status", [])), None),
        status_basis=next(iter(chosen.get("status_basis", [])), None),
        problem=next(iter(chosen.get("problem", [])), None),
        title=parsed.title if parsed and parsed.role == region.value.labels[0] else None,
    )


def _entity(data: _Data, span: Span, region: _Region, where: str) -> GoldEntity:
    """Return an entity; its value is the parser's where its place and label were left as they were, else not coded."""
    label = region.value.labels[0]
    kept = data.values.get(region.id, {})
    if kept.get("label") == label and tuple(kept.get("span", ())) == span:
        try:
            return msgspec.convert(kept, GoldEntity)
        except msgspec.ValidationError as error:
            raise GoldError(f"{where}: the values kept with entity {region.id} are broken ({error})") from error
    return GoldEntity(label=label, span=span)
