"""The tables of what is copied, who repeats whom, and how much of an answer stands elsewhere."""

import pytest

from textmine.compare import ANALYSES
from textmine.compare.boilerplate import boilerplate, boilerplate_figures
from textmine.compare.changes import changes
from textmine.compare.copied import copied_measures, who_repeats_whom
from textmine.compare.masking import masked_texts
from textmine.compare.sample import Case, Measure, Mention, Sample

SAND = "开展河道采砂联合执法6轮，查处非法采砂案件3起"
LEDGER = "{}建立防汛物资储备台账，逐库核对数量并更换过期编织袋"
OWN = "推行村级账目季度公开，由群众代表当场核对票据"
NOTICES = (
    ("中共青澜县水务局党组", "2019-03-01", (SAND, SAND, OWN)),
    ("中共云岫县林业局党组", "2020-05", (SAND.replace("6轮", "12轮"), LEDGER.format("云岫县林业局"), "长期坚持，持续推进")),
    ("中共青澜县水务局党组", "2021-03-01", (SAND.replace("查处", "从严查办"), LEDGER.format("青澜县水务局"))),
    (None, None, ("清理拆除乡镇闲置校舍并移交教育部门统一管理", LEDGER.format("我单位"))),
)  # fmt: skip


@pytest.fixture
def sample() -> Sample:
    """Return four notices of two agencies and one that does not say whose it is, grouped by agency."""
    cases = [
        Case(f"{at:016x}", None, agency, None, None, None, None, None, None, date, "", "", 100, agency and agency[2:-2])
        for at, (agency, date, _) in enumerate(NOTICES)
    ]
    measures = [
        Measure(at, f"1.{place}", None, (), None, None, f"（{place}）{text}。")
        for at, (_, _, texts) in enumerate(NOTICES)
        for place, text in enumerate(texts, start=1)
    ]
    return Sample(cases, [], measures, [], [], [])


def test_copied_measures_are_clusters_by_agencies(sample: Sample) -> None:
    table = copied_measures(sample)
    assert [note.code for note in table.notes] == ["too_short_to_compare"]
    sand, ledger = table.records()
    assert {key: sand[key] for key in ("measures", "notices", "agencies", "first_date", "first_notice", "first_node")} == {
        "measures": 4, "notices": 3, "agencies": 2, "first_date": "2019-03-01", "first_notice": f"{0:016x}", "first_node": "1.1",
    }  # fmt: skip
    assert (ledger["measures"], ledger["agencies"], ledger["first_date"]) == (3, 2, "2020-05")
    assert "采砂" in str(sand["text"])
    assert 0.8 < float(sand["similarity"] or 0) < 1


def test_who_repeats_whom_goes_by_dates(sample: Sample) -> None:
    assert who_repeats_whom(sample).rows == [("云岫县林业局", "青澜县水务局", 2, 1, 1, 0)]


def test_no_order_without_a_date(sample: Sample) -> None:
    undated = [
        Case(**{name: getattr(case, name) for name in Case.__struct_fields__} | {"date": None}) for case in sample.cases
    ]
    table = who_repeats_whom(Sample(undated, [], sample.measures, [], [], []))
    assert table.rows == [("云岫县林业局", "青澜县水务局", 2, 0, 0, 2)]


def test_what_everybody_has_is_not_copied_from_anybody() -> None:
    cases = [
        Case(str(at), None, None, None, None, None, None, None, None, "2020", "", "", 1, str(at)) for at in range(101)
    ]
    measures = [Measure(at, "1", None, (), None, None, OWN) for at in range(101)]
    table = who_repeats_whom(Sample(cases, [], measures, [], [], []))
    assert table.rows == []
    assert table.notes[-1].values == {"clusters": 1, "groups": 100}


def test_boilerplate_is_told_by_where_it_stands(sample: Sample) -> None:
    counts = {figure.name: figure.counts.tolist() for figure in boilerplate_figures(sample)}
    # The notice of nobody stands elsewhere, but neither in its own earlier notices nor in those of others.
    assert counts["elsewhere_share"] == [2, 2, 2, 1]
    assert counts["other_agencies_share"] == [2, 2, 2, 0]
    assert counts["own_earlier_share"] == [0, 0, 1, 0]
    base = boilerplate_figures(sample)[0].base.tolist()
    assert base == [3, 2, 2, 2]


def test_characters_count_as_far_as_they_stand_elsewhere(sample: Sample) -> None:
    figure = next(figure for figure in boilerplate_figures(sample) if figure.name == "elsewhere_characters_share")
    shares = (figure.counts / figure.base).tolist()
    assert 0 < shares[3] < 0.6
    assert 0.85 < shares[2] < 1
    assert shares[1] == pytest.approx(1, abs=0.05)


def test_a_copy_within_one_notice_does_not_count() -> None:
    case = Case("a", None, None, None, None, None, None, None, None, None, "", "", 1, "甲")
    measures = [Measure(0, f"1.{at}", None, (), None, None, SAND) for at in range(3)]
    sample = Sample([case], [], measures, [], [], [])
    assert copied_measures(sample).rows == []
    assert [row[3] for row in boilerplate(sample).rows] == [0] * 6


@pytest.mark.parametrize("name", ["copied_measures", "who_repeats_whom", "boilerplate"])
def test_no_notices_give_an_empty_table(name: str) -> None:
    assert ANALYSES[name](Sample([], [], [], [], [], [])).rows == []


def test_masking_makes_two_agencies_one() -> None:
    cases = [
        Case("", None, agency, *[None] * 7, "", "", 0)
        for agency in ("中共青澜县水务局党组", "中国共产党云岫县医院委员会")
    ]
    texts = [
        "一是青澜县水务局党组于2021年3月5日至6月召开会议三次。",
        "（2）云岫县医院党组于 2022年4月召开会议12次",
        "水务局党组于２０２２年召开会议１次",
    ]
    measures = [Measure(at, "1", None, (), None, None, text) for at, text in zip((0, 1, 0), texts, strict=True)]
    masked = masked_texts(Sample(cases, [], measures, [], [], []))
    assert set(masked) == {"某于0召开会议0次"}


def test_names_that_the_notice_itself_uses_are_masked() -> None:
    case = Case("", None, "中共青澜县农业农村局党组", *[None] * 7, "", "", 0)
    mention = Mention(0, "1", "ORG", None, None, None, "self", "县农局")
    sample = Sample([case], [], [Measure(0, "1", None, (), None, None, "县农局全面排查")], [mention], [], [])
    assert masked_texts(sample) == ["某全面排查"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("甲乙丙", ""),
        ("", "甲"),
        (SAND, SAND),
        (SAND, SAND.replace("联合", "专项")),
        (SAND * 100, OWN + SAND * 99),
    ],
    ids=["nothing", "gone", "new", "same", "changed", "long"],
)
def test_changes_cut_both_texts_without_a_gap(before: str, after: str) -> None:
    found = changes(before, after)
    for text, spans in ((before, [c.before for c in found]), (after, [c.after for c in found])):
        assert "".join(text[slice(*span)] for span in spans) == text
    assert all((before[slice(*c.before)] == after[slice(*c.after)]) == c.same for c in found)
