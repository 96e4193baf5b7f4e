"""The header: by which of its names the publishing body is known."""

import pytest

from textmine.pipeline import parse_text

BODY = "\n根据县委部署,县委第二巡察组进行了巡察。\n一、关于管理不严的问题\n1.修订制度。\n"


@pytest.mark.parametrize(
    ("title", "signed", "agency"),
    [
        # signed in full
        ("青澜县医院党委关于巡察整改情况的报告", "中共青澜县医院委员会", "中共青澜县医院委员会"),
        ("青澜县水务局党组关于巡察整改情况的通报", "中共青澜县水务局党组", "中共青澜县水务局党组"),
        ("青澜市贯彻落实省环保督察整改任务进展情况", "青澜市人民政府", "青澜市人民政府"),
        ("青澜县关于巡视整改情况的通报", "中共青澜县委员会", "中共青澜县委员会"),
        # by the office that writes for it, or more briefly than in the title
        ("青澜县水务局党组关于巡察整改情况的通报", "青澜县水务局办公室", "青澜县水务局党组"),
        ("中共青澜县水务局党组关于巡察整改情况的通报", "县水务局党组", "中共青澜县水务局党组"),
    ],
)
def test_agency(title: str, signed: str, agency: str) -> None:
    notice = parse_text(f"{title}{BODY}{signed}\n2022年3月1日\n")
    assert notice.header.agency is not None
    assert (notice.header.agency.value, notice.text_of(notice.header.agency)) == (agency, agency)
