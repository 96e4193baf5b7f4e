"""A small notice, and the command as a person runs it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

NOTICE = (
    "中共青澜县水务局党组关于巡察整改进展情况的通报\n"
    "2021年3月5日至5月10日，县委第二巡察组对县水务局党组进行了巡察，6月8日反馈了巡察意见。\n"
    "一、关于学习不深入的问题\n1.修订《学习制度》，集中学习6次。\n"
    "二、关于违规发放补贴的问题\n2.清退补贴3.2万元，约谈2人。\n"
    "中共青澜县水务局党组\n2021年12月1日\n"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: object, stdin: bytes = b"", columns: int = 80) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "textmine", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={"PATH": "", "COLUMNS": str(columns), "PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
