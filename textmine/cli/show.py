"""`textmine show`: the tree of one notice in the terminal, so that a person sees whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from textmine.notice import Node, Notice

# Bright enough on dark and light grounds, and told apart by more than hue: the role's name is printed too.
STYLES = {
    "title": "bold",
    "section": "bold underline",
    "area": "bold magenta",
    "issue": "bold red",
    "measure": "green",
    "item": "cyan",
    "subhead": "italic",
    "field": "yellow",
    "noise": "dim strike",
}


def show(
    input: Annotated[Path, typer.Argument(metavar="INPUT", help="A notice, or - for text from stdin.")],
    text: Annotated[
        bool, typer.Option("--text", help="The running text with its roles marked, nothing shortened.")
    ] = False,
) -> None:
    """Print a notice's tree, coloured by role, with its header, claims and warnings."""
    from rich.console import Console

    from textmine.cli.batch import first_notice

    notice = first_notice(input)
    console = Console(highlight=False)
    console.print(_header(notice))
    if text:
        for line in _running(notice):
            console.print(line, soft_wrap=True)
    else:
        for node in notice.outline:
            console.print(_tree(notice, node, console.width))
    _findings(notice, console)


def _header(notice: Notice) -> Text:
    from rich.text import Text

    out = Text()
    for name in notice.header.__struct_fields__:
        if field := getattr(notice.header, name):
            out.append(f"{name:18}", style="dim").append(f"{field.value}\n")
    return out


def _label(notice: Notice, node: Node, width: int) -> Text:
    from rich.text import Text

    start, end = node.span
    own = notice.text[start:end].replace("\n", " ")
    room = max(12, width // 2 - 8)
    label = Text(f"{node.role} ", style="dim")
    label.append(own if len(own) <= room else own[: room - 1] + "…", style=STYLES.get(node.role, ""))
    return label


def _tree(notice: Notice, node: Node, width: int) -> object:
    from rich.tree import Tree

    tree = Tree(_label(notice, node, width), guide_style="dim")

    def grow(branch: Tree, parent: Node, depth: int) -> None:
        for child in parent.children:
            grow(branch.add(_label(notice, child, width - 8 * depth)), child, depth + 1)

    grow(tree, node, 1)
    return tree


def _running(notice: Notice) -> list[Text]:
    """Return the text line by line, each stretch in its role's colour and behind its role's name."""
    from rich.text import Text

    lines = []
    for node in notice.walk():
        start, end = node.span
        if start == end:
            continue
        line = Text(f"{node.id:>10} {node.role:9} ", style="dim")
        line.append(notice.text[start:end], style=STYLES.get(node.role, ""))
        lines.append(line)
    return lines


def _findings(notice: Notice, console: object) -> None:
    from rich.console import Console

    assert isinstance(console, Console)
    counts = f"{len(notice.areas)} areas, {len(notice.issues)} issues, {len(notice.measures)} measures"
    console.print(f"\n{counts}", style="bold")
    for claim in notice.claims:
        found = "?" if claim.found is None else f"{claim.found:g}"
        style = {"match": "green", "mismatch": "red"}.get(claim.verdict, "dim")
        console.print(f"  claim {claim.kind}: says {claim.value:g}, found {found}: {claim.verdict}", style=style)
    for warning in notice.warnings:
        console.print(f"  warning {warning.code}: {warning.message}", style="yellow")
