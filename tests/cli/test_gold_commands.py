"""Commands on coded notices: checked, and compared with another coder's."""

import json
import shutil
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpora"
NAME = "justice-bureau-2022.gold.json"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    shutil.copy(CORPUS / "notices" / NAME, tmp_path / "gold")
    return tmp_path / "gold"


def test_sound_gold(run, gold: Path) -> None:
    done = run("gold", "check", "gold")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 coded notices, 0 faults" in done.stderr


def test_faults_are_told_and_the_command_fails(run, gold: Path) -> None:
    path = gold / NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"finance"', '"money"', 1), encoding="utf-8")
    done = run("gold", "check", "gold")
    assert done.returncode == 1
    assert "'money' is no problem type" in done.stdout


def test_a_held_out_notice_that_was_learnt_from(run, gold: Path) -> None:
    done = run("gold", "check", "gold", "--apart", "gold")
    assert done.returncode == 1
    assert "justice-bureau-2022, which is held out, are of one agency" in done.stdout


def test_agreement_of_gold_with_itself_and_with_tables(run, gold: Path) -> None:
    figures = json.loads(run("agreement", "gold", "gold", "--json").stdout)
    assert {figure["value"] for figure in figures.values()} <= {1.0, None}
    assert "labels" in run("agreement", "gold", "gold").stdout
    assert run("agreement", "gold", "gold", "--differences").stdout == ""


def test_differences_are_listed(run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    text = (gold / NAME).read_text(encoding="utf-8")
    (tmp_path / "other" / NAME).write_text(
        text.replace('"problem": "finance"', '"problem": "duty"', 1), encoding="utf-8"
    )
    rows = [line.split("\t") for line in run("agreement", "gold", "other", "--differences").stdout.splitlines()]
    assert [row[2:5] for row in rows] == [["problem type", "finance", "duty"]]


def test_a_second_coding_of_other_notices(run, gold: Path) -> None:
    done = run("agreement", "gold", CORPUS / "second")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "the first coding has no node" in done.stderr
