"""`textmine train`, `label` and --model as a person runs them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from textmine.notice import Notice

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


def broken_file(folder: Path) -> None:
    (folder / "bad.gold.json").write_text("{", encoding="utf-8")


def unknown_label(folder: Path) -> None:
    path = folder / "n03.gold.json"
    path.write_bytes(path.read_bytes().replace(b'"fund"', b'"funds"'))


def one_class(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b'"fund"', b'"rule"').replace(b'"sanction"', b'"rule"'))


def nothing(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (broken_file, "bad.gold.json"),
        (unknown_label, "'funds' is no label of the taxonomy"),
        (one_class, "every measure is coded 'rule' first"),
        (nothing, "holds no gold notice"),
    ],
)
def test_what_cannot_be_learnt_leaves_the_old_model_alone(
    folder: Path, tmp_path: Path, spoil: Callable[[Path], None], fault: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "weights.bin").write_bytes(b"old")
    spoil(folder)
    done = run(tmp_path, "train", folder, "-o", "own")
    assert done.returncode == 1
    assert fault in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["weights.bin"]
    assert (tmp_path / "own" / "weights.bin").read_bytes() == b"old"


OWN = """name = "own"
version = "1"
source = "test"
[labels]
papers = "文件"
money = "钱"
people = "人"
[problems]
spending = "花钱"
benefits = "待遇"
duty = "责任"
"""
CODES = {
    b'"rule"': b'"papers"', b'"fund"': b'"money"', b'"sanction"': b'"people"',
    b'"finance"': b'"spending"', b'"eight_point"': b'"benefits"', b'"responsibility"': b'"duty"',
}  # fmt: skip


def test_a_taxonomy_of_ones_own_from_training_to_labels(folder: Path, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    for path in folder.iterdir():
        data = path.read_bytes()
        for theirs, ours in CODES.items():
            data = data.replace(theirs, ours)
        path.write_bytes(data)
    done = run(tmp_path, "train", folder, "-o", "own", "--taxonomy", "own.toml")
    assert done.returncode == 0, done.stderr
    used = ("--model", "own", "--taxonomy", "own.toml")
    parsed = Notice.from_json(run(tmp_path, "parse", notice, *used).stdout)
    assert [issue.problem for issue in parsed.issues] == ["benefits"]
    assert [measure.labels[0].label for measure in parsed.measures] == ["money"]
    said = run(tmp_path, "label", notice, *used).stdout
    assert "problem benefits" in said
    assert "money 钱" in said
    figures = json.loads(run(tmp_path, "evaluate", folder, *used, "--json").stdout)
    assert figures["label money"]["f1"] == 1
    without = run(tmp_path, "parse", notice, "--model", "own")
    assert without.returncode == 1
    assert "name its file with --taxonomy" in without.stderr
    assert "own 1, not for rectification" in without.stderr


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
