"""Many inputs one after another: what there is to parse, each kept apart from the others' failures."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from textmine.errors import ReadError, TextmineError
from textmine.notice import Notice

if TYPE_CHECKING:
    from textmine.pipeline import Stage

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar="MODEL", help="A model that `textmine train` wrote, for the package's."),
]
TaxonomyOption = Annotated[
    Path | None, typer.Option("--taxonomy", metavar="FILE", help="The taxonomy that the model was trained for.")
]

# What LibreOffice has to convert if its name is right; the rest is read file by file.
OFFICE_SUFFIXES: Final = frozenset({".doc", ".wps", ".rtf", ".odt"})


class Job(NamedTuple):
    """One input: the file to read, and its path below the folder that was named (its own name for a file)."""

    path: Path
    name: Path
    conversions: Conversions | None = None


class Conversions:
    """What LibreOffice makes of the inputs, many in one run: a group of files when the first of it comes up."""

    def __init__(self, paths: list[Path]) -> None:
        from textmine.readers import office

        self._stream = office.convert(paths)
        self._ready: dict[Path, bytes | ReadError | None] = {}

    def take(self, path: Path) -> bytes | None:
        """Return a file's .docx, or None where it needs none; raise `ReadError` where it cannot be converted."""
        while path not in self._ready:
            done, converted = next(self._stream, (path, None))
            self._ready[done] = converted
        converted = self._ready.pop(path)
        if isinstance(converted, ReadError):
            raise converted
        return converted


def expand(inputs: list[Path]) -> list[Job]:
    """Return the files to parse, folders walked in the order of their names; a name that does not exist is wrong use."""
    from textmine.readers import SUFFIXES

    jobs: list[Job] = []
    for given in inputs:
        if str(given) == "-":
            jobs.append(Job(given, Path("stdin")))
        elif given.is_dir():
            found = sorted(p for p in given.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            jobs += [Job(p, p.relative_to(given)) for p in found if not p.name.startswith(("~$", "."))]
        elif given.exists():
            jobs.append(Job(given, Path(given.name)))
        else:
            raise typer.BadParameter(f"there is no file or folder {str(given)!r}", param_hint="INPUT")
    if not jobs:
        raise typer.BadParameter(f"no file to parse; known kinds: {' '.join(sorted(SUFFIXES))}", param_hint="INPUT")
    office = {job.path: None for job in jobs if job.path.suffix.lower() in OFFICE_SUFFIXES}
    # One alone is converted where it is read.
    conversions = Conversions(list(office)) if len(office) > 1 else None
    return [job._replace(conversions=conversions) if job.path in office else job for job in jobs]


def progress(jobs: list[Job], *, hidden: bool) -> Iterator[Job]:
    """Yield the jobs, with a progress bar on a terminal and none in a pipe."""
    if hidden or len(jobs) < 2 or not sys.stderr.isatty():
        yield from jobs
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(jobs))
        for job in jobs:
            bar.update(task, description=job.name.name)
            yield job
            bar.advance(task)


@dataclass
class Batch:
    """The run so far: counts, and the failures with their reasons."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    model: Path | None = None
    taxonomy: Path | None = None

    def __post_init__(self) -> None:
        # A model that cannot be used is said once, before any notice is read.
        self._stages = stages_of(self.model, self.taxonomy)

    def run(self, job: Job) -> Notice | None:
        """Return the job's notice, or None where it failed; the reason is printed and kept."""
        try:
            notice = parse_job(job, self._stages)
        except TextmineError as error:
            self.failures.append(str(error))
            print(f"textmine: {error}", file=sys.stderr)
            return None
        self.counts.update(
            notices=1,
            areas=len(notice.areas),
            issues=len(notice.issues),
            measures=len(notice.measures),
            warnings=len(notice.warnings),
        )
        return notice

    def print_summary(self, place: str) -> None:
        """Print what was found and where it lies, on stderr."""
        names = ("notices", "areas", "issues", "measures", "warnings")
        found = ", ".join(f"{self.counts[name]:,} {name}" for name in names)
        print(f"{found}, {len(self.failures):,} failures → {place}", file=sys.stderr)


def stages_of(model: Path | None, taxonomy: Path | None) -> tuple[Stage, ...]:
    """Return the stages, with a user's model where one is named; a taxonomy without its model is wrong use."""
    from textmine import pipeline

    if model is None:
        if taxonomy is not None:
            raise typer.BadParameter("name the --model that was trained for it", param_hint="--taxonomy")
        return pipeline.STAGES
    return pipeline.stages_with(model, taxonomy)


def parse_job(job: Job, stages: tuple[Stage, ...] | None = None) -> Notice:
    """Return the notice of one job; raise `TextmineError` where it cannot be read."""
    from textmine import pipeline

    stages = stages or pipeline.STAGES

    if str(job.path) == "-":
        from textmine.readers import read_bytes

        return pipeline.analyse(read_bytes(sys.stdin.buffer.read(), name="stdin"), stages)
    converted = job.conversions.take(job.path) if job.conversions else None
    if converted is not None:
        from textmine.readers import office

        return pipeline.analyse(office.read_converted(job.path, converted), stages)
    return pipeline.parse(job.path, stages=stages)


def first_notice(path: Path) -> Notice:
    """Return the notice of one file that the user named; a name that does not exist is wrong use."""
    jobs: Iterable[Job] = expand([path])
    return parse_job(next(iter(jobs)))
