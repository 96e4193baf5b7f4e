"""Notices made at random, with the outline that a coder would give them: for tests and for measuring speed.

The words are invented and say little; what varies is the layout: which levels there are, how each is numbered, whether
numbers run on through their parents, where captions and accounts stand, and the width of the punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from random import Random
from typing import Final, Literal

from textmine.chinese import write_numeral

Scheme = Literal["ordinal", "part", "paren", "digit", "paren_digit", "half", "circled", "point", "none"]

_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PLACES: Final = ("青澜", "云岫", "澄湖", "临浦", "枫桥", "石门", "嘉禾", "永溪", "安岭", "平湖", "清源", "望江")
_OFFICES: Final = (
    "水务局",
    "教育局",
    "财政局",
    "卫生健康局",
    "交通运输局",
    "民政局",
    "林业局",
    "司法局",
    "统计局",
    "商务局",
)
_THEMES: Final = (
    "政治建设",
    "思想建设",
    "组织建设",
    "作风建设",
    "纪律建设",
    "选人用人",
    "意识形态",
    "重点领域监管",
    "民生保障",
)
_SUBJECTS: Final = (
    "理论学习",
    "议事决策",
    "财务管理",
    "项目监管",
    "支部建设",
    "公务接待",
    "档案管理",
    "合同签订",
    "窗口服务",
    "队伍建设",
    "物资采购",
    "督导检查",
)
_DEFECTS: Final = (
    "不到位",
    "不规范",
    "不严格",
    "不深入",
    "不及时",
    "流于形式",
    "有差距",
    "力度不够",
    "比较薄弱",
    "不健全",
)
_ACTS: Final = (
    "修订《{s}管理办法》，明确审批权限和办理时限",
    "召开专题会议{n}次，研究{s}工作",
    "对{s}情况开展全面排查，发现并整改问题{n}个",
    "组织{s}业务培训{n}场，培训干部{m}人次",
    "清退违规发放资金{n}.{d}万元，约谈责任人{d}名",
    "建立{s}工作台账，落实专人负责",
    "制定印发《{s}实施细则》，规范工作流程",
    "开展{s}监督检查{n}轮，通报典型案例{d}起",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a notice is laid out: the numbering of each level (`none` for text without), and its habits."""

    sections: bool
    area: Scheme
    issue: Scheme
    measure: Scheme
    item: Scheme
    runs_on: bool = False
    captions: bool = False
    about: bool = True
    wide: bool = True


LAYOUTS: Final[dict[str, Layout]] = {
    "generic": Layout(True, "paren", "digit", "paren_digit", "point"),
    "guangdong": Layout(True, "part", "paren", "digit", "paren_digit", runs_on=True, about=False, wide=False),
    "hubei": Layout(True, "none", "digit", "paren_digit", "point", captions=True),
    "hunan": Layout(True, "paren", "digit", "none", "point", captions=True),
    "zhejiang": Layout(False, "paren", "digit", "paren_digit", "circled"),
    "jiangsu": Layout(True, "none", "paren", "none", "point", captions=True),
    "sichuan": Layout(True, "paren", "digit", "point", "circled", about=False),
    "levels skipped": Layout(False, "ordinal", "paren", "digit", "paren_digit"),
    "flat": Layout(False, "none", "ordinal", "none", "point", captions=True),
    "half bracket": Layout(True, "none", "paren", "half", "point"),
}


@dataclass
class Generated:
    """A notice and its outline: `nodes` are (role, own text) in document order, `lines` the text's paragraphs."""

    lines: list[str] = field(default_factory=list)
    nodes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def html(self) -> str:
        """Return the notice as a page of a made site, with what stands around a notice on such pages."""
        body = "\n".join(f'<p style="text-indent:2em"><span>{escape(line)}</span></p>' for line in self.lines[1:])
        links = "".join(
            f'<li><a href="/{n}.html">关于{place}县整改情况的通报</a></li>' for n, place in enumerate(_PLACES)
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(self.lines[0])}-政府网站</title></head><body>'
            '<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>'
            f'<div class="article"><h1>{escape(self.lines[0])}</h1><div class="info">发布时间：2022-01-05 来源：本站</div>'
            f'<div id="zoom">{body}</div></div><div class="related"><h3>相关链接</h3><ul>{links}</ul></div>'
            '<div class="footer">主办单位：某县人民政府办公室 网站标识码：0000000001</div></body></html>'
        )

    def docx(self) -> bytes:
        """Return the notice as a Word document, one paragraph a line."""
        from docx import Document

        document = Document()
        for line in self.lines:
            document.add_paragraph(line)
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def generate(random: Random, layout: Layout, *, size: int = 3) -> Generated:
    """Return a notice in `layout` with about `size` children at every level."""
    return _Writer(random, layout, size).write()


class _Writer:
    """Writes one notice line by line."""

    def __init__(self, random: Random, layout: Layout, size: int) -> None:
        self.random, self.layout, self.size = random, layout, size
        self.out = Generated()
        self.counts: dict[str, int] = {}
        self.place, self.office = random.choice(_PLACES), random.choice(_OFFICES)

    def put(self, *parts: tuple[str, str]) -> None:
        """Add one line made of (role, own text) parts."""
        parts = tuple((role, self.width(text)) for role, text in parts)
        self.out.lines.append("".join(text for _, text in parts))
        self.out.nodes += [(role, text) for role, text in parts]

    def width(self, text: str) -> str:
        return text if self.layout.wide else text.translate(str.maketrans("，：；（）", ",:;()"))

    def mark(self, scheme: Scheme, number: int) -> str:
        numeral = write_numeral(number)
        forms = {
            "ordinal": f"{numeral}、",
            "part": f"第{numeral}方面问题，",
            "paren": f"（{numeral}）",
            "digit": f"{number}.",
            "paren_digit": f"（{number}）",
            "half": f"{number}）",
            "circled": _CIRCLED[(number - 1) % 20],
            "point": f"{numeral}是",
            "none": "",
        }
        return forms[scheme]

    def number(self, level: str, first: bool) -> int:
        """Return the next number of a level, which restarts under every parent unless the layout runs on."""
        if first and not self.layout.runs_on:
            self.counts[level] = 0
        self.counts[level] = self.counts.get(level, 0) + 1
        return self.counts[level]

    def act(self) -> str:
        pick = self.random
        values = {"n": pick.randint(2, 40), "m": pick.randint(20, 400), "d": pick.randint(1, 9)}
        return pick.choice(_ACTS).format(s=pick.choice(_SUBJECTS), **values)

    def write(self) -> Generated:
        year = self.random.randint(2016, 2025)
        body = f"{self.place}县{self.office}"
        self.put(("title", f"中共{body}党组关于巡察整改进展情况的通报"))
        self.put(
            ("paragraph", f"根据县委统一部署，{year}年3月5日至5月10日，县委第{write_numeral(self.random.randint(1, 9))}巡察组对{body}党组"
             f"进行了巡察。{year}年6月{self.random.randint(1, 28)}日，县委巡察组反馈了巡察意见。现将整改进展情况予以公布。")
        )  # fmt: skip
        if self.layout.sections:
            self.put(("section", "一、提高政治站位，压实整改责任"))
            self.put(("paragraph", "（一）加强组织领导。局党组成立领导小组，主要负责人任组长。"))
            self.put(("section", "二、坚持问题导向，逐项落实整改"))
        if self.layout.area == "none":
            self.issues()
        else:
            for number in range(1, self.count() + 1):
                self.put(("area", f"{self.mark(self.layout.area, number)}{self.theme()}"))
                self.issues()
        if self.layout.sections:
            self.put(("section", "三、下一步工作打算"))
            self.put(("paragraph", "持续巩固整改成果，健全长效机制。"))
        self.put(("signature", f"中共{body}党组"))
        self.put(("date", f"{year}年12月{self.random.randint(1, 28)}日"))
        return self.out

    def count(self) -> int:
        return self.random.randint(2, max(2, self.size + 1))

    def theme(self) -> str:
        theme = self.random.choice(_THEMES)
        return f"{theme}存在薄弱环节" if self.layout.area == "part" else f"{theme}方面"

    def issues(self) -> None:
        for at in range(self.count()):
            subject = self.random.choice(_SUBJECTS) + self.random.choice(_DEFECTS)
            mark = self.mark(self.layout.issue, self.number("issue", at == 0))
            self.put(("issue", f"{mark}关于{subject}的问题" if self.layout.about else f"{mark}{subject}的问题"))
            if self.layout.captions:
                self.put(("subhead", "整改情况："))
            for place in range(1 if self.layout.measure == "none" else self.count() - 1):
                self.measure(place == 0)

    def measure(self, first: bool) -> None:
        mark = "" if self.layout.measure == "none" else self.mark(self.layout.measure, self.number("measure", first))
        parts = [("measure", f"{mark}{self.act()}。")]
        if self.random.random() < 0.3:
            many = self.random.randint(2, 4)
            for number in range(1, many + 1):
                stop = "。" if number == many else "；"
                parts.append(("item", f"{self.mark(self.layout.item, number)}{self.act()}{stop}"))
        self.put(*parts)
