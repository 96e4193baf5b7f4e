"""`textmine compare`: how groups of notices differ, as a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

_KINDS = "agency, level, region, sector, year, inspector or kind"


def compare(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The store's file, such as notices.db.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="A .html or .docx file, or a folder of CSV and pictures."),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="WHAT", help=f"What the groups are by: {_KINDS}; else agency.")
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Groups of your own: columns agency (or id) and group."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION", help="Take only notices with it, such as level=county or year>=2020; repeat for more."
        ),
    ] = None,
    profile: Annotated[
        list[str] | None, typer.Option(metavar="GROUP", help="Set one group against its peers; repeat for more.")
    ] = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="The report's language: zh or en.")] = "zh",
    correct: Annotated[
        bool, typer.Option("--correct-label-error", help="Carry the model's measured errors into shares and intervals.")
    ] = False,
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help="Leave telephone numbers, mailboxes and personal names as they are.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The seed of all that is drawn at random.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Compare groups of notices: what was found, how it was answered, what is stated and what is found."""
    from textmine.compare import group_of, read_sample
    from textmine.compare import where as met
    from textmine.errors import TextmineError
    from textmine.report import Asked, compose, has_chinese_font, write_report
    from textmine.report.wording import LANGUAGES

    if lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang!r} is none of {', '.join(LANGUAGES)}", param_hint="--lang")
    if by is not None and groups is not None:
        raise typer.BadParameter("give --by or --groups, not both", param_hint="--groups")
    if output.suffix.lower() not in ("", ".html", ".htm", ".docx"):
        raise typer.BadParameter(f"{output} is no .html, .docx or folder", param_hint="--output")
    grouping = group_of(str(groups) if groups is not None else by or "agency")
    sample = read_sample(store, keep=met(where or ())).grouped(grouping)
    if not sample.cases:
        raise TextmineError(f"{store}: no notice is left to compare" + (f" with {', '.join(where)}" if where else ""))
    if groups is not None and not sample.groups:
        raise TextmineError(f"{groups} puts none of the {len(sample.cases):,} notices into a group; check its names")
    asked = Asked(
        by="groups" if groups is not None else by or "agency",
        language="zh" if lang == "zh" else "en",
        conditions=tuple(where or ()),
        profiles=tuple(profile or ()),
        seed=seed,
        correct=correct,
        masked=not unmasked,
    )
    with _progress(hidden=quiet) as progress:
        report = compose(sample, asked, progress=progress)
        write_report(report, output)
    if output.suffix.lower() not in (".html", ".htm") and not has_chinese_font():
        print(
            "textmine: this machine has no Chinese font, so pictures are not drawn as PNG; install one "
            "(Debian: fonts-noto-cjk or fonts-wqy-microhei) and run again",
            file=sys.stderr,
        )
    if not quiet:
        inside = sum(case.group is not None for case in sample.cases)
        none = f" ({len(sample.cases) - inside:,} in none)" if inside < len(sample.cases) else ""
        found = f"{inside:,} notices in {len(sample.groups):,} groups{none}, {len(report.findings)} findings"
        print(f"{found} → {output}", file=sys.stderr)


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Callable[[str], None]]:
    """Yield what says on a terminal which analysis runs; in a pipe it says nothing."""
    if hidden or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda name: status.update(name)
