"""`textmine show`: the tree of one notice in the terminal, so that a person sees whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.errors import TextmineError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
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
ENTITY_STYLES = {
    "DATE": "black on bright_cyan",
    "DURATION": "black on cyan",
    "FREQUENCY": "black on cyan",
    "MONEY": "black on bright_yellow",
    "PERCENT": "black on yellow",
    "QUANTITY": "black on yellow",
    "ORG": "black on bright_green",
    "DOCUMENT": "black on bright_magenta",
    "ARTICLE": "black on magenta",
}


def show(
    input: Annotated[Path, typer.Argument(metavar="INPUT", help="A notice, or - for text from stdin.")],
    text: Annotated[
        bool, typer.Option("--text", help="The running text with its roles marked, nothing shortened.")
    ] = False,
    entities: Annotated[
        bool,
        typer.Option("--entities", help="The running text with its entities coloured, and a list of their values."),
    ] = False,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Save what is shown as an SVG picture too.")] = None,
) -> None:
    """Print a notice's tree, coloured by role, with its header, claims and warnings."""
    from rich.console import Console

    from textmine.cli.notice import parse_one

    notice = parse_one(input)
    console = Console(highlight=False, record=svg is not None)
    console.print(_header(notice))
    if text or entities:
        for line in _running(notice, entities=entities):
            console.print(line, soft_wrap=True)
        if entities:
            console.print(_values(notice))
    else:
        for node in notice.outline:
            console.print(_tree(notice, node, console.width))
    _findings(notice, console)
    if svg is not None:
        _save(console, svg, title=notice.source.name)


# Rich's own frame names a font on the network; a page that shows the picture should ask for nothing.
_FRAME = """<svg viewBox="0 0 {terminal_width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace;
font-size: {char_height}px; line-height: {line_height}px; }} {styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect fill="#1b1f27" width="{terminal_width}" height="{height}" rx="6"/>
<g clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>"""


def _save(console: Console, path: Path, *, title: str) -> None:
    import re
    from html import unescape

    from rich.cells import cell_len
    from rich.terminal_theme import MONOKAI

    def stretch(match: re.Match[str]) -> str:
        # Rich counts characters where it should count cells: a Chinese one is two cells wide.
        width = float(match["width"]) / len(unescape(match["text"])) * cell_len(unescape(match["text"]))
        return f'textLength="{width:g}"{match["rest"]}>{match["text"]}</text>'

    drawn = console.export_svg(title=title, theme=MONOKAI, code_format=_FRAME)
    drawn = re.sub(r'textLength="(?P<width>[\d.]+)"(?P<rest>[^>]*)>(?P<text>[^<]+)</text>', stretch, drawn)
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise TextmineError(f"cannot write {path}: {error.strerror or error}; name another file") from error


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
    label = Text(f"{node.role} ", style="dim").append(own[:width], style=STYLES.get(node.role, ""))
    label.truncate(max(24, width), overflow="ellipsis")  # by cells: a Chinese character takes two
    return label


def _tree(notice: Notice, node: Node, width: int) -> object:
    from rich.tree import Tree

    tree = Tree(_label(notice, node, width), guide_style="dim")

    def grow(branch: Tree, parent: Node, depth: int) -> None:
        for child in parent.children:
            grow(branch.add(_label(notice, child, width - 4 * depth)), child, depth + 1)

    grow(tree, node, 1)
    return tree


def _running(notice: Notice, *, entities: bool) -> list[Text]:
    """Return the text node by node behind the role's name, coloured by role or, with `entities`, by what is tagged."""
    from rich.text import Text

    lines = []
    for node in notice.walk():
        start, end = node.span
        if start == end:
            continue
        line = Text(f"{node.id:>10} {node.role:9} ", style="dim")
        own = Text(notice.text[start:end], style="" if entities else STYLES.get(node.role, ""))
        for entity in notice.entities if entities else ():
            first, last = entity.span
            if start <= first < end:
                own.stylize(ENTITY_STYLES.get(entity.label, "reverse"), first - start, last - start)
        lines.append(line.append_text(own))
    return lines


def _values(notice: Notice) -> Table:
    """Return a table of the entities: label, printed form, value with its unit and modifier, and the node."""
    from rich.table import Table

    table = Table("label", "text", "value", "node", box=None, header_style="bold", pad_edge=False)
    for entity in notice.entities:
        parts = (entity.value or "–", entity.unit, entity.mod)
        style = ENTITY_STYLES.get(entity.label, "reverse")
        label = f"[{style}]{entity.label}[/]"
        table.add_row(
            label, _plain(notice.text_of(entity)), _plain(" ".join(p for p in parts if p)), entity.node or "–"
        )
    return table


def _plain(text: str) -> Text:
    """Return text that is printed as it is: what a notice holds is never read as markup."""
    from rich.text import Text

    return Text(text.replace("\n", " "))


def _findings(notice: Notice, console: Console) -> None:
    counts = f"{len(notice.areas)} areas, {len(notice.issues)} issues, {len(notice.measures)} measures"
    console.print(f"\n{counts}", style="bold")
    for claim in notice.claims:
        found = "?" if claim.found is None else f"{claim.found:g}"
        style = {"match": "green", "mismatch": "red"}.get(claim.verdict, "dim")
        console.print(f"  claim {claim.kind}: says {claim.value:g}, found {found}: {claim.verdict}", style=style)
    for warning in notice.warnings:
        console.print(f"  warning {warning.code}: {warning.message}", style="yellow")
