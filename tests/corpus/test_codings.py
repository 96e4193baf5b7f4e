"""Two codings of the same notices: what is compared, what α says of it, and what differs."""

from pathlib import Path

import msgspec
import pytest

from textmine.corpus.codings import agreement, coding_of, differences
from textmine.corpus.second import read_second
from textmine.errors import GoldError
from textmine.gold import GoldNotice

UNITS = """notice\tnode\tlabels\tstatus\tbasis\ttext
a\t1.1.1\trule;lead\tcompleted\taspect\t一是修订办法；
a\t1.1.2\t-\tcompleted\taspect\t二是约谈2人。
a\t2.1\tfund;record\tcompleted\taspect\t核对账目，清退补贴3元。
"""
ISSUES = """notice\tnode\tproblem\ttext
a\t1\tdecision\t一、制度不全
a\t2\teight_point\t二、账实不符
"""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "units.tsv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "issues.tsv").write_text(ISSUES, encoding="utf-8")
    return tmp_path


def test_labels_stand_on_leaves_and_statuses_on_measures(notice: GoldNotice) -> None:
    coding = coding_of([notice])
    assert [labels for _, labels in sorted(coding.labels.items())] == [("rule",), ("sanction",), ("record", "fund")]
    assert [status for _, status in sorted(coding.status.items())] == ["completed", "ongoing"]
    assert [problem for _, problem in sorted(coding.problem.items())] == ["decision", "finance"]


def test_items_that_nobody_coded_are_left_to_their_measure(notice: GoldNotice) -> None:
    for node in notice.walk():
        if node.role == "item":
            node.labels.clear()
    assert min(coding_of([notice]).labels.items())[1] == ("rule", "sanction")


def test_a_second_coding_is_read_from_tables(notice: GoldNotice, tables: Path) -> None:
    second = read_second(tables, [notice])
    assert list(second.labels.values()) == [("rule", "lead"), (), ("fund", "record")]
    assert list(second.problem.values()) == ["decision", "eight_point"]


def test_what_differs(notice: GoldNotice, tables: Path) -> None:
    found = [(d.feature, d.text, d.first, d.second) for d in differences(coding_of([notice]), read_second(tables, [notice]))]  # fmt: skip
    assert found == [
        ("labels", "一是修订办法；", ("rule",), ("rule", "lead")),
        ("labels", "二是约谈2人。", ("sanction",), ()),
        ("primary", "核对账目，清退补贴3元。", ("record",), ("fund",)),  # the same set in another order
        ("status", "核对账目，清退补贴3元。", ("ongoing",), ("completed",)),  # of items the first gives no status
        ("status basis", "核对账目，清退补贴3元。", ("explicit",), ("aspect",)),
        ("problem type", "二、账实不符", ("finance",), ("eight_point",)),
    ]


def test_figures(notice: GoldNotice, tables: Path) -> None:
    figures = agreement(coding_of([notice]), read_second(tables, [notice]))
    assert (figures["labels"].units, figures["status"].units, figures["problem type"].units) == (3, 1, 2)
    assert figures["label fund"].value == 1.0
    # One unit of three: said once by one, never by the other.
    assert figures["label sanction"].value == 0.0
    assert set(figures) >= {f"label {name}" for name in ("rule", "lead", "sanction", "record", "fund")}


def test_a_coding_agrees_with_itself(make) -> None:
    one = coding_of([make("a"), make("b")])
    assert {figure.value for figure in agreement(one, one).values()} == {1.0}
    assert list(differences(one, one)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "b"}, "no notice in common"),
        ({"text": "另一个文本" * 20}, "a: the two codings are of different texts"),
        ({"outline": []}, "no unit in common"),
    ],
)
def test_what_cannot_be_compared(notice: GoldNotice, change: dict[str, object], fault: str) -> None:
    with pytest.raises(GoldError, match=fault):
        agreement(coding_of([notice]), coding_of([msgspec.structs.replace(notice, **change)]))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("a\t2.1\t", "a\t2.7\t", r"units.tsv:4: the first coding has no node 2.7"),
        ("a\t2.1\t", "z\t2.1\t", "in a notice 'z'"),
        ("清退补贴3元", "清退补贴4元", "another by now"),
        ("notice\tnode\tlabels", "notice\tlabels\tnode", "names other columns"),
        ("\tcompleted\taspect\t一是", "\tcompleted\t一是", "5 columns, 6 wanted"),
        ("a\t1.1.2\t-\tcompleted\taspect\t二是约谈2人。", "a\t1.1.1\trule\tcompleted\taspect\t一是修订办法；", "twice"),
    ],
)
def test_tables_that_fit_nothing(notice: GoldNotice, tables: Path, old: str, new: str, fault: str) -> None:
    assert old in UNITS
    (tables / "units.tsv").write_text(UNITS.replace(old, new), encoding="utf-8")
    with pytest.raises(GoldError, match=fault):
        read_second(tables, [notice])
