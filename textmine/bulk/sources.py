"""What there is to parse: files, folders, archives, and lists of them, one document after another, in a set order."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

from textmine.bulk.archives import read_tar, read_zip
from textmine.bulk.records import Document, Ended, Failure
from textmine.bulk.warc import read_warc
from textmine.readers import SUFFIXES, printable

Found = Document | Failure | Ended
# From a file, its key and its name to what it holds.
Archive = Callable[[Path, str, str], Iterator[Document | Failure]]

_ARCHIVES: Final[dict[str, Archive]] = {
    ".zip": read_zip,
    ".tar": read_tar,
    ".tar.gz": read_tar,
    ".tgz": read_tar,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
# Word's lock files, and what the system keeps for itself.
_HIDDEN: Final = ("~$", ".")
_ESCAPED: Final = re.compile(r"\\u(dc[0-9a-f]{2})")


class Patterns(NamedTuple):
    """Which names are taken: one of `include`, if there are any, and none of `exclude`.

    A pattern with a slash is held against the path below the input, one without against the last part alone.

    >>> Patterns(include=("*.html",), exclude=("old/*",)).take("2021/a.html")
    True
    """

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    def take(self, name: str) -> bool:
        """Tell whether a document's name is taken."""
        return (not self.include or _matches(name, self.include)) and not _matches(name, self.exclude)


def _matches(name: str, patterns: Sequence[str]) -> bool:
    last = name.rpartition("/")[2]
    return any(fnmatchcase(name if "/" in pattern else last, pattern) for pattern in patterns)


def find_documents(inputs: Iterable[str | Path], *, patterns: Patterns | None = None) -> Iterator[Found]:
    """Yield the documents of files, folders, archives and lists (`@list.txt`, a path a line), in their order.

    What cannot be had, in a folder, a list or an archive, is a failure among them; the rest follows.
    """
    patterns = patterns or Patterns()
    for given in inputs:
        if str(given).startswith("@"):
            yield from _read_list(Path(str(given)[1:]), patterns)
        else:
            yield from _read_input(Path(given), patterns)


def find_again(failures: Iterable[Failure]) -> Iterator[Found]:
    """Yield the documents that failed before, from where they lay; of a damaged archive all that is sound now."""
    archived: dict[tuple[Path, str], dict[str, Failure]] = {}
    for failure in failures:
        place = next((end for end in _ends(failure.key) if _path_of(failure.key[:end]).is_file()), None)
        if place is None or _archive(failure.key[:place]) is None:
            yield from _again(failure)
            continue
        below = len(failure.key) - place
        name = failure.name[:-below] if below else failure.name
        archived.setdefault((_path_of(failure.key[:place]), name), {})[failure.key] = failure
    for (path, name), wanted in archived.items():
        yield from _again_archived(path, name, wanted)


def _again_archived(path: Path, name: str, wanted: dict[str, Failure]) -> Iterator[Found]:
    whole = any(failure.code == "archive" for failure in wanted.values())
    gone = dict(wanted)
    for found in _open(path, name, Patterns()):
        gone.pop(found.key, None)
        if whole or found.key in wanted or isinstance(found, Ended):
            yield found
    for key, failure in gone.items():
        if failure.code not in ("archive", "missing"):
            yield Failure(key, failure.name, "missing", f"{key}: there is no such file in the archive any more")


def _ends(key: str) -> Iterator[int]:
    """Yield where the path of a file may end in a document's key."""
    yield from (at for at, char in enumerate(key) if char == "!")
    yield len(key)


def _path_of(key: str) -> Path:
    """Return the path that a key was made from."""
    path = Path(key)
    return path if path.exists() else Path(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), key))


def _again(failure: Failure) -> Iterator[Found]:
    path = _path_of(failure.key)
    if path.is_file():
        yield Document(failure.key, failure.name, path=os.fsencode(path))
    else:
        yield Failure(failure.key, failure.name, "missing", f"{failure.key}: there is no such file any more")


def count_documents(inputs: Iterable[str | Path], *, patterns: Patterns | None = None) -> int | None:
    """Return how many documents there are, or None where only reading an archive would tell."""
    count = 0
    for given in inputs:
        path = Path(given)
        if str(given).startswith("@") or _archive(path.name) is not None:
            return None
        if not path.is_dir():
            count += 1
            continue
        for file in _walk(path, []):
            if _archive(file.name) is not None:
                return None
            count += (patterns or Patterns()).take(file.relative_to(path).as_posix())
    return count


def _read_input(path: Path, patterns: Patterns) -> Iterator[Found]:
    key = _key(path)
    if path.is_dir():
        faults: list[OSError] = []
        for file in _walk(path, faults):
            yield from _open(file, file.relative_to(path).as_posix(), patterns)
        for fault in faults:
            folder = Path(os.fsdecode(fault.filename))
            yield _missing(folder, f"cannot be read ({fault.strerror}); check its permissions")
        yield Ended(key)
    elif path.exists():
        # Named by itself it is taken, whatever its suffix; of an archive the patterns choose.
        yield from _open(path, path.name, patterns if _archive(path.name) else Patterns())
    else:
        yield _missing(path, "there is no such file or folder; check the path")


def _read_list(path: Path, patterns: Patterns) -> Iterator[Found]:
    try:
        # One line at a time: a list may be as long as the corpus.
        with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
            for line in lines:
                if line.strip():
                    yield from _read_input(Path(line.rstrip("\r\n")), patterns)
    except (OSError, ValueError) as error:
        yield _missing(path, f"no list of paths, one a line ({error})")
    yield Ended(_key(path))


def _missing(path: Path, why: str) -> Failure:
    return Failure(_key(path), printable(path.name), "missing", f"{printable(str(path))}: {why}")


def _walk(folder: Path, faults: list[OSError]) -> Iterator[Path]:
    """Yield the files below a folder that may be notices or archives of them, by name; note what cannot be listed."""
    for here, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            known = Path(name).suffix.lower() in SUFFIXES or _archive(name) is not None
            path = Path(here, name)
            if known and not name.startswith(_HIDDEN) and path.is_file():
                yield path


def _open(path: Path, name: str, patterns: Patterns) -> Iterator[Found]:
    key, name = _key(path), printable(name)
    archive = _archive(path.name)
    if archive is None:
        if patterns.take(name):
            yield Document(key, name, path=os.fsencode(os.path.abspath(path)))
        return
    for found in archive(path, key, name):
        if isinstance(found, Failure) or patterns.take(found.name):
            yield found
    yield Ended(key)


def _key(path: Path) -> str:
    return printable(os.path.abspath(path))


def _archive(name: str) -> Archive | None:
    lowered = name.lower()
    return next((read for suffix, read in _ARCHIVES.items() if lowered.endswith(suffix)), None)
