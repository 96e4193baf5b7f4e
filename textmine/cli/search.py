"""`textmine search`: measures and issues that have all of some words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from textmine.store import Hit, Store

# How much of a long text to show before the first word, and in all.
_BEFORE: Final = 24
_SHOWN: Final = 160
_DATE = typer.Option(metavar="DATE", help="2020, 2020-04 or 2020-04-09, included.")


def search(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The store's file, such as notices.db.")],
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="All of these must stand in the text.")],
    agency: Annotated[str | None, typer.Option(help="Part of the agency's name or of the notice's title.")] = None,
    label: Annotated[str | None, typer.Option(help="A measure label, such as fund.")] = None,
    problem: Annotated[str | None, typer.Option(help="A problem type, such as finance.")] = None,
    status: Annotated[str | None, typer.Option(help="A measure's status, such as ongoing.")] = None,
    role: Annotated[str | None, typer.Option(help="Only issue, or only measure.")] = None,
    since: Annotated[str | None, _DATE] = None,
    until: Annotated[str | None, _DATE] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="At most so many; 0 for all.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="The hits as JSON, one a line.")] = False,
) -> None:
    """Search the measures and issues of a store; newest notices first."""
    from textmine.store import Store

    for name, date in (("--since", since), ("--until", until)):
        _check_date(name, date)
    conditions = {
        "agency": agency, "label": label, "problem": problem, "status": status, "role": role, "since": since,
        "until": until,
    }  # fmt: skip
    query = " ".join(words)
    if not query.isprintable():
        raise typer.BadParameter("a word holds what is no text", param_hint="WORD")
    with Store(store, readonly=True) as opened:
        _check_codes(opened, {"label": label, "problem": problem, "status": status, "role": role})
        if not json:
            shown = 0
            for hit in opened.search(query, limit=limit or None, **conditions):
                _print(hit)
                shown += 1
            typer.echo(f"{opened.count(query, **conditions):,} hits, {shown:,} shown", err=True)
            return
        import msgspec

        for hit in opened.search(query, limit=limit or None, **conditions):
            typer.echo(msgspec.json.encode(hit).decode())


def _check_codes(store: Store, asked: dict[str, str | None]) -> None:
    """Refuse a code that neither the package's taxonomy nor the store knows."""
    from typing import get_args

    from textmine.labels.taxonomy import load_taxonomy
    from textmine.notice import Status

    taxonomy = load_taxonomy()
    known = {
        "label": taxonomy.labels, "problem": taxonomy.problems, "status": get_args(Status), "role": ("issue", "measure"),
    }  # fmt: skip
    stored = {"label": "SELECT DISTINCT label FROM labels", "problem": "SELECT DISTINCT problem FROM nodes"}
    for name, code in asked.items():
        if code is None or code in known[name]:
            continue
        own = sorted({str(found) for (found,) in store.query(stored[name]) if found}) if name in stored else []
        if code not in own:
            raise typer.BadParameter(f"{code!r} is none of {', '.join(own or known[name])}", param_hint=f"--{name}")


def _check_date(name: str, date: str | None) -> None:
    import re

    from textmine.days import days_of

    if date is not None and not (re.fullmatch(r"\d{4}(-\d\d){0,2}", date) and days_of(date)):
        raise typer.BadParameter(f"{date!r} is no date such as 2020, 2020-04 or 2020-04-09", param_hint=name)


def _print(hit: Hit) -> None:
    """Print a hit in two lines: where it stands, and its text with the words marked."""
    from rich.console import Console
    from rich.text import Text

    colour = sys.stdout.isatty()
    console = Console(highlight=False, soft_wrap=True)
    facts = [hit.date or "-", hit.agency or "-", f"{hit.notice} {hit.node}", hit.role, *hit.labels, hit.status or ""]
    head = Text("  ".join(fact for fact in facts if fact), style="dim")
    if hit.issue and hit.role == "measure":
        head.append(f"  {hit.issue[:40]}")
    console.print(head)
    console.print(Text("  ") + _marked(hit, colour))


def _marked(hit: Hit, colour: bool) -> Text:
    """Return the part of a hit's text around its words, marked: by colour, or where there is none by 【】."""
    from rich.text import Text

    first = hit.spans[0][0] if hit.spans else 0
    start = max(0, first - _BEFORE) if len(hit.text) > _SHOWN else 0
    end = min(len(hit.text), start + _SHOWN)
    out = Text("…" if start else "")
    at = start
    for begin, stop in hit.spans:
        if begin >= end:
            break
        out.append(hit.text[at:begin].replace("\n", " "))
        word = hit.text[begin:stop]
        out.append(word if colour else f"【{word}】", style="bold yellow" if colour else "")
        at = stop
    out.append(hit.text[at:end].replace("\n", " "))
    return out.append("…") if max(at, end) < len(hit.text) else out
