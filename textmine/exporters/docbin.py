"""spaCy's DocBin, for training: one file, or several side by side where there are many notices.

A DocBin is packed in one piece in memory, so a large corpus is cut: corpus.spacy, corpus-2.spacy, corpus-3.spacy …
spaCy takes them as its corpus when it is given their folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from textmine.errors import TextmineError
from textmine.exporters.files import replacing
from textmine.notice import Notice

# Some 250 MB in memory, and no more however many there are.
PART: Final = 100


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write notices as DocBin files of at most `PART` each and return how many notices were written."""
    if str(out) == "-":
        raise TextmineError("a DocBin may be several files, so it cannot go to stdout; name a file with -o")
    from textmine.spacy_pipe import to_docbin  # spaCy takes a second to import

    left = iter(notices)
    count = 0
    part = list(islice(left, PART))
    number = 1
    while part or number == 1:
        name = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
        with replacing(name) as stream:
            stream.write(to_docbin(part).to_bytes())
        count += len(part)
        number += 1
        part = list(islice(left, PART))
    return count
