"""A store of small notices of two levels, to be compared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from textmine.compare import Sample, read_sample
from textmine.compare.sample import Case, Issue, Measure
from textmine.pipeline import parse_text
from textmine.store import Store

NOTICES = {
    "望湖县水务局": "1.清退违规补贴3.5万元，\n（1）约谈2人。\n2.修订《望湖县水务局补贴办法》。",
    "望湖县林业局": "1.组织业务培训4次。\n2.追缴资金1.2万元。",
    "临川市教育局": "1.严格执行审批程序。",
}
OPTIONAL = ("title", "agency", "level", "kind", "inspector", "period", "feedback", "published", "date")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the path of a store of three notices."""
    path = tmp_path / "notices.db"
    with Store(path) as opened:
        for agency, measures in NOTICES.items():
            text = f"中共{agency}党组关于巡察整改进展情况的通报\n一、关于补贴发放不规范的问题\n{measures}"
            opened.add(parse_text(text, name=f"{agency}.txt"))
    return path


@pytest.fixture
def sample(store: Path) -> Sample:
    """Return what an analysis reads of the three notices."""
    return read_sample(store)


Make = Callable[..., Sample]


@pytest.fixture(scope="session")
def make() -> Make:
    """Return what makes a sample of counts: for each notice its group and the labels of its measures, five an issue."""

    def make(*notices: tuple[str | None, list[tuple[str, ...]]], **stated: Any) -> Sample:
        cases, issues, measures = [], [], []
        for at, (group, labels) in enumerate(notices):
            cases.append(
                Case(**dict.fromkeys(OPTIONAL) | {"id": f"{at:016x}", "url": "", "layout": "", "characters": 1000}
                     | stated | {"group": group})
            )  # fmt: skip
            for place, names in enumerate(labels):
                if place % 5 == 0:
                    issues.append(Issue(at, f"1.{place}", "问题", "finance", 1.0, "问题。"))
                scored = tuple((name, 0.9) for name in names)
                measures.append(Measure(at, f"1.{place}.1", issues[-1].node, scored, "completed", "explicit", "措施。"))
        return Sample(cases, issues, measures, [], [], [])

    return make
