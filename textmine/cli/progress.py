"""What a long run shows: a bar with rate and time left on a terminal, every failure as a line, and what came of it."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from textmine.bulk.records import Result
    from textmine.bulk.run import Summary


def plain(text: str) -> str:
    """Return text in which nothing moves a terminal's cursor or colours: file names are anybody's."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


class Progress:
    """A context manager around a run; `report` is told of every result. Without a terminal there is no bar."""

    def __init__(self, total: int | None, *, quiet: bool) -> None:
        self._bar: Any = None
        self._done = self._failed = 0
        if not quiet and sys.stderr.isatty() and total != 1:
            self._bar = _make_bar()
            self._task = self._bar.add_task("", total=total, rate="", failed="")

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def report(self, result: Result) -> None:
        """Show what became of some documents."""
        for failure in result.failures:
            if self._bar is not None:
                self._bar.console.print(f"textmine: {plain(failure.message)}", markup=False, highlight=False)
            else:
                print(f"textmine: {plain(failure.message)}", file=sys.stderr)
        self._done += len(result.receipts) + len(result.failures)
        self._failed += len(result.failures)
        if self._bar is not None:
            task = self._bar.tasks[0]
            rate = f"{self._done / task.elapsed:,.0f}/s" if task.elapsed else ""
            failed = f"{self._failed:,} failed" if self._failed else ""
            self._bar.update(self._task, completed=self._done, rate=rate, failed=failed)

    def print_summary(self, summary: Summary, place: str) -> None:
        """Print what was found and where it lies, on stderr."""
        names = ("notices", "areas", "issues", "measures", "warnings")
        found = ", ".join(f"{summary.counts[name]:,} {name}" for name in names)
        same = f", {summary.counts['unchanged']:,} unchanged" if summary.counts["unchanged"] else ""
        print(f"{found}{same}, {summary.failed:,} failures → {place}", file=sys.stderr)


def _make_bar() -> Any:
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[failed]}", style="red"),
    )
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)
