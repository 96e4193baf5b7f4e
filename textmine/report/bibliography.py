"""The works that a report stands on: `methods.bib`, and each entry as a line to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from textmine.errors import ResourceError

_ENTRY: Final = re.compile(r"@(?P<kind>\w+)\{(?P<key>[^,\s]+),\n(?P<fields>.*?)\n\}", re.S)
_FIELD: Final = re.compile(r"^\s*(?P<name>\w+)\s*=\s*[{\"](?P<value>.*)[}\"],?\s*$", re.M)


class Work(Struct, frozen=True):
    """One entry: its key, the line to read, a link where it has a DOI or URL, and the BibTeX as it stands in the file."""

    key: str
    line: str
    url: str
    bibtex: str


def cited(keys: Iterable[str]) -> list[Work]:
    """Return the works of the keys, each once, in the order of their lines; keys without an entry are left out."""
    works = _works()
    return sorted({works[key] for key in keys if key in works}, key=lambda work: work.line)


def to_bibtex(works: Iterable[Work]) -> str:
    """Return the works as the text of a `.bib` file."""
    return "\n\n".join(work.bibtex for work in works) + "\n"


@cache
def _works() -> dict[str, Work]:
    try:
        text = (files("textmine.compare") / "methods.bib").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError) as error:
        raise ResourceError(f"methods.bib cannot be read: {error}; reinstall the package") from error
    return {match["key"]: _work(match) for match in _ENTRY.finditer(text)}


def _work(match: re.Match[str]) -> Work:
    fields = {found["name"].lower(): _plain(found["value"]) for found in _FIELD.finditer(match["fields"])}
    authors = _authors(fields.get("author") or fields.get("editor") or "")
    where = (
        fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or fields.get("howpublished") or ""
    )
    volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
    pages = fields.get("pages", "").replace("--", "–")
    place = ", ".join(part for part in (where, volume, pages) if part)
    line = " ".join(
        part
        for part in (
            authors,
            f"({fields['year']})." if "year" in fields else "",
            fields.get("title", "") + ".",
            place + ".",
        )
        if part != "."
    )
    url = f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url", "")
    return Work(match["key"], line, url, match[0])


def _authors(listed: str) -> str:
    names = [name.strip() for name in listed.split(" and ")]
    return ", ".join(names[:-1]) + " & " + names[-1] if len(names) > 1 else names[0]


def _plain(value: str) -> str:
    """Return a BibTeX value without its braces and the few commands that names need."""
    for command, char in (
        (r"\'e", "é"),
        (r"\"o", "ö"),
        (r"\"u", "ü"),
        (r"\'{e}", "é"),
        (r"\"{o}", "ö"),
        (r"\&", "&"),
        ("~", " "),
    ):
        value = value.replace(command, char)
    return value.replace("{", "").replace("}", "")
