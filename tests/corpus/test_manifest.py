"""The shipped corpus: its manifest and card are true of its files, it is sound, and as large as it claims."""

import hashlib
import subprocess
import sys
from pathlib import Path

import msgspec

from textmine.corpus.manifest import Manifest, make_manifest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora"


def test_the_corpus_is_sound_and_its_pages_are_true() -> None:
    check = [sys.executable, ROOT / "scripts" / "corpus.py", "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_hashes_are_those_of_the_files() -> None:
    manifest = msgspec.json.decode((CORPUS / "manifest.json").read_bytes(), type=Manifest)
    listed = {f"{entry.name}.{end}": said for entry in manifest.notices for end, said in entry.files.items()}
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (CORPUS / "notices").iterdir()}
    assert listed == there


def test_what_the_corpus_holds_only_grows() -> None:
    totals = make_manifest(CORPUS / "notices").totals
    assert totals.notices >= totals.agencies >= 58
    assert totals.units >= 1690
