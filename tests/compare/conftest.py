"""A store of small notices of two levels, to be compared."""

from pathlib import Path

import pytest

from textmine.compare import Sample, read_sample
from textmine.pipeline import parse_text
from textmine.store import Store

NOTICES = {
    "望湖县水务局": "1.清退违规补贴3.5万元，\n（1）约谈2人。\n2.修订《望湖县水务局补贴办法》。",
    "望湖县林业局": "1.组织业务培训4次。\n2.追缴资金1.2万元。",
    "临川市教育局": "1.严格执行审批程序。",
}


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
