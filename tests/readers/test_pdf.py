"""PDF: paragraphs as they were before a typesetter broke them into lines, rows of tables, and what cannot be read."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from textmine.errors import ReadError
from textmine.generator import LAYOUTS, generate
from textmine.readers import pdf, read_bytes

Make = Callable[..., bytes]
Set = Callable[..., list[list[tuple[Any, ...]]]]

STYLES = {
    "first lines indented": {},
    "indented and gaps": {"after": 0.5},
    "gaps": {"indent": 0, "after": 0.4},
    "hanging": {"indent": 0, "hanging": 2},
    "small type": {"size": 10.5, "rows": 36},
}


def read_text(data: bytes) -> str:
    return read_bytes(data, name="notice.pdf").text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back_whole(style: str, layout: str, make_pdf: Make, set_pages: Set) -> None:
    wanted = [line for line in generate(Random(7), LAYOUTS[layout], size=4).text.split("\n") if line.strip()]
    pages = set_pages(wanted, **STYLES[style])
    numbered = [[*page, (280, 40, 14, f"— {number} —")] for number, page in enumerate(pages, 1)]
    got = read_text(make_pdf(numbered)).split("\n")
    assert "".join(got) == "".join(wanted)
    # Where neither indent nor gap shows it, a paragraph that ends exactly at the margin cannot be told.
    assert sum(line in got for line in wanted) >= 0.97 * len(wanted)


def test_sample_paragraphs(make_pdf: Make, set_pages: Set) -> None:
    wanted = [
        "中共云岫县教育局党组关于十三届县委第四轮巡察整改进展情况的通报",
        "一、关于“学习不深入”的问题",
        "1.修订《理论学习制度》，" + "明确时间、内容和责任，" * 6 + "已完成整改。",
        "2.清退2019年12月违规发放的津贴3.5万元。",
    ]
    assert read_text(make_pdf(set_pages(wanted))).split("\n") == wanted


def two_pages(set_pages: Set) -> tuple[list[str], list[list[tuple[Any, ...]]]]:
    wanted = ["澄湖县水务局党组关于巡察整改情况的通报"]
    wanted += [f"{n}.完善第{n}号制度，" + "落实责任，" * 12 + "已完成。" for n in range(1, 30)]
    pages = set_pages(wanted)
    assert len(pages) >= 3
    return wanted, pages


@pytest.mark.parametrize(
    "edge",
    [
        lambda n: [(290, 40, 12, f"- {n} -")],
        lambda n: [(290, 40, 12, str(n))],
        lambda n: [(280, 40, 12, f"第 {n} 页 共 9 页")],
        lambda n: [(72, 810, 10, "澄湖县水务局文件"), (500, 40, 10, f"{n}/9")],
        lambda n: [(30, 820, 8, "2020/1/15 15:10"), (200, 820, 8, "通知公告"), (30, 20, 8, "https://a.example/b.html")],
        lambda n: [(72 if n % 2 else 490, 40, 12, f"— {n} —")],
    ],
    ids=["dashes", "bare", "words", "running head", "browser", "left and right"],
)
def test_margins_are_no_text(edge: Callable[[int], list[Any]], make_pdf: Make, set_pages: Set) -> None:
    wanted, pages = two_pages(set_pages)
    edged = [[*page, *edge(number)] for number, page in enumerate(pages, 1)]
    assert read_text(make_pdf(edged)).split("\n") == wanted


def test_text_that_repeats_at_the_top_of_pages_stays(make_pdf: Make) -> None:
    pages = [[(72, 760, 16, "整改情况："), (72, 730, 16, f"第{n}项，已完成。")] for n in "一二"]
    assert read_text(make_pdf(pages)).count("整改情况：") == 2


def ruled(xs: list[int], ys: list[int]) -> list[tuple[Any, ...]]:
    return [("line", xs[0], y, xs[-1], y) for y in ys] + [("line", x, ys[0], x, ys[-1]) for x in xs]


HEAD = [(62, 690, 10, "问题"), (162, 690, 10, "措施"), (362, 690, 10, "时限")]


def test_ruled_table_gives_rows(make_pdf: Make) -> None:
    cells = [(62, 660, 10, "制度不全"), (162, 660, 10, "修订《管理办法》，明确审批权限"), (162, 646, 10, "和责任。")]
    rules = ruled([60, 160, 360, 460], [700, 680, 640])
    page = [(62, 760, 16, "整改台账"), *HEAD, *cells, (362, 660, 10, "2020年"), *rules]
    assert read_text(make_pdf([page])).split("\n") == [
        "整改台账",
        "问题 | 措施 | 时限",
        "制度不全 | 修订《管理办法》，明确审批权限和责任。 | 2020年",
    ]


def test_boxes_are_cells_too(make_pdf: Make) -> None:
    boxes = [("box", x, y, 100, 20) for y in (680, 660) for x in (60, 160)]
    texts = [(62, 686, 10, "问题"), (162, 686, 10, "措施"), (62, 666, 10, "1."), (162, 666, 10, "已修订")]
    assert read_text(make_pdf([[*texts, *boxes]])) == "问题 | 措施\n1. | 已修订"


def test_spanning_cell_stands_once(make_pdf: Make) -> None:
    xs, ys = [60, 160, 360], [700, 670, 640]
    rules = [rule for rule in ruled(xs, ys) if rule != ("line", 60, 670, 360, 670)] + [("line", 160, 670, 360, 670)]
    texts = [(62, 680, 10, "学习不深"), (162, 680, 10, "一是开展培训。"), (162, 650, 10, "二是加强检查。")]
    assert read_text(make_pdf([[*texts, *rules]])) == "学习不深 | 一是开展培训。\n二是加强检查。"


def test_row_that_runs_over_the_page_is_one(make_pdf: Make) -> None:
    rules = ruled([60, 160, 360, 460], [700, 680, 640])
    first = [*HEAD, (62, 660, 10, "1"), (162, 660, 10, "修订《管理办法》，明"), (362, 660, 10, "2020年"), *rules]
    second = [*HEAD, (162, 660, 10, "确责任。"), *rules]
    assert read_text(make_pdf([first, second])).split("\n") == [
        "问题 | 措施 | 时限",
        "1 | 修订《管理办法》，明确责任。 | 2020年",
    ]


def test_turned_page_reads_upright(make_pdf: Make) -> None:
    lines = [(72, 500, 16, "1.总体情况。"), (72, 470, 16, "2.于2020年完成。")]
    assert read_text(make_pdf([lines], turn=90)) == "1.总体情况。\n2.于2020年完成。"


def test_watermark_is_no_text(make_pdf: Make) -> None:
    page = [(72, 760, 16, "一、总体情况。"), ("slanting", 100, 300, 40, "内部资料"), (72, 730, 16, "二、下一步打算。")]
    assert read_text(make_pdf([page])) == "一、总体情况。\n二、下一步打算。"


def test_radicals_and_ligatures_read_as_printed(make_pdf: Make) -> None:
    assert read_text(make_pdf([[(72, 760, 16, "⼀、⽴⾏⽴改，⻓期ﬁ")]])) == "一、立行立改，长期fi"


def test_figures_stand_without_the_gap_that_typesetting_adds(make_pdf: Make) -> None:
    items = [(72, 760, 16, "截至"), (108, 760, 16, "2020"), (144, 760, 16, "年底"), (220, 760, 16, "已完成")]
    assert read_text(make_pdf([items])) == "截至2020年底 已完成"


def test_description(make_pdf: Make) -> None:
    title = "整改通报".encode("utf-16-be").hex()
    info = f"/Title <FEFF{title}> /Author (office) /CreationDate (D:20200115093000)"
    notice = read_bytes(make_pdf([[(72, 760, 16, "一、总体情况。")]], info=info), name="a.pdf")
    assert notice.source.metadata == {"title": "整改通报", "author": "office", "created": "2020-01-15"}
    assert notice.source.media_type == "application/pdf"


def test_pages_that_are_pictures_are_told(make_pdf: Make) -> None:
    notice = read_bytes(make_pdf([[(72, 760, 16, "一、总体情况。")], [("picture",)]]), name="a.pdf")
    assert "page-without-text" in [warning.code for warning in notice.warnings]


def test_a_font_that_is_nowhere_is_told(make_pdf: Make) -> None:
    # Whether one is installed is the machine's affair; characters of the tests' own font have no shape.
    notice = read_bytes(make_pdf([[(72, 760, 16, "一、总体情况。")]]), name="a.pdf")
    assert {warning.code for warning in notice.warnings} <= {"missing-font"}


ENCRYPTED = f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"


def unreadable(make_pdf: Make) -> dict[str, tuple[bytes, str]]:
    good = make_pdf([[(72, 760, 16, "一、总体情况。")]])
    return {
        "scan": (make_pdf([[("picture",)], [("picture",)]]), "text recognition"),
        "encrypted": (make_pdf([[(72, 760, 16, "一")]], extra=ENCRYPTED), "password"),
        "cut off": (good[:300], "damaged"),
        "head only": (b"%PDF-1.7\n", "damaged"),
        "garbage": (b"%PDF-1.7\n" + Random(1).randbytes(5000), "damaged"),
    }


@pytest.mark.parametrize("what", ["scan", "encrypted", "cut off", "head only", "garbage"])
def test_unreadable_files_are_refused_in_one_sentence(what: str, make_pdf: Make) -> None:
    data, why = unreadable(make_pdf)[what]
    with pytest.raises(ReadError, match=why) as caught:
        read_bytes(data, name="a.pdf")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.pdf: ")


def test_too_many_pages_are_refused(make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(ReadError, match="3 pages are more than the 2"):
        read_bytes(make_pdf([[(72, 760, 16, "一")]] * 3), name="a.pdf")


def test_a_file_without_its_end_has_a_warning(make_pdf: Make, set_pages: Set) -> None:
    data = make_pdf([[(72, 760, 16, "一、总体情况。")]])
    notice = read_bytes(data[: data.rindex(b"startxref")], name="a.pdf")
    assert "damaged-file" in [warning.code for warning in notice.warnings]
    assert notice.text == "一、总体情况。"
