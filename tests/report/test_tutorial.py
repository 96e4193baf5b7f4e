"""docs/tutorial.md does what it says: every command and every piece of Python in it, in their order."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def test_the_tutorial_runs_from_pages_to_a_figure(tmp_path: Path) -> None:
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "textmine"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m textmine "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    blocks = re.findall(r"```(sh|python)\n(.*?)```", PAGE, re.S)
    assert [kind for kind, _ in blocks].count("sh") >= 6
    said = ""
    for kind, text in blocks:
        arguments = ["sh", "-eu", "-c", text] if kind == "sh" else [sys.executable, "-c", text]
        done = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, f"{text}\n{done.stderr.decode()}"
        said += done.stdout.decode()
    for name in re.findall(r"`figures/([\w.]+)`", PAGE):
        assert (tmp_path / "figures" / name).exists(), name
    assert (tmp_path / "own.html").exists()
    assert re.search(r"^rule [\d.]+ [\d.]+$", said, re.M)
