"""The manifest of a corpus: what every notice is and holds, and the SHA-256 of its files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from textmine.compare.groups import sector_of
from textmine.corpus.groups import agency_of
from textmine.gold import GoldNode, GoldNotice, read_folder
from textmine.labels.examples import corpus_digest
from textmine.labels.units import leaves, units


class Totals(Struct, frozen=True):
    """The sums over all notices; `units` are leaves, which are what is coded."""

    notices: int
    agencies: int
    characters: int
    issues: int
    measures: int
    units: int


class Entry(Struct, frozen=True):
    """One notice; `layout` names the levels and forms that it has, `files` the SHA-256 of each file by its ending."""

    name: str
    agency: str | None
    sector: str | None
    level: str | None
    kind: str | None
    year: int | None
    layout: list[str]
    characters: int
    issues: int
    measures: int
    units: int
    files: dict[str, str]


class Manifest(Struct, frozen=True):
    """What `manifest.json` holds; `sha256` is that of the coded notices, which a model's card names too."""

    sha256: str
    totals: Totals
    notices: list[Entry]


def make_manifest(folder: Path) -> Manifest:
    """Return the manifest of the coded notices in a folder; raise `GoldError` where there is none or one is broken."""
    gold = read_folder(folder)
    entries = [_entry(folder, notice) for notice in gold]
    totals = Totals(
        notices=len(entries),
        agencies=len({agency_of(notice) for notice in gold}),
        characters=sum(entry.characters for entry in entries),
        issues=sum(entry.issues for entry in entries),
        measures=sum(entry.measures for entry in entries),
        units=sum(entry.units for entry in entries),
    )
    return Manifest(corpus_digest(gold), totals, entries)


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON for people and programs."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def _entry(folder: Path, gold: GoldNotice) -> Entry:
    said = {key: value.value for key, value in gold.header.items()}
    roles = [node.role for node in gold.walk()]
    measures = list(units(gold.outline, gold.text))
    published = said.get("published", "")[:4]
    return Entry(
        name=gold.name,
        agency=said.get("agency"),
        sector=sector_of(said["agency"]) if "agency" in said else None,
        level=said.get("level"),
        kind=said.get("kind"),
        year=int(published) if published.isdecimal() else None,
        layout=_layout(gold),
        characters=len(gold.text),
        issues=roles.count("issue"),
        measures=len(measures),
        units=sum(1 for measure in measures for _ in leaves(measure)),
        files=_hashes(folder, gold.name),
    )


def _layout(gold: GoldNotice) -> list[str]:
    """Return the levels of the outline that the notice has, from the highest, and then its forms."""
    roles = {node.role for node in gold.walk()}
    cells = any(" |" in gold.text[slice(*node.span)] for node in gold.walk() if node.role in ("issue", "measure"))
    levels: list[str] = [role for role in ("section", "area", "issue", "measure", "item") if role in roles]
    if any(_holds(node, "issue") for node in gold.walk() if node.role == "issue"):
        levels.insert(levels.index("issue") + 1, "sub-issue")
    forms = {"captions": "subhead" in roles, "fields": "field" in roles, "table": cells}
    return levels + [form for form, there in forms.items() if there] + ["noise"] * ("noise" in roles)


def _holds(node: GoldNode, role: str) -> bool:
    return any(below.role == role for child in node.children for below in child.walk())


def _hashes(folder: Path, name: str) -> dict[str, str]:
    found = sorted(folder.glob(f"{name}.*"))
    return {path.name.removeprefix(f"{name}."): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
