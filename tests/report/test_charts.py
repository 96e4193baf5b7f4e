"""The picture families: what they draw, what their marks tell, and names that are long, alike or hostile."""

from xml.etree import ElementTree as ET

import pytest

from textmine.report.charts.alluvial import Flow, alluvial
from textmine.report.charts.dots import Dot, dot_plot
from textmine.report.charts.dumbbells import Dumbbell, dumbbells
from textmine.report.charts.heat import HeatCell, Sums, heat_map
from textmine.report.charts.survival import Step, survival_curves
from textmine.report.charts.theme import short_names, width_of
from textmine.report.charts.words import Word, word_scatter
from textmine.report.rendering import Picture, draw, has_chinese_font

HOSTILE = "局</title><script>alert(1)</script>&<b>"
LONG = "中共云溪省江北市高新技术产业开发区工作委员会和管理委员会"
NAMES = (HOSTILE, LONG, f"{LONG}机关")


def _heat() -> object:
    cells = [HeatCell(row, column, 0.2, "20", f"{row}{column}", "#m") for row in NAMES for column in ("甲", "乙")]
    sums = Sums(dict.fromkeys(NAMES, 3.0), {"甲": 1.0, "乙": 2.0}, "措施")
    return heat_map(cells, rows=NAMES, columns=("甲", "乙"), legend="份额", sums=sums)


def _diverging() -> object:
    return heat_map(
        [HeatCell(n, "甲", -9.0, "−9", n) for n in NAMES], rows=NAMES, columns=("甲",), legend="z", diverging=True
    )


def _dots() -> object:
    dots = [Dot("行", 0.1, None, 0.2, name, name) for name in NAMES] + [Dot("行二", 0.1, 0.0, 0.2, "t", LONG, "#m")]
    return dot_plot(dots, rows=("行", "行二"), title="份额", series=NAMES, form=".0%")


FAMILIES = {
    "heat": _heat,
    "diverging": _diverging,
    "dots": _dots,
    "one series": lambda: dot_plot([Dot(n, 1.0, 0.5, 2.0, n) for n in NAMES], rows=NAMES, title="t", line_at=0.5),
    "dumbbells": lambda: dumbbells([Dumbbell(n, 3, 4, n) for n in NAMES], title="数", stated="说'\"\\", found="有"),
    "survival": lambda: survival_curves(
        [Step(n, 0, 1, None, None, n) for n in NAMES], series=NAMES, title="日", share="份额"
    ),
    "words": lambda: word_scatter([Word(n, n, 3, 2.5, n) for n in NAMES], groups=NAMES, x="次", y="z"),
    "alluvial": lambda: alluvial([Flow((n, "乙", "丙"), 3) for n in NAMES], stages=("一", "二", "三"), unit="项"),
}


@pytest.fixture(params=FAMILIES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return draw(FAMILIES[request.param](), alt=f"图<{HOSTILE}>")


def test_a_picture_is_whole_and_runs_nothing(picture: Picture) -> None:
    root = ET.fromstring(picture.svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "line", "text", "title", "defs", "linearGradient", "stop", "clipPath"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    assert "http" not in picture.svg.replace("http://www.w3.org/", "")
    assert root.get("role") == "img"
    assert root.get("aria-label") == f"图<{HOSTILE}>"


def test_marks_tell_what_they_are_given(picture: Picture) -> None:
    root = ET.fromstring(picture.svg)
    titles = [element.text or "" for element in root.iter() if element.tag.endswith("title")]
    assert any(HOSTILE in title or "局</title" in title for title in titles)
    assert not any("\u2063" in title for title in titles)


def test_ids_of_two_pictures_never_meet() -> None:
    first, second = draw(_heat(), alt="a"), draw(_diverging(), alt="b")
    ids = [{e.get("id") for e in ET.fromstring(p.svg).iter() if e.get("id")} for p in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_mark_leads_where_it_is_told() -> None:
    assert 'data-href="#m"' in draw(_heat(), alt="a").svg


def test_names_are_shortened_apart() -> None:
    short = short_names([LONG, f"{LONG[:8]}x{LONG[9:]}", "短"], 120)
    assert len(set(short.values())) == 3
    assert short["短"] == "短"
    assert width_of(short[LONG]) <= 120


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    dots = [Dot("r", 1, None, None, "t", str(n)) for n in range(9)]
    with pytest.raises(ValueError, match="9 series"):
        dot_plot(dots, rows=("r",), title="t", series=[str(n) for n in range(9)])


@pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font")
def test_a_png_has_the_picture() -> None:
    picture = draw(_dots(), alt="a")
    data = picture.png()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) >= 2 * picture.width
