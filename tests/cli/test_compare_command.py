"""`textmine compare`, as a person runs it."""

from pathlib import Path

import pytest


@pytest.fixture
def store(run, notice: Path, tmp_path: Path) -> Path:
    second = tmp_path / "second.txt"
    second.write_text(
        notice.read_text(encoding="utf-8").replace("水务局", "林业局").replace("6次", "9次"), encoding="utf-8"
    )
    assert run("parse", notice, second, "-o", "notices.db").returncode == 0
    return tmp_path / "notices.db"


def test_it_writes_a_page(run, store: Path, tmp_path: Path) -> None:
    done = run("compare", store, "-o", "report.html", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "2 notices in 2 groups" in done.stderr
    assert "Rectification notices compared by agency" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_groups_of_ones_own_and_conditions(run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text("agency,group\n青澜县水务局,甲\n青澜县林业局,乙\n", encoding="utf-8")
    done = run(
        "compare",
        store,
        "--groups",
        "groups.csv",
        "--where",
        "level=county",
        "-o",
        "r.html",
        "--quiet",
        "--profile",
        "甲",
    )
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "甲与同类比较" in page
    assert "level=county" in page


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-o", "r.html", "--by", "moon"), 1, "cannot be compared by 'moon'"),
        (("-o", "r.html", "--lang", "fr"), 2, "--lang"),
        (("-o", "r.pdf"), 2, ".docx"),
        (("-o", "r.html", "--where", "year"), 1, "is no condition"),
        (("-o", "r.html", "--where", "agency~天文台"), 1, "no notice is left"),
        (("-o", "r.html", "--by", "level", "--groups", "x.csv"), 2, "not both"),
        (("-o", "r.html", "--profile", "无"), 1, "no notice is of '无'"),
    ],
)
def test_what_goes_wrong_is_one_line(run, store: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run("compare", store, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr.count("\n") == 1


def test_a_store_that_is_not_there_is_said(run) -> None:
    done = run("compare", "none.db", "-o", "r.html")
    assert done.returncode == 1
    assert "none.db" in done.stderr
