"""`textmine parse`: notices in, JSON out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from textmine.cli.notice import ModelOption, TaxonomyOption, stages_of
from textmine.errors import TextmineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textmine.bulk import local
    from textmine.bulk.sink import Sink
    from textmine.bulk.sources import Found, Patterns

Engine = Literal["local", "dask"]


# What somebody who names such a file wants is not a folder of that name.
_NO_OUTPUT: Final = frozenset(
    {".json", ".csv", ".xlsx", ".xml", ".txt", ".html", ".htm", ".doc", ".docx", ".pdf", ".parquet", ".zip"}
)


def parse(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, archives (.zip, .tar.gz, .warc.gz), @LIST for a list of them; - reads stdin.",
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="OUT", help="A folder, a .jsonl file, a store (.db), or - for stdout."),
    ] = "-",
    list_: Annotated[
        list[Path] | None, typer.Option("--list", metavar="FILE", help="A file with a path a line; may be repeated.")
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Take only these names, such as '*.html'.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Pass over these names, such as 'old/*'.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; as many as cores if not given.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Where to parse: on this machine, or on a Dask cluster.")] = "local",
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The cluster's scheduler, such as tcp://10.0.0.5:8786.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="What one document may take.")] = 120.0,
    memory: Annotated[int, typer.Option(min=64, metavar="MB", help="What one document may take.")] = 2048,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in OUT; alone, without INPUT, only that.")
    ] = False,
    model: ModelOption = None,
    taxonomy: TaxonomyOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Parse notices (text, HTML, Word, PDF) and write their structured JSON.

    A second run into the same OUT does what is new or changed.
    """
    from textmine.bulk.records import Limits, Setup
    from textmine.bulk.run import run
    from textmine.bulk.sink import open_sink, plan_output
    from textmine.bulk.sources import Patterns, count_documents
    from textmine.cli.progress import Progress

    given = [*(inputs or []), *(f"@{path}" for path in list_ or [])]
    _check(given, output, retry_failed=retry_failed)
    if (engine == "dask") != (scheduler is not None):
        raise typer.BadParameter("--engine dask and --scheduler ADDRESS go together", param_hint="--engine")
    if model is not None or taxonomy is not None:
        stages_of(model, taxonomy)  # what cannot be used is said once, before any notice is read
    patterns = Patterns(include or (), exclude or ())
    setup = Setup(
        Limits(timeout, memory << 20), *(str(path.absolute()) if path else None for path in (model, taxonomy))
    )
    stream = sys.stdout.buffer if output == "-" else None
    with open_sink(plan_output(output), setup, stream=stream, retry=retry_failed) as sink:
        place = None if scheduler is None else _cluster(scheduler, sink)
        found = _find(given, patterns, sink)
        total = count_documents(given, patterns=patterns) if given and not quiet and sys.stderr.isatty() else None
        with Progress(total, quiet=quiet) as progress:
            try:
                summary = run(found, sink, engine=place, jobs=jobs, report=progress.report)
            except KeyboardInterrupt:
                print("textmine: stopped; what is done is kept, run it again for the rest", file=sys.stderr)
                sys.exit(130)
    if not quiet:
        progress.print_summary(summary, "stdout" if output == "-" else output)
    if summary.failed:
        sys.exit(1)


def _cluster(scheduler: str, sink: Sink) -> local.Engine:
    """Return the engine that parses on a cluster; raise `TextmineError` where its package is not installed."""
    try:
        from textmine.bulk.cluster import run_cluster
    except ImportError as error:
        raise TextmineError("a cluster needs one more package: pip install 'textmine[cluster]'") from error
    return lambda tasks: run_cluster(tasks, sink.setup, scheduler=scheduler, output=sink.output, parser=sink.parser)


def _check(given: list[str], output: str, *, retry_failed: bool) -> None:
    """Refuse wrong use."""
    if not given and (not retry_failed or output == "-"):
        raise typer.BadParameter("name what to parse, or an OUT with --retry-failed", param_hint="INPUT")
    if Path(output).suffix.lower() in _NO_OUTPUT and not Path(output).is_dir():
        raise typer.BadParameter(f"{output!r} is no .jsonl file, store (.db) or folder", param_hint="--output")
    for one in given:
        if one == "-" and len(given) > 1:
            raise typer.BadParameter("- for stdin stands alone", param_hint="INPUT")
        if one != "-" and not Path(one.removeprefix("@")).exists() and not Path(one).exists():
            raise typer.BadParameter(f"there is no file or folder {one!r}", param_hint="INPUT")


def _find(given: list[str], patterns: Patterns, sink: Sink) -> Iterable[Found]:
    """Return the documents; where there are none at all, it is wrong use."""
    from itertools import chain

    from textmine.bulk.records import Document, Ended
    from textmine.bulk.sources import find_again, find_documents
    from textmine.readers import SUFFIXES

    if not given and sink.manifest is not None:
        return find_again(list(sink.manifest.failures()))
    if given == ["-"]:
        return [Document("stdin", "stdin", data=sys.stdin.buffer.read())]
    found = find_documents(given, patterns=patterns)
    first = next((one for one in found if not isinstance(one, Ended)), None)
    if first is None:
        raise typer.BadParameter(f"no file to parse; known kinds: {' '.join(sorted(SUFFIXES))}", param_hint="INPUT")
    return chain([first], found)
