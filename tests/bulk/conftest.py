"""Small corpora, the command as a person runs it, and documents that do harm to what parses them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTICE = (
    "中共{name}县水务局党组关于巡察整改进展情况的通报\n"
    "2021年3月5日至5月10日，县委第二巡察组对县水务局党组进行了巡察，6月8日反馈了巡察意见。\n"
    "一、关于学习不深入的问题\n1.修订《学习制度》，集中学习6次。\n"
    "二、关于违规发放补贴的问题\n2.清退补贴3.2万元，约谈2人。\n"
)
# Loaded by every Python that finds it on its path, as the site's own customisation: a reader that fails as one might.
HARM = '''
import os, signal, sys, time
from importlib.abc import MetaPathFinder
from importlib.util import find_spec

class Finder(MetaPathFinder):
    """Give `textmine.readers.text.read` its faults as soon as it is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != "textmine.readers.text":
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        load = spec.loader.exec_module
        def exec_module(module):
            load(module)
            sound = module.read
            def read(data, *, name, **options):
                text = data.decode("utf-8", "replace")
                if "CRASH" in text:
                    os.kill(os.getpid(), signal.SIGSEGV)
                if "HANG" in text:
                    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
                    while True:
                        time.sleep(1)
                if "HUGE" in text:
                    bytearray(3 << 30)
                if "BUG" in text:
                    raise KeyError("a bug")
                if "SLOW" in text:
                    time.sleep(0.05)
                return sound(data, name=name, **options)
            module.read = read
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Finder())
'''

Command = Callable[..., list[str]]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def write_corpus() -> Callable[..., list[Path]]:
    """Write notices 0000.txt and so on, each of its own, in two folders."""

    def write_corpus(folder: Path, count: int, extra: str = "") -> list[Path]:
        paths = []
        for number in range(count):
            path = folder / ("a" if number % 2 else "b") / f"{number:04}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(NOTICE.format(name=f"第{number}") + extra, encoding="utf-8")
            paths.append(path)
        return paths

    return write_corpus


@pytest.fixture
def ids() -> Callable[[Path], list[str]]:
    """Return the ids of the notices in an output of any kind, sorted; one that stands there twice is there twice."""

    def ids(path: Path) -> list[str]:
        if path.suffix == ".db":
            with closing(sqlite3.connect(path)) as store:
                return sorted(row[0] for row in store.execute("SELECT id FROM notices"))
        if path.is_dir():
            texts = [file.read_text(encoding="utf-8") for file in path.rglob("*.json")]
        else:
            texts = path.read_text(encoding="utf-8").splitlines()
        return sorted(json.loads(text)["id"] for text in texts)

    return ids


@pytest.fixture
def children() -> Callable[[int], list[int]]:
    """Return the processes that a process has started."""

    def children(pid: int) -> list[int]:
        found = []
        for path in Path(f"/proc/{pid}/task").glob("*/children"):  # each worker is that of a thread
            with suppress(OSError):
                found += [int(child) for child in path.read_text().split()]
        return found

    return children


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which harmful documents do their harm."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(HARM, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(ROOT))), "PYTHONUTF8": "1", "COLUMNS": "80"}


@pytest.fixture
def command() -> Command:
    def command(*arguments: object) -> list[str]:
        return [sys.executable, "-m", "textmine", *map(str, arguments)]

    return command


@pytest.fixture
def run(tmp_path: Path, command: Command, environment: dict[str, str]) -> Run:
    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments), capture_output=True, cwd=tmp_path, env=environment, encoding="utf-8", check=False,
            **options,
        )  # fmt: skip

    return run
