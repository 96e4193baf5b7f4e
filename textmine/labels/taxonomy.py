"""The taxonomy: what measures and issues may be labelled as, the package's own or a user's file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from textmine.errors import ResourceError
from textmine.resources import read_toml


class Taxonomy(Struct, frozen=True):
    """Measure labels and problem types with their Chinese names, in their order."""

    name: str
    version: str
    labels: dict[str, str]
    problems: dict[str, str]

    def matches(self, other: Taxonomy) -> bool:
        """Tell whether both name the same codes in the same version."""
        ours = (self.name, self.version, list(self.labels), list(self.problems))
        return ours == (other.name, other.version, list(other.labels), list(other.problems))


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Return the taxonomy in the file at `path`, or the package's own; raise `ResourceError` where it is broken.

    >>> list(load_taxonomy().labels)[:3]
    ['rule', 'enforce', 'study']
    """
    if path is None:
        return _own()
    try:
        return read_taxonomy(path.read_text(encoding="utf-8"), name=str(path))
    except (OSError, UnicodeError) as error:
        raise ResourceError(f"taxonomy {path} cannot be read: {error}") from error


@cache
def _own() -> Taxonomy:
    return read_taxonomy(
        (files("textmine.resources") / "taxonomy.toml").read_text(encoding="utf-8"), name="taxonomy.toml"
    )


def read_taxonomy(text: str, *, name: str) -> Taxonomy:
    """Return the taxonomy that a TOML text states; raise `ResourceError`, saying where, at the first fault."""
    holds = ("labels", "problems", "tasks", "statuses")
    data = read_toml(text, what=f"taxonomy {name}", holds=holds, states=("name", "version", "source"))
    return Taxonomy(data["name"], data["version"], _codes(data, "labels", name), _codes(data, "problems", name))


def _codes(data: dict[str, Any], key: str, name: str) -> dict[str, str]:
    table = data.get(key)
    if not isinstance(table, dict) or len(table) < 2:
        raise ResourceError(f"taxonomy {name}: [{key}] must name at least two codes")
    for code, title in table.items():
        if not isinstance(title, str) or not code.replace("_", "").isascii() or ";" in code:
            raise ResourceError(f"taxonomy {name}: {key}.{code} is no code with a name")
    return table
