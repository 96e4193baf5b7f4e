"""JSON lines: every notice by the contract, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textmine.exporters.files import replacing
from textmine.notice import Notice


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write notices as JSON lines and return how many."""
    count = 0
    with replacing(out) as stream:
        for notice in notices:
            stream.write(notice.to_json().encode() + b"\n")
            count += 1
    return count
