"""Write docs/entities.md from what the entity families say of themselves; `--check` only tells whether it is stale."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "entities.md"
FAMILIES = ("dates", "durations", "money", "quantities", "organisations", "documents", "articles", "names", "contacts")
HEAD = """# Entities

Every entity has a `label`, a `span` (half-open, in characters of `text`), a `value` that a program can compute with (or null),
a `unit` and a `mod` (TIMEX3: `approx`, `over`, `under`) where they apply, and the id of the `node` it stands in. The whole
expression is one entity. Entities of different labels do not overlap, save that anything may lie inside a `DOCUMENT`.

This page is written by `scripts/docs` from the modules under `textmine/entities`; a test reads every row of it back.
"""


def page() -> str:
    """Return the page: a section a family, from its module's docstring."""
    parts = [HEAD]
    for name in FAMILIES:
        said = (import_module(f"textmine.entities.{name}").__doc__ or "").strip()
        first, _, rest = said.partition("\n")
        labels, _, meaning = first.partition(": ")
        parts.append(f"## {labels}\n\n{meaning[:1].upper()}{meaning[1:]}\n\n{rest.strip()}\n")
    return "\n".join(parts).replace("\n\n\n", "\n\n")


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
