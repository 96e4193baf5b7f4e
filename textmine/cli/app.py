"""The Typer app: its commands, and how errors become one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, NoReturn

import typer

from textmine.errors import TextmineError

app = typer.Typer(
    name="textmine",
    help="Turn published Chinese rectification notices (巡察整改通报) into structured data.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"textmine {version('textmine')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    pass


def _register() -> None:
    """Add the commands; each module imports what it needs only when it runs."""
    from textmine.cli import (
        agreement,
        compare,
        evaluate,
        export,
        failures,
        fetch,
        gold,
        label,
        parse,
        schema,
        search,
        show,
        stats,
        store,
        train,
    )

    for command in (parse.parse, show.show, schema.schema, label.label, evaluate.evaluate, train.train):
        app.command()(command)
    app.command()(fetch.fetch)
    app.command()(agreement.agreement)
    app.command()(export.export)
    app.command()(failures.failures)
    app.command()(search.search)
    app.command()(stats.stats)
    app.command()(compare.compare)
    app.add_typer(store.app, name="store")
    app.add_typer(gold.app, name="gold")


_register()


def main() -> NoReturn:
    """Run the command line: exit code 0, 1 when a file failed or nothing could be done, 2 for wrong use."""
    try:
        app()
    except TextmineError as error:
        print(f"textmine: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; what was wanted has been written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # What is left to be said on a full disk cannot be: the interpreter is not to try at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"textmine: the output cannot be written ({error.strerror}); make room and run it again", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("textmine: stopped", file=sys.stderr)
        sys.exit(130)
    sys.exit(0)
