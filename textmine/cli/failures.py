"""`textmine failures`: what a run could not parse, and why."""

from __future__ import annotations

from typing import Annotated

import typer


def failures(
    output: Annotated[str, typer.Argument(metavar="OUT", help="What `textmine parse` wrote: a folder, .jsonl or .db.")],
    json: Annotated[bool, typer.Option("--json", help="One failure a line, as JSON.")] = False,
) -> None:
    """List the documents that gave no notice, with the reason; `parse --retry-failed -o OUT` tries them again."""
    from textmine.bulk.manifest import Manifest
    from textmine.bulk.sink import manifest_path, plan_output
    from textmine.cli.progress import plain
    from textmine.errors import TextmineError

    path = manifest_path(plan_output(output))
    if output == "-" or not path.is_file():
        raise TextmineError(f"{output}: no run of `textmine parse` has written there")
    with Manifest(path) as manifest:
        found = list(manifest.failures())
    if json:
        import msgspec

        for failure in found:
            typer.echo(msgspec.json.encode(failure).decode())
        return
    for failure in found:
        typer.echo(f"{failure.code:10}  {plain(failure.key)}\n            {plain(failure.message)}")
    typer.echo(f"{len(found):,} failures", err=True)
