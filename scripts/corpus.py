"""Write corpora/manifest.json and corpora/card.md from the coded notices, and check these; `--check` only checks."""

from __future__ import annotations

import sys
from pathlib import Path

from textmine.corpus.card import corpus_page
from textmine.corpus.checks import copied, copies, faults, leaks, stale
from textmine.corpus.codings import coding_of
from textmine.corpus.manifest import encode_manifest, make_manifest
from textmine.corpus.second import is_second, read_second
from textmine.errors import TextmineError
from textmine.gold import read_folder
from textmine.labels.taxonomy import load_taxonomy

CORPUS = Path(__file__).parent.parent / "corpora"
NOTICES, SECOND = CORPUS / "notices", CORPUS / "second"
MANIFEST, CARD, NOTES = CORPUS / "manifest.json", CORPUS / "card.md", SECOND / "notes.md"


def pages() -> dict[Path, bytes]:
    """Return what the manifest and the card should hold."""
    gold, taxonomy = read_folder(NOTICES), load_taxonomy()
    manifest = make_manifest(NOTICES)
    second = read_second(SECOND, gold) if is_second(SECOND) else None
    notes = NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""
    card = corpus_page(manifest, taxonomy, first=coding_of(gold), second=second, notes=notes)
    return {MANIFEST: encode_manifest(manifest), CARD: card.encode()}


def wrong() -> list[str]:
    """Return what is wrong with the coded notices, a line a fault."""
    gold = read_folder(NOTICES)
    pairs = copies(gold)
    found = [fault for notice in gold for fault in faults(notice, load_taxonomy())]
    return [*stale(NOTICES), *found, *map(copied, pairs), *leaks(gold, pairs)]


def main(arguments: list[str]) -> int:
    try:
        found, written = wrong(), pages()
    except TextmineError as error:
        print(error, file=sys.stderr)
        return 1
    for path, data in written.items():
        if "--check" not in arguments:
            path.write_bytes(data)
        elif not path.exists() or path.read_bytes() != data:
            found.append(f"{path.name} is not true of the notices; run scripts/corpus")
    print("\n".join(found), end="\n" * bool(found), file=sys.stderr)
    totals = make_manifest(NOTICES).totals
    print(
        f"{totals.notices} notices, {totals.agencies} agencies, {totals.units:,} leaf units, {totals.issues:,} issues"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
