"""Label Studio: tasks whose regions are what was parsed, for people to correct.

Each node and each entity is a region of the text, and the regions of nodes hold one another (`parentID`); labels,
status and problem type are choices on a region. What cannot be shown as a region (an entity's value, say) travels with
the task's data, so that `textmine.exporters.corrections` can put it back where nothing was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, get_args
from xml.sax.saxutils import quoteattr

import msgspec
from msgspec import UNSET

from textmine.exporters.files import replacing
from textmine.exporters.wording import names
from textmine.notice import Entity, Node, Notice, Role, StatusBasis

_ENTITIES: Final = (
    "DATE", "DURATION", "FREQUENCY", "MONEY", "PERCENT", "QUANTITY", "ORG", "DOCUMENT", "ARTICLE", "PLACE", "PERSON",
    "PHONE", "EMAIL", "POSTCODE", "ADDRESS",
)  # fmt: skip
# Told apart by more than hue: each region shows its label too.
_COLOURS: Final = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#e377c2", "#7f7f7f", "#17becf")


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write tasks to `out` and the labelling interface beside it (NAME.config.xml); return how many tasks."""
    count = 0
    with replacing(out) as stream:
        for notice in notices:
            stream.write(b",\n" if count else b"[\n")
            stream.write(msgspec.json.encode(task(notice)))
            count += 1
        stream.write(b"\n]\n" if count else b"[]\n")
    if str(out) != "-":
        with replacing(out.with_name(f"{out.stem}.config.xml")) as stream:
            stream.write(interface().encode())
    return count


def task(notice: Notice) -> dict[str, Any]:
    """Return one notice as a task; offsets are code points."""
    regions = [region for node in notice.walk() for region in _node_regions(notice, node)]
    regions += [_region(notice, f"e{at}", "entities", e.label, e) for at, e in enumerate(notice.entities)]
    parents = {f"n{child.id}": f"n{node.id}" for node in notice.walk() for child in node.children}
    for region in regions:
        if (parent := parents.get(region["id"])) is not None:
            region["parentID"] = parent
    data = {
        "text": notice.text,
        "notice": notice.id,
        "name": notice.source.name,
        "agency": notice.header.agency.value if notice.header.agency else "",
        "values": {f"e{at}": _kept(entity) for at, entity in enumerate(notice.entities)},
        "nodes": {
            f"n{node.id}": {"role": node.role, "parent": parents.get(f"n{node.id}"), "title": node.title}
            for node in notice.walk()
        },
        "header": {name: value for name, value in msgspec.to_builtins(notice.header).items() if value},
    }
    return {"data": data, "predictions": [{"model_version": notice.schema, "result": regions}]}


def interface() -> str:
    """Return the labelling interface that the tasks are made for, as Label Studio's XML."""
    roles = "".join(_value("Label", role, at) for at, role in enumerate(get_args(Role)))
    entities = "".join(_value("Label", label, at) for at, label in enumerate(_ENTITIES))
    return (
        "<View>\n"
        f'  <Labels name="outline" toName="text">\n{roles}  </Labels>\n'
        f'  <Labels name="entities" toName="text">\n{entities}  </Labels>\n'
        '  <Text name="text" value="$text" granularity="symbol" saveTextResult="yes"/>\n'
        + _choices("labels", names("labels"), "measure,item", "multiple")
        + _choices("status", names("statuses"), "measure,item", "single")
        + _choices("status_basis", dict.fromkeys(get_args(StatusBasis), ""), "measure,item", "single")
        + _choices("problem", names("problems"), "issue", "single")
        + "</View>\n"
    )


def _value(tag: str, value: str, at: int) -> str:
    return f"    <{tag} value={quoteattr(value)} background={quoteattr(_COLOURS[at % len(_COLOURS)])}/>\n"


def _choices(name: str, values: dict[str, str], roles: str, how: str) -> str:
    lines = "".join(f"    <Choice value={quoteattr(code)} hint={quoteattr(said)}/>\n" for code, said in values.items())
    return (
        f'  <Choices name="{name}" toName="text" perRegion="true" choice="{how}" '
        f'visibleWhen="region-selected" whenTagName="outline" whenLabelValue="{roles}">\n{lines}  </Choices>\n'
    )


def _node_regions(notice: Notice, node: Node) -> Iterator[dict[str, Any]]:
    """Yield a node's own text as a region, and the choices made for it, which share its id."""
    if node.span[0] == node.span[1]:
        return  # a node without words of its own: nothing to draw
    region = _region(notice, f"n{node.id}", "outline", node.role, node)
    yield region
    chosen: dict[str, Any] = {
        "labels": [label.label for label in node.labels] if node.labels is not UNSET else [],
        "status": [] if node.status is UNSET else [node.status],
        "status_basis": [] if node.status_basis is UNSET else [node.status_basis],
        "problem": [] if node.problem is UNSET else [node.problem],
    }
    for name, choices in chosen.items():
        if choices:
            start, end = node.span
            value = {"start": start, "end": end, "choices": choices}
            yield {"id": region["id"], "from_name": name, "to_name": "text", "type": "choices", "value": value}


def _region(notice: Notice, name: str, kind: str, label: str, what: Node | Entity) -> dict[str, Any]:
    start, end = what.span
    value = {"start": start, "end": end, "text": notice.text[start:end], "labels": [label]}
    return {"id": name, "from_name": kind, "to_name": "text", "type": "labels", "value": value}


def _kept(entity: Entity) -> dict[str, Any]:
    """Return what an entity says beside its place and label, with these, so that a change is seen."""
    kept = msgspec.to_builtins(entity)
    kept.pop("node", None)
    return {key: value for key, value in kept.items() if value is not None}
