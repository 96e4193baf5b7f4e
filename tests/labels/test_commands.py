"""`textmine train`, `label` and --model as a person runs them."""

import subprocess
import sys
from pathlib import Path

import pytest

NOTICE = "某县水务局党组关于巡察整改情况的通报\n（一）关于违规发放津贴的问题\n1.清退补贴6万元。\n"


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "textmine", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_train_then_use(folder: Path, notice: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "train", folder, "-o", "own")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "own").iterdir()} == {"weights.bin", "card.json", "card.md"}
    assert "fund" in run(tmp_path, "label", notice, "--model", "own").stdout
    assert "labels micro" in run(tmp_path, "evaluate", folder, "--model", "own").stdout


def test_a_broken_gold_file_leaves_the_old_model_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "weights.bin").write_bytes(b"old")
    (folder / "bad.gold.json").write_text("{", encoding="utf-8")
    done = run(tmp_path, "train", folder, "-o", "own")
    assert done.returncode == 1
    assert "bad.gold.json" in done.stderr
    assert (tmp_path / "own" / "weights.bin").read_bytes() == b"old"


def test_label_names_the_words(notice: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "label", notice)
    assert done.returncode == 0, done.stderr
    assert "problem eight_point" in done.stdout
    assert "fund 资金清退压减" in done.stdout
    assert "清退 +" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("label", "notice.txt", "--model", "nowhere"), 1), (("label", "notice.txt", "--taxonomy", "t.toml"), 2)],
)
def test_what_cannot_be_used(notice: Path, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
